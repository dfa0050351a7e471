"""Zebra crossings before the junctions of a street: where they lie, their stripes, and the line at which cars wait."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from district_builder.domain.frames import Point2
from district_builder.domain.plan import PlannedRoad

CROSSING_LENGTH, STRIPE_METRES = 4.0, 0.5
FROM_JUNCTION_METRES, APART_METRES = 3.0, 45.0
STOP_LINE_METRES, BEFORE_CROSSING_METRES = 0.35, 2.0  # 정지선: 0.3 to 0.6 m wide, 2 to 5 m before the crossing
OVER_KERB = 0.4  # a crossing is drawn this much too wide, then cut at the kerbs: roads bend
LEAST_LANES_METRES = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Zebra:
    """A crossing of a street. `ahead` is the unit vector along the street, away from the junction beside it."""

    road_id: str
    middle: Point2
    ahead: tuple[float, float]
    carriageway_width_metres: float
    pavement_width_metres: float

    def at(self, along: float, left: float) -> Point2:
        """The point so many metres along the street from the middle, and to its left."""
        ux, uy = self.ahead
        return Point2(self.middle.x + ux * along - uy * left, self.middle.y + uy * along + ux * left)

    def patch(self, along: tuple[float, float], left: tuple[float, float]) -> Polygon:
        """The rectangle between two distances along the street and two to its left."""
        corners = ((along[0], left[0]), (along[1], left[0]), (along[1], left[1]), (along[0], left[1]))
        return Polygon([self.at(*corner) for corner in corners])


def place_zebra(road: PlannedRoad, line: LineString, start: float) -> Zebra:
    """The crossing that begins `start` metres along a street."""
    a, b = line.interpolate(start), line.interpolate(start + CROSSING_LENGTH)
    length = float(np.hypot(b.x - a.x, b.y - a.y)) or 1.0
    return Zebra(
        road_id=road.road_id,
        middle=Point2((a.x + b.x) / 2, (a.y + b.y) / 2),
        ahead=((b.x - a.x) / length, (b.y - a.y) / length),
        carriageway_width_metres=road.carriageway_width_metres,
        pavement_width_metres=road.pavement_width_metres,
    )


def place_zebras(road: PlannedRoad, line: LineString, junctions: Iterable[tuple[float, float]]) -> list[Zebra]:
    """One beyond each junction (metres along the street, half width of the other road), at most one in 45 m."""
    found: list[Zebra] = []
    last = -APART_METRES
    for at, half in junctions:
        start = at + half + FROM_JUNCTION_METRES
        if start + CROSSING_LENGTH <= line.length - 2.0 and start - last >= APART_METRES:
            last = start
            found.append(place_zebra(road, line, start))
    return found


def crossing_area(zebra: Zebra) -> Polygon:
    half = zebra.carriageway_width_metres / 2 + OVER_KERB
    return zebra.patch((-CROSSING_LENGTH / 2, CROSSING_LENGTH / 2), (-half, half))


def paint_zebras(zebras: Sequence[Zebra]) -> BaseGeometry:
    """Stripes and stop lines, to be cut at the kerbs."""
    return unary_union([mark for zebra in zebras for mark in (*_stripes(zebra), *_stop_line(zebra))])


def _stripes(zebra: Zebra) -> list[Polygon]:
    half = zebra.carriageway_width_metres / 2
    along = (-CROSSING_LENGTH / 2, CROSSING_LENGTH / 2)
    lefts = np.arange(-half + STRIPE_METRES, half - STRIPE_METRES / 2, 2 * STRIPE_METRES).tolist()
    return [zebra.patch(along, (left - STRIPE_METRES / 2, left + STRIPE_METRES / 2)) for left in lefts]


def _stop_line(zebra: Zebra) -> list[Polygon]:
    """Across the lanes that lead to the junction; people drive on the right, so these are left of the line."""
    if zebra.carriageway_width_metres < LEAST_LANES_METRES:
        return []
    near = CROSSING_LENGTH / 2 + BEFORE_CROSSING_METRES
    return [zebra.patch((near, near + STOP_LINE_METRES), (0.3, zebra.carriageway_width_metres / 2 - 0.6))]
