"""Zebra crossings: beside junctions, across the carriageway, with a line before them at which cars wait."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, Point

from district_builder.domain.frames import Point2
from district_builder.stages.crossings import (
    APART_METRES,
    CROSSING_LENGTH,
    FROM_JUNCTION_METRES,
    STOP_LINE_METRES,
    Zebra,
    crossing_area,
    paint_zebras,
    place_zebras,
)
from tests.district_builder.stages.settle_samples import street

MAIN = street("main", (0, 0), (200, 0))
LINE = LineString(MAIN.centreline)


def zebra(*, degrees: float = 0.0, width: float = 9.0) -> Zebra:
    turn = np.radians(degrees)
    return Zebra(
        road_id="r",
        middle=Point2(10.0, -4.0),
        ahead=(float(np.cos(turn)), float(np.sin(turn))),
        carriageway_width_metres=width,
        pavement_width_metres=3.5,
    )


def across(of: Zebra, shape) -> tuple[float, float, float, float]:
    """The least and the greatest of a shape along the street and to its left, from the crossing's middle."""
    points = np.array([p for part in getattr(shape, "geoms", [shape]) for p in part.exterior.coords]) - of.middle
    ahead = np.array(of.ahead)
    along, left = points @ ahead, points @ np.array([-ahead[1], ahead[0]])
    return along.min(), along.max(), left.min(), left.max()


@given(degrees=st.floats(0, 360), width=st.floats(5, 20))
def test_a_point_is_found_along_the_street_and_to_its_left(degrees, width):
    of = zebra(degrees=degrees, width=width)
    point = of.at(3.0, 2.0)
    assert np.hypot(point.x - of.middle.x, point.y - of.middle.y) == pytest.approx(np.hypot(3, 2))
    ahead = np.array(of.ahead)
    assert np.subtract(point, of.middle) @ ahead == pytest.approx(3.0)


@given(degrees=st.floats(0, 360), width=st.floats(5, 20))
def test_a_crossing_is_four_metres_long_and_a_little_wider_than_its_carriageway(degrees, width):
    of = zebra(degrees=degrees, width=width)
    low, high, right, left = across(of, crossing_area(of))
    assert (low, high) == pytest.approx((-CROSSING_LENGTH / 2, CROSSING_LENGTH / 2))
    assert left == pytest.approx(-right)
    assert width / 2 < left < width / 2 + 0.5


@given(degrees=st.floats(0, 360), width=st.floats(7, 20))
def test_a_stop_line_lies_two_to_five_metres_before_the_crossing_on_the_right_of_those_who_come(degrees, width):
    """도로교통법 시행규칙: 정지선, 0.3 to 0.6 m wide. Who comes towards the junction drives against `ahead`."""
    of = zebra(degrees=degrees, width=width)
    marks = paint_zebras([of])
    lines = [mark for mark in marks.geoms if across(of, mark)[0] > CROSSING_LENGTH / 2 + 0.5]
    assert len(lines) == 1
    low, high, right, left = across(of, lines[0])
    assert 2.0 - 1e-9 <= low - CROSSING_LENGTH / 2 <= 5.0
    assert high - low == pytest.approx(STOP_LINE_METRES)
    assert 0.3 <= STOP_LINE_METRES <= 0.6
    assert 0 < right < left < width / 2


def test_a_lane_too_narrow_for_two_has_no_stop_line():
    marks = paint_zebras([zebra(width=5.0)])
    assert across(zebra(width=5.0), marks)[1] == pytest.approx(CROSSING_LENGTH / 2)


def test_stripes_are_as_wide_as_their_gaps():
    of = zebra(width=10.0)
    lefts = sorted(across(of, mark)[2] for mark in paint_zebras([of]).geoms if across(of, mark)[0] < 0)
    assert np.diff(lefts) == pytest.approx(np.ones(len(lefts) - 1))


def test_a_crossing_lies_beyond_its_junction():
    (found,) = place_zebras(MAIN, LINE, [(50.0, 3.0)])
    assert found.middle.x == pytest.approx(50 + 3 + FROM_JUNCTION_METRES + CROSSING_LENGTH / 2)
    assert found.ahead == pytest.approx((1.0, 0.0))


@given(places=st.lists(st.floats(0, 200), max_size=12))
def test_crossings_are_never_close_and_never_beyond_the_street(places):
    found = place_zebras(MAIN, LINE, [(at, 2.5) for at in sorted(places)])
    xs = [one.middle.x for one in found]
    assert all(b - a >= APART_METRES - 1e-6 for a, b in pairwise(xs))
    assert all(LINE.distance(Point(one.middle)) < 1e-6 for one in found)
    assert all(x + CROSSING_LENGTH / 2 <= 200 for x in xs)
