"""Where a visitor may go and where it is worth standing."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import shapely
from shapely.geometry import LineString, Point
from shapely.geometry.polygon import orient

from district_builder.domain.frames import Point2, Point3
from district_builder.domain.layout import RoadKind
from district_builder.domain.places import Frontage, PlacementKind, View, WalkableArea
from district_builder.domain.plan import PlacedStreet, PlannedRoad, StreetWall
from district_builder.geometry.paving import area_without, common_area, polygons_of
from district_builder.stages.furniture import Item, Kind
from district_builder.stages.ground import MARGIN_METRES, Ground, outline

EYE_METRES = 1.6
SMALLEST_SQUARE_METRES = 25.0
GIRTHS = {Kind.TREE: 0.3, Kind.LAMP: 0.2, Kind.POLE: 0.3, Kind.BENCH: 0.6, Kind.BOLLARD: 0.15, Kind.PLANTER: 0.7}


def find_walkable(ground: Ground, items: Sequence[Item]) -> WalkableArea:
    """Roadways, pavements and lots up to the district's edge, without what stands there."""
    open_ground = shapely.union_all(
        [ground.roadway, ground.white, ground.yellow, ground.kerb, ground.pavement, ground.lot], grid_size=0.01
    )
    inside = common_area(open_ground, ground.extent.buffer(-MARGIN_METRES / 3), grid_metres=0.01)
    things = shapely.union_all([Point(item.x, item.y).buffer(GIRTHS[item.kind], 2) for item in items])
    area = shapely.simplify(area_without(inside, things, grid_metres=0.01), 0.03)
    large = sorted(
        (polygon for polygon in polygons_of(area) if polygon.area >= SMALLEST_SQUARE_METRES),
        key=lambda polygon: -polygon.area,
    )
    return WalkableArea(
        polygons=tuple(
            (_ring(turned.exterior), tuple(_ring(hole) for hole in turned.interiors))
            for turned in (orient(polygon) for polygon in large)
        )
    )


def _ring(ring: shapely.LinearRing) -> tuple[Point2, ...]:
    return tuple(Point2(x, y) for x, y in ring.coords[:-1])


