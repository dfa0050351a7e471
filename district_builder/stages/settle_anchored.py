"""A street with too few numbered points to fit: hung on the points that there are, in a direction that is given."""

import math
from collections.abc import Sequence
from itertools import combinations
from statistics import median

from district_builder.domain.frames import Point2
from district_builder.stages.settle_fit import FittedStreet
from district_builder.stages.settle_ruler import (
    LEAST_METRES_PER_NUMBER,
    METRES_PER_NUMBER,
    MOST_METRES_PER_NUMBER,
    Witness,
    is_left_number,
    thinned,
)

LEAST_NUMBERS_APART = 8  # nearer pairs say more about their setbacks than about the street


def anchor_street(witnesses: Sequence[Witness], *, direction: Point2, setback_metres: float) -> FittedStreet | None:
    """Hang a straight street with the ruler's 10 m a number on the median of its points; None without any.

    Args:
        direction: unit vector of rising numbers.
    """
    found = thinned(sorted(witnesses))
    if not found:
        return None
    starts = [_zero_of(witness, direction, setback_metres) for witness in found]
    zero = Point2(median(start.x for start in starts), median(start.y for start in starts))
    step = Point2(direction.x * METRES_PER_NUMBER, direction.y * METRES_PER_NUMBER)
    return FittedStreet(zero=zero, step=step, witnesses=len(found))


def direction_of_pairs(witnesses: Sequence[Witness], *, setback_metres: float) -> Point2 | None:
    """The direction that the two numbers farthest apart show, where their distance fits the ruler; else None."""
    pairs = [(b.number - a.number, a, b) for a, b in combinations(thinned(sorted(witnesses)), 2)]
    for numbers, a, b in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        metres = math.dist(a.point, b.point)
        fits = LEAST_METRES_PER_NUMBER <= metres / max(numbers, 1) <= MOST_METRES_PER_NUMBER
        if numbers >= LEAST_NUMBERS_APART and fits:
            across = 2 * setback_metres * (is_left_number(b.number) - is_left_number(a.number))
            turn = math.asin(max(-1.0, min(1.0, across / metres)))
            angle = math.atan2(b.point.y - a.point.y, b.point.x - a.point.x) - turn
            return Point2(math.cos(angle), math.sin(angle))
    return None


def strays_of(street: FittedStreet, witnesses: Sequence[Witness]) -> list[float]:
    """How far each point is from where the street says its number stands, in metres along and across together."""
    return [math.dist(street.point_of(witness.number), witness.point) for witness in witnesses]


def _zero_of(witness: Witness, direction: Point2, setback_metres: float) -> Point2:
    back = witness.number * METRES_PER_NUMBER
    right = setback_metres if is_left_number(witness.number) else -setback_metres
    return Point2(
        witness.point.x - direction.x * back + direction.y * right,
        witness.point.y - direction.y * back - direction.x * right,
    )
