"""Footprints that share no ground: duplicates, building parts and overlaps resolved, the same way every time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely.geometry import Polygon

from district_builder.domain.layout import Building
from district_builder.geometry.outlines import largest_part, polygon_of, rings_of

LEAST_AREA_SQUARE_METRES = 4.0
SHARED_GROUND_SQUARE_METRES = 0.01
SAME_BUILDING_SHARE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Footprints:
    """Buildings without overlaps, and the ids of those that had to give."""

    buildings: tuple[Building, ...]
    absorbed: tuple[str, ...] = ()  # lay mostly inside another building
    trimmed: tuple[str, ...] = ()  # lost the shared ground
    too_small: tuple[str, ...] = ()


def separate_footprints(buildings: Sequence[Building]) -> Footprints:
    """Give every piece of ground to one building.

    The larger building keeps the ground (of equal ones that with an address, then the smaller id). A building that
    lies mostly inside a larger one is a part or a duplicate of it: the larger takes over what the part knows.
    """
    ranked = sorted(buildings, key=lambda one: (-round(_shape(one).area, 2), one.number is None, one.building_id))
    shapes = [_shape(building) for building in ranked]
    kept: dict[int, Polygon] = {i: shape for i, shape in enumerate(shapes) if shape.area >= LEAST_AREA_SQUARE_METRES}
    too_small = [ranked[i].building_id for i in range(len(ranked)) if i not in kept]
    known = list(ranked)
    absorbed: list[str] = []
    trimmed: list[str] = []
    for larger, smaller in _overlapping_pairs(shapes):
        if larger not in kept or smaller not in kept:
            continue
        shared = kept[larger].intersection(kept[smaller]).area
        if shared <= SHARED_GROUND_SQUARE_METRES:
            continue
        rest = largest_part(kept[smaller].difference(kept[larger].buffer(1e-3, join_style="mitre")))
        if shared > SAME_BUILDING_SHARE * kept[smaller].area or rest.area < LEAST_AREA_SQUARE_METRES:
            known[larger] = _with_facts_of(known[larger], known[smaller])
            del kept[smaller]
            absorbed.append(known[smaller].building_id)
        else:
            kept[smaller] = rest
            trimmed.append(known[smaller].building_id)
    settled = []
    for index, shape in kept.items():
        footprint, holes = rings_of(shape)
        settled.append(replace(known[index], footprint=footprint, holes=holes))
    return Footprints(
        buildings=tuple(sorted(settled, key=lambda building: building.building_id)),
        absorbed=tuple(sorted(absorbed)),
        trimmed=tuple(sorted(set(trimmed) - set(absorbed))),
        too_small=tuple(sorted(too_small)),
    )


def _shape(building: Building) -> Polygon:
    return polygon_of(building.footprint, building.holes)


def _overlapping_pairs(shapes: Sequence[Polygon]) -> list[tuple[int, int]]:
    if not shapes:
        return []
    first, second = shapely.STRtree(shapes).query(np.array(shapes), predicate="intersects")
    pairs = zip(first.tolist(), second.tolist(), strict=True)
    return sorted((a, b) for a, b in pairs if a < b)


def _with_facts_of(whole: Building, part: Building) -> Building:
    above = [count for count in (whole.storeys_above, part.storeys_above) if count]
    has_address = bool(whole.road) and whole.number is not None
    return replace(
        whole,
        name=whole.name or part.name,
        road=whole.road if has_address else part.road or whole.road,
        number=whole.number if has_address else part.number,
        storeys_above=whole.storeys_above or max(above, default=None),
        storeys_below=whole.storeys_below if whole.storeys_below is not None else part.storeys_below,
        height_metres=whole.height_metres or part.height_metres,
    )
