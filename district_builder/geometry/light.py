"""Bakes daylight into vertex colours by rays (Embree): sun with shadows, as much sky as is seen, one bounce.

The result is linear light × tint, so that a client multiplies it with the texture and shows the street unlit.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from embreex.mesh_construction import TriangleMesh
from embreex.rtcore_scene import EmbreeScene
from numpy.typing import NDArray

from district_builder.geometry.arrays import FloatArray, IntArray, equal_rows
from district_builder.geometry.mesh import Mesh
from district_builder.geometry.raw_mesh import RawMesh, Shade

SKY_RAYS = 40
RAYS_AT_ONCE = 400_000
SURFACE_GAP_METRES = 0.02  # rays start this far off the wall that they light
NEAR_METRES = 120.0  # what is farther hides no sky worth the ray


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


class Occluders:
    """What stands in the light's way: triangles (m, 3) over vertices (n, 3) in the district frame."""

    def __init__(self, vertices: FloatArray, triangles: IntArray) -> None:
        self._middle = vertices.mean(axis=0) if len(vertices) else np.zeros(3)
        self._scene = EmbreeScene()
        if len(triangles):  # Embree works in float32: keep numbers small
            self._mesh: Any = TriangleMesh(
                self._scene, (vertices - self._middle).astype(np.float32), triangles.astype(np.int32)
            )
        self._empty = not len(triangles)

    def hide(
        self, origins: FloatArray, directions: FloatArray, *, within_metres: float | FloatArray = NEAR_METRES
    ) -> NDArray[np.bool_]:
        """True (n,) where something lies between an origin and `within_metres` along its direction."""
        if self._empty or not len(origins):
            return np.zeros(len(origins), dtype=bool)
        hidden = np.empty(len(origins), dtype=bool)
        reaches = np.broadcast_to(np.asarray(within_metres, dtype=np.float32), len(origins))
        for start in range(0, len(origins), RAYS_AT_ONCE):
            part = slice(start, start + RAYS_AT_ONCE)
            answer = self._scene.run(
                np.ascontiguousarray(origins[part] - self._middle, dtype=np.float32),
                np.ascontiguousarray(directions[part], dtype=np.float32),
                dists=np.array(reaches[part]),
                query="OCCLUDED",
            )
            hidden[part] = answer != -1
        return hidden


def bake(raw: RawMesh, occluders: Occluders, daylight: Daylight) -> Mesh:
    """Turn a raw mesh's tints into lit vertex colours.

    Probes that lie within 2 cm of each other and look the same way share one measurement, so small parts cost little.
    """
    light = np.ones((len(raw.positions), 3))
    lit = raw.shades != Shade.GLOWING
    if lit.any():
        light[lit] = _measure(raw.probes[lit], raw.normals[lit], raw.shades[lit], occluders, daylight)
    colours = np.concatenate([_shoulder(light * raw.tints[:, :3]), raw.tints[:, 3:]], axis=1)
    return Mesh(
        positions=raw.positions,
        uvs=raw.uvs.astype(np.float32),
        colours=np.round(np.clip(colours, 0.0, 1.0) * 255).astype(np.uint8),
        features=raw.features.astype(np.uint16),
        triangles=raw.triangles.astype(np.uint32),
    )


def _shoulder(linear: FloatArray) -> FloatArray:
    """Leave values to 0.7 alone and bend the rest softly below 1, so that bright walls keep their colour."""
    over = np.maximum(linear - 0.7, 0.0)
    return np.where(linear <= 0.7, linear, 0.7 + 0.3 * over / (over + 0.3))


def _measure(
    probes: FloatArray, normals: FloatArray, shades: IntArray, occluders: Occluders, daylight: Daylight
) -> FloatArray:
    keys = np.concatenate([np.round(probes / 0.02), np.round(normals / 0.05), shades[:, None]], axis=1).astype(np.int32)
    first, back = equal_rows(keys)
    points, facing, kinds = probes[first], normals[first], shades[first]
    origins = points + facing * SURFACE_GAP_METRES
    light = _ambient(origins, facing, occluders, daylight) + _sun(origins, facing, kinds, occluders, daylight)
    return np.asarray(light[back])


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
