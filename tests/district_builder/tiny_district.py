"""Two houses in two cells and three stores, for tests that build again and again."""

from dataclasses import replace

from district_builder.domain.districts import DistrictSource
from tests.district_builder.small_district import BUILDINGS, STORES, STREET
from tests.district_builder.stages.settle_samples import source, way

TINY_HOUSES = tuple(one for one in BUILDINGS if one.building_id in ("house-7", "house-9"))
TINY_ROADS = (way("main", (22, 0), (52, 0), name=STREET, width=9.0),)
TINY_STORES = tuple(one for one in STORES if one.store_id in ("s13", "s14", "s15"))


def tiny(stores=TINY_STORES, photos=()) -> DistrictSource:
    """Two houses in two cells and three stores: seconds matter."""
    made = source(buildings=TINY_HOUSES, roads=TINY_ROADS, stores=stores, streets=[STREET])
    return replace(made, photos=tuple(photos))
