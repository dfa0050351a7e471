"""A street of one house: a store at its front, one inside, two common entrances."""

from district_builder.domain.categories import Category
from district_builder.domain.frames import DistrictFrame, LonLat, Point2, Point3
from district_builder.domain.layout import HouseNumber, Origin, Ring, RoadKind, Rung
from district_builder.domain.places import Frontage, Placement, PlacementKind, View
from district_builder.domain.plan import Bay, BayUse, PlacedStreet, PlannedBuilding, PlannedRoad, StreetPlan, StreetWall
from district_builder.domain.stores import Address, Store

ANCHOR = LonLat(126.9683, 37.3852)
FRAME = DistrictFrame(ANCHOR)
SQUARE: Ring = (Point2(0, 0), Point2(20, 0), Point2(20, 12), Point2(0, 12))
HOLE: Ring = (Point2(5, 3), Point2(9, 3), Point2(9, 7), Point2(5, 7))


def store(store_id: str, name: str = "계원문구", branch: str = "") -> Store:
    return Store(
        store_id=store_id,
        name=name,
        branch=branch,
        category=Category.STATIONERY,
        address=Address(text="계원대학로 28"),
        origin=Origin(file="stores.csv", row=2),
    )


def building(footprint: Ring = SQUARE, holes: tuple[Ring, ...] = ()) -> PlannedBuilding:
    return PlannedBuilding(
        building_id="lg",
        footprint=footprint,
        holes=holes,
        name="LG프라자",
        road="계원대학로",
        number=HouseNumber(main=28, sub=3),
        storeys_above=5,
        rung=Rung.ADDRESS_RULE,
    )


FRONT = Placement(
    store_id="a",
    building_id="lg",
    kind=PlacementKind.STREET_FRONT,
    storey=1,
    unit="101호",
    frontage=Frontage(
        store_id="a",
        building_id="lg",
        storey=1,
        left_foot_in_district=Point2(0, 0),
        right_foot_in_district=Point2(6, 0),
        base_metres=0,
        height_metres=4.2,
    ),
    anchor_in_district=Point3(3, -0.1, 3.7004),
    door_in_district=Point2(5, -0.5),
    street="계원대학로",
    along_street_metres=281.23456,
)
INSIDE = Placement(
    store_id="b",
    building_id="lg",
    kind=PlacementKind.INSIDE,
    storey=-1,
    anchor_in_district=Point3(10, 0, 2),
    door_in_district=Point2(10, 0),
    is_left_side=True,
)
WALL = StreetWall(
    building_id="lg",
    left_foot_in_district=Point2(0, 0),
    right_foot_in_district=Point2(20, 0),
    road_id="r1",
    bays=(
        Bay(use=BayUse.STORE, storey=1, start_metres=0, end_metres=6, store_id="a"),
        Bay(use=BayUse.ENTRANCE, storey=1, start_metres=9, end_metres=11),
        Bay(use=BayUse.ENTRANCE, storey=2, start_metres=9, end_metres=11),
        Bay(use=BayUse.ENTRANCE, storey=1, start_metres=18, end_metres=20),
    ),
)
ROAD = PlannedRoad(
    road_id="r1",
    name="계원대학로",
    kind=RoadKind.ALLEY,
    centreline=(Point2(0, -5), Point2(60, -5)),
    carriageway_width_metres=6,
    pavement_width_metres=0,
)
SPAWN = View(
    name="start", title_ko="거리 입구", position_in_district=Point3(0, -5, 1.6), heading_degrees=90, is_spawn=True
)


def street(shape: PlannedBuilding, placements: tuple[Placement, ...] = (FRONT, INSIDE)) -> PlacedStreet:
    return PlacedStreet(plan=StreetPlan(buildings=(shape,), roads=(ROAD,)), walls=(WALL,), placements=placements)
