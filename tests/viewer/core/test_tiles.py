"""Reading tilesets and choosing tiles.

The tree under test:

    root (no content, 128)
    ├── west block (3)          0..100 m east
    │   ├── west cell 0 (0.3)   0..50
    │   │   └── near (0)
    │   └── west cell 1 (0.3)   50..100
    │       └── near (0)
    └── east block (3)          1000..1100 m east
        └── east cell (0.3)
"""

import json
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.domain.frames import DistrictFrame, LonLat
from viewer.core.errors import SceneError
from viewer.core.pose import Pose
from viewer.core.tile_choice import Lens, TileChooser
from viewer.core.tile_memory import TileMemory
from viewer.core.tiles import Tileset, read_tileset

LENS = Lens(width_pixels=1920, height_pixels=1080)
PLACE = list(DistrictFrame(LonLat(126.97, 37.38)).ecef_from_district())


def node(name: str, error: float, west: float, east: float, *children: dict[str, Any]) -> dict[str, Any]:
    middle, half = (west + east) / 2, (east - west) / 2
    tile: dict[str, Any] = {
        "boundingVolume": {"box": [middle, 0, 5, half, 0, 0, 0, 10, 0, 0, 0, 5]},
        "geometricError": error,
        "children": list(children),
    }
    return tile | ({"content": {"uri": f"tiles/{name}.glb"}} if name else {})


def document() -> dict[str, Any]:
    west = node(
        "west", 3, 0, 100,
        node("cell0", 0.3, 0, 50, node("near0", 0, 0, 50)),
        node("cell1", 0.3, 50, 100, node("near1", 0, 50, 100)),
    )  # fmt: skip
    east = node("east", 3, 1000, 1100, node("cell2", 0.3, 1000, 1100))
    root = node("", 128, 0, 1100, west, east) | {"refine": "REPLACE", "transform": PLACE}
    return {"asset": {"version": "1.1"}, "geometricError": 512, "root": root}


def tileset() -> Tileset:
    return read_tileset(json.dumps(document()).encode())


def names(tiles: Tileset, indices: Any) -> list[str]:
    return [tiles.tiles[i].uri.removeprefix("tiles/").removesuffix(".glb") for i in indices]


def by_name(tiles: Tileset, *wanted: str) -> set[int]:
    return {tile.index for tile in tiles.tiles if any(tile.uri == f"tiles/{name}.glb" for name in wanted)}


HERE = Pose(east=10.0, north=-30.0, height=1.6, heading_degrees=0.0)


def test_boxes_stay_in_the_district_frame_because_the_roots_transform_is_left_out() -> None:
    tiles = tileset()
    assert tiles.tiles[1].centre == pytest.approx([50, 0, 5])
    assert tiles.ecef_from_district.T.reshape(-1) == pytest.approx(PLACE)


def test_a_childs_own_transform_moves_and_turns_its_box() -> None:
    changed = document()
    quarter_turn = [0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 1, 0, 7, 0, 0, 1]
    changed["root"]["children"][0]["transform"] = quarter_turn
    tile = read_tileset(json.dumps(changed).encode()).tiles[1]
    assert tile.centre == pytest.approx([7, 50, 5])
    assert tile.half_axes[0] == pytest.approx([0, 50, 0])


def test_parents_come_before_children_and_know_each_other() -> None:
    tiles = tileset()
    assert names(tiles, range(8)) == ["", "west", "cell0", "near0", "cell1", "near1", "east", "cell2"]
    for tile in tiles.tiles[1:]:
        assert tile.parent is not None
        assert tile.parent < tile.index
        assert tile.index in tiles.tiles[tile.parent].children


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda d: d["asset"].update(version="2.0"), "version"),
        (lambda d: d["root"].update(refine="ADD"), "ADD"),
        (lambda d: d["root"]["children"][0].update(content={"uri": "../../secret.glb"}), "secret"),
        (lambda d: d["root"]["children"][0].update(content={"uri": "https://elsewhere/x.glb"}), "elsewhere"),
        (lambda d: d["root"]["children"][0].update(content={"uri": "more.json"}), "more.json"),
        (lambda d: d["root"]["children"][0].update(boundingVolume={"sphere": [0, 0, 0, 1]}), "sphere"),
        (lambda d: d["root"]["children"][0].update(boundingVolume={"box": [0] * 11}), "12"),
        (lambda d: d["root"].update(transform=[1, 2, 3]), "16"),
        (lambda d: d["root"].update(geometricError=-1), "geometric error"),
        (lambda d: d["root"].pop("geometricError"), "geometricError"),
        (lambda d: d.pop("root"), "root"),
    ],
)
def test_what_is_no_such_tileset_is_refused_with_its_name_and_a_remedy(change: Any, complaint: str) -> None:
    changed = document()
    change(changed)
    with pytest.raises(SceneError, match=r"^tileset\.json: .*Build the district again\.$") as error:
        read_tileset(json.dumps(changed).encode())
    assert complaint in str(error.value)


