"""The room behind a storefront: a real box, so that it moves rightly with the eye, and lit by its own lamps."""

from random import Random

from district_builder.geometry.coats import Art, Coat, Tint
from district_builder.geometry.expand import Corner
from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import Parts, Side
from district_builder.geometry.raw_mesh import Shade
from district_builder.stages.art import InteriorWall
from district_builder.stages.colours import linear, scaled
from district_builder.stages.detail import Detail
from district_builder.stages.surfaces import PLAIN

DEPTH_METRES = 3.6
LAMPLIGHT = (1.34, 1.12, 0.84)  # of warm white lamps to eyes used to the dusk
_WALLS: dict[str, str] = {
    "cafe": "#8a7160", "bakery": "#d8bf98", "diner": "#d8b88a", "pub": "#5c463a", "shelves": "#d4d2ca",
    "display": "#e2e2df", "salon": "#dcd0cb", "racks": "#dbd7cf", "flowers": "#cfd8c2", "books": "#8c6e54",
    "desks": "#cfcdc4", "counter": "#dcdfdd",
}  # fmt: skip
_FLOORS: dict[str, str] = {
    "cafe": "#8c6b4c",
    "bakery": "#b08c62",
    "pub": "#5a4030",
    "books": "#8a6a4a",
    "diner": "#a88f72",
}
_LAMPS: dict[str, str] = {"cafe": "#ffd9a0", "pub": "#ffc98a", "books": "#ffdcae", "bakery": "#ffe2b4"}


def furnish_room(
    parts: Parts,
    *,
    x: tuple[float, float],
    top: float,
    front_y: float,
    depth: float,
    recipe: str,
    detail: Detail,
    luck: Random,
) -> None:
    """Floor, ceiling, walls and the picture at the far end, between the party walls at `x`."""
    left, right = x
    width, back = right - left, front_y + depth
    wall, floor = linear(_WALLS[recipe]), linear(_FLOORS.get(recipe, "#b9b4aa"))
    picture = Art(Surface.ART, InteriorWall(recipe, luck.randrange(2)))
    _lit_face(parts, picture, (left, back, 0.0), (width, 0, 0), (0, 0, top), (0.70, 0.68, 0.64))
    _lit_face(parts, PLAIN, (left, front_y, 0.02), (width, 0, 0), (0, depth, 0), scaled(floor, 0.55))
    _lit_face(parts, PLAIN, (left, back, top), (width, 0, 0), (0, -depth, 0), (0.62, 0.60, 0.57))
    _lit_face(parts, PLAIN, (left, front_y, 0), (0, depth, 0), (0, 0, top), scaled(wall, 0.50))
    _lit_face(parts, PLAIN, (right, back, 0), (0, -depth, 0), (0, 0, top), scaled(wall, 0.42))
    lamp = linear(_LAMPS.get(recipe, "#fff8ea"))
    rows = (0.25, 0.68) if detail is Detail.NEAR else (0.45,)
    for row in (share * depth for share in rows):
        for column in range(max(1, round(width / 2.2))):
            middle = left + width * (column + 0.5) / max(1, round(width / 2.2))
            low = (middle - 0.4, front_y + row - 0.1, top - 0.04)
            _lit_face(parts, PLAIN, (low[0], low[1] + 0.2, low[2]), (0.8, 0, 0), (0, -0.2, 0), lamp)
    if detail is Detail.NEAR and depth >= DEPTH_METRES:
        _FURNITURE.get(recipe, _counter)(parts, left, right, front_y, luck)


def _lit_face(parts: Parts, coat: Coat, corner: Corner, right: Corner, up: Corner, tint: Tint) -> None:
    """A face in a room: by day it shows its tint, after dark the same in the warmer light of lamps."""
    parts.panel(coat, corner, right, up, tint=tint, shade=Shade.GLOWING, glow=_by_lamplight(tint))


def _by_lamplight(tint: Tint) -> Tint:
    red, green, blue = (channel * lamp for channel, lamp in zip(tint, LAMPLIGHT, strict=True))
    return (red, green, blue)


