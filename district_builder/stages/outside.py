"""What a store sets out on the pavement: plants, boards, crates, fruit."""

from collections.abc import Callable
from random import Random

from district_builder.geometry.coats import Art
from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import Parts, Side
from district_builder.geometry.raw_mesh import Shade
from district_builder.stages.art import Notice
from district_builder.stages.colours import linear
from district_builder.stages.contact import darken_ground
from district_builder.stages.detail import Detail
from district_builder.stages.plants import pot_plant
from district_builder.stages.round_forms import tube
from district_builder.stages.surfaces import PLAIN

Setter = Callable[[Parts, float, Random, Detail], None]  # at x along the front


def set_out_goods(
    parts: Parts,
    recipes: tuple[str, ...],
    *,
    x: tuple[float, float],
    door: tuple[float, float],
    luck: Random,
    detail: Detail,
) -> None:
    """Place each recipe on a free spot of the front, keeping the door and its approach clear."""
    lane = door
    if door[1] - door[0] > 0.9 * (x[1] - x[0]):  # an open front: goods stand before it, a lane in the middle stays free
        middle = (x[0] + x[1]) / 2
        lane = (middle - 0.5, middle + 0.5)
    free = [(x[0], lane[0] - 0.1), (lane[1] + 0.1, x[1])]
    for recipe in recipes:
        half = _HALF_WIDTHS[recipe]
        fitting = [spot for spot in free if spot[1] - spot[0] > 2 * half]
        if not fitting:
            continue
        low, high = luck.choice(fitting)
        at = luck.uniform(low + half, high - half)
        _RECIPES[recipe](parts, at, luck, detail)
        free.remove((low, high))
        free += [(low, at - half), (at + half, high)]


def _plants(parts: Parts, x: float, luck: Random, detail: Detail) -> None:
    for step in range(luck.randrange(1, 4)):
        y = -0.42 - luck.random() * 0.1
        _rest_pot(parts, x + (step - 1) * 0.42, y, detail=detail)
        pot_plant(parts, x + (step - 1) * 0.42, y, luck=luck, detail=detail, blooms=False)


def _flowers(parts: Parts, x: float, luck: Random, detail: Detail) -> None:
    for step in range(5):
        y = -0.38 - 0.26 * (step % 2)
        _rest_pot(parts, x + step * 0.3 - 0.6, y, detail=detail)
        pot_plant(parts, x + step * 0.3 - 0.6, y, luck=luck, detail=detail, blooms=luck.random() < 0.7)


def _rest_pot(parts: Parts, x: float, y: float, *, detail: Detail) -> None:
    darken_ground(parts, (x - 0.16, x + 0.16), (y - 0.16, y + 0.16), detail=detail)


def _board(parts: Parts, x: float, luck: Random, detail: Detail) -> None:
    """An A-board with a menu on it."""
    wood = linear(luck.choice(("#4a3426", "#2c2c2c", "#6c4a30")))
    paper = Notice("어서 오세요", ("반갑습니다", "편하게", "둘러보세요"), "#22252a", "#c9a25c")
    darken_ground(parts, (x - 0.26, x + 0.26), (-0.85, -0.47), detail=detail)
    parts.panel(Art(Surface.ART, paper), (x - 0.26, -0.87, 0.08), (0.52, 0, 0), (0, 0.2, 0.86), shade=Shade.MIDDLE)
    parts.panel(PLAIN, (x + 0.26, -0.42, 0.0), (-0.52, 0, 0), (0, -0.24, 0.94), tint=wood, shade=Shade.MIDDLE)
    if detail is Detail.NEAR:
        for at in (x - 0.28, x + 0.26):
            parts.box(PLAIN, (at, -0.89, 0.0), (at + 0.02, -0.64, 0.94), tint=wood, sides=Side.ENDS)


def _bench(parts: Parts, x: float, luck: Random, detail: Detail) -> None:
    darken_ground(parts, (x - 0.6, x + 0.6), (-0.62, -0.26), detail=detail)
    wood = linear(luck.choice(("#a87848", "#8a6240")))
    parts.box(PLAIN, (x - 0.6, -0.62, 0.40), (x + 0.6, -0.26, 0.45), tint=wood)
    for at in (x - 0.52, x + 0.46):
        parts.box(PLAIN, (at, -0.58, 0.0), (at + 0.06, -0.3, 0.40), tint=linear("#3a3a3a"))


