"""The tenants of one building, from walls with bays to placements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from district_builder.domain.frames import Point2, Point3
from district_builder.domain.notes import BuildNote
from district_builder.domain.places import Frontage, Placement, PlacementKind
from district_builder.domain.plan import Bay, BayUse, PlannedBuilding, PlannedRoad, StreetWall
from district_builder.domain.stores import Store
from district_builder.geometry.outlines import Edge
from district_builder.geometry.outlines_centrelines import beside_line
from district_builder.stages.place_bays import ENTRANCE_METRES, share_ground_floor, share_upper_storey
from district_builder.stages.place_notes import no_wall_note
from district_builder.stages.place_ranks import rank_walls
from district_builder.stages.place_storeys import Tenant
from district_builder.stages.place_streets import StreetPlace, Streets, place_on_street
from district_builder.stages.settle_units import door_order

BEFORE_DOOR_METRES = 0.6
SIGN_SHARE_OF_GROUND_STOREY = 0.8
WINDOW_SHARE_OF_STOREY = 0.5
STAIR_SIGN_METRES = 2.4
TENANT_BOARD_METRES = 1.6


@dataclass(frozen=True, slots=True)
class _Spot:
    """A bay on its wall."""

    wall: StreetWall
    bay: Bay

    @property
    def edge(self) -> Edge:
        return Edge(self.wall.left_foot_in_district, self.wall.right_foot_in_district)

    @property
    def middle_metres(self) -> float:
        return (self.bay.start_metres + self.bay.end_metres) / 2

    def middle(self, *, height_metres: float) -> Point3:
        return Point3(*self.edge.point_at(self.middle_metres), height_metres)

    def door(self) -> Point2:
        return self.edge.point_at(self.middle_metres, outward_metres=BEFORE_DOOR_METRES)


def share_walls(
    building: PlannedBuilding,
    walls: Sequence[StreetWall],
    tenants: Sequence[Tenant],
    roads: Mapping[str, PlannedRoad],
) -> tuple[StreetWall, ...]:
    """Divide a building's street walls into bays: storey 1, then each upper storey that has tenants.

    The walls come back in the order in which tenants take them, those on the street of the address first.
    """
    by_storey = _by_storey(tenants)
    ranked = rank_walls(building, walls, [tenant.store for tenant in tenants], roads)
    ranks = [rank for _, rank in ranked]
    needs_entrance = building.storeys_above > 1 or any(storey != 1 for storey in by_storey)
    entrance = ENTRANCE_METRES if needs_entrance else 0.0
    shared: Sequence[StreetWall] = share_ground_floor(ranked, by_storey.get(1, ()), entrance_metres=entrance)
    for storey in sorted(storey for storey in by_storey if storey > 1):
        shared = share_upper_storey(list(zip(shared, ranks, strict=True)), by_storey[storey], storey=storey)
    return tuple(shared)


def placements_of(
    building: PlannedBuilding,
    walls: Sequence[StreetWall],
    tenants: Sequence[Tenant],
    roads: Mapping[str, PlannedRoad],
    streets: Streets,
) -> tuple[list[Placement], list[BuildNote]]:
    """Say for each tenant where it is seen and where one enters, from the bays of its building.

    A tenant is told by the street of its own address, else by that of its building's, else by the road before its door.

    Returns:
        One placement per tenant, and a note for each ground-floor store that found no wall.
    """
    spots = {bay.store_id: _Spot(wall, bay) for wall in walls for bay in wall.bays if bay.use is BayUse.STORE}
    entrance = _entrance(walls)
    placements: list[Placement] = []
    notes: list[BuildNote] = []
    for tenant in tenants:
        spot = spots.get(tenant.store.store_id)
        kind = _kind_of(tenant, spot)
        if kind is PlacementKind.INSIDE:
            notes.append(no_wall_note(tenant.store, building))
        door_spot = spot if spot and kind is PlacementKind.STREET_FRONT else entrance
        door = door_spot.door()
        place = place_on_street(
            door,
            building=building,
            walls=walls,
            named=(tenant.store.address.road, building.road),
            streets=streets,
        ) or _place_on_road(door, building, roads.get(door_spot.wall.road_id))
        placements.append(_placement(building, tenant, kind, spot=spot or entrance, door=door, place=place))
    return placements, notes


def _by_storey(tenants: Sequence[Tenant]) -> dict[int, list[Store]]:
    by_storey: dict[int, list[Store]] = {}
    for tenant in tenants:
        by_storey.setdefault(tenant.storey, []).append(tenant.store)
    return {storey: sorted(stores, key=door_order) for storey, stores in by_storey.items()}


def _entrance(walls: Sequence[StreetWall]) -> _Spot:
    """The common entrance; the middle of the best wall where the building has none."""
    for wall in walls:
        for bay in wall.bays:
            if bay.use is BayUse.ENTRANCE:
                return _Spot(wall, bay)
    middle = walls[0].width_metres / 2
    return _Spot(walls[0], Bay(use=BayUse.ENTRANCE, storey=1, start_metres=middle, end_metres=middle))


def _kind_of(tenant: Tenant, spot: _Spot | None) -> PlacementKind:
    if tenant.storey < 0:
        return PlacementKind.BASEMENT
    if tenant.storey > 1:
        return PlacementKind.UPPER
    return PlacementKind.STREET_FRONT if spot else PlacementKind.INSIDE


def _place_on_road(door: Point2, building: PlannedBuilding, road: PlannedRoad | None) -> StreetPlace:
    """Where a door is on the road before it; at the start of the address's street where there is no road at all."""
    if road is None:
        return StreetPlace(building.road, 0.0, is_left=False)
    beside = beside_line(road.centreline, door)
    return StreetPlace(road.name or building.road, road.start_metres + beside.along_metres, beside.left_metres > 0)


def _placement(
    building: PlannedBuilding, tenant: Tenant, kind: PlacementKind, *, spot: _Spot, door: Point2, place: StreetPlace
) -> Placement:
    return Placement(
        store_id=tenant.store.store_id,
        building_id=building.building_id,
        kind=kind,
        storey=tenant.storey,
        unit=", ".join(tenant.store.address.units),
        frontage=_frontage(building, tenant, spot) if spot.bay.use is BayUse.STORE else None,
        anchor_in_district=spot.middle(height_metres=_anchor_metres(building, tenant, kind)),
        door_in_district=door,
        street=place.street,
        along_street_metres=round(place.along_metres, 2),
        is_left_side=place.is_left,
    )


def _frontage(building: PlannedBuilding, tenant: Tenant, spot: _Spot) -> Frontage:
    storey = tenant.storey
    return Frontage(
        store_id=tenant.store.store_id,
        building_id=building.building_id,
        storey=storey,
        left_foot_in_district=spot.edge.point_at(spot.bay.start_metres),
        right_foot_in_district=spot.edge.point_at(spot.bay.end_metres),
        base_metres=building.floor_metres(storey),
        height_metres=building.ground_storey_metres if storey == 1 else building.upper_storey_metres,
    )


def _anchor_metres(building: PlannedBuilding, tenant: Tenant, kind: PlacementKind) -> float:
    if kind is PlacementKind.STREET_FRONT:
        return building.ground_storey_metres * SIGN_SHARE_OF_GROUND_STOREY
    if kind is PlacementKind.UPPER:
        return building.floor_metres(tenant.storey) + building.upper_storey_metres * WINDOW_SHARE_OF_STOREY
    return STAIR_SIGN_METRES if kind is PlacementKind.BASEMENT else TENANT_BOARD_METRES
