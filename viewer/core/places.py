"""places.geojson (RFC 7946) as typed values in the district frame."""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from district_builder.domain.frames import DistrictFrame, LonLat, Point2, Point3
from district_builder.domain.layout import BuildingId, Ring, RoadKind
from district_builder.domain.places import PlacementKind, View, WalkableArea
from district_builder.domain.stores import StoreId
from viewer.core.errors import SceneError

FILE = "places.geojson"
NO_AREA = WalkableArea(polygons=())


@dataclass(frozen=True, slots=True, kw_only=True)
class StorePlace:
    """One store as the scene knows it. `frontage` holds its feet, left and right as seen from the pavement."""

    store_id: StoreId
    name: str
    category: str
    storey: int
    unit: str
    building_id: BuildingId
    placement: PlacementKind
    anchor_in_district: Point3
    door_in_district: Point2
    frontage: tuple[Point2, Point2] | None
    is_illustration: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildingOutline:
    """A footprint for the minimap, district frame."""

    building_id: BuildingId
    name: str
    number: str
    outline: Ring


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadLine:
    """A centreline for the minimap, district frame."""

    name: str
    kind: RoadKind
    points: tuple[Point2, ...]


@dataclass(frozen=True, kw_only=True)
class Places:
    """All of places.geojson, in the order of the file."""

    frame: DistrictFrame
    stores: tuple[StorePlace, ...] = ()
    buildings: tuple[BuildingOutline, ...] = ()
    roads: tuple[RoadLine, ...] = ()
    views: tuple[View, ...] = ()
    walkable: WalkableArea = NO_AREA

    @cached_property
    def store_by_id(self) -> dict[StoreId, StorePlace]:
        return {store.store_id: store for store in self.stores}

    @cached_property
    def building_by_id(self) -> dict[BuildingId, BuildingOutline]:
        return {building.building_id: building for building in self.buildings}

    @property
    def spawn(self) -> View | None:
        """Where a walk begins: the first spawn point, else the first named view."""
        return next((view for view in self.views if view.is_spawn), next(iter(self.views), None))


def read_places(data: bytes, *, anchor: LonLat) -> Places:
    """Read the places of a scene whose district frame stands at `anchor`. Unknown kinds are passed over.

    Raises:
        SceneError: the file is not a FeatureCollection, or a feature lacks what its kind must have.
    """
    frame = DistrictFrame(anchor)
    try:
        features = json.loads(data)["features"]
    except (ValueError, KeyError, TypeError) as error:
        raise SceneError(f"it is not a GeoJSON FeatureCollection ({error}).", file=FILE) from error
    found = _Found(frame)
    for number, feature in enumerate(features, start=1):
        try:
            found.add(feature)
        except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
            raise SceneError(
                f"feature {number} is not as it must be ({type(error).__name__}: {error}).", file=FILE
            ) from error
    return found.places()


class _Found:
    def __init__(self, frame: DistrictFrame) -> None:
        self._frame = frame
        self._stores: list[StorePlace] = []
        self._buildings: list[BuildingOutline] = []
        self._roads: list[RoadLine] = []
        self._views: list[View] = []
        self._walkable: list[tuple[Ring, tuple[Ring, ...]]] = []

    def places(self) -> Places:
        return Places(
            frame=self._frame,
            stores=tuple(self._stores),
            buildings=tuple(self._buildings),
            roads=tuple(self._roads),
            views=tuple(self._views),
            walkable=WalkableArea(polygons=tuple(self._walkable)),
        )

    def add(self, feature: dict[str, Any]) -> None:
        properties, geometry = feature["properties"], feature["geometry"] or {}
        match properties["kind"]:
            case "store":
                self._stores.append(self._store(properties, geometry["coordinates"]))
            case "building":
                self._buildings.append(
                    BuildingOutline(
                        building_id=str(properties["building_id"]),
                        name=str(properties.get("name") or ""),
                        number=str(properties.get("number") or ""),
                        outline=self._ring(geometry["coordinates"][0]),
                    )
                )
            case "road":
                self._roads.append(
                    RoadLine(
                        name=str(properties.get("name") or ""),
                        kind=RoadKind(properties.get("road_kind", RoadKind.STREET)),
                        points=tuple(self._point(p) for p in geometry["coordinates"]),
                    )
                )
            case "walkable":
                parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
                for outer, *holes in parts:
                    self._walkable.append((self._ring(outer), tuple(self._ring(hole) for hole in holes)))
            case "view":
                self._views.append(self._view(properties, geometry["coordinates"]))

    def _store(self, properties: dict[str, Any], coordinates: list[float]) -> StorePlace:
        feet, anchor = properties.get("frontage"), self._point(coordinates)
        height = float(coordinates[2]) if len(coordinates) > 2 else 0.0
        return StorePlace(
            store_id=str(properties["store_id"]),
            name=str(properties["name"]),
            category=str(properties.get("category", "other")),
            storey=int(properties.get("storey", 1)),
            unit=str(properties.get("unit") or ""),
            building_id=str(properties.get("building_id") or ""),
            placement=PlacementKind(properties.get("placement", PlacementKind.STREET_FRONT)),
            anchor_in_district=Point3(anchor.x, anchor.y, height),
            door_in_district=self._point(properties["door"]) if properties.get("door") else anchor,
            frontage=(self._point(feet[0]), self._point(feet[1])) if feet else None,
            is_illustration=bool(properties.get("is_illustration", False)),
        )

    def _view(self, properties: dict[str, Any], coordinates: list[float]) -> View:
        feet = self._point(coordinates)
        height = float(coordinates[2]) if len(coordinates) > 2 else 1.6
        return View(
            name=str(properties["name"]),
            title_ko=str(properties.get("title") or properties["name"]),
            position_in_district=Point3(feet.x, feet.y, height),
            heading_degrees=float(properties["heading_degrees"]),
            pitch_degrees=float(properties.get("pitch_degrees", 0.0)),
            is_spawn=bool(properties.get("is_spawn", False)),
        )

    def _point(self, coordinates: list[float]) -> Point2:
        return self._frame.district_from_wgs84(LonLat(float(coordinates[0]), float(coordinates[1])))

    def _ring(self, coordinates: list[list[float]]) -> Ring:
        points = tuple(self._point(p) for p in coordinates)
        return points[:-1] if len(points) > 1 and points[0] == points[-1] else points
