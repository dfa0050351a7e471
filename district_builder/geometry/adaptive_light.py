"""Light on the texels of walls, measured closely where it changes and on a coarse lattice where it does not.

What lies in a cell of the lattice is interpolated where those of its corners that lie on the wall show nearly the same,
in a wide cell more nearly than in a narrow one. Other cells are halved and measured. On the first lattice the middles
are measured too, so that no lamp between four corners is missed. A meter is asked once a level, for the whole tile.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from district_builder.geometry.arrays import FloatArray, IntArray
from district_builder.geometry.buried import are_buried
from district_builder.geometry.light_meter import Light, LightMeter, LitScene, Probes
from district_builder.geometry.shown_light import shown_after_dark, shown_by_day, shown_in_the_evening, sky_share
from district_builder.geometry.texel_places import TexelPlaces, each_cell
from district_builder.geometry.tone import encoded
from district_builder.geometry.wall_charts import Charts

ALIKE_CODES = 24.0  # of 255, over a cell's texels: corners that differ by less tell what lies between them,
BENT_CODES = 2.0  # unless the middle is farther from that
GREY = 0.6  # a wall of middling lightness, on which codes are counted
UNKNOWN = -1
LEAST_CORNERS = 2  # of a cell's four; at a window's edge some lie on no wall
Mask = NDArray[np.bool_]


class Cells(NamedTuple):
    """Cells of a lattice by the texels at their corners, (n,) each."""

    left: IntArray
    right: IntArray
    top: IntArray
    bottom: IntArray


def measure_texels(
    places: TexelPlaces, probes: Probes, charts: Charts, scene: LitScene, meter: LightMeter, *, coarsest: int
) -> Light:
    """The light on every texel.

    Args:
        probes: where each of the places is measured.
        coarsest: texels from one line of the first lattice to the next, a power of two.
    """
    known = _Known.nothing(places, probes, charts)
    asked, step = _on_lattice(places, charts, coarsest), coarsest
    while True:
        rows = np.flatnonzero(asked)
        if len(rows):
            known.learn(rows, meter.measure(scene, probes.at(rows)).columns())
        if step == 1:
            return Light.of_columns(known.light)
        asked, step = known.halve(_cells(charts, step), step // 2), step // 2


def codes(light: Light) -> FloatArray:
    """(n, 2) what a grey wall shows by day and in the evening, in codes of 255."""
    grey, none = np.full((len(light.sun), 3), GREY), np.zeros((len(light.sun), 3))
    by_day = shown_by_day(light, grey)
    evening = shown_in_the_evening(by_day, sky_share(light), shown_after_dark(light, grey, none))
    return np.stack([255.0 * encoded(shown).mean(axis=1) for shown in (by_day, evening)], axis=1)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Known:
    """What is known so far of k texels: their `light` (k, 12), of those that `are` (k,).

    `row_of` is the texel of each place on the sheet, `owners` (k,) the features that texels belong to: light does not
    pass from one to another, because each has its own store's. Buried texels tell nothing of those beside them.
    """

    row_of: IntArray
    owners: IntArray
    light: FloatArray
    codes: FloatArray
    are: Mask
    tell: Mask

    @classmethod
    def nothing(cls, places: TexelPlaces, probes: Probes, charts: Charts) -> "_Known":
        count = len(places)
        row_of = np.full((charts.height, charts.width), UNKNOWN, dtype=np.int64)
        row_of[places.texels[:, 1], places.texels[:, 0]] = np.arange(count)
        return cls(
            row_of=row_of,
            owners=probes.features,
            light=np.zeros((count, 12)),
            codes=np.zeros((count, 2)),
            are=np.zeros(count, dtype=bool),
            tell=np.zeros(count, dtype=bool),
        )

    def learn(self, rows: IntArray, columns: FloatArray) -> None:
        light = Light.of_columns(columns)
        self.light[rows], self.codes[rows] = columns, codes(light)
        self.are[rows], self.tell[rows] = True, ~are_buried(light)

    def halve(self, cells: Cells, half: int) -> Mask:
        """Fill even cells at half their lattice's step; the texels (k,) of the others, which are to be measured."""
        corners = np.stack([self.row_of[y, x] for y in (cells.top, cells.bottom) for x in (cells.left, cells.right)])
        told = (corners != UNKNOWN) & self.tell[corners]
        first = corners[np.argmax(told, axis=0), np.arange(corners.shape[1])]
        is_even = (told.sum(axis=0) >= LEAST_CORNERS) & (self._differences(corners, told) < ALIKE_CODES / (2 * half))
        is_even &= self._bends(cells, half, corners, told) < BENT_CODES
        is_even &= (~told | (self.owners[corners] == self.owners[first])).all(axis=0)
        asked, guessed = np.zeros(len(self.are), dtype=bool), []
        for x, y in _new_points(cells, half):
            rows = self._rows_inside(cells, x, y)
            new = (rows != UNKNOWN) & ~self.are[rows]
            weights = _weights(cells, x, y) * told
            even = new & is_even & (self.owners[rows] == self.owners[first]) & (weights.sum(axis=0) > 0.0)
            asked[rows[new & ~even]] = True
            guessed.append((rows[even], self._between(corners[:, even], weights[:, even])))
        for rows, columns in guessed:
            kept = ~asked[rows]
            self.learn(rows[kept], columns[kept])
        return asked

    def _differences(self, corners: IntArray, told: Mask) -> FloatArray:
        """By how many codes (n,) the told of each cell's corners (4, n) differ; less than none where none is told."""
        shown = self.codes[corners]
        most, least = (np.where(told[:, :, None], shown, beyond) for beyond in (-np.inf, np.inf))
        return np.asarray((most.max(axis=0) - least.min(axis=0)).max(axis=1))

    def _bends(self, cells: Cells, half: int, corners: IntArray, told: Mask) -> FloatArray:
        """By how many codes (n,) each cell's middle is off what its corners (4, n) say; 0 where that is not known."""
        x, y = cells.left + half, cells.top + half
        rows = self._rows_inside(cells, x, y)
        weights = _weights(cells, x, y) * told
        known = np.flatnonzero((rows != UNKNOWN) & self.tell[rows] & (weights.sum(axis=0) > 0.0))
        shares = weights[:, known] / weights[:, known].sum(axis=0)
        said = (self.codes[corners[:, known]] * shares[:, :, None]).sum(axis=0)
        bends = np.zeros(len(x))
        bends[known] = np.abs(self.codes[rows[known]] - said).max(axis=1)
        return bends

    def _rows_inside(self, cells: Cells, x: IntArray, y: IntArray) -> IntArray:
        """The texels (n,) at a place of each cell; UNKNOWN beyond cells that a chart's edge cuts off."""
        inside = (x <= cells.right) & (y <= cells.bottom)
        return np.where(inside, self.row_of[np.where(inside, y, 0), np.where(inside, x, 0)], UNKNOWN)

    def _between(self, corners: IntArray, weights: FloatArray) -> FloatArray:
        """What corners (4, n) of given weights, of which one at least is more than nothing, say of a place."""
        shares = weights / weights.sum(axis=0)
        return np.asarray((self.light[corners] * shares[:, :, None]).sum(axis=0))


