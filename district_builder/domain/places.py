"""What a client needs to know of a scene besides its tiles: the contents of places.geojson."""

from dataclasses import dataclass
from enum import StrEnum

from district_builder.domain.frames import Point2, Point3
from district_builder.domain.layout import BuildingId, Ring
from district_builder.domain.stores import StoreId


class PlacementKind(StrEnum):
    STREET_FRONT = "street_front"  # its own wall and door on the street
    UPPER = "upper"  # windows and signs above, reached by the building's entrance
    BASEMENT = "basement"  # a stair and a sign at the entrance
    INSIDE = "inside"  # ground floor, but no street wall left: on the tenant board only


@dataclass(frozen=True, slots=True, kw_only=True)
class Frontage:
    """The stretch of wall that a store shows to the street, seen from the pavement. Feet in the district frame."""

    store_id: StoreId
    building_id: BuildingId
    storey: int
    left_foot_in_district: Point2
    right_foot_in_district: Point2
    base_metres: float
    height_metres: float

    @property
    def width_metres(self) -> float:
        (ax, ay), (bx, by) = self.left_foot_in_district, self.right_foot_in_district
        return float(((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where a store is. `anchor` is the middle of its sign or window, `door` where one enters (district frame).

    `frontage` is None for stores that show no wall of their own.
    """

    store_id: StoreId
    building_id: BuildingId
    kind: PlacementKind
    storey: int
    unit: str = ""
    frontage: Frontage | None = None
    anchor_in_district: Point3
    door_in_district: Point2
    street: str = ""
    along_street_metres: float = 0.0
    is_left_side: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A named place to stand and look: a spawn point or a tour stop. Heading clockwise from north."""

    name: str
    title_ko: str
    position_in_district: Point3  # the eye
    heading_degrees: float
    pitch_degrees: float = 0.0
    is_spawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkableArea:
    """Where feet may go: polygons with holes in the district frame, outer rings counter-clockwise, holes clockwise."""

    polygons: tuple[tuple[Ring, tuple[Ring, ...]], ...]
