"""Buildings and roads as a source gives them, in the district frame."""

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import TypeAlias

from district_builder.domain.frames import Point2

BuildingId: TypeAlias = str
Ring: TypeAlias = tuple[Point2, ...]
"""At least three points, counter-clockwise, the first not repeated at the end, no crossing."""


class Rung(IntEnum):
    """How a building's shape became known; the scene says it per building."""

    FOOTPRINT_WITH_STOREYS = 1
    FOOTPRINT = 2
    ADDRESS_RULE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The file and row that a thing was read from."""

    file: str
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseNumber:
    """건물번호: main and sub number on a road, "28-3" being main 28, sub 3."""

    main: int
    sub: int = 0

    def __str__(self) -> str:
        return f"{self.main}-{self.sub}" if self.sub else str(self.main)


@dataclass(frozen=True, slots=True, kw_only=True)
class Building:
    """One footprint in the district frame. None means that the source is silent, 0 that it says none."""

    building_id: BuildingId
    footprint: Ring
    holes: tuple[Ring, ...] = ()
    name: str = ""
    road: str = ""
    number: HouseNumber | None = None
    storeys_above: int | None = None
    storeys_below: int | None = None
    height_metres: float | None = None
    rung: Rung = Rung.FOOTPRINT
    origin: Origin


class RoadKind(StrEnum):
    STREET = "street"  # carriageway with pavements
    ALLEY = "alley"  # shared by people and cars, no pavement
    PATH = "path"  # people only


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """A centreline of two or more points in the district frame, in the direction of rising building numbers."""

    road_id: str
    centreline: tuple[Point2, ...]
    name: str = ""
    kind: RoadKind = RoadKind.STREET
    carriageway_width_metres: float | None = None
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What is known of a district's ground plan; either tuple may be empty."""

    buildings: tuple[Building, ...] = ()
    roads: tuple[Road, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftRecord:
    """A row of the lift register: the only public source of a plaza's storeys where the cadastre is silent."""

    building_name: str
    storeys: int
    origin: Origin = field(default=Origin(file=""))
