"""The window before there is a server: it says so, comes alive when one answers, and can be left."""

import contextlib
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.viewer.small_street import write_street

ROOT = Path(__file__).resolve().parents[3]

# Says when the waiting is on the screen, and what became of it. The walk itself is not taken.
LATE = """
import sys
import viewer.panda.waiting as waiting
import viewer.panda.walker as walker
show = waiting._show
def telling(*things, **more):
    show(*things, **more)
    print("waiting", flush=True)
waiting._show = telling
walker.Walk.run = lambda walk: print("walking in", walk._scene.facts.slug, walk.pose.east, flush=True)
walker.walk(sys.argv[1], "test", at="12,-5,0", size=(320, 180))
print("left", flush=True)
"""


class SceneOfTest(SimpleHTTPRequestHandler):
    """Serves a scene's folder as a content API would."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/scenes/test"))

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def sleeping_server(tmp_path: Path) -> Iterator[ThreadingHTTPServer]:
    """A server that has its port but does not listen yet, so that it refuses every visitor."""
    handler = partial(SceneOfTest, directory=str(write_street(tmp_path / "street", stores=2)))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler, bind_and_activate=False)
    server.server_bind()
    try:
        yield server
    finally:
        server.server_close()


@contextlib.contextmanager
def window_on(server: ThreadingHTTPServer, display: str, home: Path) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [sys.executable, "-X", "faulthandler", "-c", LATE, f"http://127.0.0.1:{server.server_port}"],
        cwd=ROOT,
        env={**os.environ, "DISPLAY": display, "XDG_CACHE_HOME": str(home), "HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(timeout=20)
        assert process.stdout is not None
        process.stdout.close()


def line_of(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def first_other_line(process: "subprocess.Popen[str]") -> str:
    """What is said after the waiting."""
    line = "waiting"
    while line == "waiting":
        line = line_of(process)
    return line


def test_a_walk_begins_when_its_server_has_started(
    display: str, sleeping_server: ThreadingHTTPServer, tmp_path: Path
) -> None:
    with window_on(sleeping_server, display, tmp_path) as process:
        assert line_of(process) == "waiting"
        sleeping_server.server_activate()
        answering = threading.Thread(target=sleeping_server.serve_forever, kwargs={"poll_interval": 0.02})
        answering.start()
        try:
            assert first_other_line(process) == "walking in test 12.0"
            assert process.wait(timeout=20) == 0
        finally:
            sleeping_server.shutdown()
            answering.join()


def test_who_does_not_want_to_wait_leaves_with_escape(
    display: str, sleeping_server: ThreadingHTTPServer, tmp_path: Path
) -> None:
    with window_on(sleeping_server, display, tmp_path) as process:
        assert line_of(process) == "waiting"
        hands = {**os.environ, "DISPLAY": display}
        found = subprocess.run(
            ["xdotool", "search", "--pid", str(process.pid)], env=hands, check=True, capture_output=True, text=True
        )
        subprocess.run(["xdotool", "windowfocus", re.findall(r"\d+", found.stdout)[-1]], env=hands, check=True)
        subprocess.run(["xdotool", "key", "Escape"], env=hands, check=True)
        assert first_other_line(process) == "left"
        assert process.wait(timeout=20) == 0
