"""Addresses as Korean registers write them, taken apart."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.domain.layout import HouseNumber
from district_builder.sources.address import join_addresses, parse_address, plain_name, region_of
from district_builder.sources.units import storey_of_unit, take_rooms

REAL = [
    (
        "경기도 의왕시 계원대학로 2, 102호 (내손동, 롯데프라자)",
        "계원대학로",
        "2",
        (1,),
        ("102",),
        "롯데프라자",
        "내손동",
    ),
    (
        "경기도 의왕시 계원대학로 2, 롯데프라자 102호 (내손동)",
        "계원대학로",
        "2",
        (1,),
        ("102",),
        "롯데프라자",
        "내손동",
    ),
    ("경기도 의왕시 계원대학로 2 1층 (내손동, 롯데프라자)", "계원대학로", "2", (1,), (), "롯데프라자", "내손동"),
    ("경기도 의왕시 계원대학로 4 (내손동)", "계원대학로", "4", (), (), "", "내손동"),
    ("경기도 의왕시 계원대학로 6, 601,602호 (내손동)", "계원대학로", "6", (6,), ("601", "602"), "", "내손동"),
    ("경기도 의왕시 계원대학로 6 (내손동,LG프라자 501호)", "계원대학로", "6", (5,), ("501",), "LG프라자", "내손동"),
    ("경기도 의왕시 계원대학로 7, 롯데마트 (내손동)", "계원대학로", "7", (), (), "롯데마트", "내손동"),
    ("경기도 의왕시 계원대학로 7 (내손동, 롯데마트내)", "계원대학로", "7", (), (), "롯데마트", "내손동"),
    (
        "경기도 의왕시 계원대학로 8, 2층 201호 (내손동, 스카이프라자)",
        "계원대학로",
        "8",
        (2,),
        ("201",),
        "스카이프라자",
        "내손동",
    ),
    (
        "경기도 의왕시 계원대학로 10, 502,503호 (내손동, 대림프라자)",
        "계원대학로",
        "10",
        (5,),
        ("502", "503"),
        "대림프라자",
        "내손동",
    ),
    (
        "경기도 의왕시 계원대학로 14, 계원프라자 501, 502호 (내손동)",
        "계원대학로",
        "14",
        (5,),
        ("501", "502"),
        "계원프라자",
        "내손동",
    ),
    ("경기 의왕시 계원대학로 22 오남프라자 6층", "계원대학로", "22", (6,), (), "오남프라자", ""),
    ("경기 의왕시 계원대학로 28 명성프라자 1층 112호", "계원대학로", "28", (1,), ("112",), "명성프라자", ""),
    ("경기도 의왕시 계원대학로 28, 명성프라자 8층 (내손동)", "계원대학로", "28", (8,), (), "명성프라자", "내손동"),
    ("경기도 의왕시 계원대학로 47, 3층 (내손동, 계원마당)", "계원대학로", "47", (3,), (), "계원마당", "내손동"),
    ("경기도 의왕시 내손동 746번지 롯데프라자 102호", "", "", (1,), ("102",), "롯데프라자", "내손동"),
    ("경기도 의왕시 내손동 746-2 601,602", "", "", (6,), ("601", "602"), "", "내손동"),
    ("경기도 의왕시 내손동 757번지 4호 반도프라자 302호", "", "", (3,), ("302",), "반도프라자", "내손동"),
    ("경기도 의왕시 내손동 746-2   번지 LG프라자 102호", "", "", (1,), ("102",), "LG프라자", "내손동"),
    ("경기도 의왕시 내손동 748번지 대림프라자 502,503", "", "", (5,), ("502", "503"), "대림프라자", "내손동"),
    ("경기도 의왕시 오전동 838-5번지 102호", "", "", (1,), ("102",), "", "오전동"),
    ("경기도 의왕시 오전동 108번지 현대프라자 지하101호", "", "", (-1,), ("B101",), "현대프라자", "오전동"),
    ("경기도 의왕시 내손동", "", "", (), (), "", "내손동"),
    (
        "경기도 의왕시 모락로 16, 지하층 101호 (오전동, 현대프라자)",
        "모락로",
        "16",
        (-1,),
        ("101",),
        "현대프라자",
        "오전동",
    ),
    ("경기도 의왕시 모락로 16, B01호 (오전동, 현대프라자)", "모락로", "16", (-1,), ("B01",), "현대프라자", "오전동"),
    ("경기도 의왕시 모락로 16, 현대프라자 501,6층 (오전동)", "모락로", "16", (6,), ("501",), "현대프라자", "오전동"),
    ("경기도 의왕시 보식골로 5, 지층 (오전동)", "보식골로", "5", (-1,), (), "", "오전동"),
    ("경기도 의왕시 포일로 26, 지하6호 (내손동)", "포일로", "26", (-1,), ("B6",), "", "내손동"),
    (
        "경기도 의왕시 안양판교로 211, B02호 (청계동, 세종메디컬프라자)",
        "안양판교로",
        "211",
        (-1,),
        ("B02",),
        "세종메디컬프라자",
        "청계동",
    ),
    ("경기도 의왕시 청계동 991번지 세종메디컬프라자 지하 B02호", "", "", (-1,), ("B02",), "세종메디컬프라자", "청계동"),
    ("경기도 의왕시 효행로 34, 지하1층 (오전동)", "효행로", "34", (-1,), (), "", "오전동"),
    ("경기도 의왕시 철도박물관로 71, 지층 (삼동, 벽강빌딩)", "철도박물관로", "71", (-1,), (), "벽강빌딩", "삼동"),
    ("경기도 의왕시 철도박물관로 81 (삼동,외 3필지)", "철도박물관로", "81", (), (), "", "삼동"),
    ("경기도 의왕시 내손중앙로 4 G층 119호 (내손동)", "내손중앙로", "4", (1,), ("119",), "", "내손동"),
    (
        "경기도 의왕시 내손중앙로 4, 벨포레스퀘어 G109,110호 (내손동)",
        "내손중앙로",
        "4",
        (1,),
        ("G109", "G110"),
        "벨포레스퀘어",
        "내손동",
    ),
    (
        "경기도 의왕시 안양판교로 100, 311동 106호 (포일동, 인덕원 푸르지오 엘센트로)",
        "안양판교로",
        "100",
        (1,),
        ("106",),
        "인덕원 푸르지오 엘센트로",
        "포일동",
    ),
    ("경기도 의왕시 봇들1로 11, 1동 203호 (포일동)", "봇들1로", "11", (2,), ("203",), "", "포일동"),
    (
        "경기도 의왕시 경수대로391번길 14-12 2-4층 (오전동, bk빌딩)",
        "경수대로391번길",
        "14-12",
        (2, 3, 4),
        (),
        "bk빌딩",
        "오전동",
    ),
    ("경기도 의왕시 포일로 43 402-1호 (내손동, 대림프라자)", "포일로", "43", (4,), ("402-1",), "대림프라자", "내손동"),
    (
        "경기도 의왕시 안양판교로 103, 포레스타타워 101-2호 (포일동)",
        "안양판교로",
        "103",
        (1,),
        ("101-2",),
        "포레스타타워",
        "포일동",
    ),
    ("경기도 의왕시 백운로 584(청계동)", "백운로", "584", (), (), "", "청계동"),
    ("경기도 의왕시 안양판교로128 (포일동)", "안양판교로", "128", (), (), "", "포일동"),
    ("경기도 의왕시 오전로24(의왕휴게소 의왕방향)", "오전로", "24", (), (), "의왕휴게소 의왕방향", ""),
    ("경기도 의왕시 효행로 5, 오봉빌딩 1층층 (고천동)", "효행로", "5", (1,), (), "오봉빌딩", "고천동"),
    ("경기도 의왕시 포일로 11, 내손동 2층 (내손동)", "포일로", "11", (2,), (), "", "내손동"),
    (
        "경기도 의왕시 백운중앙로 46, 1층 14호 (학의동, 효성해링턴플레이스 1단지)",
        "백운중앙로",
        "46",
        (1,),
        ("14",),
        "효성해링턴플레이스 1단지",
        "학의동",
    ),
    (
        "경기도 의왕시 바라산로 1, 롯데프리미엄아울렛 타임빌라스 1층 (학의동)",
        "바라산로",
        "1",
        (1,),
        (),
        "롯데프리미엄아울렛 타임빌라스",
        "학의동",
    ),
    ("경기도 의왕시 청계동 990번지 19통1반 아튼빌 1003동 1002호", "", "", (10,), ("1002",), "아튼빌", "청계동"),
    (
        "경기도 군포시 송부로291번안길 3-33 106호 (부곡동, 의왕프라자)",
        "송부로291번안길",
        "3-33",
        (1,),
        ("106",),
        "의왕프라자",
        "부곡동",
    ),
    (
        "경기도 안양시 만안구 안양로 지하 301 (안양동, 중앙지하상가)",
        "안양로",
        "301",
        (-1,),
        (),
        "중앙지하상가",
        "안양동",
    ),
    (
        "경기도 안양시 만안구 만안로 지하 231 (안양동, 안양역지하도상가쇼핑몰 D-8호)",
        "만안로",
        "231",
        (-1,),
        ("D8",),
        "안양역지하도상가쇼핑몰",
        "안양동",
    ),
    (
        "경기도 안양시 동안구 시민대로 214 (호계동, 다운타운 9층, 10층)",
        "시민대로",
        "214",
        (9, 10),
        (),
        "다운타운",
        "호계동",
    ),
    ("경기도 안양시 동안구 귀인로 194, 1,2층 (평촌동)", "귀인로", "194", (1, 2), (), "", "평촌동"),
    ("경기도 안양시 동안구 관평로 328, 지하1층 지하2호 (관양동)", "관평로", "328", (-1,), ("B2",), "", "관양동"),
    (
        "경기도 군포시 고산로 679, 지하202호 (산본동, 미성프라자)",
        "고산로",
        "679",
        (-2,),
        ("B202",),
        "미성프라자",
        "산본동",
    ),
    (
        "경기도 군포시 고산로 683, 303~304호 (산본동, 현대아카데미센타)",
        "고산로",
        "683",
        (3,),
        ("303", "304"),
        "현대아카데미센타",
        "산본동",
    ),
    (
        "경기도 안양시 동안구 평촌대로223번길 31, 동안상가 B01~B03호 (호계동)",
        "평촌대로223번길",
        "31",
        (-1,),
        ("B01", "B02", "B03"),
        "동안상가",
        "호계동",
    ),
    (
        "경기도 군포시 산본로343번길 7, 창선빌딩 101,102,지101,102,103호 (산본동)",
        "산본로343번길",
        "7",
        (1, -1),
        ("101", "102", "B101", "B102", "B103"),
        "창선빌딩",
        "산본동",
    ),
    (
        "경기도 군포시 번영로 489 (산본동, 중앙타워 104,105,201~203호)",
        "번영로",
        "489",
        (1, 2),
        ("104", "105", "201", "202", "203"),
        "중앙타워",
        "산본동",
    ),
    (
        "경기도 안양시 동안구 부림로 121, 동아프라자아케이드 지하층 제126호 (관양동)",
        "부림로",
        "121",
        (-1,),
        ("126",),
        "동아프라자아케이드",
        "관양동",
    ),
    (
        "경기도 안양시 동안구 인덕원로24번길 53, 지하1층 (관양동, 영진(暎鎭)빌라트)",
        "인덕원로24번길",
        "53",
        (-1,),
        (),
        "영진빌라트",
        "관양동",
    ),
    ("경기도 안양시 동안구 비산동 515-2 자이아이파크 상가동 205호", "", "", (2,), ("205",), "자이아이파크", "비산동"),
    ("경기도안양시만안구안양5동 613-14", "", "", (), (), "", "안양5동"),
    (
        "경기도 안양시 동안구 범계동 1045-2.3.4 제일빌딩 111.112.113.114호",
        "",
        "",
        (1,),
        ("111", "112", "113", "114"),
        "제일빌딩",
        "범계동",
    ),
    ("경기도 안양시 동안구 관양동 1608-3번지 이마트 내 지하1층", "", "", (-1,), (), "이마트", "관양동"),
    (
        "경기도 안양시 동안구 호계동 1058번지 평촌트윈프라자, 지하 204~206호",
        "",
        "",
        (-2,),
        ("B204", "B205", "B206"),
        "평촌트윈프라자",
        "호계동",
    ),
    ("경기도 안양시 동안구 평촌대로223번길 41", "평촌대로223번길", "41", (), (), "", ""),
    ("서울특별시 영등포구 영중로14길 11-17", "영중로14길", "11-17", (), (), "", ""),
    ("전라남도 고흥군 두원면 두원로 1173", "두원로", "1173", (), (), "", "두원면"),
    ("전라남도 해남군 산이면 노송리 201-2", "", "", (), (), "", "노송리"),
]


@pytest.mark.parametrize(("text", "road", "number", "storeys", "units", "building", "dong"), REAL)
def test_a_real_address_comes_apart(
    text: str,
    road: str,
    number: str,
    storeys: tuple[int, ...],
    units: tuple[str, ...],
    building: str,
    dong: str,
) -> None:
    address = parse_address(text)
    assert (address.road, str(address.number or "")) == (road, number)
    assert (address.storeys, address.units) == (storeys, units)
    assert (address.building_name, address.dong) == (building, dong)


def test_the_table_is_large_enough_to_mean_something() -> None:
    assert len({row[0] for row in REAL}) >= 60


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
