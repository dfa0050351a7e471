"""The client against a real server on a real socket: tags, retries, limits, and servers that misbehave."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from viewer.content import client as client_module
from viewer.content.chunk_cache import ChunkCache
from viewer.content.client import ContentClient, HttpScene
from viewer.content.errors import ContentAbsentError, ContentError
from viewer.content.scene import open_scene
from viewer.content.source import open_source
from viewer.content.tile_loader import FailedTile, LoadedTile, TileLoader

Answer = Callable[[BaseHTTPRequestHandler], None]


class TinyServer(ThreadingHTTPServer):
    """Serves a folder below /scenes/test/ with entity tags; `special` answers some paths in its own way."""

    daemon_threads = True

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder, self.special = folder, dict[str, Answer]()
        self.asked: list[tuple[str, str | None]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: TinyServer

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers.get("If-None-Match")))
        special = self.server.special.get(self.path)
        if special is not None:
            special(self)
            return
        file = (self.server.folder or Path("absent")) / self.path.removeprefix("/scenes/test/")
        if not file.is_file():
            answer(self, 404)
            return
        tag = f'"{file.stat().st_mtime_ns}"'
        if self.headers.get("If-None-Match") == tag:
            answer(self, 304)
        else:
            answer(self, 200, file.read_bytes(), etag=tag)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output clean."""


def answer(handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", *, etag: str = "") -> None:
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(body)))
    if etag:
        handler.send_header("ETag", etag)
    handler.end_headers()
    if status != 304:
        handler.wfile.write(body)


@contextmanager
def serving(folder: Path | None = None) -> Iterator[TinyServer]:
    server = TinyServer(folder)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def client_of(server: TinyServer) -> Iterator[tuple[ContentClient, list[float]]]:
    pauses: list[float] = []
    client = ContentClient(server.url, pause=pauses.append)
    try:
        yield client, pauses
    finally:
        client.close()


def test_a_whole_district_is_opened_over_the_wire(street_folder: Path) -> None:
    with serving(street_folder) as server, open_source(server.url, "test") as source:
        assert source.scene.facts.name_ko == "시험 거리"
        assert len(source.scene.places.stores) == 8
        assert [path for path, _ in server.asked] == [
            f"/scenes/test/{name}" for name in ("scene.json", "places.geojson", "tileset.json")
        ]


def test_an_unchanged_file_is_sent_once_and_a_changed_one_again(tmp_path: Path) -> None:
    (tmp_path / "tileset.json").write_bytes(b"one")
    with serving(tmp_path) as server, client_of(server) as (client, _):
        scene = HttpScene(client, "test")
        assert [scene.read("tileset.json") for _ in range(3)] == [b"one"] * 3
        tags = [tag for _, tag in server.asked]
        assert tags[0] is None
        assert tags[1] == tags[2] != None  # noqa: E711  the same tag twice, and one at all
        (tmp_path / "tileset.json").write_bytes(b"two")
        assert scene.read("tileset.json") == b"two"


def test_the_memory_of_answers_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "MOST_REMEMBERED", 3)
    for number in range(5):
        (tmp_path / str(number)).write_bytes(b"x")
    with serving(tmp_path) as server, client_of(server) as (client, _):
        scene = HttpScene(client, "test")
        for number in (0, 1, 2, 3, 4, 0, 4):
            scene.read(str(number))
    assert [tag is not None for _, tag in server.asked] == [False] * 6 + [True]


def test_a_server_that_restarts_is_asked_again_until_it_answers() -> None:
    states = iter([503, 503, 200])
    with serving() as server, client_of(server) as (client, pauses):
        server.special["/x"] = lambda handler: answer(handler, next(states), b"awake")
        assert client.get("x") == b"awake"
    assert pauses == list(client_module.PAUSES_SECONDS)


def test_a_connection_that_breaks_in_the_middle_is_tried_again() -> None:
    with serving() as server, client_of(server) as (client, pauses):

        def breaks_once(handler: BaseHTTPRequestHandler) -> None:
            if len(server.asked) == 1:
                handler.send_response(200)
                handler.send_header("Content-Length", "1000")
                handler.end_headers()
                handler.wfile.write(b"half")
                handler.close_connection = True
            else:
                answer(handler, 200, b"whole")

        server.special["/x"] = breaks_once
        assert client.get("x") == b"whole"
    assert len(pauses) == 1


def test_a_server_that_never_answers_is_given_up_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "TIMEOUT", httpx.Timeout(0.15))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        client = ContentClient(f"http://127.0.0.1:{silent.getsockname()[1]}", pause=lambda seconds: None)
        with pytest.raises(ContentError, match=r"does not answer \(ReadTimeout\)\. Is `golmok serve` running"):
            client.get("v1/districts")
        client.close()


def test_nobody_at_the_address_is_said_with_the_address() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    client = ContentClient(f"http://127.0.0.1:{port}", pause=lambda seconds: None)
    with pytest.raises(ContentError, match=str(port)):
        client.get("v1/districts")
    client.close()


