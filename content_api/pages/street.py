"""A district's stores in the order in which one meets them: street, side, building, storey."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from content_api.pages.words import SIDES
from content_api.stores.schemas import PlacementAnswer, StoreAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreyOfBuilding:
    storey: int
    stores: tuple[StoreAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildingOnStreet:
    name: str
    along_street_metres: float
    storeys: tuple[StoreyOfBuilding, ...]

    @property
    def stores(self) -> tuple[StoreAnswer, ...]:
        return tuple(store for each in self.storeys for store in each.stores)


@dataclass(frozen=True, slots=True, kw_only=True)
class SideOfStreet:
    label: str
    buildings: tuple[BuildingOnStreet, ...]

    @property
    def stores(self) -> int:
        return sum(len(building.stores) for building in self.buildings)


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetInOrder:
    name: str
    sides: tuple[SideOfStreet, ...]

    @property
    def stores(self) -> int:
        return sum(side.stores for side in self.sides)


def streets_in_order(stores: Sequence[StoreAnswer], *, streets: Sequence[str]) -> list[StreetInOrder]:
    """Group placed stores by street, the district's own streets first; stores without a place are left out."""
    placed = [(store, store.placement) for store in stores if store.placement is not None]
    order = {name: rank for rank, name in enumerate(streets)}
    placed.sort(key=lambda pair: (order.get(pair[1].street, len(order)), pair[1].street, pair[1].side))
    return [
        StreetInOrder(
            name=street,
            sides=tuple(
                SideOfStreet(label=SIDES[side], buildings=_buildings(list(on_side)))
                for side, on_side in groupby(on_street, key=lambda pair: pair[1].side)
            ),
        )
        for street, on_street in groupby(placed, key=lambda pair: pair[1].street)
    ]


def _buildings(placed: Sequence[tuple[StoreAnswer, PlacementAnswer]]) -> tuple[BuildingOnStreet, ...]:
    """Buildings by the first metre at which a store of theirs stands."""
    tenants: dict[str, list[tuple[StoreAnswer, PlacementAnswer]]] = {}
    for pair in placed:
        tenants.setdefault(pair[1].building_id, []).append(pair)
    buildings = [
        BuildingOnStreet(
            name=pairs[0][1].building_name,
            along_street_metres=min(placement.along_street_metres for _, placement in pairs),
            storeys=_storeys(pairs),
        )
        for pairs in tenants.values()
    ]
    return tuple(sorted(buildings, key=lambda building: building.along_street_metres))


def _storeys(placed: Sequence[tuple[StoreAnswer, PlacementAnswer]]) -> tuple[StoreyOfBuilding, ...]:
    upwards = sorted(placed, key=lambda pair: (_climb(pair[1].storey), pair[1].along_street_metres, pair[0].name))
    return tuple(
        StoreyOfBuilding(storey=storey, stores=tuple(store for store, _ in pairs))
        for storey, pairs in groupby(upwards, key=lambda pair: pair[1].storey)
    )


def _climb(storey: int) -> tuple[bool, int]:
    """The ground floor first, then up, then down: the order in which a passer-by finds them."""
    return (storey < 0, abs(storey))
