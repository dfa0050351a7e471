"""The rest of a building: walls that face no road, parapet, roof and what stands on it."""

from random import Random

import numpy as np
import shapely

from district_builder.domain.frames import Point2
from district_builder.domain.plan import PlannedBuilding, StreetWall
from district_builder.geometry.coats import Patch, Tint
from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import DARK, Parts, Side
from district_builder.geometry.paving import area_without, fill
from district_builder.geometry.raw_mesh import Form, Shade
from district_builder.stages import surfaces
from district_builder.stages.cladding import Cladding
from district_builder.stages.colours import linear, scaled
from district_builder.stages.detail import Detail
from district_builder.stages.round_forms import tube
from district_builder.stages.surfaces import PLAIN, glazing
from district_builder.stages.windows import AFTER_DARK, HEAD, SILL, panes_of, window_stretches

PARAPET_METRES, PARAPET_THICK = 0.9, 0.18
WHOLE = Patch(Surface.MATTER, 0.0, 0.0, 1.0, 1.0)
MOST_BUILT_STOREYS = 9
ROOF_RIM_METRES = 1.2
AT_HOME = 0.4  # of the windows of people nobody knows, those with a lamp on
ROOF_TINTS = ("#6f8f78", "#7d8a80", "#8c8f8e", "#5f8a6c", "#9a938a")


def build_shell(
    parts: Parts,
    building: PlannedBuilding,
    street_walls: list[StreetWall],
    cladding: Cladding,
    luck: Random,
    *,
    detail: Detail,
) -> None:
    """Record every wall of the footprint that no street wall covers, the parapet all round and the roof."""
    ring = building.footprint
    for left, right in zip(ring, ring[1:] + ring[:1], strict=True):
        covered = _covered(left, right, street_walls)
        parts.stand_at(left, right)
        length = float(np.hypot(right.x - left.x, right.y - left.y))
        if length < 0.05:
            continue
        if not covered and (street_walls or length < 3.0):
            _build_side(parts, length, building, cladding, luck)
        elif not covered:
            _build_plain_wall(parts, length, building, cladding)
        _raise_parapet(parts, length, building.height_metres, cladding)
    parts.stand_in_district()
    _lay_roof(parts, building, luck)
    _furnish_roof(parts, building, luck, detail=detail)


def _covered(left: Point2, right: Point2, walls: list[StreetWall]) -> bool:
    """Whether a street wall runs along this edge."""
    middle = np.array([(left.x + right.x) / 2, (left.y + right.y) / 2])
    for wall in walls:
        start = np.array(wall.left_foot_in_district)
        along = np.array(wall.right_foot_in_district) - start
        length = float(np.hypot(*along)) or 1.0
        unit = along / length
        reach, off = (middle - start) @ unit, abs((middle - start) @ np.array([-unit[1], unit[0]]))
        same_way = (np.array([right.x - left.x, right.y - left.y]) @ unit) > 0
        if same_way and -0.05 <= reach <= length + 0.05 and off < 0.3:
            return True
    return False


def _build_side(parts: Parts, length: float, building: PlannedBuilding, cladding: Cladding, luck: Random) -> None:
    """A plain wall with a window here and there; people paint these and leave them."""
    height = building.height_metres
    parts.wall(
        surfaces.STUCCO._replace(height_metres=2.4, width_metres=19.2),
        (0.0, length),
        (0.0, height),
        tint=cladding.side_tint,
        step_metres=5.0,
    )
    if length < 3.0:
        return
    count = int(length / 3.6)
    for storey in range(1, building.storeys_above + 1):
        base = building.floor_metres(storey)
        for index in range(count):
            if luck.random() < 0.35:
                continue
            middle = length * (index + 0.5) / count
            low, high = (middle - 0.72, -0.03, base + 1.1), (middle + 0.72, 0.0, base + 2.3)
            parts.box(PLAIN, low, high, tint=scaled(cladding.frame, 1.3), sides=Side.BOARD & ~Side.FRONT)
            kind = luck.choice((0, 1, 2, 3, 5))
            parts.panel(glazing(kind), (low[0], -0.03, low[2]), (1.44, 0, 0), (0, 0, 1.2), shade=Shade.MIDDLE)


