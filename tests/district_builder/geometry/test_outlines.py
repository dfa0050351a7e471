"""Rings, polygons and straight walls."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Point, Polygon

from district_builder.domain.frames import Point2
from district_builder.geometry.outlines import (
    Edge,
    largest_part,
    polygon_of,
    rings_of,
    signed_area,
    straight_edges,
)
from tests.district_builder.stages.settle_samples import box, turned

SQUARE = box(0, 0, 10, 6)


def test_a_counter_clockwise_ring_has_a_positive_area():
    assert signed_area(SQUARE) == 60
    assert signed_area(SQUARE[::-1]) == -60


def test_an_edge_seen_from_outside_runs_from_left_to_right():
    """The viewer stands south of the square and looks north: west is at the left."""
    south = straight_edges(SQUARE)[0]
    assert (south.start, south.end) == (Point2(0, 0), Point2(10, 0))
    assert south.outward == (0, -1)
    assert south.along == (1, 0)


@given(degrees=st.floats(0, 360), dx=st.floats(-500, 500), dy=st.floats(-500, 500))
def test_right_of_the_viewer_who_looks_at_a_wall_is_where_the_wall_goes(degrees, dx, dy):
    for edge in straight_edges(turned(SQUARE, degrees=degrees, dx=dx, dy=dy)):
        look = Point2(-edge.outward.x, -edge.outward.y)
        right_of_viewer = Point2(look.y, -look.x)
        assert right_of_viewer == pytest.approx(edge.along, abs=1e-9)


@given(degrees=st.floats(0, 360))
def test_an_outward_normal_leaves_the_building(degrees):
    ring = turned(((0, 0), (12, 0), (12, 4), (5, 4), (5, 9), (0, 9)), degrees=degrees)
    polygon = polygon_of(ring)
    for edge in straight_edges(ring):
        assert not polygon.contains(Point(edge.point_at(edge.length / 2, outward_metres=0.1)))
        assert polygon.contains(Point(edge.point_at(edge.length / 2, outward_metres=-0.1)))


def test_a_point_on_an_edge_is_told_in_metres_from_its_left_end():
    edge = Edge(Point2(2, 3), Point2(12, 3))
    assert edge.length == 10
    assert edge.point_at(4) == (6, 3)
    assert edge.point_at(4, outward_metres=0.6) == (6, 2.4)


def test_pieces_that_hardly_bend_are_one_wall():
    ring = (Point2(0, 0), Point2(5, -0.05), Point2(10, 0), Point2(10, 6), Point2(5, 6), Point2(0, 6))
    walls = straight_edges(ring)
    assert sorted(round(wall.length) for wall in walls) == [6, 6, 10, 10]


def test_a_wall_that_starts_in_the_middle_of_the_ring_is_found_whole():
    ring = (Point2(5, 0), Point2(10, 0), Point2(10, 6), Point2(0, 6), Point2(0, 0))
    assert Edge(Point2(0, 0), Point2(10, 0)) in straight_edges(ring)


def test_a_round_tower_does_not_become_one_wall():
    ring = tuple(Point2(20 * math.cos(a * math.tau / 90), 20 * math.sin(a * math.tau / 90)) for a in range(90))
    walls = straight_edges(ring)
    assert len(walls) > 20
    assert max(wall.length for wall in walls) < 6


def test_walls_below_the_least_length_are_left_out():
    ring = (Point2(0, 0), Point2(10, 0), Point2(10, 6), Point2(8, 6), Point2(8, 7), Point2(0, 7))
    assert sorted(round(wall.length) for wall in straight_edges(ring, least_metres=2.4)) == [6, 7, 8, 10]


def test_repeated_points_make_no_wall():
    ring = (Point2(0, 0), Point2(0, 0), Point2(10, 0), Point2(10, 6), Point2(10, 6), Point2(0, 6))
    assert len(straight_edges(ring)) == 4
    assert straight_edges((Point2(1, 1), Point2(1, 1), Point2(1, 1))) == ()


@given(degrees=st.floats(0, 360), width=st.floats(1, 60), depth=st.floats(1, 60))
def test_the_walls_of_a_rectangle_are_its_four_sides(degrees, width, depth):
    walls = straight_edges(turned(box(0, 0, width, depth), degrees=degrees))
    assert sorted(wall.length for wall in walls) == pytest.approx(sorted([width, depth, width, depth]))


def test_rings_come_back_counter_clockwise_and_open():
    holed = Polygon(SQUARE[::-1], [box(2, 2, 2, 2)])
    outer, holes = rings_of(holed)
    assert signed_area(outer) == 60
    assert [signed_area(hole) for hole in holes] == [4]
    assert len(outer) == 4


def test_of_a_ring_that_crosses_itself_the_larger_part_stays():
    bow = (Point2(0, 0), Point2(10, 10), Point2(10, 0), Point2(0, 4))
    polygon = polygon_of(bow)
    assert polygon.is_valid
    assert 0 < polygon.area < 50


def test_the_largest_part_of_nothing_is_empty():
    assert largest_part(Polygon()).is_empty
    pair = MultiPolygon([Polygon(box(0, 0, 1, 1)), Polygon(box(5, 5, 3, 3))])
    assert largest_part(pair).area == 9
