"""Light after dark: what lamps, signs and lit rooms throw on the surfaces around them."""

from dataclasses import dataclass

import numpy as np

from district_builder.geometry.arrays import FloatArray, IntArray
from district_builder.geometry.occluders import SURFACE_GAP_METRES, Occluders

REACH_METRES = 24.0
FAINTEST = 0.002  # of a white sheet by day; less than this lights nothing
PAIRS_AT_ONCE = 100_000  # of points and patches; bounds memory
NEAREST_METRES = 0.35  # a patch is no point: nearer than this its light does not rise any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Patches:
    """Small flat things that shine as Lambert emitters, in the district frame.

    `middles` (m, 3) metres, `normals` (m, 3) the way they shine, `fluxes` (m, 3) linear RGB radiance × square metres.
    """

    middles: FloatArray
    normals: FloatArray
    fluxes: FloatArray

    @classmethod
    def none(cls) -> "Patches":
        return cls(middles=np.zeros((0, 3)), normals=np.zeros((0, 3)), fluxes=np.zeros((0, 3)))

    def __len__(self) -> int:
        return len(self.middles)

    def at(self, rows: slice) -> "Patches":
        """Those in the given rows."""
        return Patches(middles=self.middles[rows], normals=self.normals[rows], fluxes=self.fluxes[rows])


def shine(points: FloatArray, normals: FloatArray, patches: Patches, occluders: Occluders) -> FloatArray:
    """What patches throw on points (n, 3) with normals (n, 3), shadows included: linear RGB (n, 3) of a white sheet."""
    origins = points + normals * SURFACE_GAP_METRES
    light = np.zeros((len(points), 3))
    at_once = max(PAIRS_AT_ONCE // max(len(points), 1), 1)
    for start in range(0, len(patches), at_once):
        some = patches.at(slice(start, start + at_once))
        askers, shining, strength = _lit_pairs(origins, normals, some, occluders)
        for channel, fluxes in enumerate(some.fluxes.T):
            light[:, channel] += np.bincount(askers, strength * fluxes[shining], len(points))
    return light


def _lit_pairs(
    origins: FloatArray, normals: FloatArray, patches: Patches, occluders: Occluders
) -> tuple[IntArray, IntArray, FloatArray]:
    """Which points see which patches (k,), and how much of them: Lambert's cosine law at both ends over the squared
    distance."""
    ways = [middles - along[:, None] for middles, along in zip(patches.middles.T, origins.T, strict=True)]
    x, y, z = ways
    squared = np.maximum(x**2 + y**2 + z**2, NEAREST_METRES**2)
    leaving = np.maximum(-_dot(ways, patches.normals.T[:, None]), 0.0)
    arriving = np.maximum(_dot(ways, normals.T[:, :, None]), 0.0)
    strength = leaving * arriving / (squared**2 * np.pi)
    worth = strength * patches.fluxes.max(axis=1, initial=0.0) > FAINTEST
    askers, shining = np.nonzero(worth & (squared < REACH_METRES**2))
    away = np.sqrt(squared[askers, shining])
    towards = np.stack([way[askers, shining] for way in ways], axis=1) / away[:, None]
    reach = np.maximum(away - 2 * SURFACE_GAP_METRES, 0.0)
    seen = ~occluders.hide(origins[askers], towards, within_metres=reach)
    return askers[seen], shining[seen], strength[askers, shining][seen]


def _dot(ways: list[FloatArray], others: FloatArray) -> FloatArray:
    return np.asarray(ways[0] * others[0] + ways[1] * others[1] + ways[2] * others[2])
