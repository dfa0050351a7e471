"""Where walls lie on a light map: faces of one plane that are near each other share a rectangle of texels, a chart.

A chart is the wall seen from before it, its top row up. Around it lies a frame of PADDING texels, so that a filter at
its edge meets nothing of its neighbours.
"""

from dataclasses import dataclass

import numpy as np

from district_builder.geometry.arrays import FloatArray, IntArray
from district_builder.geometry.packing import Cell, Sheet, pack
from district_builder.geometry.wall_faces import WallFaces

PADDING = 1
LARGEST_SIDE = 1024
SAME_PLANE_METRES = 0.012
NEAR_METRES = 1.2  # faces farther apart along their plane have charts of their own
HIGH_METRES = 8.0  # who stands in the street is farther from what begins higher, and sees less of its light
HIGH_TEXELS = 2.0  # times as wide as those below
LEAST_SQUARE_METRES = 0.5  # a chart of less keeps its vertex colours
NEUTRAL_SIDE = 3  # texels; what no chart covers shows the middle of such a square


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Charts:
    """Charts on a sheet of `width` x `height` texels, both powers of two.

    `of_face` (n,) is the chart of each face, `low` and `high` (c, 2) the metres along and up that each spans; `cells`
    (c, 4) its left, top, width and height on the sheet without its frame. `neutral` is a square that is no chart's.
    """

    of_face: IntArray
    low: FloatArray
    high: FloatArray
    cells: IntArray
    neutral: Cell
    width: int
    height: int

    def __len__(self) -> int:
        return len(self.cells)

    @property
    def texel_metres(self) -> FloatArray:
        """(c, 2) along and up."""
        return (self.high - self.low) / self.cells[:, 2:]

    def on_sheet(self, charts: IntArray, places: FloatArray) -> FloatArray:
        """Texel coordinates (k, 2), x right and y down, of `places` (k, 2), along and up, in `charts` (k,)."""
        across = places - self.low[charts]
        down = np.stack([across[:, 0], self.high[charts, 1] - places[:, 1]], axis=1)
        return self.cells[charts, :2] + down / self.texel_metres[charts]

    def places(self, charts: IntArray, texels: IntArray) -> FloatArray:
        """Metres along and up (k, 2) of the middles of `texels` (k, 2), x and y on the sheet."""
        steps = (texels - self.cells[charts, :2] + 0.5) * self.texel_metres[charts]
        return np.stack([self.low[charts, 0] + steps[:, 0], self.high[charts, 1] - steps[:, 1]], axis=1)


def lay_charts(walls: WallFaces, *, texel_metres: float) -> tuple[WallFaces, Charts] | None:
    """Chart walls at texels of about a size, wider high above the street and where a sheet of LARGEST_SIDE were full.

    Returns:
        The faces that have a chart, and the charts; None where no face has one.
    """
    numbers = _numbered(walls)
    areas = (walls.high - walls.low).prod(axis=1)
    total = np.bincount(numbers, areas) if len(walls) else np.zeros(0)
    kept = total[numbers] >= LEAST_SQUARE_METRES
    if not kept.any():
        return None
    walls, (_, numbers) = walls.of(kept), np.unique(numbers[kept], return_inverse=True)
    count = int(numbers.max()) + 1
    low, high = np.full((count, 2), np.inf), np.full((count, 2), -np.inf)
    np.minimum.at(low, numbers, walls.low)
    np.maximum.at(high, numbers, walls.high)
    widths = np.where(low[:, 1] >= HIGH_METRES, HIGH_TEXELS, 1.0)[:, None] * texel_metres
    while (sheet := _packed(sizes := _texels(high - low, widths))) is None:
        widths *= 2
    *framed, neutral = sheet.cells
    corners = np.array([(cell.x + PADDING, cell.y + PADDING) for cell in framed])
    return walls, Charts(
        of_face=numbers,
        low=low,
        high=high,
        cells=np.concatenate([corners, sizes], axis=1),
        neutral=neutral,
        width=sheet.width,
        height=sheet.height,
    )


def _texels(metres: FloatArray, widths: FloatArray) -> IntArray:
    return np.asarray(np.maximum(np.ceil(metres / widths - 1e-6), 1), dtype=np.int64)


def _packed(sizes: IntArray) -> Sheet | None:
    framed = [(width + 2 * PADDING, height + 2 * PADDING) for width, height in sizes.tolist()]
    return pack([*framed, (NEUTRAL_SIDE, NEUTRAL_SIDE)], largest_side=LARGEST_SIDE)


def _numbered(walls: WallFaces) -> IntArray:
    """The stretch of plane that each face (n,) lies in, counted in an order that only the planes decide.

    What begins high above the street is a stretch of its own.
    """
    low, high = walls.low, walls.high
    is_high = low[:, 1] >= HIGH_METRES
    by_plane = np.lexsort([walls.offsets, walls.normals[:, 1], walls.normals[:, 0]])
    turns = (np.diff(walls.normals[by_plane], axis=0) != 0.0).any(axis=1)
    steps = np.diff(walls.offsets[by_plane]) > SAME_PLANE_METRES
    plane = np.empty(len(walls), dtype=np.int64)
    plane[by_plane] = np.cumsum(np.concatenate([[False], turns | steps])[: len(walls)])
    plane = 2 * plane + is_high
    numbers, number, reached, last = np.empty(len(walls), dtype=np.int64), -1, 0.0, -1
    for face in np.lexsort([low[:, 0], plane]).tolist():
        if plane[face] != last or low[face, 0] > reached + NEAR_METRES:
            number, reached = number + 1, -np.inf
        numbers[face], last = number, plane[face]
        reached = max(reached, high[face, 0])
    return numbers
