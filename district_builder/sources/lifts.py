"""The lift register (승강기 대장) -> how many storeys named buildings have."""

from district_builder.domain.layout import LiftRecord, Origin
from district_builder.sources.dialects import Columns, Dialect
from district_builder.sources.measures import read_storeys
from district_builder.sources.tables import Table
from district_builder.sources.text import NAME_LIMIT


def read_lift_rows(table: Table, dialect: Dialect) -> tuple[LiftRecord, ...]:
    """One record per row that names a building and its storeys; rows without either say nothing to us.

    A building may come several times with different storeys: a car lift's row often states 1, and several buildings
    share a name. Which record counts is for the reader of the records to say.
    """
    columns = Columns(dialect, table)
    records = []
    for row, cells in table.rows:
        name = columns.first("building", cells)
        storeys = read_storeys(columns.first("storeys", cells))
        if name and storeys:
            records.append(
                LiftRecord(building_name=name[:NAME_LIMIT], storeys=storeys, origin=Origin(file=table.file, row=row))
            )
    return tuple(records)
