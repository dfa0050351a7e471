"""Outlines and centrelines as drawn -> clean buildings and roads in the district frame."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

import shapely
from shapely import Polygon

from district_builder.domain.frames import DistrictFrame, LonLat, Point2
from district_builder.domain.layout import Building, Ring, Road, Rung
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.row_notes import note_at
from district_builder.sources.map_features import Centreline, Outline
from district_builder.sources.rings import middle_of

LEAST_AREA = 1.0  # m²; less is a slip of the pen
LEAST_STEP_METRES = 0.01
CLEAR_SHARE = 0.9
MOST_DEGREES_AWAY = 1.0


def settle_buildings(
    outlines: Iterable[Outline], *, frame: DistrictFrame
) -> tuple[tuple[Building, ...], tuple[BuildNote, ...]]:
    """Turn outlines into buildings with counter-clockwise, simple rings.

    A ring that crosses itself is repaired when one polygon of the result holds at least 90 % of its area, else dropped
    with a note. A second outline with the id of an earlier one is the same building from another file; it is left out,
    with a note when the two differ.
    """
    buildings: dict[str, Building] = {}
    notes: list[BuildNote] = []
    for outline in outlines:
        shape, problem = _shape(outline, frame)
        if problem:
            notes.append(_note_footprint(outline, problem, is_dropped=shape is None))
        if shape is None:
            continue
        building = _building(outline, shape)
        known = buildings.setdefault(outline.building_id, building)
        if known is not building and not _same(known, building):
            notes.append(_note_second(outline, known))
    return tuple(buildings.values()), tuple(notes)


def settle_roads(
    centrelines: Iterable[Centreline], *, frame: DistrictFrame
) -> tuple[tuple[Road, ...], tuple[BuildNote, ...]]:
    """Turn centrelines into roads of two or more different points; a second line with the same id is left out."""
    roads: dict[str, Road] = {}
    notes = []
    for line in centrelines:
        points = _points(line.places, frame)
        if len(points) < 2:
            notes.append(_note_road(line))
            continue
        roads.setdefault(
            line.road_id,
            Road(
                road_id=line.road_id,
                centreline=points,
                name=line.name,
                kind=line.kind,
                carriageway_width_metres=line.carriageway_width_metres,
                origin=line.origin,
            ),
        )
    return tuple(roads.values()), tuple(notes)


def _points(places: Sequence[LonLat], frame: DistrictFrame) -> Ring:
    """Places in the district frame, without repeats and without what lies a degree and more away."""
    points: list[Point2] = []
    for place in places:
        if not (
            abs(place.lon - frame.anchor.lon) <= MOST_DEGREES_AWAY
            and abs(place.lat - frame.anchor.lat) <= MOST_DEGREES_AWAY
        ):
            continue
        point = frame.district_from_wgs84(place)
        if not points or math.dist(points[-1], point) >= LEAST_STEP_METRES:
            points.append(point)
    return tuple(points)


def _shape(outline: Outline, frame: DistrictFrame) -> tuple[Any, str]:
    """The outline's polygon, None when there is none, and what was wrong with it."""
    outer = _points(outline.outer, frame)
    if len(outer) > 1 and math.dist(outer[0], outer[-1]) < LEAST_STEP_METRES:
        outer = outer[:-1]
    if len(outer) < 3:
        return None, "점이 세 개보다 적습니다"
    holes = [ring for inner in outline.inner if len(ring := _points(inner, frame)) >= 3]
    drawn = Polygon(outer, holes)
    if drawn.is_valid:
        return (drawn, "") if drawn.area >= LEAST_AREA else (None, "넓이가 없습니다")
    repaired = shapely.make_valid(drawn, method="structure", keep_collapsed=False)
    parts = [part for part in shapely.get_parts(repaired) if part.geom_type == "Polygon" and part.area >= LEAST_AREA]
    largest = max(parts, key=lambda part: float(part.area), default=None)
    if largest is None or largest.area < CLEAR_SHARE * sum(part.area for part in parts):
        return None, "윤곽선이 스스로 교차해 모양을 알 수 없습니다"
    return largest, "윤곽선이 스스로 교차합니다"


def _building(outline: Outline, shape: Any) -> Building:
    return Building(
        building_id=outline.building_id,
        footprint=_ring(shape.exterior),
        holes=tuple(_ring(hole) for hole in shape.interiors),
        name=outline.name,
        road=outline.road,
        number=outline.number,
        storeys_above=outline.storeys_above,
        storeys_below=outline.storeys_below,
        height_metres=outline.height_metres,
        rung=Rung.FOOTPRINT_WITH_STOREYS if outline.storeys_above else Rung.FOOTPRINT,
        origin=outline.origin,
    )


def _ring(ring: Any) -> Ring:
    """Counter-clockwise points, the first not repeated."""
    points = [Point2(float(x), float(y)) for x, y in ring.coords[:-1]]
    return tuple(points if ring.is_ccw else reversed(points))


def _same(one: Building, other: Building) -> bool:
    close = Polygon(one.footprint).symmetric_difference(Polygon(other.footprint)).area < 1.0
    return bool(close) and one.storeys_above == other.storeys_above


def _label(outline: Outline) -> str:
    return f"건물 {outline.building_id}" + (f"({outline.name})" if outline.name else "")


def _note_footprint(outline: Outline, problem: str, *, is_dropped: bool) -> BuildNote:
    return note_at(
        outline.origin,
        NoteKind.BAD_FOOTPRINT,
        Severity.PROBLEM if is_dropped else Severity.DOUBT,
        text=f"{_label(outline)}의 {problem}. {'넣지 않았습니다' if is_dropped else '고쳐서 넣었습니다'}.",
        remedy="지도에서 건물 윤곽을 다시 그리세요.",
        subject=outline.building_id,
    )


def _note_second(outline: Outline, known: Building) -> BuildNote:
    return note_at(
        outline.origin,
        NoteKind.CONTRADICTING_BUILDING,
        Severity.DOUBT,
        text=f"{_label(outline)}의 모양이나 층수가 {known.origin.file}과 달라서 먼저 것을 썼습니다.",
        remedy="두 파일 가운데 맞는 것만 남기세요.",
        subject=outline.building_id,
    )


def _note_road(line: Centreline) -> BuildNote:
    return note_at(
        line.origin,
        NoteKind.BAD_ROAD,
        Severity.PROBLEM,
        text=f"길 {line.road_id}{f'({line.name})' if line.name else ''}의 점이 두 개보다 적어 넣지 않았습니다.",
        remedy="지도에서 길을 다시 그리세요.",
        subject=line.road_id,
    )


def middle_in_wgs84(outline: Outline) -> LonLat | None:
    """The mean corner of an outline, as the place of its address."""
    corners = tuple(dict.fromkeys(outline.outer))
    return middle_of(corners) if corners else None