def test_a_tree_as_deep_as_a_well_is_refused() -> None:
    deep = node("leaf", 0, 0, 1)
    for _ in range(40):
        deep = node("", 1, 0, 1, deep)
    with pytest.raises(SceneError, match="levels"):
        read_tileset(json.dumps({"asset": {"version": "1.1"}, "geometricError": 1, "root": deep}).encode())


def test_with_nothing_ready_the_blocks_are_fetched_first_the_near_one_before_the_far_one() -> None:
    tiles = tileset()
    choice = TileChooser(tiles).choose(HERE, LENS, ready=set())
    assert not choice.draw
    assert names(tiles, choice.fetch)[0] == "west"
    assert set(names(tiles, choice.fetch)) >= {"west", "east"}


def test_a_block_stays_until_every_one_of_its_cells_is_ready() -> None:
    tiles = tileset()
    ready = by_name(tiles, "west", "east", "cell0")
    choice = TileChooser(tiles).choose(HERE, LENS, ready=ready)
    assert set(names(tiles, choice.draw)) == {"west", "east"}
    assert "cell1" in names(tiles, choice.fetch)
    ready |= by_name(tiles, "cell1")
    assert set(names(tiles, TileChooser(tiles).choose(HERE, LENS, ready=ready).draw)) == {"cell0", "cell1", "east"}


def test_the_screen_space_error_decides_at_sixteen_pixels() -> None:
    tiles = tileset()
    every = {tile.index for tile in tiles.contents()}
    chooser = TileChooser(tiles)
    distance = 0.3 * LENS.pixels_per_radian / 16.0  # of the near level's parent
    for offset, expected in ((-0.1, {"near0", "cell1"}), (+0.1, {"cell0", "cell1"})):
        pose = Pose(east=-(distance + offset), north=0.0, height=5.0, heading_degrees=90.0)
        drawn = set(names(tiles, chooser.choose(pose, LENS, ready=every).draw))
        assert drawn & {"near0", "cell0", "cell1", "near1"} == expected


def test_a_larger_screen_asks_for_finer_tiles() -> None:
    tiles = tileset()
    every = {tile.index for tile in tiles.contents()}
    pose = Pose(east=-30.0, north=0.0, height=5.0, heading_degrees=90.0)
    small, large = (
        TileChooser(tiles).choose(pose, Lens(width_pixels=16 * n, height_pixels=9 * n), ready=every) for n in (60, 240)
    )
    assert "near0" in names(tiles, large.draw)
    assert "near0" not in names(tiles, small.draw)


def test_nothing_is_fetched_when_everything_wanted_is_ready() -> None:
    tiles = tileset()
    every = {tile.index for tile in tiles.contents()}
    assert TileChooser(tiles).choose(HERE, LENS, ready=every).fetch == ()


def test_what_lies_in_view_is_fetched_before_what_lies_behind() -> None:
    tiles = tileset()
    pose = Pose(east=52.0, north=0.0, height=1.6, heading_degrees=90.0)
    ready = by_name(tiles, "west", "cell0", "cell1", "east")
    order = names(tiles, TileChooser(tiles).choose(pose, LENS, ready=ready).fetch)
    assert order[0] == "near1"
    assert "near0" in order


ALL = ("west", "east", "cell0", "cell1", "near0", "near1", "cell2")


def test_a_view_of_too_many_geoms_becomes_coarser_until_it_has_few_enough() -> None:
    tiles = tileset()
    ready = by_name(tiles, *ALL)
    geoms = {tile.index: 4 for tile in tiles.contents()}
    west, east = by_name(tiles, "west"), by_name(tiles, "east")
    pose = Pose(east=60.0, north=-18.0, height=1.6, heading_degrees=0.0)
    free = TileChooser(tiles).choose(pose, LENS, ready=ready, geoms=geoms)
    assert len(free.draw - east) == 2
    capped = TileChooser(tiles, most_geoms=7).choose(pose, LENS, ready=ready, geoms=geoms)
    assert capped.draw - east == west
    assert capped.fetch == ()


def test_only_what_is_in_view_counts_as_crowded() -> None:
    tiles = tileset()
    geoms = {tile.index: 4 for tile in tiles.contents()}
    away = Pose(east=60.0, north=-18.0, height=1.6, heading_degrees=180.0)
    choice = TileChooser(tiles, most_geoms=1).choose(away, LENS, ready=by_name(tiles, *ALL), geoms=geoms)
    assert len(choice.draw - by_name(tiles, "east")) == 2


def test_a_crowded_view_becomes_finer_again_only_when_there_is_room() -> None:
    tiles = tileset()
    ready = by_name(tiles, *ALL)
    pose = Pose(east=60.0, north=-18.0, height=1.6, heading_degrees=0.0)
    west, east = by_name(tiles, "west"), by_name(tiles, "east")
    chooser = TileChooser(tiles, most_geoms=20)

    def drawn(geoms_a_tile: int) -> frozenset[int]:
        geoms = {tile.index: geoms_a_tile for tile in tiles.contents()}
        for _ in range(12):  # it climbs a step a choice
            choice = chooser.choose(pose, LENS, ready=ready, geoms=geoms)
        return choice.draw - east

    assert drawn(11) == west  # two finer tiles would be 22
    assert drawn(10) == west  # 20 are allowed, but leave no room
    assert len(drawn(9)) == 2


