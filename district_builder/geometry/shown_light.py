"""What measured light makes a surface show: by day, after dark, and in the evening that a client makes of both."""

import numpy as np

from district_builder.domain.dusk import DUSK_RGB
from district_builder.geometry.arrays import FloatArray
from district_builder.geometry.light_meter import Light
from district_builder.geometry.tone import shoulder

LUMINANCE = np.array([0.2126, 0.7152, 0.0722])  # Rec. 709


def shown_by_day(light: Light, tints: FloatArray) -> FloatArray:
    """Linear RGB (n, 3) on surfaces of tints (n, 3)."""
    return shoulder((light.sun + light.sky) * tints)


def shown_after_dark(light: Light, tints: FloatArray, glows: FloatArray) -> FloatArray:
    """Linear RGB (n, 3) by lamps, the own store and a surface's own glow (n, 3) alone."""
    return shoulder((light.lamps + light.store) * tints + glows)


def sky_share(light: Light) -> FloatArray:
    """How much of the day's light comes from the sky (n,); 1 where there is none at all."""
    return share(light.sky, light.sun + light.sky, none=1.0)


def shown_in_the_evening(by_day: FloatArray, sky_shares: FloatArray, after_dark: FloatArray) -> FloatArray:
    """Linear RGB (n, 3) when the sun has gone and every store is open: dusk and lamps, as clients add them."""
    return np.asarray(np.minimum(by_day * sky_shares[:, None] * np.array(DUSK_RGB) + after_dark, 1.0))


def share(part: FloatArray, whole: FloatArray, *, none: float) -> FloatArray:
    """How much of a light's luminance a part of it makes (n,); `none` where there is no light at all."""
    bright = whole @ LUMINANCE
    found = np.divide(part @ LUMINANCE, bright, out=np.full(len(bright), none), where=bright > 1e-6)
    return np.asarray(found)
