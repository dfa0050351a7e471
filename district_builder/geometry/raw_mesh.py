"""Arrays before light: forms that are placed many times, and meshes with the points at which light is measured."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from district_builder.geometry.arrays import FloatArray, IntArray


class Shade(IntEnum):
    """Where a part's light is measured, and how."""

    EACH_VERTEX = 0  # large surfaces: light varies along them
    MIDDLE = 1  # small parts: one value a face
    SHADED = 2  # ground known to lie in shadow: sky light only, measured at each vertex
    SUNLIT = 3  # ground known to lie in the sun
    GLOWING = 4  # carries its own light: interiors, lit signs; no rays


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Arrays that are placed many times: (n, 3) metres, (n, 3) normals, (m, 3) triangles, uv fractions of a patch."""

    positions: FloatArray
    normals: FloatArray
    uvs: FloatArray
    triangles: IntArray


@dataclass(frozen=True, slots=True, kw_only=True)
class RawMesh:
    """Parts of one surface as arrays in the district frame, before light.

    `probes` are the points where light is measured (n, 3), `tints` linear RGBA (n, 4), `shades` values of Shade (n,);
    `glows` linear RGB that a part shows after dark by its own light (n, 3), `night_alphas` its opacity then (n,).
    """

    positions: FloatArray
    normals: FloatArray
    probes: FloatArray
    uvs: FloatArray
    tints: FloatArray
    glows: FloatArray
    night_alphas: FloatArray
    shades: IntArray
    features: IntArray
    triangles: IntArray


def join_raw(meshes: list[RawMesh]) -> RawMesh:
    """One raw mesh out of many, triangles renumbered."""
    counts = [len(mesh.positions) for mesh in meshes]
    starts = np.cumsum([0, *counts[:-1]])
    return RawMesh(
        positions=np.concatenate([mesh.positions for mesh in meshes]),
        normals=np.concatenate([mesh.normals for mesh in meshes]),
        probes=np.concatenate([mesh.probes for mesh in meshes]),
        uvs=np.concatenate([mesh.uvs for mesh in meshes]),
        tints=np.concatenate([mesh.tints for mesh in meshes]),
        glows=np.concatenate([mesh.glows for mesh in meshes]),
        night_alphas=np.concatenate([mesh.night_alphas for mesh in meshes]),
        shades=np.concatenate([mesh.shades for mesh in meshes]),
        features=np.concatenate([mesh.features for mesh in meshes]),
        triangles=np.concatenate([mesh.triangles + start for mesh, start in zip(meshes, starts, strict=True)]),
    )
