"""Road widths that fit between buildings: a narrow place narrows its own stretch, a building on the road ends it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, Polygon

from district_builder.domain.frames import Point2
from district_builder.domain.layout import Building, RoadKind
from district_builder.domain.plan import PlannedRoad
from district_builder.geometry.outlines import polygon_of

CARRIAGEWAY_METRES = {RoadKind.STREET: 9.0, RoadKind.ALLEY: 6.0, RoadKind.PATH: 3.0}
CARRIAGEWAY_LIMITS_METRES = {RoadKind.STREET: (6.0, 14.0), RoadKind.ALLEY: (3.0, 8.0), RoadKind.PATH: (1.5, 12.0)}
LEAST_STREET_CARRIAGEWAY_METRES = 5.0
LEAST_PAVEMENT_METRES = 1.2
NARROWEST_METRES = 1.6
WALL_GAP_METRES = 0.05
NARROW_SHARE = 0.75  # a stretch with less than this share of the wished width becomes a piece of its own
STEP_METRES = 6.0
SHORTEST_PIECE_METRES = 12.0
STUB_METRES = 10.0

_BLOCKED, _NARROW, _FREE = 0, 1, 2


class Obstacles:
    """Buildings in a form that answers how near they are."""

    def __init__(self, buildings: Sequence[Building]) -> None:
        self.shapes = np.array([polygon_of(one.footprint, one.holes) for one in buildings], dtype=object)
        self._tree = shapely.STRtree(self.shapes)

    def clearances(self, lines: Sequence[LineString], *, limit_metres: float) -> NDArray[np.float64]:
        """Metres from each line to the nearest building, float64 (n,); infinite beyond the limit."""
        clear = np.full(len(lines), np.inf)
        if len(self.shapes) and len(lines):
            (index, _), metres = self._tree.query_nearest(
                np.array(lines, dtype=object), max_distance=limit_metres, return_distance=True, all_matches=False
            )
            clear[index] = metres
        return clear


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedRoad:
    """The pieces of a road that are left between buildings."""

    pieces: tuple[PlannedRoad, ...]
    is_cut: bool
    is_narrowed: bool


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring steps of one grade. `clear_metres` is the least of them."""

    grade: int
    start_metres: float
    line: tuple[Point2, ...]
    clear_metres: float

    @property
    def length(self) -> float:
        return sum(math.dist(a, b) for a, b in pairwise(self.line))


def widths_of(kind: RoadKind, stated_metres: float | None) -> tuple[float, float]:
    """Carriageway and pavement of each side, in metres, for a kind of road and what its source says."""
    low, high = CARRIAGEWAY_LIMITS_METRES[kind]
    carriageway = min(max(stated_metres, low), high) if stated_metres else CARRIAGEWAY_METRES[kind]
    if kind is not RoadKind.STREET:
        return carriageway, 0.0
    return carriageway, 4.0 if carriageway >= 11 else 3.5 if carriageway >= 8 else 3.0


def fit_between(road: PlannedRoad, obstacles: Obstacles) -> FittedRoad:
    """Fit a road with wished widths between buildings.

    Places nearer to a building than half of NARROWEST_METRES are cut out. Stretches with much less room than wished
    become pieces of their own, so that one corner does not narrow the whole street. The pieces keep the road's id,
    from the second on with ".2", ".3" …, and run to flat ends: no piece of street touches a building.
    """
    steps = _steps(road.centreline)
    wish = road.half_width_metres + WALL_GAP_METRES
    clear = obstacles.clearances([LineString(step) for step in steps], limit_metres=wish)
    if np.isinf(clear).all():
        return FittedRoad(pieces=(road,), is_cut=False, is_narrowed=False)
    runs = _without_stubs(_joined_runs(_runs(road, steps, clear)))
    kept = [run for run in runs if run.grade != _BLOCKED]
    pieces = []
    for index, run in enumerate(kept):
        piece = replace(
            road,
            road_id=road.road_id if index == 0 else f"{road.road_id}.{index + 1}",
            centreline=run.line,
            start_metres=road.start_metres + run.start_metres,
        )
        pieces.append(_narrowed(piece, run.clear_metres - WALL_GAP_METRES))
    return FittedRoad(
        pieces=tuple(pieces),
        is_cut=len(kept) < len(runs),
        is_narrowed=any(piece.half_width_metres < road.half_width_metres - 1e-9 for piece in pieces),
    )


