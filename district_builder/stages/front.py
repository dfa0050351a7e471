"""A store's front on the ground floor: piers, recessed glazing, door, board, awning and the room behind.

z ┌───────────────────────┐ height      seen from the pavement, frontage frame
  │ ┌─────── board ─────┐ │
  │ └───────────────────┘ │
  │ ╔═══╤═══╦═══════════╗ │ head        y = 0 the wall, glass at y = 0.28,
  │ ║   │   ║  door     ║ │             the room behind it 3.6 m deep
  │ ╟───┴───╢           ║ │ sill
  └─┴───────┴───────────┴─┘ 0
"""

from dataclasses import dataclass
from random import Random

from district_builder.domain.categories import KOREAN_LABELS, Category
from district_builder.geometry.coats import Art, Strip, Tint
from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import Parts, Side
from district_builder.geometry.raw_mesh import Shade
from district_builder.stages import surfaces
from district_builder.stages.art import BLANK, Lettering, Notice
from district_builder.stages.awning import stretch_awning
from district_builder.stages.colours import is_dark, linear, scaled
from district_builder.stages.detail import Detail
from district_builder.stages.interior import DEPTH_METRES, furnish_room
from district_builder.stages.outside import set_out_goods
from district_builder.stages.signs import hang_blade, raise_board
from district_builder.stages.styles import STYLES, DoorKind, FrontStyle, Palette
from district_builder.stages.surfaces import PLAIN

