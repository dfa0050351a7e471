"""A cell depends on nothing but its own: a change in a street changes the cells that it is in."""

from dataclasses import fields, replace
from random import Random

import pytest

from district_builder.domain.categories import Category
from district_builder.stages.cells import CellPlan, FrontPhoto, cut_cells
from district_builder.stages.items import Item, Kind
from district_builder.stages.settings import SceneSettings
from tests.district_builder.small_district import SETTINGS, STORES, Laid, lay, small_source


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


def test_the_sample_has_what_these_tests_speak_of(laid: Laid):
    """Were the street one cell, none of the claims above would mean anything."""
    assert len({cell.key for cell in laid.cells if cell.stores}) >= 5
    assert {store.category for store in STORES} >= {Category.CAFE, Category.PUB, Category.GROCERY}
