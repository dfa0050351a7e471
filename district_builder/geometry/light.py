"""Bakes light into vertex colours, of the day and of the evening.

The result is linear light × tint, so that a client multiplies it with the texture and shows the street unlit.
"""

from dataclasses import dataclass

import numpy as np

from district_builder.geometry.arrays import FloatArray, IntArray, equal_rows
from district_builder.geometry.daylight import Daylight, measure_daylight
from district_builder.geometry.glow import Glow
from district_builder.geometry.lamplight import shine
from district_builder.geometry.mesh import Mesh, Surface
from district_builder.geometry.occluders import Occluders
from district_builder.geometry.raw_mesh import RawMesh, Shade

LUMINANCE = np.array([0.2126, 0.7152, 0.0722])  # Rec. 709


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What lights a tile and what stands in the way."""

    occluders: Occluders
    daylight: Daylight
    glow: Glow


@dataclass(frozen=True, slots=True, kw_only=True)
class _Light:
    """Linear RGB on n vertices, tints not yet applied."""

    sun: FloatArray
    sky: FloatArray
    lamps: FloatArray
    store: FloatArray  # from the signs and rooms of the store that the vertex belongs to


def bake(raw: RawMesh, surface: Surface, around: Surroundings) -> Mesh:
    """Turn a raw mesh's tints into lit vertex colours.

    Probes that lie within 2 cm of each other and look the same way share one measurement, so small parts cost little.
    A part with its own light (Shade.GLOWING) receives none.
    """
    light = _measure(raw, around)
    tints = raw.tints[:, :3]
    own = light.store * tints + raw.glows * around.glow.is_store[raw.features][:, None]
    whole = (light.lamps + light.store) * tints + raw.glows
    is_opaque = surface in (Surface.MATTER, Surface.ART)
    alphas = _share(light.sky, light.sun + light.sky, none=1.0) if is_opaque else raw.tints[:, 3]
    night_alphas = raw.night_alphas if surface is Surface.GLASS else _share(own, whole, none=0.0)
    return Mesh(
        positions=raw.positions,
        uvs=raw.uvs.astype(np.float32),
        colours=_bytes(_shoulder((light.sun + light.sky) * tints), alphas),
        after_dark=_bytes(_shoulder(whole), night_alphas),
        features=raw.features.astype(np.uint16),
        triangles=raw.triangles.astype(np.uint32),
    )


def _bytes(rgb: FloatArray, alphas: FloatArray) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    rgba = np.concatenate([rgb, alphas[:, None]], axis=1)
    return np.asarray(np.round(np.clip(rgba, 0.0, 1.0) * 255), dtype=np.uint8)


def _share(part: FloatArray, whole: FloatArray, *, none: float) -> FloatArray:
    """How much of a light's luminance a part of it makes (n,); `none` where there is no light at all."""
    bright = whole @ LUMINANCE
    share = np.divide(part @ LUMINANCE, bright, out=np.full(len(bright), none), where=bright > 1e-6)
    return np.asarray(share)


def _shoulder(linear: FloatArray) -> FloatArray:
    """Leave values to 0.7 alone and bend the rest softly below 1, so that bright walls keep their colour."""
    over = np.maximum(linear - 0.7, 0.0)
    return np.where(linear <= 0.7, linear, 0.7 + 0.3 * over / (over + 0.3))


def _measure(raw: RawMesh, around: Surroundings) -> _Light:
    """Light by day on parts with their own light is 1: their tints say what they show."""
    count = len(raw.positions)
    dark = np.zeros((count, 3))
    light = _Light(sun=dark.copy(), sky=np.ones((count, 3)), lamps=dark.copy(), store=dark)
    lit = np.flatnonzero(raw.shades != Shade.GLOWING)
    if not len(lit):
        return light
    probes, normals, shades, features = raw.probes[lit], raw.normals[lit], raw.shades[lit], raw.features[lit]
    keys = np.concatenate(
        [np.round(probes / 0.02), np.round(normals / 0.05), shades[:, None], features[:, None]], axis=1
    ).astype(np.int32)
    first, back = equal_rows(keys)
    points, facing, owners = probes[first], normals[first], features[first]
    by_day = measure_daylight(points, facing, shades[first], around.occluders, around.daylight)
    light.sun[lit] = by_day.sun[back]
    light.sky[lit] = by_day.sky[back]
    light.lamps[lit] = shine(points, facing, around.glow.lamps, around.occluders)[back]
    light.store[lit] = _from_own_store(points, facing, owners, around)[back]
    return light


def _from_own_store(points: FloatArray, facing: FloatArray, owners: IntArray, around: Surroundings) -> FloatArray:
    light = np.zeros((len(points), 3))
    for store, patches in around.glow.of_stores.items():
        own = np.flatnonzero(owners == store)
        light[own] = shine(points[own], facing[own], patches, around.occluders)
    return light
