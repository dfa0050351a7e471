"""The rules by which an address comes apart."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.domain.layout import HouseNumber
from district_builder.sources.address import join_addresses, parse_address, plain_name, region_of
from district_builder.sources.units import storey_of_unit, take_rooms


@pytest.mark.parametrize(
    ("unit", "storey"),
    [
        ("601", 6),
        ("112", 1),
        ("1203", 12),
        ("B102", -1),
        ("B201", -2),
        ("B02", -1),
        ("B1", -1),
        ("14", None),
        ("7", None),
    ],
)
def test_a_unit_implies_its_storey(unit: str, storey: int | None) -> None:
    assert storey_of_unit(unit) == storey


@pytest.mark.parametrize(
    "text",
    ["서울 중구 을지로1가 50", "서울 중구 충무로2가 12-1", "서울 종로구 종로5가 10", "서울 영등포구 영등포동5가 41-1"],
)
def test_a_dong_that_ends_in_ga_is_no_road(text: str) -> None:
    assert parse_address(text).road == ""


def test_a_stated_storey_wins_over_the_one_that_a_unit_implies() -> None:
    assert parse_address("경기도 의왕시 계원대학로 6, 3층 601호").storeys == (3,)


def test_a_lot_number_with_ho_is_no_unit() -> None:
    """637번지 19호 is lot 637-19, not room 19."""
    assert parse_address("경기도 의왕시 내손동 637번지 19호").units == ()


def test_a_road_address_takes_from_the_lot_address_what_it_lacks() -> None:
    joined = join_addresses(
        parse_address("경기도 의왕시 모락로 16 (오전동)"), parse_address("경기도 의왕시 오전동 108 현대프라자 107호")
    )
    assert (joined.road, joined.building_name, joined.units, joined.storeys) == ("모락로", "현대프라자", ("107",), (1,))


def test_units_of_a_lot_address_are_not_taken_where_they_contradict_the_storey() -> None:
    joined = join_addresses(
        parse_address("경기도 의왕시 원골로 6, 2층 (오전동)"),
        parse_address("경기도 의왕시 오전동 839-4 그린프라자 501호"),
    )
    assert (joined.storeys, joined.units) == ((2,), ())


def test_a_store_without_road_address_keeps_its_lot_address() -> None:
    lot = parse_address("경기도 의왕시 오전동 838-5번지")
    assert join_addresses(parse_address(""), lot) == lot


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("경기도 의왕시 계원대학로 2", "의왕시"),
        ("경기도 안양시 동안구 시민대로 180", "안양시"),
        ("서울특별시 송파구 마천로 263", "서울"),
        ("전라남도 고흥군 두원면 두원로 1173", "고흥군"),
        ("계원대학로 2", ""),
    ],
)
def test_an_address_names_its_city(text: str, region: str) -> None:
    assert region_of(parse_address(text)) == region


def test_names_compare_without_blanks_and_width() -> None:
    assert plain_name("ＧＳ 25 (의왕)") == plain_name("gs25의왕")


ROADS = st.from_regex(r"[가-힣]{2,5}(대로|로|로[1-9][0-9]{0,2}번길|[1-9]길)", fullmatch=True).filter(
    lambda road: not re.search(r"(로|길)\d*(번길|길).*(로|길)\d", road[:-2])
)


@given(
    road=ROADS, main=st.integers(1, 3000), sub=st.integers(0, 99), dong=st.sampled_from(["내손동", "삼동", "안양1동"])
)
def test_what_a_road_name_address_says_comes_back(road: str, main: int, sub: int, dong: str) -> None:
    number = HouseNumber(main=main, sub=sub)
    address = parse_address(f"경기도 의왕시 {road} {number} ({dong})")
    assert (address.road, address.number, address.dong) == (road, number, dong)


@given(storey=st.integers(1, 60), room=st.integers(1, 99))
def test_a_written_unit_comes_back_with_its_storey(storey: int, room: int) -> None:
    unit = f"{storey}{room:02d}"
    address = parse_address(f"경기도 의왕시 계원대학로 6, LG프라자 {unit}호 (내손동)")
    assert (address.units, address.storeys, address.building_name) == ((unit,), (storey,), "LG프라자")


@given(first=st.integers(101, 190), count=st.integers(1, 8))
def test_a_range_of_units_is_every_unit_in_it(first: int, count: int) -> None:
    units = take_rooms(f"{first}~{first + count}호").units
    assert units == tuple(str(unit) for unit in range(first, first + count + 1))


@given(depth=st.integers(1, 9))
def test_basements_count_downwards(depth: int) -> None:
    assert parse_address(f"경기도 의왕시 효행로 34, 지하{depth}층").storeys == (-depth,)


@given(st.text(max_size=200))
def test_no_text_breaks_the_parser_or_gives_a_storey_0(text: str) -> None:
    address = parse_address(text)
    assert 0 not in address.storeys
    assert all(-12 <= storey <= 123 for storey in address.storeys)
    assert (address.number is None) == (address.road == "")


@given(st.text(alphabet="가나다로길동층호지하B0123456789 ,~-()", max_size=120))
def test_no_heap_of_address_words_breaks_the_parser(text: str) -> None:
    address = parse_address(text)
    assert 0 not in address.storeys
    assert len(address.units) <= 120


@pytest.mark.parametrize(
    "text",
    [
        "1," * 200,
        "지하 " * 130,
        "가" * 400,
        "1호," * 130,
        "로 1" * 130,
        "(" * 400,
        "1-1-" * 100,
        "B1~" * 130,
        "동1층" * 130,
    ],
)
def test_hostile_addresses_are_taken_apart_at_once(text: str) -> None:
    started = time.process_time()
    parse_address(text)
    assert time.process_time() - started < 0.5
