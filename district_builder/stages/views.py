"""Places worth standing at: both ends of the main street, a crossing, a plaza, a store's front, and one from above."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from shapely.geometry import LineString, MultiPoint, Point

from district_builder.domain.frames import Point3
from district_builder.domain.layout import RoadKind
from district_builder.domain.places import Frontage, PlacementKind, View
from district_builder.domain.plan import PlacedStreet, PlannedRoad, StreetWall
from district_builder.geometry.daylight import Daylight
from district_builder.geometry.paving import polygons_of
from district_builder.stages.furniture import row_spots
from district_builder.stages.ground import Ground, outline

EYE_METRES = 1.6
COMPANY = 4.0  # street fronts that make a lively stretch, upper tenants counting less
FRONT_METRES, ASIDE_METRES = 4.9, 1.6  # where one stands before a front
ENOUGH_METRES = 1.8  # between a post and the line of sight
GOOD_WIDTH_METRES = 6.7  # fills the picture from there
LEAST_INCIDENCE = 0.12  # of the level part of sunlight on a wall
NEAREST_METRES, SEEN_METRES = 7.0, 72.0  # doors nearer than this are beside one, farther ones too small


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
        views += [_plaza(street, fronts), _front(street, fronts)]
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
    """The street or lane with the most stores; the plan's first street where there are none."""
    doors = Counter(placement.street for placement in street.placements)

    def worth(road: PlannedRoad) -> tuple[int, bool]:
        return doors[road.name] if road.name else 0, road.kind is RoadKind.STREET

    return max(street.plan.roads, key=worth, default=None)


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
    """Before the first stores that stand together, and past the liveliest stretch of the farther half, seen back.

    A street's last stragglers make a dull end: the second place is where most stores of both sides lie behind one.
    """
    pieces = [road, *(other for other in street.plan.roads if other.name == road.name and other.name)]
    doors = sorted(
        (place.along_street_metres, place.is_left_side, 1.0 if place.kind is PlacementKind.STREET_FRONT else 0.3)
        for place in street.placements
        if place.street == road.name and road.name
    )
    begins = min(piece.start_metres for piece in pieces)
    ends = max(piece.start_metres + _length(piece) for piece in pieces)
    first = first_lively_door(doors) if doors else begins + 26.0
    start, ahead = _stand_along(pieces, max(begins + 4.0, first - 22.0), 1.0)
    at, near_side = past_most_doors(doors, (first + doors[-1][0] if doors else begins + ends) / 2, ends)
    end, forth = _stand_along(pieces, at, near_side)
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
            heading_degrees=round((forth + 180.0 + 12.0 * near_side) % 360, 2),
            pitch_degrees=4.0,
        ),
    ]


def first_lively_door(doors: Sequence[tuple[float, bool, float]]) -> float:
    """Metres of the first door that has company within sight, or of the first of all. `doors` as below, in order."""
    for metres, _, _ in doors:
        if sum(weight for other, _, weight in doors if metres <= other <= metres + SEEN_METRES) >= COMPANY:
            return metres
    return doors[0][0]


def past_most_doors(doors: Sequence[tuple[float, bool, float]], half_way: float, ends: float) -> tuple[float, float]:
    """The place, half way along the doors or further, where most of them lie behind one, and the side with more.

    Metres along the street; 1 is left, -1 right. `doors` are metres, whether on the left, and what one counts: the
    more the nearer it is.
    """
    best: tuple[float, float, float] = (0.0, ends - 4.0, 1.0)
    for at in np.arange(half_way, ends - 3.9, 2.0).tolist():
        sides = [0.0, 0.0]
        for metres, is_left, weight in doors:
            if NEAREST_METRES <= at - metres <= SEEN_METRES:
                sides[is_left] += weight * (1.0 - (at - metres) / SEEN_METRES)
        right, left = sides
        best = max(best, (round(left + right + min(left, right), 6), at, 1.0 if left > right else -1.0))
    return best[1], best[2]


def _length(road: PlannedRoad) -> float:
    return float(LineString(road.centreline).length)


