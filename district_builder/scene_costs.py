"""What each store costs a visitor, and whether the budgets of a scene are kept."""

from collections.abc import Iterable, Mapping, Sequence

from district_builder.domain.stores import StoreId
from district_builder.formats.scene_json import Budget, StoreCost
from district_builder.reuse import StoredTile
from district_builder.scene_tree import Level, TileJob, TileKey

KILO = 1000.0


def costs_of(jobs: Sequence[TileJob], tiles: Mapping[TileKey, StoredTile]) -> dict[StoreId, StoreCost]:
    """Each store's share of the tiles that show it, over the wire.

    A tile's pictures are shared equally among its stores; its geometry by triangles, where what belongs to no store
    (ground, walls) is shared equally.
    """
    shares: dict[StoreId, dict[Level, int]] = {}
    textures: dict[StoreId, int] = {}
    triangles: dict[StoreId, int] = {}
    for job in jobs:
        tile, level = tiles[job.key], job.key[0]
        members = tile.triangles_of_store
        if not members:
            continue
        common = tile.triangles - sum(members.values())
        for store_id, own in members.items():
            geometry = (tile.wire_bytes - tile.atlas_bytes) * (own + common / len(members)) / max(tile.triangles, 1)
            pictures = tile.atlas_bytes / len(members)
            shares.setdefault(store_id, {})[level] = round(geometry + pictures)
            if level is Level.CELL:
                textures[store_id] = round(pictures)
            if level is Level.NEAR:
                triangles[store_id] = own
    return {
        store_id: StoreCost(
            proxy_bytes=share.get(Level.BLOCK, 0),
            standard_bytes=share.get(Level.CELL, 0),
            near_bytes=share.get(Level.NEAR, 0),
            near_triangles=triangles.get(store_id, 0),
            textures_bytes=textures.get(store_id, 0),
        )
        for store_id, share in sorted(shares.items())
    }


def budgets_of(costs: Mapping[StoreId, StoreCost]) -> tuple[Budget, ...]:
    """The limits of the design for bytes a store over the wire, against the worst store of the scene."""
    if not costs:
        return ()
    return (
        Budget(name="proxy_kilobytes_per_store", limit=2.0, worst=_worst(cost.proxy_bytes for cost in costs.values())),
        Budget(
            name="standard_kilobytes_per_store",
            limit=40.0,
            worst=_worst(cost.standard_bytes for cost in costs.values()),
        ),
        Budget(
            name="standard_geometry_kilobytes_per_store",
            limit=15.0,
            worst=_worst(cost.standard_bytes - cost.textures_bytes for cost in costs.values()),
        ),
        Budget(name="near_kilobytes_per_store", limit=120.0, worst=_worst(cost.near_bytes for cost in costs.values())),
    )


def _worst(values: Iterable[int]) -> float:
    return round(max(values) / KILO, 2)
