"""Which tiles are drawn and which are fetched, from where one stands."""

import json
import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.viewer.core.two_blocks import HERE, LENS, by_name, names, tileset
from viewer.core.pose import Pose
from viewer.core.tile_choice import Lens, TileChooser
from viewer.core.tiles import read_tileset


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
