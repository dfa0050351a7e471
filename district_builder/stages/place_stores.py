"""Every trading store gets a building, a storey and a stretch of wall."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from district_builder.domain.districts import DistrictSource
from district_builder.domain.layout import BuildingId
from district_builder.domain.notes import BuildNote, NoteKind
from district_builder.domain.places import Placement
from district_builder.domain.plan import PlacedStreet, PlannedBuilding, StreetPlan, StreetWall
from district_builder.domain.stores import Store, StoreId, TradingStatus
from district_builder.stages.place_notes import (
    closed_note,
    contradiction_note,
    duplicate_note,
    other_street_note,
    unknown_building_note,
)
from district_builder.stages.place_storeys import assign_storeys
from district_builder.stages.place_streets import streets_of
from district_builder.stages.place_tenants import placements_of, share_walls
from district_builder.stages.place_walls import find_street_walls
from district_builder.stages.settle_matching import MatchKind, match_stores
from district_builder.stages.settle_units import door_order, plain_name


def place_stores(plan: StreetPlan, source: DistrictSource) -> tuple[PlacedStreet, tuple[BuildNote, ...]]:
    """Place the stores of a source in its settled plan.

    Buildings are independent of each other: a change to one building's stores moves nothing elsewhere. The order of
    the input does not matter.

    Returns:
        The plan (with basements added where tenants need them), walls with bays, and one placement per store; and a
        note for each store that is not in the scene or not where its address says.
    """
    trading, notes = _trading_stores(source)
    tenants, unplaced_notes = _tenants(plan, source, trading)
    notes += unplaced_notes
    walls = find_street_walls(plan, needed=tenants.keys())
    roads = {road.road_id: road for road in plan.roads}
    streets = streets_of(plan.roads)
    buildings: list[PlannedBuilding] = []
    shared: list[StreetWall] = []
    placements: list[Placement] = []
    for building in plan.buildings:
        stores = sorted(tenants.get(building.building_id, ()), key=door_order)
        building, with_storeys, storey_notes = assign_storeys(building, stores)
        own_walls = walls.get(building.building_id, ())
        buildings.append(building)
        notes += storey_notes
        if own_walls:
            own_walls = share_walls(building, own_walls, with_storeys, roads)
            placed, wall_notes = placements_of(building, own_walls, with_storeys, roads, streets)
            shared += own_walls
            placements += placed
            notes += wall_notes
    street = PlacedStreet(
        plan=replace(plan, buildings=tuple(buildings)),
        walls=tuple(shared),
        placements=tuple(sorted(placements, key=lambda placement: placement.store_id)),
    )
    return street, tuple(notes)


def _trading_stores(source: DistrictSource) -> tuple[list[Store], list[BuildNote]]:
    """The stores to place, each id once, and a note for each one that is left out."""
    already = {(note.kind, note.subject) for note in source.notes}
    trading: dict[StoreId, Store] = {}
    notes: list[BuildNote] = []
    for store in sorted(source.stores, key=lambda store: (store.store_id, *door_order(store), str(store.origin))):
        if store.status is TradingStatus.CLOSED:
            if (NoteKind.CLOSED_STORE, store.store_id) not in already:
                notes.append(closed_note(store))
        elif store.store_id in trading:
            notes.append(duplicate_note(store))
        else:
            trading[store.store_id] = store
    return list(trading.values()), notes


def _tenants(
    plan: StreetPlan, source: DistrictSource, stores: Sequence[Store]
) -> tuple[dict[BuildingId, list[Store]], list[BuildNote]]:
    buildings = {building.building_id: building for building in plan.buildings}
    matches = match_stores(plan.buildings, stores)
    streets = {plain_name(street) for street in source.district.streets}
    tenants: dict[BuildingId, list[Store]] = defaultdict(list)
    notes: list[BuildNote] = []
    lost = {note.subject for note in source.notes if note.kind is NoteKind.NO_POSITION}
    for store in stores:
        match = matches.get(store.store_id)
        if match is None and store.store_id in lost:
            continue  # its reader has told so
        if match is None:
            is_elsewhere = streets and store.address.road and plain_name(store.address.road) not in streets
            notes.append(other_street_note(store) if is_elsewhere else unknown_building_note(store))
            continue
        tenants[match.building_id].append(store)
        if match.kind is MatchKind.CONTRADICTION:
            notes.append(contradiction_note(store, buildings[match.building_id]))
    return dict(tenants), notes
