"""Centrelines of roads: places along them, and pieces joined to one. Metres, any plane frame."""

import itertools
import math
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import shapely
from shapely.geometry import LineString

from district_builder.domain.frames import Point2


class Beside(NamedTuple):
    """A place told by a line: metres along it and metres to its left (negative on its right)."""

    along_metres: float
    left_metres: float


def length_of(line: Sequence[Point2]) -> float:
    return sum(math.dist(a, b) for a, b in itertools.pairwise(line))


def without_repeats(line: Sequence[Point2]) -> tuple[Point2, ...]:
    """The line without points that repeat the one before."""
    return tuple(point for i, point in enumerate(line) if i == 0 or math.dist(point, line[i - 1]) > 1e-6)


def beside_line(line: Sequence[Point2], point: Point2) -> Beside:
    """Where a point is beside a line, clamped to the line's ends; the distance is the straight one."""
    best, walked = Beside(0.0, math.inf), 0.0
    for (ax, ay), (bx, by) in itertools.pairwise(line):
        run = math.hypot(bx - ax, by - ay)
        ux, uy = (bx - ax) / run, (by - ay) / run
        step = min(max((point.x - ax) * ux + (point.y - ay) * uy, 0.0), run)
        dx, dy = point.x - ax - ux * step, point.y - ay - uy * step
        away = math.hypot(dx, dy)
        if away < abs(best.left_metres) - 1e-12:
            best = Beside(walked + step, math.copysign(away, ux * (point.y - ay) - uy * (point.x - ax)))
        walked += run
    return best


def direction_at(line: Sequence[Point2], along_metres: float) -> Point2:
    """The unit vector of the piece that holds a distance; beyond the ends that of the last piece."""
    (ax, ay), (bx, by) = _piece_at(line, along_metres)[:2]
    run = math.hypot(bx - ax, by - ay)
    return Point2((bx - ax) / run, (by - ay) / run)


def point_beside(line: Sequence[Point2], along_metres: float, *, left_metres: float = 0.0) -> Point2:
    """The point at a distance along a line and to its left; beyond the ends the line goes on straight."""
    start, _, walked = _piece_at(line, along_metres)
    ux, uy = direction_at(line, along_metres)
    step = along_metres - walked
    return Point2(start.x + ux * step - uy * left_metres, start.y + uy * step + ux * left_metres)


def join_lines(lines: Sequence[Sequence[Point2]]) -> list[tuple[Point2, ...]]:
    """Lines that meet at their ends become one; forks stay apart. Each result runs the way most of its metres ran."""
    merged = shapely.line_merge(shapely.MultiLineString([LineString(line) for line in lines]))
    joined = [tuple(Point2(float(x), float(y)) for x, y in part.coords) for part in shapely.get_parts(merged)]
    pieces = {pair: math.dist(*pair) for line in lines for pair in itertools.pairwise(line)}

    def forward_metres(line: tuple[Point2, ...]) -> float:
        return sum(pieces.get((a, b), 0.0) - pieces.get((b, a), 0.0) for a, b in itertools.pairwise(line))

    turned = [line if forward_metres(line) >= 0 else tuple(reversed(line)) for line in joined]
    return sorted(turned, key=lambda line: (-length_of(line), line))


def _piece_at(line: Sequence[Point2], along_metres: float) -> tuple[Point2, Point2, float]:
    marks = [0.0]
    for a, b in itertools.pairwise(line):
        marks.append(marks[-1] + math.dist(a, b))
    index = min(max(bisect_right(marks, along_metres) - 1, 0), len(line) - 2)
    return line[index], line[index + 1], marks[index]
