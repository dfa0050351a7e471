"""From raw files to a street without writing a line: what `golmok new` drafts can be placed as it is."""

from pathlib import Path

import pytest

from district_builder.pipeline import survey
from district_builder.sources.draft import draft_folder
from district_builder.sources.folder import read_folder
from tests.end_to_end.built import Built
from tests.end_to_end.real_folders import GANGNAM_BLOCKS, lay_gangnam, lay_kaywon

pytestmark = pytest.mark.data


def test_a_map_and_a_register_become_a_district(tmp_path: Path, shared_data: Path) -> None:
    raw = lay_gangnam(tmp_path / "raw", shared_data, stores=60, within=GANGNAM_BLOCKS)
    folder = tmp_path / "drafted"
    draft_folder(
        folder,
        layouts=sorted((raw / "layout").iterdir()),
        stores=sorted((raw / "stores").iterdir()),
        slug="gangnam",
        name_ko="강남 뒷골목",
    )
    source = read_folder(folder)
    assert len(source.stores) == 60
    assert survey(source).placed == 60
    assert abs(source.district.anchor.lon - 127.0300) < 0.002
    assert abs(source.district.anchor.lat - 37.4992) < 0.002


def test_tables_alone_become_the_same_street_as_by_hand(tmp_path: Path, shared_data: Path, kaywon: Built) -> None:
    raw = lay_kaywon(tmp_path / "raw", shared_data)
    folder = tmp_path / "drafted"
    tables = sorted((raw / "stores").iterdir()) + sorted((raw / "lifts").iterdir())
    draft_folder(folder, layouts=[], stores=tables, slug="kaywon-real", name_ko="계원대학로")
    source = read_folder(folder)
    assert "계원대학로" in source.district.streets
    by_hand = {place.store_id for place in kaywon.built.placements}
    assert by_hand <= {store.store_id for store in source.stores}
    assert survey(source).placed >= len(by_hand)
