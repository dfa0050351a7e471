"""Store tables of every dialect -> store readings."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from district_builder.domain.categories import KOREAN_LABELS, Category
from district_builder.domain.frames import LonLat
from district_builder.domain.layout import Origin
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.stores import Address, Store, StoreId
from district_builder.sources.address import join_addresses, parse_address, plain_name
from district_builder.sources.category_words import (
    category_of_code,
    category_of_name,
    category_of_words,
    contradict,
)
from district_builder.sources.coordinates import read_places
from district_builder.sources.dialects import Columns, Dialect
from district_builder.sources.josa import with_particle
from district_builder.sources.store_reading import (
    IdSource,
    StoreReading,
    id_from_key,
    id_from_name,
    is_own_id,
    read_status,
)
from district_builder.sources.tables import Table
from district_builder.sources.text import DESCRIPTION_LIMIT, LINE_LIMIT, NAME_LIMIT, read_code, read_date
from district_builder.sources.units import take_rooms

_YES = frozenset({"1", "1.0", "true", "yes", "y", "o", "예", "네", "대표", "예시", "○"})
_WORDS = (
    "table",
    "id",
    "key",
    "name",
    "branch",
    "address",
    "lot_address",
    "storey",
    "unit",
    "building",
    "lon",
    "lat",
    "status",
    "closed_on",
    "confirmed_on",
    "phone",
    "hours",
    "description",
    "example",
)
_LIMITS = {"name": NAME_LIMIT, "branch": NAME_LIMIT, "phone": 40, "hours": LINE_LIMIT, "description": DESCRIPTION_LIMIT}
_FIELD_LABELS = {"name": "이름", "branch": "지점", "phone": "전화", "hours": "영업시간", "description": "소개"}


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
    names = columns.each("name", table.rows)
    notes.extend(
        _note_unreadable(table.file, row, "가게 이름이 비어 있습니다.")
        for (row, _), name in zip(table.rows, names, strict=True)
        if not name
    )
    rows = [numbered for numbered, name in zip(table.rows, names, strict=True) if name]
    said = {word: columns.each(word, rows) for word in _WORDS}
    places = read_places(
        list(zip(said["lon"], said["lat"], strict=True)),
        rows=[row for row, _ in rows],
        file=table.file,
        anchor=anchor,
        coordinate_system=coordinate_system,
    )
    notes.extend(places.notes)
    shortened = _shorten(said)
    addresses = _addresses(said)
    categories = _categories(columns, rows, dialect, said["table"], table.file)
    unknown: dict[str, list[int]] = defaultdict(list)
    readings = []
    for index, (row, _) in enumerate(rows):
        name, branch = said["name"][index], said["branch"][index]
        origin = Origin(file=table.file, row=row)
        category, words = categories[index]
        if category is None:
            unknown[words].append(row)
        where = said["address"][index] or said["lot_address"][index]
        own, key, place = said["id"][index], said["key"][index], places.places[index]
        store_id, id_source = _identity(own, key, dialect, name, branch, where, place)
        if own and not is_own_id(own):
            notes.append(_note_bad_id(store_id, origin))
        settled, contradiction = settle_category(category, f"{name} {branch}".strip())
        store = Store(
            store_id=store_id,
            name=name,
            branch=branch,
            category=settled,
            category_text=words[:NAME_LIMIT],
            address=_without_tenant(addresses[index], name),
            status=read_status(said["status"][index], closed_on=said["closed_on"][index]),
            phone=said["phone"][index],
            hours_text=said["hours"][index],
            description=said["description"][index],
            confirmed_on=read_date(said["confirmed_on"][index]),
            is_example=said["example"][index].lower() in _YES,
            origin=origin,
        )
        notes.extend(_note_shortened(store, label) for label in shortened.get(index, ()))
        if contradiction:
            notes.append(note_contradiction(store, words))
        is_reprojected = index in places.reprojected
        readings.append(
            StoreReading(
                store=store,
                place=place,
                group=f"{table.file}#{said['table'][index]}{'#metres' if is_reprojected else ''}",
                id_source=id_source,
                is_reprojected=is_reprojected,
            )
        )
    notes.extend(_note_unknown_category(table.file, words, numbers) for words, numbers in unknown.items())
    return StoreRows(readings=tuple(readings), notes=tuple(notes), system_of_metres=places.system_of_metres)


def settle_category(listed: Category | None, name: str) -> tuple[Category, bool]:
    """The category to use and whether the list contradicts the name; a name that leaves no doubt wins."""
    named = category_of_name(name)
    if named is None:
        return listed or Category.OTHER, False
    if listed is None or listed is Category.OTHER:
        return named, False
    return (named, True) if contradict(listed, named) else (listed, False)


def _shorten(said: dict[str, list[str]]) -> dict[int, list[str]]:
    """Cut what is too long for a field in place; gives the labels of the fields that were cut, by row."""
    shortened: dict[int, list[str]] = defaultdict(list)
    for word, limit in _LIMITS.items():
        for index, text in enumerate(said[word]):
            if len(text) > limit:
                said[word][index] = text[:limit].rstrip()
                shortened[index].append(_FIELD_LABELS[word])
    return shortened


def _categories(
    columns: Columns, rows: Sequence[tuple[int, tuple[str, ...]]], dialect: Dialect, tables: Sequence[str], file: str
) -> list[tuple[Category | None, str]]:
    """Each row's category and the source's words for it; a register says the same few things again and again."""
    known: dict[tuple[tuple[str, ...], tuple[str, ...], str], tuple[Category | None, str]] = {}
    categories = []
    for (_, cells), table in zip(rows, tables, strict=True):
        said = columns.all("category", cells) or ((dialect.category,) if dialect.category else ())
        key = (said, columns.all("category_code", cells), table)
        if key not in known:
            known[key] = _category(*key, file)
        categories.append(known[key])
    return categories


def _category(said: tuple[str, ...], codes: tuple[str, ...], table: str, file: str) -> tuple[Category | None, str]:
    """A table without a category column is named after what it lists."""
    for words in said:
        if category := category_of_words(words):
            return category, said[0]
    for code in codes:
        if category := category_of_code(code):
            return category, said[0] if said else code
    if not said:
        return category_of_words(table or PurePosixPath(file).stem), ""
    return None, said[0]


def _identity(
    own: str, key: str, dialect: Dialect, name: str, branch: str, where: str, place: LonLat | None
) -> tuple[StoreId, IdSource]:
    if own and is_own_id(own):
        return own, IdSource.OWN
    if key := read_code(key):
        return id_from_key(dialect.name, key), IdSource.REGISTER
    if not where and place:
        where = f"{place.lon:.5f} {place.lat:.5f}"
    return id_from_name(name, branch, where), IdSource.NAME_AND_ADDRESS


def _addresses(said: Mapping[str, Sequence[str]]) -> list[Address]:
    """Each row's address; the tenants of a building that have no unit share it."""
    known: dict[tuple[str, ...], Address] = {}
    addresses = []
    for key in zip(*(said[word] for word in ("address", "lot_address", "storey", "unit", "building")), strict=True):
        if key not in known:
            known[key] = _address(*key)
        addresses.append(known[key])
    return addresses


