"""What a build may be told: the same settings and the same source give the same bytes."""

from dataclasses import dataclass, field

from district_builder.geometry.daylight import Daylight


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneSettings:
    """`seed` varies palettes, plants and goods. Cells are the tiles that hold whole stretches of street."""

    seed: str = "golmok"
    daylight: Daylight = field(default_factory=Daylight)
    cell_metres: float = 40.0
    block_cells: int = 4
