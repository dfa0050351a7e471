"""Turning centrelines so that building numbers rise along them."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from district_builder.domain.frames import Point2
from district_builder.domain.layout import Building, Road
from district_builder.domain.stores import Store

NEAR_METRES = 80.0

Numbered = list[tuple[int, Point2]]


def with_rising_numbers(
    roads: Iterable[Road], *, buildings: Iterable[Building] = (), stores: Iterable[Store] = ()
) -> tuple[Road, ...]:
    """Roads turned so that the numbers of the buildings and stores along them rise.

    Pieces without numbers nearby follow the trend of the whole road; a road without two numbers follows the Korean rule
    that numbering begins in the west or south (도로명주소법 시행령 제7조).
    """
    numbered: dict[str, Numbered] = defaultdict(list)
    for building in buildings:
        if building.road and building.number:
            numbered[building.road].append((building.number.main, building.footprint[0]))
    for store in stores:
        if store.address.road and store.address.number and store.point:
            numbered[store.address.road].append((store.address.number.main, store.point))
    return tuple(_turned(road, numbered.get(road.name, [])) for road in roads)


def _turned(road: Road, numbered: Numbered) -> Road:
    near = [(number, point) for number, point in numbered if _distance(point, road.centreline) < NEAR_METRES]
    for known in (near, numbered):
        trend = _trend(known)
        if trend is not None:
            start, end = road.centreline[0], road.centreline[-1]
            along = (end.x - start.x) * trend.x + (end.y - start.y) * trend.y
            return road if along >= 0 else replace(road, centreline=road.centreline[::-1])
    return road if _runs_east_or_north(road.centreline) else replace(road, centreline=road.centreline[::-1])


def _trend(numbered: Numbered) -> Point2 | None:
    """The direction in which numbers rise, None when they do not tell."""
    if len({number for number, _ in numbered}) < 2:
        return None
    count = len(numbered)
    number_mean = sum(number for number, _ in numbered) / count
    x_mean, y_mean = sum(p.x for _, p in numbered) / count, sum(p.y for _, p in numbered) / count
    x = sum((number - number_mean) * (point.x - x_mean) for number, point in numbered)
    y = sum((number - number_mean) * (point.y - y_mean) for number, point in numbered)
    return Point2(x, y) if math.hypot(x, y) > 1.0 else None


def _runs_east_or_north(line: Sequence[Point2]) -> bool:
    x, y = line[-1].x - line[0].x, line[-1].y - line[0].y
    return x >= 0 if abs(x) >= abs(y) else y >= 0


def _distance(point: Point2, line: Sequence[Point2]) -> float:
    return min(_to_segment(point, a, b) for a, b in pairwise(line))


def _to_segment(point: Point2, a: Point2, b: Point2) -> float:
    x, y = b.x - a.x, b.y - a.y
    along = (point.x - a.x) * x + (point.y - a.y) * y
    share = max(0.0, min(1.0, along / (x * x + y * y)))
    return math.hypot(point.x - a.x - share * x, point.y - a.y - share * y)
