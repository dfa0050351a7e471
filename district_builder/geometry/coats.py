"""What covers a part: a strip or a patch of a texture, or a picture that the tile's atlas will hold."""

from collections.abc import Hashable
from typing import NamedTuple, TypeAlias

from district_builder.geometry.mesh import Surface

Tint: TypeAlias = tuple[float, float, float]
"""Linear red, green and blue."""
Rectangle: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom as fractions of a texture."""


class Strip(NamedTuple):
    """A surface's place in its texture: u repeats every `width_metres`, v runs `top` to `bottom` in `height_metres`."""

    surface: Surface
    top: float
    bottom: float
    width_metres: float
    height_metres: float


class Patch(NamedTuple):
    """A rectangle of a texture, v downwards as in glTF."""

    surface: Surface
    left: float
    top: float
    right: float
    bottom: float


class Art(NamedTuple):
    """A picture that the tile's atlas will hold; `picture` describes it and is its key."""

    surface: Surface
    picture: Hashable


Coat: TypeAlias = Strip | Patch | Art
