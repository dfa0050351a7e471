"""A settled ground plan: nothing is unknown any more, every assumption has its note."""

from dataclasses import dataclass
from enum import StrEnum

from district_builder.domain.frames import Point2
from district_builder.domain.layout import BuildingId, HouseNumber, Ring, RoadKind, Rung
from district_builder.domain.places import Placement
from district_builder.domain.stores import StoreId


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedBuilding:
    """A footprint with storeys. Storey 1 stands on the pavement; its floor is at 0 m."""

    building_id: BuildingId
    footprint: Ring
    holes: tuple[Ring, ...] = ()
    name: str = ""
    road: str = ""
    number: HouseNumber | None = None
    storeys_above: int
    storeys_below: int = 0
    ground_storey_metres: float = 4.2
    upper_storey_metres: float = 3.3
    rung: Rung

    @property
    def height_metres(self) -> float:
        """From the pavement to the roof slab, without parapet."""
        return self.floor_metres(self.storeys_above + 1)

    def floor_metres(self, storey: int) -> float:
        """The height of a storey's floor above the pavement; below 0 for basements."""
        if storey >= 2:
            return self.ground_storey_metres + (storey - 2) * self.upper_storey_metres
        return 0.0 if storey == 1 else storey * self.upper_storey_metres


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRoad:
    """A centreline with widths. `pavement_width_metres` is that of each side, 0 where people share the carriageway.

    A street whose width changes comes in pieces of one name; `start_metres` is where this piece begins on the street.
    """

    road_id: str
    name: str = ""
    kind: RoadKind
    centreline: tuple[Point2, ...]
    carriageway_width_metres: float
    pavement_width_metres: float
    start_metres: float = 0.0

    @property
    def half_width_metres(self) -> float:
        return self.carriageway_width_metres / 2 + self.pavement_width_metres


class BayUse(StrEnum):
    STORE = "store"
    ENTRANCE = "entrance"  # the building's common entrance: stairs, lift, tenant board
    PLAIN = "plain"  # nobody known behind it


@dataclass(frozen=True, slots=True, kw_only=True)
class Bay:
    """A stretch of one storey of a street wall, metres from the wall's left foot as seen from the pavement."""

    use: BayUse
    storey: int
    start_metres: float
    end_metres: float
    store_id: StoreId = ""

    @property
    def width_metres(self) -> float:
        return self.end_metres - self.start_metres


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetWall:
    """A straight piece of a footprint that faces a road. Feet in the district frame, left and right from the pavement.

    Bays of one storey do not overlap and come in order; what no bay covers is plain wall with windows.
    """

    building_id: BuildingId
    left_foot_in_district: Point2
    right_foot_in_district: Point2
    road_id: str
    bays: tuple[Bay, ...] = ()

    @property
    def width_metres(self) -> float:
        (ax, ay), (bx, by) = self.left_foot_in_district, self.right_foot_in_district
        return float(((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetPlan:
    """Buildings and roads, settled. The first road is the district's main street where one is known."""

    buildings: tuple[PlannedBuilding, ...]
    roads: tuple[PlannedRoad, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedStreet:
    """A plan with its tenants: what every later stage reads. One placement per store that is in the scene."""

    plan: StreetPlan
    walls: tuple[StreetWall, ...]
    placements: tuple[Placement, ...]
