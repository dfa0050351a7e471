"""The builder is a pure function, and a changed store changes what shows it and nothing else."""

import shutil
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path

import pytest

from tests.end_to_end.built import Built
from tests.end_to_end.real_folders import lay_west_end, read_rows, write_rows
from tests.tools.glb_reader import read_glb

STORE_ID = "k-006-102"  # on the ground floor of a plaza, with a photo
INDEX_FILES = {"tileset.json", "places.geojson", "scene.json", "reuse.json"}
Change = Callable[[dict[str, str]], dict[str, str]]


@pytest.fixture(scope="module")
def west_end(two_processes: Executor, tmp_path_factory: pytest.TempPathFactory) -> Built:
    work = tmp_path_factory.mktemp("west")
    return Built.of(lay_west_end(work / "source"), work / "scene", executor=two_processes)


@pytest.fixture
def rebuilt(west_end: Built, two_processes: Executor, tmp_path: Path) -> Callable[[Path], Built]:
    """Builds a source again over a copy of the first scene."""

    def build(folder: Path) -> Built:
        scene = tmp_path / "scene"
        shutil.copytree(west_end.scene_folder, scene)
        return Built.of(folder, scene, executor=two_processes)

    return build


def test_one_process_and_two_make_the_same_bytes_in_different_places(west_end: Built, tmp_path: Path) -> None:
    again = Built.of(lay_west_end(tmp_path / "moved" / "source"), tmp_path / "scene", executor=None)
    assert contents(again.scene_folder) == contents(west_end.scene_folder)
    assert len(again.tiles) > 20


def test_a_second_build_over_the_first_makes_no_tile_and_changes_no_byte(
    west_end: Built, rebuilt: Callable[[Path], Built]
) -> None:
    again = rebuilt(west_end.folder)
    assert again.built.reused_tiles == again.built.tiles
    assert contents(again.scene_folder) == contents(west_end.scene_folder)


def test_a_renamed_store_changes_its_block_its_cell_and_its_near_tile(
    west_end: Built, rebuilt: Callable[[Path], Built], tmp_path: Path
) -> None:
    again = rebuilt(_changed(west_end.folder, tmp_path / "renamed", lambda row: row | {"name": "새 이름 상회"}))
    assert again.built.tiles - again.built.reused_tiles == 3
    changed = changed_ways(west_end, again)
    [block] = {way[0] for way in changed}
    assert sorted(map(len, changed)) in ([2, 3], [1, 2, 3])  # a proxy shows no names, so its bytes may stay
    assert changed <= ways_that_show(again, STORE_ID)
    assert block == min(ways_that_show(again, STORE_ID))[0]
    assert other_changes(west_end, again) == set()


def test_a_store_that_moved_next_door_changes_the_tiles_of_both_buildings(
    west_end: Built, rebuilt: Callable[[Path], Built], tmp_path: Path
) -> None:
    neighbour = "경기도 의왕시 계원대학로 8, 1층 109호 (내손동, 스카이프라자)"
    moved = _changed(
        west_end.folder, tmp_path / "moved", lambda row: row | {"address": neighbour, "lon": "", "lat": ""}
    )
    again = rebuilt(moved)
    homes = {p.store_id: p.building_id for p in again.built.placements}
    before = {p.store_id: p.building_id for p in west_end.built.placements}
    assert homes[STORE_ID] != before[STORE_ID]
    shown = ways_that_show(west_end, STORE_ID) | ways_that_show(again, STORE_ID)
    changed = changed_ways(west_end, again)
    assert changed
    assert changed <= shown
    assert other_changes(west_end, again) == set()


def test_the_order_of_the_rows_does_not_matter(
    west_end: Built, rebuilt: Callable[[Path], Built], tmp_path: Path
) -> None:
    folder = tmp_path / "turned"
    shutil.copytree(west_end.folder, folder)
    header, *rows = read_rows(folder / "stores" / "stores.csv")
    write_rows(folder / "stores" / "stores.csv", [header, *reversed(rows)])
    again = rebuilt(folder)
    first, second = contents(west_end.scene_folder), contents(again.scene_folder)
    assert {name for name in first if first[name] != second.get(name)} <= {
        "scene.json",
        "reuse.json",
    }  # notes name rows
    assert again.built.build_id == west_end.built.build_id


@pytest.mark.parametrize(
    ("column", "text"), [("phone", "031-000-9999"), ("hours", "매일 09:00–18:00"), ("description", "새 소개")]
)
def test_facts_that_tiles_do_not_show_rebuild_no_neighbour(
    west_end: Built, rebuilt: Callable[[Path], Built], tmp_path: Path, column: str, text: str
) -> None:
    again = rebuilt(_changed(west_end.folder, tmp_path / "facts", lambda row: row | {column: text}))
    assert again.built.tiles - again.built.reused_tiles <= 3
    assert changed_ways(west_end, again) <= ways_that_show(again, STORE_ID)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def changed_ways(before: Built, after: Built) -> set[tuple[int, ...]]:
    first, second = before.tile_uris(), after.tile_uris()
    assert set(first) == set(second)
    return {way for way in first if first[way] != second[way]}


def ways_that_show(built: Built, store_id: str) -> set[tuple[int, ...]]:
    return {
        way
        for way, uri in built.tile_uris().items()
        if any(row["store_id"] == store_id for row in read_glb(built.scene_folder / uri).table)
    }


def other_changes(before: Built, after: Built) -> set[str]:
    """Files of the first scene that the second lacks or changed, but for the index files."""
    first, second = contents(before.scene_folder), contents(after.scene_folder)
    return {name for name in first if first[name] != second.get(name)} - INDEX_FILES


def _changed(folder: Path, copy: Path, change: Change) -> Path:
    shutil.copytree(folder, copy)
    header, *rows = read_rows(copy / "stores" / "stores.csv")
    place = header.index("id")
    edited = [
        list(change(dict(zip(header, row, strict=True))).values()) if row[place] == STORE_ID else row for row in rows
    ]
    assert edited != rows
    write_rows(copy / "stores" / "stores.csv", [header, *edited])
    return copy
