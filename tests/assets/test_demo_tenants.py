"""The bundled stores fill their buildings, storey by storey, as tenants do."""

from collections import Counter, defaultdict
from typing import Any

from shapely.geometry import Point, Polygon

from district_builder.domain.frames import DistrictFrame, LonLat
from tests.assets.demo_rows import ADDRESS, Row, is_trading, number_of, storey_of

PLAZAS = [*(str(number) for number in range(2, 30, 2)), "40"]


def test_stores_fill_every_storey_from_the_basement_to_the_eighth(stores: list[Row]) -> None:
    assert {-1, 1, 2, 3, 4, 5, 6, 7, 8} <= {storey_of(store) for store in stores}


def test_every_store_has_a_building_with_its_name_and_its_storey(
    stores: list[Row], numbered: dict[str, dict[str, Any]]
) -> None:
    for store in stores:
        found = ADDRESS.fullmatch(store["address"])
        assert found, store["address"]
        building = numbered[found[1]]["properties"]
        assert building.get("name") == found[5], store["address"]
        assert -building["storeys_below"] <= storey_of(store) <= building["storeys_above"], store["address"]


def test_units_are_unique_in_their_building_and_agree_with_the_storey(stores: list[Row]) -> None:
    units: defaultdict[str, list[str]] = defaultdict(list)
    for store in stores:
        found = ADDRESS.fullmatch(store["address"])
        assert found, store["address"]
        units[found[1]].append(found[4])
        assert found[4].removeprefix("B")[0] == found[3], store["address"]
        assert store["id"].endswith(f"-{found[4].lower()}")
    assert [number for number, rooms in units.items() if len(set(rooms)) < len(rooms)] == []


def test_every_plaza_of_the_shopping_stretch_has_three_to_six_stores_on_the_street(stores: list[Row]) -> None:
    grounds = Counter(number_of(store) for store in stores if storey_of(store) == 1)
    assert {n: grounds[str(n)] for n in range(2, 30, 2) if not 3 <= grounds[str(n)] <= 6} == {}


def test_every_upper_storey_of_the_plazas_has_two_or_three_tenants(
    stores: list[Row], numbered: dict[str, dict[str, Any]]
) -> None:
    tenants = Counter((number_of(store), storey_of(store)) for store in stores)
    for number in PLAZAS:
        for storey in range(2, numbered[number]["properties"]["storeys_above"] + 1):
            assert tenants[number, storey] in {2, 3}, (number, storey)


def test_every_basement_of_the_plazas_is_let(stores: list[Row], numbered: dict[str, dict[str, Any]]) -> None:
    let = {number_of(store) for store in stores if storey_of(store) == -1}
    assert {n for n in PLAZAS if numbered[n]["properties"]["storeys_below"]} - let == set()


def test_low_houses_of_the_odd_side_have_one_to_four_stores_on_the_street(
    stores: list[Row], numbered: dict[str, dict[str, Any]]
) -> None:
    grounds = Counter(number_of(store) for store in stores if storey_of(store) == 1 and is_trading(store))
    houses = [n for n in numbered if int(n.split("-")[0]) % 2 == 1 and int(n.split("-")[0]) <= 45]
    assert {n: grounds[n] for n in houses if n not in {"5", "7"} and not 1 <= grounds[n] <= 4} == {}
    assert grounds["5"] == 0
    assert grounds["7"] >= 6


def test_store_points_lie_in_their_own_building(
    stores: list[Row], frame: DistrictFrame, footprints: dict[str, Polygon], numbered: dict[str, dict[str, Any]]
) -> None:
    for store in stores:
        place = Point(frame.district_from_wgs84(LonLat(float(store["lon"]), float(store["lat"]))))
        assert footprints[numbered[number_of(store)]["id"]].distance(place) < 0.5, store["id"]
