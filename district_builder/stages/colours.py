"""Colours as people write them, in the linear light that parts are tinted with."""

from functools import lru_cache

from district_builder.geometry.coats import Tint


@lru_cache(maxsize=512)
def linear(code: str) -> Tint:
    """Linear RGB of an sRGB colour such as "#1e7a44" (IEC 61966-2-1)."""
    red, green, blue = (int(code[k : k + 2], 16) / 255 for k in (1, 3, 5))
    return (_decoded(red), _decoded(green), _decoded(blue))


def _decoded(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def bytes_of(code: str) -> tuple[int, int, int]:
    """The same colour for Pillow."""
    return (int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16))


def scaled(tint: Tint, factor: float) -> Tint:
    return (tint[0] * factor, tint[1] * factor, tint[2] * factor)


def is_dark(code: str) -> bool:
    red, green, blue = linear(code)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.22
