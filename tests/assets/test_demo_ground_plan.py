"""The bundled ground plan: houses beside the street, numbered along it as Korean addresses are."""

import csv
import re
from pathlib import Path
from typing import Any

import pytest
from shapely import STRtree
from shapely.geometry import LineString, Point, Polygon

from district_builder.domain.frames import DistrictFrame, LonLat
from district_builder.domain.layout import RoadKind

PAVEMENT_METRES = 4.0
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
