"""The light map of a tile's walls: what falls between their vertices, as factors on what the vertices show.

Vertices carry light over a tile's faces without a byte beside them, but shadows of awnings, signs and neighbours are
smaller than a face. A texel holds the factor that makes of the interpolated colour what a vertex there would show.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from district_builder.geometry.adaptive_light import measure_texels
from district_builder.geometry.arrays import FloatArray, IntArray
from district_builder.geometry.buried import are_buried
from district_builder.geometry.light_factors import find_factors
from district_builder.geometry.light_meter import LightMeter, LitScene, Probes
from district_builder.geometry.mesh import Mesh
from district_builder.geometry.places_in_sight import bring_into_sight
from district_builder.geometry.raw_mesh import RawMesh, Shade
from district_builder.geometry.softened_light import soften_after_dark
from district_builder.geometry.spread_texels import spread
from district_builder.geometry.texel_places import TexelPlaces, find_places
from district_builder.geometry.wall_charts import Charts, lay_charts
from district_builder.geometry.wall_faces import WallFaces, find_walls

TEXEL_METRES = 0.25
COARSEST_TEXELS = 4
NEUTRAL = 128  # the byte of factor 1; others are in proportion
STEP = 2  # of bytes: what an eye does not see between need not travel
MOST = 254


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LightMap:
    """`texels` (2 * height, width) are the day above the evening; `uvs` (n, 2) of the mesh's vertices, v down, say
    where the day of each is, as fractions of the whole. Vertices of no wall lie where the factor is 1.
    """

    texels: NDArray[np.uint8]
    uvs: FloatArray


def map_light(raw: RawMesh, lit: Mesh, scene: LitScene, meter: LightMeter) -> LightMap | None:
    """Measure the walls of a mesh whose vertices are lit; None where it has none."""
    charted = lay_charts(find_walls(raw), texel_metres=TEXEL_METRES)
    if charted is None:
        return None
    walls, charts = charted
    places = bring_into_sight(find_places(walls, charts), walls, charts, scene)
    probes = _probes(raw, walls, places)
    measured = measure_texels(places, probes, charts, scene, meter, coarsest=COARSEST_TEXELS)
    light = soften_after_dark(measured, places, probes.features, charts)
    factors = find_factors(light, places, walls, raw, lit)
    factors[are_buried(light)] = np.nan
    texels = np.concatenate([spread(factor, places, charts) for factor in factors.T])
    return LightMap(texels=_bytes(texels), uvs=_uvs(raw, walls, charts))


def _probes(raw: RawMesh, walls: WallFaces, places: TexelPlaces) -> Probes:
    return Probes(
        points=walls.points(places.faces, places.places),
        normals=walls.normals_of(places.faces),
        shades=np.full(len(places), Shade.EACH_VERTEX),
        features=raw.features[walls.vertices[places.faces, 0]],
    )


def _bytes(factors: FloatArray) -> NDArray[np.uint8]:
    return np.asarray(np.clip(STEP * np.round(factors * (NEUTRAL / STEP)), 0, MOST), dtype=np.uint8)


def _uvs(raw: RawMesh, walls: WallFaces, charts: Charts) -> FloatArray:
    x, y, width, height = charts.neutral
    texels = np.tile([x + width / 2, y + height / 2], (len(raw.positions), 1))
    corners = np.stack([walls.along, walls.up], axis=2)
    own: IntArray = np.repeat(charts.of_face, 4)
    texels[walls.vertices.ravel()] = charts.on_sheet(own, corners.reshape(-1, 2))
    return texels / (charts.width, 2 * charts.height)
