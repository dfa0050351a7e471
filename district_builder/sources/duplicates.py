"""One store listed twice: the rows are joined and the second is noted."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from district_builder.domain.categories import Category
from district_builder.domain.frames import DistrictFrame
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.row_notes import note_at
from district_builder.domain.stores import Address, Store, StoreId, TradingStatus
from district_builder.sources.address import address_key, join_addresses, plain_name, region_of
from district_builder.sources.josa import with_particle
from district_builder.sources.plane import Plane
from district_builder.sources.store_reading import IdSource, StoreReading

NEAR_METRES = 30.0
_TRADE_WORDS = re.compile(
    r"안경(?:원|점|콘택트|콘텍트|콘텍|콘택)?|노래연습장|노래방|코인|동물병원|약국|피씨방|pc방|단란주점|사우나|직업소개소|점$"
)
_RANK = {TradingStatus.OPEN: 0, TradingStatus.SUSPENDED: 1, TradingStatus.CLOSED: 2, TradingStatus.UNSTATED: 3}


def join_duplicates(
    readings: Sequence[StoreReading], *, frame: DistrictFrame
) -> tuple[list[StoreReading], list[BuildNote], dict[StoreId, StoreId]]:
    """Join the rows that tell of one store, in the order of their first row.

    Rows are one store when they have one id; when name, city, road and number agree and their units do not differ; when
    the same holds for names without trade and place words within one category ("글라스스타일안경", "글라스스타일의왕");
    or when the same full name stands within 30 m. The row that states a status wins over one that does not, an open one
    over a closed one, unless the closed one is confirmed later; blanks are filled from the other row.

    Returns:
        The joined readings, a note per row that was joined to another, and the ids that gave way to another.
    """
    leaders: list[StoreReading | None] = list(readings)
    notes: list[BuildNote] = []
    renamed: dict[StoreId, StoreId] = {}
    for same in (_same_id, _same_address, _same_spot):
        for indices in same(leaders, frame):
            _join(leaders, indices, notes, renamed)
    left = {gone: _last_of(renamed, gone) for gone in renamed}
    return [reading for reading in leaders if reading is not None], notes, left


Readings = list[StoreReading | None]


def _same_id(readings: Readings, _: DistrictFrame) -> Iterable[list[int]]:
    groups = defaultdict(list)
    for index, reading in enumerate(readings):
        if reading:
            groups[reading.store.store_id].append(index)
    return groups.values()


def _same_address(readings: Readings, _: DistrictFrame) -> Iterable[list[int]]:
    """Rows that share an address, once by full name and once by trade and the core of the name."""
    places: dict[object, list[int]] = defaultdict(list)
    for index, reading in enumerate(readings):
        if reading and (key := address_key(reading.store.address) or _lot_key(reading.store.address)):
            places[key].append(index)
    for name_of in (_full_name, _trade_and_core):
        for indices in places.values():
            named: dict[object, list[int]] = defaultdict(list)
            for index in indices if len(indices) > 1 else ():
                if (reading := readings[index]) and (name := name_of(reading.store)):
                    named[name].append(index)
            for alike in named.values():
                if len(alike) > 1:
                    yield from _fitting(readings, alike)


def _fitting(readings: Readings, indices: Sequence[int]) -> Iterable[list[int]]:
    """Of rows with one name and address those whose units can be the same."""
    pending = list(indices)
    while len(pending) > 1:
        first = readings[pending[0]]
        same = [i for i in pending if first and (r := readings[i]) and _units_fit(first.store.address, r.store.address)]
        yield same
        pending = [index for index in pending[1:] if index not in same]


def _same_spot(readings: Readings, frame: DistrictFrame) -> Iterable[list[int]]:
    plane = Plane(frame)
    groups: dict[str, list[int]] = defaultdict(list)
    for index, reading in enumerate(readings):
        if reading and reading.place:
            groups[_full_name(reading.store)].append(index)
    for indices in groups.values():
        spots = {
            index: plane[reading.place]
            for index in indices
            if len(indices) > 1 and (reading := readings[index]) and reading.place
        }
        pending = list(spots)
        while pending:
            first = pending.pop(0)
            near = [index for index in pending if math.dist(spots[first], spots[index]) < NEAR_METRES]
            for same in _fitting(readings, [first, *near]):
                yield same
                pending = [index for index in pending if index not in same]


def _lot_key(address: Address) -> tuple[str, str] | None:
    return (region_of(address), plain_name(address.text)) if address.text and not address.road else None


def _full_name(store: Store) -> str:
    return plain_name(store.full_name)


def _trade_and_core(store: Store) -> tuple[Category, str] | None:
    core = _core(store)
    return (store.category, core) if store.category is not Category.OTHER and len(core) >= 2 else None


def _core(store: Store) -> str:
    """A name without its trade and its place: "글라스스타일의왕" in 의왕시 is "글라스스타일"."""
    core = _TRADE_WORDS.sub("", plain_name(store.full_name))
    places = (region_of(store.address)[:-1], store.address.dong[:-1])
    return next((core.removesuffix(place) for place in places if len(place) > 1 and core.endswith(place)), core)


def _units_fit(one: Address, other: Address) -> bool:
    return not one.units or not other.units or bool(set(one.units) & set(other.units))


def _join(readings: Readings, indices: Sequence[int], notes: list[BuildNote], renamed: dict[StoreId, StoreId]) -> None:
    if len(indices) < 2:
        return
    rows = [reading for index in indices if (reading := readings[index])]
    best = rows[0]
    for other in rows[1:]:
        if _share_own_id_only(best, other):
            notes.append(_note_taken_id(other.store, best.store))
            continue
        best, dropped = (other, best) if _wins(other.store, best.store) else (best, other)
        notes.append(_note(dropped.store, best.store))
        best = _filled(best, dropped)
    renamed |= {row.store.store_id: best.store.store_id for row in rows if row.store.store_id != best.store.store_id}
    for index in indices:
        readings[index] = None
    readings[indices[0]] = best


def _last_of(renamed: Mapping[StoreId, StoreId], store_id: StoreId) -> StoreId:
    """The id at the end of the chain when a joined store was joined again."""
    while store_id in renamed:
        store_id = renamed[store_id]
    return store_id


def _share_own_id_only(one: StoreReading, other: StoreReading) -> bool:
    """Two stores under one id of the operator's making: a slip of the pen, nothing of the one is true of the other."""
    same_id = one.store.store_id == other.store.store_id and one.id_source is IdSource.OWN
    return same_id and plain_name(one.store.full_name) != plain_name(other.store.full_name)


