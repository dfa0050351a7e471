"""The one tone of every client: how linear light becomes what a screen can show.

Exposure is set by `Daylight` (1 is a white sheet at its brightest without sun in its face), the white point is sRGB's
D65, the curve is `shoulder`. It is baked into the vertex colours, so a client multiplies them with its texture, encodes
sRGB (IEC 61966-2-1) and has no tone of its own.
"""

import numpy as np

from district_builder.geometry.arrays import FloatArray

KNEE = 0.7


def shoulder(linear: FloatArray) -> FloatArray:
    """Leave values to KNEE alone and bend the rest softly below 1, so that bright walls keep their colour."""
    room = 1.0 - KNEE
    over = np.maximum(linear - KNEE, 0.0)
    return np.where(linear <= KNEE, linear, KNEE + room * over / (over + room))


def encoded(linear: FloatArray) -> FloatArray:
    """Values of 0 to 1 as sRGB encodes them (IEC 61966-2-1)."""
    return np.where(linear <= 0.0031308, linear * 12.92, 1.055 * np.maximum(linear, 0.0031308) ** (1 / 2.4) - 0.055)