def _crates(parts: Parts, x: float, luck: Random, detail: Detail) -> None:
    darken_ground(parts, (x - 0.27, x + 0.27), (-0.55, -0.15), detail=detail)
    tones = ("#c43a30", "#2f62a8", "#3a8a4c", "#d8b23a")
    for level in range(luck.randrange(2, 4)):
        low, high = (x - 0.27, -0.55, 0.28 * level), (x + 0.27, -0.15, 0.28 * level + 0.26)
        parts.box(PLAIN, low, high, tint=linear(luck.choice(tones)), sides=Side.SHELF)


def _fruit(parts: Parts, x: float, luck: Random, detail: Detail) -> None:
    """A stepped stand with boxes of fruit."""
    darken_ground(parts, (x - 0.95, x + 0.95), (-0.92, -0.12), detail=detail)
    wood = linear("#b98c5a")
    tones = ("#e0482c", "#f0a02c", "#e8d24a", "#6aa83c", "#8c3a5c", "#d8e08c")
    for step in range(2):
        y0, y1 = -0.92 + 0.4 * step, -0.52 + 0.4 * step
        top = 0.42 + 0.26 * step
        parts.box(PLAIN, (x - 0.95, y0, 0.0), (x + 0.95, y1, top), tint=wood, sides=Side.SHELF)
        for column in range(4):
            left = x - 0.92 + column * 0.47
            heap = luck.uniform(0.08, 0.15)
            low, high = (left, y0 + 0.03, top), (left + 0.42, y1 - 0.03, top + heap)
            parts.box(PLAIN, low, high, tint=linear(luck.choice(tones)), sides=Side.SHELF)


def _freezer(parts: Parts, x: float, _luck: Random, detail: Detail) -> None:
    darken_ground(parts, (x - 0.6, x + 0.6), (-0.75, -0.12), detail=detail)
    parts.box(PLAIN, (x - 0.6, -0.75, 0.0), (x + 0.6, -0.12, 0.85), tint=linear("#e8ecef"), sides=Side.SHELF)
    parts.box(PLAIN, (x - 0.56, -0.72, 0.85), (x + 0.56, -0.15, 0.9), tint=linear("#8fb0c8"), sides=Side.SHELF)


def _terrace(parts: Parts, x: float, luck: Random, detail: Detail) -> None:
    """A round table with two chairs along the wall, so that nobody's back is in the way."""
    iron, wood = linear(luck.choice(("#3a3d40", "#8d9092", "#4a4038"))), linear(luck.choice(("#a98258", "#d9d4c8")))
    y = -0.55
    darken_ground(parts, (x - 0.2, x + 0.2), (y - 0.2, y + 0.2), detail=detail)
    sides = 14 if detail is Detail.NEAR else 8
    parts.form(tube(sides), PLAIN, (x, y, 0.71), scale=(0.3, 0.3, 0.03), tint=wood)
    parts.form(tube(5), PLAIN, (x, y, 0.02), scale=(0.03, 0.03, 0.69), tint=iron)
    parts.form(tube(sides), PLAIN, (x, y, 0.0), scale=(0.19, 0.19, 0.02), tint=iron)
    for side in (-1.0, 1.0):
        seat = x + side * 0.62
        darken_ground(parts, (seat - 0.2, seat + 0.2), (y - 0.2, y + 0.2), detail=detail)
        parts.box(PLAIN, (seat - 0.2, y - 0.2, 0.43), (seat + 0.2, y + 0.2, 0.46), tint=wood, sides=Side.ALL)
        back = seat + side * 0.18
        low, high = (min(back, back + side * 0.03), y - 0.19, 0.46), (max(back, back + side * 0.03), y + 0.19, 0.82)
        parts.box(PLAIN, low, high, tint=wood, sides=Side.ALL)
        legs = (-0.17, 0.15) if detail is Detail.NEAR else (-0.01,)
        for leg_x in legs:
            for leg_y in (-0.17, 0.15):
                foot = (seat + leg_x, y + leg_y, 0.0)
                parts.box(PLAIN, foot, (foot[0] + 0.02, foot[1] + 0.02, 0.43), tint=iron, sides=Side.ALL & ~Side.TOP)


_HALF_WIDTHS = {  # metres that a recipe reaches to either side, leaves included
    "plants": 0.95,
    "flowers": 1.15,
    "board": 0.3,
    "bench": 0.62,
    "crates": 0.29,
    "fruit": 0.97,
    "freezer": 0.62,
    "terrace": 0.86,
}
_RECIPES: dict[str, Setter] = {
    "plants": _plants,
    "flowers": _flowers,
    "board": _board,
    "bench": _bench,
    "crates": _crates,
    "fruit": _fruit,
    "freezer": _freezer,
    "terrace": _terrace,
}
