"""The command line as a person runs it: in a process of its own."""

import contextlib
import os
import subprocess
import sys


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "golmok", *arguments], capture_output=True, text=True, timeout=240, check=False
    )


def run_on_terminal(*arguments: str) -> str:
    """What a person sees on a terminal of 80 columns."""
    import pty

    own, child = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "golmok", *arguments],
        stdin=child,
        stdout=child,
        stderr=child,
        env={**os.environ, "COLUMNS": "80", "TERM": "xterm"},
    )
    os.close(child)
    told = b""
    with contextlib.suppress(OSError):  # Linux ends a terminal whose other side is closed with EIO
        while part := os.read(own, 65_536):
            told += part
    os.close(own)
    assert process.wait(timeout=60) == 0
    return told.decode()
