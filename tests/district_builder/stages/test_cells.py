"""Cells: everything of a street in exactly one of them, and each depends on nothing but its own."""

from dataclasses import fields, replace
from random import Random

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.domain.categories import Category
from district_builder.domain.plan import PlacedStreet
from district_builder.geometry.paving import common_area
from district_builder.stages.cells import (
    GROUND_KINDS,
    QUARTER_CELLS,
    SHADOW_REACH_METRES,
    CellPlan,
    FrontPhoto,
    cut_cells,
    tree_shadow,
)
from district_builder.stages.furniture import place_furniture
from district_builder.stages.ground import cast_shadow, lay_ground, outline
from district_builder.stages.items import Item, Kind
from district_builder.stages.settings import SceneSettings
from tests.district_builder.small_district import SETTINGS, STORES, Laid, lay, small_source
from tests.district_builder.stages.settle_samples import plan_of, street


def square(cell: CellPlan) -> shapely.Polygon:
    size = cell.settings.cell_metres
    x, y = cell.key
    return shapely.box(x * size, y * size, (x + 1) * size, (y + 1) * size)


def pieces(cells, kind: str) -> list[shapely.Geometry]:
    return [shapely.from_wkb(wkb) for cell in cells for name, wkb in cell.ground if name == kind]


# Everything once


def test_each_building_is_in_the_one_cell_that_holds_its_middle(laid: Laid):
    found = [(building.building_id, cell) for cell in laid.cells for building in cell.buildings]
    assert sorted(name for name, _ in found) == sorted(b.building_id for b in laid.street.plan.buildings)
    shapes = {building.building_id: outline(building) for building in laid.street.plan.buildings}
    assert all(square(cell).intersects(shapes[name].centroid) for name, cell in found)


@pytest.mark.parametrize("kind", ["walls", "placements"])
def test_walls_and_placements_are_where_their_building_is(kind, laid: Laid):
    found = [(one, cell) for cell in laid.cells for one in getattr(cell, kind)]
    assert len(found) == len(getattr(laid.street, kind))
    for one, cell in found:
        assert one.building_id in {building.building_id for building in cell.buildings}


def test_each_store_that_was_placed_is_in_one_cell(laid: Laid):
    found = [store.store_id for cell in laid.cells for store in cell.stores]
    assert sorted(found) == sorted(laid.placements)
    assert len(found) == len(set(found)) == len(STORES)


def test_each_item_is_in_the_cell_that_it_stands_in(laid: Laid):
    found = [(item, cell) for cell in laid.cells for item in cell.items]
    assert sorted(item.seed for item, _ in found) == sorted(item.seed for item in laid.items)
    assert all(square(cell).intersects(shapely.Point(item.x, item.y)) for item, cell in found)


@pytest.mark.parametrize("kind", GROUND_KINDS)
def test_the_ground_of_all_cells_is_the_ground_of_the_district(kind, laid: Laid):
    whole = getattr(laid.ground, kind)
    cut = pieces(laid.cells, kind)
    assert shapely.union_all(cut).symmetric_difference(whole).area < 0.05
    assert sum(piece.area for piece in cut) == pytest.approx(whole.area, abs=0.05)


def test_ground_lies_in_its_own_square(laid: Laid):
    for cell in laid.cells:
        around = square(cell).buffer(0.002)
        assert all(around.contains(shapely.from_wkb(wkb)) for _, wkb in cell.ground)
        assert around.contains(shapely.from_wkb(cell.shadow)) or shapely.from_wkb(cell.shadow).is_empty


def test_cells_come_in_the_order_of_their_keys_each_once(laid: Laid):
    keys = [cell.key for cell in laid.cells]
    assert keys == sorted(set(keys))


def test_no_cell_is_empty(laid: Laid):
    assert all(cell.ground or cell.buildings for cell in laid.cells)


@settings(deadline=None, max_examples=8)
@given(size=st.sampled_from([15.0, 25.0, 40.0, 64.0, 500.0]))
def test_a_street_can_be_cut_into_squares_of_any_size(size, laid: Laid):
    stores = laid.stores
    cells = cut_cells(laid.street, laid.ground, laid.items, stores, {}, replace(SETTINGS, cell_metres=size))
    assert sum(len(cell.buildings) for cell in cells) == len(laid.street.plan.buildings)
    covered = sum(shapely.from_wkb(wkb).area for cell in cells for _, wkb in cell.ground)
    assert covered == pytest.approx(sum(getattr(laid.ground, kind).area for kind in GROUND_KINDS), abs=0.3)


