"""Where street furniture stands (trees, lamps, poles, benches, bollards) and what each looks like."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

import numpy as np
import shapely
from shapely.geometry import LineString, Point

from district_builder.domain.frames import Point2
from district_builder.domain.layout import RoadKind
from district_builder.domain.plan import PlannedRoad
from district_builder.geometry.parts import Parts, Side
from district_builder.geometry.raw_mesh import Shade
from district_builder.stages.colours import linear
from district_builder.stages.detail import Detail
from district_builder.stages.ground import Ground
from district_builder.stages.plants import plant_tree, pot_plant, tube
from district_builder.stages.surfaces import PLAIN


class Kind(StrEnum):
    TREE = "tree"
    LAMP = "lamp"
    POLE = "pole"
    BENCH = "bench"
    BOLLARD = "bollard"
    PLANTER = "planter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A thing on the pavement. `turn_radians` is the road's direction; `next_pole` is where a pole's cables lead."""

    kind: Kind
    x: float
    y: float
    turn_radians: float
    seed: str
    next_pole: tuple[float, float] | None = None


POLE_METRES, POLE_STEP = 8.6, 32.0


def place_furniture(roads: Sequence[PlannedRoad], ground: Ground, *, seed: str) -> tuple[Item, ...]:
    """Rows of furniture along every street's kerb, clear of junctions and crossings."""
    free = ground.pavement.buffer(-0.3).difference(ground.crossings.buffer(2.5))
    shapely.prepare(free)
    items: list[Item] = []
    for road in roads:
        if road.kind is RoadKind.STREET and road.pavement_width_metres >= 1.5:
            for side in (1.0, -1.0):
                items += _row(road, side, free, seed=seed)
    items += _bollards(ground, seed=seed)
    return tuple(items)


def _row(road: PlannedRoad, side: float, free: shapely.Geometry, *, seed: str) -> list[Item]:
    line = LineString(road.centreline)
    offset = road.carriageway_width_metres / 2 + 0.85
    found: list[Item] = []
    poles: list[tuple[float, float, float]] = []
    step = 4.5
    for number in range(int(line.length / step)):
        at = number * step + 2.0
        x, y, turn = _beside(line, at, side * offset)
        luck = Random(f"{seed}/{road.road_id}/{side}/{number}")
        if not shapely.contains(free, Point(x, y)):
            continue
        if side > 0 and number % round(POLE_STEP / step) == 3:
            poles.append((x, y, turn))
            continue
        kind = (Kind.TREE, None, Kind.TREE, None, Kind.LAMP, None)[number % 6]
        if kind is None and luck.random() < 0.22:
            kind = luck.choice((Kind.BENCH, Kind.PLANTER, Kind.PLANTER))
        if kind is not None:
            found.append(Item(kind=kind, x=x, y=y, turn_radians=turn, seed=f"{seed}/{road.road_id}/{side}/{number}"))
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
    """A row at both ends of every crossing."""
    found = []
    kerbside = ground.crossings.buffer(0.7).intersection(ground.pavement)
    for number, piece in enumerate(getattr(kerbside, "geoms", [kerbside])):
        if piece.is_empty or piece.area < 0.5:
            continue
        spine = LineString(shapely.get_coordinates(piece.minimum_rotated_rectangle)[:2])
        other = LineString(shapely.get_coordinates(piece.minimum_rotated_rectangle)[1:3])
        long = spine if spine.length > other.length else other
        middle = piece.centroid
        shift = (middle.x - long.centroid.x, middle.y - long.centroid.y)
        for share in (0.1, 0.37, 0.63, 0.9):
            point = long.interpolate(share, normalized=True)
            found.append(
                Item(
                    kind=Kind.BOLLARD,
                    x=point.x + shift[0],
                    y=point.y + shift[1],
                    turn_radians=0.0,
                    seed=f"{seed}/bollard/{number}/{share}",
                )
            )
    return found


