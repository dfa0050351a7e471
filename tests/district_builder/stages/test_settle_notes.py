"""The notes of the ladder: one for each cause, in whole sentences."""

import pytest

from district_builder.domain.notes import NoteKind, Severity
from district_builder.stages.settle_addresses import AddressBuildings
from district_builder.stages.settle_footprints import Footprints
from district_builder.stages.settle_notes import (
    address_notes,
    examples,
    footprint_notes,
    road_notes,
    storey_notes,
    title_of,
)
from district_builder.stages.settle_roads import Roads
from district_builder.stages.settle_ruler import Ruler
from district_builder.stages.settle_storeys import Storeys, StoreySource
from district_builder.stages.settle_streets import AddressStreet, StreetSource
from tests.district_builder.stages.settle_samples import STREET, box, building, planned, street


def storeys(source, *registered):
    return Storeys(above=5, below=0, upper_storey_metres=3.3, source=source, registered=registered)


@pytest.mark.parametrize(("names", "shown"), [([], ""), (["가", "나"], "가, 나"), (list("가나다라"), "가, 나, 다 등")])
def test_a_long_list_is_shown_by_three_examples(names, shown):
    assert examples(names) == shown


def test_a_person_knows_a_building_by_name_then_address_then_id():
    assert title_of(planned("b", box(0, 0, 9, 9), name="LG프라자", road=STREET, at=6)) == "LG프라자"
    assert title_of(planned("b", box(0, 0, 9, 9), road=STREET, at="6-1")) == f"{STREET} 6-1"
    assert title_of(planned("b", box(0, 0, 9, 9))) == "b"


def test_nothing_to_say_says_nothing():
    assert footprint_notes(Footprints(buildings=())) == []
    assert road_notes(Roads(roads=(), courses=())) == []
    assert address_notes(AddressBuildings()) == []
    assert storey_notes([(planned("b", box(0, 0, 9, 9)), storeys(StoreySource.STATED))]) == []


def test_footprints_that_gave_way_are_counted_by_cause():
    notes = footprint_notes(Footprints(buildings=(), absorbed=("a",), trimmed=("b", "c"), too_small=("d",)))
    assert [note.subject for note in notes] == ["a", "", "d"]
    assert {note.kind for note in notes} == {NoteKind.BAD_FOOTPRINT}
    assert "2개" in notes[1].text


def test_a_narrowed_road_is_information_and_a_broken_one_a_problem():
    notes = road_notes(Roads(roads=(), courses=(), broken=("a",), cut=("b",), narrowed=("c",)))
    assert [note.severity for note in notes] == [Severity.PROBLEM, Severity.DOUBT, Severity.INFO]


def test_streets_laid_in_one_way_are_one_note():
    names = ["가로", "나로", "다로", "라로"]
    address = AddressBuildings(
        buildings=tuple(building(name, box(0, 0, 9, 9), road=name, at=2) for name in names),
        streets=tuple(
            AddressStreet(road=street(name, (0, 0), (9, 0), name=name), ruler=Ruler(), source=StreetSource.POINTS)
            for name in names
        ),
        crowded=("가로 9",),
        out_of_reach=("나로 999",),
    )
    laid, crowded, far = address_notes(address)
    assert "가로, 나로, 다로 등 도로 4개의 건물 4채" in laid.text
    assert "가로 9" in crowded.text
    assert "나로 999" in far.text
    assert (crowded.severity, far.kind) == (Severity.PROBLEM, NoteKind.OUTSIDE_AREA)


def test_contradicting_register_entries_name_all_their_counts():
    plaza = planned("b", box(0, 0, 9, 9), name="대림프라자")
    (note,) = storey_notes([(plaza, storeys(StoreySource.LIFTS, 5, 7))])
    assert note.text == "승강기 대장에 ‘대림프라자’의 층수가 5층, 7층으로 다르게 있어 5층으로 보았습니다."
    assert note.subject == "b"


def test_one_register_entry_is_no_contradiction():
    assert storey_notes([(planned("b", box(0, 0, 9, 9)), storeys(StoreySource.LIFTS, 5))]) == []
