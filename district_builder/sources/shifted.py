"""The 256 m shift: EPSG:5174 metres that somebody converted as EPSG:2097 lie that far too far west.

Two things give it away. A row that had no coordinates lies where EPSG:2097 has its 0, 0. And the same road and number
lies 256 m farther east in a source that is right. Groups of rows that agree with a shifted group are shifted too.
"""

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from district_builder.domain.frames import DistrictFrame, LonLat, Point2
from district_builder.domain.layout import Origin
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.row_notes import note_at, note_on
from district_builder.domain.stores import Store
from district_builder.sources.address import AddressKey, address_key
from district_builder.sources.plane import Plane
from district_builder.sources.projections import (
    CENTRAL_BELT,
    KOREA_LAT,
    KOREA_LON,
    MODIFIED_CENTRAL_BELT,
    nothing_place,
    undo_wrong_belt,
)
from district_builder.sources.store_reading import StoreReading

SHIFT_METRES = 256.0
SAME_METRES = 60.0
NOTHING_DEGREES = 1e-4
LAYOUT_GROUP = "(지도)"

Verdicts = dict[str, tuple[bool, str]]  # group -> (is shifted, why)


def correct_shift(
    readings: Sequence[StoreReading],
    *,
    frame: DistrictFrame,
    known_places: Mapping[tuple[str, int, int], LonLat] | None = None,
) -> tuple[list[StoreReading], list[BuildNote]]:
    """Move the rows of shifted groups to where their addresses are, and drop places that mean "no coordinates".

    Args:
        known_places: road, main and sub number -> middle of a building of the layout; taken as right.

    Returns:
        The readings in their order and one note per shifted group and per row whose place was dropped.
    """
    verdicts: Verdicts = {}
    kept, notes = [], []
    for reading in readings:
        if system := _system_of_nothing(reading.place):
            if system == CENTRAL_BELT:
                verdicts[reading.group] = (True, "좌표가 없던 행이 EPSG:2097의 원점에 찍혀 있습니다")
            notes.append(_note_nothing(reading.store))
            kept.append(reading.at(None))
        else:
            kept.append(reading)
    for reading in kept:
        if reading.is_reprojected:
            verdicts[reading.group] = (False, "미터 좌표를 직접 변환했습니다")
    spots = _spots(kept, frame, known_places or {})
    if known_places:
        verdicts[LAYOUT_GROUP] = (False, "지도입니다")
    _judge(spots, verdicts)
    return _moved(kept, verdicts, notes)


def _system_of_nothing(place: LonLat | None) -> str | None:
    if place is None or place.lon > 125.5:
        return None
    for system in (CENTRAL_BELT, MODIFIED_CENTRAL_BELT):
        origin = nothing_place(system)
        if abs(place.lon - origin.lon) < NOTHING_DEGREES and abs(place.lat - origin.lat) < NOTHING_DEGREES:
            return system
    return None


def _spots(
    readings: Iterable[StoreReading], frame: DistrictFrame, known_places: Mapping[tuple[str, int, int], LonLat]
) -> dict[AddressKey, dict[str, Point2]]:
    """For each address the middle of what each group says of it, in the district frame."""
    plane = Plane(frame)
    found: dict[AddressKey, dict[str, list[Point2]]] = defaultdict(lambda: defaultdict(list))
    for reading in readings:
        key = address_key(reading.store.address)
        if key and reading.place and _in_korea(reading.place):
            found[key][reading.group].append(plane[reading.place])
    for key, groups in found.items():
        if place := known_places.get(key[1:]):
            groups[LAYOUT_GROUP].append(plane[place])
    return {
        key: {
            group: Point2(statistics.median(p.x for p in points), statistics.median(p.y for p in points))
            for group, points in groups.items()
        }
        for key, groups in found.items()
    }


def _in_korea(place: LonLat) -> bool:
    return KOREA_LON[0] <= place.lon <= KOREA_LON[1] and KOREA_LAT[0] <= place.lat <= KOREA_LAT[1]


def _judge(spots: Mapping[AddressKey, Mapping[str, Point2]], verdicts: Verdicts) -> None:
    """Fill in the verdicts: first the groups that lie west of another, then those that agree with a judged one."""
    west_of: Counter[tuple[str, str]] = Counter()
    agree: Counter[tuple[str, str]] = Counter()
    for groups in spots.values():
        for (one, here), (other, there) in combinations(sorted(groups.items()), 2):
            east, north = there.x - here.x, there.y - here.y
            if abs(north) > SAME_METRES:
                continue
            if abs(east) < SAME_METRES:
                agree[one, other] += 1
            elif abs(east - SHIFT_METRES) < SAME_METRES:
                west_of[one, other] += 1
            elif abs(east + SHIFT_METRES) < SAME_METRES:
                west_of[other, one] += 1
    for (west, east_group), votes in sorted(west_of.items(), key=lambda item: (-item[1], item[0])):
        against = west_of[east_group, west] + agree[west, east_group] + agree[east_group, west]
        if votes > against:
            verdicts.setdefault(west, (True, f"같은 주소 {votes}곳이 {_plain(east_group)}와 어긋납니다"))
            verdicts.setdefault(east_group, (False, f"{_plain(west)}보다 동쪽입니다"))
    pending = True
    while pending:
        pending = False
        for (one, other), votes in sorted(agree.items(), key=lambda item: (-item[1], item[0])):
            for judged, unjudged in ((one, other), (other, one)):
                if judged in verdicts and unjudged not in verdicts:
                    verdicts[unjudged] = (verdicts[judged][0], f"같은 주소 {votes}곳이 {_plain(judged)}와 같습니다")
                    pending = True


def _moved(
    readings: list[StoreReading], verdicts: Verdicts, notes: list[BuildNote]
) -> tuple[list[StoreReading], list[BuildNote]]:
    shifted = [i for i, r in enumerate(readings) if r.place and verdicts.get(r.group, (False, ""))[0]]
    places = undo_wrong_belt([place for i in shifted if (place := readings[i].place)])
    rows: dict[str, list[int]] = defaultdict(list)
    for index, place in zip(shifted, places, strict=True):
        rows[readings[index].group].append(readings[index].store.origin.row or 0)
        readings[index] = readings[index].at(place)
    for group, numbers in rows.items():
        notes.append(_note_shifted(group, numbers, verdicts[group][1]))
    return readings, notes


def _plain(group: str) -> str:
    file, _, table = group.partition("#")
    table = table.removesuffix("#metres")
    return f"{file}({table})" if table else file


def _note_shifted(group: str, rows: list[int], why: str) -> BuildNote:
    file, _, table = group.partition("#")
    part = f" '{table}' " if table else " "
    return note_at(
        Origin(file=file, row=rows[0]),
        NoteKind.SHIFTED_COORDINATES,
        Severity.DOUBT,
        text=f"이 파일의{part}좌표는 서쪽으로 약 256 m 밀려 있어 {len(rows)}개 행을 동쪽으로 옮겨 읽었습니다. {why}.",
        remedy="EPSG:5174 좌표를 EPSG:2097로 잘못 변환한 자료입니다. 발행처에 알려 주세요.",
    )


def _note_nothing(store: Store) -> BuildNote:
    return note_on(
        store,
        NoteKind.OUTSIDE_AREA,
        Severity.DOUBT,
        text=f"'{store.name}'의 좌표는 빈 좌표(0, 0)를 변환한 제주 남서쪽 바다라서 버렸습니다.",
        remedy="주소로 자리를 찾습니다. 정확한 좌표를 알면 적어 주세요.",
    )
