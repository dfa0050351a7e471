"""From an operator's folder to placed stores, on all the real input."""

import shutil
from collections import Counter
from itertools import chain

import pytest
import shapely

from district_builder.domain.layout import Rung
from district_builder.domain.notes import NoteKind
from district_builder.geometry.outlines import polygon_of
from district_builder.sources.folder import read_folder
from district_builder.stages.place_stores import place_stores
from district_builder.stages.settle_plan import settle_plan
from tests.district_builder.stages.settle_samples import STREET

KAYWON = f'slug = "kaywon"\nname_ko = "계원"\nanchor = [126.9720, 37.3796]\nstreets = ["{STREET}"]\n'
UIWANG = 'slug = "uiwang"\nname_ko = "의왕"\nanchor = [126.9720, 37.3796]\n'
ANYANG = 'slug = "anyang"\nname_ko = "안양"\nanchor = [126.9510, 37.4010]\n'
GANGNAM = 'slug = "gangnam"\nname_ko = "강남"\nanchor = [127.0345, 37.4975]\n'
BRISTOL = 'slug = "bristol"\nname_ko = "브리스틀"\nanchor = [-2.5950, 51.4545]\n'

pytestmark = pytest.mark.data


@pytest.fixture
def built(shared_data, tmp_path):
    """Builds a folder of some of the real files and returns the source, the placed street and all notes."""

    def build(facts, **patterns):
        (tmp_path / "district.toml").write_text(facts, encoding="utf-8")
        for folder, wanted in patterns.items():
            (tmp_path / folder).mkdir()
            for path in chain.from_iterable(sorted(shared_data.glob(pattern)) for pattern in wanted):
                shutil.copy(path, tmp_path / folder / path.name)
        source = read_folder(tmp_path)
        plan, plan_notes = settle_plan(source)
        street, place_notes = place_stores(plan, source)
        return source, street, (*source.notes, *plan_notes, *place_notes)

    return build


def assert_nothing_is_lost_or_overlaps(source, street, notes):
    placed = Counter(placement.store_id for placement in street.placements)
    assert not [store_id for store_id, count in placed.items() if count > 1]
    noted = {note.subject for note in notes}
    assert not [
        store.store_id for store in source.stores if store.store_id not in placed and store.store_id not in noted
    ]
    shapes = [polygon_of(building.footprint, building.holes) for building in street.plan.buildings]
    if shapes:
        first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
        assert all(shapes[a].intersection(shapes[b]).area < 0.05 for a, b in zip(first, second, strict=True) if a < b)


def test_the_target_street(built):
    source, street, notes = built(KAYWON, stores=["kaywon-street/kaywon*.csv"], lifts=["kaywon-street/elev*.csv"])
    assert_nothing_is_lost_or_overlaps(source, street, notes)
    assert len(street.placements) == 28
    assert {building.rung for building in street.plan.buildings} == {Rung.ADDRESS_RULE}
    assert [str(b.number) for b in street.plan.buildings if b.name == "LG프라자" and b.storeys_above == 5] == ["6"]
    (note,) = [note for note in notes if note.kind is NoteKind.UNIT_ABOVE_TOP]
    assert "601, 602호" in note.text
    assert "5층" in note.text


def test_the_target_street_out_of_the_tables_of_its_whole_city(built):
    source, street, notes = built(KAYWON, stores=["uiwang-open-tables/*.csv"])
    assert_nothing_is_lost_or_overlaps(source, street, notes)
    assert {building.road for building in street.plan.buildings} == {STREET}
    assert 20 <= len(street.placements) <= 28


def test_a_whole_city_without_a_map(built):
    source, street, notes = built(UIWANG, stores=["uiwang-open-tables/*.csv"])
    assert_nothing_is_lost_or_overlaps(source, street, notes)
    assert len(street.placements) > 80
    assert len({building.road for building in street.plan.buildings}) > 8


def test_a_list_of_the_commercial_office(built):
    source, street, notes = built(ANYANG, stores=["sbiz-format/anyang*.csv"])
    assert_nothing_is_lost_or_overlaps(source, street, notes)
    assert source.stores


def test_a_mapped_quarter_of_seoul(built):
    source, street, notes = built(GANGNAM, layout=["osm-seoul-gangnam/*.json"])
    assert_nothing_is_lost_or_overlaps(source, street, notes)
    assert len(street.plan.buildings) > 1200
    assert len(street.walls) > 2000
    assert {building.rung for building in street.plan.buildings} == {Rung.FOOTPRINT_WITH_STOREYS, Rung.FOOTPRINT}


def test_a_street_from_another_country(built):
    source, street, notes = built(BRISTOL, layout=["osm-one-street/whitelion*"])
    assert_nothing_is_lost_or_overlaps(source, street, notes)
    assert street.plan.roads or street.plan.buildings
