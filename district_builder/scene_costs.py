"""What each store costs a visitor, and whether the budgets of a scene are kept."""

from collections.abc import Mapping, Sequence

from district_builder.domain.stores import StoreId
from district_builder.formats.scene_json import Budget, StoreCost
from district_builder.reuse import StoredTile
from district_builder.scene_tree import Level, TileJob, TileKey

KILO = 1000.0
LIMITS_KILOBYTES = {Level.BLOCK: 2.0, Level.CELL: 40.0, Level.NEAR: 120.0}  # DESIGN section 4, over the wire
GEOMETRY_LIMIT_KILOBYTES = 15.0
NAMES = {Level.BLOCK: "proxy", Level.CELL: "standard", Level.NEAR: "near"}


def costs_of(jobs: Sequence[TileJob], tiles: Mapping[TileKey, StoredTile]) -> dict[StoreId, StoreCost]:
    """What each store adds to the tiles that show it: its triangles' share, and an equal share of the pictures."""
    shares: dict[StoreId, dict[Level, int]] = {}
    textures: dict[StoreId, int] = {}
    triangles: dict[StoreId, int] = {}
    for job in jobs:
        tile, level = tiles[job.key], job.key[0]
        for store_id, own in tile.triangles_of_store.items():
            geometry = (tile.wire_bytes - tile.atlas_bytes) * own / max(tile.triangles, 1)
            pictures = tile.atlas_bytes / len(tile.triangles_of_store)
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


def budgets_of(
    jobs: Sequence[TileJob], tiles: Mapping[TileKey, StoredTile], costs: Mapping[StoreId, StoreCost]
) -> tuple[Budget, ...]:
    """Each level's limit against the worst store alone, and against all of the level, ground and houses too."""
    if not costs:
        return ()
    worst = {
        Level.BLOCK: max(cost.proxy_bytes for cost in costs.values()),
        Level.CELL: max(cost.standard_bytes for cost in costs.values()),
        Level.NEAR: max(cost.near_bytes for cost in costs.values()),
    }
    budgets = []
    for level, limit in LIMITS_KILOBYTES.items():
        members = [tiles[job.key] for job in jobs if job.key[0] is level]
        whole = sum(tile.wire_bytes for tile in members) / len(costs)
        name = NAMES[level]
        budgets.append(Budget(name=f"{name}_kilobytes_worst_store", limit=limit, worst=round(worst[level] / KILO, 2)))
        budgets.append(Budget(name=f"{name}_kilobytes_whole_scene_a_store", limit=limit, worst=round(whole / KILO, 2)))
        if level is Level.CELL:
            geometry = sum(tile.wire_bytes - tile.atlas_bytes for tile in members) / len(costs)
            budgets.append(
                Budget(
                    name=f"{name}_geometry_kilobytes_whole_scene_a_store",
                    limit=GEOMETRY_LIMIT_KILOBYTES,
                    worst=round(geometry / KILO, 2),
                )
            )
    return tuple(budgets)
