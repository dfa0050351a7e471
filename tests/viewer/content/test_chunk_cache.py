"""What the cache gives back is what was kept; what is damaged, old or too much counts as absent."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.viewer.glb_writer import Quads, grey_webp, write_glb
from viewer.content.chunk_cache import CachedTile, ChunkCache
from viewer.content.scene import Scene, open_scene
from viewer.content.scene_files import FolderScene
from viewer.core.chunk import Surface
from viewer.core.glb import read_tile
from viewer.core.light_map import decode_light_map
from viewer.core.light_of_day import DAY, EVENING, LightOfDay
from viewer.core.relight import relight
from viewer.core.texels import Texels

MAP = grey_webp([[128, 64], [32, 254]])


@pytest.fixture(scope="module")
def scene(street_folder: Path) -> Scene:
    return open_scene(FolderScene(street_folder))


def test_a_damaged_cache_entry_counts_as_absent(tmp_path: Path, scene: Scene) -> None:
    cache = ChunkCache(tmp_path)
    chunk = read_tile(scene.files.read(scene.tileset.tiles[1].uri), name="t").chunk
    cache.keep_tile("aa", CachedTile(chunk=chunk, embedded={}))
    entry = tmp_path / "aa.tile"
    whole = entry.read_bytes()
    for damaged in (b"", whole[:10], b"X" + whole[1:], whole[:-40], whole[:17] + b"\xff\xff\xff\x7f" + whole[21:]):
        entry.write_bytes(damaged)
        assert cache.tile("aa") is None
    entry.write_bytes(whole)
    assert cache.tile("aa") is not None


def test_a_cached_tile_keeps_its_light_after_dark_and_looks_the_same_at_any_hour(tmp_path: Path, scene: Scene) -> None:
    cache = ChunkCache(tmp_path)
    fresh = read_tile(scene.files.read(scene.tileset.tiles[3].uri), name="t").chunk
    cache.keep_tile("aa", CachedTile(chunk=fresh, embedded={}))
    cached = cache.tile("aa")
    assert cached is not None
    assert {part.surface for part in fresh.parts} == {Surface.OPAQUE, Surface.BLEND}
    closed = LightOfDay(evening=1.0, closed_stores=frozenset(fresh.features.store_ids[:2]))
    for one, two in zip(fresh.parts, cached.chunk.parts, strict=True):
        for light in (DAY, EVENING, closed):
            assert np.array_equal(relight(one, fresh.features, light), relight(two, cached.chunk.features, light))


def test_a_part_that_looks_the_same_at_any_hour_stays_so_in_the_cache(tmp_path: Path, scene: Scene) -> None:
    cache = ChunkCache(tmp_path)
    chunk = read_tile(scene.files.read(scene.tileset.tiles[1].uri), name="t").chunk
    first, *others = chunk.parts
    mixed = replace(chunk, parts=(first, *(replace(part, baked=None) for part in others)))
    cache.keep_tile("aa", CachedTile(chunk=mixed, embedded={}))
    cached = cache.tile("aa")
    assert cached is not None
    assert [part.baked is None for part in cached.chunk.parts] == [part.baked is None for part in mixed.parts]


def test_a_light_map_and_the_places_on_it_come_back_from_the_cache(tmp_path: Path) -> None:
    mapped = write_glb([Quads(uri="../textures/aa.webp", light_map=MAP).add_wall((0, 0), (1, 0), top=1)])
    cache, read = ChunkCache(tmp_path), read_tile(mapped, name="t")
    tile = CachedTile(chunk=read.chunk, embedded={read.chunk.light_map: "bb"})
    cache.keep_tile("aa", tile)
    assert not cache.holds_pictures_of(tile)
    cache.keep_light_map("bb", decode_light_map(MAP, name="t"))
    assert cache.holds_pictures_of(tile)
    cached, light_map = cache.tile("aa"), cache.light_map("bb")
    assert cached is not None
    assert light_map is not None
    assert cached.chunk.light_map == read.chunk.light_map
    for one, two in zip(read.chunk.parts, cached.chunk.parts, strict=True):
        assert np.array_equal(one.light_uvs, two.light_uvs)  # type: ignore[arg-type]
    assert (light_map.day.tolist(), light_map.evening.tolist()) == ([[128, 64]], [[32, 254]])


def test_an_entry_of_the_cache_before_evening_light_counts_as_absent(tmp_path: Path, scene: Scene) -> None:
    cache = ChunkCache(tmp_path)
    chunk = read_tile(scene.files.read(scene.tileset.tiles[1].uri), name="t").chunk
    cache.keep_tile("aa", CachedTile(chunk=chunk, embedded={}))
    entry = tmp_path / "aa.tile"
    entry.write_bytes(b"GOLMOK-CHUNK-2\n\0" + entry.read_bytes()[16:])
    assert cache.tile("aa") is None


def test_the_cache_drops_its_oldest_entries_when_it_is_too_large(tmp_path: Path) -> None:
    import os

    cache = ChunkCache(tmp_path)
    for number, name in enumerate(("old", "new")):
        cache.keep_texels(name, Texels(width=16, height=16, has_alpha=False, levels=(bytes(768),)))
        os.utime(tmp_path / f"{name}.texels", (number, number))
    later = ChunkCache(tmp_path, most_bytes=1200)
    assert later.texels("old") is None
    assert later.texels("new") is not None


def test_nothing_half_written_is_left_behind(tmp_path: Path) -> None:
    ChunkCache(tmp_path).keep_texels("a", Texels(width=1, height=1, has_alpha=False, levels=(b"abc",)))
    assert [path.name for path in tmp_path.iterdir()] == ["a.texels"]
