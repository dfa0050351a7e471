"""Which building each store is in: by address, else by building name, else by where its point lies."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from statistics import median
from typing import Protocol

import numpy as np
import shapely

from district_builder.domain.frames import Point2
from district_builder.domain.layout import BuildingId, HouseNumber, Ring, Rung
from district_builder.domain.stores import Store, StoreId
from district_builder.geometry.outlines import polygon_of
from district_builder.stages.settle_units import AddressKey, address_key, plain_name

REACH_METRES = 30.0


class Site(Protocol):
    """A building as matching sees it: one of the layout or one of the plan."""

    @property
    def building_id(self) -> BuildingId: ...
    @property
    def footprint(self) -> Ring: ...
    @property
    def holes(self) -> tuple[Ring, ...]: ...
    @property
    def name(self) -> str: ...
    @property
    def road(self) -> str: ...
    @property
    def number(self) -> HouseNumber | None: ...
    @property
    def rung(self) -> Rung: ...


class MatchKind(Enum):
    ADDRESS = "address"
    NAME = "name"
    POINT = "point"
    CONTRADICTION = "contradiction"  # the point lies in a building that has another address


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    building_id: BuildingId
    kind: MatchKind


@dataclass(frozen=True, slots=True, kw_only=True)
class _Household:
    """Stores that must be in the same building: those of one address, or one store that has none."""

    key: AddressKey | None
    name: str
    point: Point2 | None
    stores: tuple[Store, ...]


def match_stores(sites: Sequence[Site], stores: Iterable[Store]) -> dict[StoreId, Match]:
    """Find each store's building; a store without one is left out.

    Stores of one address stay together, so one good point helps its neighbours. A point counts only in or within
    REACH_METRES of a building whose own address does not say otherwise.
    """
    sites = sorted(sites, key=lambda site: site.building_id)
    by_address, by_name = _index(sites)
    households = _households(stores)
    near = _near_sites(sites, households)
    matches: dict[StoreId, Match] = {}
    for index, household in enumerate(households):
        match = _match(sites, household, near[index], by_address, by_name)
        if match:
            matches.update({store.store_id: match for store in household.stores})
    return matches


def middle_point(points: Sequence[Point2]) -> Point2 | None:
    """The median point: one wrong point among three does not move it far."""
    return Point2(median(p.x for p in points), median(p.y for p in points)) if points else None


def common_name(names: Iterable[str]) -> str:
    """The name said most often; ties go to the shorter, then to the earlier in the alphabet."""
    counts = Counter(name for name in names if name)
    return min(counts, key=lambda name: (-counts[name], len(name), name), default="")


def _match(
    sites: Sequence[Site],
    household: _Household,
    near: Sequence[tuple[float, int]],
    by_address: Mapping[AddressKey, list[int]],
    by_name: Mapping[str, list[int]],
) -> Match | None:
    def fits(index: int) -> bool:
        site_key = address_key(sites[index].road, sites[index].number)
        return household.key is None or site_key is None or site_key == household.key

    distances = {index: distance for distance, index in near}

    def best(indices: Iterable[int]) -> int | None:
        return min(
            indices,
            key=lambda index: (plain_name(sites[index].name) != household.name, distances.get(index, 1e9), index),
            default=None,
        )

    addressed = best(by_address.get(household.key, [])) if household.key else None
    if addressed is not None:
        return Match(building_id=sites[addressed].building_id, kind=MatchKind.ADDRESS)
    named = [index for index in by_name.get(household.name, []) if fits(index)]
    if len(named) == 1 or any(index in distances for index in named):
        return Match(building_id=sites[best(named) or named[0]].building_id, kind=MatchKind.NAME)
    for _, index in near:
        if fits(index):
            return Match(building_id=sites[index].building_id, kind=MatchKind.POINT)
    for distance, index in near:
        if distance == 0 and sites[index].rung is not Rung.ADDRESS_RULE:
            return Match(building_id=sites[index].building_id, kind=MatchKind.CONTRADICTION)
    return None


def _index(sites: Sequence[Site]) -> tuple[dict[AddressKey, list[int]], dict[str, list[int]]]:
    by_address: dict[AddressKey, list[int]] = defaultdict(list)
    by_name: dict[str, list[int]] = defaultdict(list)
    for index, site in enumerate(sites):
        if key := address_key(site.road, site.number):
            by_address[key].append(index)
        if site.name:
            by_name[plain_name(site.name)].append(index)
    return by_address, by_name


def _households(stores: Iterable[Store]) -> list[_Household]:
    groups: dict[tuple[AddressKey | None, StoreId], list[Store]] = defaultdict(list)
    for store in sorted(stores, key=lambda store: store.store_id):
        key = address_key(store.address.road, store.address.number)
        groups[key, "" if key else store.store_id].append(store)
    return [
        _Household(
            key=key,
            name=common_name(plain_name(store.address.building_name) for store in group),
            point=middle_point([store.point for store in group if store.point is not None]),
            stores=tuple(group),
        )
        for (key, _), group in groups.items()
    ]


def _near_sites(sites: Sequence[Site], households: Sequence[_Household]) -> list[list[tuple[float, int]]]:
    """For each household the sites within reach as (distance, index), nearest first; 0 where the point is inside."""
    near: list[list[tuple[float, int]]] = [[] for _ in households]
    located = [(index, household.point) for index, household in enumerate(households) if household.point is not None]
    if not located or not sites:
        return near
    polygons = np.array([polygon_of(site.footprint, site.holes) for site in sites])
    points = shapely.points([[point.x, point.y] for _, point in located])
    which_point, which_site = shapely.STRtree(polygons).query(points, predicate="dwithin", distance=REACH_METRES)
    distances = shapely.distance(points[which_point], polygons[which_site])
    for at, site, distance in zip(which_point.tolist(), which_site.tolist(), distances.tolist(), strict=True):
        near[located[at][0]].append((distance, site))
    for candidates in near:
        candidates.sort()
    return near
