"""Waiting for a server that does not answer yet: it may be starting, or somebody is about to start it."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar

from viewer.content.errors import ContentUnreachableError

PAUSES_SECONDS = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 4.0, 4.0, 5.0, 5.0)  # 30 s in all, and each try has its own second

Found = TypeVar("Found")


def try_patiently(attempt: Callable[[], Found], *, pause: Callable[[float], bool]) -> Found:
    """Try until the server answers, with growing pauses. `pause` says True when nobody waits any longer.

    Raises:
        ContentUnreachableError: it never answered, or nobody waits.
        GolmokError: it answered, and what it said is final.
    """
    for seconds in PAUSES_SECONDS:
        try:
            return attempt()
        except ContentUnreachableError:
            if pause(seconds):
                raise
    return attempt()


class PatientOpening(Generic[Found]):
    """The same in a thread of its own, so that a window stays alive meanwhile. The attempt must touch bytes only."""

    def __init__(self, attempt: Callable[[], Found]) -> None:
        self._left = threading.Event()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="opening")
        self._future = self._worker.submit(try_patiently, attempt, pause=self._left.wait)

    @property
    def is_over(self) -> bool:
        return self._future.done()

    def found(self) -> Found:
        """What the attempt gave or raised; blocks until it is over."""
        return self._future.result()

    def close(self) -> None:
        """Stop trying. An attempt under way ends by its own time limits."""
        self._left.set()
        self._worker.shutdown(wait=False)