def _address(road: str, lot: str, storey: str, unit: str, building: str) -> Address:
    address = join_addresses(parse_address(road), parse_address(lot))
    if storey or unit:
        address = _with_rooms(address, storey, unit)
    return replace(address, building_name=building) if building else address


def _without_tenant(address: Address, name: str) -> Address:
    """ "부곡시장길 29 우리들약국" names the tenant, not the building."""
    if address.building_name and plain_name(address.building_name) == plain_name(name):
        return replace(address, building_name="")
    return address


def _with_rooms(address: Address, storey: str, unit: str) -> Address:
    """층정보 is "1", "지1", "지" or "1층"; 호정보 is "101" or "101호". They win over the address text."""
    storey = storey.removesuffix(".0")
    if storey.startswith("지") and "하" not in storey:
        storey = f"지하{storey[1:] or '1'}"
    rooms = take_rooms(f"{storey}{'' if storey.endswith('층') or not storey else '층'}")
    units = take_rooms(f"{unit.removesuffix('.0')}{'' if unit.endswith('호') or not unit else '호'}").units
    return replace(address, storeys=rooms.storeys or address.storeys, units=units or address.units)


def _note_unreadable(file: str, row: int, problem: str) -> BuildNote:
    return BuildNote(
        kind=NoteKind.UNREADABLE_ROW,
        severity=Severity.PROBLEM,
        text=f"{problem} 이 행은 읽지 않았습니다.",
        remedy="행을 고치거나 지우세요.",
        file=file,
        row=row,
    )


def _note_bad_id(store_id: StoreId, origin: Origin) -> BuildNote:
    return BuildNote(
        kind=NoteKind.UNREADABLE_ROW,
        severity=Severity.DOUBT,
        text=f"id에 쓸 수 없는 글자가 있어 {with_particle(store_id, '으로/로')} 대신합니다.",
        remedy="id는 글자, 숫자, 점, 밑줄, 붙임표로 64자 안에서 적으세요.",
        subject=store_id,
        file=origin.file,
        row=origin.row,
    )


def _note_shortened(store: Store, label: str) -> BuildNote:
    return BuildNote(
        kind=NoteKind.TEXT_SHORTENED,
        severity=Severity.DOUBT,
        text=f"'{store.name[:20]}'의 {label} 글이 너무 길어 줄였습니다.",
        remedy=f"{label} 칸을 짧게 고치세요.",
        subject=store.store_id,
        file=store.origin.file,
        row=store.origin.row,
    )


def note_contradiction(store: Store, words: str) -> BuildNote:
    """A store whose name says another category than its list does; the name is followed."""
    is_named = store.category is not Category.OTHER
    guess = f"{KOREAN_LABELS[store.category]} 같아 그쪽을 따랐습니다" if is_named else "그렇지 않아 분류를 비웠습니다"
    return BuildNote(
        kind=NoteKind.CATEGORY_CONTRADICTS_NAME,
        severity=Severity.DOUBT,
        text=f"'{store.name}'의 분류는 '{words}'인데 이름은 {guess}.",
        remedy="분류를 고치거나 맞으면 그대로 두세요.",
        subject=store.store_id,
        file=store.origin.file,
        row=store.origin.row,
    )


def _note_unknown_category(file: str, words: str, numbers: list[int]) -> BuildNote:
    said = f"분류 {with_particle(words, '을/를')} 알 수 없어" if words else "분류가 없어"
    return BuildNote(
        kind=NoteKind.UNKNOWN_CATEGORY,
        severity=Severity.INFO,
        text=f"{said} {len(numbers)}개 행을 이름으로 판단하거나 '가게'로 읽었습니다.",
        remedy="category 칸에 분류를 적으세요.",
        file=file,
        row=numbers[0],
    )
