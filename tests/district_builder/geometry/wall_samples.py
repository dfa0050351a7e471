"""Walls of parts, what lights them, and what a client shows of them: vertices, times the light map."""

from dataclasses import dataclass

import numpy as np
from scipy.ndimage import map_coordinates

from district_builder.domain.frames import Point2
from district_builder.geometry.coats import Strip
from district_builder.geometry.daylight import Daylight
from district_builder.geometry.glow import Glow
from district_builder.geometry.light import bake
from district_builder.geometry.light_map import NEUTRAL, LightMap, map_light
from district_builder.geometry.light_meter import Light, LightMeter, LitScene, Probes
from district_builder.geometry.mesh import Mesh, Surface
from district_builder.geometry.parts import Parts
from district_builder.geometry.raw_mesh import RawMesh
from district_builder.geometry.ray_meter import RayMeter
from district_builder.geometry.tone import encoded
from tests.district_builder.geometry.lit_points import OPEN, Solid, scene_of
from tests.district_builder.geometry.part_samples import one

STONE = Strip(Surface.MATTER, 0.25, 0.5, 8.0, 100.0)
GREY = (0.5, 0.5, 0.5)
NOON = Daylight(
    sun_azimuth_degrees=180.0,
    sun_elevation_degrees=45.0,
    sun_colour=(0.8, 0.8, 0.8),
    sky_colour=(0.5, 0.5, 0.5),
    ground_bounce=(0.5, 0.5, 0.5),
    wall_bounce=(0.2, 0.2, 0.2),
)
EAST, NORTH = Point2(1.0, 0.0), Point2(0.0, 1.0)


def walls(*spans: tuple[tuple[float, float], tuple[float, float], float], towards: Point2 = EAST) -> RawMesh:
    """Upright rectangles, each by its reach along the wall, its heights and how far back it lies; grey."""
    parts = Parts()
    parts.stand_at(Point2(0.0, 0.0), towards)
    for along, up, back in spans:
        parts.wall(STONE, along, up, y=back, tint=GREY, step_metres=100.0)
    return one(parts)


@dataclass(frozen=True)
class Seen:
    """A mesh, lit and mapped, as a client has it."""

    raw: RawMesh
    lit: Mesh
    light_map: LightMap

    @classmethod
    def of(
        cls,
        raw: RawMesh,
        solid: Solid = OPEN,
        *,
        daylight: Daylight = NOON,
        glow: Glow | None = None,
        meter: LightMeter | None = None,
    ) -> "Seen":
        scene = scene_of(solid, daylight, glow=glow)
        lit = bake({Surface.MATTER: raw}, scene, meter or RayMeter())[Surface.MATTER]
        found = map_light(raw, lit, scene, meter or RayMeter())
        assert found is not None
        return cls(raw, lit, found)

    def factors(self, face: int, s: np.ndarray, t: np.ndarray, *, layer: int = 0) -> np.ndarray:
        """The factors (k,) at fractions of the way along and up the mesh's quad `face`; layer 0 is the day."""
        height, width = self.light_map.texels.shape
        a, b, _, d = self.light_map.uvs[4 * face : 4 * face + 4] * (width, height)
        places = a + np.outer(s, b - a) + np.outer(t, d - a) + (0, layer * height / 2) - 0.5
        return np.asarray(map_coordinates(self.light_map.texels / NEUTRAL, places.T[::-1], order=1))

    def shown(self, face: int, s: np.ndarray, t: np.ndarray) -> np.ndarray:
        """Green by day (k,), sRGB-encoded: the vertices as two triangles show them, times the factors."""
        a, b, c, d = encoded(self.lit.colours[4 * face : 4 * face + 4, 1] / 255)
        below, above = a + s * (b - a) + t * (c - b), a + t * (d - a) + s * (c - d)
        return np.asarray(np.where(s >= t, below, above) * self.factors(face, s, t))


class ByPlace(RayMeter):
    """A meter that says of each place what a function of it says, for all channels of the sky; and counts."""

    def __init__(self, light_at) -> None:
        self._light_at = light_at
        self.asked: list[int] = []

    def measure(self, scene: LitScene, probes: Probes) -> Light:
        self.asked.append(len(probes))
        sky = np.repeat(self._light_at(probes.points)[:, None], 3, axis=1)
        dark = np.zeros_like(sky)
        return Light(sun=dark, sky=sky, lamps=dark, store=dark)
