"""Posts of a street: lamps with their banners, utility poles with their cables, bollards. All in the district frame."""

from collections.abc import Sequence

import numpy as np

from district_builder.domain.frames import Point2
from district_builder.geometry.coats import Art
from district_builder.geometry.lamplight import Patches
from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import DARK, Parts, Side
from district_builder.geometry.raw_mesh import Shade
from district_builder.stages.art import Cloth
from district_builder.stages.colours import linear
from district_builder.stages.detail import Detail
from district_builder.stages.items import Item
from district_builder.stages.round_forms import tube
from district_builder.stages.surfaces import PLAIN

POLE_METRES = 8.6
LAMP_METRES = 6.2
LAMP_REACH = 1.3
LAMP_FLUX = (210.0, 168.0, 106.0)  # 3000 K; a white sheet right below is as bright as in the sun
CLOTHS = (
    Cloth("걷고싶은거리", "#31594c", "#c9a45c", "#f3ecd8"),
    Cloth("걷고싶은거리", "#8a4f38", "#e4d6ba", "#f7efe0"),
)
CLOTH_SIZE, CLOTH_LOW = (0.55, 1.65), 3.1  # metres across and high; nobody's head reaches its hem


def stand_bollard(parts: Parts, item: Item) -> None:
    """0.85 m high and 0.18 m thick with a reflecting band: 보행안전시설물 wants 0.8 to 1.0 m and 0.1 to 0.2 m."""
    size = (0.09, 0.09, 0.85)
    parts.form(tube(8), PLAIN, (item.x, item.y, 0.0), scale=size, tint=linear("#5a6068"))
    band = (0.095, 0.095, 0.1)
    parts.form(tube(8), PLAIN, (item.x, item.y, 0.62), scale=band, tint=linear("#d4b248"))


def lamp_head(item: Item) -> tuple[float, float, float]:
    """Where a lamp's light comes from, in the district frame."""
    reach_x, reach_y = np.sin(item.turn_radians) * LAMP_REACH, -np.cos(item.turn_radians) * LAMP_REACH
    return round(float(item.x + reach_x), 3), round(float(item.y + reach_y), 3), 6.35


def lamp_light(heads: Sequence[tuple[float, float, float]]) -> Patches:
    """What lamps with these heads throw down."""
    if not heads:
        return Patches.none()
    ones = np.ones((len(heads), 1))
    return Patches(middles=np.array(heads), normals=ones * (0.0, 0.0, -1.0), fluxes=ones * LAMP_FLUX)


def stand_lamp(parts: Parts, item: Item, *, detail: Detail) -> None:
    grey = linear("#4a5058")
    sides = 8 if detail is Detail.NEAR else 5
    parts.form(tube(sides, 0.7), PLAIN, (item.x, item.y, 0.0), scale=(0.09, 0.09, 6.2), tint=grey)
    head_x, head_y, _ = lamp_head(item)
    reach_x, reach_y = head_x - item.x, head_y - item.y
    arm = (item.x, item.y, 6.1)
    parts.panel(PLAIN, arm, (reach_x, reach_y, 0.3), (0, 0, 0.09), tint=grey)
    parts.panel(PLAIN, (item.x + reach_x, item.y + reach_y, 6.4), (-reach_x, -reach_y, -0.3), (0, 0, 0.09), tint=grey)
    x, y = item.x + reach_x, item.y + reach_y
    parts.box(PLAIN, (x - 0.28, y - 0.14, 6.36), (x + 0.28, y + 0.14, 6.48), tint=linear("#d8d8d4"), sides=Side.ALL)
    low = (x - 0.28, y + 0.14, 6.355)
    parts.panel(PLAIN, low, (0.56, 0, 0), (0, -0.28, 0), tint=linear("#e6e4dc"), glow=(1.0, 0.9, 0.7))


