"""The dusk where a thing meets the ground: without it, things float."""

from district_builder.geometry.coats import Art
from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import Parts
from district_builder.geometry.raw_mesh import Shade
from district_builder.stages.art import SOFT_SHADOW
from district_builder.stages.detail import Detail

ABOVE_GROUND = 0.009  # over tactile blocks and mats


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
    )
