"""The bundled district is what an operator would hand in: complete, consistent, invented where it must be."""

import csv
import json
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from shapely import STRtree
from shapely.geometry import LineString, Point, Polygon

from assets import DEMO_SOURCE
from district_builder.domain.categories import Category
from district_builder.domain.frames import DistrictFrame, LonLat
from district_builder.domain.layout import RoadKind
from district_builder.domain.stores import TradingStatus

Row = dict[str, str]
PAVEMENT_METRES = 4.0
ADDRESS = re.compile(
    r"경기도 의왕시 계원대학로 (\d+(?:-\d+)?), (지하)?(\d+)층 (B?\d{3})호 \(내손동(?:, ([가-힣A-Z]+))?\)"
)
PLAZAS = [*(str(number) for number in range(2, 30, 2)), "40"]
REGISTERED_STOREYS = {
    "롯데프라자": 7,
    "LG프라자": 5,
    "스카이프라자": 6,
    "대림프라자": 7,
    "계원프라자": 5,
    "우성메디칼센타": 8,
    "오남프라자": 7,
    "명성프라자": 8,
    "반도프라자": 8,
    "계원마당": 3,
}


def rows_of(path: str) -> list[Row]:
    with (DEMO_SOURCE / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def settings() -> dict[str, Any]:
    return tomllib.loads((DEMO_SOURCE / "district.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def frame(settings: dict[str, Any]) -> DistrictFrame:
    return DistrictFrame(LonLat(*settings["anchor"]))


@pytest.fixture(scope="module")
def features() -> list[dict[str, Any]]:
    text = (DEMO_SOURCE / "layout" / "street.geojson").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(text)["features"]
    return found


@pytest.fixture(scope="module")
def footprints(features: list[dict[str, Any]], frame: DistrictFrame) -> dict[str, Polygon]:
    """Building id -> outline in the district frame."""
    return {
        feature["id"]: Polygon(
            [frame.district_from_wgs84(LonLat(*place)) for place in feature["geometry"]["coordinates"][0]]
        )
        for feature in features
        if feature["geometry"]["type"] == "Polygon"
    }


@pytest.fixture(scope="module")
def roads(features: list[dict[str, Any]], frame: DistrictFrame) -> list[tuple[dict[str, Any], LineString]]:
    return [
        (
            feature["properties"],
            LineString([frame.district_from_wgs84(LonLat(*p)) for p in feature["geometry"]["coordinates"]]),
        )
        for feature in features
        if feature["geometry"]["type"] == "LineString"
    ]


@pytest.fixture(scope="module")
def main_street(roads: list[tuple[dict[str, Any], LineString]]) -> LineString:
    return next(line for road, line in roads if road.get("name") == "계원대학로")


@pytest.fixture(scope="module")
def numbered(features: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Building number -> feature."""
    return {f["properties"]["number"]: f for f in features if "number" in f["properties"]}


@pytest.fixture(scope="module")
def stores() -> list[Row]:
    return rows_of("stores/stores.csv")


@pytest.fixture(scope="module")
def menus() -> list[Row]:
    return rows_of("menus/menus.csv")


def storey_of(store: Row) -> int:
    found = ADDRESS.fullmatch(store["address"])
    assert found, store["address"]
    return -int(found[3]) if found[2] else int(found[3])


def number_of(store: Row) -> str:
    found = ADDRESS.fullmatch(store["address"])
    assert found, store["address"]
    return found[1]


def is_trading(store: Row) -> bool:
    return TradingStatus(store["status"]) is not TradingStatus.CLOSED


# ---- settings


def test_settings_name_the_district_and_say_that_it_is_an_example(settings: dict[str, Any]) -> None:
    assert settings["slug"] == "kaywon"
    assert settings["name_ko"] == "계원대학로"
    assert settings["timezone"] == "Asia/Seoul"
    assert settings["streets"] == ["계원대학로"]
    assert settings["example"] is True
    assert all(isinstance(line, str) and line for line in settings["attribution"])


def test_every_setting_has_a_korean_explanation_above_it() -> None:
    lines = (DEMO_SOURCE / "district.toml").read_text(encoding="utf-8").splitlines()
    for index, line in enumerate(lines):
        if re.match(r"(slug|timezone|anchor|streets|attribution|example) =", line):
            assert lines[index - 1].startswith("# "), line


# ---- ground plan


def test_footprints_are_valid(footprints: dict[str, Polygon]) -> None:
    assert [name for name, outline in footprints.items() if not outline.is_valid or outline.area < 20] == []


def test_outer_rings_run_counter_clockwise_as_rfc_7946_asks(footprints: dict[str, Polygon]) -> None:
    assert [name for name, outline in footprints.items() if not outline.exterior.is_ccw] == []


def test_no_two_footprints_touch(footprints: dict[str, Polygon]) -> None:
    names, outlines = list(footprints), list(footprints.values())
    pairs = STRtree(outlines).query(outlines, predicate="dwithin", distance=0.1).T
    assert [(names[a], names[b]) for a, b in pairs if a < b] == []


def test_no_footprint_stands_on_a_road_or_its_pavement(
    footprints: dict[str, Polygon], roads: list[tuple[dict[str, Any], LineString]]
) -> None:
    for road, line in roads:
        pavement = PAVEMENT_METRES if road["kind"] == RoadKind.STREET else 0.0
        band = line.buffer(road["width_m"] / 2 + pavement, cap_style="flat")
        assert [name for name, outline in footprints.items() if outline.intersects(band)] == [], road


def test_main_street_covers_numbers_two_to_sixty_six(main_street: LineString) -> None:
    assert 660 < main_street.length < 720


def test_plazas_have_the_storeys_of_the_register(features: list[dict[str, Any]]) -> None:
    found = {f["properties"].get("name"): f["properties"].get("storeys_above") for f in features}
    assert {name: found.get(name) for name in REGISTERED_STOREYS} == REGISTERED_STOREYS


def test_even_numbers_stand_on_the_right_and_odd_numbers_on_the_left(
    numbered: dict[str, dict[str, Any]], footprints: dict[str, Polygon], main_street: LineString
) -> None:
    for number, feature in numbered.items():
        middle = footprints[feature["id"]].centroid
        along = main_street.project(middle)
        before, after = main_street.interpolate(along - 1), main_street.interpolate(along + 1)
        turn = (after.x - before.x) * (middle.y - before.y) - (after.y - before.y) * (middle.x - before.x)
        assert (turn > 0) == (int(number.split("-")[0]) % 2 == 1), number


def test_numbers_times_ten_metres_is_about_the_distance_along_the_street(
    numbered: dict[str, dict[str, Any]], footprints: dict[str, Polygon], main_street: LineString
) -> None:
    for number, feature in numbered.items():
        along = main_street.project(footprints[feature["id"]].centroid)
        assert along == pytest.approx(int(number.split("-")[0]) * 10, abs=30), number


def test_side_roads_leave_where_their_number_says(
    roads: list[tuple[dict[str, Any], LineString]], main_street: LineString
) -> None:
    seen = 0
    for road, line in roads:
        if found := re.fullmatch(r"계원대학로(\d+)번길", road.get("name", "")):
            seen += 1
            assert main_street.project(Point(line.coords[0])) == pytest.approx(int(found[1]) * 10, abs=10), road
    assert seen >= 4


def test_shopping_front_is_nearly_closed_between_two_and_twenty_eight(
    numbered: dict[str, dict[str, Any]], footprints: dict[str, Polygon], main_street: LineString
) -> None:
    evens = [footprints[f["id"]] for n, f in numbered.items() if n.isdigit() and int(n) % 2 == 0 and int(n) <= 28]
    assert len(evens) == 14
    fronted = sum(
        1
        for metre in range(15, 300)
        if any(main_street.interpolate(metre).distance(outline) < 13.5 for outline in evens)
    )
    assert fronted / 285 > 0.93


def test_west_end_is_closed_on_the_odd_side_but_for_a_path_and_a_corner(
    numbered: dict[str, dict[str, Any]], footprints: dict[str, Polygon], main_street: LineString
) -> None:
    odds = [footprints[f["id"]] for n, f in numbered.items() if int(n.split("-")[0]) % 2 == 1]
    open_metres = [
        metre
        for metre in range(15, 142)
        if not any(main_street.interpolate(metre).distance(outline) < 11.5 for outline in odds)
    ]
    assert len(open_metres) <= 6


@pytest.mark.data
def test_real_places_lie_on_the_plan_within_a_few_tens_of_metres(
    shared_data: Path, frame: DistrictFrame, footprints: dict[str, Polygon], numbered: dict[str, dict[str, Any]]
) -> None:
    checked = 0
    with (shared_data / "kaywon-street" / "kaywon_daehakro_places.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if not row["lon"] or "metres" in row["coord_note"]:
                continue
            shift = 0.00289 if "too far WEST" in row["coord_note"] else 0.0
            place = Point(frame.district_from_wgs84(LonLat(float(row["lon"]) + shift, float(row["lat"]))))
            least = 50 if row["bldg_no"] in {"7", "47"} else 15  # these two are set nearer to the street than they are
            assert footprints[numbered[row["bldg_no"]]["id"]].distance(place) < least, row["bldg_no"]
            checked += 1
    assert checked > 15


# ---- stores


def test_every_store_is_marked_as_an_example(stores: list[Row]) -> None:
    assert {store["example"] for store in stores} == {"true"}


def test_ids_and_names_are_unique(stores: list[Row]) -> None:
    for column in ("id", "name"):
        assert [value for value, count in Counter(store[column] for store in stores).items() if count > 1] == []


def test_at_least_three_hundred_stores_trade_and_some_do_not(stores: list[Row]) -> None:
    states = Counter(TradingStatus(store["status"]) for store in stores)
    assert states[TradingStatus.OPEN] >= 300
    assert states[TradingStatus.CLOSED] >= 1
    assert states[TradingStatus.SUSPENDED] >= 1


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


def test_categories_are_ours_and_many(stores: list[Row]) -> None:
    assert len({Category(store["category"]) for store in stores}) >= 35


def test_telephone_numbers_ring_nowhere_and_are_unique(stores: list[Row]) -> None:
    numbers = [store["phone"] for store in stores if store["phone"]]
    assert [number for number in numbers if not re.fullmatch(r"031-000-0\d{3}", number)] == []
    assert len(set(numbers)) == len(numbers)


def test_facts_were_confirmed_over_half_a_year(stores: list[Row]) -> None:
    days = [date.fromisoformat(store["confirmed_on"]) for store in stores]
    assert {day.month for day in days} == {6, 7, 8, 9, 10, 11}
    assert {day.year for day in days} == {2026}


def test_every_store_says_its_hours_and_one_short_sentence(stores: list[Row]) -> None:
    for store in stores:
        assert re.search(r"\d{2}:\d{2}|24시간|예약제", store["hours"]), store["id"]
        assert store["description"].endswith(("다.", "요.")), store["id"]
        assert len(store["description"]) <= 60, store["id"]


def test_stores_are_filed_by_number_and_storey(stores: list[Row]) -> None:
    keys = [(*(int(n) for n in f"{number_of(s)}-0".split("-")[:2]), storey_of(s), s["id"]) for s in stores]
    assert keys == sorted(keys)


def test_no_two_stores_describe_themselves_alike(stores: list[Row]) -> None:
    said = Counter(store["description"] for store in stores)
    assert [text for text, count in said.items() if count > 1] == []


@pytest.mark.data
def test_no_name_is_that_of_a_real_store(shared_data: Path, stores: list[Row]) -> None:
    real = set(real_names(shared_data))
    assert len(real) > 500
    invented = {plain(store["name"]) for store in stores}
    assert invented & real == set()
    assert {(ours, theirs) for ours in invented for theirs in real if len(theirs) >= 4 and theirs in ours} == set()


def real_names(folder: Path) -> Iterator[str]:
    columns = ("name", "상호명", "사업장명", "요양기관명", "음식점명", "판매업소", "업체명")
    for path in sorted(folder.rglob("*.csv")):
        data = path.read_bytes()
        text = data.decode("cp949" if "cp949" in path.name else "utf-8-sig")
        for row in csv.DictReader(text.splitlines()):
            yield from (plain(row[column]) for column in columns if row.get(column))


def plain(name: str) -> str:
    return re.sub(r"[^0-9a-z가-힣]", "", name.lower())


# ---- menus and products


def test_at_least_a_hundred_stores_have_five_to_fourteen_items(menus: list[Row]) -> None:
    counts = Counter(item["store"] for item in menus)
    assert len(counts) >= 100
    assert {store: count for store, count in counts.items() if not 5 <= count <= 14} == {}


def test_menus_and_products_belong_to_stores(stores: list[Row], menus: list[Row]) -> None:
    known = {store["id"] for store in stores}
    assert {row["store"] for row in [*menus, *rows_of("menus/products.csv")]} - known == set()


def test_prices_are_whole_won_and_plausible(menus: list[Row]) -> None:
    for row in [*menus, *rows_of("menus/products.csv")]:
        assert 100 <= int(row["price"]) <= 400_000, row
        assert int(row["price"]) % 10 == 0, row


def test_every_menu_has_a_signature_item_and_no_item_twice(menus: list[Row]) -> None:
    by_store: defaultdict[str, list[Row]] = defaultdict(list)
    for item in menus:
        by_store[item["store"]].append(item)
    for store, items in by_store.items():
        names = [item["item"] for item in items]
        assert len(set(names)) == len(names), store
        if store not in {"k-016-102", "k-040-103"}:
            assert any(item["signature"] == "true" for item in items), store


def test_products_say_when_their_price_was_seen() -> None:
    for product in rows_of("menus/products.csv"):
        assert date(2026, 6, 1) <= date.fromisoformat(product["seen_on"]) <= date(2026, 11, 30), product
        assert product["maker"], product


def test_every_picture_named_exists_and_every_picture_is_named(menus: list[Row]) -> None:
    named = {item["picture"] for item in menus if item["picture"]}
    there = {path.relative_to(DEMO_SOURCE).as_posix() for path in (DEMO_SOURCE / "menus" / "pictures").glob("*.webp")}
    assert named == there
    assert len(there) >= 24


# ---- pictures


def test_menu_pictures_are_small_and_of_one_size() -> None:
    for path in sorted((DEMO_SOURCE / "menus" / "pictures").glob("*.webp")):
        assert path.stat().st_size < 24_000, path.name
        with Image.open(path) as picture:
            assert picture.size == (480, 360), path.name


def test_the_front_photo_lies_under_a_store_and_has_four_corners_in_order(stores: list[Row]) -> None:
    folders = [folder for folder in (DEMO_SOURCE / "photos").iterdir() if folder.is_dir()]
    assert folders
    for folder in folders:
        assert folder.name in {store["id"] for store in stores}
        with Image.open(folder / "front.jpg") as photo:
            assert photo.size == (1600, 1200)
        corners = json.loads((folder / "front.corners.json").read_text(encoding="utf-8"))["corners"]
        (tlx, tly), (trx, try_), (brx, bry), (blx, bly) = corners
        assert 0 < tlx < trx < 1
        assert 0 < blx < brx < 1
        assert 0 < tly < bly < 1
        assert 0 < try_ < bry < 1


def test_the_whole_folder_stays_small() -> None:
    size = sum(path.stat().st_size for path in DEMO_SOURCE.rglob("*") if path.is_file() and path.suffix != ".pyc")
    assert size < 1_500_000
