"""Lift registers say how high named plazas are, and contradict themselves."""

from pathlib import Path

import pytest

from district_builder.sources.dialects import Holds, recognise
from district_builder.sources.lifts import read_lift_rows
from district_builder.sources.tables import Table, read_table
from district_builder.stages.settle_storeys import registered_storeys
from district_builder.stages.settle_units import plain_name


def records(*rows: tuple[str, str]):
    table = Table(
        file="lifts/a.csv",
        header=("건물명", "건물층수"),
        rows=tuple((number, row) for number, row in enumerate(rows, start=2)),
    )
    dialect = recognise(table)
    assert dialect is not None
    assert dialect.holds is Holds.LIFT
    return read_lift_rows(table, dialect)


def test_a_row_names_a_building_its_storeys_and_itself():
    (record,) = records(("LG프라자", "5.0"))
    assert (record.building_name, record.storeys, record.origin.row) == ("LG프라자", 5, 2)


@pytest.mark.parametrize(
    "row", [("", "5"), ("LG프라자", ""), ("LG프라자", "0"), ("LG프라자", "많음"), ("LG프라자", "999")]
)
def test_rows_that_say_nothing_are_left_out(row):
    assert records(row) == ()


def test_contradicting_rows_all_come_through_for_the_reader_to_weigh():
    assert [record.storeys for record in records(("LG프라자", "5"), ("LG프라자", "1"), ("LG프라자", "6"))] == [5, 1, 6]


def test_the_register_knows_a_building_under_its_plain_name():
    found = registered_storeys(records(("LG 프라자", "5"), ("LG프라자", "1")))
    assert set(found) == {plain_name("LG프라자")}


@pytest.mark.data
def test_the_real_register_tells_the_plazas_of_the_street(shared_data: Path):
    path = shared_data / "kaywon-street" / "elevators_named_buildings.csv"
    table = read_table(path, file="lifts/a.csv")
    dialect = recognise(table)
    assert dialect is not None
    found = {record.building_name: record.storeys for record in read_lift_rows(table, dialect)}
    assert {"LG프라자": 5}.items() <= {name.replace(" ", ""): storeys for name, storeys in found.items()}.items()
    assert all(1 <= storeys <= 40 for storeys in found.values())
