"""Outlines of buildings: rings, polygons and the straight walls along them. Metres, any plane frame."""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import shapely
from shapely.geometry import Polygon

from district_builder.domain.frames import Point2
from district_builder.domain.layout import Ring


class Edge(NamedTuple):
    """A straight piece of a counter-clockwise ring: seen from outside, `start` is its left end and `end` its right."""

    start: Point2
    end: Point2

    @property
    def length(self) -> float:
        return math.dist(self.start, self.end)

    @property
    def along(self) -> Point2:
        """Unit vector from left to right as seen from outside."""
        return Point2((self.end.x - self.start.x) / self.length, (self.end.y - self.start.y) / self.length)

    @property
    def outward(self) -> Point2:
        """Unit vector away from the building, towards the viewer."""
        along = self.along
        return Point2(along.y, -along.x)

    def point_at(self, metres: float, *, outward_metres: float = 0.0) -> Point2:
        along, outward = self.along, self.outward
        return Point2(
            self.start.x + along.x * metres + outward.x * outward_metres,
            self.start.y + along.y * metres + outward.y * outward_metres,
        )


def signed_area(ring: Sequence[Point2]) -> float:
    """Square metres, positive for a counter-clockwise ring."""
    total = 0.0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        total += ax * by - bx * ay
    return total / 2


def polygon_of(footprint: Ring, holes: Iterable[Ring] = ()) -> Polygon:
    """A valid shapely polygon: of a ring that crosses itself the largest part is kept."""
    polygon = Polygon(footprint, list(holes))
    return polygon if polygon.is_valid else largest_part(shapely.make_valid(polygon))


def largest_part(shape: object) -> Polygon:
    """The largest polygon of any geometry; an empty polygon where it has none. Ties go to the south-western one."""
    parts = [part for part in shapely.get_parts(shape, return_index=False) if part.geom_type == "Polygon"]
    if not parts:
        nested = [largest_part(part) for part in shapely.get_parts(shape) if part.geom_type == "MultiPolygon"]
        parts = [part for part in nested if not part.is_empty]
    return max(parts, key=lambda part: (part.area, [-value for value in part.bounds])) if parts else Polygon()


def rings_of(polygon: Polygon) -> tuple[Ring, tuple[Ring, ...]]:
    """The outer ring and the holes of a polygon, each counter-clockwise and not closed."""
    outer, *holes = [_ring(ring.coords) for ring in (polygon.exterior, *polygon.interiors)]
    return outer, tuple(holes)


def straight_edges(ring: Ring, *, bend_degrees: float = 6.0, least_metres: float = 0.0) -> tuple[Edge, ...]:
    """The walls of a counter-clockwise ring; neighbouring pieces that bend less than `bend_degrees` become one.

    A wall's bend is measured against its first piece too, so a round tower does not become one wall.
    """
    pieces = [Edge(a, b) for a, b in zip(ring, [*ring[1:], ring[0]], strict=True) if math.dist(a, b) > 1e-6]
    if not pieces:
        return ()
    limit = math.cos(math.radians(bend_degrees))
    corners = [i for i in range(len(pieces)) if _cosine(pieces[i - 1], pieces[i]) < limit] or [0]
    walls: list[Edge] = []
    for position, first in enumerate(corners):
        after = corners[(position + 1) % len(corners)]
        count = (after - first) % len(pieces) or len(pieces)
        run = [pieces[(first + step) % len(pieces)] for step in range(count)]
        wall, base = run[0], run[0]
        for piece in run[1:]:
            if _cosine(base, piece) >= limit:
                wall = Edge(wall.start, piece.end)
            else:
                walls.append(wall)
                wall = base = piece
        walls.append(wall)
    return tuple(wall for wall in walls if wall.length >= max(least_metres, 1e-6))


def _ring(coords: Iterable[Sequence[float]]) -> Ring:
    points = [Point2(float(x), float(y)) for x, y, *_ in coords]
    if len(points) > 1 and points[0] == points[-1]:
        points.pop()
    return tuple(points) if signed_area(points) > 0 else tuple(reversed(points))


def _cosine(a: Edge, b: Edge) -> float:
    return a.along.x * b.along.x + a.along.y * b.along.y
