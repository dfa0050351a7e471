"""places.geojson: what clients read, whatever the names in it."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from district_builder.domain.frames import LonLat
from district_builder.domain.layout import Ring
from district_builder.domain.places import WalkableArea
from district_builder.domain.plan import PlannedBuilding
from district_builder.formats.json_text import json_bytes
from district_builder.formats.places import write_places
from tests.district_builder.formats.one_house_street import FRAME, HOLE, SPAWN, SQUARE, building, store, street


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