def _block(parts: Parts, x: tuple[float, float], y: tuple[float, float], z: tuple[float, float], tint: Tint) -> None:
    """A piece of furniture lit from the ceiling: bright top, dimmer front, dark ends."""
    for sides, factor in ((Side.TOP, 0.75), (Side.FRONT, 0.5), (Side.ENDS, 0.36)):
        low, high = (x[0], y[0], z[0]), (x[1], y[1], z[1])
        shown = scaled(tint, factor)
        parts.box(PLAIN, low, high, tint=shown, sides=sides, shade=Shade.GLOWING, glow=_by_lamplight(shown))


def _tables(parts: Parts, left: float, right: float, y: float, luck: Random) -> None:
    wood, dark = linear("#a9784c"), linear("#3c322b")
    count = max(1, int((right - left) / 1.7))
    for index in range(count):
        middle = left + (right - left) * (index + 0.5) / count + luck.uniform(-0.1, 0.1)
        _block(parts, (middle - 0.32, middle + 0.32), (y + 0.7, y + 1.3), (0.70, 0.74), wood)
        _block(parts, (middle - 0.04, middle + 0.04), (y + 0.96, y + 1.04), (0.0, 0.70), dark)
        for side in (-0.62, 0.62):
            _block(parts, (middle + side - 0.19, middle + side + 0.19), (y + 0.8, y + 1.2), (0.0, 0.45), dark)
            back = middle + side + (0.15 if side > 0 else -0.19)
            _block(parts, (back, back + 0.04), (y + 0.8, y + 1.2), (0.45, 0.86), dark)
    _block(parts, (left + 0.5, right - 0.5), (y + 2.7, y + 3.2), (0.0, 1.02), linear("#6e4c34"))


def _islands(parts: Parts, left: float, right: float, y: float, luck: Random) -> None:
    """Low shelves with goods between the glass and the far wall."""
    tones = [linear(code) for code in ("#d8442e", "#efc23a", "#4a8c4e", "#3f6fb4", "#efece4", "#e07a34")]
    count = max(1, int((right - left) / 1.9))
    for index in range(count):
        middle = left + (right - left) * (index + 0.5) / count
        _block(parts, (middle - 0.45, middle + 0.45), (y + 0.8, y + 1.6), (0.0, 0.9), linear("#cfcac0"))
        for pile in range(3):
            at = middle - 0.42 + pile * 0.29
            top = 0.9 + luck.uniform(0.1, 0.26)
            _block(parts, (at, at + 0.25), (y + 0.85, y + 1.15), (0.9, top), luck.choice(tones))


def _chairs(parts: Parts, left: float, right: float, y: float, luck: Random) -> None:
    dark = linear("#2e2a2c")
    count = max(1, int((right - left) / 1.5))
    for index in range(count):
        middle = left + (right - left) * (index + 0.5) / count + luck.uniform(-0.05, 0.05)
        _block(parts, (middle - 0.28, middle + 0.28), (y + 1.5, y + 2.0), (0.38, 0.56), dark)
        _block(parts, (middle - 0.28, middle + 0.28), (y + 1.46, y + 1.52), (0.56, 1.1), dark)
        _block(parts, (middle - 0.07, middle + 0.07), (y + 1.7, y + 1.84), (0.0, 0.38), linear("#b8b8ba"))


def _counter(parts: Parts, left: float, right: float, y: float, luck: Random) -> None:
    start = left + (right - left) * luck.uniform(0.1, 0.25)
    end = right - (right - left) * luck.uniform(0.05, 0.2)
    _block(parts, (start, end), (y + 2.0, y + 2.5), (0.0, 1.05), linear("#b98f62"))
    _block(parts, (start, end), (y + 1.95, y + 2.55), (1.05, 1.09), linear("#efece6"))


_FURNITURE = {
    "cafe": _tables, "bakery": _islands, "diner": _tables, "pub": _tables, "shelves": _islands, "display": _islands,
    "salon": _chairs, "racks": _islands, "flowers": _islands, "books": _islands, "desks": _tables, "counter": _counter,
}  # fmt: skip
