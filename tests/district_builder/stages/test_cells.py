"""Cells: everything of a street in exactly one of them."""

from dataclasses import replace

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.domain.plan import PlacedStreet
from district_builder.geometry.paving import common_area
from district_builder.stages.cells import GROUND_KINDS, QUARTER_CELLS, cut_cells
from district_builder.stages.furniture import place_furniture
from district_builder.stages.ground import lay_ground, outline
from tests.district_builder.small_district import SETTINGS, STORES, Laid
from tests.district_builder.stages.cell_squares import square
from tests.district_builder.stages.settle_samples import plan_of, street


def pieces(cells, kind: str) -> list[shapely.Geometry]:
    return [shapely.from_wkb(wkb) for cell in cells for name, wkb in cell.ground if name == kind]


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


def test_a_road_alone_makes_cells_of_ground():
    plan = plan_of([], [street("main", (0, 0), (100, 0))])
    ground = lay_ground(plan)
    items = place_furniture(plan.roads, ground, seed="t")
    cells = cut_cells(PlacedStreet(plan=plan, walls=(), placements=()), ground, items, {}, {}, SETTINGS)
    assert any(cell.items for cell in cells)
    assert all(cell.ground for cell in cells)
    assert all(cell.buildings == cell.neighbours == () for cell in cells)
