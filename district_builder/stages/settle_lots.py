"""Lots by the road-name address rule: one building per number, in order along its side of the road."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon

from district_builder.domain.frames import Point2
from district_builder.domain.layout import HouseNumber
from district_builder.domain.plan import PlannedRoad
from district_builder.geometry.outlines import polygon_of, rings_of
from district_builder.geometry.outlines_centrelines import direction_at, length_of, point_beside
from district_builder.stages.settle_ruler import METRES_PER_NUMBER, Ruler, is_left_number

LEAST_WIDTH_METRES, MOST_WIDTH_METRES = 12.0, 36.0
LEAST_DEPTH_METRES, MOST_DEPTH_METRES = 14.0, 22.0
CROWDED_WIDTH_METRES = 5.0
BETWEEN_LOTS_METRES = 0.6
FROM_PAVEMENT_METRES = 0.1
MOST_DETOUR_METRES = 30.0
SHRINK_ROUNDS = 14


class Lot(NamedTuple):
    """A building's ground by the rule."""

    number: HouseNumber
    outline: Polygon


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What a lot takes of its side of the road, in metres along it."""

    number: HouseNumber
    middle_metres: float
    width_metres: float
    depth_metres: float


def lay_lots(
    road: PlannedRoad, ruler: Ruler, numbers: Sequence[HouseNumber], *, occupied: Sequence[Polygon]
) -> tuple[tuple[Lot, ...], tuple[HouseNumber, ...]]:
    """Lay one lot per number along both sides of a road, clear of everything that is occupied and of each other.

    Lots that would meet are pushed apart as little as possible (least squares, order kept) and shrink where that
    is not enough. `occupied` holds buildings, other roads and earlier lots.

    Returns:
        The lots in the order of numbers, and the numbers for which there was no room.
    """
    tree = shapely.STRtree(occupied)
    stretches: dict[bool, list[_Stretch]] = {}
    for is_left in (True, False):
        side = sorted(
            {number for number in numbers if is_left_number(number.main) == is_left},
            key=lambda number: (number.main, number.sub),
        )
        wanted = wanted_stretches(side, ruler)
        free = _free_intervals(road, wanted, is_left=is_left, occupied=occupied, tree=tree)
        stretches[is_left] = _settled(wanted, free)
    lots, crowded = _without_overlaps(road, stretches, occupied, tree)
    laid = {lot.number for lot in lots}
    missing = [number for number in numbers if number not in laid]
    return (
        tuple(sorted(lots, key=lambda lot: (lot.number.main, lot.number.sub))),
        tuple(sorted({*missing, *crowded}, key=lambda number: (number.main, number.sub))),
    )


def wanted_stretches(numbers: Sequence[HouseNumber], ruler: Ruler) -> list[_Stretch]:
    """Where the sorted numbers of one side want to be: number × 10 m, sub numbers between theirs and the next main."""
    middles: list[float] = []
    for number in numbers:
        subs = [other.sub for other in numbers if other.main == number.main]
        fraction = sorted(subs).index(number.sub) / len(subs)
        middles.append(ruler.metres_of(number.main + 2 * fraction))
    wanted: list[_Stretch] = []
    for index, (number, middle) in enumerate(zip(numbers, middles, strict=True)):
        gaps = [abs(middle - other) for other in middles[max(index - 1, 0) : index] + middles[index + 1 : index + 2]]
        room = min(gaps, default=2 * METRES_PER_NUMBER) - BETWEEN_LOTS_METRES
        width = min(max(room, LEAST_WIDTH_METRES), MOST_WIDTH_METRES)
        depth = min(max(width * 0.85, LEAST_DEPTH_METRES), MOST_DEPTH_METRES)
        wanted.append(_Stretch(number, middle, width, depth))
    return wanted


def spread_apart(middles: Sequence[float], widths: Sequence[float], *, low: float, high: float) -> list[float]:
    """Move middles as little as possible (least squares) so that widths and gaps fit in order between two limits.

    This is isotonic regression by pooling neighbours that violate the order, after the widths are taken out.
    """
    steps = [0.0]
    for a, b in itertools.pairwise(widths):
        steps.append(steps[-1] + (a + b) / 2 + BETWEEN_LOTS_METRES)
    pools: list[list[float]] = []  # [mean, count]
    for middle, step in zip(middles, steps, strict=True):
        pools.append([middle - step, 1])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            mean, count = pools.pop()
            pools[-1] = [(pools[-1][0] * pools[-1][1] + mean * count) / (pools[-1][1] + count), pools[-1][1] + count]
    flat = [mean for mean, count in pools for _ in range(int(count))]
    lowest, highest = low + widths[0] / 2, high - widths[-1] / 2 - steps[-1]
    return [min(max(value, lowest), highest) + step for value, step in zip(flat, steps, strict=True)]


def _free_intervals(
    road: PlannedRoad,
    wanted: Sequence[_Stretch],
    *,
    is_left: bool,
    occupied: Sequence[Polygon],
    tree: shapely.STRtree,
) -> list[tuple[float, float]]:
    """The parts of one side that nothing stands on, in metres along the road, up to where its numbers end."""
    if not wanted:
        return []
    length = length_of(road.centreline)
    low = min(0.0, wanted[0].middle_metres - wanted[0].width_metres / 2)
    high = max(length, wanted[-1].middle_metres + wanted[-1].width_metres)
    line = LineString(
        [
            point_beside(road.centreline, low),
            *road.centreline,
            point_beside(road.centreline, high),
        ]
    )
    reach = road.half_width_metres + LEAST_DEPTH_METRES
    strip = line.buffer(reach if is_left else -reach, single_sided=True)
    strip = strip.difference(line.buffer(road.half_width_metres * 0.98))
    blocked: list[tuple[float, float]] = []
    for index in sorted(tree.query(strip, predicate="intersects")):
        for part in shapely.get_parts(strip.intersection(occupied[index])):
            if part.area < 0.5:
                continue
            marks = shapely.line_locate_point(line, shapely.points(shapely.get_coordinates(part)))
            blocked.append((float(marks.min()) + low, float(marks.max()) + low))
    free, start = [], low
    for left, right in sorted(blocked):
        if left - start >= CROWDED_WIDTH_METRES:
            free.append((start, left - BETWEEN_LOTS_METRES / 2))
        start = max(start, right + BETWEEN_LOTS_METRES / 2)
    if high - start >= CROWDED_WIDTH_METRES:
        free.append((start, high))
    return free


def _settled(wanted: Sequence[_Stretch], free: Sequence[tuple[float, float]]) -> list[_Stretch]:
    """Give each lot the free interval nearest to where it wants to be, then spread the lots of each interval.

    A lot with no free interval nearby is left out: an address that is wrong by a block is worse than none.
    """
    if not free:
        return []
    chosen: dict[int, list[_Stretch]] = {}
    for stretch in wanted:
        middle = stretch.middle_metres
        away, nearest = min((max(low - middle, middle - high, 0.0), i) for i, (low, high) in enumerate(free))
        if away <= MOST_DETOUR_METRES:
            chosen.setdefault(nearest, []).append(stretch)
    settled: list[_Stretch] = []
    for index, members in sorted(chosen.items()):
        low, high = free[index]
        room = high - low - BETWEEN_LOTS_METRES * (len(members) - 1)
        scale = min(1.0, room / sum(member.width_metres for member in members))
        widths = [member.width_metres * scale for member in members]
        if min(widths) < CROWDED_WIDTH_METRES:  # the last ones find no room; the caller notes them
            members = members[: max(int(room // CROWDED_WIDTH_METRES), 1)]
            widths = [min(member.width_metres, room / len(members)) for member in members]
        middles = spread_apart([member.middle_metres for member in members], widths, low=low, high=high)
        settled += [
            replace(member, middle_metres=middle, width_metres=width)
            for member, middle, width in zip(members, middles, widths, strict=True)
        ]
    return settled


def _without_overlaps(
    road: PlannedRoad,
    stretches: dict[bool, list[_Stretch]],
    occupied: Sequence[Polygon],
    tree: shapely.STRtree,
) -> tuple[list[Lot], list[HouseNumber]]:
    """Shrink lots that still meet (inside a bend, beside a slanting building) until none do; drop the hopeless."""
    wanted = [(stretch, is_left) for is_left, side in stretches.items() for stretch in side]
    for _ in range(SHRINK_ROUNDS):
        lots = [_lot(road, stretch, is_left=is_left) for stretch, is_left in wanted]
        meeting = _meeting(lots, road, occupied, tree)
        if not meeting:
            return lots, []
        wanted = [
            (
                replace(stretch, width_metres=stretch.width_metres * 0.9, depth_metres=stretch.depth_metres * 0.9)
                if index in meeting
                else stretch,
                is_left,
            )
            for index, (stretch, is_left) in enumerate(wanted)
        ]
    lots = [_lot(road, stretch, is_left=is_left) for stretch, is_left in wanted]
    kept: list[Lot] = []
    crowded: list[HouseNumber] = []
    for lot in lots:
        if _meeting([*kept, lot], road, occupied, tree) or lot.outline.area < 12:
            crowded.append(lot.number)
        else:
            kept.append(lot)
    return kept, crowded


def _meeting(lots: Sequence[Lot], road: PlannedRoad, occupied: Sequence[Polygon], tree: shapely.STRtree) -> set[int]:
    if not lots:
        return set()
    outlines = np.array([lot.outline for lot in lots], dtype=object)
    first, second = shapely.STRtree(outlines).query(outlines, predicate="intersects")
    meeting = {int(a) for a, b in zip(first, second, strict=True) if a != b}
    lot_index, other = tree.query(outlines, predicate="intersects")
    meeting |= {int(a) for a, b in zip(lot_index, other, strict=True) if outlines[a].intersection(occupied[b]).area > 0}
    line = LineString(road.centreline)
    near = shapely.distance(outlines, line) < road.half_width_metres
    return meeting | {int(index) for index in np.flatnonzero(near)}


def _lot(road: PlannedRoad, stretch: _Stretch, *, is_left: bool) -> Lot:
    """A rectangle whose front runs along the chord of its stretch, outside the pavement."""
    side = 1.0 if is_left else -1.0
    start, end = stretch.middle_metres - stretch.width_metres / 2, stretch.middle_metres + stretch.width_metres / 2
    middle = point_beside(road.centreline, stretch.middle_metres)
    a, b = point_beside(road.centreline, start), point_beside(road.centreline, end)
    run = ((b.x - a.x) ** 2 + (b.y - a.y) ** 2) ** 0.5
    if run > 0.3 * stretch.width_metres:
        ux, uy = (b.x - a.x) / run, (b.y - a.y) / run
    else:
        ux, uy = direction_at(road.centreline, stretch.middle_metres)
    outx, outy = -uy * side, ux * side
    half = stretch.width_metres / 2
    setback = road.half_width_metres + FROM_PAVEMENT_METRES

    def corner(along: float, out: float) -> Point2:
        return Point2(middle.x + ux * along + outx * out, middle.y + uy * along + outy * out)

    line = LineString(road.centreline)
    for _ in range(3):  # a bend lets the chord cut into the pavement: step back by what is missing
        front = LineString([corner(-half, setback), corner(half, setback)])
        missing = road.half_width_metres + FROM_PAVEMENT_METRES - float(front.distance(line))
        if missing <= 1e-6:
            break
        setback += missing
    corners = [
        corner(-half, setback),
        corner(half, setback),
        corner(half, setback + stretch.depth_metres),
        corner(-half, setback + stretch.depth_metres),
    ]
    return Lot(stretch.number, polygon_of(rings_of(Polygon(corners))[0]))
