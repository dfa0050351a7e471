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


@given(start=places, moves=st.lists(steps, max_size=8))
@settings(max_examples=250, deadline=None)
def test_no_sequence_of_moves_leaves_the_area_however_long_the_steps_are(start: Point2, moves: list[Point2]) -> None:
    assume(GROUND.contains(start))
    feet = start
    for move in moves:
        feet = GROUND.walk(feet, move)
        assert GROUND.contains(feet)


@given(start=places, moves=st.lists(steps, max_size=6))
@settings(max_examples=150, deadline=None)
def test_a_body_that_is_clear_of_walls_stays_clear_of_them(start: Point2, moves: list[Point2]) -> None:
    feet = GROUND.nearest_standing_place(start)  # most random places lie in a wall or outside
    assert GROUND.clearance_metres(feet) >= BODY_RADIUS_METRES - 1e-4
    for move in moves:
        feet = GROUND.walk(feet, move)
        assert GROUND.clearance_metres(feet) >= BODY_RADIUS_METRES - 1e-4


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
