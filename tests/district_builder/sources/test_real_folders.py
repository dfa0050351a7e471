"""Source folders of real files: what a real street gives, and that no row of it is lost."""

import csv
import json
import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from shapely import Polygon

from district_builder.domain.districts import DistrictSource
from district_builder.domain.layout import Rung
from district_builder.domain.notes import NoteKind, Severity
from district_builder.domain.stores import Store, TradingStatus
from district_builder.sources.folder import read_folder

MakeFolder = Callable[[Mapping[str, str | bytes]], Path]
LEAVES_A_ROW_OUT = {NoteKind.UNREADABLE_ROW, NoteKind.OUTSIDE_AREA, NoteKind.DUPLICATE_STORE}


def kinds(source: DistrictSource) -> dict[NoteKind, int]:
    return dict(Counter(note.kind for note in source.notes))


def lost_rows(folder: Path, source: DistrictSource) -> list[tuple[str, int]]:
    """Rows of store tables that are neither a store nor left out by a note of their own."""
    kept = {(store.origin.file, store.origin.row) for store in source.stores}
    noted = {(note.file, note.row) for note in source.notes if note.kind in LEAVES_A_ROW_OUT}
    lost = []
    for path in sorted((folder / "stores").glob("*.csv")):
        encoding = "cp949" if ".cp949." in path.name else "utf-8-sig"
        with path.open(encoding=encoding, newline="") as lines:
            rows = list(csv.reader(lines))
        file = f"stores/{path.name}"
        lost += [(file, row) for row in range(2, len(rows) + 1) if (file, row) not in kept and (file, row) not in noted]
    return lost


def on_main(source: DistrictSource) -> dict[str, Store]:
    return {store.name: store for store in source.stores if store.address.road == "계원대학로"}


@pytest.mark.data
def test_the_target_street_is_read_with_all_its_doubts(kaywon_folder: Path) -> None:
    source = read_folder(kaywon_folder)
    assert len(source.stores) == 214
    assert len(on_main(source)) == 31
    assert len(source.lifts) == 31
    assert Counter(store.status for store in source.stores) == {
        TradingStatus.UNSTATED: 138,
        TradingStatus.OPEN: 53,
        TradingStatus.CLOSED: 20,
        TradingStatus.SUSPENDED: 3,
    }
    assert kinds(source) == {
        NoteKind.DUPLICATE_STORE: 39,
        NoteKind.CLOSED_STORE: 20,
        NoteKind.OUTSIDE_AREA: 19,
        NoteKind.SHIFTED_COORDINATES: 14,
        NoteKind.NO_POSITION: 7,
        NoteKind.MENU_WITHOUT_STORE: 3,
    }


@pytest.mark.data
def test_no_row_of_the_target_street_is_lost(kaywon_folder: Path) -> None:
    assert lost_rows(kaywon_folder, read_folder(kaywon_folder)) == []


@pytest.mark.data
def test_storeys_and_units_of_the_target_street(kaywon_folder: Path) -> None:
    stores = on_main(read_folder(kaywon_folder))
    found = {name: (stores[name].address.storeys, stores[name].address.units) for name in stores}
    assert found["명작노래연습장"] == ((6,), ("601", "602"))
    assert found["은-라이브 단란주점"] == ((5,), ("501",))
    assert found["라멘구락부"] == ((1,), ("112",))
    assert found["헌터PC 의왕직영점"] == ((5,), ("501", "502"))
    assert stores["헌터PC 의왕직영점"].address.building_name == "계원프라자"
    assert stores["에잇 픽스 클라이밍"].address.building_name == "오남프라자"


@pytest.mark.data
def test_every_source_of_one_building_agrees_after_the_correction(kaywon_folder: Path) -> None:
    """Three conversions of one register, put on one plane, meet within 30 m; before they were 256 m apart."""
    stores = on_main(read_folder(kaywon_folder))
    for one, other in (
        ("글라스스타일의왕", "롯데메디칼약국"),
        ("은-라이브 단란주점", "명작노래연습장"),
        ("Be Live 놀자!", "스카이 노래연습장"),
        ("벗 라이브", "안경마트"),
        ("데킬라라이브", "쟁반노래연습장"),
    ):
        a, b = stores[one].point, stores[other].point
        assert a
        assert b
        assert abs(a.x - b.x) < 30
        assert abs(a.y - b.y) < 30


@pytest.mark.data
def test_building_numbers_rise_eastwards_along_the_target_street(kaywon_folder: Path) -> None:
    """The ruler of the road-name address: number x 10 m, within a few tens of metres up to 28."""
    stores = on_main(read_folder(kaywon_folder)).values()
    even = {
        s.address.number.main: s.point for s in stores if s.address.number and s.point and s.address.number.main < 30
    }
    start = even[2].x - 20
    for number, point in even.items():
        if number % 2 == 0:
            assert abs(point.x - start - number * 10) < 50


@pytest.mark.data
def test_the_shift_is_undone_where_it_is_and_nowhere_else(kaywon_folder: Path) -> None:
    notes = [note for note in read_folder(kaywon_folder).notes if note.kind is NoteKind.SHIFTED_COORDINATES]
    moved = {note.file for note in notes if "동쪽으로 옮겨" in note.text}
    assert moved == {
        f"stores/{name}_uiwang.csv"
        for name in ("animalHospital", "bathHouse", "jobMating", "optician", "pcRoom", "singingRoom")
    } | {"stores/kaywon_daehakro_places.csv"}
    assert not any("pharmacyInfo" in note.file and "옮겨" in note.text for note in notes)
    assert {note.severity for note in notes} == {Severity.DOUBT, Severity.INFO}


