"""Store tables of every dialect -> store readings."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import PurePosixPath

from district_builder.domain.frames import LonLat
from district_builder.domain.layout import Origin
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.row_notes import note_at, note_on
from district_builder.domain.stores import Store, StoreId
from district_builder.sources.coordinates import read_places
from district_builder.sources.dialects import Columns, Dialect
from district_builder.sources.josa import with_particle
from district_builder.sources.store_address import address_of
from district_builder.sources.store_category import (
    StoreCategory,
    category_of_row,
    note_contradiction,
    note_unknown_category,
)
from district_builder.sources.store_reading import (
    IdSource,
    StoreReading,
    id_from_key,
    id_from_name,
    is_own_id,
    read_status,
)
from district_builder.sources.store_words import StoreWords, note_cut, store_words
from district_builder.sources.tables import Row, Table
from district_builder.sources.text import NAME_LIMIT, is_yes, read_code, read_date


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreRows:
    """What a store table gives: every row is a reading or has a note of its own."""

    readings: tuple[StoreReading, ...]
    notes: tuple[BuildNote, ...]
    system_of_metres: str = ""


def read_store_rows(table: Table, dialect: Dialect, *, anchor: LonLat | None, coordinate_system: str = "") -> StoreRows:
    """Read a table's rows as stores, without comparing them with any other."""
    columns = Columns(dialect, table)
    notes = [_note_unreadable(table.file, row, "칸이 머리글보다 많습니다.") for row in table.torn]
    rows: list[Row] = []
    for row, name in zip(table.rows, columns.each("name", table.rows), strict=True):
        if name:
            rows.append(row)
        else:
            notes.append(_note_unreadable(table.file, row[0], "가게 이름이 비어 있습니다."))
    told, cut = store_words(columns, rows)
    places = read_places(
        [(words.lon, words.lat) for words in told],
        rows=[number for number, _ in rows],
        file=table.file,
        anchor=anchor,
        coordinate_system=coordinate_system,
    )
    notes.extend(places.notes)
    stem = PurePosixPath(table.file).stem
    unknown: dict[str, list[int]] = defaultdict(list)
    readings = []
    for index, ((number, cells), words) in enumerate(zip(rows, told, strict=True)):
        origin = Origin(file=table.file, row=number)
        category = category_of_row(columns, dialect, cells, words=words, file_stem=stem)
        reading = _reading(words, category, dialect, place=places.places[index], origin=origin)
        if index in places.reprojected:
            reading = reading.reprojected()
        readings.append(reading)
        if category.is_unknown:
            unknown[category.said].append(number)
        if words.id and reading.id_source is not IdSource.OWN:
            notes.append(_note_bad_id(reading.store))
        notes.extend(note_cut(reading.store, label) for label in cut.get(index, ()))
        if category.is_contradicted:
            notes.append(note_contradiction(reading.store, category.said))
    notes.extend(note_unknown_category(table.file, said, numbers) for said, numbers in unknown.items())
    return StoreRows(readings=tuple(readings), notes=tuple(notes), system_of_metres=places.system_of_metres)


def _reading(
    words: StoreWords, category: StoreCategory, dialect: Dialect, *, place: LonLat | None, origin: Origin
) -> StoreReading:
    store_id, id_source = _identity(words, dialect, place)
    store = Store(
        store_id=store_id,
        name=words.name,
        branch=words.branch,
        category=category.category,
        category_text=category.said[:NAME_LIMIT],
        address=address_of(words),
        status=read_status(words.status, closed_on=words.closed_on),
        phone=words.phone,
        hours_text=words.hours,
        description=words.description,
        confirmed_on=read_date(words.confirmed_on),
        is_example=is_yes(words.example),
        origin=origin,
    )
    return StoreReading(
        store=store,
        place=place,
        group=f"{origin.file}#{words.table}",
        id_source=id_source,
        number=words.key if id_source is IdSource.OWN else words.id or words.key,
    )


def _identity(words: StoreWords, dialect: Dialect, place: LonLat | None) -> tuple[StoreId, IdSource]:
    if is_own_id(words.id):
        return words.id, IdSource.OWN
    if words.key:
        return id_from_key(dialect.name, read_code(words.key)), IdSource.REGISTER
    where = words.address or words.lot_address
    if not where and place:
        where = f"{place.lon:.5f} {place.lat:.5f}"
    return id_from_name(words.name, words.branch, where), IdSource.NAME_AND_ADDRESS


def _note_unreadable(file: str, row: int, problem: str) -> BuildNote:
    return note_at(
        Origin(file=file, row=row),
        NoteKind.UNREADABLE_ROW,
        Severity.PROBLEM,
        text=f"{problem} 이 행은 읽지 않았습니다.",
        remedy="행을 고치거나 지우세요.",
    )


def _note_bad_id(store: Store) -> BuildNote:
    return note_on(
        store,
        NoteKind.UNREADABLE_ROW,
        Severity.DOUBT,
        text=f"id에 쓸 수 없는 글자가 있어 {with_particle(store.store_id, '으로/로')} 대신합니다.",
        remedy="id는 글자, 숫자, 점, 밑줄, 붙임표로 64자 안에서 적으세요.",
    )