GLASS_Y = 0.28
FRAME = 0.055
DOOR_WIDTHS = {DoorKind.SINGLE: 1.0, DoorKind.DOUBLE: 1.75, DoorKind.SLIDING: 1.85, DoorKind.OPEN: 0.0}
WALL_SURFACES: dict[str, Strip] = {
    "brick": surfaces.BRICK,
    "mosaic": surfaces.MOSAIC,
    "granite": surfaces.GRANITE,
    "stucco": surfaces.STUCCO,
    "wood": surfaces.WOOD,
    "cladding": surfaces.CLADDING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What a front is made from; equal fronts are equal to the last screw."""

    store_id: str
    name: str
    phone: str
    category: Category
    width_metres: float
    height_metres: float
    room_metres: float = DEPTH_METRES
    seed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opening:
    """The hole in the wall: from x `left` to `right`, up to `head`."""

    left: float
    right: float
    head: float
    frame: Tint
    wall: Strip
    wall_tint: Tint


def dress(front: Front) -> tuple[FrontStyle, Palette, Random]:
    """The style of a front's category, the palette its luck chose, and that luck for later choices."""
    luck = Random(f"{front.seed}/{front.store_id}")
    style = STYLES[front.category]
    return style, style.palettes[luck.randrange(len(style.palettes))], luck


def build_front(parts: Parts, front: Front, *, detail: Detail) -> None:
    """Record a front; the parts' frame stands at its left foot."""
    style, palette, luck = dress(front)
    width, height = front.width_metres, front.height_metres
    pier = min(0.28, width * 0.06) * luck.uniform(0.8, 1.15)
    head = min(2.85, height - 1.15)
    wall = WALL_SURFACES[style.walls[luck.randrange(len(style.walls))]]
    opening = _Opening(
        left=pier,
        right=width - pier,
        head=head,
        frame=linear(palette.frame),
        wall=wall,
        wall_tint=linear(palette.wall),
    )
    _build_masonry(parts, opening, width=width, height=height)
    door_x = _door_place(opening, style, luck)
    furnish_room(
        parts,
        x=(opening.left, opening.right),
        top=head,
        front_y=0.3,
        depth=front.room_metres,
        recipe=style.interior,
        detail=detail,
        luck=luck,
    )
    if style.door is DoorKind.OPEN:
        _roll_up_shutter(parts, opening)
    else:
        for stretch in ((opening.left, door_x[0]), (door_x[1], opening.right)):
            _glaze(parts, opening, stretch, sill=style.sill_metres, detail=detail)
        _hang_door(parts, opening, door_x, style, detail=detail)
        _write_on_glass(parts, opening, door_x, front, style, palette, luck, detail=detail)
    board_low, board_high = head + 0.07, min(head + 1.0, height - 0.2)
    raise_board(
        parts,
        x=(pier * 0.5, width - pier * 0.5),
        z=(board_low, board_high),
        name=front.name,
        small_text=f"{KOREAN_LABELS[front.category]}  {front.phone}".strip(),
        style=style,
        palette=palette,
        detail=detail,
    )
    if palette.awning:
        stretch_awning(
            parts, x=(pier * 0.6, width - pier * 0.6), top=head + 0.04, cloths=palette.awning, luck=luck, detail=detail
        )
    if style.has_lamps and detail is Detail.NEAR:
        _hang_lamps(parts, width=width, z=board_high + 0.08)
    if style.blade and luck.random() < 0.75:
        side = width - 0.16 if luck.random() < 0.5 else 0.16
        tall = len(style.blade) > 3 and not style.blade.isascii()
        size = (0.62, 1.5) if tall or (style.blade.isascii() and len(style.blade) > 4) else (0.78, 0.78)
        hang_blade(parts, x=side, z=height + 0.12, size=size, text=style.blade, palette=palette, font=style.font)
    set_out_goods(parts, style.outside, x=(0.2, width - 0.2), door=door_x, luck=luck, detail=detail)


def _build_masonry(parts: Parts, opening: _Opening, *, width: float, height: float) -> None:
    left, right, head = opening.left, opening.right, opening.head
    coat, tint = opening.wall, opening.wall_tint
    parts.wall(coat, (0.0, left), (0.0, head), tint=tint)
    parts.wall(coat, (right, width), (0.0, head), tint=tint)
    parts.wall(coat, (0.0, width), (head, height), tint=tint, step_metres=3.0)
    side = scaled(tint, 0.96)
    parts.panel(coat, (left, 0, 0), (0, 0.3, 0), (0, 0, head), tint=side, rows=3, shade=Shade.EACH_VERTEX)
    parts.panel(coat, (right, 0.3, 0), (0, -0.3, 0), (0, 0, head), tint=side, rows=3, shade=Shade.EACH_VERTEX)
    parts.panel(PLAIN, (left, 0.3, head), (right - left, 0, 0), (0, -0.3, 0), tint=side)
    stone = linear("#c9c6c0")
    parts.box(PLAIN, (0.0, -0.06, height - 0.14), (width, 0.0, height), tint=stone)


def _door_place(opening: _Opening, style: FrontStyle, luck: Random) -> tuple[float, float]:
    room = opening.right - opening.left
    wide = min(DOOR_WIDTHS[style.door], room - 0.3) or room
    if style.door is DoorKind.OPEN:
        return opening.left, opening.right
    free = room - wide
    share = luck.choice((0.06, 0.94)) if free < 2.4 else luck.choice((0.08, 0.5, 0.92))
    return opening.left + free * share, opening.left + free * share + wide


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


def _pane(parts: Parts, x: tuple[float, float], z: tuple[float, float], *, veil: float = 0.11) -> None:
    """Glass: a thin veil of sky, so that the store shows."""
    parts.panel(
        Art(Surface.GLASS, BLANK),
        (x[0], GLASS_Y, z[0]),
        (x[1] - x[0], 0, 0),
        (0, 0, z[1] - z[0]),
        tint=(0.36, 0.46, 0.56),
        alpha=veil,
        shade=Shade.GLOWING,
    )


def _glaze(parts: Parts, opening: _Opening, x: tuple[float, float], *, sill: float, detail: Detail) -> None:
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
    for pane in _panes(x):
        _frame(parts, pane, (base, transom), opening.frame, detail=detail)
        _frame(parts, pane, (transom, opening.head), opening.frame, detail=detail)
        inside = (pane[0] + 0.03, pane[1] - 0.03)
        _pane(parts, inside, (base + 0.03, transom))
        _pane(parts, inside, (transom, opening.head - 0.03), veil=0.22)


def _panes(stretch: tuple[float, float]) -> list[tuple[float, float]]:
    """A glazed stretch in equal panes of about 1.5 m."""
    left, width = stretch[0], stretch[1] - stretch[0]
    count = max(1, round(width / 1.5))
    return [(left + width * k / count, left + width * (k + 1) / count) for k in range(count)]


def _hang_door(parts: Parts, opening: _Opening, x: tuple[float, float], style: FrontStyle, *, detail: Detail) -> None:
    leaves = 1 if style.door is DoorKind.SINGLE else 2
    top = 2.2
    wide = (x[1] - x[0]) / leaves
    for index in range(leaves):
        leaf = (x[0] + wide * index, x[0] + wide * (index + 1))
        _frame(parts, leaf, (0.03, top), opening.frame, detail=detail)
        _pane(parts, (leaf[0] + 0.05, leaf[1] - 0.05), (0.08, top - 0.05))
        low = (leaf[0] + FRAME, GLASS_Y - 0.05, 0.03)
        high = (leaf[1] - FRAME, GLASS_Y, 0.2)
        parts.box(PLAIN, low, high, tint=opening.frame, sides=Side.FRONT | Side.TOP)
        if detail is Detail.NEAR:
            at = leaf[1] - 0.14 if index == 0 else leaf[0] + 0.14
            steel = linear("#b4b7ba")
            parts.box(PLAIN, (at - 0.018, GLASS_Y - 0.13, 0.8), (at + 0.018, GLASS_Y - 0.09, 1.4), tint=steel)
    _frame(parts, x, (top, opening.head), opening.frame, detail=detail)
    _pane(parts, (x[0] + 0.05, x[1] - 0.05), (top + 0.05, opening.head - 0.05), veil=0.22)
    stone = linear("#a8a49c")
    parts.box(PLAIN, (x[0] - 0.05, -0.08, 0.0), (x[1] + 0.05, GLASS_Y, 0.03), tint=stone, sides=Side.SHELF)
    if detail is Detail.NEAR:
        mat = linear("#4a4642")
        parts.box(PLAIN, (x[0] + 0.08, -0.75, 0.0), (x[1] - 0.08, -0.14, 0.015), tint=mat, sides=Side.SHELF)


def _write_on_glass(
    parts: Parts,
    opening: _Opening,
    door: tuple[float, float],
    front: Front,
    style: FrontStyle,
    palette: Palette,
    luck: Random,
    *,
    detail: Detail,
) -> None:
    """Vinyl words on a pane of the wider side and papers beside the door."""
    stretches = ((opening.left, door[0]), (door[1], opening.right))
    widest = _panes(max(stretches, key=lambda stretch: stretch[1] - stretch[0]))[0]
    y = GLASS_Y - 0.012
    ink = palette.letter if not is_dark(palette.letter) else palette.board if not is_dark(palette.board) else "#f6f4ee"
    words = luck.choice(style.vinyl) if style.vinyl else ""
    if words and widest[1] - widest[0] > 0.8:
        wide = widest[1] - widest[0] - 0.2
        high = min(0.24, wide / 6)
        middle = (widest[0] + widest[1]) / 2
        level = max(style.sill_metres + 0.28, 0.95)
        text = Lettering(words, ink, round(wide * 96 / 8) * 8, round(high * 96 / 8) * 8)
        at = (middle - wide / 2, y, level)
        parts.panel(Art(Surface.GLASS, text), at, (wide, 0, 0), (0, 0, high), shade=Shade.MIDDLE)
    if detail is Detail.STANDARD:
        return
    heading, lines = luck.choice(
        (
            ("영업 안내", ("매일 문을", "엽니다", "어서 오세요")),
            ("오늘의 추천", (KOREAN_LABELS[front.category], "인기 메뉴", "품절 주의")),
            ("단골 적립", ("열 번 오시면", "한 번 무료")),
            ("새 소식", ("신상품", "들어왔어요")),
        )
    )
    paper, notice_ink = luck.choice((("#fbf6e6", "#b3352a"), ("#f4f8f4", "#23694a"), ("#f3f6fa", "#28508c")))
    notice = Art(Surface.ART, Notice(heading, lines, paper, notice_ink))
    at_x = door[0] - 0.62 if door[0] - opening.left > 0.9 else door[1] + 0.14
    if opening.left < at_x and at_x + 0.46 < opening.right:
        parts.panel(notice, (at_x, y - 0.004, 1.2), (0.44, 0, 0), (0, 0, 0.62), shade=Shade.MIDDLE)


def _roll_up_shutter(parts: Parts, opening: _Opening) -> None:
    """An open front: the shutter's box under the head and two rails."""
    steel = linear("#9a9da0")
    low, high = (opening.left, 0.02, opening.head - 0.34), (opening.right, 0.3, opening.head)
    parts.box(PLAIN, low, high, tint=steel, sides=Side.FRONT | Side.BOTTOM)
    for x in (opening.left, opening.right - 0.06):
        parts.box(PLAIN, (x, 0.1, 0.0), (x + 0.06, 0.16, opening.head), tint=steel)


def _hang_lamps(parts: Parts, *, width: float, z: float) -> None:
    """Goose-neck lamps that look down on the board."""
    dark = linear("#1d1c1b")
    for index in range(max(2, round(width / 1.8))):
        x = width * (index + 0.5) / max(2, round(width / 1.8))
        parts.box(PLAIN, (x - 0.012, -0.42, z + 0.14), (x + 0.012, 0.0, z + 0.165), tint=dark)
        parts.box(PLAIN, (x - 0.09, -0.52, z + 0.0), (x + 0.09, -0.36, z + 0.12), tint=dark, sides=Side.ALL)
