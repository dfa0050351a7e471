"""The whole build: the same input gives the same bytes, what did not change is kept, nothing is lost silently."""

import hashlib
import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from district_builder.domain.districts import DistrictSource
from district_builder.domain.errors import GolmokError
from district_builder.domain.frames import LonLat, Point2
from district_builder.domain.layout import Layout
from district_builder.domain.notes import NoteKind
from district_builder.domain.photos import Photo, PhotoKind
from district_builder.pipeline import BuiltScene, build_scene, survey
from district_builder.reuse import FILE_NAME
from tests.district_builder.conftest import Build
from tests.district_builder.small_district import BUILDINGS, SETTINGS, STORES, STREET, small_source
from tests.district_builder.stages.settle_samples import source, store, way
from tests.tools.validators import containment_findings

TINY_HOUSES = tuple(one for one in BUILDINGS if one.building_id in ("house-7", "house-9"))
TINY_ROADS = (way("main", (22, 0), (52, 0), name=STREET, width=9.0),)
TINY_STORES = tuple(one for one in STORES if one.store_id in ("s13", "s14", "s15"))


def tiny(stores=TINY_STORES, photos=()) -> DistrictSource:
    """Two houses in two cells and three stores: seconds matter."""
    made = source(buildings=TINY_HOUSES, roads=TINY_ROADS, stores=stores, streets=[STREET])
    return replace(made, photos=tuple(photos))


@pytest.fixture(scope="module")
def tiny_build(tmp_path_factory) -> tuple[BuiltScene, Path]:
    folder = tmp_path_factory.mktemp("tiny")
    return build_scene(tiny(), folder, settings=SETTINGS), folder


