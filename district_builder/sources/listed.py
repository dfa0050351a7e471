"""Tables whose every row names a store and a thing with a price: what menus and product lists have in common."""

from collections import defaultdict
from dataclasses import dataclass

from district_builder.domain.layout import Origin
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.row_notes import note_at
from district_builder.domain.stores import StoreId
from district_builder.sources.dialects import Columns
from district_builder.sources.josa import with_particle
from district_builder.sources.store_names import StoreNames
from district_builder.sources.tables import Table
from district_builder.sources.text import LINE_LIMIT, NAME_LIMIT, UnreadablePriceError, read_won


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A thing that a store sells. `remark` is the row's other free text; `cells` are there for what else it says."""

    store_id: StoreId
    name: str
    remark: str
    price_won: int | None
    cells: tuple[str, ...]
    origin: Origin


def read_listed(
    table: Table, columns: Columns, names: StoreNames, *, remark: str, what: str
) -> tuple[list[Listed], list[BuildNote]]:
    """Read the rows of a table of things for sale; every row is a thing or has a note.

    A bad price leaves the thing without one; a row without store or name is left out. Stores that are not in the
    district are counted in one note each.

    Args:
        remark: our word for the column of the other free text.
        what: what the things are called in the notes, "메뉴" or "상품".
    """
    listed: list[Listed] = []
    notes = [_note_torn(table.file, row) for row in table.torn]
    strangers: dict[str, list[int]] = defaultdict(list)
    found: dict[str, StoreId | None] = {}
    for number, cells in table.rows:
        origin = Origin(file=table.file, row=number)
        said, name = columns.first("store", cells), columns.first("name", cells)
        if not name:
            notes.append(_note_nameless(origin))
            continue
        if said not in found:
            found[said] = names.find(said)
        store_id = found[said]
        if store_id is None:
            strangers[said].append(number)
            continue
        other = columns.first(remark, cells)
        if len(name) > NAME_LIMIT or len(other) > LINE_LIMIT:
            notes.append(_note_shortened(name, store_id, origin))
        price, said_price = None, columns.first("price", cells)
        try:
            price = read_won(said_price)
        except UnreadablePriceError:
            notes.append(_note_price(said_price, name, store_id, origin))
        listed.append(
            Listed(
                store_id=store_id,
                name=name[:NAME_LIMIT].rstrip(),
                remark=other[:LINE_LIMIT].rstrip(),
                price_won=price,
                cells=cells,
                origin=origin,
            )
        )
    notes.extend(_note_stranger(table.file, said, rows, names, what) for said, rows in strangers.items())
    return listed, notes


def _note_price(text: str, name: str, store_id: StoreId, origin: Origin) -> BuildNote:
    return note_at(
        origin,
        NoteKind.BAD_PRICE,
        Severity.DOUBT,
        text=f"'{name[:30]}'의 가격 {with_particle(text[:30], '을/를')} 읽을 수 없어 가격 없이 넣었습니다.",
        remedy="6500이나 6,500원처럼 적고, 정해지지 않았으면 '시가'라고 적으세요.",
        subject=store_id,
    )


def _note_shortened(name: str, store_id: StoreId, origin: Origin) -> BuildNote:
    return note_at(
        origin,
        NoteKind.TEXT_SHORTENED,
        Severity.DOUBT,
        text=f"'{name[:20]}'의 글이 너무 길어 줄였습니다.",
        remedy=f"이름은 {NAME_LIMIT}자, 설명은 {LINE_LIMIT}자 안에서 적으세요.",
        subject=store_id,
    )


def _note_stranger(file: str, said: str, rows: list[int], names: StoreNames, what: str) -> BuildNote:
    doubt = names.which(said)
    return note_at(
        Origin(file=file, row=rows[0]),
        NoteKind.MENU_WITHOUT_STORE,
        Severity.PROBLEM,
        text=f"{doubt.reason} {what} {len(rows)}개를 넣지 않았습니다.",
        remedy=f"가게 칸에 {doubt.choices}를 적으세요.",
    )


def _note_nameless(origin: Origin) -> BuildNote:
    return note_at(
        origin,
        NoteKind.UNREADABLE_ROW,
        Severity.PROBLEM,
        text="이름이 비어 있어 이 행은 읽지 않았습니다.",
        remedy="행을 고치거나 지우세요.",
    )


def _note_torn(file: str, row: int) -> BuildNote:
    return note_at(
        Origin(file=file, row=row),
        NoteKind.UNREADABLE_ROW,
        Severity.PROBLEM,
        text="칸이 머리글보다 많아 이 행은 읽지 않았습니다.",
        remedy="쉼표가 든 칸을 따옴표로 묶으세요.",
    )
