"""Tiles over the wire: fetched once, mended when the cache is damaged, missed by name when the server lost them."""

import json
from pathlib import Path

from tests.viewer.content.tiny_server import TinyServer, answer, client_of, serving
from viewer.content.chunk_cache import ChunkCache
from viewer.content.client import HttpScene
from viewer.content.scene import open_scene
from viewer.content.tile_loader import FailedTile, LoadedTile, TileLoader


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
