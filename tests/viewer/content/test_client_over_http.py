"""The client against a real server on a real socket: its questions, its tags and its threads."""

import threading
from pathlib import Path

import pytest

from tests.viewer.content.tiny_server import client_of, serving
from viewer.content import client as client_module
from viewer.content.client import HttpScene
from viewer.content.errors import ContentAbsentError
from viewer.content.source import open_source


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
