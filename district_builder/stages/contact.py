"""The dusk where a thing meets the ground, without which things float, and the light before a store after dark."""

from district_builder.geometry.coats import Art
from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import DARK, Parts
from district_builder.geometry.raw_mesh import Shade
from district_builder.stages.art import LIGHT_POOL, SOFT_SHADOW
from district_builder.stages.detail import Detail

ABOVE_GROUND = 0.009  # over tactile blocks and mats
POOL_ABOVE_GROUND = 0.014
POOL_METRES = 2.6
POOL_LIGHT, POOL_STRENGTH = (1.0, 0.72, 0.42), 0.62


def darken_ground(parts: Parts, x: tuple[float, float], y: tuple[float, float], *, detail: Detail) -> None:
    """A soft dark patch under a thing whose foot fills the rectangle; from afar there is none."""
    if detail is not Detail.NEAR:
        return
    wide, deep = x[1] - x[0], y[1] - y[0]
    rim = 0.1 + 0.28 * min(wide, deep)
    parts.panel(
        Art(Surface.GLASS, SOFT_SHADOW),
        (x[0] - rim, y[0] - rim, ABOVE_GROUND),
        (wide + 2 * rim, 0.0, 0.0),
        (0.0, deep + 2 * rim, 0.0),
        shade=Shade.GLOWING,
        glow=DARK,
    )


def light_pavement(parts: Parts, x: tuple[float, float]) -> None:
    """The light of a store on the pavement before it: a film that belongs to the store and is not there by day.

    The ground belongs to another tile, perhaps; so the light lies over it rather than in its colours.
    """
    wide = 0.7
    parts.panel(
        Art(Surface.GLASS, LIGHT_POOL),
        (x[0] - wide, -POOL_METRES, POOL_ABOVE_GROUND),
        (x[1] - x[0] + 2 * wide, 0.0, 0.0),
        (0.0, POOL_METRES, 0.0),
        tint=(0.0, 0.0, 0.0),
        alpha=0.0,
        night_alpha=POOL_STRENGTH,
        shade=Shade.GLOWING,
        glow=POOL_LIGHT,
    )
