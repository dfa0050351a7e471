"""The road-name address rule as a ruler: which distance along a road a building number stands for.

도로명주소법 시행규칙: a road is divided into 20 m lengths from its start, each with an odd number on the left and an
even one on the right, so that number × 10 m is about the distance from the start. "○○로214번길" leaves its parent
where number 214 would be, on that number's side.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import combinations
from statistics import median
from typing import NamedTuple, TypeVar

from district_builder.domain.frames import Point2
from district_builder.geometry.outlines_centrelines import beside_line

METRES_PER_NUMBER = 10.0
LEAST_METRES_PER_NUMBER, MOST_METRES_PER_NUMBER = 6.0, 14.0
LEAST_WITNESSES = 3
LEAST_NUMBER_SPAN = 4
WITNESS_REACH_METRES = 80.0
MOST_GAP_NUMBERS = 300
MOST_WITNESSES = 80  # pairs of witnesses are all tried

_Thing = TypeVar("_Thing")

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


class Branch(NamedTuple):
    """A side road's parent and the number at which it leaves."""

    parent: str
    number: int


def branch_of(road: str) -> Branch | None:
    """Where 계원대학로214번길 leaves 계원대학로: at 214. 역삼로7길 is only the seventh side road: no distance."""
    found = _BRANCH.match(road)
    return Branch(found["parent"], int(found["number"])) if found else None


def without_strays(numbers: Sequence[int]) -> set[int]:
    """The numbers of the one stretch where most are: a typing error must not make a street 900 km long.

    A gap of more than MOST_GAP_NUMBERS (3 km) ends a stretch; of equal stretches the one with lower numbers counts.
    """
    stretches: list[list[int]] = []
    for number in sorted(set(numbers)):
        if stretches and number - stretches[-1][-1] <= MOST_GAP_NUMBERS:
            stretches[-1].append(number)
        else:
            stretches.append([number])
    return set(max(stretches, key=lambda stretch: len(stretch), default=()))


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
    if not are_enough([number for number, _ in marks]) or not slopes:
        return None
    slope = median(slopes)
    if not LEAST_METRES_PER_NUMBER <= abs(slope) <= MOST_METRES_PER_NUMBER:
        return None
    return Ruler(median(along - slope * number for number, along in marks), slope)


def thinned(found: Sequence[_Thing]) -> list[_Thing]:
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


def are_enough(numbers: Sequence[float]) -> bool:
    """Whether so many numbers, so far apart, can speak for a road."""
    return len(set(numbers)) >= LEAST_WITNESSES and max(numbers) - min(numbers) >= LEAST_NUMBER_SPAN
