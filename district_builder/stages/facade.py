"""A street wall above the stores, storey by storey: wall and windows, tenants' signs, what else hangs there."""

from collections.abc import Mapping
from random import Random

from district_builder.domain.plan import BayUse, PlannedBuilding, StreetWall
from district_builder.domain.stores import Store, StoreId
from district_builder.geometry.parts import Parts
from district_builder.stages.cladding import clad
from district_builder.stages.colours import scaled
from district_builder.stages.detail import Detail
from district_builder.stages.lit_rooms import Tenancy
from district_builder.stages.styles import STYLES
from district_builder.stages.surfaces import PLAIN
from district_builder.stages.tenant_signs import hang_blades, hang_tenant, name_building
from district_builder.stages.wall_fixtures import hang_cooling_units, lead_rain_down
from district_builder.stages.windows import build_storey, window_stretches


def build_upper_storeys(
    parts: Parts,
    wall: StreetWall,
    building: PlannedBuilding,
    stores: Mapping[StoreId, Store],
    *,
    seed: str,
    detail: Detail,
    features: Mapping[str, int],
) -> None:
    """Everything of a street wall above its ground storey; the parts' frame stands at the wall's left foot.

    `features` gives the feature number of each store id; the wall itself keeps the number set on `parts`.
    """
    cladding, _ = clad(building.building_id, seed=seed)
    own = parts.feature
    width = wall.width_metres
    windows = window_stretches(width, cladding)
    for storey in range(2, building.storeys_above + 1):
        base = building.floor_metres(storey)
        luck = Random(f"{seed}/{building.building_id}/{storey}")
        tenants = [bay for bay in wall.bays if bay.storey == storey and bay.use is BayUse.STORE]
        rooms = [
            Tenancy(
                start_metres=bay.start_metres,
                end_metres=bay.end_metres,
                feature=features[bay.store_id],
                lamps=STYLES[stores[bay.store_id].category].lamps,
            )
            for bay in tenants
        ]
        z = (base, base + building.upper_storey_metres)
        build_storey(parts, width, z, windows, cladding, luck, detail=detail, tenants=rooms)
        if cladding.has_courses:
            stone = scaled(cladding.side_tint, 1.05)
            parts.box(PLAIN, (0.0, -0.05, base - 0.06), (width, 0.0, base + 0.06), tint=stone)
        for bay in tenants:
            parts.feature = features[bay.store_id]
            hang_tenant(parts, bay, stores[bay.store_id], base, windows, cladding, seed=seed, detail=detail)
        parts.feature = own
    hang_blades(parts, wall, building, stores, seed=seed, features=features)
    parts.feature = own
    if building.name and building.storeys_above >= 4 and width > 8.0:
        name_building(parts, wall, building)
    hang_cooling_units(parts, wall, building, windows, seed=seed, detail=detail)
    lead_rain_down(parts, wall, building, seed=seed)
