"""Daylight on points: the sun with shadows, as much sky as is seen, and one bounce."""

from dataclasses import dataclass

import numpy as np

from district_builder.geometry.arrays import FloatArray, IntArray
from district_builder.geometry.occluders import SURFACE_GAP_METRES, Occluders
from district_builder.geometry.raw_mesh import Shade

SKY_RAYS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Daylight:
    """A clear day. Azimuth clockwise from north; colours linear, 1 being a white sheet at its brightest."""

    sun_azimuth_degrees: float = 212.0
    sun_elevation_degrees: float = 62.0
    sun_colour: tuple[float, float, float] = (1.02, 0.94, 0.82)
    sky_colour: tuple[float, float, float] = (0.56, 0.62, 0.72)
    ground_bounce: tuple[float, float, float] = (0.34, 0.32, 0.28)
    wall_bounce: tuple[float, float, float] = (0.30, 0.28, 0.25)

    @property
    def towards_sun(self) -> FloatArray:
        """Unit vector (3,) in the district frame."""
        azimuth, elevation = np.radians(self.sun_azimuth_degrees), np.radians(self.sun_elevation_degrees)
        return np.array([np.sin(azimuth) * np.cos(elevation), np.cos(azimuth) * np.cos(elevation), np.sin(elevation)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Lit:
    """What n points receive, linear RGB (n, 3): straight from the sun, and from everything else by day."""

    sun: FloatArray
    sky: FloatArray


def measure_daylight(
    points: FloatArray, normals: FloatArray, shades: IntArray, occluders: Occluders, daylight: Daylight
) -> Lit:
    """Measure points (n, 3) with normals (n, 3) and values of Shade (n,), none of them GLOWING."""
    origins = points + normals * SURFACE_GAP_METRES
    return Lit(
        sun=_sun(origins, normals, shades, occluders, daylight),
        sky=_ambient(origins, normals, occluders, daylight),
    )


def _sun(
    origins: FloatArray, facing: FloatArray, kinds: IntArray, occluders: Occluders, daylight: Daylight
) -> FloatArray:
    incidence = np.maximum(facing @ daylight.towards_sun, 0.0)
    incidence[kinds == Shade.SHADED] = 0.0
    asks = (incidence > 0.0) & (kinds != Shade.SUNLIT)
    directions = np.broadcast_to(daylight.towards_sun, (int(asks.sum()), 3))
    incidence[asks] *= 1.0 - occluders.hide(origins[asks], directions)
    return np.asarray(incidence[:, None] * np.asarray(daylight.sun_colour))


def _ambient(origins: FloatArray, facing: FloatArray, occluders: Occluders, daylight: Daylight) -> FloatArray:
    """Light from sky, ground and walls: the mean over cosine-weighted directions, the same pattern everywhere."""
    around = _hemisphere(SKY_RAYS)
    right = np.where(np.abs(facing[:, 2:]) < 0.9, [[0.0, 0.0, 1.0]], [[1.0, 0.0, 0.0]])
    tangent = np.cross(right, facing)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    other = np.cross(facing, tangent)
    sky, ground, wall = (
        np.array(colour)[:, None] for colour in (daylight.sky_colour, daylight.ground_bounce, daylight.wall_bounce)
    )
    total = np.zeros((3, len(origins)))  # a row a channel: numpy is slow on rows of three
    for ray in around:
        directions = ray[0] * tangent + ray[1] * other + ray[2] * facing
        hidden = occluders.hide(origins, directions)
        height = directions[:, 2]
        # The horizon is hazy and brighter than the zenith by about a quarter.
        open_sky = sky * (1.12 - 0.22 * np.clip(height, 0.0, 1.0))
        total += np.where(hidden, wall, np.where(height > 0.0, open_sky, ground))
    return np.asarray(total.T / len(around))


def _hemisphere(count: int) -> FloatArray:
    """Cosine-weighted directions (count, 3) around +z on a golden spiral."""
    index = np.arange(count) + 0.5
    radius = np.sqrt(index / count)
    turn = index * np.pi * (3.0 - np.sqrt(5.0))
    return np.column_stack([radius * np.cos(turn), radius * np.sin(turn), np.sqrt(1.0 - index / count)])
