"""Many small pictures on few textures, so that a tile's signs and posters are few draw calls.

A page is at most 1024 x 1024, because a texture reaches the graphics card in one piece: 4 MB take a millisecond or two,
16 MB take longer than a whole frame. Pages stand side by side in one strip of texture space, page k between u = k and
k + 1, so that whoever places pictures on surfaces needs to know nothing of pages; cut_pages takes the strip apart.
"""

import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from district_builder.domain.errors import GolmokError
from district_builder.geometry.arrays import FloatArray, IntArray
from district_builder.geometry.mesh import Mesh
from district_builder.geometry.packing import Cell, Sheet, pack

Key = TypeVar("Key", bound=Hashable)
Rectangle: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom; up and down as fractions of a page, left and right as fractions of a page from page 0."""

LARGEST_SIDE = 1024
MOST_PAGES = 8  # each is a draw call more; a cell seldom has more fronts whose photo fills a page
GRID = 8  # a texel of mipmap level 3 covers 8 x 8 pixels, so no such texel is shared by two pictures
PADDING = 4  # and a sample at a picture's edge falls on the middle of a texel of its own
LEAST_SCALE = 1 / 16
MEAN_PIXELS = 32
SHRINK = 0.94
BOX = Image.Resampling.BOX


class AtlasOverflowError(GolmokError):
    """So many pictures that each would be unreadable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas(Generic[Key]):
    """The pages and where each picture lies on the strip that they form.

    Page 0 holds a `white` patch for faces without a picture, and all see-through pictures before any other, so that
    glass seldom needs a second page. `scale` is below 1 where pictures had to be made smaller to fit: the operator
    should hear of it.
    """

    pages: tuple[Image.Image, ...]  # RGBA, sides of powers of two
    rectangles: Mapping[Key, Rectangle]
    white: Rectangle
    scale: float


def build_atlas(
    pictures: Mapping[Key, Image.Image], *, largest_side: int = LARGEST_SIDE, most_pages: int = MOST_PAGES
) -> Atlas[Key]:
    """Put pictures on pages of at most `largest_side` squared, a power of two; the order given decides ties.

    Each keeps its own edge colours around it, so mipmaps down to level 3 show nothing of its neighbours.

    Raises:
        AtlasOverflowError: when they fit at no bearable scale.
    """
    keys = sorted(pictures, key=lambda key: (not _is_see_through(pictures[key]), -pictures[key].height))  # stable
    images = [_on_one_page(pictures[key], largest_side - 2 * PADDING) for key in keys]
    scale = 1.0
    while (sheets := _paged(images, scale, largest_side, most_pages)) is None:
        scale *= SHRINK
        if scale < LEAST_SCALE:
            raise AtlasOverflowError(
                f"{len(images)} pictures do not fit on {most_pages} textures of {largest_side} x {largest_side}. "
                "Give the tile fewer stores or smaller pictures."
            )
    contents = [Image.new("RGBA", (GRID, GRID), "white"), *images]
    pages: list[Image.Image] = []
    places: dict[int, Rectangle] = {}
    for sheet, members in sheets:
        pixels = np.zeros((sheet.height * GRID, sheet.width * GRID, 4), np.uint8)
        for member, cell in zip(members, sheet.cells, strict=True):
            content = _pixels(contents[member], scale if member else 1.0)
            places[member] = _place(pixels, content, cell, page=len(pages))
        pages.append(Image.fromarray(pixels))
    return Atlas(
        pages=tuple(pages),
        rectangles={key: places[number] for number, key in enumerate(keys, start=1)},
        white=places[0],
        scale=scale * min([1.0, *(image.width / pictures[key].width for key, image in zip(keys, images, strict=True))]),
    )


def cut_pages(mesh: Mesh, *, pages: int) -> list[Mesh]:
    """A mesh whose uvs lie on the strip as one mesh a page, with uvs of that page; an empty one where it shows none."""
    if pages == 1:
        return [mesh]
    page_of_triangle = np.floor(mesh.uvs[mesh.triangles[:, 0], 0]).astype(np.int64)
    return [_on_page(mesh, np.nonzero(page_of_triangle == page)[0], page) for page in range(pages)]


