"""What a light map says at a texel: by how much a client must multiply what the vertices show there."""

import numpy as np

from district_builder.geometry.arrays import FloatArray
from district_builder.geometry.light_meter import Light
from district_builder.geometry.mesh import Mesh
from district_builder.geometry.raw_mesh import RawMesh
from district_builder.geometry.shown_light import (
    LUMINANCE,
    shown_after_dark,
    shown_by_day,
    shown_in_the_evening,
    sky_share,
)
from district_builder.geometry.texel_places import TexelPlaces
from district_builder.geometry.tone import encoded
from district_builder.geometry.wall_faces import WallFaces

LEAST_SHOWN = 1 / 255  # what is darker on both sides differs by nothing that one sees


def find_factors(light: Light, places: TexelPlaces, walls: WallFaces, raw: RawMesh, lit: Mesh) -> FloatArray:
    """Factors (k, 2) by day and in the evening on sRGB-encoded colours, by luminance.

    Args:
        light: what falls on each of the k places.
        raw, lit: the mesh that the walls are faces of, before and after its vertices were lit.
    """
    first = walls.vertices[places.faces, 0]
    by_day = shown_by_day(light, raw.tints[first, :3])
    after_dark = shown_after_dark(light, raw.tints[first, :3], raw.glows[first])
    truth = by_day, shown_in_the_evening(by_day, sky_share(light), after_dark)
    weights = walls.corner_weights(places.faces, places.places)
    corners = walls.vertices[places.faces]
    shown = ((brightness[corners] * weights).sum(axis=1) for brightness in _of_vertices(lit))
    return np.stack(
        [(_bright(is_) + LEAST_SHOWN) / (seems + LEAST_SHOWN) for is_, seems in zip(truth, shown, strict=True)], axis=1
    )


def _of_vertices(lit: Mesh) -> tuple[FloatArray, FloatArray]:
    """How bright each vertex (n,) is by day and in the evening, as clients read it from the file."""
    day, dark = lit.colours / 255.0, lit.after_dark / 255.0
    evening = shown_in_the_evening(day[:, :3], day[:, 3], dark[:, :3])
    return _bright(day[:, :3]), _bright(evening)


def _bright(linear: FloatArray) -> FloatArray:
    return np.asarray(encoded(linear) @ LUMINANCE)