def _wins(other: Store, best: Store) -> bool:
    """Whether a later row is the one to believe."""
    stated = {TradingStatus.OPEN, TradingStatus.CLOSED}
    if {other.status, best.status} == stated and other.confirmed_on and best.confirmed_on:
        return other.confirmed_on > best.confirmed_on
    if other.status is best.status and other.confirmed_on and best.confirmed_on:
        return other.confirmed_on > best.confirmed_on
    return _RANK[other.status] < _RANK[best.status]


def _filled(best: StoreReading, other: StoreReading) -> StoreReading:
    one, two = best.store, other.store
    lasting = min((best, other), key=lambda reading: reading.id_source)
    address = join_addresses(one.address, two.address) if one.address.road else join_addresses(two.address, one.address)
    return replace(
        best,
        place=best.place or other.place,
        group=best.group if best.place else other.group,
        id_source=lasting.id_source,
        store=replace(
            one,
            store_id=lasting.store.store_id,
            address=address,
            category=two.category if one.category is Category.OTHER else one.category,
            category_text=one.category_text or two.category_text,
            phone=one.phone or two.phone,
            hours_text=one.hours_text or two.hours_text,
            description=one.description or two.description,
            confirmed_on=one.confirmed_on or two.confirmed_on,
        ),
    )


def _note(dropped: Store, kept: Store) -> BuildNote:
    where = f"{kept.origin.file} {kept.origin.row}행" if kept.origin.row else kept.origin.file
    differs = {dropped.status, kept.status} == {TradingStatus.OPEN, TradingStatus.CLOSED}
    words = {TradingStatus.OPEN: "영업", TradingStatus.CLOSED: "폐업"}
    doubt = f" 한쪽은 폐업, 한쪽은 영업이라고 해서 '{words[kept.status]}'을 따랐습니다." if differs else ""
    return note_at(
        dropped.origin,
        NoteKind.DUPLICATE_STORE,
        Severity.DOUBT if differs else Severity.INFO,
        text=f"{with_particle(dropped.full_name, '은/는')} {where}의 "
        f"{with_particle(kept.full_name, '과/와')} 같은 가게로 보고 합쳤습니다.{doubt}",
        remedy="서로 다른 가게라면 호수를 적거나 id를 다르게 적으세요.",
        subject=kept.store_id,
    )


def _note_taken_id(dropped: Store, kept: Store) -> BuildNote:
    return note_at(
        dropped.origin,
        NoteKind.DUPLICATE_STORE,
        Severity.PROBLEM,
        text=f"'{dropped.full_name}'의 id {with_particle(kept.store_id, '은/는')} "
        f"{with_particle(kept.full_name, '이/가')} 이미 쓰고 있어 넣지 않았습니다.",
        remedy="두 가게의 id를 다르게 적으세요.",
        subject=kept.store_id,
    )
