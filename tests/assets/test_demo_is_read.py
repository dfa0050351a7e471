"""The importer reads the bundled district whole and finds nothing to doubt but the stores that really closed."""

import pytest

from assets import DEMO_SOURCE
from district_builder.domain.districts import DistrictSource
from district_builder.domain.notes import NoteKind
from district_builder.domain.stores import TradingStatus
from district_builder.sources.folder import read_folder


@pytest.fixture(scope="module")
def source() -> DistrictSource:
    return read_folder(DEMO_SOURCE)


def test_everything_is_read(source: DistrictSource) -> None:
    assert len(source.stores) == 110
    assert len(source.menus) == 89
    assert sum(len(section.items) for menu in source.menus for section in menu.sections) == 505
    assert len(source.products) == 62
    assert len(source.layout.buildings) == 135
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
