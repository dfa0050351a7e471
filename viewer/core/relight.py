"""Vertex colours of an hour: the day's light goes, the light after dark comes (builder's README, `_AFTER_DARK`)."""

from dataclasses import replace
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from district_builder.domain.dusk import DUSK_RGB
from viewer.core.chunk import ChunkPart, Surface
from viewer.core.features import FeatureTable
from viewer.core.light_of_day import DAY, LightOfDay
from viewer.core.srgb import ONE, SRGB_OF_STEP

NIGHT_RGB = (0.066, 0.080, 0.115)  # what a town's own haze gives back of its lamps when dusk has gone, linear
SKY_SHARE_OF_LEAVES = 0.6  # MASK: their COLOR_0 alpha cuts them out and has no room for a share
_STEPS_OF_BYTE = ONE // 255
ByteArray: TypeAlias = npt.NDArray[np.uint8]


def light_on(stores: frozenset[str], light: LightOfDay) -> LightOfDay:
    """The part of a light that a tile with these stores can show; equal for two lights that look the same on it."""
    if light.evening <= 0.0:
        return DAY
    return replace(light, evening=min(light.evening, 1.0), closed_stores=light.closed_stores & stores)


def relight(part: ChunkPart, features: FeatureTable, light: LightOfDay) -> ByteArray:
    """A part's vertex colours in a light: RGBA, (n, 4), the light sRGB-encoded, the alpha of OPAQUE parts 255.

    By day, and for a part without baked light, these are the colours that the part came with, not a copy.
    """
    shown: ByteArray = part.vertices["colour"]
    if part.baked is None or light.evening <= 0.0:
        return shown
    evening = min(light.evening, 1.0)
    day, after_dark = part.baked.day, part.baked.after_dark
    dark = _dark_vertices(part, features, light)
    relit = np.empty((len(day), 4), np.uint8)
    if part.surface is Surface.OPAQUE:
        share: Any = day[:, 3].astype(np.float32) / np.float32(255)
    else:
        share = np.float32(SKY_SHARE_OF_LEAVES if part.surface is Surface.MASK else 1.0)
    own = _share_still_lit(part, dark) * np.float32(evening * _STEPS_OF_BYTE)
    for channel, dusk in enumerate(sky_left(light)):
        kept = share * np.float32(evening * dusk * _STEPS_OF_BYTE) + np.float32((1.0 - evening) * _STEPS_OF_BYTE)
        steps = day[:, channel] * kept
        steps += after_dark[:, channel] * own
        np.minimum(steps, np.float32(ONE), out=steps)
        relit[:, channel] = SRGB_OF_STEP[np.rint(steps, out=steps).astype(np.uint16)]
    if part.surface is Surface.OPAQUE:
        relit[:, 3] = 255
    elif part.surface is Surface.MASK:
        relit[:, 3] = shown[:, 3]
    else:
        by_day = shown[:, 3].astype(np.float32)
        relit[:, 3] = np.rint(by_day + (after_dark[:, 3] - by_day) * np.float32(evening)).astype(np.uint8)
    return relit


def sky_left(light: LightOfDay) -> tuple[float, float, float]:
    """What is left after sunset of the day's light from the sky, linear RGB."""
    red, green, blue = (dusk + (night - dusk) * light.night for dusk, night in zip(DUSK_RGB, NIGHT_RGB, strict=True))
    return red, green, blue


def _dark_vertices(part: ChunkPart, features: FeatureTable, light: LightOfDay) -> npt.NDArray[np.bool_] | None:
    """Which vertices belong to a store that is closed, (n,); None for none."""
    if not light.closed_stores:
        return None
    closed = np.array([store != "" and store in light.closed_stores for store in features.store_ids], bool)
    return closed[part.vertices["feature"]] if closed.any() else None


def _share_still_lit(part: ChunkPart, dark: npt.NDArray[np.bool_] | None) -> Any:
    """What of the light after dark is there: 1 but where a store's own light is out; one number or (n,)."""
    if dark is None or part.baked is None:
        return np.float32(1.0)
    own = part.baked.after_dark[:, 3] / np.float32(255) if part.surface is not Surface.BLEND else np.float32(1.0)
    return np.float32(1.0) - own * dark
