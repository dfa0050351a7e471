"""The walls of a mesh: upright rectangles whose light varies, in coordinates of the planes that they lie in."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from district_builder.geometry.arrays import FloatArray, IntArray
from district_builder.geometry.raw_mesh import RawMesh, Shade

STRAIGHT_METRES = 0.005  # how far corners may lie from those of a rectangle
NARROWEST_METRES = 0.02
UPRIGHT = 0.01  # the most of a wall's normal that points up
NORMAL_DECIMALS = 4  # walls of one building that look the same way are one to a millimetre or two
USES = (2, 1, 2, 1)  # of the corners of a rectangle that stands by itself


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WallFaces:
    """n upright rectangles in the district frame, metres.

    A face's triangles are `vertices` 0 1 2 and 0 2 3, rows of the mesh. `normals` (n, 2) are level unit vectors,
    rounded, so that faces of one plane have one. `along` (n, 4) is how far each corner lies to the right for one who
    looks at the face, `up` (n, 4) its height, `offsets` (n,) how far the plane lies from the origin along its normal.
    """

    vertices: IntArray
    normals: FloatArray
    along: FloatArray
    up: FloatArray
    offsets: FloatArray

    def __len__(self) -> int:
        return len(self.vertices)

    @property
    def low(self) -> FloatArray:
        """(n, 2) the least of each face along its wall and up."""
        return np.stack([self.along.min(axis=1), self.up.min(axis=1)], axis=1)

    @property
    def high(self) -> FloatArray:
        """(n, 2) the most."""
        return np.stack([self.along.max(axis=1), self.up.max(axis=1)], axis=1)

    def points(self, faces: IntArray, places: FloatArray) -> FloatArray:
        """Points (k, 3) of the district at `places` (k, 2), along and up, in the planes of `faces` (k,)."""
        normals, along = self.normals[faces], places[:, :1]
        level = along * _rightwards(normals) + self.offsets[faces, None] * normals
        return np.concatenate([level, places[:, 1:]], axis=1)

    def normals_of(self, faces: IntArray) -> FloatArray:
        """Unit normals (k, 3) of `faces` (k,)."""
        level = self.normals[faces]
        return np.column_stack([level, np.zeros(len(level))])

    def corner_weights(self, faces: IntArray, places: FloatArray) -> FloatArray:
        """How much of each corner (k, 4) is shown at `places` (k, 2): a renderer interpolates in each triangle."""
        along, up = self.along[faces], self.up[faces]
        s = (places[:, 0] - along[:, 0]) / (along[:, 1] - along[:, 0])
        t = (places[:, 1] - up[:, 0]) / (up[:, 3] - up[:, 0])
        less, more = np.minimum(s, t), np.maximum(s, t)
        return np.stack([1.0 - more, np.maximum(s - t, 0.0), less, np.maximum(t - s, 0.0)], axis=1)

    def of(self, rows: NDArray[np.bool_]) -> "WallFaces":
        """Those that a mask (n,) names."""
        return WallFaces(
            vertices=self.vertices[rows],
            normals=self.normals[rows],
            along=self.along[rows],
            up=self.up[rows],
            offsets=self.offsets[rows],
        )


def find_walls(raw: RawMesh) -> WallFaces:
    """The rectangles of a mesh that stand upright and whose light is measured at each vertex, in the mesh's order.

    What glows is none: a board that is lit from within or by its own lamps shows little of what else falls on it, and
    its letters hide more of that than a texel can say.
    """
    first, second = raw.triangles[:-1], raw.triangles[1:]
    is_pair = (first[:, 0] == second[:, 0]) & (first[:, 2] == second[:, 1])
    vertices = np.concatenate([first[is_pair], second[is_pair, 2:]], axis=1)
    uses = np.bincount(raw.triangles.ravel(), minlength=len(raw.positions))
    normals = raw.normals[vertices[:, 0]]
    fits = (uses[vertices] == USES).all(axis=1) & (raw.shades[vertices] == Shade.EACH_VERTEX).all(axis=1)
    fits &= (np.abs(normals[:, 2]) < UPRIGHT) & (raw.glows[vertices].max(axis=(1, 2), initial=0.0) <= 0.0)
    vertices, normals = vertices[fits], normals[fits, :2]
    level = np.round(normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9), NORMAL_DECIMALS)
    level /= np.maximum(np.linalg.norm(level, axis=1, keepdims=True), 1e-9)
    corners = raw.positions[vertices]
    walls = WallFaces(
        vertices=vertices,
        normals=level,
        along=(corners[:, :, :2] * _rightwards(level)[:, None]).sum(axis=2),
        up=corners[:, :, 2],
        offsets=(corners[:, 0, :2] * level).sum(axis=1),
    )
    return walls.of(_are_rectangles(walls))


def _rightwards(normals: FloatArray) -> FloatArray:
    """Level unit vectors (n, 2) to the right of one who looks at a wall with normals (n, 2)."""
    return np.stack([-normals[:, 1], normals[:, 0]], axis=1)


def _are_rectangles(walls: WallFaces) -> NDArray[np.bool_]:
    """Whose first edge is level and whose last is upright; all others are triangles to a light map, and left out."""
    along, up = walls.along, walls.up
    straight = [up[:, 1] - up[:, 0], up[:, 2] - up[:, 3], along[:, 3] - along[:, 0], along[:, 2] - along[:, 1]]
    wide = [along[:, 1] - along[:, 0], up[:, 3] - up[:, 0]]
    are = np.abs(straight).max(axis=0, initial=0.0) < STRAIGHT_METRES
    return np.asarray(are & (np.abs(wide).min(axis=0, initial=np.inf) > NARROWEST_METRES))
