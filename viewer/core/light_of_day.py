"""How much of the day and how much of the evening a street shows; what tiles and sky are blended by."""

from dataclasses import dataclass

SUN_HIGH_DEGREES, SUN_GONE_DEGREES = 6.0, -6.0  # civil twilight ends where lamps are needed (sun's elevation)


@dataclass(frozen=True, slots=True, kw_only=True)
class LightOfDay:
    """`evening` is 0 by day and 1 after dusk; `closed_stores` are those whose lights are out."""

    evening: float = 0.0
    closed_stores: frozenset[str] = frozenset()


DAY = LightOfDay()
EVENING = LightOfDay(evening=1.0)


def evening_at(sun_elevation_degrees: float) -> float:
    """0 while the sun is above SUN_HIGH_DEGREES, 1 below SUN_GONE_DEGREES; 64 steps between, smooth at the ends."""
    way = (SUN_HIGH_DEGREES - sun_elevation_degrees) / (SUN_HIGH_DEGREES - SUN_GONE_DEGREES)
    way = min(max(way, 0.0), 1.0)
    return round(way * way * (3.0 - 2.0 * way) * 64) / 64
