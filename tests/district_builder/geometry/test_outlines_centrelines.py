"""Places along centrelines."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from district_builder.domain.frames import Point2
from district_builder.geometry.outlines_centrelines import (
    beside_line,
    direction_at,
    join_lines,
    length_of,
    point_beside,
    without_repeats,
)

EAST = (Point2(0, 0), Point2(100, 0))
BENT = (Point2(0, 0), Point2(100, 0), Point2(100, 50))


def test_left_is_north_of_a_line_that_runs_east():
    assert beside_line(EAST, Point2(30, 5)) == (30, 5)
    assert beside_line(EAST, Point2(30, -5)) == (30, -5)


def test_metres_go_on_counting_round_a_bend():
    assert beside_line(BENT, Point2(97, 20)) == (120, 3)
    assert length_of(BENT) == 150


def test_beyond_the_end_the_end_is_nearest():
    along, left = beside_line(EAST, Point2(103, 4))
    assert along == 100
    assert abs(left) == 5


def test_a_point_beside_a_line_is_where_it_was_said_to_be():
    assert point_beside(EAST, 30, left_metres=5) == (30, 5)
    assert point_beside(BENT, 120, left_metres=3) == (97, 20)


def test_beyond_its_ends_a_line_goes_on_straight():
    assert point_beside(EAST, 120) == (120, 0)
    assert point_beside(EAST, -20, left_metres=2) == (-20, 2)
    assert direction_at(BENT, 500) == (0, 1)
    assert direction_at(BENT, -5) == (1, 0)


@given(along=st.floats(1, 99), left=st.floats(-20, 20), bearing=st.floats(0, 360))
def test_telling_a_place_and_finding_it_again_are_inverse(along, left, bearing):
    assume(abs(left) > 1e-6)
    end = Point2(100 * math.cos(math.radians(bearing)), 100 * math.sin(math.radians(bearing)))
    line = (Point2(0, 0), end)
    assert beside_line(line, point_beside(line, along, left_metres=left)) == pytest.approx((along, left), abs=1e-6)


def test_repeated_points_are_dropped():
    assert without_repeats((Point2(0, 0), Point2(0, 0), Point2(1, 0), Point2(1, 0))) == ((0, 0), (1, 0))


def test_pieces_of_a_way_become_one_line():
    pieces = [(Point2(100, 0), Point2(200, 0)), (Point2(0, 0), Point2(100, 0))]
    assert join_lines(pieces) == [(Point2(0, 0), Point2(100, 0), Point2(200, 0))]


def test_a_joined_line_runs_as_most_of_its_metres_ran():
    pieces = [(Point2(200, 0), Point2(50, 0)), (Point2(0, 0), Point2(50, 0))]
    (joined,) = join_lines(pieces)
    assert joined[0] == (200, 0)
    assert joined[-1] == (0, 0)


def test_lines_that_do_not_meet_stay_apart_longest_first():
    pieces = [(Point2(0, 0), Point2(10, 0)), (Point2(0, 50), Point2(99, 50))]
    assert [length_of(line) for line in join_lines(pieces)] == [99, 10]


def test_a_fork_is_not_joined():
    arms = [(Point2(0, 0), Point2(50, 0)), (Point2(50, 0), Point2(90, 30)), (Point2(50, 0), Point2(90, -30))]
    assert len(join_lines(arms)) == 3


@given(st.permutations([(0, 10), (10, 30), (30, 35), (35, 70)]))
def test_joining_does_not_depend_on_the_order_of_pieces(spans):
    assert join_lines([(Point2(a, 0), Point2(b, 0)) for a, b in spans]) == [
        (Point2(0, 0), Point2(10, 0), Point2(30, 0), Point2(35, 0), Point2(70, 0))
    ]
