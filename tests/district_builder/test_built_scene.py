"""A whole build: the files that its contract names, true to what the build answered and told on the way."""

import hashlib
import json
from pathlib import Path

from district_builder.pipeline import survey
from district_builder.reuse import FILE_NAME
from tests.district_builder.conftest import Build
from tests.district_builder.small_district import BUILDINGS, STORES, small_source
from tests.district_builder.written_scene import places, scene_json
from tests.tools.validators import containment_findings


def tree(folder: Path) -> list[dict]:
    """All tiles of tileset.json."""

    def walk(tile: dict) -> list[dict]:
        return [tile, *(found for child in tile.get("children", ()) for found in walk(child))]

    return walk(json.loads((folder / "tileset.json").read_bytes())["root"])


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


def test_progress_never_goes_back_and_ends_at_the_end(build: Build):
    tiles = [(done, total) for doing, done, total in build.progress if doing == "타일"]
    assert [done for done, _ in tiles] == list(range(build.scene.tiles + 1))
    assert {total for _, total in tiles} == {build.scene.tiles}


def test_progress_is_told_in_korean_before_the_first_tile(build: Build):
    heard = [doing for doing, _, _ in build.progress]
    assert heard[0] != "타일"
    assert list(dict.fromkeys(heard))[-1] == "타일"
    assert all(any("가" <= letter <= "힣" for letter in doing) for doing in heard)
