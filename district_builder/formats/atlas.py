"""Many small pictures on one texture, so that a tile's signs and posters are one draw call."""

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from district_builder.domain.errors import GolmokError
from district_builder.geometry.packing import Cell, Sheet, pack

Key = TypeVar("Key", bound=Hashable)
Rectangle: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom as fractions of a texture."""

LARGEST_SIDE = 2048
GRID = 8  # a texel of mipmap level 3 covers 8 x 8 pixels, so no such texel is shared by two pictures
PADDING = 4  # and a sample at a picture's edge falls on the middle of a texel of its own
LEAST_SCALE = 1 / 16
SHRINK = 0.94


class AtlasOverflowError(GolmokError):
    """So many pictures that each would be unreadable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas(Generic[Key]):
    """The texture and where each picture lies on it.

    `white` is a patch for faces without a picture. `scale` is below 1 where the pictures had to be made smaller to fit:
    the operator should hear of it.
    """

    image: Image.Image  # RGBA, sides of powers of two
    rectangles: Mapping[Key, Rectangle]
    white: Rectangle
    scale: float


def build_atlas(pictures: Mapping[Key, Image.Image], *, largest_side: int = LARGEST_SIDE) -> Atlas[Key]:
    """Put pictures on one texture of at most `largest_side` squared, a power of two; the order given decides ties.

    Each keeps its own edge colours around it, so mipmaps down to level 3 show nothing of its neighbours.

    Raises:
        AtlasOverflowError: when they fit at no bearable scale.
    """
    scale = 1.0
    images = list(pictures.values())
    while (sheet := _packed(images, scale, largest_side)) is None:
        scale *= SHRINK
        if scale < LEAST_SCALE:
            raise AtlasOverflowError(
                f"{len(images)} pictures do not fit on one texture of {largest_side} x {largest_side}. "
                "Give the tile fewer stores or smaller pictures."
            )
    pixels = np.zeros((sheet.height * GRID, sheet.width * GRID, 4), np.uint8)
    contents = [np.full((GRID, GRID, 4), 255, np.uint8), *(_pixels(image, scale) for image in images)]
    rectangles = [_place(pixels, content, cell) for content, cell in zip(contents, sheet.cells, strict=True)]
    return Atlas(
        image=Image.fromarray(pixels),
        rectangles=dict(zip(pictures, rectangles[1:], strict=True)),
        white=rectangles[0],
        scale=scale,
    )


def _packed(images: list[Image.Image], scale: float, largest_side: int) -> Sheet | None:
    """A sheet in units of GRID pixels; the first cell is the white patch."""
    sizes = [(GRID, GRID), *(_scaled(image.size, scale) for image in images)]
    cells = [tuple(math.ceil((side + 2 * PADDING) / GRID) for side in size) for size in sizes]
    return pack([(width, height) for width, height in cells], largest_side=largest_side // GRID)


def _scaled(size: tuple[int, int], scale: float) -> tuple[int, int]:
    width, height = (max(1, round(side * scale)) for side in size)
    return width, height


def _pixels(image: Image.Image, scale: float) -> NDArray[np.uint8]:
    whole = image.convert("RGBA")
    if scale < 1:
        whole = whole.resize(_scaled(image.size, scale), Image.Resampling.BOX)
    return np.asarray(whole)


def _place(pixels: NDArray[np.uint8], content: NDArray[np.uint8], cell: Cell) -> Rectangle:
    height, width = content.shape[:2]
    top, left = cell.y * GRID, cell.x * GRID
    below, beside = cell.height * GRID - PADDING - height, cell.width * GRID - PADDING - width
    extended = np.pad(content, ((PADDING, below), (PADDING, beside), (0, 0)), mode="edge")
    pixels[top : top + cell.height * GRID, left : left + cell.width * GRID] = extended
    sheet_height, sheet_width = pixels.shape[:2]
    return (
        (left + PADDING) / sheet_width,
        (top + PADDING) / sheet_height,
        (left + PADDING + width) / sheet_width,
        (top + PADDING + height) / sheet_height,
    )
