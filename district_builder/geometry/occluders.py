"""What stands in the light's way, asked by rays (Embree)."""

from functools import cached_property
from typing import Any

import numpy as np
from embreex.mesh_construction import TriangleMesh
from embreex.rtcore_scene import EmbreeScene
from numpy.typing import NDArray

from district_builder.geometry.arrays import FloatArray, IntArray

RAYS_AT_ONCE = 400_000
SURFACE_GAP_METRES = 0.02  # rays start this far off the wall that they light
NEAR_METRES = 120.0  # what is farther hides no sky worth the ray
NOTHING = -1


class Occluders:
    """What stands in the light's way: triangles (m, 3) over vertices (n, 3) in the district frame."""

    def __init__(self, vertices: FloatArray, triangles: IntArray) -> None:
        self._middle = vertices.mean(axis=0) if len(vertices) else np.zeros(3)
        self._corners = vertices[triangles] if len(triangles) else np.zeros((0, 3, 3))
        self._scene = EmbreeScene()
        if len(triangles):  # Embree works in float32: keep numbers small
            self._mesh: Any = TriangleMesh(
                self._scene, (vertices - self._middle).astype(np.float32), triangles.astype(np.int32)
            )
        self._empty = not len(triangles)

    @cached_property
    def normals(self) -> FloatArray:
        """Unit normals (m, 3) of the triangles; of one without area, up."""
        a, b, c = self._corners[:, 0], self._corners[:, 1], self._corners[:, 2]
        crosses = np.cross(b - a, c - a)
        lengths = np.linalg.norm(crosses, axis=1, keepdims=True)
        return np.where(lengths > 0.0, crosses / np.maximum(lengths, 1e-30), [[0.0, 0.0, 1.0]])

    @cached_property
    def middles(self) -> FloatArray:
        """Middles (m, 3) of the triangles."""
        return np.asarray(self._corners.mean(axis=1))

    def meet(self, origins: FloatArray, directions: FloatArray) -> tuple[IntArray, FloatArray]:
        """What unit rays meet within NEAR_METRES: triangles (n,), NOTHING where there is none, and metres (n,)."""
        triangles = np.full(len(origins), NOTHING, dtype=np.int64)
        metres = np.full(len(origins), NEAR_METRES)
        if self._empty:
            return triangles, metres
        for start in range(0, len(origins), RAYS_AT_ONCE):
            part = slice(start, start + RAYS_AT_ONCE)
            answer = self._scene.run(
                np.ascontiguousarray(origins[part] - self._middle, dtype=np.float32),
                np.ascontiguousarray(directions[part], dtype=np.float32),
                dists=np.full(len(origins[part]), NEAR_METRES, dtype=np.float32),
                output=True,
            )
            triangles[part], metres[part] = answer["primID"], answer["tfar"]
        return triangles, metres

    def hide(
        self, origins: FloatArray, directions: FloatArray, *, within_metres: float | FloatArray = NEAR_METRES
    ) -> NDArray[np.bool_]:
        """True (n,) where something lies between an origin and `within_metres` along its direction."""
        if self._empty or not len(origins):
            return np.zeros(len(origins), dtype=bool)
        hidden = np.empty(len(origins), dtype=bool)
        reaches = np.broadcast_to(np.asarray(within_metres, dtype=np.float32), len(origins))
        for start in range(0, len(origins), RAYS_AT_ONCE):
            part = slice(start, start + RAYS_AT_ONCE)
            answer = self._scene.run(
                np.ascontiguousarray(origins[part] - self._middle, dtype=np.float32),
                np.ascontiguousarray(directions[part], dtype=np.float32),
                dists=np.array(reaches[part]),
                query="OCCLUDED",
            )
            hidden[part] = answer != -1
        return hidden