def test_a_server_that_speaks_no_http_is_one_clear_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)

        def talk() -> None:
            for _ in range(3):
                connection, _ = server.accept()
                with connection:
                    connection.recv(4096)
                    connection.sendall(b"220 mail ready\r\n\r\n")

        thread = threading.Thread(target=talk)
        thread.start()
        client = ContentClient(f"http://127.0.0.1:{server.getsockname()[1]}", pause=lambda seconds: None)
        with pytest.raises(ContentError, match="does not answer"):
            client.get("x")
        client.close()
        thread.join()


def test_an_answer_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "MOST_ANSWER_BYTES", 1000)
    with serving() as server, client_of(server) as (client, _):
        server.special["/x"] = lambda handler: answer(handler, 200, bytes(1001))
        with pytest.raises(ContentError, match="1,001 bytes; the limit is 1,000"):
            client.get("x")


def test_a_redirect_to_elsewhere_is_not_followed() -> None:
    with serving() as server, serving() as elsewhere, client_of(server) as (client, _):

        def away(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(302)
            handler.send_header("Location", f"{elsewhere.url}/secret")
            handler.send_header("Content-Length", "0")
            handler.end_headers()

        server.special["/x"] = away
        with pytest.raises(ContentError, match="302"):
            client.get("x")
        assert elsewhere.asked == []


def test_a_name_with_slashes_and_hangul_stays_one_piece_of_the_path() -> None:
    with serving() as server, client_of(server) as (client, _):
        with pytest.raises(ContentAbsentError):
            client.store("가게/1?x")
        assert server.asked[0][0] == "/v1/stores/%EA%B0%80%EA%B2%8C%2F1%3Fx"


def test_several_threads_share_one_client(tmp_path: Path) -> None:
    for number in range(8):
        (tmp_path / str(number)).write_bytes(bytes([number]) * 1000)
    found: dict[int, bytes] = {}
    with serving(tmp_path) as server, client_of(server) as (client, _):
        scene = HttpScene(client, "test")

        def read(number: int) -> None:
            for _ in range(5):
                found[number] = scene.read(str(number))

        threads = [threading.Thread(target=read, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == {number: bytes([number]) * 1000 for number in range(8)}


def load_all(server: TinyServer, cache: Path) -> dict[int, LoadedTile | FailedTile]:
    """Every tile of the district, by index."""
    with client_of(server) as (client, _):
        scene = open_scene(HttpScene(client, "test"))
        loader = TileLoader(files=scene.files, tileset=scene.tileset, cache=ChunkCache(cache))
        try:
            wanted = [tile.index for tile in scene.tileset.contents()]
            loader.want(wanted)
            found = [loader.wait(seconds=20.0) for _ in wanted]
        finally:
            loader.close()
    return {tile.index: tile for tile in found if tile is not None}


def fetched(server: TinyServer) -> set[str]:
    return {path for path, _ in server.asked if "/tiles/" in path or "/textures/" in path}


def test_the_second_visit_fetches_no_tile_and_a_damaged_cache_only_what_is_damaged(
    street_folder: Path, tmp_path: Path
) -> None:
    with serving(street_folder) as server:
        first = load_all(server, tmp_path)
        everything = fetched(server)
        server.asked.clear()
        load_all(server, tmp_path)
        assert fetched(server) == set()
        entry = sorted(tmp_path.glob("*.tile"))[0]
        whole = entry.read_bytes()
        for damage in (whole[: len(whole) // 2], b"", b"noise" * 50):
            entry.write_bytes(damage)
            server.asked.clear()
            again = load_all(server, tmp_path)
            assert fetched(server) == {f"/scenes/test/tiles/{entry.stem}.glb"} < everything
            assert entry.read_bytes() == whole, "the entry was not mended"
            for index, tile in again.items():
                before = first[index]
                assert isinstance(tile, LoadedTile)
                assert isinstance(before, LoadedTile)
                assert tile.chunk.size_bytes == before.chunk.size_bytes
                assert tile.texels.keys() == before.texels.keys()


def test_a_picture_lost_from_the_cache_is_decoded_anew(street_folder: Path, tmp_path: Path) -> None:
    with serving(street_folder) as server:
        load_all(server, tmp_path)
        for entry in tmp_path.glob("*.texels"):
            entry.write_bytes(b"")
        again = load_all(server, tmp_path)
    for tile in again.values():
        assert isinstance(tile, LoadedTile)
        assert all(tile.picture_keys)
    assert all(entry.stat().st_size > 20 for entry in tmp_path.glob("*.texels"))


def test_a_tile_that_the_server_has_lost_is_missing_by_name_and_the_others_come(
    street_folder: Path, tmp_path: Path
) -> None:
    with serving(street_folder) as server:
        lost = json.loads((street_folder / "tileset.json").read_bytes())["root"]["children"][0]["children"][0]
        path = f"/scenes/test/{lost['content']['uri']}"
        server.special[path] = lambda handler: answer(handler, 410)
        found = load_all(server, tmp_path)
    (failed,) = (tile for tile in found.values() if isinstance(tile, FailedTile))
    assert lost["content"]["uri"] in failed.reason
    assert sum(isinstance(tile, LoadedTile) for tile in found.values()) == len(found) - 1 > 2
