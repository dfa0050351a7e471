"""What lights a tile and what stands in its light: its own solid parts in full, all else as masses on plain ground."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from district_builder.domain.frames import Point2
from district_builder.formats.atlas import Atlas, mean_colours
from district_builder.geometry.arrays import FloatArray, IntArray
from district_builder.geometry.daylight import Daylight
from district_builder.geometry.glow import gather_glow
from district_builder.geometry.light_meter import LitScene
from district_builder.geometry.mesh import Surface
from district_builder.geometry.paving import triangulate
from district_builder.geometry.raw_mesh import RawMesh
from district_builder.stages.cells import Mass
from district_builder.stages.posts import lamp_light
from district_builder.stages.surfaces import mean_tones

SOLID = (Surface.MATTER, Surface.ART)
MASS_COLOUR = (0.34, 0.31, 0.28)  # walls with their windows
LEAF_COLOUR = (0.10, 0.20, 0.05)  # of the painted leaves
GROUND_COLOUR = (0.20, 0.19, 0.18)  # asphalt and paving beyond the tile
GROUND_Z_METRES = -0.25  # below everything of the tile's own
GROUND_REACH_METRES = 120.0


class Solid(NamedTuple):
    """Vertices (n, 3), triangles (m, 3) with the colour (m, 3) of each."""

    vertices: FloatArray
    triangles: IntArray
    colours: FloatArray
    is_two_sided: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is outside a tile and falls into it as light and shadow. `lamps` are heads of street lamps, metres."""

    neighbours: tuple[Mass, ...]
    daylight: Daylight
    lamps: tuple[tuple[float, float, float], ...]


def light_scene(
    raws: Mapping[Surface, RawMesh], atlas: Atlas[Hashable] | None, around: Surroundings, *, is_store: Sequence[bool]
) -> LitScene:
    """A tile and its surroundings as a meter of light sees them.

    Args:
        atlas: the pictures that ART shows.
        is_store: of each of the tile's features, whether it is a store, whose lights go out when it closes.
    """
    shown = {surface: _as_it_shows(surface, raw, atlas) for surface, raw in raws.items()}
    solids = [_solid(raw) for surface, raw in shown.items() if surface in SOLID]
    solids += [_leaves(raw) for surface, raw in shown.items() if surface is Surface.LEAF]
    solids += [_in_one_colour(_prism(mass), MASS_COLOUR) for mass in around.neighbours]
    solids.append(_in_one_colour(_ground_below(solids), GROUND_COLOUR))
    starts = np.cumsum([0, *(len(solid.vertices) for solid in solids[:-1])])
    return LitScene(
        vertices=np.concatenate([solid.vertices for solid in solids]),
        triangles=np.concatenate([solid.triangles + start for solid, start in zip(solids, starts, strict=True)]),
        colours=np.concatenate([solid.colours for solid in solids]),
        two_sided=np.concatenate([np.full(len(solid.triangles), solid.is_two_sided) for solid in solids]),
        daylight=around.daylight,
        glow=gather_glow(
            [raw for surface, raw in shown.items() if surface is not Surface.GLASS],
            is_store=is_store,
            lamps=lamp_light(around.lamps),
        ),
    )


def _as_it_shows(surface: Surface, raw: RawMesh, atlas: Atlas[Hashable] | None) -> RawMesh:
    """A mesh whose tints and glows are those of the pictures that they colour."""
    if surface is Surface.ART and atlas is not None:
        tones = mean_colours(atlas, raw.uvs, raw.triangles)
    elif surface is Surface.MATTER:
        tones = mean_tones(raw.uvs)[:, None]
    elif surface is Surface.LEAF:
        tones = np.array([LEAF_COLOUR])
    else:
        return raw
    tints = raw.tints.copy()
    tints[:, :3] *= tones
    return replace(raw, tints=tints, glows=raw.glows * tones if surface is Surface.ART else raw.glows)


def _solid(raw: RawMesh) -> Solid:
    return Solid(raw.positions, raw.triangles, raw.tints[raw.triangles[:, 0], :3])


def _leaves(raw: RawMesh) -> Solid:
    """Every other card: leaves are painted on cards of two triangles, half empty, and so much light comes through."""
    cards = raw.triangles[np.arange(len(raw.triangles)) // 2 % 2 == 0]
    return Solid(raw.positions, cards, raw.tints[cards[:, 0], :3], is_two_sided=True)


def _in_one_colour(form: tuple[FloatArray, IntArray], colour: tuple[float, float, float]) -> Solid:
    vertices, triangles = form
    return Solid(vertices, triangles, np.tile(colour, (len(triangles), 1)))


@lru_cache(maxsize=4096)
def _prism(mass: Mass) -> tuple[FloatArray, IntArray]:
    ring = np.array(mass.ring)
    count = len(ring)
    low = np.column_stack([ring, np.full(count, -0.2)])
    high = np.column_stack([ring, np.full(count, mass.height_metres)])
    here, after = np.arange(count), (np.arange(count) + 1) % count
    walls = np.concatenate(
        [np.column_stack([here, after, after + count]), np.column_stack([here, after + count, here + count])]
    )
    roof = triangulate([Point2(*point) for point in mass.ring]).triangles + count
    return np.concatenate([low, high]), np.concatenate([walls, roof])


def _ground_below(solids: Sequence[Solid]) -> tuple[FloatArray, IntArray]:
    """A square under all there is and as far beyond it as light is followed."""
    corners = np.concatenate([solid.vertices[:, :2] for solid in solids])
    (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
    reach, z = GROUND_REACH_METRES, GROUND_Z_METRES
    ring = [(west - reach, south - reach), (east + reach, south - reach)]
    ring += [(east + reach, north + reach), (west - reach, north + reach)]
    return np.array([(x, y, z) for x, y in ring]), np.array([[0, 1, 2], [0, 2, 3]])
