"""From walls with bays to placements."""

import pytest

from district_builder.domain.frames import Point2
from district_builder.domain.layout import RoadKind
from district_builder.domain.notes import NoteKind
from district_builder.domain.places import PlacementKind
from district_builder.domain.plan import BayUse, StreetWall
from district_builder.stages.place_storeys import Tenant
from district_builder.stages.place_streets import streets_of
from district_builder.stages.place_tenants import placements_of, share_walls
from tests.district_builder.stages.settle_samples import STREET, box, planned, store, street

ROAD = street("main", (-50, 0), (150, 0), name=STREET, start=200.0)
PLAZA = planned("b", box(0, 9, 20, 18), road=STREET, at=6, name="LG프라자", above=5, below=1)
WALL = StreetWall(
    building_id="b", left_foot_in_district=Point2(0, 9), right_foot_in_district=Point2(20, 9), road_id="main"
)


def placed(*tenants, building=PLAZA, walls=(WALL,), roads=(ROAD,)):
    by_id = {road.road_id: road for road in roads}
    shared = share_walls(building, walls, tenants, by_id)
    placements, notes = placements_of(building, shared, tenants, by_id, streets_of(roads))
    return {one.store_id: one for one in placements}, shared, notes


def tenant(store_id, storey=1, *units):
    return Tenant(store(store_id, units=units), storey)


def test_a_ground_floor_store_has_its_own_front_sign_and_door():
    placements, (wall,), notes = placed(tenant("s", 1, "101"))
    (bay,) = [bay for bay in wall.bays if bay.store_id == "s"]
    middle = (bay.start_metres + bay.end_metres) / 2
    one = placements["s"]
    assert one.kind is PlacementKind.STREET_FRONT
    assert one.frontage.left_foot_in_district == pytest.approx((bay.start_metres, 9))
    assert one.frontage.right_foot_in_district == pytest.approx((bay.end_metres, 9))
    assert (one.frontage.base_metres, one.frontage.height_metres) == (0.0, PLAZA.ground_storey_metres)
    assert one.anchor_in_district == pytest.approx((middle, 9, 0.8 * 4.2))
    assert one.door_in_district == pytest.approx((middle, 8.4))
    assert notes == []


def test_a_door_lies_on_the_street_with_its_distance_and_side():
    one = placed(tenant("s"))[0]["s"]
    assert one.street == STREET
    assert one.along_street_metres == pytest.approx(200 + 50 + one.door_in_district.x, abs=0.01)
    assert one.is_left_side


def test_an_upper_tenant_shows_windows_on_its_storey_and_is_entered_from_the_entrance():
    placements, (wall,), _ = placed(tenant("up", 3, "301"), tenant("ground"))
    (entrance,) = [bay for bay in wall.bays if bay.use is BayUse.ENTRANCE]
    one = placements["up"]
    assert one.kind is PlacementKind.UPPER
    assert one.frontage.base_metres == pytest.approx(4.2 + 3.3)
    assert one.frontage.height_metres == pytest.approx(3.3)
    assert one.anchor_in_district.z == pytest.approx(4.2 + 3.3 + 1.65)
    assert one.door_in_district == pytest.approx(((entrance.start_metres + entrance.end_metres) / 2, 8.4))
    assert one.unit == "301"


def test_a_basement_tenant_has_a_stair_sign_at_the_entrance():
    placements, (wall,), _ = placed(tenant("down", -1, "B101"))
    (entrance,) = [bay for bay in wall.bays if bay.use is BayUse.ENTRANCE]
    one = placements["down"]
    assert (one.kind, one.frontage) == (PlacementKind.BASEMENT, None)
    assert one.anchor_in_district == pytest.approx(((entrance.start_metres + entrance.end_metres) / 2, 9, 2.4))


def test_a_ground_floor_store_without_a_wall_is_on_the_tenant_board_only():
    crowd = [tenant(f"s{index}", 1, f"1{index:02}") for index in range(9)]
    placements, (wall,), notes = placed(*crowd)
    inside = [one for one in placements.values() if one.kind is PlacementKind.INSIDE]
    shown = {bay.store_id for bay in wall.bays if bay.store_id}
    assert len(placements) == 9
    assert {one.store_id for one in inside} == set(placements) - shown
    assert [note.subject for note in notes] == sorted(one.store_id for one in inside)
    assert {note.kind for note in notes} == {NoteKind.NARROW_FRONTAGE}
    assert all(one.frontage is None and one.anchor_in_district.z == 1.6 for one in inside)


def test_a_one_storey_building_without_stairs_is_entered_in_the_middle():
    hut = planned("b", box(0, 9, 20, 18), above=1)
    crowd = [tenant(f"s{index}") for index in range(9)]
    placements, (wall,), _ = placed(*crowd, building=hut)
    assert not any(bay.use is BayUse.ENTRANCE for bay in wall.bays)
    inside = [one for one in placements.values() if one.kind is PlacementKind.INSIDE]
    assert inside
    assert all(one.door_in_district == pytest.approx((10, 8.4)) for one in inside)


def test_a_street_that_is_not_in_the_plan_is_named_all_the_same():
    lonely = StreetWall(
        building_id="b", left_foot_in_district=Point2(0, 9), right_foot_in_district=Point2(20, 9), road_id=""
    )
    one = placed(tenant("s"), walls=(lonely,), roads=())[0]["s"]
    assert (one.street, one.along_street_metres, one.is_left_side) == (STREET, 0.0, False)


BACK = StreetWall(
    building_id="b", left_foot_in_district=Point2(20, 27), right_foot_in_district=Point2(0, 27), road_id="back"
)
ALLEY = street("back", (-50, 33), (150, 33), kind=RoadKind.ALLEY, carriageway=5, pavement=0)


def test_a_store_at_the_back_is_told_by_the_street_of_its_address():
    crowd = [tenant(f"s{index}", 1, f"1{index:02}") for index in range(6)]
    placements, (front, back), notes = placed(*crowd, walls=(BACK, WALL), roads=(ROAD, ALLEY))
    assert (front.road_id, back.road_id) == ("main", "back")
    assert notes == []
    behind = [one for one in placements.values() if one.door_in_district.y > 27]
    assert [one.store_id for one in behind] == ["s5"]
    (one,) = behind
    assert (one.street, one.is_left_side) == (STREET, True)
    assert one.along_street_metres == pytest.approx(200 + 50 + one.door_in_district.x, abs=0.01)


def test_a_building_without_an_address_is_told_by_the_road_before_the_door():
    nameless = planned("b", box(0, 9, 20, 18), above=2)
    one = placed(tenant("s"), building=nameless, walls=(BACK,), roads=(ROAD, ALLEY))[0]["s"]
    assert one.street == ""
    assert (one.along_street_metres, one.is_left_side) == (pytest.approx(50 + one.door_in_district.x, abs=0.01), False)


def test_too_many_upper_tenants_are_upper_all_the_same():
    crowd = [tenant(f"s{index:02}", 2, f"2{index:02}") for index in range(14)]
    placements, _, notes = placed(*crowd)
    assert {one.kind for one in placements.values()} == {PlacementKind.UPPER}
    assert any(one.frontage is None for one in placements.values())
    assert notes == []
