"""Which wall each texel of a light map shows, and where on it light is asked for."""

from dataclasses import dataclass

import numpy as np

from district_builder.geometry.arrays import FloatArray, IntArray
from district_builder.geometry.wall_charts import PADDING, Charts
from district_builder.geometry.wall_faces import WallFaces

EDGE_METRES = 0.04  # light is measured no nearer to a face's edge, where it may touch what stands before it
NO_FACE = -1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TexelPlaces:
    """k texels that a wall shows, in rows from the top of the sheet.

    `texels` (k, 2) are x and y, `charts` (k,) whose they are, `faces` (k,) rows of the walls; `places` (k, 2) metres
    along and up, on the face.
    """

    texels: IntArray
    charts: IntArray
    faces: IntArray
    places: FloatArray

    def __len__(self) -> int:
        return len(self.faces)

    def at(self, rows: IntArray) -> "TexelPlaces":
        """Those in the given rows."""
        return TexelPlaces(
            texels=self.texels[rows], charts=self.charts[rows], faces=self.faces[rows], places=self.places[rows]
        )


def find_places(walls: WallFaces, charts: Charts) -> TexelPlaces:
    """All texels that a filter between their middles reads anywhere on a wall.

    A texel shows the face that is nearest to its middle, and is measured there.
    """
    low, high = walls.low, walls.high
    own = charts.of_face
    cells, size = charts.cells[own], charts.texel_metres[own]
    start = np.floor((low - charts.low[own]) / size - 0.5 + 1e-9).astype(np.int64)
    end = np.ceil((high - charts.low[own]) / size - 0.5 - 1e-9).astype(np.int64)
    start, end = np.maximum(start, 0), np.minimum(end, cells[:, 2:] - 1)
    faces, steps = each_cell(end - start + 1)
    right, rise = (start[faces] + steps).T
    texels = np.stack([cells[faces, 0] + right, cells[faces, 1] + cells[faces, 3] - 1 - rise], axis=1)
    middles = charts.places(own[faces], texels)
    places = held_on_faces(middles, faces, walls)
    away = np.abs(places - middles).max(axis=1)
    numbers = texels[:, 1] * charts.width + texels[:, 0]
    order = np.lexsort([faces, np.round(away, 6), numbers])
    nearest = order[np.concatenate([[True], np.diff(numbers[order]) > 0])]
    faces = faces[nearest]
    return TexelPlaces(texels=texels[nearest], charts=own[faces], faces=faces, places=places[nearest])


def held_on_faces(places: FloatArray, faces: IntArray, walls: WallFaces) -> FloatArray:
    """The nearest to `places` (k, 2) on `faces` (k,), a little off their edges."""
    low, high = walls.low[faces], walls.high[faces]
    inset = np.minimum(EDGE_METRES, (high - low) / 4)
    return np.clip(places, low + inset, high - inset)


def chart_numbers(charts: Charts) -> IntArray:
    """Of each texel of the sheet (height, width) the chart whose it is, frames included; NO_FACE elsewhere."""
    numbers = np.full((charts.height, charts.width), NO_FACE, dtype=np.int64)
    for number, (x, y, width, height) in enumerate(charts.cells.tolist()):
        numbers[y - PADDING : y + height + PADDING, x - PADDING : x + width + PADDING] = number
    return numbers


def each_cell(counts: IntArray) -> tuple[IntArray, IntArray]:
    """Of n grids with counts (n, 2) of columns and rows: the grid of each of their cells, its column and row (k, 2)."""
    columns, cells = counts[:, 0], counts.prod(axis=1)
    owner = np.repeat(np.arange(len(counts)), cells)
    within = np.arange(cells.sum()) - np.repeat(np.cumsum(cells) - cells, cells)
    return owner, np.stack([within % columns[owner], within // columns[owner]], axis=1)
