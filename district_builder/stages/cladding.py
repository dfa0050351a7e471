"""How a building is dressed above its stores, chosen by its id."""

from dataclasses import dataclass
from random import Random

from district_builder.geometry.coats import Strip, Tint
from district_builder.stages import surfaces
from district_builder.stages.colours import linear, scaled


@dataclass(frozen=True, slots=True, kw_only=True)
class Cladding:
    """What covers a building's walls, and how its windows are cut."""

    coat: Strip
    tint: Tint
    side_tint: Tint
    frame: Tint
    is_ribbon: bool
    has_courses: bool
    pane_metres: float
    pilaster_metres: float


_CLADDINGS: tuple[tuple[Strip, str, str], ...] = (
    (surfaces.GRANITE, "#d6d0c6", "#cfc8bc"),
    (surfaces.GRANITE, "#c9c4bb", "#c4beb4"),
    (surfaces.BRICK, "#b4684c", "#c2b8aa"),
    (surfaces.BRICK, "#8c5a48", "#b8ada0"),
    (surfaces.MOSAIC, "#e6e2d8", "#dcd6ca"),
    (surfaces.MOSAIC, "#cdb99c", "#c8bca8"),
    (surfaces.CLADDING, "#d4d8da", "#c6c6c4"),
    (surfaces.CLADDING, "#b4bac0", "#bcbcba"),
    (surfaces.STUCCO, "#ece6da", "#dcd4c6"),
    (surfaces.BRICK, "#e0ccb0", "#d0c4b0"),
)
_FRAMES = ("#4a4e52", "#8c9094", "#2c2e30", "#c4c6c8")


def clad(building_id: str, *, seed: str) -> tuple[Cladding, Random]:
    """A building's dress, chosen by its id, and the luck for its details."""
    luck = Random(f"{seed}/building/{building_id}")
    coat, front, side = _CLADDINGS[luck.randrange(len(_CLADDINGS))]
    return (
        Cladding(
            coat=coat,
            tint=scaled(linear(front), luck.uniform(0.9, 1.05)),
            side_tint=scaled(linear(side), luck.uniform(0.85, 1.0)),
            frame=linear(luck.choice(_FRAMES)),
            is_ribbon=luck.random() < 0.6,
            has_courses=luck.random() < 0.5,
            pane_metres=luck.uniform(1.1, 1.5),
            pilaster_metres=luck.uniform(5.0, 7.5),
        ),
        luck,
    )
