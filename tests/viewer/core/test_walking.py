"""Feet stay on the ground that is theirs."""

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from district_builder.domain.frames import Point2
from district_builder.domain.places import WalkableArea
from viewer.core.strides import Push, step_in_district
from viewer.core.walking import BODY_RADIUS_METRES, Ground, Pace


def ring(*corners: tuple[float, float]) -> tuple[Point2, ...]:
    return tuple(Point2(*corner) for corner in corners)


SQUARE = ring((0, 0), (20, 0), (20, 20), (0, 20))
# a pillar, a thin wall, an acute notch from below, and a second polygon that the first does not touch
PILLAR = ring((9, 9), (9, 11), (11, 11), (11, 9))
THIN = ring((4, 4), (4, 16), (4.02, 16), (4.02, 4))
NOTCHED = ring((0, 0), (14, 0), (15, 7), (16, 0), (20, 0), (20, 20), (0, 20))
ISLAND = ring((30, 0), (33, 0), (33, 3), (30, 3))
GROUND = Ground(WalkableArea(polygons=((NOTCHED, (PILLAR, THIN)), (ISLAND, ()))))
STREET = Ground(WalkableArea(polygons=((SQUARE, ()),)))

places = st.builds(Point2, st.floats(-1, 34), st.floats(-1, 21))
steps = st.builds(Point2, st.floats(-40, 40), st.floats(-40, 40))
clear_places = st.builds(Point2, st.floats(0.35, 19.65), st.floats(0.35, 19.65)) | st.builds(
    Point2, st.floats(30.35, 32.65), st.floats(0.35, 2.65)
)  # nearly all of them
hairs = st.floats(-9e-5, 9e-5)  # in slides of 15 m less than a micrometre a stride: what one stride forgives
slides = st.builds(Point2, st.floats(-15, 15), hairs) | st.builds(Point2, hairs, st.floats(-15, 15))


def is_clear(feet: Point2) -> bool:
    return GROUND.contains(feet) and GROUND.clearance_metres(feet) >= BODY_RADIUS_METRES - 2e-6


@given(start=places, moves=st.lists(steps, max_size=8))
@settings(max_examples=250, deadline=None)
def test_no_sequence_of_moves_leaves_the_area_however_long_the_steps_are(start: Point2, moves: list[Point2]) -> None:
    assume(GROUND.contains(start))
    feet = start
    for move in moves:
        feet = GROUND.walk(feet, move)
        assert GROUND.contains(feet)


@given(start=clear_places, moves=st.lists(steps | slides, max_size=6))
@settings(max_examples=300, deadline=None)
def test_a_body_that_is_clear_of_walls_stays_clear_of_them(start: Point2, moves: list[Point2]) -> None:
    assume(is_clear(start))
    feet = start
    for move in moves:
        feet = GROUND.walk(feet, move)
        assert is_clear(feet)


@given(start=clear_places, moves=st.lists(steps | slides, max_size=6))
@settings(max_examples=150, deadline=None)
def test_wherever_steps_lead_a_body_there_is_a_way_on(start: Point2, moves: list[Point2]) -> None:
    feet = GROUND.nearest_standing_place(start)
    for move in moves:
        feet = GROUND.walk(feet, move)
    reached = [GROUND.walk(feet, Point2(math.cos(a), math.sin(a))) for a in (n * math.pi / 8 for n in range(16))]
    assert max(math.dist(feet, there) for there in reached) > 0.5


def test_an_hour_along_a_wall_brings_nobody_nearer_to_it() -> None:
    """Each step leans on the wall by less than what a single step forgives."""
    feet = Point2(1, BODY_RADIUS_METRES)
    for step in range(20_000):
        feet = STREET.walk(feet, Point2(0.1 if step % 200 < 100 else -0.1, -9e-7))
    assert STREET.clearance_metres(feet) >= BODY_RADIUS_METRES - 2e-6


@pytest.mark.parametrize("away", [0.36, 0.8, 1.3])
@pytest.mark.parametrize("turn", range(4))
def test_a_wall_in_line_with_the_way_behind_holds_nobody(away: float, turn: int) -> None:
    """The pillar's west wall lies on the very line that feet take away from it."""
    feet, out = [
        (Point2(9, 9 - away), Point2(0, -1)),
        (Point2(11, 11 + away), Point2(0, 1)),
        (Point2(9 - away, 11), Point2(-1, 0)),
        (Point2(11 + away, 9), Point2(1, 0)),
    ][turn]
    assert GROUND.walk(feet, out) == pytest.approx((feet.x + out.x, feet.y + out.y))


ROOM = Ground(
    WalkableArea(
        polygons=(
            (SQUARE, (ring((6, 6), (6, 14), (14, 14), (14, 6)),)),
            (ring((6.02, 6.02), (13.98, 6.02), (13.98, 13.98), (6.02, 13.98)), ()),
        )
    )
)


@given(x=st.floats(6.4, 13.6), y=st.floats(6.4, 13.6), moves=st.lists(steps, max_size=8))
@settings(max_examples=100, deadline=None)
def test_nobody_gets_out_of_a_room_whose_walls_are_two_centimetres_thick(
    x: float, y: float, moves: list[Point2]
) -> None:
    feet = Point2(x, y)
    for move in moves:
        feet = ROOM.walk(feet, move)
        assert 6.02 < feet.x < 13.98
        assert 6.02 < feet.y < 13.98


