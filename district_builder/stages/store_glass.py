"""The glass of a store front: panes over a low wall beside the door, and the door's leaves, in frames."""

from dataclasses import dataclass

from district_builder.geometry.coats import Art, Strip, Tint
from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import DARK, Parts, Side
from district_builder.geometry.raw_mesh import Shade
from district_builder.stages.art import Sheen
from district_builder.stages.colours import linear
from district_builder.stages.detail import Detail
from district_builder.stages.styles import DoorKind, FrontStyle
from district_builder.stages.surfaces import PLAIN

GLASS_Y = 0.28
FRAME = 0.055
CLEAR, STREAKED = Sheen(has_streak=False), Sheen(has_streak=True)
NIGHT_VEIL = 0.3  # there is less to return after dark
WINDOW_VEIL, TRANSOM_VEIL = 0.42, 0.6  # of the sheen's own strength: shade in a room hides less than sky


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The hole in the wall: from x `left` to `right`, up to `head`."""

    left: float
    right: float
    head: float
    frame: Tint
    wall: Strip
    wall_tint: Tint


def _frame(parts: Parts, x: tuple[float, float], z: tuple[float, float], tint: Tint, *, detail: Detail) -> None:
    """Four bars around a pane."""
    y0, y1 = GLASS_Y - 0.06, GLASS_Y + 0.02
    sides = Side.BOARD if detail is Detail.NEAR else Side.FRONT
    for bar_x, bar_z in (
        ((x[0], x[0] + FRAME), z),
        ((x[1] - FRAME, x[1]), z),
        ((x[0] + FRAME, x[1] - FRAME), (z[1] - FRAME, z[1])),
        ((x[0] + FRAME, x[1] - FRAME), (z[0], z[0] + FRAME)),
    ):
        parts.box(PLAIN, (bar_x[0], y0, bar_z[0]), (bar_x[1], y1, bar_z[1]), tint=tint, sides=sides)


def _pane(parts: Parts, x: tuple[float, float], z: tuple[float, float], *, sheen: Sheen = CLEAR, veil: float) -> None:
    """Glass: what it returns of the sky and of the other side of the street, thin enough that the store shows."""
    parts.panel(
        Art(Surface.GLASS, sheen),
        (x[0], GLASS_Y, z[0]),
        (x[1] - x[0], 0, 0),
        (0, 0, z[1] - z[0]),
        tint=(0.8, 0.9, 1.0),
        alpha=veil,
        shade=Shade.GLOWING,
        glow=DARK,
        night_alpha=veil * NIGHT_VEIL,
    )


def glaze(parts: Parts, opening: Opening, x: tuple[float, float], *, sill: float, detail: Detail) -> None:
    """Fill a stretch beside the door with panes over a low wall."""
    width = x[1] - x[0]
    if width < 0.12:
        return
    if width < 0.4:
        parts.wall(opening.wall, x, (0.0, opening.head), y=GLASS_Y - 0.04, tint=opening.wall_tint)
        return
    if sill > 0.0:
        parts.wall(opening.wall, x, (0.0, sill), y=GLASS_Y - 0.1, tint=opening.wall_tint)
        low, high = (x[0], GLASS_Y - 0.16, sill), (x[1], GLASS_Y + 0.02, sill + 0.05)
        parts.box(PLAIN, low, high, tint=opening.frame, sides=Side.FRONT | Side.TOP)
    base = sill + 0.05 if sill > 0.0 else 0.04
    transom = opening.head - 0.48
    for index, pane in enumerate(panes_between(x)):
        _frame(parts, pane, (base, transom), opening.frame, detail=detail)
        _frame(parts, pane, (transom, opening.head), opening.frame, detail=detail)
        inside = (pane[0] + 0.03, pane[1] - 0.03)
        _pane(parts, inside, (base + 0.03, transom), sheen=STREAKED if index % 2 == 0 else CLEAR, veil=WINDOW_VEIL)
        _pane(parts, inside, (transom, opening.head - 0.03), veil=TRANSOM_VEIL)


def panes_between(stretch: tuple[float, float]) -> list[tuple[float, float]]:
    """A glazed stretch in equal panes of about 1.5 m."""
    left, width = stretch[0], stretch[1] - stretch[0]
    count = max(1, round(width / 1.5))
    return [(left + width * k / count, left + width * (k + 1) / count) for k in range(count)]


def hang_door(parts: Parts, opening: Opening, x: tuple[float, float], style: FrontStyle, *, detail: Detail) -> None:
    leaves = 1 if style.door is DoorKind.SINGLE else 2
    top = 2.2
    wide = (x[1] - x[0]) / leaves
    for index in range(leaves):
        leaf = (x[0] + wide * index, x[0] + wide * (index + 1))
        _frame(parts, leaf, (0.03, top), opening.frame, detail=detail)
        _pane(parts, (leaf[0] + 0.05, leaf[1] - 0.05), (0.08, top - 0.05), veil=WINDOW_VEIL)
        low = (leaf[0] + FRAME, GLASS_Y - 0.05, 0.03)
        high = (leaf[1] - FRAME, GLASS_Y, 0.2)
        parts.box(PLAIN, low, high, tint=opening.frame, sides=Side.FRONT | Side.TOP)
        if detail is Detail.NEAR:
            at = leaf[1] - 0.14 if index == 0 else leaf[0] + 0.14
            steel = linear("#b4b7ba")
            parts.box(PLAIN, (at - 0.018, GLASS_Y - 0.13, 0.8), (at + 0.018, GLASS_Y - 0.09, 1.4), tint=steel)
    _frame(parts, x, (top, opening.head), opening.frame, detail=detail)
    _pane(parts, (x[0] + 0.05, x[1] - 0.05), (top + 0.05, opening.head - 0.05), veil=TRANSOM_VEIL)
    stone = linear("#a8a49c")
    parts.box(PLAIN, (x[0] - 0.05, -0.08, 0.0), (x[1] + 0.05, GLASS_Y, 0.03), tint=stone, sides=Side.SHELF)
    if detail is Detail.NEAR:
        mat = linear("#4a4642")
        parts.box(PLAIN, (x[0] + 0.08, -0.75, 0.0), (x[1] - 0.08, -0.14, 0.015), tint=mat, sides=Side.SHELF)
