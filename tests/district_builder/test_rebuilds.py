"""The same input gives the same bytes, and what did not change is kept."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

from district_builder.pipeline import build_scene
from district_builder.reuse import FILE_NAME
from tests.district_builder.small_district import SETTINGS
from tests.district_builder.tiny_district import TINY_STORES, tiny
from tests.district_builder.written_scene import contents


def test_two_builds_are_the_same_to_the_last_byte_whatever_the_order_of_the_source(tiny_build, tmp_path):
    other = tiny(stores=TINY_STORES[::-1])
    other = replace(other, layout=replace(other.layout, buildings=other.layout.buildings[::-1]))
    build_scene(other, tmp_path, settings=SETTINGS)
    assert contents(tmp_path) == contents(tiny_build[1])


def test_other_processes_make_the_same_bytes(tiny_build, tmp_path):
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        built = build_scene(tiny(), tmp_path, settings=SETTINGS, executor=executor)
    assert contents(tmp_path) == contents(tiny_build[1])
    assert built == tiny_build[0]


def test_a_second_build_reuses_every_tile_and_reports_that_all_is_done(tiny_copy, tiny_build):
    heard: list[tuple[str, int, int]] = []
    again = build_scene(tiny(), tiny_copy, settings=SETTINGS, report=lambda *one: heard.append(one))
    assert again.reused_tiles == again.tiles == tiny_build[0].tiles
    assert again.build_id == tiny_build[0].build_id
    assert again.costs == tiny_build[0].costs
    assert contents(tiny_copy) == contents(tiny_build[1])
    assert [one for one in heard if one[0] == "타일"] == [("타일", again.tiles, again.tiles)]


def test_a_renamed_store_costs_three_new_tiles_and_leaves_all_others_untouched(tiny_copy, tiny_build):
    before = {path: path.stat().st_mtime_ns for path in (tiny_copy / "tiles").iterdir()}
    stores = tuple(replace(one, name="새벽꽃집") if one.store_id == "s15" else one for one in TINY_STORES)
    again = build_scene(tiny(stores), tiny_copy, settings=SETTINGS)
    assert again.tiles - again.reused_tiles == 3
    after = {path: path.stat().st_mtime_ns for path in (tiny_copy / "tiles").iterdir()}
    assert len(after.keys() - before.keys()) == 2  # the proxy bears no names: it comes out the same
    assert all(after[path] == before[path] for path in before.keys() & after.keys())
    build_scene(tiny(), tiny_copy, settings=SETTINGS)  # and back: an incremental build ends where a full one ends
    assert (tiny_copy / "tileset.json").read_bytes() == (tiny_build[1] / "tileset.json").read_bytes()


def test_a_damaged_memory_costs_a_full_build_and_nothing_else(tiny_copy, tiny_build):
    (tiny_copy / FILE_NAME).write_bytes(b'{"half": {"uri": "tiles/')
    again = build_scene(tiny(), tiny_copy, settings=SETTINGS)
    assert again.reused_tiles == 0
    assert contents(tiny_copy) == contents(tiny_build[1])


def test_a_tile_that_somebody_deleted_is_made_again(tiny_copy, tiny_build):
    lost = next(iter(sorted((tiny_copy / "tiles").iterdir())))
    lost.unlink()
    again = build_scene(tiny(), tiny_copy, settings=SETTINGS)
    assert again.tiles - again.reused_tiles == 1
    assert contents(tiny_copy) == contents(tiny_build[1])