def _on_lattice(places: TexelPlaces, charts: Charts, step: int) -> Mask:
    cells = charts.cells[places.charts]
    steps = places.texels - cells[:, :2]
    on_lines = ((steps % step == 0) | (steps == cells[:, 2:] - 1)).all(axis=1)
    in_middles = (steps % step == step // 2).all(axis=1)
    return np.asarray(on_lines | in_middles)


def _cells(charts: Charts, step: int) -> Cells:
    """The lattice of each chart; its last lines are the chart's last, however near."""
    own, counted = each_cell(np.maximum(-(-(charts.cells[:, 2:] - 1) // step), 1))
    x, y, width, height = charts.cells[own].T
    left, top = x + counted[:, 0] * step, y + counted[:, 1] * step
    return Cells(left, np.minimum(left + step, x + width - 1), top, np.minimum(top + step, y + height - 1))


def _new_points(cells: Cells, half: int) -> list[tuple[IntArray, IntArray]]:
    """The places of a cell, x and y, that halving adds: those between its corners and its middle."""
    x, y = cells.left + half, cells.top + half
    return [(x, cells.top), (x, cells.bottom), (cells.left, y), (cells.right, y), (x, y)]


def _weights(cells: Cells, x: IntArray, y: IntArray) -> FloatArray:
    """(4, n) how much of each corner lies at x and y."""
    s = (x - cells.left) / np.maximum(cells.right - cells.left, 1)
    t = (y - cells.top) / np.maximum(cells.bottom - cells.top, 1)
    return np.stack([(1 - s) * (1 - t), s * (1 - t), (1 - s) * t, s * t])
