"""Roads joined, turned towards rising numbers and fitted between the buildings."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from district_builder.domain.layout import Building, Road, RoadKind
from district_builder.domain.plan import PlannedRoad
from district_builder.geometry.outlines_centrelines import join_lines, length_of, without_repeats
from district_builder.stages.settle_ruler import Ruler, Witness, calibrate_ruler
from district_builder.stages.settle_units import plain_name
from district_builder.stages.settle_widths import Obstacles, fit_between, widths_of

SHORTEST_METRES = 3.0


class Course(NamedTuple):
    """A whole road as its source draws it, with wished widths, and its ruler where buildings let one read it."""

    road: PlannedRoad
    ruler: Ruler | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Roads:
    """Roads that run through no building, and the courses that they are pieces of."""

    roads: tuple[PlannedRoad, ...]
    courses: tuple[Course, ...]
    broken: tuple[str, ...] = ()  # had no length
    cut: tuple[str, ...] = ()  # ran through a building
    narrowed: tuple[str, ...] = ()


def settle_roads(
    roads: Sequence[Road], buildings: Sequence[Building], *, witnesses: Mapping[str, Sequence[Witness]]
) -> Roads:
    """Join the pieces of each road, turn them towards rising numbers and fit their widths between the buildings.

    Args:
        witnesses: building numbers and points by plain road name.
    """
    obstacles = Obstacles(buildings)
    planned: list[PlannedRoad] = []
    courses: list[Course] = []
    cut: list[str] = []
    narrowed: list[str] = []
    joined, broken = _joined(roads)
    for whole in joined:
        course = _turned(whole, witnesses.get(plain_name(whole.name), ()))
        courses.append(course)
        fitted = fit_between(course.road, obstacles)
        planned += fitted.pieces
        if fitted.is_cut:
            cut.append(whole.road_id)
        elif fitted.is_narrowed:
            narrowed.append(whole.road_id)
    return Roads(
        roads=tuple(planned),
        courses=tuple(courses),
        broken=broken,
        cut=tuple(sorted(cut)),
        narrowed=tuple(sorted(narrowed)),
    )


def main_first(roads: Sequence[PlannedRoad], main_streets: Sequence[str]) -> tuple[PlannedRoad, ...]:
    """Roads of the named streets in their order, then streets, alleys and paths; the pieces of a road in order."""
    order = {plain_name(name): index for index, name in reversed(list(enumerate(main_streets)))}
    kinds = list(RoadKind)
    return tuple(
        sorted(
            roads,
            key=lambda road: (
                order.get(plain_name(road.name), len(order)),
                kinds.index(road.kind),
                plain_name(road.name),
                road.road_id.split(".")[0],
                road.start_metres,
            ),
        )
    )


def _joined(roads: Sequence[Road]) -> tuple[list[PlannedRoad], tuple[str, ...]]:
    groups: dict[tuple[str, RoadKind], list[Road]] = defaultdict(list)
    broken: list[str] = []
    for road in sorted(roads, key=lambda road: road.road_id):
        line = without_repeats(road.centreline)
        if len(line) < 2 or length_of(line) < SHORTEST_METRES:
            broken.append(road.road_id)
            continue
        groups[plain_name(road.name) or f"#{road.road_id}", road.kind].append(replace(road, centreline=line))
    joined: list[PlannedRoad] = []
    for (_, kind), members in sorted(groups.items()):
        stated = [road.carriageway_width_metres for road in members if road.carriageway_width_metres]
        carriageway, pavement = widths_of(kind, sum(stated) / len(stated) if stated else None)
        for index, line in enumerate(join_lines([road.centreline for road in members])):
            suffix = f"-{index + 1}" if index else ""
            joined.append(
                PlannedRoad(
                    road_id=f"{members[0].road_id}{suffix}",
                    name=members[0].name,
                    kind=kind,
                    centreline=line,
                    carriageway_width_metres=carriageway,
                    pavement_width_metres=pavement,
                )
            )
    return joined, tuple(broken)


def _turned(road: PlannedRoad, witnesses: Sequence[Witness]) -> Course:
    ruler = calibrate_ruler(road.centreline, witnesses)
    if ruler and ruler.metres_per_number < 0:
        length = length_of(road.centreline)
        ruler = Ruler(length - ruler.zero_metres, -ruler.metres_per_number)
        road = replace(road, centreline=tuple(reversed(road.centreline)))
    return Course(road, ruler)
