"""Which stores belong to the district's surroundings, and which points cannot be right."""

import math
import statistics
from collections import defaultdict
from collections.abc import Iterable, Sequence

from district_builder.domain.frames import DistrictFrame, LonLat, Point2
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.row_notes import note_on
from district_builder.domain.stores import Store
from district_builder.sources.address import address_key, region_of
from district_builder.sources.josa import with_particle
from district_builder.sources.plane import Plane
from district_builder.sources.store_reading import StoreReading

LEAST_REACH_METRES = 5_000.0
MOST_REACH_METRES = 60_000.0
OUTLIER_METRES = 300.0


def drop_outside(
    readings: Sequence[StoreReading],
    *,
    frame: DistrictFrame,
    layout_reach_metres: float = 0.0,
    streets: Iterable[str] = (),
) -> tuple[list[StoreReading], list[BuildNote]]:
    """Leave out stores far from everything else; where only the point is wrong, drop the point and keep the store.

    Far means beyond 4 times the median distance from the anchor, at least 5 km and 2 km beyond the layout. A far point
    is a mistake when a near store lies on the same road of the same city, or the road is one of the district's.
    """
    plane = Plane(frame)
    away = [_away(plane, reading.place) for reading in readings]
    known = [distance for distance in away if distance is not None]
    reach = max(LEAST_REACH_METRES, layout_reach_metres + 2_000.0, 4 * statistics.median(known) if known else 0.0)
    reach = min(reach, MOST_REACH_METRES)
    regions_of_rows = [region_of(reading.store.address) for reading in readings]
    near = [
        (region, reading.store.address.road)
        for reading, region, distance in zip(readings, regions_of_rows, away, strict=True)
        if distance is not None and distance <= reach
    ]
    near_roads = {(region, road) for region, road in near if road}
    regions = {region for region, _ in near}
    near_roads |= {(region, street) for region in regions for street in streets}
    kept, notes = [], []
    for reading, region, distance in zip(readings, regions_of_rows, away, strict=True):
        if distance is None and regions and region and region not in regions:
            notes.append(_note_elsewhere(reading.store, region))
        elif distance is None or distance <= reach:
            kept.append(reading)
        elif (region, reading.store.address.road) in near_roads:
            kept.append(reading.at(None))
            notes.append(_note_wrong_point(reading.store, distance))
        else:
            notes.append(_note_outside(reading.store, distance))
    return kept, notes


def settle_same_address(
    readings: Sequence[StoreReading], *, frame: DistrictFrame
) -> tuple[list[StoreReading], list[BuildNote]]:
    """Where three or more rows share a road and number, a point over 300 m from their middle is replaced by it."""
    plane = Plane(frame)
    shared: dict[object, list[int]] = defaultdict(list)
    for index, reading in enumerate(readings):
        if reading.place and (key := address_key(reading.store.address)):
            shared[key].append(index)
    settled, notes = list(readings), []
    for indices in shared.values():
        if len(indices) < 3 or len({readings[index].place for index in indices}) == 1:
            continue
        points = {index: plane[place] for index in indices if (place := readings[index].place)}
        middle = Point2(
            statistics.median(point.x for point in points.values()),
            statistics.median(point.y for point in points.values()),
        )
        for index, point in points.items():
            distance = math.dist(point, middle)
            if distance > OUTLIER_METRES:
                settled[index] = readings[index].at(frame.wgs84_from_district(middle))
                notes.append(_note_outlier(readings[index].store, distance))
    return settled, notes


def _away(plane: Plane, place: LonLat | None) -> float | None:
    """Metres from the anchor, good to a few per mille within 100 km and merely large beyond."""
    if place is None:
        return None
    anchor = plane.frame.anchor
    if abs(place.lon - anchor.lon) > 2 or abs(place.lat - anchor.lat) > 2:
        degrees = math.hypot((place.lon - anchor.lon) * math.cos(math.radians(anchor.lat)), place.lat - anchor.lat)
        return degrees * 111_000.0
    return math.hypot(*plane[place])


def _note_outside(store: Store, distance: float) -> BuildNote:
    return note_on(
        store,
        NoteKind.OUTSIDE_AREA,
        Severity.PROBLEM,
        text=f"{with_particle(store.name, '은/는')} 구역에서 {distance / 1000:.0f} km 떨어져 있어 뺐습니다.",
        remedy="이 구역의 가게라면 좌표와 주소를 고치세요.",
    )


def _note_elsewhere(store: Store, region: str) -> BuildNote:
    return note_on(
        store,
        NoteKind.OUTSIDE_AREA,
        Severity.PROBLEM,
        text=f"{with_particle(store.name, '은/는')} 주소가 {region}이고 좌표가 없어 뺐습니다.",
        remedy="이 구역의 가게라면 주소를 고치세요.",
    )


def _note_wrong_point(store: Store, distance: float) -> BuildNote:
    return note_on(
        store,
        NoteKind.OUTSIDE_AREA,
        Severity.DOUBT,
        text=f"'{store.name}'의 좌표가 구역에서 {distance / 1000:.0f} km 떨어져 있어 주소만 씁니다.",
        remedy="좌표를 고치거나 비워 두세요.",
    )


def _note_outlier(store: Store, distance: float) -> BuildNote:
    return note_on(
        store,
        NoteKind.SHIFTED_COORDINATES,
        Severity.DOUBT,
        text=f"'{store.name}'의 좌표가 같은 주소의 가게들과 {distance:.0f} m 떨어져 있어 그쪽을 따랐습니다.",
        remedy="좌표나 주소 가운데 틀린 쪽을 고치세요.",
    )
