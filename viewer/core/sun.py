"""Where the sun stands, by the low-accuracy formulas of Meeus, Astronomical Algorithms (2nd ed., chapters 12, 22, 25).

They are the ones behind NOAA's Solar Calculator; good to 0.02° between the years 1800 and 2200. Refraction, which
lifts a setting sun by half a degree, is left out: the elevation is that of the sun's middle without air.
"""

import math
from dataclasses import dataclass
from datetime import UTC, datetime

from district_builder.domain.frames import LonLat

WEST_DEGREES = 270.0
"""The azimuth at which it goes down, on average of a year."""
_J2000 = datetime(2000, 1, 1, 12, tzinfo=UTC)
_DAYS_A_CENTURY = 36_525.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SunPosition:
    """Degrees: the azimuth clockwise from north, [0, 360); the elevation over a level horizon, [-90, 90]."""

    azimuth_degrees: float
    elevation_degrees: float


def sun_position(instant: datetime, place: LonLat) -> SunPosition:
    """Where the sun stands for somebody at a place.

    Raises:
        ValueError: the instant names no time zone, so that nobody knows which moment it is.
    """
    if instant.tzinfo is None:
        raise ValueError(f"{instant.isoformat()} has no time zone. Give one, e.g. datetime.now(UTC).")
    days = (instant - _J2000).total_seconds() / 86_400.0
    right_ascension, declination = _on_the_sky(days / _DAYS_A_CENTURY)
    greenwich_degrees = 280.46061837 + 360.98564736629 * days  # Meeus 12.4, sidereal time
    hour_angle = math.radians((greenwich_degrees + place.lon) % 360.0) - right_ascension
    lat = math.radians(place.lat)
    north = math.cos(lat) * math.sin(declination) - math.sin(lat) * math.cos(declination) * math.cos(hour_angle)
    east = -math.cos(declination) * math.sin(hour_angle)
    up = math.sin(lat) * math.sin(declination) + math.cos(lat) * math.cos(declination) * math.cos(hour_angle)
    return SunPosition(
        azimuth_degrees=math.degrees(math.atan2(east, north)) % 360.0 % 360.0,  # -1e-17 % 360 is 360 itself
        elevation_degrees=math.degrees(math.atan2(up, math.hypot(east, north))),
    )


def _on_the_sky(centuries: float) -> tuple[float, float]:
    """Apparent right ascension and declination, radians, `centuries` of 36,525 days after noon of 2000-01-01."""
    mean_longitude = 280.46646 + centuries * (36_000.76983 + 0.0003032 * centuries)  # Meeus 25.2
    anomaly = math.radians(357.52911 + centuries * (35_999.05029 - 0.0001537 * centuries))  # 25.3
    ahead = (  # the equation of the centre: the orbit is no circle
        (1.914602 - centuries * (0.004817 + 0.000014 * centuries)) * math.sin(anomaly)
        + (0.019993 - 0.000101 * centuries) * math.sin(2 * anomaly)
        + 0.000289 * math.sin(3 * anomaly)
    )
    node = math.radians(125.04 - 1_934.136 * centuries)  # the moon's, for nutation
    longitude = math.radians(mean_longitude + ahead - 0.00569 - 0.00478 * math.sin(node))
    tilt = math.radians(23.4392911 - 0.0130042 * centuries + 0.00256 * math.cos(node))  # 22.2 and 25.8
    right_ascension = math.atan2(math.cos(tilt) * math.sin(longitude), math.cos(longitude))
    return right_ascension, math.asin(math.sin(tilt) * math.sin(longitude))
