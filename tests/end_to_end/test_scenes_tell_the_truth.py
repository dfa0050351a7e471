"""No store is lost between the list and the scene, and the index files agree with each other."""

from collections import Counter

import shapely

from tests.end_to_end.built import Built, unclear_words
from tests.tools.glb_reader import read_glb

DOOR_METRES = 1.0  # a door stands on the wall's line or a step before it


def test_every_store_that_was_read_is_placed_or_has_a_note(district: Built) -> None:
    placed = Counter(placement.store_id for placement in district.built.placements)
    noted = {note.subject for note in district.built.notes}
    assert [
        store.full_name for store in district.source.stores if not (placed[store.store_id] or store.store_id in noted)
    ] == []
    assert [store_id for store_id, count in placed.items() if count > 1] == []


def test_the_counts_of_scene_json_are_those_of_the_scene(district: Built) -> None:
    counts = district.scene["counts"]
    assert counts["stores"] == len(district.source.stores)
    assert counts["placed"] == len(district.of_kind("store")) == len(district.built.placements)
    assert counts["buildings"] == len(district.of_kind("building")) == sum(district.scene["rungs"].values())
    assert counts["tiles"] == len(district.tile_uris()) == district.built.tiles
    assert len(district.scene["notes"]) == len(district.built.notes)
    assert district.scene["build_id"] == district.built.build_id


def test_every_placed_store_has_a_cost_and_a_feature_that_a_click_can_find(district: Built) -> None:
    stores = {feature["properties"]["store_id"] for feature in district.of_kind("store")}
    assert set(district.scene["costs"]) == stores
    rows = [row for tile in district.tiles for row in read_glb(tile).table]
    assert {row["store_id"] for row in rows} - {""} == stores


def test_every_store_stands_at_a_building_of_the_scene(district: Built) -> None:
    outlines = {
        feature["properties"]["building_id"]: district.metres(feature["geometry"])
        for feature in district.of_kind("building")
    }
    for feature in district.of_kind("store"):
        facts = feature["properties"]
        outline = outlines[facts["building_id"]]
        assert outline.distance(district.metres(feature["geometry"])) < 2.5, facts["name"]
        door = district.metres({"type": "Point", "coordinates": facts["door"]})
        assert outline.exterior.distance(door) < DOOR_METRES, facts["name"]
        for foot in facts["frontage"] or ():
            assert (
                outline.exterior.distance(district.metres({"type": "Point", "coordinates": foot})) < 0.3
            )  # walls are straightened a little


def test_every_entrance_belongs_to_a_building_of_the_scene(district: Built) -> None:
    buildings = {feature["properties"]["building_id"] for feature in district.of_kind("building")}
    assert {feature["properties"]["building_id"] for feature in district.of_kind("entrance")} <= buildings


def test_one_can_walk_from_the_spawn_point(district: Built) -> None:
    [walkable] = district.of_kind("walkable")
    [spawn] = [view for view in district.of_kind("view") if view["properties"]["is_spawn"]]
    ground = district.metres(walkable["geometry"])
    feet = shapely.force_2d(district.metres(spawn["geometry"]))
    [piece] = [piece for piece in ground.geoms if piece.contains(feet)]
    assert piece.area > 300
    assert feet.distance(piece.boundary) > 0.3


def test_nobody_walks_through_a_building(district: Built) -> None:
    [walkable] = district.of_kind("walkable")
    ground = district.metres(walkable["geometry"])
    buildings = shapely.union_all(
        [district.metres(feature["geometry"]).buffer(-0.1) for feature in district.of_kind("building")]
    )
    assert ground.intersection(buildings).area < 0.1


def test_every_note_is_a_clear_sentence_with_a_remedy(district: Built) -> None:
    assert [words for note in district.built.notes for words in unclear_words(note)] == []