def _narrowed(road: PlannedRoad, clear_metres: float) -> PlannedRoad:
    """First the pavements give way, then the carriageway, then the street becomes one without pavements."""
    if clear_metres >= road.half_width_metres:
        return road
    half = road.carriageway_width_metres / 2
    if road.pavement_width_metres and clear_metres >= LEAST_STREET_CARRIAGEWAY_METRES / 2 + LEAST_PAVEMENT_METRES:
        pavement = max(min(road.pavement_width_metres, clear_metres - half), LEAST_PAVEMENT_METRES)
        half = min(half, clear_metres - pavement)
        return replace(road, carriageway_width_metres=_floor_cm(2 * half), pavement_width_metres=_floor_cm(pavement))
    return replace(road, carriageway_width_metres=_floor_cm(2 * min(half, clear_metres)), pavement_width_metres=0.0)


def _floor_cm(metres: float) -> float:
    """Rounded down, so that rounding never reaches into a wall."""
    return math.floor(metres * 100 + 1e-6) / 100


def _steps(line: Sequence[Point2]) -> list[tuple[Point2, Point2]]:
    steps = []
    for a, b in pairwise(line):
        count = max(math.ceil(math.dist(a, b) / STEP_METRES), 1)
        marks = [Point2(a.x + (b.x - a.x) * i / count, a.y + (b.y - a.y) * i / count) for i in range(count)]
        steps += list(pairwise([*marks, b]))
    return steps


def _runs(road: PlannedRoad, steps: Sequence[tuple[Point2, Point2]], clear: NDArray[np.float64]) -> list[_Run]:
    def grade(metres: float) -> int:
        if metres < NARROWEST_METRES / 2 + WALL_GAP_METRES:
            return _BLOCKED
        return _NARROW if metres < NARROW_SHARE * road.half_width_metres else _FREE

    runs, walked = [], 0.0
    graded = [(grade(metres), step, float(metres)) for step, metres in zip(steps, clear, strict=True)]
    for key, members in groupby(graded, key=lambda item: item[0]):
        group = list(members)
        line = (group[0][1][0], *(step[1] for _, step, _ in group))
        run = _Run(key, walked, line, min(metres for _, _, metres in group))
        runs.append(run)
        walked += run.length
    return runs


def _joined_runs(runs: Sequence[_Run]) -> list[_Run]:
    """A free run too short to be a piece joins the narrow run beside it."""
    joined: list[_Run] = []
    for run in runs:
        before = joined[-1] if joined else None
        is_short = run.length < SHORTEST_PIECE_METRES
        was_short = before is not None and before.grade == _FREE and before.length < SHORTEST_PIECE_METRES
        if before and _BLOCKED not in (run.grade, before.grade) and ((is_short and run.grade == _FREE) or was_short):
            grade, clear = min(run.grade, before.grade), min(run.clear_metres, before.clear_metres)
            joined[-1] = _Run(grade, before.start_metres, (*before.line, *run.line[1:]), clear)
        elif before and run.grade == before.grade:
            clear = min(run.clear_metres, before.clear_metres)
            joined[-1] = _Run(run.grade, before.start_metres, (*before.line, *run.line[1:]), clear)
        else:
            joined.append(run)
    return joined


def _without_stubs(runs: Sequence[_Run]) -> list[_Run]:
    """A short narrow run that ends at a building is only the way up to its wall: blocked too."""
    return [
        replace(run, grade=_BLOCKED)
        if run.length < STUB_METRES
        and run.grade == _NARROW
        and any(other.grade == _BLOCKED for other in (*runs[max(i - 1, 0) : i], *runs[i + 1 : i + 2]))
        else run
        for i, run in enumerate(runs)
    ]


def corridor_of(road: PlannedRoad) -> Polygon:
    """The ground of a road with its pavements, with flat ends."""
    return LineString(road.centreline).buffer(road.half_width_metres, cap_style="flat")
