"""The square of ground that is a cell's."""

import shapely

from district_builder.stages.cells import CellPlan


def square(cell: CellPlan) -> shapely.Polygon:
    size = cell.settings.cell_metres
    x, y = cell.key
    return shapely.box(x * size, y * size, (x + 1) * size, (y + 1) * size)
