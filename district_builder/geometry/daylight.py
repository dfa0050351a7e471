"""The light of a clear day: where the sun stands, and how bright sun, sky and ground are."""

from dataclasses import dataclass

import numpy as np

from district_builder.geometry.arrays import FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Daylight:
    """A clear day; unless told otherwise, quarter past one on a day of May in Korea.

    Azimuth clockwise from north; colours linear, 1 being a white sheet that shines in a picture.
    `ground_bounce` is what the ground beyond a tile gives back, `wall_bounce` what a ray meets that has bounced before:
    there the fast bake's way ends.
    """

    sun_azimuth_degrees: float = 212.0
    sun_elevation_degrees: float = 69.0
    sun_colour: tuple[float, float, float] = (1.36, 1.26, 1.08)
    sky_colour: tuple[float, float, float] = (0.66, 0.72, 0.84)
    ground_bounce: tuple[float, float, float] = (0.34, 0.32, 0.28)
    wall_bounce: tuple[float, float, float] = (0.27, 0.25, 0.225)

    @property
    def towards_sun(self) -> FloatArray:
        """Unit vector (3,) in the district frame."""
        azimuth, elevation = np.radians(self.sun_azimuth_degrees), np.radians(self.sun_elevation_degrees)
        return np.array([np.sin(azimuth) * np.cos(elevation), np.cos(azimuth) * np.cos(elevation), np.sin(elevation)])

    def from_afar(self, heights: FloatArray) -> FloatArray:
        """What is seen where nothing stands, linear RGB (3, n), by the z of unit directions (n,): sky, below it ground.

        The horizon is hazy and brighter than the zenith by about a quarter.
        """
        sky, ground = np.array(self.sky_colour)[:, None], np.array(self.ground_bounce)[:, None]
        return np.where(heights > 0.0, sky * (1.12 - 0.22 * np.clip(heights, 0.0, 1.0)), ground)
