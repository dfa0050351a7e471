"""Where a store is on the street that its address names: metres along it, and on which side."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from district_builder.domain.frames import Point2
from district_builder.domain.plan import PlannedBuilding, PlannedRoad, StreetWall
from district_builder.geometry.outlines import Edge, polygon_of
from district_builder.geometry.outlines_centrelines import Beside, beside_line
from district_builder.stages.settle_units import plain_name

REACH_METRES = 80.0

Streets: TypeAlias = Mapping[str, Sequence[PlannedRoad]]
"""The pieces of each named street by its plain name."""


class StreetPlace(NamedTuple):
    """A place told by a street, metres from the street's start."""

    street: str
    along_metres: float
    is_left: bool


def streets_of(roads: Iterable[PlannedRoad]) -> Streets:
    """The pieces of each named street, in the plan's order."""
    streets: dict[str, list[PlannedRoad]] = defaultdict(list)
    for road in roads:
        if road.name:
            streets[plain_name(road.name)].append(road)
    return dict(streets)


def place_on_street(
    door: Point2,
    *,
    building: PlannedBuilding,
    walls: Sequence[StreetWall],
    named: Iterable[str],
    streets: Streets,
) -> StreetPlace | None:
    """Where a door is on the first named street that is in the plan and within REACH_METRES of its building.

    The metres are those of the door, also of a door at the back. The side is that of the building, because a door round
    the corner may already lie beyond the street's end.

    Args:
        walls: the building's street walls; the first one on the street says where the building stands.
        named: the street of the store's address, then that of the building's.

    Returns:
        None where no named street is near.
    """
    for name in named:
        pieces = streets.get(plain_name(name), ())
        if not pieces:
            continue
        stands = _nearest(pieces, _stand_of(building, walls, pieces))[1]
        if abs(stands.left_metres) <= REACH_METRES:
            road, beside = _nearest(pieces, door)
            return StreetPlace(road.name, road.start_metres + beside.along_metres, stands.left_metres > 0)
    return None


def _stand_of(building: PlannedBuilding, walls: Sequence[StreetWall], pieces: Sequence[PlannedRoad]) -> Point2:
    """The middle of the first wall that looks at the street; without one the middle of the building."""
    ids = {road.road_id for road in pieces}
    for wall in walls:
        if wall.road_id in ids:
            return Edge(wall.left_foot_in_district, wall.right_foot_in_district).point_at(wall.width_metres / 2)
    middle = polygon_of(building.footprint, building.holes).centroid
    return Point2(middle.x, middle.y)


def _nearest(pieces: Sequence[PlannedRoad], point: Point2) -> tuple[PlannedRoad, Beside]:
    """The piece of a street that a point is beside; a dual carriageway's nearer one. Ties go to the earlier piece."""
    found = [(road, beside_line(road.centreline, point)) for road in pieces]
    return min(found, key=lambda item: (round(abs(item[1].left_metres), 6), item[0].road_id))