def _build_plain_wall(parts: Parts, length: float, building: PlannedBuilding, cladding: Cladding) -> None:
    """A wall of a house where nobody is known: it closes the view and asks for no more."""
    base = building.ground_storey_metres
    parts.wall(surfaces.STUCCO, (0.0, length), (0.0, base), tint=cladding.side_tint, step_metres=5.0)
    raise_storeys(parts, length, building, cladding)


def raise_storeys(parts: Parts, length: float, building: PlannedBuilding, cladding: Cladding) -> None:
    """The upper storeys of a wall where nobody is known: the building's own cladding with rows of flat windows.

    Towers are too far and have too many windows: theirs are painted, in a tone that leaves glass its colour.
    """
    if building.storeys_above < 2:
        return
    z = (building.ground_storey_metres, building.height_metres)
    if building.storeys_above > MOST_BUILT_STOREYS:
        strip = surfaces.STOREYS._replace(height_metres=building.upper_storey_metres)
        parts.wall(strip, (0.0, length), z, tint=_greyed(cladding.tint), step_metres=6.6)
        return
    parts.wall(cladding.coat, (0.0, length), z, tint=cladding.tint, step_metres=6.6)
    luck = Random(f"{building.building_id}/{length:.2f}")
    windows = window_stretches(length, cladding)
    for storey in range(2, building.storeys_above + 1):
        low = building.floor_metres(storey) + SILL
        high = building.floor_metres(storey) + min(HEAD, building.upper_storey_metres - 0.3)
        for left, right in windows:
            _paste_window(parts, (left, right), (low, high), cladding, luck)


def _paste_window(
    parts: Parts, x: tuple[float, float], z: tuple[float, float], cladding: Cladding, luck: Random
) -> None:
    """Panes a finger before the wall, untinted: a tint would turn sky in the glass to brick."""
    width, tall = x[1] - x[0], z[1] - z[0]
    parts.panel(PLAIN, (x[0], -0.01, z[0]), (width, 0, 0), (0, 0, tall), tint=cladding.frame)
    for left, right in panes_of(x, cladding):
        at = (left, -0.03, z[0])
        shine = luck.uniform(0.86, 1.1)
        kind = luck.choice((0, 0, 0, 1, 2, 3, 4, 5))
        glow = AFTER_DARK.get(kind, DARK) if luck.random() < AT_HOME else DARK
        tint = (shine, shine, shine)
        parts.panel(glazing(kind), at, (right - left, 0, 0), (0, 0, tall), tint=tint, shade=Shade.MIDDLE, glow=glow)
    sill = scaled(cladding.side_tint, 1.05)
    parts.panel(PLAIN, (x[0] - 0.06, -0.03, z[0] - 0.1), (width + 0.12, 0, 0), (0, 0, 0.1), tint=sill)


def _greyed(tint: Tint) -> Tint:
    """Mostly the tint's lightness, a little of its colour."""
    grey = 0.2126 * tint[0] + 0.7152 * tint[1] + 0.0722 * tint[2]
    red, green, blue = (0.75 * grey + 0.25 * channel + 0.06 for channel in tint)
    return (red, green, blue)


def _raise_parapet(parts: Parts, length: float, roof: float, cladding: Cladding) -> None:
    top = roof + PARAPET_METRES
    parts.wall(surfaces.STUCCO, (0.0, length), (roof, top), tint=cladding.tint, step_metres=5.0)
    inside = (length, PARAPET_THICK, roof)
    parts.panel(
        PLAIN, inside, (-length, 0, 0), (0, 0, PARAPET_METRES), tint=cladding.side_tint, shade=Shade.EACH_VERTEX
    )
    cap = scaled(cladding.side_tint, 0.9)
    parts.panel(PLAIN, (0, 0, top), (length, 0, 0), (0, PARAPET_THICK, 0), tint=cap, shade=Shade.EACH_VERTEX)


