"""The road-name address rule as a ruler: which distance along a road a building number stands for.

도로명주소법 시행규칙: a road is divided into 20 m lengths from its start, each with an odd number on the left and an
even one on the right, so that number × 10 m is about the distance from the start. "○○로214번길" leaves its parent
where number 214 would be, on that number's side.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import combinations
from statistics import median
from typing import NamedTuple

import numpy as np

from district_builder.domain.frames import Point2
from district_builder.geometry.outlines_centrelines import beside_line

METRES_PER_NUMBER = 10.0
LEAST_METRES_PER_NUMBER, MOST_METRES_PER_NUMBER = 6.0, 14.0
LEAST_WITNESSES = 3
LEAST_NUMBER_SPAN = 4
AGREEMENT_METRES = 25.0
WITNESS_REACH_METRES = 80.0
MOST_WITNESSES = 80  # pairs of witnesses are all tried

_BRANCH = re.compile(r"^(?P<parent>.+[로길])(?P<number>\d{1,5})번(?:[가-하])?길$")


class Witness(NamedTuple):
    """One building number and a point of its building in the district frame."""

    number: int
    point: Point2


class Ruler(NamedTuple):
    """Distance along a centreline of number 0, and metres for each number."""

    zero_metres: float = 0.0
    metres_per_number: float = METRES_PER_NUMBER

    def metres_of(self, number: float) -> float:
        return self.zero_metres + number * self.metres_per_number


class FittedStreet(NamedTuple):
    """A straight street found from the points of its buildings: number 0, and the step to the next number."""

    zero: Point2
    step: Point2
    witnesses: int


class Branch(NamedTuple):
    """A side road's parent and the number at which it leaves."""

    parent: str
    number: int


def branch_of(road: str) -> Branch | None:
    """Where 계원대학로214번길 leaves 계원대학로: at 214. 역삼로7길 is only the seventh side road: no distance."""
    found = _BRANCH.match(road)
    return Branch(found["parent"], int(found["number"])) if found else None


def is_left_number(number: int) -> bool:
    return number % 2 == 1


def calibrate_ruler(line: Sequence[Point2], witnesses: Sequence[Witness]) -> Ruler | None:
    """Read the ruler of a known centreline off its buildings, by the median of slopes (Theil–Sen).

    Returns:
        A ruler whose metres per number are negative where the line runs against the numbers; None where fewer than
        LEAST_WITNESSES numbers speak or what they say is no ruler.
    """
    marks = []
    for number, point in sorted(witnesses):
        beside = beside_line(line, point)
        if abs(beside.left_metres) <= WITNESS_REACH_METRES:
            marks.append((number, beside.along_metres))
    marks = thinned(marks)
    slopes = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in combinations(marks, 2) if b[0] != a[0]]
    if not _are_enough([number for number, _ in marks]) or not slopes:
        return None
    slope = median(slopes)
    if not LEAST_METRES_PER_NUMBER <= abs(slope) <= MOST_METRES_PER_NUMBER:
        return None
    return Ruler(median(along - slope * number for number, along in marks), slope)


def fit_street(witnesses: Sequence[Witness], *, setback_metres: float) -> FittedStreet | None:
    """Find the straight street that most buildings of a road agree on.

    Every pair of numbers on one side proposes a street; the proposal with most agreeing buildings wins and is refined
    by least squares over them. All pairs are tried, so the answer does not depend on chance, and up to nearly half of
    the points may be wrong. `setback_metres` is the distance from the centreline to a building's middle, used for the
    side that has no buildings of its own.
    """
    found = thinned(sorted(witnesses))
    if not _are_enough([witness.number for witness in found]):
        return None
    numbers = np.array([witness.number for witness in found], dtype=float)
    points = np.array([witness.point for witness in found], dtype=float)
    best: tuple[int, float] = (0, 0.0)
    agreeing = np.zeros(len(found), dtype=bool)
    for i, j in combinations(range(len(found)), 2):
        if numbers[i] == numbers[j] or (numbers[i] - numbers[j]) % 2:
            continue
        step = (points[j] - points[i]) / (numbers[j] - numbers[i])
        if not LEAST_METRES_PER_NUMBER <= float(np.hypot(*step)) <= MOST_METRES_PER_NUMBER:
            continue
        along, left = _along_and_left(points - points[i], step)
        strays = along - (numbers - numbers[i]) * np.hypot(*step)
        votes = (np.abs(strays) <= AGREEMENT_METRES) & _is_on_its_side(numbers - numbers[i], left)
        score = (int(votes.sum()), -float(np.abs(strays[votes]).sum()))
        if score > best or not agreeing.any():
            best, agreeing = score, votes
    if not _are_enough(numbers[agreeing].tolist()):
        return None
    return _refined(numbers[agreeing], points[agreeing], setback_metres=setback_metres)


def thinned(found: Sequence[tuple[int, object]]) -> list:  # type: ignore[type-arg]
    """At most MOST_WITNESSES, evenly chosen, because every pair of them is looked at."""
    if len(found) <= MOST_WITNESSES:
        return list(found)
    return [found[index * len(found) // MOST_WITNESSES] for index in range(MOST_WITNESSES)]


def witnesses_of(points: Mapping[int, Sequence[Point2]]) -> list[Witness]:
    """One witness a number: the median of its points."""
    return [
        Witness(number, Point2(median(p.x for p in group), median(p.y for p in group)))
        for number, group in sorted(points.items())
        if group
    ]


def _are_enough(numbers: Sequence[float]) -> bool:
    return len(set(numbers)) >= LEAST_WITNESSES and max(numbers) - min(numbers) >= LEAST_NUMBER_SPAN


def _along_and_left(offsets: np.ndarray, step: np.ndarray) -> tuple[np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    ux, uy = step / np.hypot(*step)
    return offsets[:, 0] * ux + offsets[:, 1] * uy, offsets[:, 1] * ux - offsets[:, 0] * uy


def _is_on_its_side(numbers: np.ndarray, left: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    """Buildings of the proposer's side lie in its row; those across the street may stand far back."""
    same = numbers % 2 == 0
    return np.where(same, np.abs(left) <= AGREEMENT_METRES, np.abs(left) <= 2 * WITNESS_REACH_METRES)


def _refined(numbers: np.ndarray, points: np.ndarray, *, setback_metres: float) -> FittedStreet:  # type: ignore[type-arg]
    """Least squares with one slope and one intercept for each side that has buildings."""
    odd = numbers % 2 == 1
    columns = np.column_stack([numbers, odd, ~odd]).astype(float)
    used = columns.any(axis=0)
    solution = np.zeros((3, 2))
    solution[used] = np.linalg.lstsq(columns[:, used], points, rcond=None)[0]
    step = solution[0]
    along, left = _along_and_left(solution[1:], step)
    if odd.all() or not odd.any():
        is_odd = bool(odd.all())
        centre_along, centre_left = along[0 if is_odd else 1], left[0 if is_odd else 1]
        centre_left += -setback_metres if is_odd else setback_metres
    else:
        from_odd = float(odd.sum()) > float((~odd).sum())
        half_gap = float(np.clip((left[0] - left[1]) / 2, setback_metres * 0.6, setback_metres * 1.3))
        centre_along = float(np.average(along, weights=[odd.sum(), (~odd).sum()]))
        centre_left = left[0] - half_gap if from_odd else left[1] + half_gap
    ux, uy = step / np.hypot(*step)
    zero = Point2(float(centre_along * ux - centre_left * uy), float(centre_along * uy + centre_left * ux))
    return FittedStreet(zero, Point2(float(step[0]), float(step[1])), len(numbers))
