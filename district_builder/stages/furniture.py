"""Where street furniture stands, and what each piece looks like.

Things stand in a row behind the kerb, so that the pavement beyond it stays free for walking; flat things lie where
feet or wheels pass over them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import shapely
from shapely.geometry import LineString, Point

from district_builder.domain.frames import Point2
from district_builder.domain.layout import RoadKind
from district_builder.domain.plan import PlannedRoad
from district_builder.geometry.parts import Parts, Side
from district_builder.stages.colours import linear
from district_builder.stages.contact import darken_ground
from district_builder.stages.crossings import CROSSING_LENGTH
from district_builder.stages.detail import Detail
from district_builder.stages.flat_things import build_flat, place_covers
from district_builder.stages.ground import Ground
from district_builder.stages.items import FLAT, Item, Kind
from district_builder.stages.parked import park_bicycles, park_scooter
from district_builder.stages.plants import plant_tree, pot_plant
from district_builder.stages.posts import hang_cloth, stand_bollard, stand_lamp, stand_pole
from district_builder.stages.signals import build_signal, place_signals
from district_builder.stages.surfaces import PLAIN
from district_builder.stages.tactile import footprint, lay_tactile

POLE_STEP = 32.0
ROW_OFFSET, ROW_STEP = 0.7, 4.5  # metres from the carriageway's edge, and from one place in the row to the next
BOLLARD_OFFSET = 0.35
CLEAR_OF_BLOCKS = 0.6  # metres from the middle of what stands to tactile paving
POSTS = (Kind.TREE, None, Kind.TREE, None, Kind.LAMP, None)
FILLERS: tuple[Kind, ...] = (Kind.BENCH, Kind.PLANTER, Kind.PLANTER, Kind.SCOOTER, Kind.SCOOTER, Kind.BICYCLES)
LEAST_FOR_POSTS, LEAST_FOR_ALL = 2.4, 3.5  # metres of pavement that leave 1.5 m to walk on, goods at the walls included
FILLED = 0.42  # the share of places between trees and lamps at which something stands


def place_furniture(roads: Sequence[PlannedRoad], ground: Ground, *, seed: str) -> tuple[Item, ...]:
    """Rows of furniture along every street's kerb, what guards its crossings, and what lies in the ground."""
    tactile = lay_tactile(roads, ground, seed=seed)
    signals = place_signals(ground.zebras, ground.pavement, seed=seed)
    free = ground.pavement.buffer(-0.3).difference(ground.crossings.buffer(2.5))
    blocked = [Point(item.x, item.y).buffer(1.6) for item in signals]
    blocked += [footprint(item).buffer(CLEAR_OF_BLOCKS) for item in tactile]
    free = free.difference(shapely.union_all(blocked))
    shapely.prepare(free)
    items: list[Item] = []
    for road in roads:
        if road.kind is RoadKind.STREET and road.pavement_width_metres >= LEAST_FOR_POSTS:
            for side in (1.0, -1.0):
                items += _row(road, side, free, seed=seed)
    items += _bollards(ground, seed=seed)
    items += signals
    items += tactile
    items += place_covers(roads, ground, seed=seed)
    return tuple(items)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowSpot:
    """A place in the row behind a street's kerb. `post` is the tree, lamp or pole that belongs there, if any."""

    number: int
    x: float
    y: float
    turn_radians: float
    post: Kind | None


def row_spots(road: PlannedRoad, side: float) -> list[RowSpot]:
    """The row on one side (1 left, -1 right): a tree or a lamp at every other place, poles on the left only."""
    line = LineString(road.centreline)
    offset = side * (road.carriageway_width_metres / 2 + ROW_OFFSET)
    found = []
    for number in range(int(line.length / ROW_STEP)):
        x, y, turn = _beside(line, number * ROW_STEP + 2.0, offset)
        is_pole = side > 0 and number % round(POLE_STEP / ROW_STEP) == 3
        post = Kind.POLE if is_pole else POSTS[number % len(POSTS)]
        found.append(RowSpot(number=number, x=x, y=y, turn_radians=turn, post=post))
    return found


def _row(road: PlannedRoad, side: float, free: shapely.Geometry, *, seed: str) -> list[Item]:
    found: list[Item] = []
    poles: list[tuple[float, float, float]] = []
    for spot in row_spots(road, side):
        x, y, turn = spot.x, spot.y, spot.turn_radians
        if not shapely.contains(free, Point(x, y)):
            continue
        if spot.post is Kind.POLE:
            poles.append((x, y, turn))
            continue
        name = f"{seed}/{road.road_id}/{side}/{spot.number}"
        luck = Random(name)
        kind: Kind | None = spot.post
        if kind is None and road.pavement_width_metres >= LEAST_FOR_ALL and luck.random() < FILLED:
            kind = luck.choice(FILLERS)
        if kind is not None:
            found.append(Item(kind=kind, x=x, y=y, turn_radians=turn, seed=name))
    for index, (x, y, turn) in enumerate(poles):
        following = poles[index + 1][:2] if index + 1 < len(poles) else None
        near = following is not None and np.hypot(following[0] - x, following[1] - y) < 2.2 * POLE_STEP
        found.append(
            Item(
                kind=Kind.POLE,
                x=x,
                y=y,
                turn_radians=turn,
                seed=f"{seed}/{road.road_id}/pole/{index}",
                next_pole=following if near else None,
            )
        )
    return found


