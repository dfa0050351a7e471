"""Processes that make tiles end with the build that started them, however that ended."""

import os
import threading
from multiprocessing import parent_process


def end_with_parent() -> None:
    """Watch from a thread over the process that started this one, and end when it has gone.

    A pool tells its workers that a build is over; a build that was killed tells nobody, and they would wait for ever.
    """
    threading.Thread(target=_watch, name="end-with-parent", daemon=True).start()


def _watch() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
