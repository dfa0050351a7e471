"""The third rung of the ladder: buildings for addresses that no footprint answers to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon

from district_builder.domain.layout import Building, HouseNumber, Origin, Rung
from district_builder.domain.plan import PlannedRoad
from district_builder.geometry.outlines import rings_of
from district_builder.geometry.outlines_centrelines import length_of
from district_builder.stages.settle_lots import lay_lots
from district_builder.stages.settle_streets import AddressStreet, StreetFinder, StreetSource
from district_builder.stages.settle_widths import Obstacles, corridor_of, fit_between

BEYOND_CENTRELINE_METRES = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressBuildings:
    """Buildings by the rule, the roads that had to be assumed for them, and the addresses that stay without a place."""

    buildings: tuple[Building, ...] = ()
    roads: tuple[PlannedRoad, ...] = ()
    streets: tuple[AddressStreet, ...] = ()
    crowded: tuple[str, ...] = ()  # "계원대학로 28-3": no room on its side
    out_of_reach: tuple[str, ...] = ()  # far beyond the end of its centreline, or from all other numbers


def lay_address_buildings(
    missing: Mapping[str, Sequence[HouseNumber]],
    finder: StreetFinder,
    *,
    buildings: Sequence[Building],
    roads: Sequence[PlannedRoad],
) -> AddressBuildings:
    """Lay a building for each number of `missing` (by plain road name) whose street can be found.

    Main roads come before their branches, so a branch's lots give way to those of its parent.
    """
    streets = {name: street for name in sorted(missing) if (street := finder.street_of(name))}
    parents = {name: street for name in sorted(finder.needed) if (street := finder.street_of(name))}
    obstacles = Obstacles(buildings)
    assumed_roads = [
        piece
        for _, street in sorted({**parents, **streets}.items())
        if street.source is not StreetSource.CENTRELINE
        for piece in fit_between(street.road, obstacles).pieces
    ]
    footprints = list(obstacles.shapes)
    corridors = [(road.road_id, corridor_of(road)) for road in (*roads, *assumed_roads)]
    laid: list[Building] = []
    crowded: list[str] = []
    out_of_reach: list[str] = []
    outlines: list[Polygon] = []
    for name, street in sorted(streets.items(), key=lambda item: (item[1].generation, item[0])):
        reachable, too_far = _within_reach(missing[name], street)
        own = street.road.road_id
        others = [shape for road_id, shape in corridors if road_id != own and not road_id.startswith(f"{own}.")]
        near = _near_only([*footprints, *outlines, *others], street)
        lots, without_room = lay_lots(street.road, street.ruler, reachable, occupied=near)
        for lot in lots:
            footprint, _ = rings_of(lot.outline)
            outlines.append(lot.outline)
            laid.append(
                Building(
                    building_id=f"address:{name} {lot.number}",
                    footprint=footprint,
                    road=street.road.name,
                    number=lot.number,
                    rung=Rung.ADDRESS_RULE,
                    origin=Origin(file=""),
                )
            )
        crowded += [f"{street.road.name} {number}" for number in without_room]
        out_of_reach += [f"{street.road.name} {number}" for number in too_far]
    return AddressBuildings(
        buildings=tuple(laid),
        roads=tuple(assumed_roads),
        streets=tuple(street for _, street in sorted(streets.items())),
        crowded=tuple(crowded),
        out_of_reach=tuple(out_of_reach),
    )


def _within_reach(numbers: Sequence[HouseNumber], street: AddressStreet) -> tuple[list[HouseNumber], list[HouseNumber]]:
    length = length_of(street.road.centreline)
    split: dict[bool, list[HouseNumber]] = defaultdict(list)
    for number in sorted(set(numbers), key=lambda number: (number.main, number.sub)):
        along = street.ruler.metres_of(number.main)
        split[-BEYOND_CENTRELINE_METRES <= along <= length + BEYOND_CENTRELINE_METRES].append(number)
    return split[True], split[False]


def _near_only(shapes: Sequence[Polygon], street: AddressStreet) -> list[Polygon]:
    line = LineString(street.road.centreline)
    reach = street.road.half_width_metres + BEYOND_CENTRELINE_METRES + 80.0
    distances = shapely.distance(np.array(shapes, dtype=object), line)  # nan for what is empty
    return [shape for shape, distance in zip(shapes, distances.tolist(), strict=True) if distance <= reach]