def _lay_roof(parts: Parts, building: PlannedBuilding, luck: Random) -> None:
    """The middle and a rim along the parapet, so that the parapet's shade stays beside it."""
    whole = shapely.Polygon(building.footprint, building.holes)
    middle = whole.buffer(-ROOF_RIM_METRES, join_style="mitre")
    tint = linear(luck.choice(ROOF_TINTS))
    strip = surfaces.PLAIN
    for area in (middle, area_without(whole, middle)):
        if area.is_empty:
            continue
        flat = fill(area)
        count = len(flat.points)
        form = Form(
            positions=np.column_stack([flat.points, np.full(count, building.height_metres)]),
            normals=np.tile([0.0, 0.0, 1.0], (count, 1)),
            uvs=np.full((count, 2), (0.5, (strip.top + strip.bottom) / 2)),
            triangles=flat.triangles,
        )
        parts.form(form, WHOLE, (0.0, 0.0, 0.0), tint=tint, shade=Shade.EACH_VERTEX)


def _furnish_roof(parts: Parts, building: PlannedBuilding, luck: Random, *, detail: Detail) -> None:
    """A stair head, a water tank and outdoor units, where the roof is large enough."""
    xs, ys = [p.x for p in building.footprint], [p.y for p in building.footprint]
    width, depth = max(xs) - min(xs), max(ys) - min(ys)
    if min(width, depth) < 8.0 or building.storeys_above < 3:
        return
    x, y, z = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2, building.height_metres
    hut: Tint = linear("#cfc8bc")
    at_x, at_y = x + luck.uniform(-0.15, 0.15) * width, y + luck.uniform(-0.15, 0.15) * depth
    parts.box(
        PLAIN, (at_x - 1.8, at_y - 2.2, z), (at_x + 1.8, at_y + 2.2, z + 2.8), tint=hut, sides=Side.ALL & ~Side.BOTTOM
    )
    tank_x = at_x + luck.choice((-3.4, 3.4))
    _set_up_tank(parts, (tank_x, at_y, z), luck, detail=detail)
    if detail is Detail.NEAR:  # the stair head's door and lamp
        door = linear("#6f777c")
        parts.panel(PLAIN, (at_x - 0.5, at_y - 2.21, z), (1.0, 0, 0), (0, 0, 2.1), tint=door)
    for index in range(luck.randrange(2, 5)):
        unit_x = x - width * 0.3 + index * 1.1
        low, high = (unit_x, y - depth * 0.3, z), (unit_x + 0.85, y - depth * 0.3 + 0.4, z + 0.8)
        if detail is Detail.NEAR or index < 2:
            parts.box(PLAIN, low, high, tint=linear("#c9cbca"), sides=Side.ALL & ~Side.BOTTOM)


def _set_up_tank(parts: Parts, foot: tuple[float, float, float], luck: Random, *, detail: Detail) -> None:
    """A water tank on a frame: round blue or yellow ones of weathered polyethylene, or a box of steel panels."""
    x, y, z = foot
    steel = linear("#767a7c")
    sides = Side.ALL & ~Side.BOTTOM
    for at_x, at_y in ((-0.8, -0.8), (0.7, -0.8), (0.7, 0.7), (-0.8, 0.7)):
        low = (x + at_x, y + at_y, z)
        parts.box(PLAIN, low, (low[0] + 0.1, low[1] + 0.1, z + 0.5), tint=steel, sides=Side.ENDS | Side.FRONT)
    tint = linear(luck.choice(("#b89a4e", "#5f82a6", "#c9c8c2", "#c9c8c2")))
    if luck.random() < 0.45:
        parts.box(PLAIN, (x - 1.0, y - 1.0, z + 0.5), (x + 1.0, y + 1.0, z + 2.3), tint=linear("#cfd0c8"), sides=sides)
        return
    sides_round = 14 if detail is Detail.NEAR else 9
    parts.form(tube(sides_round, 0.93), PLAIN, (x, y, z + 0.5), scale=(0.95, 0.95, 1.5), tint=tint)
    parts.form(tube(sides_round, 0.35), PLAIN, (x, y, z + 2.0), scale=(0.88, 0.88, 0.28), tint=scaled(tint, 0.9))
