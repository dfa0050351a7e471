"""Where the roads run that addresses name: a known centreline, one fitted to points, a branch, or a stated start."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from statistics import median

from district_builder.domain.districts import District
from district_builder.domain.frames import Point2
from district_builder.domain.layout import RoadKind
from district_builder.domain.plan import PlannedRoad
from district_builder.geometry.outlines_centrelines import direction_at, length_of, point_beside
from district_builder.stages.settle_anchored import anchor_street, direction_of_pairs, strays_of
from district_builder.stages.settle_fit import FittedStreet, fit_street
from district_builder.stages.settle_roads import Course
from district_builder.stages.settle_ruler import (
    METRES_PER_NUMBER,
    Ruler,
    Witness,
    branch_of,
    is_left_number,
    without_strays,
)
from district_builder.stages.settle_units import plain_name
from district_builder.stages.settle_widths import widths_of

USUAL_DEPTH_METRES = 18.0
BEYOND_LAST_NUMBER_METRES = 24.0
BEFORE_FIRST_NUMBER = 8  # a fitted street of the numbers 179 to 594 does not begin 1,790 m before its first house
EAST_DEGREES = 90.0
MOST_BEYOND_PARENT_METRES = 60.0
MOST_STRAY_OF_A_BRANCH_METRES = 80.0  # a parent that bends leads its branches astray; then their own points count

_EAST = Point2(1.0, 0.0)


class StreetSource(Enum):
    CENTRELINE = "centreline"
    POINTS = "points"
    BRANCH = "branch"
    FEW_POINTS = "few points"
    START = "start"
    ANCHOR = "anchor"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressStreet:
    """A road on which lots can be laid by the address rule."""

    road: PlannedRoad
    ruler: Ruler
    source: StreetSource
    generation: int = 0  # 0 for a road of its own, 1 for its branches, 2 for theirs


@dataclass(slots=True, kw_only=True)
class StreetFinder:
    """Finds the street of a plain road name, its parents first, each once.

    `needed` holds the main numbers that lots or branches ask for, by plain road name. Where the district lists its
    streets, other roads are found only with a centreline, so a city-wide store list does not invent a city. Where a
    map is given (not `is_unmapped`), nothing is laid across it by guess.
    """

    district: District
    known: Sequence[Course]
    witnesses: Mapping[str, Sequence[Witness]]
    needed: Mapping[str, Sequence[int]]
    main_street: str
    is_unmapped: bool
    _found: dict[str, AddressStreet | None] = field(default_factory=dict)

    def street_of(self, name: str) -> AddressStreet | None:
        if name not in self._found:
            self._found[name] = None  # a name that is its own ancestor ends here
            self._found[name] = self._search(name)
        return self._found[name]

    def _search(self, name: str) -> AddressStreet | None:
        known = [course for course in self.known if plain_name(course.road.name) == name]
        if known:
            road, ruler = max(known, key=_extent)
            return AddressStreet(road=road, ruler=ruler or Ruler(), source=StreetSource.CENTRELINE)
        if self._is_wanted(name) and (fitted := self._fitted(name)):
            return fitted
        branch = branch_of(name)
        parent = self.street_of(branch.parent) if branch else None
        if branch and parent:
            return self._branch(name, branch.number, parent)
        if name == self.main_street and self.district.start:
            return self._from_start(name)
        if self._is_wanted(name) and (self.is_unmapped or self._listed()) and (hung := self._hung(name, _EAST)):
            return hung
        return self._from_start(name) if name == self.main_street and self.is_unmapped else None

    def _listed(self) -> set[str]:
        return {plain_name(street) for street in self.district.streets}

    def _is_wanted(self, name: str) -> bool:
        listed = self._listed()
        branch = branch_of(name)
        return not listed or name in listed or (branch is not None and self._is_wanted(branch.parent))

    def _fitted(self, name: str) -> AddressStreet | None:
        fitted = fit_street(self.witnesses.get(name, ()), setback_metres=_setback_metres(name))
        return self._street(name, fitted, StreetSource.POINTS) if fitted else None

    def _hung(self, name: str, direction: Point2) -> AddressStreet | None:
        """A street on one or two points: they say where, and two that are far enough apart say which way."""
        witnesses, setback = self.witnesses.get(name, ()), _setback_metres(name)
        direction = direction_of_pairs(witnesses, setback_metres=setback) or direction
        hung = anchor_street(witnesses, direction=direction, setback_metres=setback)
        return self._street(name, hung, StreetSource.FEW_POINTS) if hung else None

    def _branch(self, name: str, number: int, parent: AddressStreet) -> AddressStreet | None:
        along = parent.ruler.metres_of(number)
        beyond = max(-along, along - length_of(parent.road.centreline))
        start = point_beside(parent.road.centreline, along)
        ux, uy = direction_at(parent.road.centreline, along)
        direction = Point2(-uy, ux) if is_left_number(number) else Point2(uy, -ux)
        witnesses = self.witnesses.get(name, ())
        by_rule = FittedStreet(
            zero=start, step=Point2(direction.x * METRES_PER_NUMBER, direction.y * METRES_PER_NUMBER), witnesses=0
        )
        if witnesses and median(strays_of(by_rule, witnesses)) > MOST_STRAY_OF_A_BRANCH_METRES:
            hung = self._hung(name, direction)
            if hung:
                return replace(hung, generation=parent.generation + 1)
        if beyond > MOST_BEYOND_PARENT_METRES and not witnesses:
            return None
        road = self._straight(name, start, direction)
        return AddressStreet(road=road, ruler=Ruler(), source=StreetSource.BRANCH, generation=parent.generation + 1)

    def _street(self, name: str, fitted: FittedStreet, source: StreetSource) -> AddressStreet:
        needed = without_strays(self.needed.get(name, ()))
        first = max(min(needed, default=0) - BEFORE_FIRST_NUMBER, 0)
        last = max(needed, default=first) + BEYOND_LAST_NUMBER_METRES / METRES_PER_NUMBER
        course = fitted.course(first, last)
        step = length_of(course) / (last - first)
        road = _road(name, course, start_metres=first * step)
        return AddressStreet(road=road, ruler=Ruler(-first * step, step), source=source)

    def _from_start(self, name: str) -> AddressStreet:
        start, bearing = self.district.start, self.district.bearing_degrees
        origin = self.district.frame.district_from_wgs84(start) if start else Point2(0.0, 0.0)
        angle = math.radians(bearing if bearing is not None else EAST_DEGREES)
        road = self._straight(name, origin, Point2(math.sin(angle), math.cos(angle)))
        source = StreetSource.START if start else StreetSource.ANCHOR
        return AddressStreet(road=road, ruler=Ruler(), source=source)

    def _straight(self, name: str, zero: Point2, direction: Point2) -> PlannedRoad:
        end = Ruler().metres_of(max(without_strays(self.needed.get(name, ())), default=2)) + BEYOND_LAST_NUMBER_METRES
        return _road(name, (zero, Point2(zero.x + direction.x * end, zero.y + direction.y * end)))


def _road(name: str, centreline: tuple[Point2, ...], *, start_metres: float = 0.0) -> PlannedRoad:
    kind = _kind_of(name)
    carriageway, pavement = widths_of(kind, None)
    return PlannedRoad(
        road_id=f"address:{name}",
        name=name,
        kind=kind,
        centreline=centreline,
        carriageway_width_metres=carriageway,
        pavement_width_metres=pavement,
        start_metres=start_metres,
    )


def _extent(course: Course) -> tuple[bool, float]:
    return course.road.kind is RoadKind.STREET, length_of(course.road.centreline)


def _setback_metres(name: str) -> float:
    carriageway, pavement = widths_of(_kind_of(name), None)
    return carriageway / 2 + pavement + USUAL_DEPTH_METRES / 2


def _kind_of(name: str) -> RoadKind:
    """길 are alleys, 로 and 대로 are streets (도로명주소법 시행령: by width and lanes)."""
    return RoadKind.ALLEY if name.endswith("길") else RoadKind.STREET
