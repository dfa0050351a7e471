"""Buildings for addresses that no footprint answers to."""

from district_builder.domain.districts import District
from district_builder.domain.layout import Rung
from district_builder.geometry.outlines import polygon_of
from district_builder.stages.settle_addresses import lay_address_buildings
from district_builder.stages.settle_roads import Course
from district_builder.stages.settle_streets import StreetFinder
from tests.district_builder.stages.settle_samples import ANCHOR, STREET, box, building, number, street

ROAD = street("w1", (0, 0), (400, 0), name=STREET)
ALLEY = f"{STREET}8번길"


def lay(missing, *, buildings=(), known=(ROAD,)):
    finder = StreetFinder(
        district=District(slug="d", name_ko="보기", anchor=ANCHOR, streets=(STREET,)),
        known=[Course(road, None) for road in known],
        witnesses={},
        needed={road: [one.main for one in numbers] for road, numbers in missing.items()},
        main_street=STREET,
        is_unmapped=not known,
    )
    return lay_address_buildings(missing, finder, buildings=buildings, roads=known)


def numbers(*texts):
    return tuple(number(text) for text in texts)


def test_each_missing_number_gets_a_building_of_the_third_rung():
    address = lay({STREET: numbers(2, "28-3", 7)})
    assert [(one.road, str(one.number), one.rung) for one in address.buildings] == [
        (STREET, "2", Rung.ADDRESS_RULE),
        (STREET, "7", Rung.ADDRESS_RULE),
        (STREET, "28-3", Rung.ADDRESS_RULE),
    ]
    assert address.roads == ()


def test_the_id_of_a_building_names_its_address_and_so_never_changes():
    alone = lay({STREET: numbers(6)}).buildings[0]
    among = [one for one in lay({STREET: numbers(2, 4, 6, 8)}).buildings if one.number == number(6)]
    assert alone.building_id == among[0].building_id == f"address:{STREET} 6"


def test_an_assumed_road_is_handed_over_too():
    address = lay({STREET: numbers(2, 4)}, known=())
    assert [road.name for road in address.roads] == [STREET]


def test_numbers_far_beyond_the_end_of_a_centreline_are_reported_not_laid():
    address = lay({STREET: numbers(2, 46, 90)})
    assert [str(one.number) for one in address.buildings] == ["2", "46"]
    assert address.out_of_reach == (f"{STREET} 90",)


def test_numbers_without_room_are_reported():
    address = lay({STREET: numbers(2, 3)}, buildings=[building("mall", box(-200, -70, 900, 61))])
    assert [str(one.number) for one in address.buildings] == ["3"]
    assert address.crowded == (f"{STREET} 2",)


def test_a_road_that_cannot_be_found_gets_no_buildings():
    address = lay({"모르는로": numbers(2)})
    assert address.buildings == ()


def test_the_lots_of_a_branch_give_way_to_those_of_its_parent():
    address = lay({ALLEY: numbers(1, 2, 5), STREET: numbers(2, 4, 6, 8, 10, 12)})
    shapes = [polygon_of(one.footprint) for one in address.buildings]
    assert {one.road for one in address.buildings} == {STREET, ALLEY}
    assert len(shapes) == 9
    assert all(a.intersection(b).area < 1e-6 for i, a in enumerate(shapes) for b in shapes[:i])
    (alley,) = address.roads
    corridor = polygon_of(box(alley.centreline[0].x - 3, -200, 6, 200))
    assert all(corridor.intersection(shape).area < 1e-6 for shape in shapes)
