"""What hangs on a street wall because people live behind it: outdoor units of air conditioners, downpipes."""

from collections.abc import Sequence
from random import Random

from district_builder.domain.plan import BayUse, PlannedBuilding, StreetWall
from district_builder.geometry.parts import Parts, Side
from district_builder.stages.colours import linear, scaled
from district_builder.stages.detail import Detail
from district_builder.stages.round_forms import disc
from district_builder.stages.surfaces import PLAIN
from district_builder.stages.windows import Stretch

UNIT = (0.84, 0.32, 0.62)  # width, depth, height of a common outdoor unit (실외기)
SHARE_OF_WINDOWS = 0.2
PIPE_METRES = 0.1
LEAST_WALL_FOR_PIPE_METRES = 5.0


def hang_cooling_units(
    parts: Parts,
    wall: StreetWall,
    building: PlannedBuilding,
    windows: Sequence[Stretch],
    *,
    seed: str,
    detail: Detail,
) -> None:
    """Outdoor units on brackets under windows that no tenant's board covers."""
    luck = Random(f"{seed}/{building.building_id}/cooling")
    taken = [bay for bay in wall.bays if bay.use is BayUse.STORE]
    for storey in range(2, building.storeys_above + 1):
        for left, right in windows:
            if luck.random() > SHARE_OF_WINDOWS:
                continue
            x = luck.uniform(left, max(left, right - UNIT[0]))
            if any(bay.storey == storey and bay.start_metres - 1.0 < x < bay.end_metres for bay in taken):
                continue
            _hang_unit(parts, x, building.floor_metres(storey) + 0.25, luck, detail=detail)


def _hang_unit(parts: Parts, x: float, z: float, luck: Random, *, detail: Detail) -> None:
    width, depth, height = UNIT
    shell = scaled(linear("#d9d8d0"), luck.uniform(0.82, 1.0))
    near_y, far_y = -0.06 - depth, -0.06
    parts.box(PLAIN, (x, near_y, z), (x + width, far_y, z + height), tint=shell)
    fan = (x + width * 0.38, near_y - 0.006, z + height / 2)
    parts.form(disc(12 if detail is Detail.NEAR else 7), PLAIN, fan, scale=(0.24, 1, 0.24), tint=linear("#43484c"))
    if detail is Detail.NEAR:
        parts.form(disc(8), PLAIN, (fan[0], fan[1] - 0.004, fan[2]), scale=(0.07, 1, 0.07), tint=shell)
        steel = linear("#6c7074")
        for at in (x + 0.1, x + width - 0.14):
            parts.box(PLAIN, (at, near_y, z - 0.05), (at + 0.04, 0.0, z), tint=steel)
        parts.box(PLAIN, (x + width - 0.1, -0.05, z - 0.22), (x + width - 0.07, -0.02, z), tint=shell)


def lead_rain_down(parts: Parts, wall: StreetWall, building: PlannedBuilding, *, seed: str) -> None:
    """A downpipe from the roof at one end of the wall as far as the stores' fascias, where it goes into the wall."""
    if wall.width_metres < LEAST_WALL_FOR_PIPE_METRES or building.storeys_above < 2:
        return
    luck = Random(f"{seed}/{building.building_id}/pipe")
    x = luck.choice((0.05, wall.width_metres - 0.05 - PIPE_METRES))
    tint = linear(luck.choice(("#8f9294", "#b9b4aa", "#6f6a64")))
    low, high = building.floor_metres(2) + 0.02, building.height_metres
    sides = Side.FRONT | Side.ENDS
    parts.box(PLAIN, (x, -PIPE_METRES, low), (x + PIPE_METRES, -0.01, high), tint=tint, sides=sides)
