"""Notes that OSM files of both kinds give rise to."""

from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.sources.osm_tags import Element


def note_incomplete(element: Element, missing: int) -> BuildNote:
    """A way whose nodes are not all in the file."""
    is_building = bool(element.tags.get("building"))
    return BuildNote(
        kind=NoteKind.BAD_FOOTPRINT if is_building else NoteKind.BAD_ROAD,
        severity=Severity.DOUBT,
        text=f"{'건물' if is_building else '길'} {element.ref}의 점 {missing}개가 파일에 없어 나머지로 그렸습니다.",
        remedy="구역을 조금 넓혀 다시 내려받으세요.",
        subject=element.ref,
        file=element.origin.file,
    )


def note_without_geometry(element: Element) -> BuildNote:
    """An element that comes without any place."""
    is_building = bool(element.tags.get("building"))
    return BuildNote(
        kind=NoteKind.BAD_FOOTPRINT if is_building else NoteKind.BAD_ROAD,
        severity=Severity.PROBLEM,
        text=f"{'건물' if is_building else '길'} {element.ref}에 모양이 없어 넣지 않았습니다.",
        remedy="Overpass에서 'out geom;'으로 내려받으세요.",
        subject=element.ref,
        file=element.origin.file,
    )


def note_below_ground(file: str, count: int) -> BuildNote:
    """Underground and indoor things that a street does not show."""
    return BuildNote(
        kind=NoteKind.ASSUMED_LAYOUT,
        severity=Severity.INFO,
        text=f"지하나 실내에 있는 건물과 길 {count}개는 거리에 보이지 않아 넣지 않았습니다.",
        remedy="할 일은 없습니다.",
        file=file,
    )
