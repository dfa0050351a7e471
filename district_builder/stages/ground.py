"""What lies on the ground: carriageway with its markings, kerbs, pavements and lots, as areas in the district frame."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from district_builder.domain.layout import RoadKind
from district_builder.domain.plan import PlannedBuilding, PlannedRoad, StreetPlan
from district_builder.geometry.paving import areas_of
from district_builder.stages.crossings import Zebra, crossing_area, paint_zebras, place_zebras

KERB_METRES = 0.18
ROADWAY_Z = -0.10  # the carriageway lies this far below pavements and floors
MARGIN_METRES = 30.0
YELLOW_OFFSETS = (-0.16, 0.16)
LINE_HALF_WIDTH = 0.06


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Areas that cover the district without overlap, and the way each road runs for laying paving along it."""

    roadway: BaseGeometry
    white: BaseGeometry
    yellow: BaseGeometry
    kerb: BaseGeometry
    pavement: BaseGeometry
    lot: BaseGeometry
    crossings: BaseGeometry
    zebras: tuple[Zebra, ...]
    extent: BaseGeometry


def outline(building: PlannedBuilding) -> Polygon:
    return Polygon(building.footprint, building.holes)


def lay_ground(plan: StreetPlan) -> Ground:
    """Areas of the whole district. Buildings cut everything, roadways cut pavements, both cut lots."""
    buildings = unary_union([outline(building) for building in plan.buildings])
    driven = [road for road in plan.roads if road.kind is not RoadKind.PATH]
    lines = {road.road_id: LineString(road.centreline) for road in plan.roads}
    roadway = _without(
        unary_union([lines[r.road_id].buffer(r.carriageway_width_metres / 2, cap_style="flat") for r in driven]),
        buildings,
    )
    walked = unary_union(
        [lines[r.road_id].buffer(r.half_width_metres, cap_style="flat") for r in plan.roads if r.half_width_metres > 0]
    )
    pavement = _without(_without(walked, roadway), buildings)
    kerb = _clean(pavement.intersection(roadway.buffer(KERB_METRES, join_style="mitre")))
    pavement = _without(pavement, kerb)
    extent = unary_union([buildings, walked]).convex_hull.buffer(MARGIN_METRES)
    lot = _without(extent, unary_union([buildings, roadway, pavement, kerb]))
    zebras = [
        zebra
        for road in driven
        if road.kind is RoadKind.STREET
        for zebra in place_zebras(road, lines[road.road_id], _junctions(road, driven, lines))
    ]
    crossings = unary_union([crossing_area(zebra).intersection(roadway) for zebra in zebras])
    edges = _without(_edge_lines(driven, lines), crossings)
    white = _clean(unary_union([paint_zebras(zebras), edges]).intersection(roadway))
    yellow = _clean(_without(_centre_lines(driven, lines), crossings.buffer(1.0)).intersection(roadway))
    return Ground(
        roadway=_without(roadway, unary_union([white, yellow])),
        white=white,
        yellow=yellow,
        kerb=kerb,
        pavement=pavement,
        lot=lot,
        crossings=crossings,
        zebras=tuple(zebras),
        extent=extent,
    )


def _clean(area: BaseGeometry) -> BaseGeometry:
    return areas_of(shapely.make_valid(shapely.set_precision(area, 0.001)))


def _without(area: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    return _clean(area.difference(other))


def _others(road: PlannedRoad, roads: Sequence[PlannedRoad]) -> list[PlannedRoad]:
    """All roads but this one; a street that comes in pieces does not meet itself."""
    return [other for other in roads if other.road_id != road.road_id and not (other.name and other.name == road.name)]


def _junctions(
    road: PlannedRoad, roads: Sequence[PlannedRoad], lines: dict[str, LineString]
) -> list[tuple[float, float]]:
    """(metres along the road, half width of the other roadway) where other roads meet it."""
    line = lines[road.road_id]
    found = []
    for other in _others(road, roads):
        near = line.buffer(road.carriageway_width_metres / 2 + 0.5).intersection(lines[other.road_id])
        if not near.is_empty:
            found.append(
                (float(line.project(Point(shapely.get_coordinates(near)[0]))), other.carriageway_width_metres / 2)
            )
    return sorted(found)


def _centre_lines(roads: Sequence[PlannedRoad], lines: dict[str, LineString]) -> BaseGeometry:
    """The double yellow line of each street, open where other roads join."""
    marks = []
    for road in (road for road in roads if road.kind is RoadKind.STREET and road.carriageway_width_metres >= 6.0):
        line = lines[road.road_id]
        mouths = unary_union(
            [
                lines[o.road_id].buffer(o.carriageway_width_metres / 2 + 1.5)
                for o in _others(road, roads)
                if lines[o.road_id].distance(line) < o.carriageway_width_metres
            ]
        )
        marks += [
            line.offset_curve(offset).buffer(LINE_HALF_WIDTH, cap_style="flat").difference(mouths)
            for offset in YELLOW_OFFSETS
        ]
    return unary_union(marks)


def _edge_lines(roads: Sequence[PlannedRoad], lines: dict[str, LineString]) -> BaseGeometry:
    marks = []
    for road in (road for road in roads if road.kind is RoadKind.STREET):
        line = lines[road.road_id]
        inset = road.carriageway_width_metres / 2 - 0.45
        mouths = unary_union(
            [
                lines[o.road_id].buffer(o.carriageway_width_metres / 2 + 0.5)
                for o in _others(road, roads)
                if lines[o.road_id].distance(line) < road.half_width_metres
            ]
        )
        marks += [
            line.offset_curve(side * inset).buffer(LINE_HALF_WIDTH, cap_style="flat").difference(mouths)
            for side in (-1, 1)
        ]
    return unary_union(marks)


class RoadDirections:
    """Which way the nearest road runs: paving follows it."""

    def __init__(self, roads: Sequence[PlannedRoad]) -> None:
        self._lines = [LineString(road.centreline) for road in roads]
        self._tree = STRtree(self._lines)

    def near(self, x: float, y: float) -> tuple[float, float]:
        """The unit direction of the nearest road, (1, 0) where there is none."""
        if not self._lines:
            return (1.0, 0.0)
        here = Point(x, y)
        line = self._lines[min(self._tree.query_nearest(here))]
        at = line.project(here)
        a, b = line.interpolate(max(0.0, at - 2.0)), line.interpolate(min(line.length, at + 2.0))
        length = float(np.hypot(b.x - a.x, b.y - a.y)) or 1.0
        return ((b.x - a.x) / length, (b.y - a.y) / length)


def cast_shadow(building: PlannedBuilding, shift_per_metre: tuple[float, float]) -> BaseGeometry:
    """The ground that a building shades: its footprint swept along the sun's shift, parapet included."""
    height = building.height_metres + 0.9
    dx, dy = shift_per_metre[0] * height, shift_per_metre[1] * height
    ring = list(building.footprint)
    sweeps = [
        Polygon([a, b, (b.x + dx, b.y + dy), (a.x + dx, a.y + dy)])
        for a, b in zip(ring, ring[1:] + ring[:1], strict=True)
    ]
    moved = Polygon([(p.x + dx, p.y + dy) for p in ring])
    return unary_union([Polygon(ring), moved, *(shapely.make_valid(sweep) for sweep in sweeps if sweep.area > 1e-6)])
