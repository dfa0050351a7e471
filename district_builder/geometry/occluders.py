"""What stands in the light's way, asked by rays (Embree)."""

from typing import Any

import numpy as np
from embreex.mesh_construction import TriangleMesh
from embreex.rtcore_scene import EmbreeScene
from numpy.typing import NDArray

from district_builder.geometry.arrays import FloatArray, IntArray

RAYS_AT_ONCE = 400_000
SURFACE_GAP_METRES = 0.02  # rays start this far off the wall that they light
NEAR_METRES = 120.0  # what is farther hides no sky worth the ray


class Occluders:
    """What stands in the light's way: triangles (m, 3) over vertices (n, 3) in the district frame."""

    def __init__(self, vertices: FloatArray, triangles: IntArray) -> None:
        self._middle = vertices.mean(axis=0) if len(vertices) else np.zeros(3)
        self._scene = EmbreeScene()
        if len(triangles):  # Embree works in float32: keep numbers small
            self._mesh: Any = TriangleMesh(
                self._scene, (vertices - self._middle).astype(np.float32), triangles.astype(np.int32)
            )
        self._empty = not len(triangles)

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