def _stand_along(pieces: Sequence[PlannedRoad], metres: float, side: float) -> tuple[Point3, float]:
    """The eye on the roadway, nearer to one side (1 left, -1 right), and the street's heading there."""
    before = [piece for piece in pieces if piece.start_metres <= metres]
    piece = max(before or pieces, key=lambda piece: piece.start_metres if before else -piece.start_metres)
    return _along(piece, min(max(metres - piece.start_metres, 0.0), _length(piece)), side * _roadside(piece))


def _roadside(road: PlannedRoad) -> float:
    """An offset within the lane at the kerb, clear of trees, masts and what is parked."""
    return max(road.carriageway_width_metres / 2 - 3.2, 0.0)


def _crossing(road: PlannedRoad, ground: Ground) -> View | None:
    line = LineString(road.centreline)
    areas = [area for area in polygons_of(ground.crossings) if area.distance(line) < 0.5]
    if not areas:
        return None
    at = line.project(min(areas, key=lambda area: line.project(area.centroid)).centroid)
    eye, ahead = _along(road, max(at - 6.4, 0.0), -(road.carriageway_width_metres / 2 + 0.25))
    return View(
        name="crossing",
        title_ko="건널목",
        position_in_district=eye,
        heading_degrees=(ahead - 28.0) % 360,
        pitch_degrees=0.0,
    )


def _plaza(street: PlacedStreet, fronts: Sequence[Frontage]) -> View:
    """The building with the most tenants, seen from across the street; a tenant in the sun counts one and a half."""
    tenants: dict[str, int] = {}
    for placement in street.placements:
        tenants[placement.building_id] = tenants.get(placement.building_id, 0) + 1
    sunny = {front.building_id for front in fronts if _is_sunlit(front)}
    owners = {front.building_id for front in fronts}
    building_id = max(sorted(owners), key=lambda key: tenants[key] * (1.5 if key in sunny else 1.0))
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


def _is_sunlit(frontage: Frontage) -> bool:
    """Whether a front looks towards the sun of a common day."""
    (ax, ay), (bx, by) = frontage.left_foot_in_district, frontage.right_foot_in_district
    sun_x, sun_y, _ = Daylight().towards_sun
    return bool(((by - ay) * sun_x - (bx - ax) * sun_y) / frontage.width_metres > LEAST_INCIDENCE)


def _front(street: PlacedStreet, fronts: Sequence[Frontage]) -> View:
    """A store of good width in the sun, a little aslant from the kerb, so that its glass can be read.

    Of such stores one is taken that no tree, lamp or pole of the kerb's row hides.
    """
    sunny = [front for front in fronts if _is_sunlit(front)] or list(fronts)
    posts = MultiPoint(
        [
            (spot.x, spot.y)
            for road in street.plan.roads
            if road.kind is RoadKind.STREET
            for side in (1.0, -1.0)
            for spot in row_spots(road, side)
            if spot.post is not None
        ]
    )
    frontage = max(sunny, key=lambda front: (_showing(front, posts), front.store_id))
    eye, heading = _aslant(frontage)
    return View(name="front", title_ko="가게 앞", position_in_district=eye, heading_degrees=heading, pitch_degrees=4.0)


def _aslant(frontage: Frontage) -> tuple[Point3, float]:
    """The eye before a front and left of its middle, and the heading to the middle."""
    (ax, ay), (bx, by) = frontage.left_foot_in_district, frontage.right_foot_in_district
    ux, uy = (bx - ax) / frontage.width_metres, (by - ay) / frontage.width_metres
    out_x, out_y = uy, -ux
    dx, dy = out_x * FRONT_METRES - ux * ASIDE_METRES, out_y * FRONT_METRES - uy * ASIDE_METRES
    return Point3((ax + bx) / 2 + dx, (ay + by) / 2 + dy, EYE_METRES), _heading(-dx, -dy)


def _showing(frontage: Frontage, posts: MultiPoint) -> float:
    """How well a front shows: metres beside the sight that no post stands in, less what its width is off."""
    eye, _ = _aslant(frontage)
    (ax, ay), (bx, by) = frontage.left_foot_in_district, frontage.right_foot_in_district
    sight = LineString([eye[:2], ((ax + bx) / 2, (ay + by) / 2)])
    clear = ENOUGH_METRES if posts.is_empty else min(float(posts.distance(sight)), ENOUGH_METRES)
    return clear - 0.5 * abs(frontage.width_metres - GOOD_WIDTH_METRES)


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
