"""Linear light as the bytes that pictures and vertex colours hold (IEC 61966-2-1)."""

import numpy as np
import numpy.typing as npt

ONE = 65_535  # full light where light is counted in whole steps; 257 of them are one step of a byte


def srgb_from_linear(light: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The sRGB transfer function on values in [0, 1]."""
    return np.where(light <= 0.003_130_8, light * 12.92, 1.055 * np.power(light, 1 / 2.4) - 0.055).astype(np.float32)


def _encoded(light: npt.NDArray[np.float32]) -> npt.NDArray[np.uint8]:
    bytes_: npt.NDArray[np.uint8] = np.rint(srgb_from_linear(light) * 255.0).astype(np.uint8)
    return bytes_


SRGB_OF_STEP = _encoded(np.arange(ONE + 1, dtype=np.float32) / np.float32(ONE))
"""uint8 (65,536,): the sRGB byte of every step of light. Even in the dark a step is a twentieth of a byte."""

SRGB_OF_BYTE = _encoded(np.arange(256, dtype=np.float32) / np.float32(255))
"""uint8 (256,): the sRGB byte of light that is itself a linear byte."""
