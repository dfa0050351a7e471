"""Menus and product lists find their stores; every row is an item or has a note."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.domain.layout import Origin
from district_builder.domain.notes import NoteKind
from district_builder.domain.stores import Address, Store
from district_builder.sources.dialects import recognise
from district_builder.sources.menus import MenuRows, menus_from, read_menu_rows
from district_builder.sources.products import ProductRows, read_product_rows
from district_builder.sources.store_names import StoreNames
from district_builder.sources.tables import Table


def store(store_id: str, name: str, *, branch: str = "") -> Store:
    return Store(store_id=store_id, name=name, branch=branch, address=Address(text=""), origin=Origin(file="a"))


NAMES = StoreNames([store("cafe", "커피집", branch="의왕점"), store("mart", "이마트 의왕점")], renamed={}, numbers=[])


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


def picture(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")


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
    picture(tmp_path / "menus" / "pictures" / "latte.jpg")
    rows = menu(f"cafe;커피;라테;5000;;{said};", folder=tmp_path)
    assert (rows.rows[0].item.picture, rows.notes) == ("menus/pictures/latte.jpg", ())
    assert rows.rows[0].item.origin.row == 2


@pytest.mark.parametrize(
    "said",
    ["../secret.jpg", "/etc/hostname.jpg", "none.jpg", "..\\secret.jpg", "menus/notes.txt", "link.jpg", "x" * 600],
)
def test_a_picture_from_elsewhere_is_dropped_with_a_note(tmp_path: Path, said: str) -> None:
    picture(tmp_path / "secret.jpg")
    picture(tmp_path / "source" / "menus" / "notes.txt")
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


def test_a_torn_row_is_a_note_and_the_rest_is_read() -> None:
    one = table("store,item,price", "cafe;라테;5000", torn=(3,))
    dialect = recognise(one)
    assert dialect
    rows = read_menu_rows(one, dialect, NAMES, folder=Path("no such folder"))
    assert [row.item.name for row in rows.rows] == ["라테"]
    assert [(note.kind, note.row) for note in rows.notes] == [(NoteKind.UNREADABLE_ROW, 3)]


STORES, THINGS, PRICES = ["cafe", "커피집", "딴집", ""], ["", "라테"], ["", "5000", "오천"]
ROW = st.tuples(st.sampled_from(STORES), st.sampled_from(THINGS), st.sampled_from(PRICES))


@given(st.lists(ROW, max_size=12))
def test_menus_and_products_take_and_refuse_the_same_rows(said: list[tuple[str, str, str]]) -> None:
    items = menu(*map(";".join, said), header="store,item,price")
    goods = products(*map(";".join, said), header="store,name,price")
    assert [row.item.name for row in items.rows] == [product.name for product in goods.products]
    assert [(note.kind, note.row) for note in items.notes] == [(note.kind, note.row) for note in goods.notes]
    nameless = sum(note.kind is NoteKind.UNREADABLE_ROW for note in items.notes)
    strangers = sum(store in ("딴집", "") for store, name, _ in said if name)
    assert len(items.rows) + nameless + strangers == len(said)
