"""A walk in a window that nobody sees, with a keyboard and a pointer that nobody touches."""

import contextlib
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.viewer.glb_writer import webp
from tests.viewer.small_street import write_street

ROOT = Path(__file__).resolve().parents[3]

# The walk says after every tenth frame where it is, one JSON object a line.
WALK = """
import json, sys
import viewer.panda.walker as walker
step = walker.Walk.step
def telling(walk):
    goes_on = step(walk)
    if walk._frame % 4 == 0:
        screen = walk.screen
        print(json.dumps({"east": walk.pose.east, "north": walk.pose.north, "heading": walk.pose.heading_degrees,
            "pitch": walk.pose.pitch_degrees, "store": screen.store_id, "asks": screen.asks_to_leave,
            "map": screen.shows_map, "drawn": walk._panel.drawn is not None, "tiles": len(walk._street.tiles_in_memory),
            "looked_at": walk._looked_at, "page": screen.page, "rung": walk._ladder.rung.render_share,
            "light": walk._light.choice, "evening": walk._shown_light.light.evening,
            "night": walk._shown_light.light.night,
            "pages": walk._panel.drawn.layout.pages if walk._panel.drawn else 0,
            "pictures": sum(len(facts.pictures) for facts in walk._panel._facts.values())}), flush=True)
    return goes_on
walker.Walk.step = telling
walker.walk(sys.argv[1], "test", at=sys.argv[2], size=(1280, 720))
"""


class Visit:
    """A running walk: what it says, and hands on its keyboard."""

    def __init__(self, process: "subprocess.Popen[str]", display: str) -> None:
        self.process, self._display = process, display
        self._changed = threading.Condition()
        self.now: dict[str, Any] = {}
        self.past: list[dict[str, Any]] = []
        self._ear = threading.Thread(target=self._listen, daemon=True)
        self._ear.start()

    def close(self) -> None:
        self._ear.join(timeout=20.0)
        if self.process.stdout is not None:
            self.process.stdout.close()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._changed:
                self.now = json.loads(line)
                self.past.append(self.now)
                self._changed.notify_all()

    def until(self, **facts: Any) -> dict[str, Any]:
        """Wait for a moment at which all facts hold; a fact may be a test of the value."""

        def holds() -> bool:
            return bool(self.now) and all(f(self.now[k]) if callable(f) else self.now[k] == f for k, f in facts.items())

        with self._changed:
            assert self._changed.wait_for(holds, timeout=40.0), f"never came true: {facts}, last {self.now}"
            return self.now

    def let_frames_pass(self) -> None:
        with self._changed:
            seen = len(self.past)
            assert self._changed.wait_for(lambda: len(self.past) >= seen + 2, timeout=40.0)

    def hand(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env={**os.environ, "DISPLAY": self._display}, check=True, timeout=20)


