"""What shines in a tile after dark, gathered from its parts into a few patches a store."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from district_builder.geometry.arrays import FloatArray, IntArray, equal_rows
from district_builder.geometry.lamplight import Patches
from district_builder.geometry.raw_mesh import RawMesh

PATCH_METRES = 1.5  # what shines within so much, the same way, is one patch
LEAST_FLUX = 0.02
ADAPTED = 2.5  # an eye used to the dusk sees a lit sign as white and what it lights much brighter than that


@dataclass(frozen=True, slots=True, kw_only=True)
class Glow:
    """The lights of a tile: the street's lamps, each store's own by its feature, and which features are stores."""

    lamps: Patches
    of_stores: Mapping[int, Patches]
    is_store: NDArray[np.bool_]

    @classmethod
    def none(cls, features: int) -> "Glow":
        return cls(lamps=Patches.none(), of_stores={}, is_store=np.zeros(features, dtype=bool))


def gather_glow(raws: Iterable[RawMesh], *, is_store: Sequence[bool], lamps: Patches) -> Glow:
    """The lights of stores are the parts of theirs that glow; those of the street are given, neighbours' included.

    A store lights its own front and nothing else: so its light can go out alone, and a tile beside knows nothing of it.
    """
    mask = np.array(is_store, dtype=bool)
    pieces = [_triangles(raw, mask) for raw in raws]
    middles, crosses, glows, owners = (np.concatenate(arrays) for arrays in zip(*pieces, strict=True))
    areas = np.linalg.norm(crosses, axis=1) / 2
    normals = crosses / np.maximum(2 * areas, 1e-12)[:, None]
    of_stores = {}
    for store in np.unique(owners).tolist():
        own = owners == store
        patches = _patches(middles[own], normals[own], glows[own] * areas[own, None], areas[own])
        if len(patches):
            of_stores[store] = patches
    return Glow(lamps=lamps, of_stores=of_stores, is_store=mask)


def _triangles(raw: RawMesh, is_store: NDArray[np.bool_]) -> tuple[FloatArray, FloatArray, FloatArray, IntArray]:
    """Middles, cross products, glows and owners of the triangles that shine for a store."""
    first = raw.triangles[:, 0]
    shining = raw.triangles[(raw.glows[first].max(axis=1) > 0.0) & is_store[raw.features[first]]]
    a, b, c = (raw.positions[shining[:, corner]] for corner in range(3))
    return (a + b + c) / 3, np.cross(b - a, c - a), raw.glows[shining[:, 0]], raw.features[shining[:, 0]]


def _patches(middles: FloatArray, normals: FloatArray, fluxes: FloatArray, areas: FloatArray) -> Patches:
    keys = np.concatenate([np.floor(middles / PATCH_METRES), np.round(normals)], axis=1).astype(np.int32)
    first, group = equal_rows(keys)
    count = len(first)

    def summed(values: FloatArray) -> FloatArray:
        return np.stack([np.bincount(group, column, count) for column in values.T], axis=1)

    weight = np.maximum(np.bincount(group, areas, count), 1e-12)[:, None]
    flux = summed(fluxes)
    worth = flux.max(axis=1) > LEAST_FLUX
    towards = summed(normals * areas[:, None])
    towards /= np.maximum(np.linalg.norm(towards, axis=1, keepdims=True), 1e-12)
    return Patches(
        middles=(summed(middles * areas[:, None]) / weight)[worth], normals=towards[worth], fluxes=ADAPTED * flux[worth]
    )
