"""The coordinate columns of a store table: degrees, swapped degrees, or projected metres."""

from collections.abc import Sequence
from dataclasses import dataclass

from district_builder.domain.frames import LonLat
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.sources.projections import (
    KOREA_LAT,
    KOREA_LON,
    MODIFIED_CENTRAL_BELT,
    guess_system,
    is_lonlat,
    is_metres,
    places_from,
)
from district_builder.sources.text import read_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """One place per row, None where the row gives none; `reprojected` are the indices that were metres."""

    places: tuple[LonLat | None, ...]
    reprojected: frozenset[int]
    system_of_metres: str  # "" when no row was metres
    notes: tuple[BuildNote, ...]


def read_places(
    pairs: Sequence[tuple[str, str]], *, rows: Sequence[int], file: str, anchor: LonLat | None, coordinate_system: str
) -> Places:
    """Read the x and y cells of a table's rows as WGS 84 places.

    Metres are recognised by their size. Their system is `coordinate_system` if the district names one, else the Korean
    system that puts them nearest to the anchor, else EPSG:5174, in which LOCALDATA publishes.
    """
    places: list[LonLat | None] = []
    metres: list[tuple[int, tuple[float, float]]] = []
    swapped, unreadable = [], []
    for index, (x_text, y_text) in enumerate(pairs):
        place = None
        x, y = read_number(x_text), read_number(y_text)
        if x is None or y is None:
            if x_text and y_text:
                unreadable.append(rows[index])
        elif _is_swapped(x, y):
            swapped.append(rows[index])
            place = LonLat(y, x)
        elif is_lonlat(x, y):
            place = LonLat(x, y)
        elif is_metres(x, y):
            metres.append((index, (x, y)))
        elif (x, y) != (0, 0):
            unreadable.append(rows[index])
        places.append(place)
    notes = []
    system = ""
    if metres:
        guessed = guess_system([point for _, point in metres], anchor) if anchor else None
        system = coordinate_system or guessed or MODIFIED_CENTRAL_BELT
        for (index, _), place in zip(metres, places_from(system, [point for _, point in metres]), strict=True):
            places[index] = place if is_lonlat(*place) else None
        notes.append(_metres_note(file, system, [rows[index] for index, _ in metres]))
    if swapped:
        notes.append(_swapped_note(file, swapped))
    notes.extend(_unreadable_note(file, row) for row in unreadable)
    return Places(
        places=tuple(places),
        reprojected=frozenset(index for index, _ in metres),
        system_of_metres=system,
        notes=tuple(notes),
    )


def _is_swapped(x: float, y: float) -> bool:
    return KOREA_LAT[0] <= x <= KOREA_LAT[1] and KOREA_LON[0] <= y <= KOREA_LON[1]


def _metres_note(file: str, system: str, rows: list[int]) -> BuildNote:
    return BuildNote(
        kind=NoteKind.SHIFTED_COORDINATES,
        severity=Severity.INFO,
        text=f"좌표가 경위도가 아니라 미터라서 {len(rows)}개 행을 {system} 좌표로 보고 변환했습니다.",
        remedy="다른 좌표계라면 district.toml의 coordinate_system에 적으세요.",
        file=file,
        row=rows[0],
    )


def _swapped_note(file: str, rows: list[int]) -> BuildNote:
    return BuildNote(
        kind=NoteKind.SHIFTED_COORDINATES,
        severity=Severity.DOUBT,
        text=f"{len(rows)}개 행에서 경도와 위도가 서로 바뀌어 있어 바로잡아 읽었습니다.",
        remedy="두 열의 순서를 바꾸어 저장하세요.",
        file=file,
        row=rows[0],
    )


def _unreadable_note(file: str, row: int) -> BuildNote:
    return BuildNote(
        kind=NoteKind.UNREADABLE_ROW,
        severity=Severity.DOUBT,
        text="좌표를 숫자로 읽을 수 없어 주소만 씁니다.",
        remedy="경도와 위도를 소수로 적거나 비워 두세요.",
        file=file,
        row=row,
    )
