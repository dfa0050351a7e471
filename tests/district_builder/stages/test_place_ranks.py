"""Which walls tenants take first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.domain.frames import Point2
from district_builder.domain.layout import RoadKind
from district_builder.domain.plan import StreetWall
from district_builder.stages.place_ranks import LEAST_FRONT_WALL_METRES, WallRank, rank_walls
from tests.district_builder.stages.settle_samples import STREET, box, planned, store, street

ROADS = {
    road.road_id: road
    for road in (
        street("main", (-50, 0), (150, 0), name=STREET),
        street("side", (-10, 0), (-10, 90), name="계원대학로1번길", kind=RoadKind.ALLEY),
        street("back", (-50, 40), (150, 40), kind=RoadKind.ALLEY),
    )
}
BUILDING = planned("b", box(0, 9, 20, 18), road=STREET, at=1)


def wall(road_id, left, right):
    return StreetWall(
        building_id="b", left_foot_in_district=Point2(*left), right_foot_in_district=Point2(*right), road_id=road_id
    )


FRONT = wall("main", (3, 9), (20, 9))
CORNER = wall("main", (0, 12), (3, 9))
SIDE = wall("side", (0, 27), (0, 12))
BACK = wall("back", (20, 27), (0, 27))


def ranks(building, walls, stores=()):
    return [(one.road_id, rank) for one, rank in rank_walls(building, walls, stores, ROADS)]


@given(st.permutations([FRONT, CORNER, SIDE, BACK]))
def test_front_corner_side_and_back_in_this_order_however_they_are_given(walls):
    assert rank_walls(BUILDING, walls, [], ROADS) == (
        (FRONT, WallRank.FRONT),
        (CORNER, WallRank.CORNER),
        (SIDE, WallRank.SIDE),
        (BACK, WallRank.BACK),
    )


def test_the_street_of_the_address_is_the_front_even_where_its_wall_is_the_shorter_one():
    on_alley = planned("b", box(0, 9, 20, 18), road="계원대학로1번길", at=2)
    assert ranks(on_alley, [FRONT, SIDE]) == [("side", WallRank.FRONT), ("main", WallRank.SIDE)]


def test_where_the_building_has_no_address_its_tenants_decide():
    nameless = planned("b", box(0, 9, 20, 18))
    tenants = [
        store("a", road="계원대학로1번길", at=2),
        store("b", road="계원대학로1번길", at=2),
        store("c", road=STREET),
    ]
    assert ranks(nameless, [FRONT, SIDE], tenants)[0] == ("side", WallRank.FRONT)


def test_where_no_wall_looks_at_the_street_of_the_address_the_first_wall_is_the_front():
    stranger = planned("b", box(0, 9, 20, 18), road="먼로", at=2)
    assert ranks(stranger, [BACK, SIDE]) == [("back", WallRank.FRONT), ("side", WallRank.SIDE)]


def test_a_blank_in_the_name_does_not_make_another_street():
    spaced = planned("b", box(0, 9, 20, 18), road="계원대학로 1번길", at=2)
    assert ranks(spaced, [FRONT, SIDE])[0] == ("side", WallRank.FRONT)


@pytest.mark.parametrize(
    ("metres", "rank"), [(LEAST_FRONT_WALL_METRES, WallRank.FRONT), (LEAST_FRONT_WALL_METRES - 0.1, WallRank.CORNER)]
)
def test_a_second_wall_on_the_street_is_a_front_from_six_metres_on(metres, rank):
    second = wall("main", (30, 9), (30 + metres, 9))
    assert rank_walls(BUILDING, [FRONT, second], [], ROADS)[1] == (second, rank)


def test_the_only_wall_on_the_street_is_its_front_however_short():
    assert rank_walls(BUILDING, [CORNER, BACK], [], ROADS)[0] == (CORNER, WallRank.FRONT)


def test_a_building_without_walls_has_none_to_rank():
    assert rank_walls(BUILDING, [], [], ROADS) == ()
