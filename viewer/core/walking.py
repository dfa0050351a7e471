"""Feet on the walkable area: nobody leaves it, and walls are slid along."""

import math
from collections import defaultdict
from enum import Enum
from typing import TypeAlias

from district_builder.domain.frames import Point2
from district_builder.domain.layout import Ring
from district_builder.domain.places import WalkableArea

EYE_HEIGHT_METRES = 1.6
BODY_RADIUS_METRES = 0.35
STRIDE_METRES = 0.15  # under half the radius, so a step never jumps over the far side of a wall
CELL_METRES = 4.0
TOLERANCE_METRES = 1e-6

Segment: TypeAlias = tuple[float, float, float, float]
"""ax, ay, bx, by in the district frame."""


class Pace(Enum):
    """How fast feet go, metres per second."""

    WALK = 1.4
    BRISK = 3.0
    RUN = 5.0


class Ground:
    """The walkable area as wall segments in a 2-D hash grid, district frame.

    A step costs the same in a street of 60 stores and of 6,000. An area without polygons has no walls at all.
    """

    def __init__(self, area: WalkableArea) -> None:
        self._segments: list[Segment] = [s for ring in _rings(area) for s in _segments_of(ring)]
        self._near: dict[tuple[int, int], tuple[Segment, ...]] = _hash_by_cell(self._segments)

    @property
    def is_bounded(self) -> bool:
        return bool(self._segments)

    def contains(self, point: Point2) -> bool:
        """Whether a point lies inside the area, by counting the walls to its east (even-odd rule)."""
        if not self._segments:
            return True
        x, y = point
        inside = False
        for ax, ay, bx, by in self._segments:
            if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
                inside = not inside
        return inside

    def clearance_metres(self, point: Point2, *, within: float = BODY_RADIUS_METRES) -> float:
        """How far the nearest wall is, or `within` when none is closer."""
        nearest = within
        for segment in self._segments_near(point, within):
            away = math.dist(point, _closest_on(segment, point))
            nearest = min(nearest, away)
        return nearest

    def nearest_standing_place(self, point: Point2) -> Point2:
        """The point itself if feet may stand there, else a place inside the area by the wall nearest to it."""
        if not self._segments or (self.contains(point) and self._is_clear(point)):
            return point
        feet_of_walls = sorted((_closest_on(s, point) for s in self._segments), key=lambda foot: math.dist(foot, point))
        around = [*([point] if self.contains(point) else []), *feet_of_walls[:12]]
        tried = (
            Point2(x + reach * math.cos(turn * math.pi / 8), y + reach * math.sin(turn * math.pi / 8))
            for reach in (BODY_RADIUS_METRES + 0.05, 2 * BODY_RADIUS_METRES, 4 * BODY_RADIUS_METRES)
            for x, y in around
            for turn in range(16)
        )
        standing = [place for place in tried if self._is_clear(place) and self.contains(place)]
        return min(standing, key=lambda place: math.dist(place, point), default=point)

    def walk(self, feet: Point2, step: Point2) -> Point2:
        """Move feet by a step, sliding along walls; the answer is inside the area whenever `feet` is.

        Long steps are taken in strides of 0.15 m, so nothing tunnels through a thin wall however slow a frame was.
        """
        length = math.hypot(step.x, step.y)
        if not math.isfinite(length) or length == 0.0:
            return feet
        if not self._segments:
            return Point2(feet.x + step.x, feet.y + step.y)
        strides = math.ceil(length / STRIDE_METRES)
        dx, dy = step.x / strides, step.y / strides
        for _ in range(strides):
            after = self._stride(feet, dx, dy)
            if after == feet:
                return feet
            feet = after
        return feet

    def _stride(self, feet: Point2, dx: float, dy: float) -> Point2:
        least = min(BODY_RADIUS_METRES, self.clearance_metres(feet))
        target = Point2(feet.x + dx, feet.y + dy)
        near = self._segments_near(target, BODY_RADIUS_METRES)
        if not near:
            return target
        for _ in range(4):  # two walls of a corner need two pushes, an acute corner a few more
            pushed = _push_out(target, near, least)
            if pushed == target:
                break
            target = pushed
        if self.clearance_metres(target) < least - TOLERANCE_METRES or self._crosses_wall(feet, target):
            return feet
        return target

    def _is_clear(self, point: Point2) -> bool:
        return self.clearance_metres(point) >= BODY_RADIUS_METRES - TOLERANCE_METRES

    def _crosses_wall(self, here: Point2, there: Point2) -> bool:
        return any(
            _cross(here, there, s) for s in self._segments_near(there, math.dist(here, there) + BODY_RADIUS_METRES)
        )

    def _segments_near(self, point: Point2, reach: float) -> list[Segment]:
        x, y = point
        i0, i1 = math.floor((x - reach) / CELL_METRES), math.floor((x + reach) / CELL_METRES)
        j0, j1 = math.floor((y - reach) / CELL_METRES), math.floor((y + reach) / CELL_METRES)
        if i0 == i1 and j0 == j1:
            return list(self._near.get((i0, j0), ()))
        cells = ((i, j) for i in range(i0, i1 + 1) for j in range(j0, j1 + 1))
        return [s for cell in cells for s in self._near.get(cell, ())]


def _rings(area: WalkableArea) -> list[Ring]:
    return [ring for outer, holes in area.polygons for ring in (outer, *holes)]


def _segments_of(ring: Ring) -> list[Segment]:
    following = ring[1:] + ring[:1]
    return [(a.x, a.y, b.x, b.y) for a, b in zip(ring, following, strict=True) if a != b]


def _hash_by_cell(segments: list[Segment]) -> dict[tuple[int, int], tuple[Segment, ...]]:
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


def _closest_on(segment: Segment, point: Point2) -> Point2:
    ax, ay, bx, by = segment
    ux, uy = bx - ax, by - ay
    along = ((point.x - ax) * ux + (point.y - ay) * uy) / (ux * ux + uy * uy)
    along = 0.0 if along < 0.0 else 1.0 if along > 1.0 else along
    return Point2(ax + along * ux, ay + along * uy)


def _push_out(point: Point2, segments: list[Segment], radius: float) -> Point2:
    """Move a point straight away from the wall it is deepest in, until that wall is `radius` away."""
    deepest, pushed = radius, point
    for segment in segments:
        foot = _closest_on(segment, point)
        away = math.dist(point, foot)
        if TOLERANCE_METRES < away < deepest - TOLERANCE_METRES:
            deepest = away
            out = (radius - away) / away
            pushed = Point2(point.x + (point.x - foot.x) * out, point.y + (point.y - foot.y) * out)
    return pushed


def _cross(here: Point2, there: Point2, segment: Segment) -> bool:
    """Whether the way from here to there meets a wall, touching included."""
    ax, ay, bx, by = segment
    a = Point2(ax, ay)
    b = Point2(bx, by)
    return _side(here, there, a) * _side(here, there, b) <= 0.0 and _side(a, b, here) * _side(a, b, there) <= 0.0


def _side(a: Point2, b: Point2, point: Point2) -> float:
    return (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)
