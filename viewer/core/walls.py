"""Walls as segments in a 2-D hash grid, district frame, and what a body's middle does beside them."""

import math
from collections import defaultdict
from collections.abc import Iterable
from typing import TypeAlias

from district_builder.domain.frames import Point2
from district_builder.domain.layout import Ring

CELL_METRES = 4.0
PUSHES = 6  # two walls of a corner need two, an acute corner a few more
ROUNDING_METRES = 1e-9

Segment: TypeAlias = tuple[float, float, float, float]
"""ax, ay, bx, by in the district frame."""


class WallGrid:
    """Finds the walls near a point at a cost that does not grow with their number."""

    def __init__(self, segments: Iterable[Segment]) -> None:
        self._by_cell = _filed_by_cell(segments)

    def near(self, point: Point2, reach_metres: float) -> list[Segment]:
        """The walls within reach and some farther ones; one that lies in several cells comes several times."""
        x, y = point
        i0, i1 = math.floor((x - reach_metres) / CELL_METRES), math.floor((x + reach_metres) / CELL_METRES)
        j0, j1 = math.floor((y - reach_metres) / CELL_METRES), math.floor((y + reach_metres) / CELL_METRES)
        if i0 == i1 and j0 == j1:
            return list(self._by_cell.get((i0, j0), ()))
        cells = ((i, j) for i in range(i0, i1 + 1) for j in range(j0, j1 + 1))
        return [s for cell in cells for s in self._by_cell.get(cell, ())]


def segments_of(ring: Ring) -> list[Segment]:
    """A ring's sides, without those that have no length to divide by."""
    sides = zip(ring, ring[1:] + ring[:1], strict=True)
    return [(a.x, a.y, b.x, b.y) for a, b in sides if (b.x - a.x) ** 2 + (b.y - a.y) ** 2 > 0.0]


def closest_on(segment: Segment, point: Point2) -> Point2:
    """The place on a wall that is nearest to a point."""
    ax, ay, bx, by = segment
    ux, uy = bx - ax, by - ay
    along = ((point.x - ax) * ux + (point.y - ay) * uy) / (ux * ux + uy * uy)
    along = 0.0 if along < 0.0 else 1.0 if along > 1.0 else along
    return Point2(ax + along * ux, ay + along * uy)


def pushed_out(point: Point2, segments: list[Segment], room: float) -> Point2:
    """Move a point straight away from the wall it is deepest in, a few times over, until none is nearer than `room`.

    A push goes half a rounding error further than it must, or it would ask for the next.
    """
    for _ in range(PUSHES):
        foot, away = point, room
        for segment in segments:
            closest = closest_on(segment, point)
            distance = math.dist(point, closest)
            if 0.0 < distance < away:
                foot, away = closest, distance
        if away == room:
            return point
        out = (room + ROUNDING_METRES / 2 - away) / away
        point = Point2(point.x + (point.x - foot.x) * out, point.y + (point.y - foot.y) * out)
    return point


def cross(here: Point2, there: Point2, segment: Segment) -> bool:
    """Whether the way from here to there meets a wall, touching included.

    A wall in the line of the way has no side of it; only the boxes tell whether it lies between the two.
    """
    ax, ay, bx, by = segment
    a, b = Point2(ax, ay), Point2(bx, by)
    return (
        _boxes_meet(here, there, a, b)
        and _side(here, there, a) * _side(here, there, b) <= 0.0
        and _side(a, b, here) * _side(a, b, there) <= 0.0
    )


def _filed_by_cell(segments: Iterable[Segment]) -> dict[tuple[int, int], tuple[Segment, ...]]:
    """File each segment under the cells it touches; a long one is cut first, or its box would fill a whole square."""
    cells: defaultdict[tuple[int, int], dict[Segment, None]] = defaultdict(dict)
    for segment in segments:
        ax, ay, bx, by = segment
        pieces = max(1, math.ceil(math.hypot(bx - ax, by - ay) / CELL_METRES))
        for piece in range(pieces):
            x0, y0 = ax + (bx - ax) * piece / pieces, ay + (by - ay) * piece / pieces
            x1, y1 = ax + (bx - ax) * (piece + 1) / pieces, ay + (by - ay) * (piece + 1) / pieces
            for i in range(math.floor(min(x0, x1) / CELL_METRES), math.floor(max(x0, x1) / CELL_METRES) + 1):
                for j in range(math.floor(min(y0, y1) / CELL_METRES), math.floor(max(y0, y1) / CELL_METRES) + 1):
                    cells[i, j][segment] = None
    return {cell: tuple(found) for cell, found in cells.items()}


def _side(a: Point2, b: Point2, point: Point2) -> float:
    return (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)


def _boxes_meet(a: Point2, b: Point2, c: Point2, d: Point2) -> bool:
    is_meeting_east = min(a.x, b.x) <= max(c.x, d.x) and min(c.x, d.x) <= max(a.x, b.x)
    return is_meeting_east and min(a.y, b.y) <= max(c.y, d.y) and min(c.y, d.y) <= max(a.y, b.y)
