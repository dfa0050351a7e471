"""Tests that draw run in processes of their own: a graphics library that fails must not take the test run with it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
DRAWING_PACKAGES = "apt install libegl1 libgl1 libgl1-mesa-dri"
WINDOW_PACKAGES = "apt install xvfb xdotool libgl1 libgl1-mesa-dri"


@pytest.fixture(scope="session")
def run_python() -> Callable[..., str]:
    """Run lines of Python in a fresh process and give back what they print."""

    def run(code: str, *arguments: str, **environment: str) -> str:
        done = subprocess.run(
            [sys.executable, "-X", "faulthandler", "-c", code, *arguments],
            cwd=ROOT,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            timeout=180,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    return run


@pytest.fixture(scope="session")
def drawing(run_python: Callable[..., str]) -> str:
    """The headless drawing library of this machine, e.g. "p3headlessgl"."""
    code = (
        "import json\n"
        "from viewer.panda.engine import EngineError, Surroundings, open_engine\n"
        "try:\n    engine = open_engine(Surroundings.BUFFER, size=(64, 64))\n"
        "except EngineError:\n    print(json.dumps(''))\n"
        "else:\n    print(json.dumps(engine.pipe_name))\n    engine.close()\n"
    )
    name = str(json.loads(run_python(code).splitlines()[-1]))
    if name not in ("p3headlessgl", "pandagl"):
        pytest.skip(f"no OpenGL without a window here: {DRAWING_PACKAGES}")
    return name


@pytest.fixture
def display() -> Iterator[str]:
    """An X display of 1280 × 720 that nobody sees, started for one test."""
    missing = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"{' and '.join(missing)} not found: {WINDOW_PACKAGES}")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x720x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as numbers:
            number = numbers.readline().strip()
        if not number:
            pytest.skip(f"Xvfb did not start: {WINDOW_PACKAGES}")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(timeout=20)
