"""A district that lacks something is built as far as it goes, and what is lost is said."""

from dataclasses import replace

import pytest

from district_builder.domain.errors import GolmokError
from district_builder.domain.frames import LonLat
from district_builder.domain.layout import Layout
from district_builder.domain.notes import NoteKind
from district_builder.pipeline import build_scene
from tests.district_builder.small_district import SETTINGS, small_source
from tests.district_builder.stages.settle_samples import store
from tests.district_builder.tiny_district import TINY_HOUSES, TINY_ROADS, TINY_STORES, tiny
from tests.district_builder.written_scene import places, scene_json
from tests.tools.validators import containment_findings


def test_a_store_without_a_building_is_in_the_notes_and_not_in_the_scene(tiny_copy):
    lost = store("lost", road="없는길", at=99, name="떠도는 가게")
    built = build_scene(tiny((*TINY_STORES, lost)), tiny_copy, settings=SETTINGS)
    assert "lost" not in {place.store_id for place in built.placements}
    (note,) = [note for note in built.notes if note.subject == "lost"]
    assert note.text
    assert note.remedy
    assert note in built.notes
    told = scene_json(tiny_copy)
    assert "lost" in {one["subject"] for one in told["notes"]}
    assert (told["counts"]["stores"], told["counts"]["placed"]) == (4, 3)


@pytest.mark.parametrize(
    "source_of",
    [
        pytest.param(lambda: tiny(stores=()), id="no stores"),
        pytest.param(lambda: replace(tiny(), layout=Layout(roads=TINY_ROADS)), id="no houses"),
        pytest.param(lambda: replace(tiny(), layout=Layout(buildings=TINY_HOUSES)), id="no roads"),
    ],
)
def test_an_incomplete_district_is_still_built(source_of, tmp_path):
    built = build_scene(source_of(), tmp_path, settings=SETTINGS)
    assert built.tiles > 0
    assert containment_findings(tmp_path) == []
    assert scene_json(tmp_path)["counts"]["tiles"] == built.tiles
    assert sum(feature["properties"]["is_spawn"] for feature in places(tmp_path, "view")) == 1


def test_a_district_without_anything_says_clearly_why(tmp_path):
    empty = replace(small_source(()), layout=Layout())
    with pytest.raises(GolmokError, match=r"."):
        build_scene(empty, tmp_path, settings=SETTINGS)
    assert list(tmp_path.iterdir()) == []


def test_stores_alone_are_laid_out_by_their_addresses(tmp_path):
    """The third rung: no map at all, only a list with addresses. Who cannot be placed is in the notes."""
    alone = replace(tiny(), layout=Layout())
    alone = replace(alone, district=replace(alone.district, start=LonLat(126.9720, 37.3796), bearing_degrees=70.0))
    built = build_scene(alone, tmp_path, settings=SETTINGS)
    placed, told = {place.store_id for place in built.placements}, {note.subject for note in built.notes}
    assert placed | told >= {one.store_id for one in TINY_STORES}
    assert placed
    assert scene_json(tmp_path)["rungs"]["3"] > 0
    assert any(note.kind is NoteKind.ASSUMED_LAYOUT for note in built.notes)