def build_item(parts: Parts, item: Item, *, detail: Detail) -> None:
    """Record one item in the district frame."""
    luck = Random(item.seed)
    parts.stand_in_district()
    if item.kind is Kind.TREE:
        parts.box(
            PLAIN,
            (item.x - 0.6, item.y - 0.6, 0.0),
            (item.x + 0.6, item.y + 0.6, 0.02),
            tint=linear("#4c4238"),
            sides=Side.TOP,
        )
        plant_tree(parts, item.x, item.y, base=0.0, luck=luck, detail=detail)
    elif item.kind is Kind.LAMP:
        _lamp(parts, item, detail=detail)
    elif item.kind is Kind.POLE:
        _pole(parts, item, detail=detail)
    elif item.kind is Kind.BENCH:
        _bench(parts, item)
    elif item.kind is Kind.BOLLARD:
        size = (0.09, 0.09, 0.85)
        parts.form(tube(8), PLAIN, (item.x, item.y, 0.0), scale=size, tint=linear("#5a6068"))
        band = (0.095, 0.095, 0.1)
        parts.form(tube(8), PLAIN, (item.x, item.y, 0.62), scale=band, tint=linear("#e8c23a"))
    else:
        _planter(parts, item, luck, detail=detail)


def _lamp(parts: Parts, item: Item, *, detail: Detail) -> None:
    grey = linear("#4a5058")
    sides = 8 if detail is Detail.NEAR else 5
    parts.form(tube(sides, 0.7), PLAIN, (item.x, item.y, 0.0), scale=(0.09, 0.09, 6.2), tint=grey)
    reach_x, reach_y = np.sin(item.turn_radians) * 1.3, -np.cos(item.turn_radians) * 1.3
    arm = (item.x, item.y, 6.1)
    parts.panel(PLAIN, arm, (reach_x, reach_y, 0.3), (0, 0, 0.09), tint=grey)
    parts.panel(PLAIN, (item.x + reach_x, item.y + reach_y, 6.4), (-reach_x, -reach_y, -0.3), (0, 0, 0.09), tint=grey)
    x, y = item.x + reach_x, item.y + reach_y
    parts.box(PLAIN, (x - 0.28, y - 0.14, 6.36), (x + 0.28, y + 0.14, 6.48), tint=linear("#d8d8d4"), sides=Side.ALL)


def _pole(parts: Parts, item: Item, *, detail: Detail) -> None:
    """A utility pole with its transformer and the cables to the next one."""
    sides = 10 if detail is Detail.NEAR else 6
    concrete = linear("#a8a49c")
    parts.form(tube(sides, 0.7), PLAIN, (item.x, item.y, 0.0), scale=(0.17, 0.17, POLE_METRES), tint=concrete)
    parts.form(tube(sides), PLAIN, (item.x + 0.34, item.y, 6.6), scale=(0.22, 0.22, 0.8), tint=linear("#7c8288"))
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
            parts.panel(PLAIN, start, ahead, (0, 0, 0.028), tint=black, shade=Shade.GLOWING)
            end = (start[0] + ahead[0], start[1] + ahead[1], start[2] + ahead[2])
            parts.panel(PLAIN, end, (-ahead[0], -ahead[1], -ahead[2]), (0, 0, 0.028), tint=black, shade=Shade.GLOWING)


def _bench(parts: Parts, item: Item) -> None:
    ahead = (float(np.cos(item.turn_radians)), float(np.sin(item.turn_radians)))
    _stand(parts, item, ahead)
    wood = linear("#a6764a")
    parts.box(PLAIN, (-0.8, -0.22, 0.4), (0.8, 0.22, 0.46), tint=wood, sides=Side.ALL)
    for x in (-0.7, 0.6):
        parts.box(PLAIN, (x, -0.18, 0.0), (x + 0.1, 0.18, 0.4), tint=linear("#50545a"), sides=Side.ALL)
    parts.stand_in_district()


def _planter(parts: Parts, item: Item, luck: Random, *, detail: Detail) -> None:
    _stand(parts, item, (float(np.cos(item.turn_radians)), float(np.sin(item.turn_radians))))
    parts.box(PLAIN, (-0.75, -0.3, 0.0), (0.75, 0.3, 0.45), tint=linear("#8c7c6a"), sides=Side.ALL & ~Side.BOTTOM)
    for x in (-0.45, 0.0, 0.45):
        pot_plant(parts, x, 0.0, luck=luck, detail=detail, blooms=luck.random() < 0.6)
    parts.stand_in_district()


def _stand(parts: Parts, item: Item, ahead: tuple[float, float]) -> None:
    parts.stand_at(Point2(item.x, item.y), Point2(item.x + ahead[0], item.y + ahead[1]))
