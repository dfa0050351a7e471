"""The stores around a pair of feet, in the order in which one would point at them."""

import math

from district_builder.domain.frames import Point2
from viewer.core.places import Places, StorePlace
from viewer.core.pose import Pose, heading_degrees_towards
from viewer.core.walking import EYE_HEIGHT_METRES

NEARBY_METRES = 30.0


def stores_nearby(places: Places, feet: Point2) -> tuple[StorePlace, ...]:
    """Stores within 30 m, by heading clockwise from north, lower storeys first where they stand one above the other."""

    def distance(store: StorePlace) -> float:
        return math.dist((store.anchor_in_district.x, store.anchor_in_district.y), feet)

    def turn(store: StorePlace) -> tuple[float, float, str]:
        return round(heading_to(store, feet), 3), store.anchor_in_district.z, store.store_id

    return tuple(sorted((store for store in places.stores if distance(store) <= NEARBY_METRES), key=turn))


def next_store(stores: tuple[StorePlace, ...], *, after: str, pose: Pose, step: int) -> StorePlace | None:
    """The store `step` places after one, or the one nearest to the middle of the view when that one is not there."""
    if not stores:
        return None
    ids = [store.store_id for store in stores]
    if after in ids:
        return stores[(ids.index(after) + step) % len(stores)]

    def off_centre(store: StorePlace) -> float:
        return abs((heading_to(store, pose.feet_in_district) - pose.heading_degrees + 180.0) % 360.0 - 180.0)

    return min(stores, key=off_centre)


def heading_to(store: StorePlace, feet: Point2) -> float:
    return heading_degrees_towards(feet, Point2(store.anchor_in_district.x, store.anchor_in_district.y))


def facing(pose: Pose, store: StorePlace) -> Pose:
    """The same feet, turned to look at a store's sign."""
    away = max(math.dist((store.anchor_in_district.x, store.anchor_in_district.y), pose.feet_in_district), 0.5)
    rise = math.degrees(math.atan2(store.anchor_in_district.z - EYE_HEIGHT_METRES, away))
    heading = heading_to(store, pose.feet_in_district)
    return Pose(
        east=pose.east,
        north=pose.north,
        height=pose.height,
        heading_degrees=heading,
        pitch_degrees=max(-60.0, min(60.0, rise)),
    )
