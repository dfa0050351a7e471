"""Coordinates of Korean registers to WGS 84.

Registers publish transverse Mercator metres, mostly EPSG:5174 (old Bessel datum, central meridian 127° 0′ 10.405″),
EPSG:5179 and EPSG:5186 (GRS 80). EPSG:2097 is EPSG:5174 without the 10.405″; taking one for the other moves a point
about 256 m.
"""

import math
from collections.abc import Sequence
from functools import lru_cache

from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from district_builder.domain.frames import LonLat

WGS84 = "EPSG:4326"
MODIFIED_CENTRAL_BELT = "EPSG:5174"
CENTRAL_BELT = "EPSG:2097"
KOREAN_SYSTEMS = ("EPSG:5186", "EPSG:5174", "EPSG:5179", "EPSG:5181", "EPSG:5185", "EPSG:5187", "EPSG:5178")

KOREA_LON, KOREA_LAT = (124.0, 132.5), (32.5, 39.5)
GUESS_RADIUS_DEGREES = 0.4
"""Systems put the same metres 100 km and more apart; 5174 and 5181 differ by 300 m, where the older one is likelier."""


class UnknownSystemError(ValueError):
    """No such coordinate reference system."""


@lru_cache(maxsize=32)
def _transformer(source: str, target: str) -> Transformer:
    try:
        return Transformer.from_crs(CRS.from_user_input(source), CRS.from_user_input(target), always_xy=True)
    except CRSError as error:
        raise UnknownSystemError(source) from error


def is_known_system(system: str) -> bool:
    """Whether the projection library knows a system by this text ("EPSG:5174", a WKT)."""
    try:
        _transformer(system, WGS84)
    except UnknownSystemError:
        return False
    return True


def places_from(system: str, points: Sequence[tuple[float, float]]) -> list[LonLat]:
    """Points (x east, y north) of a system as WGS 84 places; points that the system cannot hold become NaN.

    Raises:
        UnknownSystemError: there is no such system.
    """
    if not points:
        return []
    lons, lats = _transformer(system, WGS84).transform([x for x, _ in points], [y for _, y in points])
    return [
        LonLat(lon, lat) if math.isfinite(lon) and math.isfinite(lat) else LonLat(math.nan, math.nan)
        for lon, lat in zip(lons, lats, strict=True)
    ]


def is_lonlat(x: float, y: float) -> bool:
    """Whether a pair can be degrees at all; 0, 0 is how registers write "nothing"."""
    return -180 <= x <= 180 and -90 <= y <= 90 and (x, y) != (0, 0)


def is_metres(x: float, y: float) -> bool:
    """Whether a pair has the size of Korean projected metres."""
    return 10_000 < abs(x) < 2_500_000 and 10_000 < abs(y) < 2_500_000


def guess_system(points: Sequence[tuple[float, float]], anchor: LonLat) -> str | None:
    """The Korean system that puts projected points nearest to the anchor, if any puts them within about 40 km."""
    middle = sorted(points)[len(points) // 2]
    distances = {}
    for system in KOREAN_SYSTEMS:
        place = places_from(system, [middle])[0]
        distance = math.hypot(place.lon - anchor.lon, place.lat - anchor.lat)
        if distance < GUESS_RADIUS_DEGREES:
            distances[system] = distance
    return min(distances, key=lambda system: (round(distances[system], 1), KOREAN_SYSTEMS.index(system)), default=None)


def undo_wrong_belt(places: Sequence[LonLat]) -> list[LonLat]:
    """Places whose EPSG:5174 metres somebody converted as EPSG:2097, put right (about 256 m to the east)."""
    if not places:
        return []
    metres = _transformer(WGS84, CENTRAL_BELT).transform([p.lon for p in places], [p.lat for p in places])
    return places_from(MODIFIED_CENTRAL_BELT, list(zip(*metres, strict=True)))


@lru_cache(maxsize=8)
def nothing_place(system: str) -> LonLat:
    """Where a system's 0, 0 lies: the place of rows that had no coordinates before somebody converted them."""
    return places_from(system, [(0.0, 0.0)])[0]