def test_a_square_is_cut_alike_from_its_quarter_and_from_the_whole_district(laid: Laid):
    """Small squares, so that the street lies in several quarters; their borders leave no trace."""
    cells = cut_cells(laid.street, laid.ground, laid.items, laid.stores, {}, replace(SETTINGS, cell_metres=6.0))
    quarters = {(cell.key[0] // QUARTER_CELLS, cell.key[1] // QUARTER_CELLS) for cell in cells}
    assert len(quarters) > 6
    for cell in cells[::3]:
        for kind, wkb in cell.ground:
            whole = common_area(getattr(laid.ground, kind), square(cell))
            assert shapely.equals_exact(shapely.from_wkb(wkb), shapely.normalize(whole), 0.0011)


# Kerbs, shadows, neighbours


def test_the_kerbs_face_follows_the_carriageways_edge(laid: Laid):
    driven = shapely.union_all([laid.ground.roadway, laid.ground.white, laid.ground.yellow], grid_size=0.001)
    lines = shapely.union_all([shapely.from_wkb(cell.kerb_line) for cell in laid.cells])
    inner = laid.ground.extent.buffer(-0.5)
    assert lines.length == pytest.approx(driven.boundary.intersection(inner).length, abs=0.5)
    assert lines.difference(driven.boundary.buffer(0.01)).length < 0.01


def test_the_carriageway_lies_to_the_left_of_the_kerbs_line(laid: Laid):
    """So the face that is raised backwards along it looks at the cars."""
    driven = shapely.union_all([laid.ground.roadway, laid.ground.white, laid.ground.yellow]).buffer(0.01)
    for cell in laid.cells:
        line = shapely.from_wkb(cell.kerb_line)
        for piece in getattr(line, "geoms", [line]):
            if piece.length < 0.5:
                continue
            left = piece.offset_curve(0.2)
            assert driven.intersection(left).length > 0.5 * left.length


def test_shadows_of_houses_and_trees_fall_into_the_cells_that_they_reach(laid: Laid):
    sun = SETTINGS.daylight.towards_sun
    shift = (float(-sun[0] / sun[2]), float(-sun[1] / sun[2]))
    cast = [cast_shadow(building, shift) for building in laid.street.plan.buildings]
    cast += [tree_shadow(item, shift) for item in laid.items if item.kind is Kind.TREE]
    whole = shapely.union_all(cast)
    seen = shapely.union_all([shapely.from_wkb(cell.shadow) for cell in laid.cells])
    squares = shapely.union_all([square(cell) for cell in laid.cells])
    assert seen.symmetric_difference(whole.intersection(squares)).area < 0.2


def test_a_crowns_shadow_is_loose_and_under_the_sun(laid: Laid):
    tree = next(item for item in laid.items if item.kind is Kind.TREE)
    shadow = tree_shadow(tree, (0.3, -0.4))
    assert 1.0 < shadow.area < 12.0
    assert shadow.centroid.distance(shapely.Point(tree.x + 0.3 * 4.8, tree.y - 0.4 * 4.8)) < 1.0
    assert shadow.equals(tree_shadow(tree, (0.3, -0.4)))


def test_a_cell_knows_the_masses_around_it_and_not_its_own(laid: Laid):
    heights = {building.footprint: building.height_metres for building in laid.street.plan.buildings}
    for cell in laid.cells:
        own = {building.footprint for building in cell.buildings}
        rings = [mass.ring for mass in cell.neighbours]
        assert not own & set(rings)
        near = square(cell).buffer(SHADOW_REACH_METRES - 0.5)
        for ring, height in heights.items():
            if ring not in own and near.intersects(shapely.Polygon(ring)):
                assert ring in rings
                (mass,) = [mass for mass in cell.neighbours if mass.ring == ring]
                assert height <= mass.height_metres <= height + 1.0


def test_paving_of_a_cell_follows_a_road(laid: Laid):
    assert {tuple(np.round(cell.along, 6)) for cell in laid.cells} <= {(1.0, 0.0), (0.0, 1.0)}


# What a cell depends on


def changed(one: tuple[CellPlan, ...], other: tuple[CellPlan, ...]) -> set[tuple[int, int]]:
    before, after = {cell.key: repr(cell) for cell in one}, {cell.key: repr(cell) for cell in other}
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


def cut_shuffled(laid: Laid, seed: int) -> tuple[CellPlan, ...]:
    luck = Random(seed)

    def shuffled(values):
        return tuple(luck.sample(list(values), len(values)))

    street = replace(
        laid.street,
        plan=replace(laid.street.plan, buildings=shuffled(laid.street.plan.buildings)),
        walls=shuffled(laid.street.walls),
        placements=shuffled(laid.street.placements),
    )
    stores = dict(shuffled(laid.stores.items()))
    return cut_cells(street, laid.ground, shuffled(laid.items), stores, {}, SETTINGS)


@pytest.mark.parametrize("seed", range(4))
def test_what_a_cell_holds_does_not_depend_on_the_order_of_its_input(seed, laid: Laid):
    def by_ring(cells):
        return tuple(replace(cell, neighbours=tuple(sorted(cell.neighbours, key=lambda m: m.ring))) for cell in cells)

    assert changed(by_ring(laid.cells), by_ring(cut_shuffled(laid, seed))) == set()


def test_cutting_does_not_depend_on_the_order_of_its_input_at_all(laid: Laid):
    assert changed(laid.cells, cut_shuffled(laid, seed=0)) == set()


@pytest.mark.parametrize("seed", range(3))
def test_a_whole_source_in_another_order_gives_the_same_cells(seed, laid: Laid):
    source = small_source()
    luck = Random(seed)
    other = replace(
        source,
        layout=replace(
            source.layout, buildings=tuple(luck.sample(source.layout.buildings, len(source.layout.buildings)))
        ),
        stores=tuple(luck.sample(source.stores, len(source.stores))),
    )
    assert changed(laid.cells, lay(other).cells) == set()


@pytest.mark.parametrize("store_id", ["s01", "s05", "s09", "s15", "s20", "s24"])
def test_a_renamed_store_changes_its_own_cell_alone(store_id, laid: Laid):
    stores = tuple(replace(one, name="새 이름") if one.store_id == store_id else one for one in STORES)
    own = laid.cell_of(laid.placements[store_id].building_id).key
    assert changed(laid.cells, lay(small_source(stores)).cells) == {own}


@pytest.mark.parametrize("store_id", ["s02", "s12", "s18", "s22"])
def test_a_store_that_closes_changes_its_own_cell_alone(store_id, laid: Laid):
    stores = tuple(one for one in STORES if one.store_id != store_id)
    own = laid.cell_of(laid.placements[store_id].building_id).key
    assert changed(laid.cells, lay(small_source(stores)).cells) == {own}


def test_a_store_that_moves_changes_the_cell_it_leaves_and_the_cell_it_enters(laid: Laid):
    moved = tuple(
        replace(one, address=replace(one.address, number=replace(one.address.number, main=9), units=("201",)))
        if one.store_id == "s06"
        else one
        for one in STORES
    )
    expected = {laid.cell_of("plaza").key, laid.cell_of("house-9").key}
    assert changed(laid.cells, lay(small_source(moved)).cells) == expected


def test_a_new_photo_changes_its_own_cell_alone_wherever_the_file_lies(laid: Laid):
    def with_photo(path: str, digest: str) -> tuple[CellPlan, ...]:
        photo = FrontPhoto(store_id="s15", path=path, digest=digest, corners=((0, 0), (1, 0), (1, 1), (0, 1)))
        return cut_cells(laid.street, laid.ground, laid.items, laid.stores, {"s15": photo}, SETTINGS)

    own = laid.cell_of("house-9").key
    assert changed(laid.cells, with_photo("a/front.jpg", "1")) == {own}
    assert changed(with_photo("a/front.jpg", "1"), with_photo("b/other.jpg", "1")) == set()
    assert changed(with_photo("a/front.jpg", "1"), with_photo("a/front.jpg", "2")) == {own}


def test_a_bench_that_is_moved_changes_its_own_cell_alone(laid: Laid):
    bench = next(item for item in laid.items if item.kind is Kind.BENCH)
    items = tuple(replace(item, x=item.x + 0.1) if item is bench else item for item in laid.items)
    cells = cut_cells(laid.street, laid.ground, items, laid.stores, {}, SETTINGS)
    own = next(cell.key for cell in laid.cells if bench in cell.items)
    assert changed(laid.cells, cells) == {own}


@pytest.mark.parametrize(
    "other",
    [
        replace(SETTINGS, seed="other"),
        replace(SETTINGS, daylight=replace(SETTINGS.daylight, sun_elevation_degrees=30.0)),
    ],
)
def test_other_settings_change_every_cell(other, laid: Laid):
    cells = cut_cells(laid.street, laid.ground, laid.items, laid.stores, {}, other)
    assert changed(laid.cells, cells) == {cell.key for cell in laid.cells}


def test_everything_in_a_cell_counts_for_its_digest_but_the_path_of_a_photo():
    """Digests are made of repr: what repr leaves out may change unseen."""
    for value in (CellPlan, Item, SceneSettings):
        assert [field.name for field in fields(value) if not field.repr] == []
    assert [field.name for field in fields(FrontPhoto) if not field.repr] == ["path"]


def test_a_road_alone_makes_cells_of_ground():
    plan = plan_of([], [street("main", (0, 0), (100, 0))])
    ground = lay_ground(plan)
    items = place_furniture(plan.roads, ground, seed="t")
    cells = cut_cells(PlacedStreet(plan=plan, walls=(), placements=()), ground, items, {}, {}, SETTINGS)
    assert any(cell.items for cell in cells)
    assert all(cell.ground for cell in cells)
    assert all(cell.buildings == cell.neighbours == () for cell in cells)


def test_the_sample_has_what_these_tests_speak_of(laid: Laid):
    """Were the street one cell, none of the claims above would mean anything."""
    assert len({cell.key for cell in laid.cells if cell.stores}) >= 5
    assert {store.category for store in STORES} >= {Category.CAFE, Category.PUB, Category.GROCERY}
