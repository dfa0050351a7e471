"""A cell and a block, recorded once for all tests that look at what was recorded."""

import pytest

from district_builder.stages.cells import CellPlan
from district_builder.stages.detail import Detail
from district_builder.stages.record_block import record_block
from district_builder.stages.record_cell import RecordedCell, record_cell
from tests.district_builder.small_district import Laid

LEVELS = list(Detail)


@pytest.fixture(scope="module")
def plaza(laid: Laid) -> CellPlan:
    """The cell with the plaza: twelve tenants, a basement among them."""
    return laid.cell_of("plaza")


@pytest.fixture(scope="module", params=LEVELS, ids=lambda level: level.name)
def record(request, plaza) -> RecordedCell:
    return record_cell(plaza, detail=request.param)


@pytest.fixture(scope="module")
def proxy(laid: Laid) -> RecordedCell:
    return record_block(laid.cells)
