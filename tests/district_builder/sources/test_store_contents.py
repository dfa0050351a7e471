"""Menus, products, lifts and photos find their stores."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.domain.frames import Point2
from district_builder.domain.layout import Origin
from district_builder.domain.notes import NoteKind, Severity
from district_builder.domain.photos import PhotoKind
from district_builder.domain.stores import Address, Store, TradingStatus
from district_builder.sources.dialects import recognise
from district_builder.sources.lifts import read_lift_rows
from district_builder.sources.menus import MenuRows, ProductRows, menus_from, read_menu_rows, read_product_rows
from district_builder.sources.photo_folder import is_convex, read_photos
from district_builder.sources.store_names import StoreNames
from district_builder.sources.tables import Table


def store(store_id: str, name: str, *, branch: str = "", status: TradingStatus = TradingStatus.OPEN) -> Store:
    return Store(
        store_id=store_id, name=name, branch=branch, address=Address(text=""), status=status, origin=Origin(file="a")
    )


NAMES = StoreNames([store("cafe", "커피집", branch="의왕점"), store("mart", "이마트 의왕점")], {"old": "cafe"})


def table(header: str, *rows: str, torn: tuple[int, ...] = ()) -> Table:
    return Table(
        file="menus/a.csv",
        header=tuple(header.split(",")),
        rows=tuple((number, tuple(row.split(";"))) for number, row in enumerate(rows, start=2)),
        torn=torn,
    )


def menu(
    *rows: str,
    header: str = "store,section,item,price,description,picture,signature",
    folder: Path = Path("no such folder"),
) -> MenuRows:
    one = table(header, *rows)
    dialect = recognise(one)
    assert dialect
    return read_menu_rows(one, dialect, NAMES, folder=folder)


def products(*rows: str, header: str = "store,name,price,maker,seen_on") -> ProductRows:
    one = table(header, *rows)
    dialect = recognise(one)
    assert dialect
    return read_product_rows(one, dialect, NAMES)


@pytest.mark.parametrize("said", ["cafe", "커피집", "커피집 의왕점", "커피집의왕점", "(주)커피집", "old"])
def test_a_store_is_found_by_id_or_name(said: str) -> None:
    assert NAMES.find(said) == "cafe"


def test_a_name_of_two_stores_means_the_one_that_is_not_closed() -> None:
    shut = store("a", "빵집", status=TradingStatus.CLOSED)
    assert StoreNames([shut, store("b", "빵집")], {}).find("빵집") == "b"
    assert StoreNames([store("a", "빵집"), store("b", "빵집")], {}).find("빵집") is None
    assert StoreNames([shut], {}).find("빵집") == "a"


def test_a_menu_keeps_the_order_of_sections_and_items() -> None:
    rows = menu("커피집;커피;아메리카노;4,500원;;;대표", "cafe;빵;소금빵;3500;;;", "cafe;커피;라테;시가;;;")
    (one,) = menus_from(rows.rows)
    assert [(section.name, [item.name for item in section.items]) for section in one.sections] == [
        ("커피", ["아메리카노", "라테"]),
        ("빵", ["소금빵"]),
    ]
    items = [item for section in one.sections for item in section.items]
    assert [(item.price_won, item.is_signature) for item in items] == [(4500, True), (None, False), (3500, False)]
    assert rows.notes == ()


def test_korean_menu_headers_are_the_same_menu() -> None:
    rows = menu("커피집;커피;라테;5000;우유 가득;;예", header="가게,구분,메뉴,가격,설명,사진,대표")
    item = rows.rows[0].item
    assert (item.name, item.price_won, item.description, item.picture) == ("라테", 5000, "우유 가득", "")
    assert item.is_signature


@pytest.mark.parametrize("said", ["menus/pictures/latte.jpg", "pictures/latte.jpg"])
def test_a_picture_lies_in_the_folder_or_beside_the_table(tmp_path: Path, said: str) -> None:
    photo(tmp_path / "menus" / "pictures", "latte.jpg")
    rows = menu(f"cafe;커피;라테;5000;;{said};", folder=tmp_path)
    assert (rows.rows[0].item.picture, rows.notes) == ("menus/pictures/latte.jpg", ())


@pytest.mark.parametrize(
    "said",
    ["../secret.jpg", "/etc/hostname.jpg", "none.jpg", "..\\secret.jpg", "menus/notes.txt", "link.jpg", "x" * 600],
)
def test_a_picture_from_elsewhere_is_dropped_with_a_note(tmp_path: Path, said: str) -> None:
    photo(tmp_path, "secret.jpg", "source/menus/notes.txt")
    (tmp_path / "source" / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    rows = menu(f"cafe;커피;라테;5000;;{said};", folder=tmp_path / "source")
    assert rows.rows[0].item.picture == ""
    assert [(note.kind, note.row) for note in rows.notes] == [(NoteKind.BAD_PHOTO, 2)]


def test_a_bad_price_leaves_the_item_without_one_and_says_where() -> None:
    rows = menu("cafe;커피;라테;오천원쯤;;;")
    assert rows.rows[0].item.price_won is None
    assert [(note.kind, note.row, note.subject) for note in rows.notes] == [(NoteKind.BAD_PRICE, 2, "cafe")]


def test_a_menu_of_nobody_is_a_note_and_an_empty_item_too() -> None:
    rows = menu("딴집;커피;라테;1;;;", "딴집;커피;차;1;;;", "cafe;커피;;1;;;")
    assert rows.rows == ()
    assert [(note.kind, note.row) for note in rows.notes] == [
        (NoteKind.UNREADABLE_ROW, 4),
        (NoteKind.MENU_WITHOUT_STORE, 2),
    ]
    assert "2개" in rows.notes[1].text


def test_shelf_prices_go_to_the_store_of_that_name() -> None:
    rows = products(
        "백설 소면(900g);2022-05-06;2980;이마트의왕점;CJ제일제당;Y;",
        "백설 소면(900g);2022-05-06;2980;GS더프레시의왕점;CJ제일제당;Y;",
        header="상품명,조사일,판매가격,판매업소,제조사,세일여부,원플러스원",
    )
    assert [(p.store_id, p.price_won, p.maker, str(p.seen_on)) for p in rows.products] == [
        ("mart", 2980, "CJ제일제당", "2022-05-06")
    ]
    assert [note.kind for note in rows.notes] == [NoteKind.MENU_WITHOUT_STORE]


def test_our_own_product_columns_are_read() -> None:
    rows = products("cafe;원두 200g;12000;우리집;2026-05-01")
    assert [(p.name, p.price_won, p.maker) for p in rows.products] == [("원두 200g", 12000, "우리집")]


def test_a_long_product_name_is_shortened_and_said_so() -> None:
    rows = products(f"cafe;{'가' * 200};1;;")
    assert len(rows.products[0].name) == 140
    assert [note.kind for note in rows.notes] == [NoteKind.TEXT_SHORTENED]


def test_lift_rows_give_storeys_and_where_they_come_from() -> None:
    one = table("지역,건물명,건물층수", "경기 의왕시;LG프라자;5.0", "경기 의왕시;;5.0", "경기 의왕시;무명;x")
    dialect = recognise(one)
    assert dialect
    records = read_lift_rows(one, dialect)
    assert [(r.building_name, r.storeys, r.origin.row) for r in records] == [("LG프라자", 5, 2)]


def photo(folder: Path, *names: str, content: str = "") -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def test_photos_are_listed_by_what_their_names_say(tmp_path: Path) -> None:
    photo(tmp_path, "cafe/front.jpg", "cafe/Front-2.HEIC", "cafe/interior1.webp", "cafe/panorama.png", "cafe/memo.txt")
    photos, notes = read_photos(tmp_path, NAMES)
    assert [(p.store_id, p.kind, p.path.name) for p in photos] == [
        ("cafe", PhotoKind.FRONT, "Front-2.HEIC"),
        ("cafe", PhotoKind.FRONT, "front.jpg"),
        ("cafe", PhotoKind.INTERIOR, "interior1.webp"),
        ("cafe", PhotoKind.PANORAMA, "panorama.png"),
    ]
    assert notes == ()


def test_a_folder_may_be_named_after_the_store(tmp_path: Path) -> None:
    photo(tmp_path, "커피집 의왕점/front.jpg")
    assert [p.store_id for p in read_photos(tmp_path, NAMES)[0]] == ["cafe"]


def test_photos_of_nobody_and_of_nothing_known_are_noted(tmp_path: Path) -> None:
    photo(tmp_path, "딴집/front.jpg", "cafe/IMG_001.jpg", "cafe/deeper/front.jpg")
    photos, notes = read_photos(tmp_path, NAMES)
    assert photos == ()
    assert sorted((note.kind, note.file) for note in notes) == [
        (NoteKind.BAD_PHOTO, "photos/cafe/IMG_001.jpg"),
        (NoteKind.PHOTO_WITHOUT_STORE, "photos/cafe/deeper"),
        (NoteKind.PHOTO_WITHOUT_STORE, "photos/딴집"),
    ]


def test_marked_corners_go_to_the_first_front(tmp_path: Path) -> None:
    photo(tmp_path, "cafe/front.jpg", "cafe/front2.jpg")
    photo(tmp_path, "cafe/front.corners.json", content='{"corners": [[0.1, 0.1], [0.9, 0.2], [0.9, 0.8], [0.1, 0.9]]}')
    first, second = read_photos(tmp_path, NAMES)[0]
    assert first.corners == (Point2(0.1, 0.1), Point2(0.9, 0.2), Point2(0.9, 0.8), Point2(0.1, 0.9))
    assert second.corners is None


@pytest.mark.parametrize(
    "content",
    [
        '{"corners": [[0, 0], [1, 1], [1, 0], [0, 1]]}',
        '{"corners": [[0, 0], [0, 1], [1, 1], [1, 0]]}',
        '{"corners": [[0, 0], [1, 0], [0.4, 0.4], [0, 1]]}',
        '{"corners": [[0, 0], [2, 0], [2, 2], [0, 2]]}',
        '{"corners": [[0, 0], [1, 0], [1, 1]]}',
        '{"corners": "x"}',
        "[]",
        "{",
        '{"corners": [[0, 0], [NaN, 0], [1, 1], [0, 1]]}',
        " " * 20_000,
    ],
)
def test_corners_that_bound_nothing_are_ignored_with_a_note(tmp_path: Path, content: str) -> None:
    photo(tmp_path, "cafe/front.jpg")
    photo(tmp_path, "cafe/front.corners.json", content=content)
    photos, notes = read_photos(tmp_path, NAMES)
    assert photos[0].corners is None
    assert [(note.kind, note.severity, note.subject) for note in notes] == [
        (NoteKind.BAD_PHOTO, Severity.DOUBT, "cafe")
    ]


UNIT = st.floats(0.0, 0.3)


@given(UNIT, UNIT, UNIT, UNIT)
def test_corners_near_those_of_the_picture_are_convex_and_their_mirror_is_not(
    a: float, b: float, c: float, d: float
) -> None:
    corners = (Point2(a, b), Point2(1 - b, c), Point2(1 - c, 1 - d), Point2(d, 1 - a))
    assert is_convex(corners)
    assert not is_convex((corners[1], corners[0], corners[3], corners[2]))
