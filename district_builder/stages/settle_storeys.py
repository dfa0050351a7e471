"""How many storeys a building has: what its source says, else the lift register, else its tenants, else a default."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from district_builder.domain.layout import Building, LiftRecord
from district_builder.domain.plan import PlannedBuilding
from district_builder.domain.stores import Store
from district_builder.geometry.outlines import signed_area
from district_builder.stages.settle_units import plain_name, storeys_of

GROUND_STOREY_METRES = 4.2
UPPER_STOREY_METRES = 3.3
LOW_CEILING_METRES, HIGH_CEILING_METRES = 2.6, 4.6
MOST_STOREYS = 130


class StoreySource(Enum):
    STATED = "stated"
    HEIGHT = "height"
    LIFTS = "lifts"
    TENANTS = "tenants"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Storeys:
    """The answer, and who gave it. `registered` are the differing numbers of the lift register, where it was asked."""

    above: int
    below: int
    upper_storey_metres: float
    source: StoreySource
    registered: tuple[int, ...] = ()


def registered_storeys(lifts: Iterable[LiftRecord]) -> dict[str, tuple[int, ...]]:
    """The distinct storey counts that the lift register gives for each building name, lowest first."""
    counts: dict[str, set[int]] = defaultdict(set)
    for lift in lifts:
        if lift.storeys >= 1 and lift.building_name:
            counts[plain_name(lift.building_name)].add(lift.storeys)
    return {name: tuple(sorted(values)) for name, values in counts.items()}


def count_storeys(building: Building, *, tenants: Sequence[Store], registered: Sequence[int]) -> Storeys:
    """Decide a building's storeys.

    Of contradicting register entries the lowest that holds every tenant wins: a register lists namesakes of the whole
    city, and "1" is what car lifts say of themselves. Where none holds every tenant the highest wins.
    """
    tenant_storeys = [storey for store in tenants for storey in storeys_of(store.address)]
    highest = max((storey for storey in tenant_storeys if storey > 0), default=0)
    below = building.storeys_below
    if below is None:
        below = -min((storey for storey in tenant_storeys if storey < 0), default=0)
    upper = UPPER_STOREY_METRES
    plausible = [count for count in registered if count > 1] or list(registered)
    if building.storeys_above:
        above, source = building.storeys_above, StoreySource.STATED
        upper = _upper_storey_metres(building.height_metres, above)
    elif building.height_metres and building.height_metres > 1.5:
        above = max(round((building.height_metres - GROUND_STOREY_METRES) / UPPER_STOREY_METRES) + 1, 1)
        source, upper = StoreySource.HEIGHT, _upper_storey_metres(building.height_metres, above)
    elif plausible:
        above = min((count for count in plausible if count >= highest), default=max(plausible))
        source = StoreySource.LIFTS
    elif highest > 1:
        above, source = highest, StoreySource.TENANTS
    else:
        above, source = default_storeys(abs(signed_area(building.footprint))), StoreySource.DEFAULT
    return Storeys(
        above=min(above, MOST_STOREYS),
        below=min(max(below, 0), 9),
        upper_storey_metres=upper,
        source=source,
        registered=tuple(registered) if source is StoreySource.LIFTS else (),
    )


def default_storeys(area_square_metres: float) -> int:
    """What stands on a plot of that size along a Korean shopping street when nobody knows."""
    for limit, storeys in ((40, 1), (90, 2), (180, 3), (300, 4), (700, 5)):
        if area_square_metres < limit:
            return storeys
    return 6


def planned_building(building: Building, storeys: Storeys, *, name: str) -> PlannedBuilding:
    return PlannedBuilding(
        building_id=building.building_id,
        footprint=building.footprint,
        holes=building.holes,
        name=name,
        road=building.road,
        number=building.number,
        storeys_above=storeys.above,
        storeys_below=storeys.below,
        ground_storey_metres=GROUND_STOREY_METRES,
        upper_storey_metres=storeys.upper_storey_metres,
        rung=building.rung,
    )


def _upper_storey_metres(height_metres: float | None, above: int) -> float:
    """The storey height that meets a stated height, where storeys and height can both be true."""
    if height_metres is None or above < 2:
        return UPPER_STOREY_METRES
    each = (height_metres - GROUND_STOREY_METRES) / (above - 1)
    return round(each, 3) if LOW_CEILING_METRES <= each <= HIGH_CEILING_METRES else UPPER_STOREY_METRES
