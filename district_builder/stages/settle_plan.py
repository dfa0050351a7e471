"""The ladder of the ground plan on one page: footprints with storeys, footprints, the address rule (DESIGN.md 3.1)."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from district_builder.domain.districts import District, DistrictSource
from district_builder.domain.frames import Point2
from district_builder.domain.layout import Building, BuildingId, HouseNumber, Rung
from district_builder.domain.notes import BuildNote
from district_builder.domain.plan import StreetPlan
from district_builder.domain.stores import Store
from district_builder.geometry.outlines import polygon_of
from district_builder.stages.settle_addresses import AddressBuildings, lay_address_buildings
from district_builder.stages.settle_footprints import separate_footprints
from district_builder.stages.settle_matching import MatchKind, common_name, match_stores
from district_builder.stages.settle_notes import address_notes, footprint_notes, road_notes, storey_notes
from district_builder.stages.settle_roads import Roads, main_first, settle_roads
from district_builder.stages.settle_ruler import Witness, branch_of, witnesses_of
from district_builder.stages.settle_storeys import StoreySource, count_storeys, planned_building, registered_storeys
from district_builder.stages.settle_streets import StreetFinder
from district_builder.stages.settle_units import address_key, plain_name


def settle_plan(source: DistrictSource) -> tuple[StreetPlan, tuple[BuildNote, ...]]:
    """Settle every building's outline and storeys and every road's course and widths.

    The order of the input does not matter. Closed stores count as witnesses of buildings: the building of a store
    that gave up still stands.

    Returns:
        A plan in which no two buildings overlap and no road runs through a building, and a note for each assumption.
    """
    stores = sorted(source.stores, key=lambda store: store.store_id)
    footprints = separate_footprints(source.layout.buildings)
    tenants, homeless = _tenants(footprints.buildings, stores)
    known = _with_addresses_of_tenants(footprints.buildings, tenants)
    witnesses = _witnesses(known, stores)
    main_streets = _main_streets(source.district, stores)
    roads = settle_roads(source.layout.roads, known, witnesses=witnesses)
    address = _address_buildings(source, known, roads, homeless, witnesses, main_streets)

    tenants |= _tenants(address.buildings, homeless)[0]
    lifts = registered_storeys(source.lifts)
    settled = []
    for building in (*known, *address.buildings):
        own = tenants.get(building.building_id, [])
        name = building.name or common_name(store.address.building_name for store in own)
        storeys = count_storeys(building, tenants=own, registered=lifts.get(plain_name(name), ()))
        if building.rung is not Rung.ADDRESS_RULE:
            is_stated = storeys.source in (StoreySource.STATED, StoreySource.HEIGHT)
            building = replace(building, rung=Rung.FOOTPRINT_WITH_STOREYS if is_stated else Rung.FOOTPRINT)
        settled.append((planned_building(building, storeys, name=name), storeys))
    plan = StreetPlan(
        buildings=tuple(building for building, _ in settled),
        roads=main_first((*roads.roads, *address.roads), main_streets),
    )
    notes = [*footprint_notes(footprints), *road_notes(roads), *address_notes(address), *storey_notes(settled)]
    return plan, tuple(notes)


def _tenants(
    buildings: Sequence[Building], stores: Sequence[Store]
) -> tuple[dict[BuildingId, list[Store]], list[Store]]:
    """The stores of each building, and those that are in none or whose point contradicts their address."""
    tenants: dict[BuildingId, list[Store]] = defaultdict(list)
    homeless: list[Store] = []
    matches = match_stores(buildings, stores)
    for store in stores:
        match = matches.get(store.store_id)
        if match and match.kind is not MatchKind.CONTRADICTION:
            tenants[match.building_id].append(store)
        else:
            homeless.append(store)
    return dict(tenants), homeless


def _with_addresses_of_tenants(
    buildings: Sequence[Building], tenants: Mapping[BuildingId, Sequence[Store]]
) -> list[Building]:
    """A building without an address takes that of its tenants, where they agree."""
    known = []
    for building in buildings:
        stores = tenants.get(building.building_id, ())
        keys = {address_key(store.address.road, store.address.number) for store in stores} - {None}
        if not (building.road and building.number) and len(keys) == 1:
            said = next(store.address for store in stores if store.address.road and store.address.number)
            building = replace(building, road=said.road, number=said.number)
        known.append(building)
    return known


def _witnesses(buildings: Sequence[Building], stores: Sequence[Store]) -> dict[str, list[Witness]]:
    """By plain road name, where its numbers are."""
    points: dict[str, dict[int, list[Point2]]] = defaultdict(lambda: defaultdict(list))
    for store in stores:
        if store.point is not None and store.address.road and store.address.number:
            points[plain_name(store.address.road)][store.address.number.main].append(store.point)
    for building in buildings:
        if building.road and building.number:
            middle = polygon_of(building.footprint).centroid
            points[plain_name(building.road)][building.number.main] = [Point2(middle.x, middle.y)]
    return {road: witnesses_of(numbers) for road, numbers in points.items()}


def _main_streets(district: District, stores: Sequence[Store]) -> tuple[str, ...]:
    if district.streets:
        return district.streets
    counts = Counter(plain_name(store.address.road) for store in stores if store.address.road)
    return tuple(sorted(counts, key=lambda road: (-counts[road], road))[:1])


def _address_buildings(
    source: DistrictSource,
    buildings: Sequence[Building],
    roads: Roads,
    homeless: Sequence[Store],
    witnesses: Mapping[str, Sequence[Witness]],
    main_streets: Sequence[str],
) -> AddressBuildings:
    missing: dict[str, set[HouseNumber]] = defaultdict(set)
    for store in homeless:
        if store.address.road and store.address.number:
            missing[plain_name(store.address.road)].add(store.address.number)
    if not missing:
        return AddressBuildings()
    needed: dict[str, list[int]] = {road: [number.main for number in numbers] for road, numbers in missing.items()}
    for road in sorted(missing):
        branch = branch_of(road)
        while branch:
            needed.setdefault(branch.parent, []).append(branch.number)
            branch = branch_of(branch.parent)
    finder = StreetFinder(
        district=source.district,
        known=roads.courses,
        witnesses=witnesses,
        needed=needed,
        main_street=plain_name(main_streets[0]) if main_streets else "",
        is_unmapped=not buildings and not roads.roads,
    )
    return lay_address_buildings(
        {road: tuple(numbers) for road, numbers in missing.items()},
        finder,
        buildings=buildings,
        roads=roads.roads,
    )
