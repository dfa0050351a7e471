"""places.geojson and scene.json: what clients read, whatever the names in them."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.domain.categories import Category
from district_builder.domain.districts import District
from district_builder.domain.frames import DistrictFrame, LonLat, Point2, Point3
from district_builder.domain.layout import HouseNumber, Origin, Ring, RoadKind, Rung
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.places import Frontage, Placement, PlacementKind, View, WalkableArea
from district_builder.domain.plan import (
    Bay,
    BayUse,
    PlacedStreet,
    PlannedBuilding,
    PlannedRoad,
    StreetPlan,
    StreetWall,
)
from district_builder.domain.stores import Address, Store
from district_builder.formats.json_text import json_bytes
from district_builder.formats.places import write_places
from district_builder.formats.scene_json import Budget, Light, SceneCounts, StoreCost, write_scene_json

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


def written(
    shape: PlannedBuilding | None = None, name: str = "계원문구", walkable: tuple = ((SQUARE, (HOLE,)),)
) -> dict:
    content = write_places(
        frame=FRAME,
        stores={"a": store("a", name, "본점"), "b": store("b")},
        street=street(shape or building()),
        walkable=WalkableArea(polygons=walkable),
        views=[SPAWN],
        photographed={"b"},
    )
    return json.loads(content)


def features(document: dict, kind: str) -> list[dict]:
    return [feature for feature in document["features"] if feature["properties"]["kind"] == kind]


def signed_area(ring: list[list[float]]) -> float:
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring))


def test_a_store_has_all_that_the_contract_names() -> None:
    first, second = features(written(), "store")
    assert first["id"] == "store/a"
    lon, lat, height = first["geometry"]["coordinates"]
    assert FRAME.district_from_wgs84(LonLat(lon, lat)) == pytest.approx((3, -0.1), abs=0.001)
    assert height == 3.7
    left, right = first["properties"].pop("frontage")
    door = first["properties"].pop("door")
    assert FRAME.district_from_wgs84(LonLat(*left)) == pytest.approx((0, 0), abs=0.001)
    assert FRAME.district_from_wgs84(LonLat(*right)) == pytest.approx((6, 0), abs=0.001)
    assert FRAME.district_from_wgs84(LonLat(*door)) == pytest.approx((5, -0.5), abs=0.001)
    assert first["properties"] == {
        "kind": "store",
        "store_id": "a",
        "name": "계원문구 본점",
        "category": "stationery",
        "storey": 1,
        "unit": "101호",
        "building_id": "lg",
        "placement": "street_front",
        "street": "계원대학로",
        "along_street_metres": 281.235,
        "side": "right",
        "is_illustration": True,
    }
    assert second["properties"]["frontage"] is None
    assert (second["properties"]["side"], second["properties"]["storey"]) == ("left", -1)
    assert second["properties"]["is_illustration"] is False


def test_buildings_roads_and_views_say_what_they_are() -> None:
    document = written()
    (house,), (road,), (view,) = (features(document, kind) for kind in ("building", "road", "view"))
    assert house["properties"] == {
        "kind": "building",
        "building_id": "lg",
        "name": "LG프라자",
        "number": "28-3",
        "road": "계원대학로",
        "storeys": 5,
        "height_metres": 17.4,
        "rung": 3,
    }
    assert road["properties"] == {"kind": "road", "name": "계원대학로", "road_kind": "alley"}
    assert road["geometry"]["type"] == "LineString"
    assert view["properties"]["title"] == "거리 입구"
    assert view["properties"]["is_spawn"] is True
    assert view["geometry"]["coordinates"][2] == 1.6


def test_common_entrances_of_the_ground_floor_are_points_in_the_middle_of_their_bays() -> None:
    entrances = features(written(), "entrance")
    assert [entrance["id"] for entrance in entrances] == ["entrance/lg/1", "entrance/lg/2"]
    places = [FRAME.district_from_wgs84(LonLat(*entrance["geometry"]["coordinates"][:2])) for entrance in entrances]
    assert places[0] == pytest.approx((10, 0), abs=0.001)
    assert places[1] == pytest.approx((19, 0), abs=0.001)


@pytest.mark.parametrize("outer", [SQUARE, SQUARE[::-1]])
@pytest.mark.parametrize("hole", [HOLE, HOLE[::-1]])
def test_rings_follow_the_right_hand_rule_and_are_closed(outer: Ring, hole: Ring) -> None:
    document = written(building(outer, (hole,)), walkable=((outer, (hole,)),))
    (house,), (ground,) = features(document, "building"), features(document, "walkable")
    for shell, inner in (house["geometry"]["coordinates"], ground["geometry"]["coordinates"][0]):
        assert shell[0] == shell[-1]
        assert inner[0] == inner[-1]
        assert signed_area(shell) > 0 > signed_area(inner)
    assert (house["geometry"]["type"], ground["geometry"]["type"]) == ("Polygon", "MultiPolygon")


def test_ids_are_stable_and_unique_and_there_is_no_crs() -> None:
    document = written()
    ids = [feature["id"] for feature in document["features"]]
    assert len(set(ids)) == len(ids)
    assert ids == [feature["id"] for feature in written()["features"]]
    assert set(document) == {"type", "features"}


def test_a_placed_store_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(KeyError, match="b"):
        write_places(
            frame=FRAME,
            stores={"a": store("a")},
            street=street(building()),
            walkable=WalkableArea(polygons=()),
            views=[],
            photographed=set(),
        )


@pytest.mark.data
def test_naughty_names_come_back_as_they_went_and_close_no_script(shared_data: Path) -> None:
    names = [
        line
        for file in sorted((shared_data / "bad-strings").glob("*.txt"))
        for line in file.read_text("utf-8").split("\n")
    ]
    assert len(names) > 400
    content = json_bytes(names)
    assert json.loads(content) == names
    assert b"<" not in content
    for name in names[::40]:
        assert features(written(name=name), "store")[0]["properties"]["name"] == f"{name} 본점".strip()


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_json_comes_back_as_it_went(document: object) -> None:
    assert json.loads(json_bytes(document)) == document


def test_half_a_surrogate_pair_does_not_break_the_file() -> None:
    assert json.loads(json_bytes(["가\ud83d게"])) == ["가?게"]
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_bytes([float("nan")])


def test_scene_json_says_what_was_built_and_doubted() -> None:
    note = BuildNote(
        kind=NoteKind.BAD_PHOTO,
        severity=Severity.PROBLEM,
        text="사진 파일이 손상되어 읽을 수 없습니다.",
        remedy="원본 사진을 다시 올려 주세요.",
        subject="a",
        file="photos/a/front.jpg",
    )
    cost = StoreCost(
        proxy_bytes=900, standard_bytes=31_000, near_bytes=90_000, near_triangles=4_800, textures_bytes=22_000
    )
    scene = json.loads(
        write_scene_json(
            build_id="0123456789abcdef0123",
            district=District(
                slug="kaywon", name_ko="계원대학로", anchor=ANCHOR, attribution=("© OpenStreetMap contributors",)
            ),
            counts=SceneCounts(stores=3, placed=2, buildings=1, tiles=4, triangles=20_000),
            buildings=[building()],
            light=Light(sun_azimuth_degrees=140, sun_elevation_degrees=35),
            costs={"b": cost, "a": cost},
            budgets=[
                Budget(name="near_bytes", limit=120_000, worst=90_000),
                Budget(name="proxy_bytes", limit=800, worst=900),
            ],
            notes=[note],
        )
    )
    assert scene == {
        "format": "golmok-scene-1",
        "build_id": "0123456789abcdef0123",
        "district": {
            "slug": "kaywon",
            "name_ko": "계원대학로",
            "name_en": "",
            "anchor": [126.9683, 37.3852],
            "timezone": "Asia/Seoul",
            "is_example": False,
        },
        "counts": {"stores": 3, "placed": 2, "buildings": 1, "tiles": 4, "triangles": 20_000},
        "rungs": {"1": 0, "2": 0, "3": 1},
        "light": {"sun_azimuth_degrees": 140, "sun_elevation_degrees": 35},
        "costs": {
            store_id: {
                "proxy_bytes": 900,
                "standard_bytes": 31_000,
                "near_bytes": 90_000,
                "near_triangles": 4_800,
                "textures_bytes": 22_000,
            }
            for store_id in ("a", "b")
        },
        "budgets": [
            {"name": "near_bytes", "limit": 120_000, "worst": 90_000, "met": True},
            {"name": "proxy_bytes", "limit": 800, "worst": 900, "met": False},
        ],
        "notes": [
            {
                "kind": "bad_photo",
                "severity": "problem",
                "text": "사진 파일이 손상되어 읽을 수 없습니다.",
                "remedy": "원본 사진을 다시 올려 주세요.",
                "subject": "a",
                "file": "photos/a/front.jpg",
                "row": None,
            }
        ],
        "attribution": ["© OpenStreetMap contributors"],
    }
    assert list(scene["costs"]) == ["a", "b"]
