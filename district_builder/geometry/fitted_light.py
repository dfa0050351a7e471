"""Vertex light that shows a whole surface best, instead of what is measured at its corners alone.

A corner often lies where two things touch and is dark, though all the wall between its corners is bright. So light is
measured inside large triangles too, and the vertices take the values whose interpolation comes nearest to that: the
least-squares vertex baking of Kavan, Bargteil and Sloan (EGSR 2011), held to the measured corners where nothing else
speaks. It costs no byte.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import splu

from district_builder.geometry.arrays import FloatArray, IntArray
from district_builder.geometry.light_meter import Probes
from district_builder.geometry.raw_mesh import RawMesh, Shade

LEAST_SQUARE_METRES = 1.0
TRUST_IN_CORNERS = 0.5  # a corner's own measurement counts like so many square metres of surface
INSIDE = np.array([[4, 1, 1], [1, 4, 1], [1, 1, 4]]) / 6  # barycentric; integrates squares exactly (Strang and Fix)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Samples:
    """Places inside triangles: where light is asked for, and which vertices (k, 3) show it there with which weights.

    `areas` (k,) is the surface in square metres that each speaks for.
    """

    probes: Probes
    vertices: IntArray
    weights: FloatArray
    areas: FloatArray


def sample(raw: RawMesh) -> Samples:
    """Three places in every large triangle whose light varies along it."""
    corners = raw.positions[raw.triangles]
    areas = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1) / 2
    shades = raw.shades[raw.triangles[:, 0]]
    varies = (shades == Shade.EACH_VERTEX) | (shades == Shade.SHADED) | (shades == Shade.SUNLIT)
    large = raw.triangles[varies & (areas > LEAST_SQUARE_METRES)]
    vertices = np.repeat(large, len(INSIDE), axis=0)
    weights = np.tile(INSIDE, (len(large), 1))
    first = vertices[:, 0]
    return Samples(
        probes=Probes(
            points=(raw.positions[vertices] * weights[:, :, None]).sum(axis=1),
            normals=raw.normals[first],
            shades=raw.shades[first],
            features=raw.features[first],
        ),
        vertices=vertices,
        weights=weights,
        areas=np.repeat(areas[varies & (areas > LEAST_SQUARE_METRES)] / len(INSIDE), len(INSIDE)),
    )


def fit(
    corners: FloatArray, inside: FloatArray, samples: Sequence[Samples], *, seen: NDArray[np.bool_] | None = None
) -> FloatArray:
    """The light (n, channels) that vertices take.

    Args:
        corners: what was measured at the vertices (n, channels).
        inside: what was measured at the samples (k, channels), whose `vertices` count rows of `corners`.
        seen: which samples (k,) speak; what lies behind a board is dark, and nobody sees it. All if None.
    """
    if not len(inside):
        return corners
    vertices, weights = (np.concatenate([getattr(one, name) for one in samples]) for name in ("vertices", "weights"))
    areas = np.concatenate([one.areas for one in samples])
    if seen is not None:
        areas = np.where(seen, areas, 0.0)
    rows = np.repeat(np.arange(len(inside)), 3)
    shows = sparse.csr_matrix((weights.ravel(), (rows, vertices.ravel())), shape=(len(inside), len(corners)))
    weighted = shows.T @ sparse.diags(areas)
    normal = (weighted @ shows + TRUST_IN_CORNERS * sparse.identity(len(corners))).tocsc()
    return np.asarray(np.maximum(splu(normal).solve(weighted @ inside + TRUST_IN_CORNERS * corners), 0.0))
