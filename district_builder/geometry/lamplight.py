"""Light after dark: what lamps, signs and lit rooms throw on the surfaces around them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from district_builder.geometry.arrays import FloatArray
from district_builder.geometry.occluders import SURFACE_GAP_METRES, Occluders

REACH_METRES = 24.0
FAINTEST = 0.002  # of a white sheet by day; less than this lights nothing
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


def shine(points: FloatArray, normals: FloatArray, patches: Patches, occluders: Occluders) -> FloatArray:
    """What patches throw on points (n, 3) with normals (n, 3), shadows included: linear RGB (n, 3) of a white sheet."""
    origins = points + normals * SURFACE_GAP_METRES
    light = np.zeros((len(points), 3))
    for number in range(len(patches)):
        lit, strength = _of_patch(origins, normals, patches, number, occluders)
        light[lit] += strength[:, None] * patches.fluxes[number]
    return light


def _of_patch(
    origins: FloatArray, normals: FloatArray, patches: Patches, number: int, occluders: Occluders
) -> tuple[NDArray[np.intp], FloatArray]:
    """Which points one patch lights, and with how much: Lambert's cosine law at both ends over the squared distance."""
    middle, shining, flux = patches.middles[number], patches.normals[number], patches.fluxes[number]
    near = np.flatnonzero(np.abs(origins - middle).max(axis=1) < REACH_METRES)
    ways = middle - origins[near]
    squared = np.maximum((ways**2).sum(axis=1), NEAREST_METRES**2)
    away = np.sqrt(squared)
    leaving = np.maximum(-(ways @ shining) / away, 0.0)
    arriving = np.maximum((ways * normals[near]).sum(axis=1) / away, 0.0)
    strength = leaving * arriving / squared / np.pi
    worth = strength * flux.max() > FAINTEST
    near, ways, away, strength = near[worth], ways[worth], away[worth], strength[worth]
    reach = np.maximum(away - 2 * SURFACE_GAP_METRES, 0.0)
    seen = ~occluders.hide(origins[near], ways / away[:, None], within_metres=reach)
    return near[seen], strength[seen]
