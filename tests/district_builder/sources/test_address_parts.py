"""An address composed of known parts, in every way that registers spell it, comes apart into the same parts."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.domain.layout import HouseNumber
from district_builder.sources.address import address_key, parse_address, region_of

REGIONS = (
    ("경기도 의왕시", "의왕시"),
    ("경기도 안양시 동안구", "안양시"),
    ("경기 군포시", "군포시"),
    ("서울특별시 강남구", "서울"),
    ("인천광역시 남동구", "인천"),
    ("충청북도 음성군", "음성군"),
)
ROADS = (
    "계원대학로",
    "내손로",
    "내손로14번길",
    "계원대학로15번길",
    "봉은사로2길",
    "테헤란로",
    "3.1만세로",
    "먼우금로",
    "세종대로",
)
BUILDINGS = ("LG프라자", "롯데프라자", "우성메디칼센타", "계원마당", "대림빌딩", "오남타워")
DONGS = ("내손동", "포일동", "호계동", "역삼동")

regions = st.sampled_from(REGIONS)
roads = st.sampled_from(ROADS)
mains, subs = st.integers(1, 999), st.integers(0, 40)
storeys = st.one_of(st.integers(1, 12), st.integers(-4, -1))


def number_text(main: int, sub: int, dash: str = "-") -> str:
    return f"{main}{dash}{sub}" if sub else str(main)


def storey_spellings(storey: int) -> list[str]:
    """How registers write a storey that stands alone."""
    if storey < 0:
        return [f"지하{-storey}층", f"지하 {-storey}층", f"B{-storey}층", f"지하제{-storey}층"]
    return [f"{storey}층", f"제{storey}층", f"{storey} 층", f"지상 {storey}층", f"{storey}F"]


@given(regions, roads, mains, subs)
def test_region_road_and_number_come_back(region, road, main, sub):
    address = parse_address(f"{region[0]} {road} {number_text(main, sub)}")
    assert (address.road, address.number) == (road, HouseNumber(main=main, sub=sub))
    assert (address.storeys, address.units, address.building_name, address.dong) == ((), (), "", "")
    assert region_of(address) == region[1]
    assert address_key(address) == (region[1], road, main, sub)


@given(regions, roads, mains, subs, st.data())
def test_every_spelling_of_a_storey_says_the_same(region, road, main, sub, data):
    storey = data.draw(storeys)
    text = data.draw(st.sampled_from(storey_spellings(storey)))
    address = parse_address(f"{region[0]} {road} {number_text(main, sub)}, {text}")
    assert (address.road, address.storeys, address.units) == (road, (storey,), ())
    assert address.number == HouseNumber(main=main, sub=sub)


@given(
    regions, roads, mains, st.integers(1, 12), st.integers(1, 29), st.sampled_from(["{}호", "제{}호", "{} 호", "{}"])
)
def test_every_spelling_of_a_unit_gives_the_unit_and_its_storey(region, road, main, storey, room, spelling):
    unit = f"{storey}{room:02}"
    address = parse_address(f"{region[0]} {road} {main}, {spelling.format(unit)}")
    assert (address.units, address.storeys) == ((unit,), (storey,))


@given(roads, mains, st.integers(1, 9), st.lists(st.integers(1, 29), min_size=2, max_size=5, unique=True))
def test_listed_units_come_back_in_their_order(road, main, storey, rooms):
    units = tuple(f"{storey}{room:02}" for room in rooms)
    for joined in (",".join(units), ", ".join(units), "호,".join(units)):
        address = parse_address(f"경기도 의왕시 {road} {main}, {joined}호")
        assert (address.units, address.storeys) == (units, (storey,))


@given(roads, mains, st.integers(1, 9), st.integers(1, 20), st.integers(1, 6))
def test_a_range_of_units_is_filled_in(road, main, storey, first, more):
    address = parse_address(f"경기도 의왕시 {road} {main}, {storey}{first:02}~{storey}{first + more:02}호")
    assert address.units == tuple(f"{storey}{room:02}" for room in range(first, first + more + 1))


@given(roads, mains, st.integers(1, 6), st.integers(1, 6))
def test_a_range_of_storeys_is_filled_in(road, main, low, more):
    for joint in "~-":
        address = parse_address(f"경기도 의왕시 {road} {main}, {low}{joint}{low + more}층")
        assert address.storeys == tuple(range(low, low + more + 1))


@given(roads, mains, storeys, st.integers(1, 9), st.integers(1, 29))
def test_a_stated_storey_wins_over_the_one_that_a_unit_implies(road, main, stated, storey, room):
    text = storey_spellings(stated)[0]
    address = parse_address(f"경기도 의왕시 {road} {main}, {text} {storey}{room:02}호")
    assert (address.storeys, address.units) == ((stated,), (f"{storey}{room:02}",))


@given(regions, roads, mains, subs, st.sampled_from(DONGS), st.sampled_from(BUILDINGS))
def test_the_bracket_gives_dong_and_building(region, road, main, sub, dong, building):
    head = f"{region[0]} {road} {number_text(main, sub)}"
    for text in (f"{head} ({dong}, {building})", f"{head}({dong},{building})", f"{head} （{dong}， {building}）"):
        address = parse_address(text)
        assert (address.road, address.dong, address.building_name) == (road, dong, building)


@given(roads, mains, st.sampled_from(DONGS), st.sampled_from(BUILDINGS), st.integers(1, 9), st.integers(1, 29))
def test_a_unit_may_stand_before_after_or_inside_the_bracket(road, main, dong, building, storey, room):
    unit = f"{storey}{room:02}"
    head = f"경기도 의왕시 {road} {main}"
    for text in (
        f"{head}, {unit}호 ({dong}, {building})",
        f"{head}, {building} {unit}호 ({dong})",
        f"{head} ({dong}, {building} {unit}호)",
        f"{head} ({dong}, {building}) {unit}호",
    ):
        address = parse_address(text)
        assert (address.building_name, address.units, address.dong) == (building, (unit,), dong), text


@given(roads, mains, subs)
def test_an_underground_number_is_in_the_basement(road, main, sub):
    address = parse_address(f"경기도 안양시 {road} 지하 {number_text(main, sub)}")
    assert (address.road, address.storeys, address.number) == (road, (-1,), HouseNumber(main=main, sub=sub))


@given(regions, roads, mains, subs, st.sampled_from(["", "  ", "\t", "\u3000", "\u200b", "\ufeff"]))
def test_stray_blanks_and_unseen_characters_change_nothing(region, road, main, sub, stray):
    plain = parse_address(f"{region[0]} {road} {number_text(main, sub)}")
    assert parse_address(f"{stray}{region[0]} {road} {number_text(main, sub)}{stray}") == plain


@given(regions, roads, mains, subs, st.sampled_from(["-", " - ", "–", "−"]))
def test_any_dash_parts_main_from_sub_number(region, road, main, sub, dash):
    address = parse_address(f"{region[0]} {road} {number_text(main, sub, dash)}")
    assert address.number == HouseNumber(main=main, sub=sub)


@given(regions, roads, mains, st.sampled_from(BUILDINGS))
def test_decomposed_hangul_reads_like_composed(region, road, main, building):
    text = f"{region[0]} {road} {main} {building} 2층"
    assert parse_address(unicodedata.normalize("NFD", text)) == parse_address(text)


@given(st.text(max_size=200))
def test_no_text_makes_the_parser_fail_or_gives_half_an_address(text):
    address = parse_address(text)
    assert bool(address.road) == (address.number is not None)
    assert 0 not in address.storeys
    assert all(address.units)


@given(st.sampled_from(DONGS), st.integers(1, 999), st.integers(1, 40))
def test_a_lot_address_gives_its_dong_and_no_road(dong, main, sub):
    for lot in (f"{main}-{sub}", f"{main}번지 {sub}호", f"{main}-{sub}번지"):
        text = f"경기도 의왕시 {dong} {lot}"
        address = parse_address(text)
        assert (address.road, address.number, address.dong) == ("", None, dong), text
        assert address.units == (), text


@pytest.mark.parametrize(
    ("text", "road", "number"),
    [
        ("경기도 의왕시 계원대학로14번길 3", "계원대학로14번길", "3"),
        ("경기도 의왕시 계원대학로 14번길 3", "계원대학로14번길", "3"),
        ("경기도 의왕시 계원대학로14", "계원대학로", "14"),
        ("서울 강남구 강남대로96길 22", "강남대로96길", "22"),
        ("서울 강남구 봉은사로 2길 22-1", "봉은사로2길", "22-1"),
        ("경기도 의왕시 내손로 14번가길 5", "내손로14번가길", "5"),
    ],
)
def test_side_roads_are_not_taken_for_numbers(text, road, number):
    address = parse_address(text)
    assert (address.road, str(address.number)) == (road, number)