@contextlib.contextmanager
def visit(display: str, address: str, cache: Path, *, at: str) -> Iterator[Visit]:
    environment = {**os.environ, "DISPLAY": display, "XDG_CACHE_HOME": str(cache), "HOME": str(cache)}
    process = subprocess.Popen(
        [sys.executable, "-X", "faulthandler", "-c", WALK, address, at],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    walk = Visit(process, display)
    try:
        walk.until(tiles=lambda count: count >= 3)
        found = subprocess.run(
            ["xdotool", "search", "--pid", str(process.pid)],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=20,
        )
        walk.hand("windowfocus", re.findall(r"\d+", found.stdout)[-1])
        walk.hand("mousemove", "640", "360")
        yield walk
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(timeout=20)
        walk.close()


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_street(tmp_path_factory.mktemp("walked") / "street", stores=4)


def test_a_visitor_walks_slides_along_the_wall_looks_around_and_leaves(
    display: str, street: Path, tmp_path: Path
) -> None:
    with visit(display, street.as_uri(), tmp_path, at="4,-3,45") as walk:
        walk.hand("keydown", "w")
        walk.until(east=lambda east: east > 10.0)
        walk.hand("keyup", "w")
        sliding = [moment for moment in walk.past if moment["north"] > -0.4]
        assert sliding[-1]["east"] - sliding[0]["east"] > 0.5
        assert max(moment["north"] for moment in walk.past) <= -0.35 + 1e-6

        walk.hand("mousemove", "640", "360", "mousedown", "1")
        walk.let_frames_pass()  # a press and a drag within one frame are no drag
        walk.hand("mousemove_relative", "--", "-200", "0")
        walk.until(heading=lambda heading: heading > 60.0)
        walk.hand("mouseup", "1")
        walk.until(store="")  # a drag is no click

        walk.hand("key", "m")
        walk.until(map=False)
        walk.hand("key", "Escape")
        walk.until(asks=True)
        walk.hand("key", "Escape")
        walk.until(asks=False)
        walk.hand("key", "Escape")
        walk.until(asks=True)
        walk.hand("key", "Return")
        assert walk.process.wait(timeout=30) == 0


def test_a_key_shows_the_street_by_day_by_evening_at_night_and_now(display: str, street: Path, tmp_path: Path) -> None:
    with visit(display, street.as_uri(), tmp_path, at="4,-3,45") as walk:
        assert walk.now["light"] == "now"
        walk.hand("key", "l")
        walk.until(light="day", evening=0.0)
        walk.hand("key", "l")
        walk.until(light="evening", evening=1.0, night=0.0)
        walk.hand("key", "l")
        walk.until(light="night", evening=1.0, night=1.0)
        walk.hand("key", "l")
        walk.until(light="now")


def test_a_click_on_a_store_opens_its_panel_and_a_click_on_the_cross_closes_it(
    display: str, street: Path, tmp_path: Path
) -> None:
    with visit(display, street.as_uri(), tmp_path, at="12,-5,0") as walk:
        walk.hand("mousemove", "500", "300", "click", "1")
        walk.until(store="s1", drawn=True)
        # the cross: top right of a card 700 wide at 36 from the edge of a screen 1080 high
        scale = 720 / 1080
        walk.hand(
            "mousemove", str(round(1280 - (36 + 12 + 44) * scale)), str(round((36 + 12 + 44) * scale)), "click", "1"
        )
        walk.until(store="", drawn=False)


def test_with_the_keyboard_alone_every_store_nearby_can_be_opened(display: str, street: Path, tmp_path: Path) -> None:
    with visit(display, street.as_uri(), tmp_path, at="16,-5,0") as walk:
        opened = set()
        for _ in range(4):
            before = walk.now["looked_at"]
            walk.hand("key", "Tab")
            walk.until(looked_at=lambda store, before=before: store not in ("", before))
            walk.hand("key", "Return")
            opened.add(walk.until(store=lambda store: store != "", drawn=True)["store"])
            walk.hand("key", "Escape")
            walk.until(store="")
        assert opened == {"s0", "s1", "s2", "s3"}


class Content(BaseHTTPRequestHandler):
    """A content API of one district: its scene, and a store with three pages of menu and a picture."""

    folder: Path
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        body = self._body()
        self.send_response(200 if body else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _body(self) -> bytes:
        item = {"name": "라테", "price_won": 5000, "description": "고소합니다", "picture": "/media/a.webp"}
        match self.path.split("?")[0].split("/")[1:]:
            case ["scenes", "test", *inside]:
                file = self.folder.joinpath(*inside)
                return file.read_bytes() if file.is_file() else b""
            case ["v1", "stores", store_id]:
                return json.dumps({"store_id": store_id, "name": "별다방", "hours_text": "매일"}).encode()
            case ["v1", "stores", _, "menu"]:
                return json.dumps({"sections": [{"name": "커피", "items": [item] * 14}]}).encode()
            case ["v1", "stores", _, "products"]:
                return json.dumps({"products": []}).encode()
            case ["media", "a.webp"]:
                return webp((120, 80, 40), size=(160, 160))
        return b""

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def content(street: Path) -> Iterator[tuple[str, list[str]]]:
    """The address of a content API, and what it has been asked for."""
    handler = type("Here", (Content,), {"folder": street, "asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", handler.asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_resident_walks_to_a_store_over_the_network_and_leafs_through_its_menu(
    display: str, content: tuple[str, list[str]], tmp_path: Path
) -> None:
    address, asked = content
    scale = 720 / 1080
    with visit(display, address, tmp_path, at="4,-5,90") as walk:
        walk.hand("keydown", "w")
        walk.until(east=lambda east: east > 11.0)
        walk.hand("keyup", "w")
        walk.hand("key", "Tab")
        store = walk.until(looked_at=lambda store: store != "")["looked_at"]
        walk.hand("key", "Return")
        walk.until(store=store, pages=lambda pages: pages >= 2, pictures=1)
        walk.hand("mousemove", "1148", "651", "click", "1")  # 다음, at the foot of a full-height card
        walk.until(page=1, drawn=True)
        walk.hand("key", "Prior")
        walk.until(page=0)
        cross = 36 + 12 + 44  # from the screen's right and upper edge
        walk.hand("mousemove", str(round(1280 - cross * scale)), str(round(cross * scale)), "click", "1")
        walk.until(store="", drawn=False)
        walk.hand("key", "Escape")
        walk.until(asks=True)
        walk.hand("key", "Return")
        assert walk.process.wait(timeout=30) == 0
    assert f"/v1/stores/{store}/menu" in asked
    assert "/media/a.webp?width=160" in asked
    tiles = [path for path in asked if "/tiles/" in path]
    assert len(set(tiles)) == len(tiles) > 0, "a tile was fetched twice"
