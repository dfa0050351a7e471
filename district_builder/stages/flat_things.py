"""What lies in the ground and is walked over: tactile blocks, manhole covers, gully grates; and how each looks."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

import numpy as np
import shapely
from shapely.geometry import LineString, Point

from district_builder.domain.frames import Point2
from district_builder.domain.layout import RoadKind
from district_builder.domain.plan import PlannedRoad
from district_builder.geometry.parts import Parts
from district_builder.geometry.raw_mesh import Form, Shade
from district_builder.stages import surfaces
from district_builder.stages.colours import linear, scaled
from district_builder.stages.detail import Detail
from district_builder.stages.ground import ROADWAY_Z, Ground
from district_builder.stages.items import Item, Kind
from district_builder.stages.surfaces import PLAIN
from district_builder.stages.tactile import BLOCK_METRES

ABOVE_GROUND = 0.006  # metres: enough for a depth buffer at the far end of a street, too little to be seen
YELLOW, IRON = linear("#cf9f3c"), linear("#55534f")
COVER_RADIUS, GRATE = 0.33, (0.5, 0.34)
COVER_STEP, GRATE_STEP = 31.0, 20.0
VERTEX_STEP_METRES = 1.2


def place_covers(roads: Sequence[PlannedRoad], ground: Ground, *, seed: str) -> list[Item]:
    """Manhole covers in the lanes and gully grates (빗물받이) along the kerbs of each street, off all markings."""
    free = ground.roadway.buffer(-0.02).difference(ground.crossings.buffer(0.5))
    shapely.prepare(free)
    found: list[Item] = []
    for road in (road for road in roads if road.kind is RoadKind.STREET):
        line = LineString(road.centreline)
        half = road.carriageway_width_metres / 2
        for number in range(int(line.length / COVER_STEP)):
            offset = half * (0.42 if number % 2 else -0.45)
            found += _lying(Kind.COVER, line, number * COVER_STEP + 11.0, offset, free, f"{seed}/{road.road_id}")
        for number in range(int(line.length / GRATE_STEP)):
            for side in (1.0, -1.0):
                offset = side * (half - GRATE[1] / 2 - 0.02)
                name = f"{seed}/{road.road_id}/{side}"
                found += _lying(Kind.GRATE, line, number * GRATE_STEP + 6.0, offset, free, name)
    return found


def _lying(kind: Kind, line: LineString, at: float, offset: float, free: shapely.Geometry, seed: str) -> list[Item]:
    """One thing beside the line where its whole size finds room, else none."""
    a, b = line.interpolate(at), line.interpolate(min(at + 0.5, line.length))
    turn = float(np.arctan2(b.y - a.y, b.x - a.x))
    x, y = float(a.x - np.sin(turn) * offset), float(a.y + np.cos(turn) * offset)
    room = COVER_RADIUS if kind is Kind.COVER else GRATE[1] / 2 - 0.03
    if not shapely.contains(free, Point(x, y).buffer(room, 4)):
        return []
    return [Item(kind=kind, x=x, y=y, turn_radians=turn, seed=f"{seed}/{kind}/{at:.0f}")]


def shade_item(item: Item, shadow: shapely.Geometry) -> Item:
    """A flat thing that knows which of its blocks lie in shadow: the shadow's edge is finer than light at vertices."""
    columns = item.blocks[0]
    along = (np.arange(columns) + 0.5) / columns - 0.5
    xs = item.x + along * item.length_metres * np.cos(item.turn_radians)
    ys = item.y + along * item.length_metres * np.sin(item.turn_radians)
    return replace(item, shaded=tuple(bool(lies) for lies in shapely.contains_xy(shadow, xs, ys)))


def build_flat(parts: Parts, item: Item, *, detail: Detail) -> None:
    """Record a flat thing in the district frame."""
    ahead = Point2(item.x + float(np.cos(item.turn_radians)), item.y + float(np.sin(item.turn_radians)))
    parts.stand_at(Point2(item.x, item.y), ahead)
    if item.kind in (Kind.GUIDE, Kind.WARNING):
        _lay_blocks(parts, item)
    elif item.kind is Kind.COVER:
        _lay_cover(parts, item, detail=detail)
    else:
        _lay_grate(parts, item, detail=detail)
    parts.stand_in_district()


def _shades(item: Item) -> tuple[Shade, ...]:
    if not item.shaded:
        return (Shade.EACH_VERTEX,) * item.blocks[0]
    return tuple(Shade.SHADED if lies else Shade.SUNLIT for lies in item.shaded)


def _lay_blocks(parts: Parts, item: Item) -> None:
    """Rows of blocks; each stretch of equal shade is one panel."""
    columns, rows = item.blocks
    strip = surfaces.GUIDE if item.kind is Kind.GUIDE else surfaces.WARNING
    block = item.length_metres / columns  # blocks are cut to fit their run, by a few millimetres each
    strip = strip._replace(width_metres=strip.width_metres * block / BLOCK_METRES)
    deep = rows * BLOCK_METRES
    first = 0
    for shade, group in groupby(_shades(item)):
        count = len(list(group))
        left = first * block - item.length_metres / 2
        parts.panel(
            strip,
            (left, -deep / 2, ABOVE_GROUND),
            (count * block, 0.0, 0.0),
            (0.0, deep, 0.0),
            tint=YELLOW,
            shade=shade,
            columns=max(1, round(count * block / VERTEX_STEP_METRES)),
            slide=first * block,
        )
        first += count


@lru_cache(maxsize=4)
def _lid(sides: int) -> Form:
    """A round plate of radius 1 that looks up."""
    turns = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    return Form(
        positions=np.column_stack([np.cos(turns), np.sin(turns), np.zeros(sides)]),
        normals=np.tile([0.0, 0.0, 1.0], (sides, 1)),
        uvs=np.zeros((sides, 2)),
        triangles=np.array([[0, k, k + 1] for k in range(1, sides - 1)]),
    )


def _lay_cover(parts: Parts, item: Item, *, detail: Detail) -> None:
    shade = _shades(item)[0]
    rings = ((1.0, 0.82, 0.0), (0.86, 1.1, 0.001), (0.42, 0.9, 0.002)) if detail is Detail.NEAR else ((1.0, 1.0, 0.0),)
    for share, tone, lift in rings:
        radius = COVER_RADIUS * share
        at = (0.0, 0.0, ROADWAY_Z + ABOVE_GROUND + lift)
        sides = 16 if detail is Detail.NEAR else 8
        parts.form(_lid(sides), PLAIN, at, scale=(radius, radius, 1.0), tint=scaled(IRON, tone), shade=shade)


def _lay_grate(parts: Parts, item: Item, *, detail: Detail) -> None:
    shade = _shades(item)[0]
    (long, deep), z = GRATE, ROADWAY_Z + ABOVE_GROUND
    parts.panel(PLAIN, (-long / 2, -deep / 2, z), (long, 0, 0), (0, deep, 0), tint=scaled(IRON, 0.9), shade=shade)
    if detail is Detail.STANDARD:
        return
    slot = linear("#1c1c1c")
    for number in range(6):
        left = -long / 2 + 0.05 + number * (long - 0.1) / 6
        at = (left, -deep / 2 + 0.04, z + 0.002)
        parts.panel(PLAIN, at, (0.04, 0, 0), (0, deep - 0.08, 0), tint=slot, shade=shade)
