"""What is known of the real places must come out of their open data: address rule, coordinate shift, footprints."""

from collections import Counter

import pytest
import shapely

from district_builder.domain.layout import Rung
from district_builder.domain.notes import NoteKind
from district_builder.domain.places import PlacementKind
from tests.end_to_end.built import Built, unexplained_rows
from tests.end_to_end.real_folders import GANGNAM_REGISTER, KAYWON_PLACES

pytestmark = pytest.mark.data
STORE_TABLES_OF_UIWANG = (  # the others list lifts, prices and administrative areas
    *("accom", "animalHospital", "bathHouse", "gasStation", "hospitalInfo", "jobMating", "karaoke", "optician"),
    *("pcRoom", "pharmacyInfo", "postnatal", "restaurant", "singingRoom"),
)
SHIFT_METRES = 256.0


def test_no_row_of_sixteen_open_tables_is_lost_without_a_word(kaywon: Built) -> None:
    tables = [KAYWON_PLACES, *(f"stores/{name}_uiwang.csv" for name in STORE_TABLES_OF_UIWANG)]
    assert {table: rows for table in tables if (rows := unexplained_rows(kaywon, table))} == {}


def test_a_street_without_a_map_stands_on_the_address_rule(kaywon: Built) -> None:
    assert kaywon.scene["rungs"] == {"1": 0, "2": 0, "3": len(kaywon.of_kind("building"))}
    numbers = {int(f["properties"]["number"]) for f in kaywon.of_kind("building") if f["properties"]["number"]}
    assert {2, 4, 6, 8, 10, 12, 14, 20, 22, 28, 40} <= numbers
    assert any(note.kind is NoteKind.ASSUMED_LAYOUT for note in kaywon.built.notes)


def test_odd_numbers_stand_left_and_even_ones_right_of_the_street(kaywon: Built) -> None:
    stores = [f["properties"] for f in kaywon.of_kind("store") if f["properties"]["street"] == "계원대학로"]
    numbers = {f["properties"]["building_id"]: f["properties"]["number"] for f in kaywon.of_kind("building")}
    sides = {(int(numbers[store["building_id"]].split("-")[0]) % 2, store["side"]) for store in stores}
    assert sides <= {(1, "left"), (0, "right")}
    assert len(stores) > 20


def test_the_shift_of_256_metres_is_undone_and_told(kaywon: Built) -> None:
    shifts = [note for note in kaywon.built.notes if note.kind is NoteKind.SHIFTED_COORDINATES]
    assert any(note.file == "stores/optician_uiwang.csv" and "256 m" in note.text for note in shifts)
    optician = next(store for store in kaywon.source.stores if store.name == "안경마트")
    pharmacy = next(store for store in kaywon.source.stores if store.name == "롯데메디칼약국")  # its table was right
    assert optician.point is not None
    assert pharmacy.point is not None
    assert 0 < optician.point.x - pharmacy.point.x < SHIFT_METRES / 2  # number 10 lies east of number 2


def test_a_unit_above_the_top_storey_is_noted_with_its_row(kaywon: Built) -> None:
    [note] = [note for note in kaywon.built.notes if note.kind is NoteKind.UNIT_ABOVE_TOP]
    assert "LG프라자" in note.text
    assert (note.file, note.row) == (KAYWON_PLACES, 7)
    [placement] = [place for place in kaywon.built.placements if place.store_id == note.subject]
    assert placement.storey == 5


def test_closed_stores_of_the_street_are_not_shown(kaywon: Built) -> None:
    shown = {feature["properties"]["name"] for feature in kaywon.of_kind("store")}
    assert shown.isdisjoint({"러브펫동물병원", "탑 안경", "153안경콘텍트"})
    assert {"펫가든 의왕점동물병원", "라멘구락부", "에잇 픽스 클라이밍"} <= shown


def test_upper_tenants_are_upstairs(kaywon: Built) -> None:
    storeys = {
        f["properties"]["name"]: (f["properties"]["storey"], f["properties"]["placement"])
        for f in kaywon.of_kind("store")
    }
    assert storeys["명성 사우나"] == (8, PlacementKind.UPPER)
    assert storeys["에잇 픽스 클라이밍"] == (6, PlacementKind.UPPER)
    assert storeys["라멘구락부"][0] == 1


def test_no_row_of_a_register_over_gangnam_is_lost_without_a_word(gangnam: Built) -> None:
    assert len(gangnam.source.stores) == 150
    assert unexplained_rows(gangnam, GANGNAM_REGISTER) == []


def test_footprints_use_the_first_two_rungs(gangnam: Built) -> None:
    rungs = Counter(feature["properties"]["rung"] for feature in gangnam.of_kind("building"))
    assert rungs[Rung.FOOTPRINT_WITH_STOREYS] > 10
    assert rungs[Rung.FOOTPRINT] > 10
    assert rungs[Rung.ADDRESS_RULE] == 0


def test_storeys_follow_the_register_and_rooms_the_addresses(gangnam: Built) -> None:
    """Every store of the invented register has a point inside its building and a storey that the building has."""
    said = {store.store_id: store.address.storeys[0] for store in gangnam.source.stores}
    storeys = {place.store_id: place.storey for place in gangnam.built.placements}
    assert storeys == {store_id: said[store_id] for store_id in storeys}


def test_points_and_buildings_agree(gangnam: Built) -> None:
    outlines = {f["properties"]["building_id"]: gangnam.metres(f["geometry"]) for f in gangnam.of_kind("building")}
    points = {store.store_id: store.point for store in gangnam.source.stores}
    far = [
        place.store_id
        for place in gangnam.built.placements
        if (point := points[place.store_id]) and outlines[place.building_id].distance(shapely.Point(*point)) > 1.0
    ]
    assert far == []
