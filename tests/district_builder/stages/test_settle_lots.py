"""Lots by the address rule."""

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString

from district_builder.domain.frames import Point2
from district_builder.domain.layout import HouseNumber
from district_builder.geometry.outlines import polygon_of
from district_builder.geometry.outlines_centrelines import beside_line
from district_builder.stages.settle_lots import (
    BETWEEN_LOTS_METRES,
    LEAST_WIDTH_METRES,
    MOST_DEPTH_METRES,
    MOST_WIDTH_METRES,
    lay_lots,
    spread_apart,
    wanted_stretches,
)
from district_builder.stages.settle_ruler import Ruler
from tests.district_builder.stages.settle_samples import box, number, street

ROAD = street("r", (0, 0), (500, 0), name="계원대학로")


def numbers(*texts: str | int) -> list[HouseNumber]:
    return [number(text) for text in texts]


def lots_by_text(road, wanted, *, occupied=()):
    lots, missing = lay_lots(road, Ruler(), wanted, occupied=occupied)
    return {str(lot.number): lot.outline for lot in lots}, [str(one) for one in missing]


def test_the_lots_of_a_straight_street_stand_where_their_numbers_say():
    lots, missing = lots_by_text(ROAD, numbers(2, 4, 6, 7))
    assert not missing
    middles = {text: (round(lot.centroid.x), lot.centroid.y > 0) for text, lot in lots.items()}
    assert middles == {"2": (20, False), "4": (40, False), "6": (60, False), "7": (70, True)}


def test_a_lot_fills_the_gap_to_its_neighbours_and_starts_behind_the_pavement():
    lots, _ = lots_by_text(ROAD, numbers(2, 4, 6))
    west, south, east, north = lots["4"].bounds
    assert (round(west, 1), round(east, 1)) == (30.3, 49.7)
    assert north == pytest.approx(-(ROAD.half_width_metres + 0.1))
    assert 14 <= north - south <= 22


def test_a_lonely_number_gets_a_wide_lot_but_not_a_block():
    lots, _ = lots_by_text(ROAD, numbers(2, 40))
    west, _, east, _ = lots["40"].bounds
    assert east - west == pytest.approx(MOST_WIDTH_METRES)


def test_sub_numbers_follow_their_main_number_in_order():
    lots, missing = lots_by_text(ROAD, numbers("28-2", "28", "28-1", "30"))
    assert not missing
    order = sorted(lots, key=lambda text: lots[text].centroid.x)
    assert order == ["28", "28-1", "28-2", "30"]


def test_lots_give_way_to_a_building_that_is_known():
    known = polygon_of(box(30, -40, 20, 31))
    lots, missing = lots_by_text(ROAD, numbers(2, 4, 6), occupied=[known])
    assert not missing
    assert all(lot.intersection(known).area == 0 for lot in lots.values())


def test_a_side_road_is_left_open():
    alley = polygon_of(box(57, -200, 6, 208))
    lots, missing = lots_by_text(ROAD, numbers(2, 4, 6, 8), occupied=[alley])
    assert not missing
    assert all(lot.intersection(alley).area == 0 for lot in lots.values())
    assert sorted(lots, key=lambda text: lots[text].centroid.x) == ["2", "4", "6", "8"]


def test_where_there_is_no_room_the_number_is_reported():
    wall = polygon_of(box(-300, -60, 1200, 51))
    lots, missing = lots_by_text(ROAD, numbers(2, 4, 5), occupied=[wall])
    assert list(lots) == ["5"]
    assert missing == ["2", "4"]


def test_a_lot_is_not_pushed_to_the_next_block():
    wall = polygon_of(box(-100, -60, 400, 51))
    lots, missing = lots_by_text(ROAD, numbers(2, 28, 40), occupied=[wall])
    assert missing == ["2"]
    assert lots["28"].bounds[0] >= 300


def test_lots_on_the_inside_of_a_bend_shrink_instead_of_meeting():
    bend = street("r", (0, 0), (100, 0), (100, 100))
    lots, missing = lots_by_text(bend, numbers(3, 5, 7, 9, 11, 13, 15))
    shapes = list(lots.values())
    assert len(lots) + len(missing) == 7
    assert len(lots) >= 5
    assert all(a.intersection(b).area < 1e-6 for i, a in enumerate(shapes) for b in shapes[:i])