def contents(folder: Path) -> dict[str, str]:
    """Every file below a folder: its path and what is in it."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def tree(folder: Path) -> list[dict]:
    """All tiles of tileset.json."""

    def walk(tile: dict) -> list[dict]:
        return [tile, *(found for child in tile.get("children", ()) for found in walk(child))]

    return walk(json.loads((folder / "tileset.json").read_bytes())["root"])


def scene_json(folder: Path) -> dict:
    return json.loads((folder / "scene.json").read_bytes())


def places(folder: Path, kind: str) -> list[dict]:
    features = json.loads((folder / "places.geojson").read_bytes())["features"]
    return [feature for feature in features if feature["properties"]["kind"] == kind]


# A whole scene


def test_a_scene_has_the_files_that_its_contract_names(build: Build):
    names = {path.name for path in build.folder.iterdir()}
    assert names == {"tileset.json", "places.geojson", "scene.json", "tiles", "textures", FILE_NAME}


def test_every_tile_that_the_index_names_is_there_and_no_other(build: Build):
    named = {tile["content"]["uri"] for tile in tree(build.folder) if "content" in tile}
    assert named == {f"tiles/{path.name}" for path in (build.folder / "tiles").iterdir()}
    assert len(list((build.folder / "textures").iterdir())) == 2


def test_files_are_named_by_their_content(build: Build):
    for path in [*(build.folder / "tiles").iterdir(), *(build.folder / "textures").iterdir()]:
        assert path.stem == hashlib.sha256(path.read_bytes()).hexdigest()[:20]


def test_every_tile_lies_in_its_box_and_errors_shrink(build: Build):
    assert containment_findings(build.folder) == []


def test_what_the_build_answers_is_what_the_scene_says(build: Build):
    said = scene_json(build.folder)
    assert said["build_id"] == build.scene.build_id
    assert said["counts"]["tiles"] == build.scene.tiles == len([t for t in tree(build.folder) if "content" in t])
    assert said["counts"]["stores"] == len(STORES)
    assert said["counts"]["placed"] == len(build.scene.placements) == len(STORES)
    assert said["counts"]["buildings"] == len(BUILDINGS)
    assert said["rungs"] == {"1": len(BUILDINGS), "2": 0, "3": 0}
    assert set(said["costs"]) == set(build.scene.costs) == {one.store_id for one in STORES}
    assert build.scene.reused_tiles == 0


def test_every_store_has_a_place_and_every_house_an_outline(build: Build):
    assert {feature["properties"]["store_id"] for feature in places(build.folder, "store")} == {
        one.store_id for one in STORES
    }
    assert {feature["properties"]["building_id"] for feature in places(build.folder, "building")} == {
        one.building_id for one in BUILDINGS
    }
    assert sum(feature["properties"]["is_spawn"] for feature in places(build.folder, "view")) == 1


def test_a_built_store_costs_something_at_every_level(build: Build):
    for cost in build.scene.costs.values():
        assert cost.standard_bytes > 0
        assert cost.near_bytes >= cost.standard_bytes > cost.proxy_bytes


def test_nothing_of_this_machine_is_in_a_scene(build: Build):
    for path in build.folder.rglob("*"):
        if path.is_file():
            assert str(build.folder).encode() not in path.read_bytes()


def test_a_survey_says_what_a_build_would_say_without_building(build: Build):
    seen = survey(small_source())
    assert (seen.buildings, seen.placed) == (len(BUILDINGS), len(build.scene.placements))
    assert seen.notes == build.scene.notes


# Always the same


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


# What did not change is kept


@pytest.fixture
def copy(tiny_build, tmp_path) -> Path:
    """A scene that a test may change."""
    folder = tmp_path / "scene"
    for path in tiny_build[1].rglob("*"):
        if path.is_file():
            target = folder / path.relative_to(tiny_build[1])
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return folder


def test_a_second_build_reuses_every_tile_and_reports_that_all_is_done(copy, tiny_build):
    heard: list[tuple[str, int, int]] = []
    again = build_scene(tiny(), copy, settings=SETTINGS, report=lambda *one: heard.append(one))
    assert again.reused_tiles == again.tiles == tiny_build[0].tiles
    assert again.build_id == tiny_build[0].build_id
    assert again.costs == tiny_build[0].costs
    assert contents(copy) == contents(tiny_build[1])
    assert [one for one in heard if one[0] == "타일"] == [("타일", again.tiles, again.tiles)]


def test_a_renamed_store_costs_three_new_tiles_and_leaves_all_others_untouched(copy, tiny_build):
    before = {path: path.stat().st_mtime_ns for path in (copy / "tiles").iterdir()}
    stores = tuple(replace(one, name="새벽꽃집") if one.store_id == "s15" else one for one in TINY_STORES)
    again = build_scene(tiny(stores), copy, settings=SETTINGS)
    assert again.tiles - again.reused_tiles == 3
    after = {path: path.stat().st_mtime_ns for path in (copy / "tiles").iterdir()}
    assert len(after.keys() - before.keys()) == 2  # the proxy bears no names: it comes out the same
    assert all(after[path] == before[path] for path in before.keys() & after.keys())
    build_scene(tiny(), copy, settings=SETTINGS)  # and back: an incremental build ends where a full one ends
    assert (copy / "tileset.json").read_bytes() == (tiny_build[1] / "tileset.json").read_bytes()


def test_a_damaged_memory_costs_a_full_build_and_nothing_else(copy, tiny_build):
    (copy / FILE_NAME).write_bytes(b'{"half": {"uri": "tiles/')
    again = build_scene(tiny(), copy, settings=SETTINGS)
    assert again.reused_tiles == 0
    assert contents(copy) == contents(tiny_build[1])


def test_a_tile_that_somebody_deleted_is_made_again(copy, tiny_build):
    lost = next(iter(sorted((copy / "tiles").iterdir())))
    lost.unlink()
    again = build_scene(tiny(), copy, settings=SETTINGS)
    assert again.tiles - again.reused_tiles == 1
    assert contents(copy) == contents(tiny_build[1])


# Progress


def test_progress_never_goes_back_and_ends_at_the_end(build: Build):
    tiles = [(done, total) for doing, done, total in build.progress if doing == "타일"]
    assert [done for done, _ in tiles] == list(range(build.scene.tiles + 1))
    assert {total for _, total in tiles} == {build.scene.tiles}


def test_progress_is_told_in_korean_before_the_first_tile(build: Build):
    heard = [doing for doing, _, _ in build.progress]
    assert heard[0] != "타일"
    assert list(dict.fromkeys(heard))[-1] == "타일"
    assert all(any("가" <= letter <= "힣" for letter in doing) for doing in heard)


# Photos


def photo_of(store_id: str, path: Path, *, kind=PhotoKind.FRONT, marked: bool = True) -> Photo:
    corners = (Point2(0.1, 0.1), Point2(0.9, 0.1), Point2(0.9, 0.9), Point2(0.1, 0.9))
    return Photo(store_id=store_id, kind=kind, path=path, corners=corners if marked else None)


def illustrations(folder: Path) -> dict[str, bool]:
    return {f["properties"]["store_id"]: f["properties"]["is_illustration"] for f in places(folder, "store")}


@pytest.fixture(scope="module")
def photographed(tmp_path_factory) -> tuple[BuiltScene, Path]:
    """A florist's good photo and a bakery's file that is no picture."""
    folder = tmp_path_factory.mktemp("photographed")
    good, bad = folder / "good.png", folder / "bad.png"
    rng = np.random.default_rng(0)
    Image.fromarray(rng.integers(0, 255, (300, 400, 3), dtype=np.uint8)).save(good)
    bad.write_bytes(b"this is no picture")
    photos = [photo_of("s15", good), photo_of("s13", bad)]
    return build_scene(tiny(photos=photos), folder / "scene", settings=SETTINGS), folder / "scene"


def bad_photos(built: BuiltScene) -> list[str]:
    return [note.subject for note in built.notes if note.kind is NoteKind.BAD_PHOTO]


def test_a_photo_makes_a_front_real_and_a_refused_one_leaves_it_drawn_with_a_note(photographed):
    built, folder = photographed
    assert set(bad_photos(built)) == {"s13"}
    assert illustrations(folder) == {"s13": True, "s14": True, "s15": False}


def test_a_refused_photo_is_told_once(photographed):
    assert bad_photos(photographed[0]) == ["s13"]


def test_a_photo_without_marked_corners_or_of_the_inside_changes_no_front(copy, tmp_path, tiny_build):
    picture = tmp_path / "p.png"
    Image.new("RGB", (60, 40), (200, 0, 0)).save(picture)
    photos = [photo_of("s15", picture, marked=False), photo_of("s13", picture, kind=PhotoKind.INTERIOR)]
    built = build_scene(tiny(photos=photos), copy, settings=SETTINGS)
    assert built.reused_tiles == built.tiles
    assert all(illustrations(copy).values())


def test_a_photo_that_is_gone_becomes_a_note(copy, tmp_path):
    built = build_scene(tiny(photos=[photo_of("s13", tmp_path / "gone.png")]), copy, settings=SETTINGS)
    assert [note.subject for note in built.notes if note.kind is NoteKind.BAD_PHOTO] == ["s13"]


# Doubts and empty districts


def test_a_store_without_a_building_is_in_the_notes_and_not_in_the_scene(copy):
    lost = store("lost", road="없는길", at=99, name="떠도는 가게")
    built = build_scene(tiny((*TINY_STORES, lost)), copy, settings=SETTINGS)
    assert "lost" not in {place.store_id for place in built.placements}
    (note,) = [note for note in built.notes if note.subject == "lost"]
    assert note.text
    assert note.remedy
    assert note in built.notes
    told = scene_json(copy)
    assert "lost" in {one["subject"] for one in told["notes"]}
    assert (told["counts"]["stores"], told["counts"]["placed"]) == (4, 3)


@pytest.mark.parametrize(
    "source_of",
    [
        pytest.param(lambda: tiny(stores=()), id="no stores"),
        pytest.param(lambda: replace(tiny(), layout=Layout(roads=TINY_ROADS)), id="no houses"),
        pytest.param(lambda: replace(tiny(), layout=Layout(buildings=TINY_HOUSES)), id="no roads"),
    ],
)
def test_an_incomplete_district_is_still_built(source_of, tmp_path):
    built = build_scene(source_of(), tmp_path, settings=SETTINGS)
    assert built.tiles > 0
    assert containment_findings(tmp_path) == []
    assert scene_json(tmp_path)["counts"]["tiles"] == built.tiles
    assert sum(feature["properties"]["is_spawn"] for feature in places(tmp_path, "view")) == 1


def test_a_district_without_anything_says_clearly_why(tmp_path):
    empty = replace(small_source(()), layout=Layout())
    with pytest.raises(GolmokError, match=r"."):
        build_scene(empty, tmp_path, settings=SETTINGS)
    assert list(tmp_path.iterdir()) == []


def test_stores_alone_are_laid_out_by_their_addresses(tmp_path):
    """The third rung: no map at all, only a list with addresses. Who cannot be placed is in the notes."""
    alone = replace(tiny(), layout=Layout())
    alone = replace(alone, district=replace(alone.district, start=LonLat(126.9720, 37.3796), bearing_degrees=70.0))
    built = build_scene(alone, tmp_path, settings=SETTINGS)
    placed, told = {place.store_id for place in built.placements}, {note.subject for note in built.notes}
    assert placed | told >= {one.store_id for one in TINY_STORES}
    assert placed
    assert scene_json(tmp_path)["rungs"]["3"] > 0
    assert any(note.kind is NoteKind.ASSUMED_LAYOUT for note in built.notes)
