"""Shapes in a file's own coordinates -> WGS 84, the system being stated, configured or guessed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from district_builder.domain.errors import SourceError
from district_builder.domain.frames import LonLat
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.sources.gis_features import Shape
from district_builder.sources.map_features import LonLatRing
from district_builder.sources.projections import WGS84, guess_system, is_lonlat, is_metres, places_from


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemChoice:
    """The coordinate system of a file, and a note when it was guessed."""

    system: str
    is_guess: bool = False
    notes: tuple[BuildNote, ...] = ()


def choose_system(
    path: Path,
    *,
    file: str,
    stated: str,
    configured: str,
    samples: Sequence[tuple[float, float]],
    anchor: LonLat | None,
) -> SystemChoice:
    """The system that the file states, else degrees if they look like it, else the district's, else the likeliest.

    Raises:
        SourceError: metres, and nothing says of which system.
    """
    if stated:
        return SystemChoice(system=stated)
    if not samples or all(is_lonlat(x, y) for x, y in samples):
        return SystemChoice(system=WGS84)
    if configured:
        return SystemChoice(system=configured)
    guessed = guess_system(samples, anchor) if anchor and all(is_metres(x, y) for x, y in samples) else None
    if guessed is None:
        raise SourceError(
            "좌표계를 알 수 없습니다.",
            remedy='district.toml에 coordinate_system = "EPSG:5186"처럼 적거나 .prj 파일을 함께 넣으세요.',
            file=path,
        )
    note = BuildNote(
        kind=NoteKind.ASSUMED_LAYOUT,
        severity=Severity.DOUBT,
        text=f"파일에 좌표계가 없어 구역에 가장 가까운 {guessed}로 보았습니다.",
        remedy=f'맞으면 district.toml에 coordinate_system = "{guessed}"를 적으세요.',
        file=file,
    )
    return SystemChoice(system=guessed, is_guess=True, notes=(note,))


def rings_from(shapes: Iterable[Shape], system: str) -> list[tuple[list[list[LonLatRing]], list[LonLatRing]]]:
    """For each shape its polygons and its lines in WGS 84, projected in one go."""
    listed = list(shapes)
    points = [
        point
        for shape in listed
        for part in (*(ring for polygon in shape.polygons for ring in polygon), *shape.lines)
        for point in part
    ]
    places = iter(points_as_places(points) if system == WGS84 else places_from(system, points))
    return [
        (
            [[tuple(next(places) for _ in ring) for ring in polygon] for polygon in shape.polygons],
            [tuple(next(places) for _ in line) for line in shape.lines],
        )
        for shape in listed
    ]


def points_as_places(points: Iterable[tuple[float, float]]) -> list[LonLat]:
    """Degrees as they are."""
    return [LonLat(x, y) for x, y in points]
