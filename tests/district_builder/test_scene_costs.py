"""What a store adds to the tiles that show it, and budgets that the worst store or the whole scene can break."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.domain.frames import Point3
from district_builder.formats.scene_json import Budget, StoreCost
from district_builder.geometry.mesh import Box
from district_builder.reuse import StoredTile
from district_builder.scene_costs import budgets_of, costs_of
from district_builder.scene_tree import Level, TileJob
from district_builder.shared_textures import SharedTextures

SHARED = SharedTextures(matter="../textures/m.webp", leaf="../textures/l.webp")
BOX = Box(lowest=Point3(0, 0, 0), highest=Point3(1, 1, 1))


def job(level: Level, x: int = 0) -> TileJob:
    return TileJob(key=(level, x, 0), cells=(), shared=SHARED)


def tile(*, triangles: int, wire: int, atlas: int = 0, stores: dict[str, int]) -> StoredTile:
    return StoredTile(
        uri="tiles/a.glb",
        box=BOX,
        triangles=triangles,
        wire_bytes=wire,
        atlas_bytes=atlas,
        triangles_of_store=stores,
        notes=(),
    )


def costs(tiles: dict[TileJob, StoredTile]) -> dict[str, StoreCost]:
    return costs_of(list(tiles), {one.key: made for one, made in tiles.items()})


stores = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 500), min_size=1)


@given(own=stores, common=st.integers(0, 2000), geometry=st.integers(0, 90_000), atlas=st.integers(0, 90_000))
def test_stores_together_cost_the_pictures_and_their_part_of_the_geometry(own, common, geometry, atlas):
    """What belongs to no store (ground, walls) is no store's cost."""
    total = sum(own.values())
    made = tile(triangles=total + common, wire=geometry + atlas, atlas=atlas, stores=own)
    shares = costs({job(Level.CELL): made})
    assert set(shares) == set(own)
    theirs = atlas + geometry * total / (total + common)
    assert sum(share.standard_bytes for share in shares.values()) == pytest.approx(theirs, abs=len(own))
    assert sum(share.textures_bytes for share in shares.values()) == pytest.approx(atlas, abs=len(own))


@given(own=stores)
def test_a_store_with_more_triangles_pays_no_less(own):
    shares = costs({job(Level.NEAR): tile(triangles=sum(own.values()), wire=90_000, stores=own)})
    ranked = sorted(own, key=lambda key: own[key])
    assert all(shares[low].near_bytes <= shares[high].near_bytes for low, high in pairwise(ranked))


def test_each_level_is_counted_by_itself():
    found = costs(
        {
            job(Level.BLOCK): tile(triangles=10, wire=1000, stores={"a": 10}),
            job(Level.CELL): tile(triangles=20, wire=9000, atlas=5000, stores={"a": 20}),
            job(Level.NEAR): tile(triangles=700, wire=60_000, atlas=8000, stores={"a": 700}),
        }
    )
    assert found == {
        "a": StoreCost(
            proxy_bytes=1000, standard_bytes=9000, near_bytes=60_000, near_triangles=700, textures_bytes=5000
        )
    }


def test_pictures_are_shared_equally_and_geometry_by_triangles():
    found = costs({job(Level.CELL): tile(triangles=100, wire=1400, atlas=400, stores={"a": 10, "b": 30})})
    assert found["a"].standard_bytes == 100 + 200
    assert found["b"].standard_bytes == 300 + 200


def test_tiles_without_stores_cost_no_store_anything():
    assert costs({job(Level.CELL): tile(triangles=100, wire=5000, stores={})}) == {}


def test_a_store_without_a_triangle_of_its_own_is_named_with_its_share_of_the_pictures():
    """A basement bar has no front, but its name is on a board."""
    found = costs({job(Level.CELL): tile(triangles=100, wire=1000, atlas=400, stores={"a": 0, "b": 50})})
    assert found["a"].standard_bytes == 200
    assert found["b"].standard_bytes == 300 + 200


def test_a_tile_without_triangles_does_not_divide_by_zero():
    assert costs({job(Level.CELL): tile(triangles=0, wire=100, stores={"a": 0})})["a"].standard_bytes == 0


def test_stores_come_in_alphabetical_order():
    made = tile(triangles=9, wire=9, stores={"c": 3, "a": 3, "b": 3})
    assert list(costs({job(Level.CELL): made})) == ["a", "b", "c"]


# Budgets


def cost(**changes: int) -> StoreCost:
    known = {"proxy_bytes": 1, "standard_bytes": 1, "near_bytes": 1, "near_triangles": 1, "textures_bytes": 0}
    return StoreCost(**(known | changes))


def budgets(costs: dict[str, StoreCost], tiles: dict[TileJob, StoredTile] | None = None) -> dict[str, Budget]:
    tiles = tiles or {}
    found = budgets_of(list(tiles), {one.key: made for one, made in tiles.items()}, costs)
    assert len({budget.name for budget in found}) == len(found)
    return {budget.name: budget for budget in found}


def test_a_scene_without_stores_has_no_budget_to_break():
    assert budgets({}, {job(Level.CELL): tile(triangles=9, wire=10**9, stores={})}) == {}


def test_the_limits_are_those_of_the_design():
    limits = {(name.split("_")[0], budget.limit) for name, budget in budgets({"a": cost()}).items()}
    assert limits == {("proxy", 2.0), ("standard", 40.0), ("standard", 15.0), ("near", 120.0)}


@pytest.mark.parametrize(
    ("name", "field", "limit"),
    [
        ("proxy_kilobytes_worst_store", "proxy_bytes", 2000),
        ("standard_kilobytes_worst_store", "standard_bytes", 40_000),
        ("near_kilobytes_worst_store", "near_bytes", 120_000),
    ],
)
def test_one_store_over_the_limit_breaks_the_budget_of_all(name, field, limit):
    def is_met(worst: int) -> bool:
        return budgets({"a": cost(), "b": cost(**{field: worst}), "c": cost()})[name].is_met

    assert is_met(limit)
    assert not is_met(limit + 10)


@pytest.mark.parametrize(
    ("level", "name", "limit"),
    [
        (Level.BLOCK, "proxy_kilobytes_whole_scene_a_store", 2000),
        (Level.CELL, "standard_kilobytes_whole_scene_a_store", 40_000),
        (Level.NEAR, "near_kilobytes_whole_scene_a_store", 120_000),
    ],
)
def test_the_whole_level_counts_with_all_its_ground(level, name, limit):
    """Two stores in three tiles, one of them bare ground."""

    def is_met(bare: int) -> bool:
        tiles = {
            job(level, 0): tile(triangles=9, wire=limit, atlas=limit, stores={"a": 1}),
            job(level, 1): tile(triangles=9, wire=limit // 2, atlas=limit // 2, stores={"b": 1}),
            job(level, 2): tile(triangles=9, wire=bare, stores={}),
        }
        return budgets({"a": cost(), "b": cost()}, tiles)[name].is_met

    assert is_met(limit // 2)
    assert not is_met(limit // 2 + 20)


def test_pictures_do_not_count_as_geometry():
    made = tile(triangles=9, wire=38_000, atlas=30_000, stores={"a": 9})
    found = budgets({"a": cost()}, {job(Level.CELL): made})
    assert found["standard_geometry_kilobytes_whole_scene_a_store"].worst == 8.0
    assert found["standard_kilobytes_whole_scene_a_store"].worst == 38.0