@given(start=st.builds(Point2, st.floats(0.35, 19.65), st.floats(0.35, 19.65)), move=steps, frames=st.integers(1, 400))
@settings(max_examples=150, deadline=None)
def test_one_long_frame_leads_where_many_short_ones_do(start: Point2, move: Point2, frames: int) -> None:
    at_once, feet = STREET.walk(start, move), start
    for _ in range(frames):
        feet = STREET.walk(feet, Point2(move.x / frames, move.y / frames))
    assert feet == pytest.approx(at_once, abs=1e-4)


@pytest.mark.parametrize("frames", [1, 7, 40, 600])
def test_a_narrowing_place_is_entered_as_far_by_long_frames_as_by_short_ones(frames: int) -> None:
    wedge = Ground(WalkableArea(polygons=((ring((0, -2), (20, 0), (0, 2)), ()),)))
    feet = Point2(2, 0)
    for _ in range(frames):
        feet = wedge.walk(feet, Point2(30 / frames, 0))
    deepest = 20 - BODY_RADIUS_METRES / math.sin(math.atan2(2, 20))
    assert deepest - 0.05 < feet.x <= deepest + 1e-4


@pytest.mark.parametrize("off_the_middle", [0.0, 0.05, -0.2])
def test_a_body_in_a_passage_narrower_than_itself_gets_out_of_it(off_the_middle: float) -> None:
    passage = ring((-5, -5), (0, -5), (0, -0.25), (8, -0.25), (8, 0.25), (0, 0.25), (0, 5), (-5, 5))
    squeezed = Ground(WalkableArea(polygons=((passage, ()),)))
    feet = squeezed.walk(Point2(7, off_the_middle), Point2(-9, 0.02))
    assert feet.x < -1.9
    assert squeezed.clearance_metres(squeezed.walk(feet, Point2(-1, 0))) == BODY_RADIUS_METRES


@given(along=st.floats(-6, 6), into=st.floats(0.2, 30))
@settings(deadline=None)
def test_sliding_keeps_the_whole_motion_along_a_straight_wall(along: float, into: float) -> None:
    feet = STREET.walk(Point2(10, BODY_RADIUS_METRES), Point2(along, -into))
    assert feet.x == pytest.approx(10 + along, abs=1e-6)
    assert feet.y == pytest.approx(BODY_RADIUS_METRES, abs=1e-6)


def test_a_step_of_a_hundred_metres_does_not_tunnel_through_a_wall_two_centimetres_thick() -> None:
    feet = GROUND.walk(Point2(2, 10), Point2(100, 0))
    assert feet.x == pytest.approx(4 - BODY_RADIUS_METRES, abs=0.01)


def test_a_corner_of_two_walls_stops_one_without_trembling() -> None:
    feet = STREET.walk(Point2(1, 1), Point2(-5, -5))
    assert feet == pytest.approx((BODY_RADIUS_METRES, BODY_RADIUS_METRES), abs=1e-3)
    assert math.dist(STREET.walk(feet, Point2(-1, -1)), feet) < 1e-3


def test_free_ground_is_walked_exactly() -> None:
    assert STREET.walk(Point2(5, 5), Point2(3, -2)) == pytest.approx((8, 3))


def test_an_area_without_polygons_has_no_walls() -> None:
    free = Ground(WalkableArea(polygons=()))
    assert not free.is_bounded
    assert free.walk(Point2(0, 0), Point2(1000, 0)) == (1000, 0)


@pytest.mark.parametrize("step", [(math.nan, 0), (math.inf, 1), (0, 0)])
def test_a_step_that_is_no_step_leaves_feet_where_they_are(step: tuple[float, float]) -> None:
    assert STREET.walk(Point2(5, 5), Point2(*step)) == (5, 5)


@given(point=places)
@settings(max_examples=80, deadline=None)
def test_the_nearest_standing_place_is_inside_and_near(point: Point2) -> None:
    standing = GROUND.nearest_standing_place(point)
    assert GROUND.contains(standing)
    if not GROUND.contains(point):
        return
    assert math.dist(standing, point) < 3.0


def test_a_standing_place_is_found_though_the_nearest_walls_leave_none() -> None:
    cracks = [ring((30 + n, 0), (30.2 + n, 0), (30.2 + n, 9), (30 + n, 9)) for n in range(20)]
    ground = Ground(WalkableArea(polygons=((SQUARE, ()), *((crack, ()) for crack in cracks))))
    standing = ground.nearest_standing_place(Point2(49, 5))
    assert 0 < standing.x < 20
    assert ground.clearance_metres(standing) >= BODY_RADIUS_METRES - 2e-6


def test_a_place_where_one_may_stand_is_not_moved() -> None:
    assert STREET.nearest_standing_place(Point2(7, 7)) == (7, 7)


def test_walking_two_ways_at_once_is_not_faster() -> None:
    straight = step_in_district(Push(forward=1), heading_degrees=0, pace=Pace.WALK, seconds=0.1)
    slanted = step_in_district(Push(forward=1, right=1), heading_degrees=0, pace=Pace.WALK, seconds=0.1)
    assert straight == pytest.approx((0, 0.14))
    assert math.hypot(*slanted) == pytest.approx(0.14)


def test_forward_follows_the_heading_clockwise_from_north() -> None:
    east = step_in_district(Push(forward=1), heading_degrees=90, pace=Pace.RUN, seconds=0.2)
    assert east == pytest.approx((1.0, 0.0))
    south = step_in_district(Push(right=1), heading_degrees=90, pace=Pace.RUN, seconds=0.2)
    assert south == pytest.approx((0.0, -1.0))


def test_a_pause_of_the_machine_moves_nobody_down_the_street() -> None:
    step = step_in_district(Push(forward=1), heading_degrees=0, pace=Pace.RUN, seconds=60)
    assert step.y == pytest.approx(5.0 * 0.25)
