"""Tactile paving (점자블록): guide blocks along the pavement, warning blocks at crossings and where a line ends.

kerb ═══════╪═══════════════╪═══   ● warning, two blocks deep along a crossing, 0.6 m behind the carriageway's edge
            ●●●●●●●●●●●●●●●●●      ─ guide, one block wide, clear of trees by the kerb and of goods by the walls
                    │
 ─────────────────●●●───────────
 stores
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon, box

from district_builder.domain.frames import Point2
from district_builder.domain.layout import RoadKind
from district_builder.domain.plan import PlannedRoad
from district_builder.stages.crossings import CROSSING_LENGTH, Zebra
from district_builder.stages.ground import Ground
from district_builder.stages.items import Item, Kind

BLOCK_METRES = 0.3
GUIDE_OFFSET = 1.8  # from the carriageway's edge to the guide line's middle
LEAST_PAVEMENT_METRES = 3.0
WARNING_OFFSET = 0.9  # from the carriageway's edge to the middle of a crossing's warning blocks
RUN_METRES = 6.0
LEAST_LINE_METRES = 2.4
BEND_METRES = 0.03  # a line that bends by less is straight


def lay_tactile(roads: Sequence[PlannedRoad], ground: Ground, *, seed: str) -> list[Item]:
    """Guide lines on both pavements of each street that has room, and warning blocks at every crossing."""
    streets = {
        road.road_id: road
        for road in roads
        if road.kind is RoadKind.STREET and road.pavement_width_metres >= LEAST_PAVEMENT_METRES
    }
    free = ground.pavement.buffer(-2 * BLOCK_METRES)
    shapely.prepare(ground.pavement)
    found: list[Item] = []
    for number, zebra in enumerate(zebra for zebra in ground.zebras if zebra.road_id in streets):
        for side in (1.0, -1.0):
            found += _at_crossing(zebra, side, ground.pavement, seed=f"{seed}/tactile/{number}/{side}")
    for road in streets.values():
        for side in (1.0, -1.0):
            found += _lead_along(road, side, free, found, seed=f"{seed}/{road.road_id}/guide/{side}")
    return found


def footprint(item: Item) -> Polygon:
    """The ground that a run of blocks covers."""
    long, deep = item.length_metres / 2, item.blocks[1] * BLOCK_METRES / 2
    ux, uy = float(np.cos(item.turn_radians)), float(np.sin(item.turn_radians))
    corners = ((-long, -deep), (long, -deep), (long, deep), (-long, deep))
    return Polygon([(item.x + ux * a - uy * b, item.y + uy * a + ux * b) for a, b in corners])


def _at_crossing(zebra: Zebra, side: float, pavement: shapely.Geometry, *, seed: str) -> list[Item]:
    """Warning blocks along the end of a crossing, a stem to the guide line, and a square where the two meet."""
    edge = zebra.carriageway_width_metres / 2
    deep = BLOCK_METRES
    near, far = edge + WARNING_OFFSET - deep, edge + WARNING_OFFSET + deep
    half = CROSSING_LENGTH / 2
    if not shapely.contains(pavement, zebra.patch((0.05 - half, half - 0.05), (side * near, side * far))):
        return []
    turn = float(np.arctan2(zebra.ahead[1], zebra.ahead[0]))
    columns = round(CROSSING_LENGTH / BLOCK_METRES)
    line = edge + GUIDE_OFFSET
    square = zebra.patch((-deep, deep), (side * (line - deep), side * (line + deep)))
    found = [
        _item(Kind.WARNING, zebra.at(0.0, side * (edge + WARNING_OFFSET)), turn, (columns, 2), 2 * half, f"{seed}/a"),
    ]
    if not shapely.contains(pavement, square):
        return found
    stem = line - deep - far
    found.append(_item(Kind.WARNING, zebra.at(0.0, side * line), turn, (2, 2), 2 * deep, f"{seed}/b"))
    if stem > BLOCK_METRES / 2:
        middle = zebra.at(0.0, side * (far + stem / 2))
        found.append(_item(Kind.GUIDE, middle, turn + np.pi / 2, (round(stem / deep) or 1, 1), stem, f"{seed}/c"))
    return found


def _lead_along(
    road: PlannedRoad, side: float, free: shapely.Geometry, before: Sequence[Item], *, seed: str
) -> list[Item]:
    """Guide blocks along one pavement in straight runs, with warning blocks where a run has no next.

    The line gives way to blocks that were laid `before`.
    """
    offset = side * (road.carriageway_width_metres / 2 + GUIDE_OFFSET)
    line = LineString(road.centreline).offset_curve(offset).simplify(BEND_METRES)
    near = box(*line.bounds).buffer(2 * BLOCK_METRES)
    shapes = np.array([footprint(item) for item in before], dtype=object)
    laid = shapely.union_all(shapes[shapely.intersects(shapes, near)]) if len(shapes) else Point()
    open_way = shapely.clip_by_rect(free, *near.bounds)
    way = line.intersection(open_way).difference(laid)
    pieces = [piece for piece in _lines(way) if piece.length >= LEAST_LINE_METRES]
    found: list[Item] = []
    for number, piece in enumerate(sorted(pieces, key=lambda piece: tuple(piece.coords[0]))):
        for end, (a, b) in enumerate((piece.coords[:2], piece.coords[:-3:-1])):
            if shapely.dwithin(laid, Point(a), 0.05):  # it goes on in other blocks
                continue
            turn = np.arctan2(b[1] - a[1], b[0] - a[0])
            middle = Point2(a[0] - BLOCK_METRES * float(np.cos(turn)), a[1] - BLOCK_METRES * float(np.sin(turn)))
            found.append(_item(Kind.WARNING, middle, turn, (2, 2), 2 * BLOCK_METRES, f"{seed}/{number}/end/{end}"))
        for index, ((ax, ay), (bx, by)) in enumerate(_straight_runs(piece)):
            length = float(np.hypot(bx - ax, by - ay))
            columns = max(1, round(length / BLOCK_METRES))
            middle, turn = Point2((ax + bx) / 2, (ay + by) / 2), np.arctan2(by - ay, bx - ax)
            found.append(_item(Kind.GUIDE, middle, turn, (columns, 1), length, f"{seed}/{number}/{index}"))
    return found


def _straight_runs(piece: LineString) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """A line in runs of about 6 m; where it bends, it bends between two runs."""
    runs = []
    for a, b in pairwise(piece.coords):
        count = max(1, round(float(np.hypot(b[0] - a[0], b[1] - a[1])) / RUN_METRES))
        stops = [(a[0] + (b[0] - a[0]) * k / count, a[1] + (b[1] - a[1]) * k / count) for k in range(count + 1)]
        runs += list(pairwise(stops))
    return runs


def _lines(geometry: shapely.Geometry) -> list[LineString]:
    if isinstance(geometry, LineString):
        return [] if geometry.is_empty else [geometry]
    return [line for part in getattr(geometry, "geoms", ()) for line in _lines(part)]


def _item(kind: Kind, at: Point2, turn: float, blocks: tuple[int, int], length: float, seed: str) -> Item:
    return Item(
        kind=kind, x=at.x, y=at.y, turn_radians=float(turn), seed=seed, blocks=blocks, length_metres=float(length)
    )
