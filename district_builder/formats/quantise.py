"""Floats to 16-bit steps, so that a vertex costs 20 bytes and equal vertices become one (KHR_mesh_quantization)."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from district_builder.domain.frames import Point3
from district_builder.geometry.mesh import Box, FloatArray, Mesh, extremes

FINEST_POSITION_EXPONENT = -10  # 1/1024 m reaches 64 m
FINEST_UV_EXPONENT = -16
COARSEST_UV_EXPONENT = -13  # half a step is 1/16384 of the texture, an eighth of a texel at 2048
TOP = np.iinfo(np.uint16).max


@dataclass(frozen=True, slots=True, kw_only=True)
class Lattice:
    """Points `corner + k * step`, k = 0 … 65535 along each axis.

    Steps are powers of two and corners are multiples of them. So two tiles with the same step put a shared vertex on
    the same point (no cracks), and every number is exact in binary floats.
    """

    corner: tuple[float, ...]
    steps: tuple[float, ...]

    @classmethod
    def around(cls, lowest: Sequence[float], highest: Sequence[float], *, exponents: Sequence[int]) -> Self:
        """The lattice with steps of at least 2 ** exponents that reaches over the given span."""
        corner, steps = [], []
        for low, high, exponent in zip(lowest, highest, exponents, strict=True):
            step = 2.0**exponent
            while round(high / step) - round(low / step) > TOP:
                step *= 2
            corner.append(round(low / step) * step)
            steps.append(step)
        return cls(corner=tuple(corner), steps=tuple(steps))

    def keys(self, values: FloatArray) -> NDArray[np.uint16]:
        """(n, axes) values to the nearest lattice points."""
        keys = np.empty(values.shape, np.uint16)
        for axis, (corner, step) in enumerate(zip(self.corner, self.steps, strict=True)):  # whole columns: 4 x faster
            keys[:, axis] = np.rint((values[:, axis].astype(np.float64) - corner) / step)
        return keys


def y_up(district: FloatArray) -> NDArray[np.float64]:
    """District metres (east, north, up) to glTF metres (x = east, y = up, z = -north)."""
    return np.stack([district[:, 0], district[:, 2], -district[:, 1]], axis=1, dtype=np.float64)


def position_lattice(meshes: Iterable[Mesh]) -> Lattice:
    """One lattice in glTF axes for all meshes of a tile that have triangles, with the same step on the three axes.

    Raises:
        ValueError: when none has triangles, or a position is not finite.
    """
    return _lattice_around(_extremes(meshes))


def written_box(meshes: Iterable[Mesh]) -> Box:
    """Where a tile's vertices lie once they are quantised, in the district frame: what a tileset must contain.

    Raises:
        ValueError: as position_lattice.
    """
    ends = _extremes(meshes)
    lattice = _lattice_around(ends)
    points = lattice.keys(ends) * np.array(lattice.steps) + np.array(lattice.corner)
    (x0, y0, z0), (x1, y1, z1) = points.tolist()
    return Box(lowest=Point3(x0, -z1, y0), highest=Point3(x1, -z0, y1))


def _extremes(meshes: Iterable[Mesh]) -> NDArray[np.float64]:
    """(2, 3) lowest and highest glTF coordinates of the meshes that have triangles."""
    boxes = [mesh.bounds for mesh in meshes if mesh.triangle_count]
    if not boxes:
        raise ValueError("A tile needs at least one triangle.")
    corners = y_up(np.array([corner for box in boxes for corner in (box.lowest, box.highest)]))
    if not np.isfinite(corners).all():
        raise ValueError("A mesh has a vertex that is not a finite number of metres.")
    return extremes(corners)


def _lattice_around(extremes: NDArray[np.float64]) -> Lattice:
    lowest, highest = extremes.tolist()
    finest = Lattice.around(lowest, highest, exponents=[FINEST_POSITION_EXPONENT] * 3)
    shared = round(math.log2(max(finest.steps)))
    return Lattice.around(lowest, highest, exponents=[shared] * 3)


def uv_lattice(uvs: FloatArray) -> Lattice | None:
    """A lattice for texture coordinates, or None where 16 bits are too coarse (a wide repeat) and floats must stay.

    Raises:
        ValueError: when a coordinate is not finite.
    """
    lowest, highest = extremes(uvs).tolist()
    if not np.isfinite([lowest, highest]).all():
        raise ValueError("A mesh has a texture coordinate that is not a finite number.")
    lattice = Lattice.around(lowest, highest, exponents=[FINEST_UV_EXPONENT] * 2)
    return lattice if max(lattice.steps) <= 2.0**COARSEST_UV_EXPONENT else None


def weld(
    columns: Sequence[NDArray[Any]], triangles: NDArray[np.uint32]
) -> tuple[list[NDArray[Any]], NDArray[np.uint32]]:
    """Keep one vertex of each set of equal rows, numbered by first use, and drop triangles that fell into a line.

    Numbering by first use keeps the builder's order, which compresses well and suits a GPU's vertex cache.

    Args:
        columns: arrays of n rows that together make a vertex; equal means equal bytes in all.
        triangles: (m, 3) rows.
    """
    rows = _packed(columns)
    order = np.argsort(_mixed(rows))
    is_new = np.ones(len(rows), bool)
    is_new[1:] = False
    for word in rows.T:  # the rows themselves decide what is equal
        in_order = word[order]
        is_new[1:] |= in_order[1:] != in_order[:-1]
    group = np.empty(len(rows), np.int64)
    group[order] = np.cumsum(is_new) - 1

    corners = group[triangles]
    a, b, c = corners.T
    corners = corners[(a != b) & (b != c) & (c != a)]
    uses = corners.ravel()
    first_use = np.full(int(is_new.sum()), -1)
    first_use[uses[::-1]] = np.arange(len(uses))[::-1]  # of repeated indices the last assignment stays
    by_first_use = np.argsort(first_use)[np.count_nonzero(first_use < 0) :]
    number = np.empty(len(first_use), np.uint32)
    number[by_first_use] = np.arange(len(by_first_use), dtype=np.uint32)
    keep = order[is_new][by_first_use]
    return [column[keep] for column in columns], number[corners]


def _mixed(rows: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """A 64-bit key a row, which sorts many times faster than the row; unlike rows of one key cost a weld at most."""
    key = np.zeros(len(rows), np.uint64)
    for word in rows.T:
        key = (key ^ word) * np.uint64(0x9E3779B97F4A7C15)
        key ^= key >> np.uint64(29)
    return key


def _packed(columns: Sequence[NDArray[Any]]) -> NDArray[np.uint64]:
    """The rows of all columns as whole 64-bit words, (n, words)."""
    count = len(columns[0])
    raw = np.concatenate([np.ascontiguousarray(column).reshape(count, -1).view(np.uint8) for column in columns], axis=1)
    padded = np.zeros((count, -(-raw.shape[1] // 8) * 8), np.uint8)
    padded[:, : raw.shape[1]] = raw
    return padded.view(np.uint64)
