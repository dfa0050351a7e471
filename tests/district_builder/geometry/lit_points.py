"""Points, walls and roofs under a plain light, for claims about light."""

from dataclasses import replace

import numpy as np

from district_builder.geometry import light
from district_builder.geometry.daylight import Daylight
from district_builder.geometry.glow import Glow
from district_builder.geometry.light_meter import LitScene, Probes
from district_builder.geometry.mesh import Mesh, Surface
from district_builder.geometry.occluders import Occluders
from district_builder.geometry.raw_mesh import RawMesh, Shade
from district_builder.geometry.ray_meter import RayMeter

BLACK, WHITE = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)
SKY = Daylight(sun_colour=BLACK, sky_colour=WHITE, ground_bounce=BLACK, wall_bounce=BLACK)
SUN = Daylight(sun_colour=WHITE, sky_colour=BLACK, ground_bounce=BLACK, wall_bounce=BLACK, sun_elevation_degrees=90.0)
UP, DOWN, SOUTH = (0.0, 0.0, 1.0), (0.0, 0.0, -1.0), (0.0, -1.0, 0.0)
DIM = 0.5  # keeps what is measured below the shoulder

Solid = tuple[np.ndarray, np.ndarray]
OPEN: Solid = (np.zeros((0, 3)), np.zeros((0, 3), dtype=int))


def quad(a, b, c, d) -> Solid:
    return np.array([a, b, c, d], dtype=float), np.array([[0, 1, 2], [0, 2, 3]])


def roof(*, half: float = 100.0, z: float = 3.0, at: tuple[float, float] = (0.0, 0.0)) -> Solid:
    (x, y), h = at, half
    return quad((x - h, y - h, z), (x + h, y - h, z), (x + h, y + h, z), (x - h, y + h, z))


def wall_south(height: float, *, distance: float = 2.0) -> Solid:
    y = -distance
    return quad((-80, y, -1), (80, y, -1), (80, y, height), (-80, y, height))


def turned(solid: Solid) -> Solid:
    """The same faces looking the other way."""
    vertices, triangles = solid
    return vertices, triangles[:, ::-1]


def together(*solids: Solid) -> Solid:
    starts = np.cumsum([0, *(len(vertices) for vertices, _ in solids[:-1])])
    triangles = [triangles + start for (_, triangles), start in zip(solids, starts, strict=True)]
    return np.concatenate([vertices for vertices, _ in solids]), np.concatenate(triangles)


def scene_of(solid: Solid, daylight: Daylight, *, colour=BLACK, glow: Glow | None = None) -> LitScene:
    vertices, triangles = solid
    colours = np.broadcast_to(np.array(colour, dtype=float), (len(triangles), 3))
    return LitScene(
        vertices=vertices,
        triangles=triangles,
        colours=colours,
        two_sided=np.zeros(len(triangles), dtype=bool),
        daylight=daylight,
        glow=glow or Glow.none(8),
    )


def points(places, normals, *, shade=Shade.EACH_VERTEX, tint=(DIM, DIM, DIM, 1.0)) -> RawMesh:
    places = np.array(places, dtype=float)
    count = len(places)
    return RawMesh(
        positions=places,
        normals=np.broadcast_to(np.array(normals, dtype=float), (count, 3)),
        probes=places,
        uvs=np.zeros((count, 2)),
        tints=np.broadcast_to(np.array(tint, dtype=float), (count, 4)),
        glows=np.zeros((count, 3)),
        night_alphas=np.full(count, tint[3]),
        shades=np.full(count, shade, dtype=np.int32),
        features=np.zeros(count, dtype=np.int32),
        triangles=np.zeros((1, 3), dtype=np.int64),
    )


def of_one_feature(raw: RawMesh, feature: int, *, glows=BLACK, uv=(0.0, 0.0)) -> RawMesh:
    count = len(raw.positions)
    return replace(
        raw,
        features=np.full(count, feature),
        glows=np.tile(np.array(glows, dtype=float), (count, 1)),
        uvs=np.tile(np.array(uv, dtype=float), (count, 1)),
        triangles=np.arange(count // 3 * 3).reshape(-1, 3),
    )


def bake(raw: RawMesh, solid: Solid, daylight: Daylight, *, surface=Surface.GLASS, glow=None, colour=BLACK) -> Mesh:
    return light.bake({surface: raw}, scene_of(solid, daylight, glow=glow, colour=colour), RayMeter())[surface]


def light_at(place, normal, solid: Solid, daylight: Daylight, *, shade=Shade.EACH_VERTEX, colour=BLACK) -> np.ndarray:
    """Linear RGB (3,) by day on a white sheet at one point."""
    probe = Probes(
        points=np.array([place], dtype=float),
        normals=np.array([normal], dtype=float),
        shades=np.array([shade]),
        features=np.zeros(1, dtype=int),
    )
    measured = RayMeter().measure(scene_of(solid, daylight, colour=colour), probe)
    return (measured.sun + measured.sky)[0]


def occluders_of(solid: Solid) -> Occluders:
    return Occluders(*solid)
