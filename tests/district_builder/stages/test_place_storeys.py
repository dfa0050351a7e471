"""The storey of each tenant."""

import pytest

from district_builder.domain.notes import NoteKind, Severity
from district_builder.stages.place_storeys import MOST_ADDED_BASEMENTS, assign_storeys
from tests.district_builder.stages.settle_samples import STREET, box, planned, store

PLAZA = planned("b", box(0, 9, 20, 18), road=STREET, at=6, name="LG프라자", above=5, below=1)


@pytest.mark.parametrize(
    ("storeys", "units", "storey"),
    [((), (), 1), ((), ("501",), 5), ((2,), ("101",), 2), ((), ("B102",), -1), ((-1,), (), -1), ((3, 4), (), 3)],
)
def test_a_tenant_is_where_its_address_says(storeys, units, storey):
    building, (tenant,), notes = assign_storeys(PLAZA, [store("s", storeys=storeys, units=units)])
    assert tenant.storey == storey
    assert (building, notes) == (PLAZA, [])


def test_a_unit_above_the_top_is_shown_on_the_top_storey_and_the_note_says_both():
    tenant_store = store("s", name="명작노래연습장", road=STREET, at=6, units=("601", "602"))
    building, (tenant,), (note,) = assign_storeys(PLAZA, [tenant_store])
    assert tenant.storey == 5
    assert building == PLAZA
    assert (note.kind, note.severity, note.subject) == (NoteKind.UNIT_ABOVE_TOP, Severity.DOUBT, "s")
    assert "601, 602호(6층)" in note.text
    assert "지상 층수는 5층" in note.text
    assert "LG프라자" in note.text
    assert (note.file, note.row) == ("stores.csv", 2)


def test_a_basement_too_few_is_dug_and_noted():
    building, tenants, (note,) = assign_storeys(PLAZA, [store("s", units=("B301",)), store("t", storeys=(-2,))])
    assert building.storeys_below == 3
    assert [tenant.storey for tenant in tenants] == [-3, -2]
    assert note.kind is NoteKind.CONTRADICTING_BUILDING
    assert "지하 3층" in note.text


def test_no_more_basements_are_dug_than_can_be_believed():
    building, (tenant,), _ = assign_storeys(PLAZA, [store("s", storeys=(-8,))])
    assert building.storeys_below == MOST_ADDED_BASEMENTS
    assert tenant.storey == -MOST_ADDED_BASEMENTS


def test_an_empty_building_stays_as_it_is():
    assert assign_storeys(PLAZA, []) == (PLAZA, [], [])
