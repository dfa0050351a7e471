"""Where a store is on the street of its address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.domain.frames import Point2
from district_builder.domain.plan import StreetWall
from district_builder.stages.place_streets import REACH_METRES, place_on_street, streets_of
from tests.district_builder.stages.settle_samples import STREET, box, planned, street, turned

ROAD = street("main", (-50, 0), (150, 0), name=STREET, start=200.0)
NORTH = planned("b", box(0, 9, 20, 18), road=STREET, at=1)
SOUTH = planned("b", box(0, -27, 20, 18), road=STREET, at=2)


def place(door, *, building=NORTH, walls=(), named=(STREET,), roads=(ROAD,)):
    return place_on_street(Point2(*door), building=building, walls=walls, named=named, streets=streets_of(roads))


def test_metres_are_those_of_the_door_from_the_start_of_the_street():
    assert place((5, 8.4)) == (STREET, pytest.approx(255), True)


def test_a_door_behind_the_building_counts_as_much_along_as_one_before_it():
    assert place((5, 27.6)) == place((5, 8.4))


@given(st.floats(-30, 50), st.floats(-40, 40))
def test_the_side_is_the_buildings_wherever_its_door_is(x, y):
    assert place((x, y)).is_left
    assert not place((x, y), building=SOUTH).is_left


@given(st.floats(0, 360))
def test_turning_the_whole_street_changes_nothing(degrees):
    road = street("main", *turned([(-50, 0), (150, 0)], degrees=degrees), name=STREET)
    building = planned("b", turned(box(0, 9, 20, 18), degrees=degrees))
    (door,) = turned([(5, 8.4)], degrees=degrees)
    assert place(door, building=building, roads=[road]) == (STREET, pytest.approx(55), True)


def test_a_corner_building_past_the_streets_end_keeps_its_side():
    """From the door round the corner the street's end lies on the other hand; its wall on the street decides."""
    bent = street("main", (0, 0), (40, 0), (60, -30), name=STREET)
    corner = planned("b", box(30, 9, 60, 18))
    on_street = StreetWall(
        building_id="b", left_foot_in_district=Point2(30, 9), right_foot_in_district=Point2(60, 9), road_id="main"
    )
    assert place((91, 20), building=corner, walls=(on_street,), roads=[bent]).is_left


def test_of_the_pieces_of_a_street_the_one_beside_the_door_tells_the_metres():
    pieces = [ROAD, street("next", (150, 0), (250, 0), name=STREET, start=400.0)]
    assert place((160, 8.4), building=planned("b", box(150, 9, 20, 18)), roads=pieces).along_metres == pytest.approx(
        410
    )


def test_the_streets_name_is_the_plans_even_where_the_address_has_blanks():
    assert place((5, 8.4), named=("계원 대학로",)).street == STREET


def test_a_street_that_the_plan_lacks_gives_way_to_the_next_named():
    assert place((5, 8.4), named=("", "먼로", STREET)).street == STREET
    assert place((5, 8.4), named=("먼로",)) is None


def test_a_street_too_far_off_is_not_the_one_that_is_meant():
    far = planned("b", box(0, REACH_METRES, 20, 18))
    assert place((5, REACH_METRES), building=far) is None


def test_roads_without_a_name_are_no_streets():
    assert streets_of([street("r", (0, 0), (9, 0))]) == {}
