"""A menu, a price list or a photo folder names its store as the operator's own list does."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.domain.layout import Origin
from district_builder.domain.notes import NoteKind
from district_builder.domain.stores import Store, TradingStatus
from district_builder.sources.address import parse_address
from district_builder.sources.folder import read_folder
from district_builder.sources.store_names import StoreNames

BASEMENT, UPSTAIRS = "경기도 의왕시 계원대학로 14, 지하1층", "경기도 의왕시 계원대학로 14, 2층 201호"
NUMBERS = ("MA0101202606A0000000", "MA0101202606A0000001", "MA0101202606A0000002")
REGISTER = f"""상가업소번호,상호명,지점명,상권업종소분류명,도로명주소,층정보,경도,위도
{NUMBERS[0]},이디야커피,의왕점,카페,경기도 의왕시 계원대학로 14,1,126.9722,37.3795
{NUMBERS[1]},무인빨래방,,세탁소,경기도 의왕시 계원대학로 14,2,126.9722,37.3795
{NUMBERS[2]},무인빨래방,,세탁소,경기도 의왕시 계원대학로 28,1,126.9735,37.3799
"""
LICENCES = """관리번호,사업장명,도로명전체주소,좌표정보(x),좌표정보(y),영업상태명
4030000-103-2005-00001,은라이브,경기도 의왕시 계원대학로 6,,,영업/정상
"""


def store(
    store_id: str, name: str, *, branch: str = "", address: str = "", status: TradingStatus = TradingStatus.OPEN
) -> Store:
    place = parse_address(address)
    return Store(store_id=store_id, name=name, branch=branch, address=place, status=status, origin=Origin(file="a"))


CAFE, MART = store("cafe", "커피집", branch="의왕점"), store("mart", "이마트 의왕점")
NAMES = StoreNames([CAFE, MART], renamed={"old": "cafe"}, numbers=[("MA0101202606A0000000", "cafe")])
TWINS = StoreNames(
    [store("low", "빵집", address=BASEMENT), store("high", "빵집", address=UPSTAIRS)],
    renamed={},
    numbers=[("3900-101-2020-1", "low")],
)


@pytest.mark.parametrize(
    "said",
    ["cafe", "커피집", "커피집 의왕점", "커피집의왕점", "커피집 의왕", "커피집(의왕점)", "(주)커피집", "old"],
)
def test_a_store_is_found_by_id_or_name(said: str) -> None:
    assert NAMES.find(said) == "cafe"


@pytest.mark.parametrize("said", ["MA0101202606A0000000", "ma0101202606a0000000"])
def test_a_store_is_found_by_the_number_that_its_register_gives_it(said: str) -> None:
    assert NAMES.find(said) == "cafe"


def test_a_number_that_a_spreadsheet_took_for_a_decimal_is_the_same_number() -> None:
    assert StoreNames([CAFE], renamed={}, numbers=[("1046", "cafe")]).find("1046.0") == "cafe"


def test_a_number_of_a_row_that_was_joined_to_another_leads_to_the_store_that_is_left() -> None:
    names = StoreNames([CAFE], renamed={"gone": "cafe"}, numbers=[("23324279", "gone")])
    assert (names.find("23324279"), names.find("gone")) == ("cafe", "cafe")


def test_a_number_that_two_registers_use_means_nobody() -> None:
    names = StoreNames([CAFE, MART], renamed={}, numbers=[("1046", "cafe"), ("1046", "mart")])
    assert names.find("1046") is None
    assert {one.store_id for one in names.meant_by("1046")} == {"cafe", "mart"}


def test_a_number_of_a_store_that_is_not_in_the_district_means_nobody() -> None:
    assert StoreNames([CAFE], renamed={}, numbers=[("1046", "far")]).meant_by("1046") == ()


def test_a_name_of_two_stores_means_the_one_that_is_not_closed() -> None:
    shut, other = store("a", "빵집", status=TradingStatus.CLOSED), store("b", "빵집")
    assert StoreNames([shut, other], renamed={}, numbers=[]).find("빵집") == "b"
    assert StoreNames([store("a", "빵집"), other], renamed={}, numbers=[]).find("빵집") is None
    assert StoreNames([shut], renamed={}, numbers=[]).find("빵집") == "a"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("빵집 2층", "high"),
        ("빵집 (2층)", "high"),
        ("빵집 201호", "high"),
        ("빵집, 지하 1층", "low"),
        ("빵집 계원대학로 14, 2층", "high"),
        ("빵집 3층", None),
        ("빵집 계원대학로 14", None),
        ("빵집 계원대학로 16, 2층", None),
        ("빵집 본점", None),
        ("빵집 2호점", None),
        ("빵집2층", None),
    ],
)
def test_a_storey_a_unit_or_an_address_behind_the_name_tells_twins_apart(said: str, meant: str | None) -> None:
    assert TWINS.find(said) == meant


def test_an_address_behind_a_name_that_only_one_store_has_must_be_true_all_the_same() -> None:
    names = StoreNames([store("a", "빵집", address=UPSTAIRS)], renamed={}, numbers=[])
    assert (names.find("빵집 2층"), names.find("빵집 5층")) == ("a", None)


def test_twins_are_offered_by_what_the_operator_can_write_with_where_they_are() -> None:
    told = TWINS.which("빵집")
    assert told.reason == "'빵집'에 맞는 가게가 2곳이라"
    assert told.choices == "3900-101-2020-1(계원대학로 14 지하 1층), high(계원대학로 14 2층 201호) 가운데 하나"


def test_of_many_namesakes_three_are_offered() -> None:
    many = StoreNames([store(f"s{n}", "빵집") for n in range(5)], renamed={}, numbers=[])
    assert many.which("빵집").reason == "'빵집'에 맞는 가게가 5곳이라"
    assert many.which("빵집").choices == "s0, s1, s2 등에서 하나"


def test_a_stranger_is_told_what_would_have_been_understood() -> None:
    assert NAMES.which("딴집").reason == "'딴집'에 맞는 가게가 목록에 없어"
    assert NAMES.which("딴집").choices == "가게 목록의 이름(지점까지), 상가업소번호나 관리번호, id 가운데 하나"
    assert NAMES.which("").reason == "가게 이름이 비어 있어"


def test_a_store_whose_number_another_shares_is_offered_by_its_id() -> None:
    names = StoreNames([CAFE, MART], renamed={}, numbers=[("1046", "cafe"), ("1046", "mart")])
    assert names.which("1046").choices == "cafe, mart 가운데 하나"


def test_a_page_of_text_is_no_name() -> None:
    assert TWINS.meant_by("빵집 " + "2층 " * 5_000) == ()


def test_a_number_too_long_to_write_is_not_offered() -> None:
    names = StoreNames(TWINS.meant_by("빵집"), renamed={}, numbers=[("x" * 100, "low"), ("short", "high")])
    assert names.which("빵집").choices.startswith("low(")
    assert names.find("x" * 100) == "low"
    assert "short(" in names.which("빵집").choices


@given(st.text(max_size=30))
def test_any_text_means_no_store_or_stores_of_the_district(said: str) -> None:
    assert set(TWINS.meant_by(said)) <= {*TWINS.meant_by("빵집")}


def test_menus_products_and_photos_find_a_store_by_its_registers_number(make_folder) -> None:
    source = read_folder(
        make_folder(
            {
                "stores/register.csv": REGISTER,
                "stores/licences.csv": LICENCES,
                "menus/menus.csv": f"가게,메뉴,가격\n{NUMBERS[0]},라테,5000\n무인빨래방 2층,이불,9000\n",
                "products/products.csv": "store,name,price\n4030000-103-2005-00001,땅콩,3000\n",
                f"photos/{NUMBERS[2]}/front.jpg": b"x",
                "photos/이디야커피 의왕점/front.jpg": b"x",
            }
        )
    )
    names = {one.store_id: (one.name, str(one.address.number)) for one in source.stores}
    assert [names[menu.store_id] for menu in source.menus] == [("이디야커피", "14"), ("무인빨래방", "14")]
    assert [names[product.store_id] for product in source.products] == [("은라이브", "6")]
    assert {(names[p.store_id], p.path.parent.name) for p in source.photos} == {
        (("무인빨래방", "28"), NUMBERS[2]),
        (("이디야커피", "14"), "이디야커피 의왕점"),
    }
    assert not {note.kind for note in source.notes} & {NoteKind.MENU_WITHOUT_STORE, NoteKind.PHOTO_WITHOUT_STORE}


def test_a_menu_and_photos_of_twins_name_the_numbers_to_choose_from(make_folder) -> None:
    source = read_folder(
        make_folder(
            {
                "stores/register.csv": REGISTER,
                "menus/menus.csv": "가게,메뉴,가격\n무인빨래방,이불,9000\n",
                "photos/무인빨래방/front.jpg": b"x",
            }
        )
    )
    kinds = (NoteKind.MENU_WITHOUT_STORE, NoteKind.PHOTO_WITHOUT_STORE)
    told = [note for note in source.notes if note.kind in kinds]
    assert [(note.kind, note.file, note.row) for note in told] == [
        (NoteKind.MENU_WITHOUT_STORE, "menus/menus.csv", 2),
        (NoteKind.PHOTO_WITHOUT_STORE, "photos/무인빨래방", None),
    ]
    for note in told:
        assert f"{NUMBERS[1]}(계원대학로 14 2층), {NUMBERS[2]}(계원대학로 28 1층)" in note.remedy


@pytest.mark.parametrize("column", ["상가업소번호", "관리번호"])
def test_a_menu_may_call_its_column_as_the_register_does(make_folder, column: str) -> None:
    menu = f"{column},상호명,메뉴,가격\n{NUMBERS[0]},이디야커피,라테,5000\n"
    source = read_folder(make_folder({"stores/register.csv": REGISTER, "menus/menus.csv": menu}))
    assert len(source.stores) == 3
    assert [item.name for menu in source.menus for section in menu.sections for item in section.items] == ["라테"]


def test_an_id_that_could_not_be_kept_still_names_its_store(make_folder) -> None:
    source = read_folder(
        make_folder(
            {
                "stores/a.csv": "id,name,address\n1층/커피,커피집,경기도 의왕시 계원대학로 14\n",
                "menus/a.csv": "store,item,price\n1층/커피,라테,5000\n",
            }
        )
    )
    assert [menu.store_id for menu in source.menus] == [source.stores[0].store_id]


@pytest.mark.data
def test_every_store_of_the_real_register_is_found_by_its_number(shared_data: Path, make_folder) -> None:
    register = (shared_data / "sbiz-format" / "anyang_stores_202606.excerpt.csv").read_bytes()
    rows = [line.split(",")[0].strip('"') for line in register.decode("utf-8-sig").splitlines()[1:]]
    menu = "store,item,price\n" + "".join(f"{number},차림,1000\n" for number in rows)
    toml = 'slug = "a"\nname_ko = "안양"\nanchor = [126.95, 37.39]\n'
    source = read_folder(make_folder({"district.toml": toml, "stores/anyang.csv": register, "menus/menus.csv": menu}))
    assert len(rows) == 10
    assert {menu.store_id for menu in source.menus} == {one.store_id for one in source.stores}
