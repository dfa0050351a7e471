"""Streets hung on one or two points."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.domain.frames import Point2
from district_builder.stages.settle_anchored import anchor_street, direction_of_pairs, strays_of
from district_builder.stages.settle_ruler import Witness

EAST = Point2(1.0, 0.0)
SETBACK = 17.0


def test_one_point_says_where_a_street_is():
    street = anchor_street([Witness(12, Point2(500, 83))], direction=EAST, setback_metres=SETBACK)
    assert street
    assert street.zero == pytest.approx((380, 100))
    assert street.point_of(12) == pytest.approx((500, 100))
    assert street.metres_per_number == 10


def test_a_left_number_has_its_street_on_its_right():
    street = anchor_street([Witness(13, Point2(500, 83))], direction=EAST, setback_metres=SETBACK)
    assert street
    assert street.point_of(13) == pytest.approx((500, 66))


def test_without_points_there_is_nothing_to_hang_a_street_on():
    assert anchor_street([], direction=EAST, setback_metres=SETBACK) is None


@given(bearing=st.floats(-3.1, 3.1), first=st.integers(1, 40), apart=st.integers(9, 60))
def test_two_numbers_far_apart_show_the_direction_whichever_sides_they_stand_on(bearing, first, apart):
    ux, uy = math.cos(bearing), math.sin(bearing)
    witnesses = []
    for number in (first, first + apart):
        left = SETBACK if number % 2 else -SETBACK
        witnesses.append(Witness(number, Point2(ux * number * 10 - uy * left, uy * number * 10 + ux * left)))
    direction = direction_of_pairs(witnesses, setback_metres=SETBACK)
    assert direction == pytest.approx((ux, uy), abs=1e-6)
    street = anchor_street(witnesses, direction=direction, setback_metres=SETBACK)
    assert street
    assert street.zero == pytest.approx((0, 0), abs=1e-3)
    assert strays_of(street, witnesses) == pytest.approx([SETBACK, SETBACK], abs=1e-3)


@pytest.mark.parametrize(
    "witnesses",
    [
        [],
        [Witness(12, Point2(0, 0))],
        [Witness(12, Point2(0, 0)), Witness(14, Point2(20, 0))],
        [Witness(12, Point2(0, 0)), Witness(40, Point2(5000, 0))],
        [Witness(12, Point2(0, 0)), Witness(40, Point2(3, 0))],
    ],
)
def test_points_too_near_or_unlikely_show_no_direction(witnesses):
    assert direction_of_pairs(witnesses, setback_metres=SETBACK) is None
