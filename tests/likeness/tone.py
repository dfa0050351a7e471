"""From linear light to a screen's bytes as our clients show it: the builder's shoulder, sRGB, the viewer's haze."""

import numpy as np
from numpy.typing import NDArray

from district_builder.geometry.tone import shoulder
from tests.likeness.ssim import FloatArray


def srgb(linear: FloatArray) -> FloatArray:
    """The sRGB transfer function (IEC 61966-2-1) on values in 0 … 1."""
    held = np.clip(linear, 0.0, 1.0)
    return np.where(held <= 0.003_130_8, held * 12.92, 1.055 * held ** (1 / 2.4) - 0.055)


def develop(
    linear: FloatArray,
    depth_metres: FloatArray,
    *,
    haze: tuple[float, float, float],
    haze_per_metre: float,
) -> NDArray[np.uint8]:
    """Linear light (h, w, 3) as a screen's bytes; what lies at a depth (h, w) fades into the haze (sRGB).

    The walker's fog mixes the coded colours, which is wrong for light but is what every client shows.
    """
    clear = np.exp(-haze_per_metre * depth_metres)[..., None]
    shown = srgb(shoulder(np.maximum(linear, 0.0))) * clear + np.array(haze) * (1.0 - clear)
    return np.round(shown * 255).astype(np.uint8)
