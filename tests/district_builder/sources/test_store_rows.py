"""Rows of store tables -> stores: names, categories, ids, storeys, coordinates."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.domain.categories import Category
from district_builder.domain.frames import LonLat
from district_builder.domain.notes import NoteKind
from district_builder.domain.stores import TradingStatus
from district_builder.sources.dialects import recognise
from district_builder.sources.store_reading import id_from_key, id_from_name, is_own_id
from district_builder.sources.store_rows import StoreRows, read_store_rows
from district_builder.sources.tables import Table, read_table

ANCHOR = LonLat(126.9722, 37.3795)


def table(header: str, *rows: str) -> Table:
    return Table(
        file="stores/a.csv",
        header=tuple(header.split(",")),
        rows=tuple((number, tuple(row.split(";"))) for number, row in enumerate(rows, start=2)),
    )


def read(one: Table) -> StoreRows:
    dialect = recognise(one)
    assert dialect
    return read_store_rows(one, dialect, anchor=ANCHOR)


def read_file(path: Path) -> StoreRows:
    return read(read_table(path, file=path.name))


def test_our_own_row_becomes_a_store_with_every_fact() -> None:
    rows = read(
        table(
            "id,name,branch,category,address,lon,lat,phone,hours,description,status,confirmed_on,example",
            "kof;커피집;의왕점;cafe;계원대학로 14, 201호;126.97;37.38;031-1;매일 9-18;직접 볶습니다;영업;2026-05-01;예",
        )
    )
    store = rows.readings[0].store
    assert (store.store_id, store.full_name, store.category) == ("kof", "커피집 의왕점", Category.CAFE)
    assert (store.address.road, store.address.units, store.address.storeys) == ("계원대학로", ("201",), (2,))
    assert (store.status, store.phone, store.hours_text) == (TradingStatus.OPEN, "031-1", "매일 9-18")
    assert (store.description, store.is_example, str(store.confirmed_on)) == ("직접 볶습니다", True, "2026-05-01")
    assert rows.readings[0].place == LonLat(126.97, 37.38)
    assert rows.notes == ()


def test_a_row_without_a_name_is_a_note_with_its_row() -> None:
    rows = read(table("name,address", "가게;계원대학로 1", ";계원대학로 2"))
    assert len(rows.readings) == 1
    assert [(note.kind, note.row) for note in rows.notes if note.kind is NoteKind.UNREADABLE_ROW] == [
        (NoteKind.UNREADABLE_ROW, 3)
    ]


def test_a_long_name_is_shortened_and_said_so() -> None:
    rows = read(table("name,address,category", f"{'가' * 300};계원대학로 1;카페"))
    assert len(rows.readings[0].store.name) == 140
    assert [note.kind for note in rows.notes] == [NoteKind.TEXT_SHORTENED]


@pytest.mark.parametrize("own", ["../../etc", "a b", "<script>", "x" * 65, "-a"])
def test_an_id_that_could_do_harm_is_replaced(own: str) -> None:
    rows = read(table("id,name,address,category", f"{own};가게;계원대학로 1;카페"))
    assert is_own_id(rows.readings[0].store.store_id)
    assert rows.readings[0].store.store_id != own
    assert rows.notes[0].subject == rows.readings[0].store.store_id


@given(st.permutations(["가", "나", "다", "라"]))
def test_ids_do_not_depend_on_the_order_of_rows(names: list[str]) -> None:
    rows = read(table("name,address", *(f"{name};계원대학로 1" for name in names)))
    ids = {reading.store.name: reading.store.store_id for reading in rows.readings}
    assert ids == {name: id_from_name(name, "", "계원대학로 1") for name in names}


def test_a_register_key_outlives_a_change_of_name() -> None:
    header = "관리번호,사업장명,좌표정보.x.,좌표정보.y.,도로명전체주소"
    before = read(table(header, "4030000-103-2005-00001;은-라이브;;;계원대학로 6"))
    after = read(table(header, "4030000-103-2005-00001;금-라이브;;;계원대학로 6"))
    assert before.readings[0].store.store_id == after.readings[0].store.store_id
    assert before.readings[0].store.store_id == id_from_key("LOCALDATA 인허가", "4030000-103-2005-00001")


def test_metres_in_the_coordinate_columns_are_recognised_by_their_size() -> None:
    rows = read(table("name,address,lon,lat", "벗 라이브;계원대학로 10;197490.6607494;430830.852619855"))
    place = rows.readings[0].place
    assert place
    assert abs(place.lon - 126.97246) < 0.00005
    assert abs(place.lat - 37.37955) < 0.00005
    assert rows.readings[0].is_reprojected
    assert rows.system_of_metres == "EPSG:5174"


@pytest.mark.parametrize(
    ("storey", "unit", "storeys", "units"),
    [
        ("1", "", (1,), ()),
        ("지1", "B101", (-1,), ("B101",)),
        ("지", "", (-1,), ()),
        ("2.0", "201.0", (2,), ("201",)),
        ("3층", "301호", (3,), ("301",)),
        ("", "", (4,), ("402",)),
    ],
)
def test_the_columns_for_storey_and_unit_win_over_the_address(
    storey: str, unit: str, storeys: tuple[int, ...], units: tuple[str, ...]
) -> None:
    rows = read(
        table("상가업소번호,상호명,도로명주소,층정보,호정보", f"M1;가게;의왕시 계원대학로 2, 402호;{storey};{unit}")
    )
    address = rows.readings[0].store.address
    assert address.storeys == storeys
    assert address.units == (units or ("402",))


def test_a_tenant_named_where_the_building_should_be_is_no_building() -> None:
    rows = read(table("name,address", "우리들 약국;경기도 의왕시 부곡시장길 29 우리들약국 (삼동)"))
    assert rows.readings[0].store.address.building_name == ""


def test_a_pharmacy_listed_as_a_cafe_is_doubted_and_the_name_followed() -> None:
    rows = read(table("name,category,address", "성모약국;카페;계원대학로 7"))
    assert rows.readings[0].store.category is Category.PHARMACY
    assert rows.notes[0].kind is NoteKind.CATEGORY_CONTRADICTS_NAME
    assert rows.notes[0].row == 2


@pytest.mark.data
def test_kfc_listed_as_pizza_is_noticed_in_the_real_list(shared_data: Path) -> None:
    rows = read_file(shared_data / "sbiz-format" / "anyang_stores_202606.excerpt.csv")
    doubted = {note.row for note in rows.notes if note.kind is NoteKind.CATEGORY_CONTRADICTS_NAME}
    assert doubted == {5, 7, 10, 11}
    by_name = {reading.store.name: reading.store for reading in rows.readings}
    assert by_name["KFC관양1점"].category is Category.FAST_FOOD
    assert by_name["커피빈범계역로데오점"].branch == "코리아"
    assert by_name["커피빈범계역로데오점"].address.road == "평촌대로223번길"


@pytest.mark.data
def test_the_older_generation_with_storeys_is_read(shared_data: Path) -> None:
    for path in sorted((shared_data / "sbiz-format").glob("*202212*")):
        for reading in read_file(path).readings:
            assert reading.place
            assert reading.store.address.road
            assert reading.store.category in {Category.GROCERY, Category.BAKERY, Category.KOREAN, Category.OTHER}
    seoul = read_file(next((shared_data / "sbiz-format").glob("*서울*")))
    assert seoul.readings[0].store.address.storeys == (1,)


@pytest.mark.data
def test_the_full_register_form_is_read_from_metres(shared_data: Path) -> None:
    rows = read_file(shared_data / "uiwang-open-tables" / "karaoke_uiwang.csv")
    assert len(rows.readings) == 8
    assert all(reading.place and 126.9 < reading.place.lon < 127.0 for reading in rows.readings)
    assert {reading.store.category for reading in rows.readings} == {Category.PUB}
    assert {reading.store.status for reading in rows.readings} == {TradingStatus.OPEN}
