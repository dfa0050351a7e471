"""Which walls of which building face a street."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import LineString

from district_builder.domain.layout import BuildingId, RoadKind
from district_builder.domain.plan import PlannedBuilding, PlannedRoad, StreetPlan, StreetWall
from district_builder.geometry.outlines import Edge, polygon_of, straight_edges
from district_builder.stages.settle_units import plain_name

LEAST_WALL_METRES = 2.4
SIGHT_METRES = 25.0
LOOKS_AT_COSINE = 0.45
SAMPLES = (1 / 6, 1 / 2, 5 / 6)
LEAST_SAMPLES_IN_SIGHT = 2
OFF_THE_WALL_METRES = 0.05

_DETOUR_METRES = {RoadKind.STREET: 0.0, RoadKind.ALLEY: 4.0, RoadKind.PATH: 12.0}
_WORTH = {RoadKind.STREET: 2.0, RoadKind.ALLEY: 1.0, RoadKind.PATH: 0.7}
_WORTH_ON_OWN_ROAD = 2.5


@dataclass(frozen=True, slots=True)
class _Outlook:
    """A road that a wall sees, and how far its edge is."""

    road: PlannedRoad
    gap_metres: float


def find_street_walls(
    plan: StreetPlan, *, needed: Collection[BuildingId] = ()
) -> dict[BuildingId, tuple[StreetWall, ...]]:
    """The walls that look at a road with nothing in between, without bays, the best one of each building first.

    A wall looks at a road when from at least two of three places on it the nearest point of the road lies ahead, no
    more than SIGHT_METRES beyond the road's edge, and no building stands in that line. The best wall is the longest,
    where a wall on the road of the building's own address counts most and streets count more than alleys and paths.

    Args:
        needed: buildings that get their longest wall even where they see no road (with an empty road_id).
    """
    edges = [
        (building, edge)
        for building in plan.buildings
        for edge in straight_edges(building.footprint, least_metres=LEAST_WALL_METRES)
    ]
    outlooks = _outlooks(edges, plan)
    chosen: dict[BuildingId, list[tuple[float, StreetWall]]] = defaultdict(list)
    for index, (building, edge) in enumerate(edges):
        if outlooks[index]:
            outlook = min(outlooks[index], key=lambda seen: _preference(building, seen))
            worth = _WORTH[outlook.road.kind] * (_WORTH_ON_OWN_ROAD if _is_own_road(building, outlook.road) else 1.0)
            chosen[building.building_id].append((edge.length * worth, _wall(building, edge, outlook.road.road_id)))
    walls = {
        building_id: tuple(
            wall for _, wall in sorted(found, key=lambda item: (-item[0], item[1].left_foot_in_district))
        )
        for building_id, found in chosen.items()
    }
    for building in plan.buildings:
        if building.building_id in needed and building.building_id not in walls:
            longest = max(straight_edges(building.footprint), key=lambda edge: (edge.length, edge.start))
            walls[building.building_id] = (_wall(building, longest, ""),)
    return walls


def _outlooks(edges: Sequence[tuple[PlannedBuilding, Edge]], plan: StreetPlan) -> list[list[_Outlook]]:
    """For each edge the roads in sight. One array of lines of sight for the whole plan, two tree queries."""
    outlooks: list[list[_Outlook]] = [[] for _ in edges]
    if not edges or not plan.roads:
        return outlooks
    starts = np.array([edge.start for _, edge in edges])
    ends = np.array([edge.end for _, edge in edges])
    outward = np.array([edge.outward for _, edge in edges])
    fractions = np.array(SAMPLES)[None, :, None]
    eyes = starts[:, None] + (ends - starts)[:, None] * fractions + outward[:, None] * OFF_THE_WALL_METRES
    eye_points = shapely.points(eyes.reshape(-1, 2))

    roads = np.array([LineString(road.centreline) for road in plan.roads], dtype=object)
    halves = np.array([road.half_width_metres for road in plan.roads])
    reach = SIGHT_METRES + float(halves.max())
    eye, road = shapely.STRtree(roads).query(eye_points, predicate="dwithin", distance=reach)
    sights = shapely.shortest_line(eye_points[eye], roads[road])
    ends_of_sights = shapely.get_coordinates(sights).reshape(-1, 2, 2)
    looks = ends_of_sights[:, 1] - ends_of_sights[:, 0]
    metres = np.hypot(looks[:, 0], looks[:, 1])
    ahead = (looks * outward[eye // len(SAMPLES)]).sum(axis=1)
    is_ahead = (ahead >= LOOKS_AT_COSINE * metres) & (metres - halves[road] <= SIGHT_METRES)
    eye, road, metres, sights = eye[is_ahead], road[is_ahead], metres[is_ahead], sights[is_ahead]

    shapes = np.array([polygon_of(building.footprint, building.holes) for building in plan.buildings], dtype=object)
    blocked, _ = shapely.STRtree(shapes).query(sights, predicate="intersects")
    is_free = np.ones(len(sights), dtype=bool)
    is_free[blocked] = False

    pairs = (eye[is_free] // len(SAMPLES)) * len(roads) + road[is_free]
    distinct, which, counts = np.unique(pairs, return_inverse=True, return_counts=True)
    nearest = np.full(len(distinct), np.inf)
    np.minimum.at(nearest, which, metres[is_free] - halves[road[is_free]])
    for pair, count, gap in zip(distinct.tolist(), counts.tolist(), nearest.tolist(), strict=True):
        if count >= LEAST_SAMPLES_IN_SIGHT:
            outlooks[pair // len(roads)].append(_Outlook(plan.roads[pair % len(roads)], gap))
    return outlooks


def _preference(building: PlannedBuilding, seen: _Outlook) -> tuple[bool, float, str]:
    return (
        not _is_own_road(building, seen.road),
        round(seen.gap_metres + _DETOUR_METRES[seen.road.kind], 3),
        seen.road.road_id,
    )


def _is_own_road(building: PlannedBuilding, road: PlannedRoad) -> bool:
    return bool(building.road) and plain_name(building.road) == plain_name(road.name)


def _wall(building: PlannedBuilding, edge: Edge, road_id: str) -> StreetWall:
    return StreetWall(
        building_id=building.building_id,
        left_foot_in_district=edge.start,
        right_foot_in_district=edge.end,
        road_id=road_id,
    )
