"""The fast meter: rays through Embree. A tile takes tenths of a second."""

import numpy as np

from district_builder.geometry.arrays import FloatArray, IntArray
from district_builder.geometry.day_rays import Matter, sky_on, sun_on
from district_builder.geometry.glow import Glow
from district_builder.geometry.lamplight import shine
from district_builder.geometry.light_meter import Light, LitScene, Probes
from district_builder.geometry.occluders import Occluders


class RayMeter:
    """Sun with a soft edge, sky, one bounce of both; lamps and signs after dark without bounces."""

    def measure(self, scene: LitScene, probes: Probes) -> Light:
        """The light at every probe."""
        occluders = scene.occluders
        matter = Matter(occluders=occluders, colours=scene.colours, two_sided=scene.two_sided)
        return Light(
            sun=sun_on(probes.points, probes.normals, probes.shades, occluders, scene.daylight),
            sky=sky_on(probes.points, probes.normals, matter, scene.daylight),
            lamps=shine(probes.points, probes.normals, scene.glow.lamps, occluders),
            store=_from_own_store(probes.points, probes.normals, probes.features, scene.glow, occluders),
        )


def _from_own_store(
    points: FloatArray, normals: FloatArray, owners: IntArray, glow: Glow, occluders: Occluders
) -> FloatArray:
    light = np.zeros((len(points), 3))
    for store, patches in glow.of_stores.items():
        own = np.flatnonzero(owners == store)
        light[own] = shine(points[own], normals[own], patches, occluders)
    return light
