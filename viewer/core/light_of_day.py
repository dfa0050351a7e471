"""How much of the day, the evening and the night a street shows; what tiles and sky are blended by."""

from dataclasses import dataclass

SUN_HIGH_DEGREES, SUN_GONE_DEGREES = 6.0, -6.0  # civil twilight ends where lamps are needed (sun's elevation)
SKY_DARK_DEGREES = -12.0  # nautical twilight ends where the sky over a lit town gives nothing more


@dataclass(frozen=True, slots=True, kw_only=True)
class LightOfDay:
    """`evening` is 0 by day and 1 after dusk, `night` 0 until then and 1 when the sky's last light has gone.

    `closed_stores` are those whose lights are out.
    """

    evening: float = 0.0
    night: float = 0.0
    closed_stores: frozenset[str] = frozenset()


DAY = LightOfDay()
EVENING = LightOfDay(evening=1.0)
NIGHT = LightOfDay(evening=1.0, night=1.0)


def evening_at(sun_elevation_degrees: float) -> float:
    """0 while the sun is above SUN_HIGH_DEGREES, 1 below SUN_GONE_DEGREES; 64 steps between, smooth at the ends."""
    return _way(sun_elevation_degrees, SUN_HIGH_DEGREES, SUN_GONE_DEGREES)


def night_at(sun_elevation_degrees: float) -> float:
    """0 while the sun is above SUN_GONE_DEGREES, 1 below SKY_DARK_DEGREES; steps as those of the evening."""
    return _way(sun_elevation_degrees, SUN_GONE_DEGREES, SKY_DARK_DEGREES)


def _way(elevation: float, first: float, last: float) -> float:
    way = min(max((first - elevation) / (first - last), 0.0), 1.0)
    return round(way * way * (3.0 - 2.0 * way) * 64) / 64
