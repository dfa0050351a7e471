"""A street found from the points of its numbered buildings, where no map draws it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from district_builder.domain.frames import Point2
from district_builder.stages.settle_ruler import (
    LEAST_METRES_PER_NUMBER,
    LEAST_WITNESSES,
    MOST_METRES_PER_NUMBER,
    WITNESS_REACH_METRES,
    Witness,
    are_enough,
    thinned,
)

AGREEMENT_METRES = 25.0
LEAST_WITNESSES_OF_A_BEND = 6
LEAST_STRAY_OF_A_BEND_METRES = 2.5
GAIN_OF_A_BEND = 0.6  # the strays that are left, as a share of those from a straight line
MOST_SAG = 0.12  # of the length
NUMBERS_PER_PIECE = 2.0

Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedStreet:
    """A straight or gently bent street.

    `zero` is where number 0 would be on the straight axis and `step` leads to the next number. The street leaves the
    axis to the left by a parabola of the metres along it between `low_metres` and `high_metres`, straight beyond.
    """

    zero: Point2
    step: Point2
    witnesses: int
    parabola: tuple[float, float, float] = (0.0, 0.0, 0.0)  # highest power first
    low_metres: float = 0.0
    high_metres: float = 0.0

    @property
    def metres_per_number(self) -> float:
        return math.hypot(*self.step)

    def point_of(self, number: float) -> Point2:
        """The point of the centreline beside a building number."""
        along = number * self.metres_per_number
        left = self._left_metres(along) / self.metres_per_number
        return Point2(
            self.zero.x + self.step.x * number - self.step.y * left,
            self.zero.y + self.step.y * number + self.step.x * left,
        )

    def course(self, first: float, last: float) -> tuple[Point2, ...]:
        """The centreline between two numbers: two points where it is straight, else one every two numbers."""
        count = 1 if not any(self.parabola) else max(math.ceil((last - first) / NUMBERS_PER_PIECE), 1)
        return tuple(self.point_of(first + (last - first) * index / count) for index in range(count + 1))

    def _left_metres(self, along: float) -> float:
        square, slope, constant = self.parabola
        inside = min(max(along, self.low_metres), self.high_metres)
        bent = square * inside**2 + slope * inside + constant
        return bent + (2 * square * inside + slope) * (along - inside)


def fit_street(witnesses: Sequence[Witness], *, setback_metres: float) -> FittedStreet | None:
    """Find the street that most buildings of a road agree on.

    Every pair of numbers on one side proposes a straight street; the proposal with most agreeing buildings wins and is
    refined by least squares over its row of buildings. All pairs are tried, so the answer does not depend on chance,
    and up to nearly half of the points may be wrong. Where a row of buildings bends clearly, the street bends with it.

    Args:
        setback_metres: from the centreline to a building's middle; it places the street beside its row. Buildings
            across the street decide only within reason, because the middle of a hypermarket says little.
    """
    found = thinned(sorted(witnesses))
    if not are_enough([witness.number for witness in found]):
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
    if not are_enough(numbers[agreeing].tolist()):
        return None
    return _refined(numbers[agreeing], points[agreeing], setback_metres=setback_metres)


def _along_and_left(offsets: Floats, step: Floats) -> tuple[Floats, Floats]:
    ux, uy = step / np.hypot(*step)
    return offsets[:, 0] * ux + offsets[:, 1] * uy, offsets[:, 1] * ux - offsets[:, 0] * uy


def _is_on_its_side(numbers: Floats, left: Floats) -> NDArray[np.bool_]:
    """Buildings of the proposer's side lie in its row; those across the street may stand far back."""
    return np.abs(left) <= np.where(numbers % 2 == 0, AGREEMENT_METRES, 2 * WITNESS_REACH_METRES)


def _refined(numbers: Floats, points: Floats, *, setback_metres: float) -> FittedStreet:
    """Least squares over the row with more buildings; over both rows, with an offset each, where it is short."""
    is_odd = numbers % 2 == 1
    odd_row = bool(is_odd.sum() > (~is_odd).sum())
    row = is_odd if odd_row else ~is_odd
    speaks_alone = len(set(numbers[row].tolist())) >= LEAST_WITNESSES and np.ptp(numbers[row]) >= np.ptp(numbers) / 2
    used = row if speaks_alone else np.ones(len(numbers), dtype=bool)
    across = used & ~row
    columns = np.column_stack([numbers[used], np.ones(int(used.sum())), across[used]])
    solution = np.linalg.lstsq(columns, points[used], rcond=None)[0]
    step, origin = solution[0], solution[1]
    along, left = _along_and_left(points - origin, step)
    half_gap = setback_metres
    if (~row).any():
        measured = float(np.median(np.abs(left[~row]))) / 2
        half_gap = measured if 0.6 <= measured / setback_metres <= 1.3 else setback_metres
    shift = -half_gap if odd_row else half_gap
    ux, uy = step / np.hypot(*step)
    zero = Point2(float(origin[0] - uy * shift), float(origin[1] + ux * shift))
    return FittedStreet(
        zero=zero,
        step=Point2(float(step[0]), float(step[1])),
        witnesses=len(numbers),
        parabola=_bend(along[row], left[row]),
        low_metres=float(along[row].min()),
        high_metres=float(along[row].max()),
    )


def _bend(along: Floats, left: Floats) -> tuple[float, float, float]:
    """How a row of buildings leaves its straight axis; zeros where a straight street says it as well."""
    if len(along) < LEAST_WITNESSES_OF_A_BEND:
        return 0.0, 0.0, 0.0
    square, slope, constant = (float(value) for value in np.polyfit(along, left, 2))
    before = float(np.sqrt(np.mean((left - left.mean()) ** 2)))
    after = float(np.sqrt(np.mean((left - np.polyval([square, slope, constant], along)) ** 2)))
    length = float(along.max() - along.min())
    is_clear = before >= LEAST_STRAY_OF_A_BEND_METRES and after <= GAIN_OF_A_BEND * before
    return (square, slope, constant) if is_clear and abs(square) * length / 4 <= MOST_SAG else (0.0, 0.0, 0.0)
