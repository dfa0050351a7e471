"""Every trading store gets a building, a storey and a stretch of wall."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from district_builder.domain.districts import DistrictSource
from district_builder.domain.layout import BuildingId
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.places import Placement
from district_builder.domain.plan import PlacedStreet, PlannedBuilding, StreetPlan, StreetWall
from district_builder.domain.stores import Store, StoreId, TradingStatus
from district_builder.stages.place_storeys import assign_storeys
from district_builder.stages.place_streets import streets_of
from district_builder.stages.place_tenants import placements_of, share_walls
from district_builder.stages.place_walls import find_street_walls
from district_builder.stages.settle_matching import MatchKind, match_stores
from district_builder.stages.settle_notes import title_of
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
                notes.append(_closed_note(store))
        elif store.store_id in trading:
            notes.append(_duplicate_note(store))
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
            notes.append(_other_street_note(store) if is_elsewhere else _unknown_building_note(store))
            continue
        tenants[match.building_id].append(store)
        if match.kind is MatchKind.CONTRADICTION:
            notes.append(_contradiction_note(store, buildings[match.building_id]))
    return dict(tenants), notes


def _closed_note(store: Store) -> BuildNote:
    return _note(
        store,
        NoteKind.CLOSED_STORE,
        Severity.INFO,
        f"‘{store.full_name}’ 가게는 폐업으로 되어 있어 거리에 두지 않았습니다.",
        "다시 열었다면 영업 상태를 고쳐 주세요.",
    )


def _duplicate_note(store: Store) -> BuildNote:
    return _note(
        store,
        NoteKind.DUPLICATE_STORE,
        Severity.DOUBT,
        f"가게 번호 {store.store_id}가 두 번 나와 한 번만 두었습니다.",
        "겹친 행을 지워 주세요.",
    )


def _unknown_building_note(store: Store) -> BuildNote:
    return _note(
        store,
        NoteKind.UNKNOWN_BUILDING,
        Severity.PROBLEM,
        f"‘{store.full_name}’ 가게가 있는 건물을 찾지 못했습니다 ({store.address.text or '주소 없음'}).",
        "도로명 주소를 확인하거나, 그 길과 건물이 든 지도를 layout/ 폴더에 넣어 주세요.",
    )


def _other_street_note(store: Store) -> BuildNote:
    return _note(
        store,
        NoteKind.OUTSIDE_AREA,
        Severity.INFO,
        f"‘{store.full_name}’ 가게는 이 거리가 아닌 {store.address.road}에 있어 두지 않았습니다.",
        "이 길도 보이려면 district.toml의 streets에 넣어 주세요.",
    )


def _contradiction_note(store: Store, building: PlannedBuilding) -> BuildNote:
    return _note(
        store,
        NoteKind.CONTRADICTING_BUILDING,
        Severity.DOUBT,
        f"‘{store.full_name}’의 주소({store.address.text})와 달리 좌표는 건물 ‘{title_of(building)}’ 안에 있어 "
        "좌표를 따랐습니다.",
        "주소와 좌표 가운데 틀린 쪽을 고쳐 주세요.",
    )


def _note(store: Store, kind: NoteKind, severity: Severity, text: str, remedy: str) -> BuildNote:
    return BuildNote(
        kind=kind,
        severity=severity,
        text=text,
        remedy=remedy,
        subject=store.store_id,
        file=store.origin.file,
        row=store.origin.row,
    )
