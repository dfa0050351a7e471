"""Tiles become chunks in worker threads, and a second start decodes nothing."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.viewer.glb_writer import Quads, grey_webp, write_glb
from viewer.content.chunk_cache import ChunkCache, content_key
from viewer.content.scene import Scene, open_scene
from viewer.content.scene_files import FolderScene, SceneFiles, resolve_path
from viewer.content.source import SceneStores, open_source
from viewer.content.tile_loader import FailedTile, LoadedTile, TileLoader
from viewer.core.errors import SceneError


class CountingFiles:
    """A folder that counts what is read and can keep files back."""

    def __init__(self, folder: Path, *, absent: tuple[str, ...] = ()) -> None:
        self._folder, self._absent = FolderScene(folder), absent
        self.read_paths: list[str] = []
        self._lock = threading.Lock()

    def read(self, path: str) -> bytes:
        with self._lock:
            self.read_paths.append(path)
        if path.endswith(self._absent or ("\0",)):
            raise SceneError("it is not there.", file=path)
        return self._folder.read(path)


@contextmanager
def loader_of(scene: Scene, files: SceneFiles, cache: ChunkCache | None = None) -> Iterator[TileLoader]:
    loader = TileLoader(files=files, tileset=scene.tileset, cache=cache)
    try:
        yield loader
    finally:
        loader.close()


def load(loader: TileLoader, *indices: int) -> dict[int, LoadedTile | FailedTile]:
    loader.want(indices)
    found: dict[int, LoadedTile | FailedTile] = {}
    while len(found) < len(indices):
        tile = loader.wait(seconds=20.0)
        assert tile is not None, "the loader gave nothing within 20 s"
        found[tile.index] = tile
    return found


@pytest.fixture(scope="module")
def scene(street_folder: Path) -> Scene:
    return open_scene(FolderScene(street_folder))


def test_a_tile_arrives_with_its_pictures_and_its_pick_mesh(scene: Scene) -> None:
    with loader_of(scene, scene.files) as loader:
        tile = load(loader, 1)[1]
    assert isinstance(tile, LoadedTile)
    assert len(tile.picture_keys) == len(tile.chunk.pictures) == 2
    assert set(tile.picture_keys) == set(tile.texels)
    assert len(tile.picks.ids) == 9


def test_a_picture_that_many_tiles_share_is_fetched_once(scene: Scene, street_folder: Path) -> None:
    files = CountingFiles(street_folder)
    with loader_of(scene, files) as loader:
        load(loader, *[tile.index for tile in scene.tileset.contents()])
    assert len([path for path in files.read_paths if path.startswith("textures/")]) == 1


def test_a_second_start_fetches_and_decodes_nothing(scene: Scene, street_folder: Path, tmp_path: Path) -> None:
    every = [tile.index for tile in scene.tileset.contents()]
    with loader_of(scene, scene.files, ChunkCache(tmp_path)) as loader:
        first = load(loader, *every)
    files = CountingFiles(street_folder)
    with loader_of(scene, files, ChunkCache(tmp_path)) as loader:
        second = load(loader, *every)
    assert files.read_paths == []
    for index in every:
        one, two = first[index], second[index]
        assert isinstance(one, LoadedTile)
        assert isinstance(two, LoadedTile)
        assert one.picture_keys == two.picture_keys
        assert one.chunk.features == two.chunk.features
        for a, b in zip(one.chunk.parts, two.chunk.parts, strict=True):
            assert np.array_equal(a.vertices, b.vertices)
            assert np.array_equal(a.triangles, b.triangles)
            assert a.baked is not None
            assert b.baked is not None
            assert np.array_equal(a.baked.day, b.baked.day)
            assert np.array_equal(a.baked.after_dark, b.baked.after_dark)
            assert (a.surface, a.wrap_u, a.wrap_v, a.picture, a.name) == (
                b.surface,
                b.wrap_u,
                b.wrap_v,
                b.picture,
                b.name,
            )
        for key, texels in one.texels.items():
            assert [bytes(level) for level in texels.levels] == [bytes(level) for level in two.texels[key].levels]


def test_a_file_whose_name_is_not_its_hash_is_never_cached_under_that_name(
    scene: Scene, street_folder: Path, tmp_path: Path
) -> None:
    class Liar(CountingFiles):
        def read(self, path: str) -> bytes:
            data = super().read(path)
            return data + b"\0\0\0\0" if path.startswith("tiles/") else data

    with loader_of(scene, Liar(street_folder), ChunkCache(tmp_path)) as loader:
        load(loader, 1)
    assert not list(tmp_path.glob("*.tile"))


def test_a_tile_that_is_missing_is_a_value_and_the_others_come(scene: Scene, street_folder: Path) -> None:
    missing = scene.tileset.tiles[2].uri
    with loader_of(scene, CountingFiles(street_folder, absent=(missing,))) as loader:
        found = load(loader, 1, 2, 3)
    assert isinstance(found[2], FailedTile)
    assert missing in found[2].reason
    assert isinstance(found[1], LoadedTile)
    assert isinstance(found[3], LoadedTile)


def test_a_missing_picture_leaves_a_plain_tile(scene: Scene, street_folder: Path) -> None:
    with loader_of(scene, CountingFiles(street_folder, absent=(".webp",))) as loader:
        tile = load(loader, 1)[1]
    assert isinstance(tile, LoadedTile)
    assert tile.picture_keys[0] == ""
    assert tile.picture_keys[1] != ""


def test_what_is_no_longer_wanted_is_not_fetched(scene: Scene, street_folder: Path) -> None:
    gate = threading.Event()

    class Slow(CountingFiles):
        def read(self, path: str) -> bytes:
            gate.wait(20.0)
            return super().read(path)

    files = Slow(street_folder)
    loader = TileLoader(files=files, tileset=scene.tileset, cache=None, workers=1)
    try:
        loader.want([1, 2, 3, 4])
        loader.want([5])
        gate.set()
        arrived = loader.wait(seconds=20.0)
        while arrived is not None and arrived.index != 5:
            arrived = loader.wait(seconds=20.0)
    finally:
        loader.close()
    fetched = {path for path in files.read_paths if path.startswith("tiles/")}
    assert scene.tileset.tiles[5].uri in fetched
    assert len(fetched) <= 2


MAP = grey_webp([[128, 64], [32, 254]])


def mapped_tile() -> bytes:
    return write_glb([Quads(uri="../textures/aa.webp", light_map=MAP).add_wall((0, 0), (1, 0), top=1)])


@pytest.mark.parametrize("with_cache", [False, True])
def test_a_tile_arrives_with_its_light_map_and_a_second_start_decodes_none(
    scene: Scene, tmp_path: Path, with_cache: bool
) -> None:
    data, first = mapped_tile(), scene.tileset.tiles[1].uri
    reads: list[str] = []

    class Mapped(CountingFiles):
        def read(self, path: str) -> bytes:
            reads.append(path)
            return data if path.startswith("tiles/") else b""

    renamed = f"tiles/{content_key(data)}.glb"
    tiles = [replace(tile, uri=renamed) if tile.uri == first else tile for tile in scene.tileset.tiles]
    named = replace(scene, tileset=replace(scene.tileset, tiles=tuple(tiles)))
    for start in range(2):
        with loader_of(named, Mapped(tmp_path), ChunkCache(tmp_path) if with_cache else None) as loader:
            tile = load(loader, 1)[1]
        assert isinstance(tile, LoadedTile)
        assert tile.light_map is not None
        assert tile.light_map.day.tolist() == [[128, 64]]
        assert (renamed in reads) == (start == 0 or not with_cache)
        reads.clear()


@pytest.mark.parametrize(
    ("base", "uri", "path"),
    [
        ("tiles/a.glb", "../textures/b.webp", "textures/b.webp"),
        ("tiles/a.glb", "./c.webp", "tiles/c.webp"),
        ("a.glb", "b.webp", "b.webp"),
    ],
)
def test_relative_addresses_resolve_inside_the_scene(base: str, uri: str, path: str) -> None:
    assert resolve_path(base, uri) == path


def test_an_address_that_climbs_out_of_the_scene_is_refused(street_folder: Path) -> None:
    with pytest.raises(SceneError, match="outside"):
        resolve_path("tiles/a.glb", "../../secret")
    with pytest.raises(SceneError, match="outside"):
        FolderScene(street_folder).read("../../secret")


def test_a_scene_is_opened_whole_or_not_at_all(street_folder: Path, tmp_path: Path) -> None:
    for name in ("scene.json", "places.geojson"):
        (tmp_path / name).write_bytes((street_folder / name).read_bytes())
    with pytest.raises(SceneError, match=r"^tileset\.json: it cannot be read"):
        open_scene(FolderScene(tmp_path))


def test_a_folder_is_a_source_that_knows_what_the_scene_says_of_a_store(street_folder: Path) -> None:
    with open_source(street_folder.as_uri(), "ignored") as source:
        store = source.stores.store("s1")
        assert (store.name, store.category_label, store.building_name) == ("2번 가게", "카페", "시험상가")
        assert SceneStores(source.scene).store("s1") == store
        assert json.loads(source.scene.files.read("scene.json"))["build_id"] == "test"