def stand_pole(parts: Parts, item: Item, *, detail: Detail) -> None:
    """A utility pole with its transformer and the cables to the next one."""
    sides = 10 if detail is Detail.NEAR else 6
    concrete = linear("#a8a49c")
    parts.form(tube(sides, 0.7), PLAIN, (item.x, item.y, 0.0), scale=(0.17, 0.17, POLE_METRES), tint=concrete)
    sheath = linear("#4d5654")  # 부착 방지판: ribbed, so that no bill sticks to it
    parts.form(tube(sides), PLAIN, (item.x, item.y, 0.45), scale=(0.178, 0.178, 1.5), tint=sheath)
    transformer = linear("#7c8288")
    parts.form(tube(sides), PLAIN, (item.x + 0.36, item.y, 6.6), scale=(0.22, 0.22, 0.8), tint=transformer)
    _arms(parts, item, detail=detail)
    if item.next_pole is None:
        return
    black = linear("#16171a")
    for height, sag in ((8.3, 0.5), (8.05, 0.55), (6.4, 0.7), (6.15, 0.62)):
        steps = 7 if detail is Detail.NEAR else 4
        share = np.linspace(0.0, 1.0, steps + 1)
        xs = item.x + (item.next_pole[0] - item.x) * share
        ys = item.y + (item.next_pole[1] - item.y) * share
        zs = height - sag * 4 * share * (1 - share)
        for k in range(steps):
            ahead = (float(xs[k + 1] - xs[k]), float(ys[k + 1] - ys[k]), float(zs[k + 1] - zs[k]))
            start = (float(xs[k]), float(ys[k]), float(zs[k]))
            end = (start[0] + ahead[0], start[1] + ahead[1], start[2] + ahead[2])
            for corner, along in ((start, ahead), (end, (-ahead[0], -ahead[1], -ahead[2]))):
                parts.panel(PLAIN, corner, along, (0, 0, 0.028), tint=black, shade=Shade.GLOWING, glow=DARK)


def _arms(parts: Parts, item: Item, *, detail: Detail) -> None:
    """Cross arms with insulators, square to the street."""
    across = Point2(item.x - float(np.sin(item.turn_radians)), item.y + float(np.cos(item.turn_radians)))
    parts.stand_at(Point2(item.x, item.y), across)
    steel, white = linear("#6f7478"), linear("#d4d2ca")
    for level, half in ((8.0, 0.78), (7.6, 0.5)):
        parts.box(PLAIN, (-half, -0.05, level), (half, 0.05, level + 0.08), tint=steel, sides=Side.ALL)
        if detail is Detail.NEAR:
            for x in (-half + 0.08, 0.0, half - 0.08):
                parts.form(tube(5), PLAIN, (x, 0.0, level + 0.08), scale=(0.04, 0.04, 0.16), tint=white)
    parts.stand_in_district()


def hang_cloth(parts: Parts, item: Item, *, number: int, detail: Detail) -> None:
    """A banner on a lamp post, on the side away from the carriageway's lamp, printed on both sides."""
    cloth = CLOTHS[number % len(CLOTHS)]
    parts.stand_at(
        Point2(item.x, item.y),
        Point2(item.x + float(np.sin(item.turn_radians)), item.y - float(np.cos(item.turn_radians))),
    )
    wide, tall = CLOTH_SIZE
    art = Art(Surface.ART, cloth)
    left = -0.12 - wide
    for corner, right in (((left, -0.006, CLOTH_LOW), wide), ((left + wide, 0.006, CLOTH_LOW), -wide)):
        if detail is Detail.NEAR:
            parts.panel(art, corner, (right, 0, 0), (0, 0, tall), shade=Shade.MIDDLE)
        else:
            parts.panel(PLAIN, corner, (right, 0, 0), (0, 0, tall), tint=linear(cloth.field))
    for level in (CLOTH_LOW, CLOTH_LOW + tall):
        low, high = (left, -0.012, level - 0.012), (-0.04, 0.012, level + 0.012)
        parts.box(PLAIN, low, high, tint=linear("#4a5058"), sides=Side.FRONT | Side.BACK | Side.TOP)
    parts.stand_in_district()