@pytest.mark.data
def test_a_store_closed_in_one_row_and_open_in_another_is_open_once(kaywon_folder: Path) -> None:
    source = read_folder(kaywon_folder)
    glasses = [store for store in source.stores if store.name.startswith("글라스스타일")]
    assert [(store.name, store.status) for store in glasses] == [("글라스스타일의왕", TradingStatus.OPEN)]
    assert any("폐업" in n.text and "글라스스타일" in n.text for n in source.notes if n.severity is Severity.DOUBT)


@pytest.mark.data
def test_closed_stores_stay_and_say_so(kaywon_folder: Path) -> None:
    source = read_folder(kaywon_folder)
    closed = {store.store_id for store in source.stores if store.status is TradingStatus.CLOSED}
    assert {note.subject for note in source.notes if note.kind is NoteKind.CLOSED_STORE} == closed
    assert on_main(source)["러브펫동물병원"].status is TradingStatus.CLOSED


@pytest.mark.data
def test_the_same_folder_gives_the_same_source(kaywon_folder: Path) -> None:
    assert read_folder(kaywon_folder) == read_folder(kaywon_folder)


@pytest.mark.data
def test_ids_are_unique_and_every_subject_exists(kaywon_folder: Path) -> None:
    source = read_folder(kaywon_folder)
    ids = [store.store_id for store in source.stores]
    assert len(set(ids)) == len(ids)
    about = {n.subject for n in source.notes if n.subject and n.kind is not NoteKind.OUTSIDE_AREA}
    assert about <= set(ids)


@pytest.mark.data
def test_footprints_with_storeys_come_from_gangnam(gangnam_folder: Path) -> None:
    source = read_folder(gangnam_folder)
    assert (len(source.layout.buildings), len(source.layout.roads), len(source.stores)) == (1281, 384, 5)
    rungs = Counter(building.rung for building in source.layout.buildings)
    assert rungs == {Rung.FOOTPRINT_WITH_STOREYS: 358, Rung.FOOTPRINT: 923}
    assert sum(building.number is not None for building in source.layout.buildings) == 86
    assert {road.name for road in source.layout.roads} >= {"강남대로", "테헤란로", "역삼로7길"}
    assert kinds(source) == {NoteKind.ASSUMED_LAYOUT: 2}
    left_out = [int(note.text.split("것 ")[-1].split("개")[0]) for note in source.notes]
    assert sum(left_out) + len(source.layout.buildings) + len(source.layout.roads) == 1284 + 406


@pytest.mark.data
def test_every_footprint_of_gangnam_is_simple_and_counter_clockwise(gangnam_folder: Path) -> None:
    for building in read_folder(gangnam_folder).layout.buildings:
        shape = Polygon(building.footprint, building.holes)
        assert shape.is_valid
        assert shape.exterior.is_ccw
        assert building.footprint[0] != building.footprint[-1]


@pytest.mark.data
@pytest.mark.parametrize("name", ["anyang_gunpo_uiwang.csv", "anyang_gunpo_uiwang.cp949.csv"])
def test_three_cities_are_read_whole_in_both_encodings(shared_data: Path, make_folder: MakeFolder, name: str) -> None:
    folder = make_folder({f"stores/{name}": (shared_data / "gyeonggi-localdata" / name).read_bytes()})
    source = read_folder(folder)
    assert len(source.stores) == 964
    assert lost_rows(folder, source) == []
    assert {note.row for note in source.notes if note.kind is NoteKind.SHIFTED_COORDINATES} >= {3, 133, 170, 433}


@pytest.mark.data
def test_every_excerpt_of_the_39_columns_is_read_whole(shared_data: Path, make_folder: MakeFolder) -> None:
    for path in sorted((shared_data / "sbiz-format").glob("*.csv")):
        folder = make_folder({f"stores/{path.name}": path.read_bytes()})
        source = read_folder(folder)
        assert lost_rows(folder, source) == []
        shutil.rmtree(folder)


@pytest.mark.data
def test_naughty_strings_in_every_column_leave_a_readable_district(shared_data: Path, make_folder: MakeFolder) -> None:
    naughty = json.loads((shared_data / "bad-strings" / "blns.json").read_text("utf-8"))
    good = {"id": "good", "name": "좋은 가게", "address": "경기도 의왕시 계원대학로 14"}
    columns = ("name", "address", "category", "lon", "lat", "hours", "status", "id", "description", "phone")
    rows = [good, *({"name": f"가게 {i}", column: text} for column in columns for i, text in enumerate(naughty))]
    menus = [{"store": "good", "item": text, "price": text, "section": text} for text in naughty]
    source = read_folder(
        make_folder({"stores/a.json": json.dumps(rows), "menus/a.json": json.dumps(menus), "photos/x": b""})
    )
    assert any(store.store_id == "good" for store in source.stores)
    assert len({store.store_id for store in source.stores}) == len(source.stores)
    accounted = {s.origin.row for s in source.stores} | {
        n.row for n in source.notes if n.file == "stores/a.json" and n.kind in LEAVES_A_ROW_OUT
    }
    assert accounted == set(range(1, len(rows) + 1))
    for store in source.stores:
        assert "\n" not in store.name + store.description
        assert len(store.name) <= 140
