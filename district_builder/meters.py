"""Who measures the light of a bake."""

import atexit
from functools import lru_cache

from district_builder.cycles.meter import CyclesMeter
from district_builder.domain.light_bake import LightBake
from district_builder.geometry.light_meter import LightMeter
from district_builder.geometry.ray_meter import RayMeter


@lru_cache(maxsize=2)
def meter_of(light: LightBake) -> LightMeter:
    """The meter of this process, kept for all its tiles. Blender has one core, since a build has a process a core."""
    if light is LightBake.FAST:
        return RayMeter()
    meter = CyclesMeter(threads=1)
    atexit.register(meter.end)
    return meter