def mean_colours(atlas: Atlas[Key], uvs: FloatArray, triangles: IntArray) -> FloatArray:
    """(n, 3) linear RGB: what the pictures show around the middle of each vertex's triangles; for light, not for eyes.

    Args:
        uvs: (n, 2) on the strip of pages; triangles: (m, 3).
    """
    middles = uvs[triangles].mean(axis=1)
    page = np.clip(np.floor(middles[:, 0]).astype(np.intp), 0, len(atlas.pages) - 1)
    shown = np.zeros((len(triangles), 3))
    for number, picture in enumerate(atlas.pages):
        coarse = np.asarray(picture.convert("RGB").reduce(min(MEAN_PIXELS, *picture.size)), dtype=np.float64) / 255
        here = np.flatnonzero(page == number)
        column = ((middles[here, 0] - number) * coarse.shape[1]).astype(np.intp)
        row = (middles[here, 1] * coarse.shape[0]).astype(np.intp)
        shown[here] = coarse[row.clip(0, coarse.shape[0] - 1), column.clip(0, coarse.shape[1] - 1)] ** 2.2
    total, uses = np.zeros((len(uvs), 3)), np.zeros(len(uvs))
    for corner in triangles.T:
        np.add.at(total, corner, shown)
        np.add.at(uses, corner, 1.0)
    return np.asarray(total / np.maximum(uses, 1.0)[:, None])


def _on_page(mesh: Mesh, rows: NDArray[np.int64], page: int) -> Mesh:
    used, corners = np.unique(mesh.triangles[rows], return_inverse=True)
    return Mesh(
        positions=mesh.positions[used],
        uvs=mesh.uvs[used] - np.array([page, 0], mesh.uvs.dtype),
        colours=mesh.colours[used],
        after_dark=mesh.after_dark[used],
        features=mesh.features[used],
        triangles=corners.reshape(-1, 3).astype(np.uint32),
    )


def _on_one_page(image: Image.Image, room: int) -> Image.Image:
    longest = max(image.size)
    return image if longest <= room else image.convert("RGBA").resize(_scaled(image.size, room / longest), BOX)


def _is_see_through(image: Image.Image) -> bool:
    return image.has_transparency_data and image.convert("RGBA").getchannel("A").getextrema()[0] != 255


def _paged(
    images: Sequence[Image.Image], scale: float, largest_side: int, most_pages: int
) -> list[tuple[Sheet, list[int]]] | None:
    """Sheets in units of GRID pixels with the numbers of what lies on each; number 0 is the white patch.

    A page takes the first pictures that wait, as many as fit, and then of the last, the lowest, what still finds room.
    """
    sizes = [(GRID, GRID), *(_scaled(image.size, scale) for image in images)]
    cells = [
        (math.ceil((width + 2 * PADDING) / GRID), math.ceil((height + 2 * PADDING) / GRID)) for width, height in sizes
    ]
    side = largest_side // GRID
    if sum(width * height for width, height in cells) > most_pages * side * side:
        return None

    waiting = list(range(len(cells)))
    pages: list[tuple[Sheet, list[int]]] = []
    while waiting and len(pages) < most_pages:
        page = _next_page(cells, waiting, side)
        if page is None:
            return None
        pages.append(page)
        waiting = [number for number in waiting if number not in page[1]]
    return None if waiting else pages


def _next_page(cells: Sequence[tuple[int, int]], waiting: list[int], side: int) -> tuple[Sheet, list[int]] | None:
    def sheet_of(members: list[int]) -> Sheet | None:
        return pack([cells[member] for member in members], largest_side=side)

    first = _most(len(waiting), lambda count: sheet_of(waiting[:count]) is not None)
    chosen, rest = waiting[:first], waiting[first:]
    last = _most(len(rest), lambda count: sheet_of(chosen + rest[len(rest) - count :]) is not None)
    members = chosen + rest[len(rest) - last :]
    sheet = sheet_of(members) if first else None
    return (sheet, members) if sheet is not None else None


def _most(available: int, fits: Callable[[int], bool]) -> int:
    """The largest count that fits, found by halving; what fits is taken to fit in part as well."""
    if fits(available):
        return available
    enough, too_many = 0, available
    while too_many - enough > 1:
        count = (enough + too_many) // 2
        if fits(count):
            enough = count
        else:
            too_many = count
    return enough


def _scaled(size: tuple[int, int], scale: float) -> tuple[int, int]:
    width, height = (max(1, round(side * scale)) for side in size)
    return width, height


def _pixels(image: Image.Image, scale: float) -> NDArray[np.uint8]:
    whole = image.convert("RGBA")
    if scale < 1:
        whole = whole.resize(_scaled(image.size, scale), BOX)
    return np.asarray(whole)


def _place(pixels: NDArray[np.uint8], content: NDArray[np.uint8], cell: Cell, *, page: int) -> Rectangle:
    height, width = content.shape[:2]
    top, left = cell.y * GRID, cell.x * GRID
    below, beside = cell.height * GRID - PADDING - height, cell.width * GRID - PADDING - width
    extended = np.pad(content, ((PADDING, below), (PADDING, beside), (0, 0)), mode="edge")
    pixels[top : top + cell.height * GRID, left : left + cell.width * GRID] = extended
    sheet_height, sheet_width = pixels.shape[:2]
    return (
        page + (left + PADDING) / sheet_width,
        (top + PADDING) / sheet_height,
        page + (left + PADDING + width) / sheet_width,
        (top + PADDING + height) / sheet_height,
    )
