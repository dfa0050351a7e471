"""The storey of each tenant in its building, and the doubts about it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from district_builder.domain.notes import BuildNote
from district_builder.domain.plan import PlannedBuilding
from district_builder.domain.stores import Store
from district_builder.stages.place_notes import above_top_note, dug_basement_note
from district_builder.stages.settle_units import storey_of

MOST_ADDED_BASEMENTS = 6


@dataclass(frozen=True, slots=True)
class Tenant:
    """A store and the storey on which the scene shows it."""

    store: Store
    storey: int


def assign_storeys(
    building: PlannedBuilding, stores: Sequence[Store]
) -> tuple[PlannedBuilding, list[Tenant], list[BuildNote]]:
    """Give each store its storey; above the top becomes the top, a basement too few is dug."""
    tenants: list[Tenant] = []
    notes: list[BuildNote] = []
    top = building.storeys_above
    for store in stores:
        storey = storey_of(store.address)
        if storey > top:
            notes.append(above_top_note(store, building, storey=storey))
            storey = top
        elif storey < -building.storeys_below:
            dug = min(-storey, MOST_ADDED_BASEMENTS)
            notes.append(dug_basement_note(store, building, storey=storey, dug=dug))
            building = replace(building, storeys_below=max(building.storeys_below, dug))
            storey = -dug
        tenants.append(Tenant(store, storey))
    return building, tenants, notes
