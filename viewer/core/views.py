"""The text of `--at` and of deep links as a pose."""

import math
import re

from district_builder.domain.frames import LonLat, Point2
from district_builder.domain.layout import Ring
from viewer.core.errors import ViewError
from viewer.core.places import Places, StorePlace
from viewer.core.pose import Pose, heading_degrees_towards
from viewer.core.walking import EYE_HEIGHT_METRES, Ground

STORE_DISTANCE_METRES = 4.0
DOOR_AIM_METRES = 2.2
_DEGREES = re.compile(r"^-?\d{1,3}\.\d{4,}$")
_USAGE = "Write east,north,heading or east,north,height,heading[,pitch], lon,lat,heading, #store-id, or a view's name"


def start_pose(places: Places, ground: Ground) -> Pose:
    """Where a walk begins when nobody says: the spawn point, else the first store, else the anchor looking north."""
    spawn = places.spawn
    if spawn is not None:
        return Pose(
            east=spawn.position_in_district.x,
            north=spawn.position_in_district.y,
            height=spawn.position_in_district.z,
            heading_degrees=spawn.heading_degrees,
            pitch_degrees=spawn.pitch_degrees,
        )
    if places.stores:
        return pose_before_store(places.stores[0], places, ground)
    return Pose(east=0.0, north=0.0, height=EYE_HEIGHT_METRES, heading_degrees=0.0)


def parse_view(text: str, places: Places, ground: Ground) -> Pose:
    """Read where to stand: numbers, a named view, or `#store-id` for 4 m in front of that store.

    Three numbers are longitude, latitude and heading when the first two have four decimals or more and lie within
    0.2° of the district's anchor; otherwise they are metres east and north of it.

    Raises:
        ViewError: the text is none of these; the message names the views there are.
    """
    text = text.strip().removeprefix("#at=")
    if "," in text:
        return _pose_from_numbers(text, places)
    for view in places.views:
        if text in (view.name, view.title_ko):
            x, y, z = view.position_in_district
            return Pose(
                east=x, north=y, height=z, heading_degrees=view.heading_degrees, pitch_degrees=view.pitch_degrees
            )
    store = places.store_by_id.get(text.removeprefix("#"))
    if store is not None:
        return pose_before_store(store, places, ground)
    names = ", ".join(view.name for view in places.views[:8]) or "none"
    raise ViewError(f"{text!r} is neither a store id nor a view of this district (views: {names}). {_USAGE}.")


def pose_before_store(store: StorePlace, places: Places, ground: Ground) -> Pose:
    """Stand 4 m in front of a store, further back for upper storeys, and look at it; street trees stand farther out."""
    target = Point2(store.anchor_in_district.x, store.anchor_in_district.y)
    height = store.anchor_in_district.z
    is_low = store.storey == 1
    outward = _outward(store, places)
    back = STORE_DISTANCE_METRES if is_low else max(STORE_DISTANCE_METRES, min(height * 1.1, 12.0))
    base = _middle(store.frontage) if store.frontage else store.door_in_district
    feet = ground.nearest_standing_place(Point2(base.x + outward.x * back, base.y + outward.y * back))
    looked_at = base if is_low else target
    away = max(math.dist(feet, looked_at), 0.5)
    aim = DOOR_AIM_METRES if is_low else max(height, 1.2)
    return Pose(
        east=feet.x,
        north=feet.y,
        height=EYE_HEIGHT_METRES,
        heading_degrees=heading_degrees_towards(feet, looked_at),
        pitch_degrees=math.degrees(math.atan2(aim - EYE_HEIGHT_METRES, away)),
    )


def _outward(store: StorePlace, places: Places) -> Point2:
    """The unit vector from a store's wall to the pavement; without one, out of the building's nearest wall."""
    if store.frontage:
        left, right = store.frontage
        out = Point2(right.y - left.y, left.x - right.x)
    else:
        building = places.building_by_id.get(store.building_id)
        out = _normal_at(building.outline, store.door_in_district) if building and building.outline else Point2(0, 0)
    length = math.hypot(out.x, out.y)
    return Point2(out.x / length, out.y / length) if length > 1e-6 else Point2(0.0, -1.0)


def _normal_at(outline: Ring, point: Point2) -> Point2:
    """Out of the wall of a counter-clockwise outline that is nearest to a point, of any length."""

    def away(wall: tuple[Point2, Point2]) -> float:
        (ax, ay), (bx, by) = wall
        length_squared = max((bx - ax) ** 2 + (by - ay) ** 2, 1e-12)
        along = max(0.0, min(1.0, ((point.x - ax) * (bx - ax) + (point.y - ay) * (by - ay)) / length_squared))
        return math.dist(point, (ax + along * (bx - ax), ay + along * (by - ay)))

    a, b = min(zip(outline, outline[1:] + outline[:1], strict=True), key=away)
    return Point2(b.y - a.y, a.x - b.x)


def _middle(points: tuple[Point2, ...]) -> Point2:
    return Point2(sum(p.x for p in points) / len(points), sum(p.y for p in points) / len(points))


def _pose_from_numbers(text: str, places: Places) -> Pose:
    words = [word.strip() for word in text.split(",")]
    try:
        numbers = [float(word) for word in words]
    except ValueError as error:
        raise ViewError(f"{text!r} holds something that is not a number. {_USAGE}.") from error
    if not 3 <= len(numbers) <= 5 or not all(math.isfinite(number) for number in numbers):
        raise ViewError(f"{text!r} has {len(numbers)} numbers. {_USAGE}.")
    first, second = numbers[0], numbers[1]
    anchor = places.frame.anchor
    is_degrees = all(_DEGREES.match(word) for word in words[:2])
    if is_degrees and abs(first - anchor.lon) < 0.2 and abs(second - anchor.lat) < 0.2:
        first, second = places.frame.district_from_wgs84(LonLat(first, second))
    height = numbers[2] if len(numbers) >= 4 else EYE_HEIGHT_METRES
    heading = numbers[3] if len(numbers) >= 4 else numbers[2]
    pitch = numbers[4] if len(numbers) == 5 else 0.0
    return Pose(
        east=first,
        north=second,
        height=height,
        heading_degrees=heading % 360.0,
        pitch_degrees=max(-80.0, min(80.0, pitch)),
    )
