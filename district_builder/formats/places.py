"""places.geojson: what a client needs to know of a scene besides its tiles (RFC 7946)."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Any, TypeAlias

from district_builder.domain.frames import DistrictFrame, Point2, Point3
from district_builder.domain.layout import Ring
from district_builder.domain.places import Placement, View, WalkableArea
from district_builder.domain.plan import BayUse, PlacedStreet, PlannedBuilding, PlannedRoad, StreetWall
from district_builder.domain.stores import Store, StoreId
from district_builder.formats.json_text import json_bytes

Feature: TypeAlias = dict[str, Any]
Position: TypeAlias = list[float]
DEGREE_DIGITS = 9  # 0.1 mm
METRE_DIGITS = 3


def write_places(
    *,
    frame: DistrictFrame,
    stores: Mapping[StoreId, Store],
    street: PlacedStreet,
    walkable: WalkableArea,
    views: Sequence[View],
    photographed: AbstractSet[StoreId],
) -> bytes:
    """Write the FeatureCollection that the scene contract describes.

    Outer rings run counter-clockwise and holes clockwise (3.1.6), whatever the plan says.

    Args:
        stores: at least those that have a placement.
        photographed: stores whose front is a photo; the others are illustrations.

    Raises:
        KeyError: when a placed store is unknown.
    """
    writer = _Writer(frame)
    features = [
        *(writer.store(place, stores[place.store_id], photographed) for place in street.placements),
        *map(writer.building, street.plan.buildings),
        *writer.entrances(street.walls),
        *map(writer.road, street.plan.roads),
        writer.walkable(walkable),
        *map(writer.view, views),
    ]
    return json_bytes({"type": "FeatureCollection", "features": features})


class _Writer:
    """Domain values as features; holds the frame that turns metres into degrees."""

    def __init__(self, frame: DistrictFrame) -> None:
        self._frame = frame

    def store(self, place: Placement, store: Store, photographed: AbstractSet[StoreId]) -> Feature:
        front = place.frontage
        feet = [front.left_foot_in_district, front.right_foot_in_district] if front else []
        return _feature(
            f"store/{place.store_id}",
            ("Point", self._position3(place.anchor_in_district)),
            kind="store",
            store_id=place.store_id,
            name=store.full_name,
            category=str(store.category),
            storey=place.storey,
            unit=place.unit,
            building_id=place.building_id,
            placement=str(place.kind),
            door=self._position(place.door_in_district),
            street=place.street,
            along_street_metres=round(place.along_street_metres, METRE_DIGITS),
            side="left" if place.is_left_side else "right",
            frontage=self._positions(feet) if feet else None,
            is_illustration=place.store_id not in photographed,
        )

    def building(self, building: PlannedBuilding) -> Feature:
        return _feature(
            f"building/{building.building_id}",
            ("Polygon", self._polygon(building.footprint, building.holes)),
            kind="building",
            building_id=building.building_id,
            name=building.name,
            number=str(building.number) if building.number else "",
            road=building.road,
            storeys=building.storeys_above,
            height_metres=round(building.height_metres, METRE_DIGITS),
            rung=int(building.rung),
        )

    def entrances(self, walls: Sequence[StreetWall]) -> Iterator[Feature]:
        """The middle of each ground-floor bay that is a common entrance, numbered within its building."""
        seen: dict[str, int] = {}
        for wall in walls:
            (ax, ay), (bx, by) = wall.left_foot_in_district, wall.right_foot_in_district
            for bay in wall.bays:
                if bay.use is not BayUse.ENTRANCE or bay.storey != 1:
                    continue
                number = seen[wall.building_id] = seen.get(wall.building_id, 0) + 1
                along = (bay.start_metres + bay.end_metres) / 2 / wall.width_metres
                middle = Point3(ax + (bx - ax) * along, ay + (by - ay) * along, 0.0)
                yield _feature(
                    f"entrance/{wall.building_id}/{number}",
                    ("Point", self._position3(middle)),
                    kind="entrance",
                    building_id=wall.building_id,
                )

    def road(self, road: PlannedRoad) -> Feature:
        line = ("LineString", self._positions(road.centreline))
        return _feature(f"road/{road.road_id}", line, kind="road", name=road.name, road_kind=str(road.kind))

    def walkable(self, area: WalkableArea) -> Feature:
        polygons = [self._polygon(outer, holes) for outer, holes in area.polygons]
        return _feature("walkable", ("MultiPolygon", polygons), kind="walkable")

    def view(self, view: View) -> Feature:
        return _feature(
            f"view/{view.name}",
            ("Point", self._position3(view.position_in_district)),
            kind="view",
            name=view.name,
            title=view.title_ko,
            heading_degrees=round(view.heading_degrees, METRE_DIGITS),
            pitch_degrees=round(view.pitch_degrees, METRE_DIGITS),
            is_spawn=view.is_spawn,
        )

    def _polygon(self, outer: Ring, holes: Sequence[Ring]) -> list[list[Position]]:
        rings = [outer if _turns_left(outer) else outer[::-1]]
        rings += [hole[::-1] if _turns_left(hole) else hole for hole in holes]
        return [self._positions((*ring, ring[0])) for ring in rings]

    def _positions(self, points: Sequence[Point2]) -> list[Position]:
        return [self._position(point) for point in points]

    def _position(self, point: Point2) -> Position:
        return [round(degrees, DEGREE_DIGITS) for degrees in self._frame.wgs84_from_district(point)]

    def _position3(self, point: Point3) -> Position:
        return [*self._position(Point2(point.x, point.y)), round(point.z, METRE_DIGITS)]


def _feature(feature_id: str, geometry: tuple[str, list[Any]], **properties: Any) -> Feature:
    kind, coordinates = geometry
    return {
        "type": "Feature",
        "id": feature_id,
        "geometry": {"type": kind, "coordinates": coordinates},
        "properties": properties,
    }


def _turns_left(ring: Ring) -> bool:
    return sum(a.x * b.y - b.x * a.y for a, b in pairwise((*ring, ring[0]))) > 0
