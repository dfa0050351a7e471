"""Small scenes whose light one can work out."""

from collections.abc import Mapping, Sequence

import numpy as np

from district_builder.geometry.daylight import Daylight
from district_builder.geometry.glow import Glow
from district_builder.geometry.lamplight import Patches
from district_builder.geometry.light_meter import LitScene, Probes
from district_builder.geometry.raw_mesh import Shade

Corner = tuple[float, float, float]
UP, DOWN = (0.0, 0.0, 1.0), (0.0, 0.0, -1.0)
NIGHT = Daylight(sun_colour=(0, 0, 0), sky_colour=(0, 0, 0), ground_bounce=(0, 0, 0))


def quad(low_left: Corner, low_right: Corner, high_right: Corner, high_left: Corner) -> np.ndarray:
    """Two triangles, (2, 3 corners, 3)."""
    return np.array([[low_left, low_right, high_right], [low_left, high_right, high_left]], dtype=float)


def box_inside(side: float) -> list[np.ndarray]:
    """The six walls of a closed room from the origin on."""
    o, s = 0.0, side
    return [
        quad((o, o, o), (s, o, o), (s, s, o), (o, s, o)),
        quad((o, o, s), (s, o, s), (s, s, s), (o, s, s)),
        quad((o, o, o), (s, o, o), (s, o, s), (o, o, s)),
        quad((o, s, o), (s, s, o), (s, s, s), (o, s, s)),
        quad((o, o, o), (o, s, o), (o, s, s), (o, o, s)),
        quad((s, o, o), (s, s, o), (s, s, s), (s, o, s)),
    ]


def scene(
    *solids: np.ndarray,
    colour: Corner = (0.0, 0.0, 0.0),
    daylight: Daylight | None = None,
    lamps: Patches | None = None,
    of_stores: Mapping[int, Patches] | None = None,
) -> LitScene:
    """Triangles (m, 3 corners, 3) that all give back one colour; black unless told."""
    corners = np.concatenate([np.zeros((0, 3, 3)), *solids])
    return LitScene(
        vertices=corners.reshape(-1, 3),
        triangles=np.arange(len(corners) * 3).reshape(-1, 3),
        colours=np.tile(np.array(colour), (len(corners), 1)),
        two_sided=np.zeros(len(corners), dtype=bool),
        daylight=daylight or Daylight(),
        glow=Glow(
            lamps=lamps if lamps is not None else Patches.none(),
            of_stores=of_stores or {},
            is_store=np.array([False, True, True]),
        ),
    )


def probes(
    points: Sequence[Corner] | np.ndarray,
    normals: Sequence[Corner] | np.ndarray | Corner = UP,
    *,
    shade: Shade = Shade.EACH_VERTEX,
    features: Sequence[int] | int = 0,
) -> Probes:
    """Probes that all look one way, or each its own."""
    places = np.array(points, dtype=float)
    return Probes(
        points=places,
        normals=np.broadcast_to(np.array(normals, dtype=float), places.shape).copy(),
        shades=np.full(len(places), int(shade)),
        features=np.broadcast_to(np.array(features), len(places)).copy(),
    )


def patch(middle: Corner, normal: Corner, flux: float) -> Patches:
    """One white patch."""
    return Patches(middles=np.array([middle]), normals=np.array([normal]), fluxes=np.full((1, 3), flux))