@given(
    middles=st.lists(st.floats(0, 300), min_size=1, max_size=12).map(sorted),
    width=st.floats(5, 20),
)
def test_spreading_keeps_order_and_distance(middles, width):
    widths = [width] * len(middles)
    spread = spread_apart(middles, widths, low=-1000, high=1000)
    for a, b in pairwise(spread):
        assert b - a >= width + BETWEEN_LOTS_METRES - 1e-6


@given(st.lists(st.integers(0, 20), min_size=1, max_size=8, unique=True).map(sorted))
def test_what_has_room_does_not_move(places):
    middles = [place * 30.0 for place in places]
    assert spread_apart(middles, [20.0] * len(middles), low=-100, high=1000) == pytest.approx(middles)


def test_two_that_want_one_place_move_equally():
    assert spread_apart([50, 50], [10, 10], low=0, high=100) == pytest.approx([44.7, 55.3])


def test_spreading_stays_between_its_limits():
    assert spread_apart([2, 4], [10, 10], low=0, high=100) == pytest.approx([5, 15.6])
    assert spread_apart([98, 99], [10, 10], low=0, high=100) == pytest.approx([84.4, 95])


def test_widths_stay_within_sensible_limits():
    wanted = wanted_stretches(numbers(2, 4, "4-1", "4-2", 30, 60), Ruler())
    assert all(LEAST_WIDTH_METRES <= one.width_metres <= MOST_WIDTH_METRES for one in wanted)


house_numbers = st.sets(
    st.builds(HouseNumber, main=st.integers(1, 44), sub=st.sampled_from([0, 0, 0, 1, 2])), min_size=1, max_size=24
)
bends = st.lists(st.floats(-35, 35), min_size=0, max_size=3)


@settings(deadline=None, max_examples=60)
@given(wanted=house_numbers, turns=bends, random=st.randoms(use_true_random=False))
def test_lots_never_overlap_nor_cross_the_road_and_stand_on_their_side(wanted, turns, random):
    road = _bent_road(turns)
    lots, missing = lay_lots(road, Ruler(), sorted(wanted, key=str), occupied=[])
    line = LineString(road.centreline)
    assert {lot.number for lot in lots} | set(missing) == wanted
    assert not {lot.number for lot in lots} & set(missing)
    for index, lot in enumerate(lots):
        assert lot.outline.is_valid
        assert lot.outline.distance(line) >= road.half_width_metres - 1e-6
        middle = Point2(lot.outline.centroid.x, lot.outline.centroid.y)
        assert (beside_line(road.centreline, middle).left_metres > 0) == (lot.number.main % 2 == 1)
        assert all(lot.outline.intersection(other.outline).area < 1e-6 for other in lots[:index])
    shuffled = sorted(wanted, key=str)
    random.shuffle(shuffled)
    assert lay_lots(road, Ruler(), shuffled, occupied=[]) == (lots, missing)


@settings(deadline=None, max_examples=60)
@given(st.sets(st.integers(1, 50), min_size=1, max_size=30), st.floats(8, 12))
def test_main_numbers_stand_within_a_lot_of_their_distance(mains, step):
    """With main numbers only nothing has to move far: each lot holds, or nearly holds, its own mark."""
    ruler = Ruler(0.0, step)
    lots, missing = lay_lots(ROAD, ruler, [HouseNumber(main=main) for main in mains], occupied=[])
    assert not missing
    for lot in lots:
        middle = Point2(lot.outline.centroid.x, lot.outline.centroid.y)
        assert abs(middle.x - ruler.metres_of(lot.number.main)) < 8
        assert abs(middle.y) <= ROAD.half_width_metres + 0.2 + MOST_DEPTH_METRES / 2


def _bent_road(turns):
    points, heading = [Point2(0, 0), Point2(120, 0)], 0.0
    for turn in turns:
        heading += math.radians(turn)
        last = points[-1]
        points.append(Point2(last.x + 120 * math.cos(heading), last.y + 120 * math.sin(heading)))
    return street("r", *points, name="계원대학로")
