"""The three files that a client reads first agree with each other and with the tiles."""

import json
from dataclasses import replace
from typing import Any

import pytest

from district_builder.domain.frames import Point3
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.geometry.mesh import Box
from district_builder.reuse import StoredTile
from district_builder.scene_index import SceneIndex, write_index
from district_builder.scene_tree import plan_jobs
from district_builder.shared_textures import SharedTextures
from district_builder.stages.views import choose_views
from district_builder.stages.walkable import find_walkable
from tests.district_builder.small_district import BUILDINGS, SETTINGS, STORES, Laid

SHARED = SharedTextures(matter="../textures/m.webp", leaf="../textures/l.webp")
BOX = Box(lowest=Point3(-60, -60, 0), highest=Point3(60, 60, 20))
DOUBT = BuildNote(kind=NoteKind.NARROW_FRONTAGE, severity=Severity.DOUBT, text="좁아요.", remedy="넓혀 주세요.")


@pytest.fixture(scope="module")
def parts(laid: Laid) -> dict[str, Any]:
    """All that an index is written from, with tiles that nobody had to make."""
    jobs = plan_jobs(laid.cells, SHARED, block_cells=SETTINGS.block_cells)
    tiles = {
        job.key: StoredTile(
            uri=f"tiles/{job.digest[:20]}.glb",
            box=BOX,
            triangles=10,
            wire_bytes=900,
            atlas_bytes=300,
            triangles_of_store={store.store_id: 1 for cell in job.cells for store in cell.stores},
            notes=(),
        )
        for job in jobs
    }
    return {
        "source": laid.source,
        "street": laid.street,
        "walkable": find_walkable(laid.ground, laid.items),
        "views": choose_views(laid.street, laid.ground),
        "photographed": {"s01"},
        "jobs": jobs,
        "tiles": tiles,
        "notes": (DOUBT,),
        "settings": SETTINGS,
    }


@pytest.fixture(scope="module")
def index(parts) -> SceneIndex:
    return write_index(**parts)


def said(index: SceneIndex) -> dict[str, Any]:
    return json.loads(index.scene)


def stores_in(index: SceneIndex) -> dict[str, dict[str, Any]]:
    features = json.loads(index.places)["features"]
    return {
        one["properties"]["store_id"]: one["properties"] for one in features if one["properties"]["kind"] == "store"
    }


def test_the_index_counts_what_there_is(index, parts):
    assert said(index)["counts"] == {
        "stores": len(STORES),
        "placed": len(STORES),
        "buildings": len(BUILDINGS),
        "tiles": len(parts["jobs"]),
        "triangles": 10 * len(parts["jobs"]),
    }


def test_every_tile_is_named_once(index, parts):
    names = [tile.uri for tile in parts["tiles"].values()]
    assert sorted(name for name in names if index.tileset.count(name.encode()) == 1) == sorted(names)


def test_every_store_has_its_place_and_its_cost(index):
    assert set(stores_in(index)) == set(index.costs) == set(said(index)["costs"]) == {one.store_id for one in STORES}


def test_only_a_photographed_store_is_no_illustration(index):
    assert [key for key, store in stores_in(index).items() if not store["is_illustration"]] == ["s01"]


def test_notes_and_the_sun_are_told(index):
    assert [note["text"] for note in said(index)["notes"]] == [DOUBT.text]
    assert said(index)["light"]["sun_azimuth_degrees"] == SETTINGS.daylight.sun_azimuth_degrees


def test_equal_parts_make_equal_files(index, parts):
    assert write_index(**parts) == index


def test_a_build_id_is_of_what_is_seen_and_not_of_what_is_told(index, parts):
    """A note more is no new scene; a moved tile or a new photo is."""
    assert said(index)["build_id"] == index.build_id
    assert write_index(**parts | {"notes": ()}).build_id == index.build_id
    assert write_index(**parts | {"photographed": set()}).build_id != index.build_id
    key = parts["jobs"][0].key
    other = parts["tiles"] | {key: replace(parts["tiles"][key], uri="tiles/other.glb")}
    assert write_index(**parts | {"tiles": other}).build_id != index.build_id
