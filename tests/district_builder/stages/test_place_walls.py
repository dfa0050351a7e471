"""Which walls face a street."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.domain.frames import Point2
from district_builder.domain.layout import RoadKind
from district_builder.geometry.outlines import Edge
from district_builder.stages.place_walls import LEAST_WALL_METRES, find_street_walls
from tests.district_builder.stages.settle_samples import STREET, box, plan_of, planned, street, turned

ROAD = street("main", (-50, 0), (150, 0), name=STREET)


def walls_of(buildings, roads=(ROAD,), *, needed=()):
    return find_street_walls(plan_of(buildings, roads), needed=needed)


def test_the_wall_towards_the_road_is_the_street_wall():
    (wall,) = walls_of([planned("b", box(0, 9, 20, 18))])["b"]
    assert (wall.left_foot_in_district, wall.right_foot_in_district) == ((0, 9), (20, 9))
    assert (wall.road_id, wall.bays) == ("main", ())


def test_left_is_left_for_someone_on_the_pavement_on_either_side():
    """North of the road one looks north and left is west; south of it one looks south and left is east."""
    walls = walls_of([planned("north", box(0, 9, 20, 18)), planned("south", box(0, -27, 20, 18))])
    assert walls["north"][0].left_foot_in_district == (0, 9)
    assert walls["south"][0].left_foot_in_district == (20, -9)


@given(degrees=st.floats(0, 360))
def test_the_road_is_in_front_of_the_wall_and_the_building_behind(degrees):
    road = street("r", *turned([(-50, 0), (150, 0)], degrees=degrees))
    (wall,) = walls_of([planned("b", turned(box(0, 9, 20, 18), degrees=degrees))], [road])["b"]
    edge = Edge(wall.left_foot_in_district, wall.right_foot_in_district)
    front = edge.point_at(10, outward_metres=9)
    middle = turned([(10, 0)], degrees=degrees)[0]
    assert front == pytest.approx(middle, abs=1e-6)


def test_a_building_in_between_takes_the_view():
    walls = walls_of([planned("front", box(0, 9, 20, 8)), planned("back", box(1, 20, 18, 8))])
    assert "front" in walls
    assert "back" not in walls


def test_a_gap_in_the_row_in_front_is_looked_through():
    row = [planned("left", box(-20, 9, 20, 8)), planned("right", box(20, 9, 20, 8))]
    walls = walls_of([*row, planned("back", box(2, 20, 16, 8))])
    assert walls["back"][0].left_foot_in_district == (2, 20)


def test_a_road_far_away_is_not_faced():
    assert walls_of([planned("b", box(0, 40, 20, 18))]) == {}


def test_short_pieces_of_wall_are_no_street_walls():
    assert walls_of([planned("b", box(0, 9, LEAST_WALL_METRES - 0.1, 18))]) == {}


def test_a_corner_building_faces_both_roads_its_own_first():
    side = street("side", (-10, 0), (-10, 90), name="계원대학로1번길", kind=RoadKind.ALLEY, carriageway=6, pavement=0)
    footprint = box(-5, 9, 20, 18)
    on_street = walls_of([planned("b", footprint, road=STREET, at=1)], [ROAD, side])["b"]
    on_alley = walls_of([planned("b", footprint, road="계원대학로1번길", at=2)], [ROAD, side])["b"]
    assert [wall.road_id for wall in on_street] == ["main", "side"]
    assert [wall.road_id for wall in on_alley] == ["side", "main"]


def test_without_an_address_the_street_counts_more_than_the_alley():
    side = street("side", (-10, 0), (-10, 90), kind=RoadKind.ALLEY, carriageway=6, pavement=0)
    walls = walls_of([planned("b", box(-5, 9, 14, 20))], [ROAD, side])["b"]
    assert [wall.road_id for wall in walls] == ["main", "side"]


def test_a_footway_along_the_street_does_not_hide_it():
    path = street("path", (-50, 6), (150, 6), kind=RoadKind.PATH, carriageway=2, pavement=0)
    (wall,) = walls_of([planned("b", box(0, 9, 20, 18))], [path, ROAD])["b"]
    assert wall.road_id == "main"


def test_a_wall_at_the_end_of_a_dead_end_faces_it():
    dead_end = street("end", (10, -60), (10, -2), kind=RoadKind.ALLEY, carriageway=6, pavement=0)
    (wall,) = walls_of([planned("b", box(4, 2, 12, 18))], [dead_end])["b"]
    assert wall.left_foot_in_district == (4, 2)


def test_a_needed_building_without_a_road_gets_its_longest_wall():
    walls = walls_of([planned("b", box(0, 400, 30, 18)), planned("c", box(0, 500, 9, 9))], needed={"b"})
    assert list(walls) == ["b"]
    (wall,) = walls["b"]
    assert (wall.road_id, wall.width_metres) == ("", 30)


def test_without_roads_nothing_is_faced():
    assert walls_of([planned("b", box(0, 9, 20, 18))], []) == {}
    assert walls_of([], []) == {}


@settings(deadline=None, max_examples=40)
@given(st.permutations(range(6)))
def test_the_order_of_buildings_does_not_matter(order):
    row = [planned(f"b{i}", box(22 * i, 9, 20, 18)) for i in range(6)]
    assert walls_of([row[i] for i in order]) == walls_of(row)


def test_a_wall_of_a_footprint_with_a_notch_is_cut_at_the_notch():
    ring = tuple(Point2(*p) for p in [(0, 9), (8, 9), (8, 12), (12, 12), (12, 9), (20, 9), (20, 27), (0, 27)])
    walls = walls_of([planned("b", ring)])["b"]
    assert {(wall.left_foot_in_district, wall.right_foot_in_district) for wall in walls} == {
        ((0, 9), (8, 9)),
        ((12, 9), (20, 9)),
        ((8, 12), (12, 12)),
    }