def test_a_failed_tile_leaves_its_parent_standing_and_is_not_asked_for_again() -> None:
    tiles = tileset()
    ready = {tile.index for tile in tiles.contents()} - by_name(tiles, "cell1")
    choice = TileChooser(tiles).choose(HERE, LENS, ready=ready, failed=by_name(tiles, "cell1"))
    assert "west" in names(tiles, choice.draw)
    assert "cell1" not in names(tiles, choice.fetch)


def test_what_lies_beyond_the_haze_is_not_asked_for() -> None:
    tiles = tileset()
    far = Pose(east=-600.0, north=0.0, height=1.6, heading_degrees=90.0)
    choice = TileChooser(tiles).choose(far, LENS, ready=by_name(tiles, "west"))
    assert "east" not in names(tiles, choice.fetch)


@given(
    ready=st.sets(st.integers(1, 7)),
    failed=st.sets(st.integers(1, 7)),
    east=st.floats(-100, 1200),
    north=st.floats(-60, 60),
    heading=st.floats(0, 360),
)
@settings(max_examples=200, deadline=None)
def test_no_two_drawn_tiles_stand_for_one_place_and_only_ready_ones_are_drawn(
    ready: set[int], failed: set[int], east: float, north: float, heading: float
) -> None:
    tiles = tileset()
    pose = Pose(east=east, north=north, height=1.6, heading_degrees=heading)
    choice = TileChooser(tiles).choose(pose, LENS, ready=ready - failed, failed=failed)
    assert choice.draw <= ready - failed
    for index in choice.draw:
        above = tiles.tiles[index].parent
        while above is not None:
            assert above not in choice.draw
            above = tiles.tiles[above].parent
    assert not set(choice.fetch) & (ready | failed)
    assert choice.draw <= choice.keep


@given(ready=st.sets(st.integers(1, 7)), east=st.floats(-100, 1200))
@settings(max_examples=100, deadline=None)
def test_once_the_blocks_are_here_the_street_has_no_hole(ready: set[int], east: float) -> None:
    tiles = tileset()
    ready |= by_name(tiles, "west", "east")
    pose = Pose(east=east, north=-15.0, height=1.6, heading_degrees=0.0)
    draw = TileChooser(tiles).choose(pose, LENS, ready=ready).draw

    def covered(index: int) -> bool:
        tile = tiles.tiles[index]
        return index in draw or (bool(tile.children) and all(covered(child) for child in tile.children))

    assert covered(by_name(tiles, "west").pop())
    assert covered(by_name(tiles, "east").pop())


@given(heading=st.floats(0, 360), pitch=st.floats(-70, 70), x=st.floats(-0.95, 0.95), y=st.floats(-0.95, 0.95))
@settings(max_examples=100, deadline=None)
def test_a_box_around_a_point_in_the_picture_counts_as_in_view(
    heading: float, pitch: float, x: float, y: float
) -> None:
    pose = Pose(east=0.0, north=0.0, height=0.0, heading_degrees=heading, pitch_degrees=pitch)
    half = math.tan(math.radians(25))
    right = np.array([math.cos(math.radians(heading)), -math.sin(math.radians(heading)), 0])
    forward = np.array(pose.forward_in_district)
    up = np.cross(right, forward)
    point = 40 * (forward + x * half * 16 / 9 * right + y * half * up)
    box = [*point, 0.1, 0, 0, 0, 0.1, 0, 0, 0, 0.1]
    text = {"asset": {"version": "1.1"}, "root": {"boundingVolume": {"box": box}, "geometricError": 1}}
    chooser = TileChooser(read_tileset(json.dumps(text).encode()))
    assert chooser.in_view(pose, LENS).all()
    assert not chooser.in_view(pose.turned(right_degrees=180, up_degrees=-2 * pitch), LENS).any()


def test_memory_drops_what_was_unused_longest_and_never_what_is_kept() -> None:
    memory = TileMemory(ceiling_bytes=100)
    for tile in (1, 2, 3, 4):
        memory.add(tile, size_bytes=40)
    memory.touch({1})
    assert memory.total_bytes == 160
    assert memory.to_drop(keep={2}) == (3, 4)
    for tile in (3, 4):
        memory.drop(tile)
    assert memory.to_drop(keep=set()) == ()
    assert set(memory.ready) == {1, 2}


def test_memory_may_pass_its_ceiling_for_what_is_on_the_screen() -> None:
    memory = TileMemory(ceiling_bytes=10)
    memory.add(1, size_bytes=40)
    assert memory.to_drop(keep={1}) == ()


def test_a_tile_added_twice_counts_once() -> None:
    memory = TileMemory(ceiling_bytes=10)
    memory.add(1, size_bytes=4)
    memory.add(1, size_bytes=5)
    assert memory.total_bytes == 5
