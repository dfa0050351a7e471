"""Which of a building's street walls its tenants take first: on the street of the address, its corner, side, back."""

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import IntEnum

from district_builder.domain.plan import PlannedBuilding, PlannedRoad, StreetWall
from district_builder.domain.stores import Store
from district_builder.geometry.outlines import Edge
from district_builder.stages.settle_units import plain_name

LEAST_FRONT_WALL_METRES = 6.0
BACK_COSINE = -0.5


class WallRank(IntEnum):
    """What a wall is to its building. Tenants fill the walls of one rank before those of the next."""

    FRONT = 0  # on the street of the address
    CORNER = 1  # a chamfer on that street, too short for two fronts
    SIDE = 2  # on another road, round the corner
    BACK = 3  # on the alley behind


def rank_walls(
    building: PlannedBuilding, walls: Sequence[StreetWall], stores: Sequence[Store], roads: Mapping[str, PlannedRoad]
) -> tuple[tuple[StreetWall, WallRank], ...]:
    """A building's walls with their ranks, in the order in which they are filled; longer ones of a rank come first.

    The street of the building's address decides, else the street that most tenants name. Where no wall looks at it, the
    road before the first given wall takes its place.
    """
    if not walls:
        return ()
    streets = [_street(wall, roads) for wall in walls]
    home = next((name for name in _wanted_streets(building, stores) if name in streets), streets[0])
    main = max((wall for wall, name in zip(walls, streets, strict=True) if name == home), key=lambda w: w.width_metres)
    ranked = []
    for wall, name in zip(walls, streets, strict=True):
        if name == home:
            rank = WallRank.FRONT if wall is main or wall.width_metres >= LEAST_FRONT_WALL_METRES else WallRank.CORNER
        else:
            rank = WallRank.BACK if _cosine(main, wall) < BACK_COSINE else WallRank.SIDE
        ranked.append((wall, rank))
    return tuple(sorted(ranked, key=lambda item: (item[1], -item[0].width_metres if item[0] is not main else -1e9)))


def _wanted_streets(building: PlannedBuilding, stores: Sequence[Store]) -> list[str]:
    named = Counter(plain_name(store.address.road) for store in stores if store.address.road)
    often = sorted(named, key=lambda name: (-named[name], name))
    return [plain_name(building.road), *often] if building.road else often


def _street(wall: StreetWall, roads: Mapping[str, PlannedRoad]) -> str:
    """The street before a wall; a road without a name is known by its id, which no name begins like."""
    road = roads.get(wall.road_id)
    return plain_name(road.name) if road and road.name else f"#{wall.road_id}"


def _cosine(a: StreetWall, b: StreetWall) -> float:
    """Of the angle between where two walls look."""
    here = Edge(a.left_foot_in_district, a.right_foot_in_district).outward
    there = Edge(b.left_foot_in_district, b.right_foot_in_district).outward
    return here.x * there.x + here.y * there.y
