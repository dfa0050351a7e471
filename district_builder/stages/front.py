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
from district_builder.geometry.coats import Art, Strip
from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import Parts, Side
from district_builder.geometry.raw_mesh import Shade
from district_builder.stages import surfaces
from district_builder.stages.art import Notice
from district_builder.stages.awning import stretch_awning
from district_builder.stages.colours import linear, scaled
from district_builder.stages.contact import light_pavement
from district_builder.stages.detail import Detail
from district_builder.stages.interior import DEPTH_METRES, furnish_room
from district_builder.stages.outside import set_out_goods
from district_builder.stages.signs import hang_blade, raise_board
from district_builder.stages.store_glass import FRAME, GLASS_Y, Opening, glaze, hang_door, panes_between
from district_builder.stages.styles import STYLES, DoorKind, FrontStyle, Palette
from district_builder.stages.surfaces import PLAIN
from district_builder.stages.vinyl import stick_words, words_of

FILM_METRES = 0.3
LIP = 0.04  # of the threshold over the pavement: one sees no gap below it
DOOR_WIDTHS = {DoorKind.SINGLE: 1.0, DoorKind.DOUBLE: 1.75, DoorKind.SLIDING: 1.85, DoorKind.OPEN: 0.0}
PAPERS: tuple[tuple[str, tuple[str, ...]], ...] = (  # nothing that a store would have to keep: no hours, no offers
    ("어서 오세요", ("편하게", "둘러보세요")),
    ("출입문", ("조심히", "열어 주세요")),
    ("금연", ("쾌적한", "우리 동네")),
    ("반갑습니다", ("오늘도", "좋은 하루")),
)
LAMP_GLOW = (1.0, 0.84, 0.58)
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
    opening = Opening(
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
    light_pavement(parts, (opening.left, opening.right))
    if style.door is DoorKind.OPEN:
        _roll_up_shutter(parts, opening)
    else:
        for stretch in ((opening.left, door_x[0]), (door_x[1], opening.right)):
            glaze(parts, opening, stretch, sill=style.sill_metres, detail=detail)
        hang_door(parts, opening, door_x, style, detail=detail)
        _write_on_glass(parts, opening, door_x, style, palette, luck, detail=detail)
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


def _build_masonry(parts: Parts, opening: Opening, *, width: float, height: float) -> None:
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
    parts.panel(PLAIN, (left, -LIP, 0.004), (right - left, 0, 0), (0, 0.3 + LIP, 0), tint=scaled(stone, 0.8))
    parts.box(PLAIN, (0.0, -0.06, height - 0.14), (width, 0.0, height), tint=stone)


def _door_place(opening: Opening, style: FrontStyle, luck: Random) -> tuple[float, float]:
    room = opening.right - opening.left
    wide = min(DOOR_WIDTHS[style.door], room - 0.3) or room
    if style.door is DoorKind.OPEN:
        return opening.left, opening.right
    free = room - wide
    share = luck.choice((0.06, 0.94)) if free < 2.4 else luck.choice((0.08, 0.5, 0.92))
    return opening.left + free * share, opening.left + free * share + wide


def _write_on_glass(
    parts: Parts,
    opening: Opening,
    door: tuple[float, float],
    style: FrontStyle,
    palette: Palette,
    luck: Random,
    *,
    detail: Detail,
) -> None:
    """Words on film along the panes of the wider side, and papers beside the door."""
    stretches = ((opening.left, door[0]), (door[1], opening.right))
    wider = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
    y = GLASS_Y - 0.012
    if style.vinyl and wider[1] - wider[0] >= 0.4:
        stick_words(
            parts,
            [(left + FRAME, right - FRAME) for left, right in panes_between(wider)],
            words_of(luck.choice(style.vinyl)),
            y=y,
            low=max(style.sill_metres + 0.3, 0.8),
            height=FILM_METRES,
            colours=(palette.board, palette.letter),
            detail=detail,
        )
    if detail is Detail.STANDARD:
        return
    heading, lines = luck.choice(PAPERS)
    paper, notice_ink = luck.choice((("#fbf6e6", "#b3352a"), ("#f4f8f4", "#23694a"), ("#f3f6fa", "#28508c")))
    notice = Art(Surface.ART, Notice(heading, lines, paper, notice_ink))
    at_x = door[0] - 0.62 if door[0] - opening.left > 0.9 else door[1] + 0.14
    if opening.left < at_x and at_x + 0.46 < opening.right:
        parts.panel(notice, (at_x, y - 0.008, 1.28), (0.44, 0, 0), (0, 0, 0.62), shade=Shade.MIDDLE)


def _roll_up_shutter(parts: Parts, opening: Opening) -> None:
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
        under = (x - 0.08, -0.37, z - 0.002)
        parts.panel(PLAIN, under, (0.16, 0, 0), (0, -0.14, 0), tint=linear("#e9e2d2"), glow=LAMP_GLOW)