def choose_views(street: PlacedStreet, ground: Ground) -> tuple[View, ...]:
    """Six places that show a district: both ends of its main street, a plaza, a front, a crossing, and from above."""
    views: list[View] = []
    main = _main_road(street)
    if main is not None:
        views += _ends(main, street)
        crossing = _crossing(main, ground)
        views += [crossing] if crossing is not None else []
    fronts = [p.frontage for p in street.placements if p.kind is PlacementKind.STREET_FRONT and p.frontage is not None]
    if fronts:
        by_width = sorted(fronts, key=lambda front: (-round(front.width_metres), front.store_id))
        views += [_plaza(street, fronts), _before(by_width[len(by_width) // 3])]
    views.append(_above(ground, main))
    if not any(view.is_spawn for view in views):
        first = views[0]
        views[0] = View(
            name=first.name,
            title_ko=first.title_ko,
            position_in_district=first.position_in_district,
            heading_degrees=first.heading_degrees,
            pitch_degrees=first.pitch_degrees,
            is_spawn=True,
        )
    return tuple(views)


def _main_road(street: PlacedStreet) -> PlannedRoad | None:
    """The street with the most stores; the plan's first where there are none."""
    roads = street.plan.roads
    streets = [road for road in roads if road.kind is RoadKind.STREET] or list(roads)
    doors = Counter(placement.street for placement in street.placements)
    return max(streets, key=lambda road: doors[road.name] if road.name else 0, default=None)


def _heading(dx: float, dy: float) -> float:
    return round(float(np.degrees(np.arctan2(dx, dy))) % 360.0, 2)


def _along(road: PlannedRoad, at: float, offset: float) -> tuple[Point3, float]:
    """The eye `offset` metres left of the road's line at a distance along it, and the road's heading there."""
    line = LineString(road.centreline)
    a, b = line.interpolate(at), line.interpolate(min(at + 1.0, line.length))
    if a.equals(b):
        a, b = line.interpolate(max(at - 1.0, 0.0)), a
    dx, dy = b.x - a.x, b.y - a.y
    length = float(np.hypot(dx, dy)) or 1.0
    here = line.interpolate(at)
    eye = Point3(here.x - dy / length * offset, here.y + dx / length * offset, EYE_METRES)
    return eye, _heading(dx, dy)


def _ends(road: PlannedRoad, street: PlacedStreet) -> list[View]:
    """Where a street's stores begin and end. A street may come in pieces of one name."""
    pieces = [road, *(other for other in street.plan.roads if other.name == road.name and other.name)]
    doors = sorted(p.along_street_metres for p in street.placements if p.street == road.name and road.name)
    doors = doors[: max(1, len(doors) * 9 // 10)]  # a few stragglers do not make a street
    begins = min(piece.start_metres for piece in pieces)
    ends = max(piece.start_metres + _length(piece) for piece in pieces)
    start, ahead = _stand_along(pieces, max(begins + 4.0, min(doors, default=begins + 26.0) - 22.0))
    end, forth = _stand_along(pieces, min(ends - 4.0, max(doors, default=ends - 26.0) + 22.0))
    return [
        View(
            name="start",
            title_ko="거리 시작",
            position_in_district=start,
            heading_degrees=(ahead + 12.0) % 360,
            pitch_degrees=4.0,
            is_spawn=True,
        ),
        View(
            name="end",
            title_ko="거리 끝",
            position_in_district=end,
            heading_degrees=(forth + 180.0 - 12.0) % 360,
            pitch_degrees=4.0,
        ),
    ]


def _length(road: PlannedRoad) -> float:
    return float(LineString(road.centreline).length)


def _stand_along(pieces: Sequence[PlannedRoad], metres: float) -> tuple[Point3, float]:
    """The eye on the roadside at a distance along a street in pieces, and the street's heading there."""
    before = [piece for piece in pieces if piece.start_metres <= metres]
    piece = max(before or pieces, key=lambda piece: piece.start_metres if before else -piece.start_metres)
    return _along(piece, min(max(metres - piece.start_metres, 0.0), _length(piece)), _roadside(piece))


def _roadside(road: PlannedRoad) -> float:
    """An offset on the roadway's left edge, clear of trees and poles."""
    return road.carriageway_width_metres / 2 - 1.2


def _crossing(road: PlannedRoad, ground: Ground) -> View | None:
    line = LineString(road.centreline)
    areas = [area for area in polygons_of(ground.crossings) if area.distance(line) < 0.5]
    if not areas:
        return None
    at = line.project(min(areas, key=lambda area: line.project(area.centroid)).centroid)
    eye, ahead = _along(road, max(at - 7.0, 0.0), -(road.carriageway_width_metres / 2 + 1.2))
    return View(
        name="crossing",
        title_ko="건널목",
        position_in_district=eye,
        heading_degrees=(ahead - 28.0) % 360,
        pitch_degrees=0.0,
    )


def _plaza(street: PlacedStreet, fronts: Sequence[Frontage]) -> View:
    """The building with the most tenants, seen from across the street."""
    tenants: dict[str, int] = {}
    for placement in street.placements:
        tenants[placement.building_id] = tenants.get(placement.building_id, 0) + 1
    owners = {front.building_id for front in fronts}
    building_id = max(sorted(owners), key=lambda key: tenants[key])
    walls = [wall for wall in street.walls if wall.building_id == building_id and wall.bays]
    wall = max(walls, key=lambda wall: (len(wall.bays), wall.width_metres))
    (ax, ay), (bx, by) = wall.left_foot_in_district, wall.right_foot_in_district
    out_x, out_y = (by - ay) / wall.width_metres, -(bx - ax) / wall.width_metres
    side = 0.12 * wall.width_metres
    away = _free_metres(street, wall, most=19.0)
    ux, uy = (bx - ax) / wall.width_metres, (by - ay) / wall.width_metres
    eye = Point3((ax + bx) / 2 + out_x * away + ux * side, (ay + by) / 2 + out_y * away + uy * side, EYE_METRES)
    return View(
        name="plaza",
        title_ko="상가 건물",
        position_in_district=eye,
        heading_degrees=_heading(-out_x * away - ux * side, -out_y * away - uy * side),
        pitch_degrees=19.0,
    )


def _free_metres(street: PlacedStreet, wall: StreetWall, *, most: float) -> float:
    """How far one can step back from a wall before the houses opposite."""
    (ax, ay), (bx, by) = wall.left_foot_in_district, wall.right_foot_in_district
    out_x, out_y = (by - ay) / wall.width_metres, -(bx - ax) / wall.width_metres
    middle_x, middle_y = (ax + bx) / 2, (ay + by) / 2
    sight = LineString(
        [
            (middle_x + out_x * 0.2, middle_y + out_y * 0.2),
            (middle_x + out_x * (most + 2.0), middle_y + out_y * (most + 2.0)),
        ]
    )
    start = Point(sight.coords[0])
    gaps = [start.distance(hit) for b in street.plan.buildings if not (hit := outline(b).intersection(sight)).is_empty]
    return float(max(3.0, min([most, *(gap - 1.5 for gap in gaps)])))


def _before(frontage: Frontage) -> View:
    """Four metres in front of a store, a little from the side."""
    (ax, ay), (bx, by) = frontage.left_foot_in_district, frontage.right_foot_in_district
    ux, uy = (bx - ax) / frontage.width_metres, (by - ay) / frontage.width_metres
    out_x, out_y = uy, -ux
    eye = Point3((ax + bx) / 2 + out_x * 4.0 - ux * 1.2, (ay + by) / 2 + out_y * 4.0 - uy * 1.2, EYE_METRES)
    return View(
        name="front",
        title_ko="가게 앞",
        position_in_district=eye,
        heading_degrees=_heading(-out_x * 4.0 + ux * 1.2, -out_y * 4.0 + uy * 1.2),
        pitch_degrees=7.0,
    )


def _above(ground: Ground, road: PlannedRoad | None) -> View:
    if road is None:
        middle = ground.extent.centroid
        eye, heading = Point3(middle.x, middle.y - 60.0, 60.0), 0.0
    else:
        at = LineString(road.centreline).length * 0.18
        low, heading = _along(road, at, 34.0)
        eye = Point3(low.x, low.y, 42.0)
        heading += 62.0
    return View(
        name="above",
        title_ko="위에서 보기",
        position_in_district=eye,
        heading_degrees=round(heading % 360, 2),
        pitch_degrees=-32.0,
    )
