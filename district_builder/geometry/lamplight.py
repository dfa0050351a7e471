"""Light after dark: what lamps, signs and lit rooms throw on the surfaces around them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from district_builder.geometry.arrays import FloatArray, IntArray
from district_builder.geometry.light import SURFACE_GAP_METRES, Occluders

REACH_METRES = 24.0
FAINTEST = 0.002  # of a white sheet by day; less than this lights nothing
NEAREST_METRES = 0.35  # a patch is no point: nearer than this its light does not rise any more


@dataclass(frozen=True, slots=True, kw_only=True)
class GlowingPatches:
    """Small flat things that shine as Lambert emitters, in the district frame.

    `middles` (m, 3) metres, `normals` (m, 3) the way they shine, `fluxes` (m, 3) linear RGB radiance
    times square metres, `owners` (m,) the feature whose light it is, 0 for lamps of the street, which ask no store.
    """

    middles: FloatArray
    normals: FloatArray
    fluxes: FloatArray
    owners: IntArray

    @classmethod
    def none(cls) -> "GlowingPatches":
        return cls(
            middles=np.zeros((0, 3)),
            normals=np.zeros((0, 3)),
            fluxes=np.zeros((0, 3)),
            owners=np.zeros(0, dtype=np.int64),
        )

    def __len__(self) -> int:
        return len(self.owners)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lamplight:
    """What n points receive after dark, linear RGB as a white sheet shows it.

    `light` (n, 3) is all of it; the share `owned` (n,) of that comes from feature `owners` (n,), the strongest of the
    stores near by, and goes out with it. The rest is the street's own and stays.
    """

    light: FloatArray
    owned: FloatArray
    owners: IntArray


def shine(points: FloatArray, normals: FloatArray, patches: GlowingPatches, occluders: Occluders) -> Lamplight:
    """Measure what patches throw on points (n, 3) with normals (n, 3), patch by patch, shadows included.

    Light of several stores on one point is all counted for the strongest: a client has room for one owner a vertex.
    """
    origins = points + normals * SURFACE_GAP_METRES
    of_street = np.zeros((len(points), 3))
    of_stores: dict[int, FloatArray] = {}
    for number in range(len(patches)):
        lit, light = _of_patch(origins, normals, patches, number, occluders)
        owner = int(patches.owners[number])
        goal = of_stores.setdefault(owner, np.zeros((len(points), 3))) if owner else of_street
        goal[lit] += light
    return _strongest(of_street, of_stores)


def _of_patch(
    origins: FloatArray, normals: FloatArray, patches: GlowingPatches, number: int, occluders: Occluders
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
    directions = ways / away[:, None]
    seen = ~occluders.hide(origins[near], directions, within_metres=away - 2 * SURFACE_GAP_METRES)
    return near[seen], strength[seen, None] * flux


def _strongest(of_street: FloatArray, of_stores: dict[int, FloatArray]) -> Lamplight:
    stores = sorted(of_stores)
    if not stores:
        count = len(of_street)
        return Lamplight(light=of_street, owned=np.zeros(count), owners=np.zeros(count, dtype=np.int64))
    each = np.stack([of_stores[store] for store in stores])
    brightness = each.sum(axis=2)
    strongest = brightness.argmax(axis=0)
    light = of_street + each.sum(axis=0)
    total = light.sum(axis=1)
    owned = np.divide(brightness.sum(axis=0), total, out=np.zeros(len(total)), where=total > 0)
    return Lamplight(
        light=light, owned=owned, owners=np.where(owned > 0, np.array(stores, dtype=np.int64)[strongest], 0)
    )