def _beside(line: LineString, at: float, offset: float) -> tuple[float, float, float]:
    """A point `offset` metres left of the line and the line's direction there."""
    a, b = line.interpolate(at), line.interpolate(min(at + 0.5, line.length))
    turn = float(np.arctan2(b.y - a.y, b.x - a.x))
    return float(a.x - np.sin(turn) * offset), float(a.y + np.cos(turn) * offset), turn


def _bollards(ground: Ground, *, seed: str) -> list[Item]:
    """A row at both ends of every crossing, before the warning blocks, wide enough apart for a wheelchair."""
    found = []
    room = ground.pavement.buffer(-0.1)
    shapely.prepare(room)
    for number, zebra in enumerate(ground.zebras):
        for side in (1.0, -1.0):
            for index, share in enumerate((-0.4, -0.13, 0.13, 0.4)):
                foot = zebra.at(share * CROSSING_LENGTH, side * (zebra.carriageway_width_metres / 2 + BOLLARD_OFFSET))
                if shapely.contains(room, Point(foot)):
                    name = f"{seed}/bollard/{number}/{side}/{index}"
                    found.append(Item(kind=Kind.BOLLARD, x=foot.x, y=foot.y, turn_radians=0.0, seed=name))
    return found


def build_item(parts: Parts, item: Item, *, detail: Detail) -> None:
    """Record one item; the parts' frame is the district's before and after."""
    luck = Random(item.seed)
    parts.stand_in_district()
    if item.kind in FLAT:
        build_flat(parts, item, detail=detail)
    elif item.kind is Kind.TREE:
        _pit(parts, item)
        plant_tree(parts, item.x, item.y, base=0.0, luck=luck, detail=detail)
    elif item.kind is Kind.LAMP:
        stand_lamp(parts, item, detail=detail)
        hang_cloth(parts, item, number=luck.randrange(2), detail=detail)
        _darken_post(parts, item, 0.12, detail=detail)
    elif item.kind is Kind.POLE:
        stand_pole(parts, item, detail=detail)
        _darken_post(parts, item, 0.2, detail=detail)
    elif item.kind is Kind.BOLLARD:
        stand_bollard(parts, item)
        _darken_post(parts, item, 0.12, detail=detail)
    else:
        ahead = Point2(item.x + float(np.cos(item.turn_radians)), item.y + float(np.sin(item.turn_radians)))
        parts.stand_at(Point2(item.x, item.y), ahead)
        _build_turned(parts, item, luck, detail=detail)
        parts.stand_in_district()


def _build_turned(parts: Parts, item: Item, luck: Random, *, detail: Detail) -> None:
    """What stands in a frame of its own, x along the item's turn."""
    if item.kind is Kind.SIGNAL:
        build_signal(parts, item.reach_metres, detail=detail)
        darken_ground(parts, (-0.2, 0.2), (-0.2, 0.2), detail=detail)
    elif item.kind is Kind.SCOOTER:
        darken_ground(parts, (-0.85, 0.8), (-0.2, 0.2), detail=detail)
        park_scooter(parts, luck, detail=detail)
    elif item.kind is Kind.BICYCLES:
        darken_ground(parts, (-0.95, 0.95), (-0.25, 0.25), detail=detail)
        park_bicycles(parts, luck, detail=detail)
    elif item.kind is Kind.BENCH:
        darken_ground(parts, (-0.8, 0.8), (-0.22, 0.22), detail=detail)
        _bench(parts)
    else:
        darken_ground(parts, (-0.75, 0.75), (-0.3, 0.3), detail=detail)
        _planter(parts, luck, detail=detail)


def _darken_post(parts: Parts, item: Item, radius: float, *, detail: Detail) -> None:
    darken_ground(parts, (item.x - radius, item.x + radius), (item.y - radius, item.y + radius), detail=detail)


def _pit(parts: Parts, item: Item) -> None:
    """A tree's square of earth in a stone rim, turned with the street."""
    ahead = Point2(item.x + float(np.cos(item.turn_radians)), item.y + float(np.sin(item.turn_radians)))
    parts.stand_at(Point2(item.x, item.y), ahead)
    for half, level, code in ((0.5, 0.012, "#8f8a82"), (0.42, 0.018, "#4c4238")):
        parts.panel(PLAIN, (-half, -half, level), (2 * half, 0, 0), (0, 2 * half, 0), tint=linear(code))
    parts.stand_in_district()


def _bench(parts: Parts) -> None:
    wood = linear("#a6764a")
    for y in (-0.22, -0.07, 0.08):
        parts.box(PLAIN, (-0.8, y, 0.4), (0.8, y + 0.13, 0.45), tint=wood, sides=Side.ALL)
    for x in (-0.7, 0.6):
        parts.box(PLAIN, (x, -0.18, 0.0), (x + 0.1, 0.18, 0.4), tint=linear("#50545a"), sides=Side.ALL)


def _planter(parts: Parts, luck: Random, *, detail: Detail) -> None:
    everywhere = Side.ALL & ~Side.BOTTOM
    parts.box(PLAIN, (-0.75, -0.3, 0.0), (0.75, 0.3, 0.45), tint=linear("#8c7c6a"), sides=everywhere)
    for x in (-0.45, 0.0, 0.45):
        pot_plant(parts, x, 0.0, luck=luck, detail=detail, blooms=luck.random() < 0.6)
