"""Menu tables (store, section, item, price …) -> menus, and product tables -> products."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from district_builder.domain.layout import Origin
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.stores import Menu, MenuItem, MenuSection, Product, StoreId
from district_builder.sources.dialects import Columns, Dialect
from district_builder.sources.josa import with_particle
from district_builder.sources.photo_folder import PICTURE_SUFFIXES
from district_builder.sources.store_names import StoreNames
from district_builder.sources.tables import Table
from district_builder.sources.text import LINE_LIMIT, NAME_LIMIT, UnreadablePriceError, read_date, read_won

_YES = frozenset({"1", "1.0", "true", "yes", "y", "o", "○", "예", "네", "대표"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuRow:
    """One item of one store's menu."""

    store_id: StoreId
    section: str
    item: MenuItem


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuRows:
    """What a menu table gives: every row is an item or has a note."""

    rows: tuple[MenuRow, ...]
    notes: tuple[BuildNote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductRows:
    """What a product table gives: every row is a product or is counted in a note."""

    products: tuple[Product, ...]
    notes: tuple[BuildNote, ...]


def read_menu_rows(table: Table, dialect: Dialect, names: StoreNames, *, folder: Path) -> MenuRows:
    """Read a menu table; a bad price leaves the item without one, a row without store or item is left out.

    A picture is a path inside the source folder `folder` or beside the table; any other is dropped with a note.
    """
    columns = Columns(dialect, table)
    rows: list[MenuRow] = []
    notes = [_note_torn(table.file, row) for row in table.torn]
    strangers: dict[str, list[int]] = defaultdict(list)
    for number, cells in table.rows:
        origin = Origin(file=table.file, row=number)
        said, name = columns.first("store", cells), columns.first("name", cells)
        store_id = names.find(said)
        if not name:
            notes.append(_note_nameless(origin))
            continue
        if store_id is None:
            strangers[said].append(number)
            continue
        price, doubts = _price(columns.first("price", cells), name, store_id, origin)
        notes.extend(doubts)
        name, description, shortened = _limited(name, columns.first("description", cells))
        notes.extend([_note_shortened(name, store_id, origin)] if shortened else [])
        said_picture = columns.first("picture", cells)
        picture = _picture(said_picture, folder=folder, file=table.file)
        notes.extend([_note_picture(said_picture, name, store_id, origin)] if said_picture and not picture else [])
        item = MenuItem(
            name=name,
            price_won=price,
            description=description,
            picture=picture,
            is_signature=columns.first("signature", cells).lower() in _YES,
        )
        rows.append(MenuRow(store_id=store_id, section=columns.first("section", cells)[:NAME_LIMIT], item=item))
    notes.extend(_note_stranger(table.file, said, numbers, "메뉴") for said, numbers in strangers.items())
    return MenuRows(rows=tuple(rows), notes=tuple(notes))


def menus_from(rows: Iterable[MenuRow]) -> tuple[Menu, ...]:
    """One menu per store, sections and items in the order in which they first appear."""
    menus: dict[StoreId, dict[str, list[MenuItem]]] = {}
    for row in rows:
        menus.setdefault(row.store_id, {}).setdefault(row.section, []).append(row.item)
    return tuple(
        Menu(
            store_id=store_id,
            sections=tuple(MenuSection(name=name, items=tuple(items)) for name, items in sections.items()),
        )
        for store_id, sections in menus.items()
    )


def read_product_rows(table: Table, dialect: Dialect, names: StoreNames) -> ProductRows:
    """Read a product table; stores that are not in the district are counted in one note each."""
    columns = Columns(dialect, table)
    products: list[Product] = []
    notes = [_note_torn(table.file, row) for row in table.torn]
    strangers: dict[str, list[int]] = defaultdict(list)
    for number, cells in table.rows:
        origin = Origin(file=table.file, row=number)
        said, name = columns.first("store", cells), columns.first("name", cells)
        store_id = names.find(said)
        if not name:
            notes.append(_note_nameless(origin))
            continue
        if store_id is None:
            strangers[said].append(number)
            continue
        price, doubts = _price(columns.first("price", cells), name, store_id, origin)
        notes.extend(doubts)
        name, maker, shortened = _limited(name, columns.first("maker", cells))
        notes.extend([_note_shortened(name, store_id, origin)] if shortened else [])
        products.append(
            Product(
                store_id=store_id,
                name=name,
                price_won=price,
                maker=maker,
                seen_on=read_date(columns.first("seen_on", cells)),
                origin=origin,
            )
        )
    notes.extend(_note_stranger(table.file, said, numbers, "상품") for said, numbers in strangers.items())
    return ProductRows(products=tuple(products), notes=tuple(notes))


def _picture(said: str, *, folder: Path, file: str) -> str:
    """The path inside the source folder of a picture that is there, or "". Nothing outside is ever looked at."""
    if not said or len(said) > LINE_LIMIT or "\\" in said or PurePosixPath(said).is_absolute():
        return ""
    if ".." in PurePosixPath(said).parts or PurePosixPath(said).suffix.lower() not in PICTURE_SUFFIXES:
        return ""
    for path in (PurePosixPath(said), PurePosixPath(file).parent / said):
        if (folder / path).is_file() and (folder / path).resolve().is_relative_to(folder.resolve()):
            return path.as_posix()
    return ""


def _note_picture(said: str, name: str, store_id: StoreId, origin: Origin) -> BuildNote:
    return BuildNote(
        kind=NoteKind.BAD_PHOTO,
        severity=Severity.DOUBT,
        text=f"'{name[:30]}'의 사진 {with_particle(said[:60], '을/를')} 폴더에서 찾을 수 없어 사진 없이 넣었습니다.",
        remedy="menus/pictures/라테.jpg처럼 원본 폴더 안의 경로를 적으세요.",
        subject=store_id,
        file=origin.file,
        row=origin.row,
    )


def _price(text: str, name: str, store_id: StoreId, origin: Origin) -> tuple[int | None, list[BuildNote]]:
    try:
        return read_won(text), []
    except UnreadablePriceError:
        note = BuildNote(
            kind=NoteKind.BAD_PRICE,
            severity=Severity.DOUBT,
            text=f"'{name[:30]}'의 가격 {with_particle(text[:30], '을/를')} 읽을 수 없어 가격 없이 넣었습니다.",
            remedy="6500이나 6,500원처럼 적고, 정해지지 않았으면 '시가'라고 적으세요.",
            subject=store_id,
            file=origin.file,
            row=origin.row,
        )
        return None, [note]


def _limited(name: str, other: str) -> tuple[str, str, bool]:
    shortened = len(name) > NAME_LIMIT or len(other) > LINE_LIMIT
    return name[:NAME_LIMIT].rstrip(), other[:LINE_LIMIT].rstrip(), shortened


def _note_shortened(name: str, store_id: StoreId, origin: Origin) -> BuildNote:
    return BuildNote(
        kind=NoteKind.TEXT_SHORTENED,
        severity=Severity.DOUBT,
        text=f"'{name[:20]}'의 글이 너무 길어 줄였습니다.",
        remedy="이름은 140자, 설명은 500자 안에서 적으세요.",
        subject=store_id,
        file=origin.file,
        row=origin.row,
    )


def _note_stranger(file: str, said: str, rows: list[int], what: str) -> BuildNote:
    who = f"'{said[:40]}'" if said else "이름이 빈 가게"
    return BuildNote(
        kind=NoteKind.MENU_WITHOUT_STORE,
        severity=Severity.PROBLEM,
        text=f"{who}의 {what} {len(rows)}개는 가게 목록에 맞는 가게가 하나가 아니어서 넣지 않았습니다.",
        remedy="가게 칸에 가게 목록의 id나 이름을 그대로 적으세요.",
        file=file,
        row=rows[0],
    )


def _note_nameless(origin: Origin) -> BuildNote:
    return BuildNote(
        kind=NoteKind.UNREADABLE_ROW,
        severity=Severity.PROBLEM,
        text="이름이 비어 있어 이 행은 읽지 않았습니다.",
        remedy="행을 고치거나 지우세요.",
        file=origin.file,
        row=origin.row,
    )


def _note_torn(file: str, row: int) -> BuildNote:
    return BuildNote(
        kind=NoteKind.UNREADABLE_ROW,
        severity=Severity.PROBLEM,
        text="칸이 머리글보다 많아 이 행은 읽지 않았습니다.",
        remedy="쉼표가 든 칸을 따옴표로 묶으세요.",
        file=file,
        row=row,
    )
