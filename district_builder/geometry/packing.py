"""Rectangles into the smallest sheet: a skyline, lowest place first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Cell(NamedTuple):
    """Where a rectangle lies on the sheet; y counts downwards."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A packed sheet. `cells` keep the order of the sizes asked for."""

    width: int
    height: int
    cells: tuple[Cell, ...]


def pack(sizes: Sequence[tuple[int, int]], *, largest_side: int) -> Sheet | None:
    """Place (width, height) rectangles without overlap on the smallest sheet whose sides are powers of two.

    Sheets are square or twice as wide as high. High rectangles go first and ties keep their order, so the result
    depends on the sizes alone.

    Returns:
        None when they do not fit on a square of `largest_side`, itself a power of two.
    """
    area = sum(width * height for width, height in sizes)
    order = sorted(range(len(sizes)), key=lambda index: (-sizes[index][1], -sizes[index][0], index))
    width = height = 1
    while width <= largest_side:
        if width * height >= area and (cells := _fill(sizes, order, width, height)):
            return Sheet(width=width, height=height, cells=cells)
        if width == height:
            width *= 2
        else:
            height *= 2
    return None


def _fill(sizes: Sequence[tuple[int, int]], order: Sequence[int], width: int, height: int) -> tuple[Cell, ...] | None:
    skyline = [(0, 0, width)]  # x, y, width of each step, left to right
    placed: dict[int, Cell] = {}
    for index in order:
        wanted_width, wanted_height = sizes[index]
        spots = [
            (y, skyline[start][0])
            for start in range(len(skyline))
            if (y := _rest_height(skyline, start, wanted_width)) is not None and y + wanted_height <= height
        ]
        if not spots:
            return None
        y, x = min(spots)
        placed[index] = Cell(x, y, wanted_width, wanted_height)
        skyline = _raised(skyline, placed[index])
    return tuple(placed[index] for index in range(len(sizes)))


def _rest_height(skyline: Sequence[tuple[int, int, int]], start: int, wanted_width: int) -> int | None:
    """How deep a rectangle lies when its left edge is at a step's; None where it would stick out on the right."""
    missing, deepest = wanted_width, 0
    for _, y, width in skyline[start:]:
        deepest = max(deepest, y)
        missing -= width
        if missing <= 0:
            return deepest
    return None


def _raised(skyline: Sequence[tuple[int, int, int]], cell: Cell) -> list[tuple[int, int, int]]:
    right = cell.x + cell.width
    before = [step for step in skyline if step[0] < cell.x]
    after = [(max(x, right), y, x + width - max(x, right)) for x, y, width in skyline if x + width > right]
    return [*before, (cell.x, cell.y + cell.height, cell.width), *after]
