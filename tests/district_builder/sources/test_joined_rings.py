"""Rings joined from pieces in any order and direction."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Polygon

from district_builder.domain.frames import LonLat
from district_builder.sources.rings import inner_by_outer, join_pieces, middle_of


def circle(count: int, *, lon: float = 127.0, lat: float = 37.0, radius: float = 1e-3) -> tuple[LonLat, ...]:
    angles = [2 * math.pi * n / count for n in range(count)]
    return tuple(LonLat(lon + radius * math.cos(a), lat + radius * math.sin(a)) for a in angles)


def cut(ring: tuple[LonLat, ...], cuts: list[int], turned: list[int]) -> list[tuple[LonLat, ...]]:
    """The ring as open pieces between the cuts, some of them drawn backwards."""
    places = sorted(set(cuts))
    closed = [*ring, *ring]
    pieces = [
        tuple(closed[a : (b if b > a else b + len(ring)) + 1])
        for a, b in zip(places, [*places[1:], places[0]], strict=True)
    ]
    return [piece[::-1] if index in turned else piece for index, piece in enumerate(pieces)]


def area(ring) -> float:
    return Polygon(ring).area


@st.composite
def cut_rings(draw):
    count = draw(st.integers(4, 20))
    cuts = draw(st.lists(st.integers(0, count - 1), min_size=2, max_size=6, unique=True))
    pieces = cut(circle(count), cuts, draw(st.lists(st.integers(0, 5), max_size=6)))
    return circle(count), draw(st.permutations(pieces))


@given(cut_rings())
def test_a_ring_comes_back_from_its_pieces_in_any_order_and_direction(drawn):
    ring, pieces = drawn
    (joined,), left_over = join_pieces(pieces)
    assert left_over == 0
    assert set(joined) == set(ring)
    assert len(joined) == len(ring)
    assert area(joined) == pytest.approx(area(ring), rel=1e-9)


@given(cut_rings(), st.data())
def test_a_missing_piece_leaves_no_ring(drawn, data):
    _, pieces = drawn
    missing = data.draw(st.integers(0, len(pieces) - 1))
    rings, left_over = join_pieces([piece for index, piece in enumerate(pieces) if index != missing])
    assert rings == []
    assert left_over >= 1


@given(cut_rings(), cut_rings())
def test_two_rings_do_not_mix(one, other):
    moved = [tuple(LonLat(lon + 1, lat) for lon, lat in piece) for piece in other[1]]
    rings, left_over = join_pieces([*one[1], *moved])
    assert left_over == 0
    assert sorted(map(len, rings)) == sorted((len(one[0]), len(other[0])))


def test_a_closed_way_is_a_ring_already():
    ring = circle(5)
    assert join_pieces([(*ring, ring[0])]) == ([ring], 0)


@pytest.mark.parametrize("pieces", [[], [()], [(LonLat(1, 1),)]])
def test_nothing_joins_to_nothing(pieces):
    assert join_pieces(pieces) == ([], 0)


def test_a_way_there_and_back_is_no_ring():
    a, b = LonLat(127.0, 37.0), LonLat(127.1, 37.0)
    assert join_pieces([(a, b, a)])[0] == []


def test_an_inner_ring_goes_to_the_outer_ring_around_it():
    west, east = circle(8), circle(8, lon=127.1)
    hole = circle(5, lon=127.1, radius=2e-4)
    assert inner_by_outer([west, east], [hole]) == [(), (hole,)]


def test_an_inner_ring_outside_of_all_is_dropped():
    assert inner_by_outer([circle(8)], [circle(5, lon=128.0)]) == [()]


def test_a_hole_of_two_places_is_none():
    assert inner_by_outer([circle(8)], [circle(8)[:2]]) == [()]


@given(st.integers(3, 30))
def test_the_middle_of_a_circle_is_its_centre(count):
    assert middle_of(circle(count)) == pytest.approx((127.0, 37.0), abs=1e-9)
