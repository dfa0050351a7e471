"""Places on walls that somebody sees: a texel whose middle a board covers speaks for the wall beside the board.

Between two signs one sees a hand's breadth of wall, and no middle of a texel may lie there. What a texel shows is then
the light of the strip, not that of whatever wall is open farther away.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from district_builder.geometry.arrays import FloatArray
from district_builder.geometry.light_meter import LitScene
from district_builder.geometry.occluders import NOTHING, SURFACE_GAP_METRES
from district_builder.geometry.texel_places import TexelPlaces, held_on_faces
from district_builder.geometry.wall_charts import Charts
from district_builder.geometry.wall_faces import WallFaces

ASIDE = ((0.0, 0.35), (0.0, -0.35), (0.35, 0.0), (-0.35, 0.0))  # of a texel, along and up, in the order of trying


def bring_into_sight(places: TexelPlaces, walls: WallFaces, charts: Charts, scene: LitScene) -> TexelPlaces:
    """Move places that lie inside something to where their texel's wall is open; those that find nothing stay."""
    moved = places.places.copy()
    hidden = np.flatnonzero(_are_inside(places, places.places, walls, scene))
    for aside in ASIDE:
        tried = places.at(hidden)
        to = held_on_faces(tried.places + aside * charts.texel_metres[tried.charts], tried.faces, walls)
        still = _are_inside(tried, to, walls, scene)
        moved[hidden[~still]] = to[~still]
        hidden = hidden[still]
    return replace(places, places=moved)


def _are_inside(places: TexelPlaces, at: FloatArray, walls: WallFaces, scene: LitScene) -> NDArray[np.bool_]:
    """Whether who goes straight out from a wall at `at` (k, 2) meets a back first, and so was within something."""
    normals = walls.normals_of(places.faces)
    triangles, _ = scene.occluders.meet(walls.points(places.faces, at) + normals * SURFACE_GAP_METRES, normals)
    inside, met = np.zeros(len(at), dtype=bool), np.flatnonzero(triangles != NOTHING)
    facing = (scene.occluders.normals[triangles[met]] * normals[met]).sum(axis=1)
    inside[met] = (facing > 0.0) & ~scene.two_sided[triangles[met]]
    return inside
