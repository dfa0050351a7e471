"""The bundled district is read whole, nothing is doubted but the closed stores, and every store finds its place."""

from collections import Counter

import pytest

from assets import DEMO_SOURCE
from district_builder.domain.districts import DistrictSource
from district_builder.domain.notes import BuildNote, NoteKind
from district_builder.domain.places import PlacementKind
from district_builder.domain.plan import BayUse, PlacedStreet
from district_builder.domain.stores import TradingStatus
from district_builder.sources.folder import read_folder
from district_builder.stages.place_stores import place_stores
from district_builder.stages.settle_plan import settle_plan


@pytest.fixture(scope="module")
def source() -> DistrictSource:
    return read_folder(DEMO_SOURCE)


@pytest.fixture(scope="module")
def placed(source: DistrictSource) -> tuple[PlacedStreet, tuple[BuildNote, ...]]:
    plan, plan_notes = settle_plan(source)
    street, store_notes = place_stores(plan, source)
    return street, (*plan_notes, *store_notes)


def test_everything_is_read(source: DistrictSource) -> None:
    assert len(source.stores) == 311
    assert len(source.menus) == 104
    assert sum(len(section.items) for menu in source.menus for section in menu.sections) == 594
    assert len(source.products) == 62
    assert len(source.layout.buildings) == 139
    assert len(source.layout.roads) == 10
    assert source.district.is_example


def test_the_only_notes_are_about_closed_stores(source: DistrictSource) -> None:
    closed = {store.store_id for store in source.stores if store.status is TradingStatus.CLOSED}
    assert [str(note) for note in source.notes if note.kind is not NoteKind.CLOSED_STORE] == []
    assert {note.subject for note in source.notes} == closed


def test_menu_pictures_are_paths_inside_the_folder(source: DistrictSource) -> None:
    pictures = [item.picture for menu in source.menus for section in menu.sections for item in section.items]
    assert all((DEMO_SOURCE / picture).is_file() for picture in pictures if picture)


def test_the_photo_has_its_corners(source: DistrictSource) -> None:
    assert [(photo.store_id, photo.corners is None) for photo in source.photos] == [("k-006-102", False)]


def test_the_main_street_is_thirteen_metres_wide(source: DistrictSource) -> None:
    main = next(road for road in source.layout.roads if road.name == "계원대학로")
    assert main.carriageway_width_metres == 13.0


def test_every_trading_store_is_placed_without_a_doubt(
    source: DistrictSource, placed: tuple[PlacedStreet, tuple[BuildNote, ...]]
) -> None:
    street, notes = placed
    trading = {store.store_id for store in source.stores if store.status is not TradingStatus.CLOSED}
    assert {placement.store_id for placement in street.placements} == trading
    assert [str(note) for note in notes] == []
    assert Counter(placement.kind for placement in street.placements) == {
        PlacementKind.UPPER: 178,
        PlacementKind.STREET_FRONT: 116,
        PlacementKind.BASEMENT: 15,
    }


def test_every_upper_tenant_has_windows_of_its_own(placed: tuple[PlacedStreet, tuple[BuildNote, ...]]) -> None:
    street, _ = placed
    hidden = [p.store_id for p in street.placements if p.kind is PlacementKind.UPPER and p.frontage is None]
    assert hidden == []


def test_most_fronts_are_four_to_seven_metres_wide_and_none_is_a_slit(
    placed: tuple[PlacedStreet, tuple[BuildNote, ...]],
) -> None:
    street, _ = placed
    fronts = [p.frontage for p in street.placements if p.kind is PlacementKind.STREET_FRONT and p.frontage]
    usual = [front for front in fronts if 4 <= front.width_metres <= 7]
    assert len(usual) / len(fronts) > 0.75
    assert min(front.width_metres for front in fronts) > 3.5
    assert max(fronts, key=lambda front: front.width_metres).store_id == "k-007-101"


def test_the_low_houses_of_the_odd_side_show_no_shutters_to_the_main_street(
    placed: tuple[PlacedStreet, tuple[BuildNote, ...]],
) -> None:
    """A plain bay is a stretch of ground floor with nobody behind it."""
    street, _ = placed
    numbers = {b.building_id: b.number.main for b in street.plan.buildings if b.number}
    shut = [
        (wall.building_id, round(bay.width_metres, 1))
        for wall in street.walls
        for bay in wall.bays
        if wall.road_id == "r-main"
        and bay.use is BayUse.PLAIN
        and numbers.get(wall.building_id, 0) % 2 == 1
        and numbers[wall.building_id] <= 45
    ]
    assert shut == []
