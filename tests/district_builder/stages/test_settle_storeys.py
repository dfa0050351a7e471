"""Storeys: stated, by height, by lift register, by tenants, by default."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.domain.layout import LiftRecord
from district_builder.stages.settle_storeys import (
    StoreySource,
    count_storeys,
    default_storeys,
    planned_building,
    registered_storeys,
)
from tests.district_builder.stages.settle_samples import box, building, store

PLAZA = building("b", box(0, 0, 20, 18))


def test_a_stated_number_of_storeys_wins_over_everything():
    stated = building("b", box(0, 0, 20, 18), above=5, height=60.0)
    storeys = count_storeys(stated, tenants=[store("s", units=("901",))], registered=(7,))
    assert (storeys.above, storeys.source) == (5, StoreySource.STATED)


def test_a_height_that_fits_the_storeys_sets_their_height():
    stated = building("b", box(0, 0, 20, 18), above=5, height=4.2 + 4 * 3.6)
    storeys = count_storeys(stated, tenants=[], registered=())
    assert storeys.upper_storey_metres == pytest.approx(3.6)
    assert planned_building(stated, storeys, name="").height_metres == pytest.approx(4.2 + 4 * 3.6)


def test_a_height_that_contradicts_the_storeys_is_left_aside():
    storeys = count_storeys(building("b", box(0, 0, 9, 9), above=2, height=80.0), tenants=[], registered=())
    assert storeys.upper_storey_metres == 3.3


def test_a_height_alone_gives_storeys_of_usual_height():
    storeys = count_storeys(building("b", box(0, 0, 20, 18), height=17.4), tenants=[], registered=())
    assert (storeys.above, storeys.source) == (5, StoreySource.HEIGHT)


def test_the_lift_register_comes_before_the_tenants():
    """LG프라자 has 5 storeys in the register although a store is licensed at unit 601."""
    storeys = count_storeys(PLAZA, tenants=[store("s", units=("601", "602"))], registered=(5,))
    assert (storeys.above, storeys.source) == (5, StoreySource.LIFTS)


@pytest.mark.parametrize(
    ("registered", "unit", "above"),
    [
        ((5, 7), "502", 5),
        ((5, 7), "601", 7),
        ((1, 8), "302", 8),
        ((1, 6), "101", 6),
        ((5, 7), "901", 7),
        ((1,), "101", 1),
    ],
)
def test_of_contradicting_register_entries_the_lowest_that_holds_all_tenants_wins(registered, unit, above):
    storeys = count_storeys(PLAZA, tenants=[store("s", units=(unit,))], registered=registered)
    assert storeys.above == above
    assert storeys.registered == registered


def test_without_a_register_the_highest_tenant_counts():
    tenants = [store("a", units=("201",)), store("b", storeys=(4,)), store("c", units=("101",))]
    storeys = count_storeys(PLAZA, tenants=tenants, registered=())
    assert (storeys.above, storeys.source) == (4, StoreySource.TENANTS)


def test_a_ground_floor_store_says_nothing_of_the_storeys_above_it():
    storeys = count_storeys(PLAZA, tenants=[store("a", units=("101",))], registered=())
    assert (storeys.above, storeys.source) == (default_storeys(360), StoreySource.DEFAULT)


def test_a_basement_tenant_gives_a_building_its_basement():
    assert count_storeys(PLAZA, tenants=[store("a", units=("B201",))], registered=()).below == 2
    assert count_storeys(building("b", box(0, 0, 9, 9), below=0), tenants=[], registered=()).below == 0
    assert count_storeys(building("b", box(0, 0, 9, 9), below=3), tenants=[], registered=()).below == 3


@given(small=st.floats(1, 5000), more=st.floats(0, 5000))
def test_a_larger_plot_never_gets_fewer_storeys(small, more):
    assert 1 <= default_storeys(small) <= default_storeys(small + more) <= 6


def test_the_register_is_read_by_name_without_blanks():
    lifts = [
        LiftRecord(building_name="대림프라자", storeys=7),
        LiftRecord(building_name="대림 프라자", storeys=5),
        LiftRecord(building_name="대림프라자", storeys=7),
        LiftRecord(building_name="", storeys=9),
        LiftRecord(building_name="지하상가", storeys=0),
    ]
    assert registered_storeys(lifts) == {"대림프라자": (5, 7)}
