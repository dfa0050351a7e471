"""Feet on the walkable area: nobody leaves it, and walls are slid along."""

import math
from collections.abc import Iterator
from enum import Enum

from district_builder.domain.frames import Point2
from district_builder.domain.layout import Ring
from district_builder.domain.places import WalkableArea
from viewer.core.walls import ROUNDING_METRES, Segment, WallGrid, closest_on, cross, pushed_out, segments_of

EYE_HEIGHT_METRES = 1.6
BODY_RADIUS_METRES = 0.35
STRIDE_METRES = 0.15  # under half the radius, so a step never jumps over the far side of a wall
NEAREST_WALLS = 12
MOST_WALLS = 2_000
TOLERANCE_METRES = 1e-6
LEAST_CLEARANCE_METRES = BODY_RADIUS_METRES - TOLERANCE_METRES  # what counts as clear of walls, and is never given up
SHARES_OF_A_STRIDE = (1.0, 0.5, 0.25, 0.125)  # into a narrowing place one goes as far as there is room


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
        self._segments: list[Segment] = [s for ring in _rings(area) for s in segments_of(ring)]
        self._walls = WallGrid(self._segments)

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
        for segment in self._walls.near(point, within):
            away = math.dist(point, closest_on(segment, point))
            nearest = min(nearest, away)
        return nearest

    def nearest_standing_place(self, point: Point2) -> Point2:
        """The point itself if feet may stand there, else a place inside the area by the wall nearest to it."""
        if not self._segments or self._may_stand_at(point):
            return point
        feet_of_walls = sorted((closest_on(s, point) for s in self._segments), key=lambda foot: math.dist(foot, point))
        nearest, others = feet_of_walls[:NEAREST_WALLS], feet_of_walls[NEAREST_WALLS:]
        sample = others[:: len(others) // MOST_WALLS + 1]  # the nearest may bound strips too narrow to stand in
        for walls in ([point, *nearest], sample):
            standing = [place for place in _places_around(walls) if self._may_stand_at(place)]
            if standing:
                return min(standing, key=lambda place: math.dist(place, point))
        return point

    def walk(self, feet: Point2, step: Point2) -> Point2:
        """Move feet by a step, sliding along walls; the answer is inside the area whenever `feet` is.

        A body that is clear of walls stays clear of them, however many steps it takes. Long steps are taken in strides
        of 0.15 m, so nothing tunnels through a thin wall however slow a frame was.
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
        target = Point2(feet.x + dx, feet.y + dy)
        near = self._walls.near(target, BODY_RADIUS_METRES)
        if not near:
            return target
        room = self._room_to_keep(feet)
        for share in SHARES_OF_A_STRIDE:
            reached = pushed_out(Point2(feet.x + dx * share, feet.y + dy * share), near, room)
            if self.clearance_metres(reached) >= room and not self._passes_wall(feet, reached, room):
                return reached
        return feet

    def _room_to_keep(self, feet: Point2) -> float:
        """The body's radius, or where the place is too tight for it, what there is.

        The radius is the same at every step: asked for "as much as before, within a tolerance", a body that slides
        along a wall would give the tolerance away with each step, and millimetres in a minute.
        """
        has = self.clearance_metres(feet)
        return LEAST_CLEARANCE_METRES if has >= LEAST_CLEARANCE_METRES else has - ROUNDING_METRES

    def _may_stand_at(self, point: Point2) -> bool:
        return self.clearance_metres(point) >= LEAST_CLEARANCE_METRES and self.contains(point)

    def _passes_wall(self, here: Point2, there: Point2, room: float) -> bool:
        """Whether a wall lies between two places that both have this room.

        A wall's point between them would be `room` away from either, so on a shorter way there is none.
        """
        way = math.dist(here, there)
        return 0.0 < way >= 2 * room and any(cross(here, there, s) for s in self._walls.near(there, way))


def _rings(area: WalkableArea) -> list[Ring]:
    return [ring for outer, holes in area.polygons for ring in (outer, *holes)]


def _places_around(feet_of_walls: list[Point2]) -> Iterator[Point2]:
    for reach in (BODY_RADIUS_METRES + 0.05, 2 * BODY_RADIUS_METRES, 4 * BODY_RADIUS_METRES):
        for x, y in feet_of_walls:
            for turn in range(16):
                angle = turn * math.pi / 8
                yield Point2(x + reach * math.cos(angle), y + reach * math.sin(angle))
