"""GeoJSON (RFC 7946, and the older `crs` member that Korean files still carry)."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from district_builder.domain.errors import SourceError
from district_builder.domain.frames import LonLat
from district_builder.domain.layout import Origin
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.row_notes import note_at
from district_builder.sources.files import MOST_ROWS, decode, read_bytes
from district_builder.sources.gis_features import Shape, centrelines_from, outlines_from, properties_from, shape_id
from district_builder.sources.gis_places import choose_system, rings_from
from district_builder.sources.josa import with_particle
from district_builder.sources.map_features import MapFeatures
from district_builder.sources.osm_tags import Element, store_from_element
from district_builder.sources.projections import WGS84, is_known_system
from district_builder.sources.store_reading import StoreReading

Json = Mapping[str, Any]


class BadGeometryError(ValueError):
    """A geometry that is none of GeoJSON's, or holds something else than numbers."""


def read_geojson(path: Path, *, file: str, anchor: LonLat | None, coordinate_system: str = "") -> MapFeatures:
    """Polygons as buildings, lines as roads, named points with a trade as stores. Rows are features counted from 1.

    Raises:
        SourceError: too large, no GeoJSON, over 2,000,000 features, or metres of an unknown system.
    """
    content = _content(path)
    features = [thing for thing in content.get("features", [content]) if isinstance(thing, dict)]
    if len(features) > MOST_ROWS:
        raise SourceError("도형이 2,000,000개를 넘습니다.", remedy="필요한 구역만 잘라서 다시 넣으세요.", file=path)
    shapes, points, notes = [], [], []
    for row, feature in enumerate(features, start=1):
        properties = {**properties_from(feature.get("properties") or {}), **_own_id(feature)}
        geometry = feature.get("geometry")
        origin = Origin(file=file, row=row)
        try:
            if isinstance(geometry, dict) and geometry.get("type") == "Point":
                points.append((properties, _point(geometry.get("coordinates")), origin))
            else:
                shapes.append((properties, shape_from_geometry(geometry), origin))
        except BadGeometryError as error:
            notes.append(_note_bad_geometry(origin, str(error)))
    samples = [shape.polygons[0][0][0] for _, shape, _ in shapes if shape.polygons and shape.polygons[0]]
    samples += [shape.lines[0][0] for _, shape, _ in shapes if shape.lines]
    choice = choose_system(
        path, file=file, stated=_stated_system(content), configured=coordinate_system, samples=samples, anchor=anchor
    )
    outlines, centrelines = [], []
    placed = rings_from([shape for _, shape, _ in shapes], choice.system)
    for (properties, _, origin), (polygons, lines) in zip(shapes, placed, strict=True):
        outlines.extend(outlines_from(properties, polygons, origin))
        centrelines.extend(centrelines_from(properties, lines, origin))
    stores: list[StoreReading] = []
    for properties, (x, y), origin in points:
        place = rings_from([Shape(lines=(((x, y),),))], choice.system)[0][1][0][0]
        element = Element(ref=shape_id(properties.get("@id", ""), [[(place,)]]), tags=properties, origin=origin)
        if store := store_from_element(element, place):
            stores.append(store)
    return MapFeatures(
        outlines=tuple(outlines),
        centrelines=tuple(centrelines),
        stores=tuple(stores),
        notes=(*choice.notes, *notes),
        guessed_system=choice.system if choice.is_guess else "",
    )


def shape_from_geometry(geometry: object) -> Shape:
    """The parts of a GeoJSON geometry; points and nothing give an empty shape.

    Raises:
        BadGeometryError: an unknown type or broken coordinates.
    """
    if geometry is None:
        raise BadGeometryError("모양이 없습니다")
    if not isinstance(geometry, dict):
        raise BadGeometryError("모양이 GeoJSON이 아닙니다")
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind == "Polygon":
        return Shape(polygons=(_rings(coordinates),))
    if kind == "MultiPolygon":
        return Shape(polygons=tuple(_rings(part) for part in _list(coordinates)))
    if kind == "LineString":
        return Shape(lines=(_line(coordinates),))
    if kind == "MultiLineString":
        return Shape(lines=tuple(_line(part) for part in _list(coordinates)))
    if kind == "GeometryCollection":
        parts = [shape_from_geometry(part) for part in _list(geometry.get("geometries"))]
        return Shape(
            polygons=tuple(polygon for part in parts for polygon in part.polygons),
            lines=tuple(line for part in parts for line in part.lines),
        )
    if kind in {"Point", "MultiPoint"}:
        return Shape()
    raise BadGeometryError(f"모양 {with_particle(str(kind)[:20], '은/는')} 쓸 수 없습니다")


def _content(path: Path) -> Json:
    remedy = "GeoJSON으로 다시 저장하세요."
    try:
        content = json.loads(decode(read_bytes(path), path))
    except (ValueError, RecursionError) as error:
        raise SourceError("JSON 형식이 아닙니다.", remedy=remedy, file=path) from error
    is_collection = isinstance(content, dict) and isinstance(content.get("features", []), list)
    if not is_collection or content.get("type") not in {"FeatureCollection", "Feature"}:
        raise SourceError("GeoJSON이 아닙니다.", remedy=remedy, file=path)
    return dict(content)


def _stated_system(content: Json) -> str:
    """The old `crs` member: urn:ogc:def:crs:EPSG::5186 or EPSG:5186; CRS84 is WGS 84."""
    crs = content.get("crs")
    name = str((crs.get("properties") or {}).get("name", "")) if isinstance(crs, dict) else ""
    if "CRS84" in name:
        return WGS84
    found = re.search(r"EPSG:+(\d{4,6})", name)
    system = f"EPSG:{found[1]}" if found else ""
    return system if system and is_known_system(system) else ""


def _own_id(feature: Json) -> dict[str, str]:
    own = feature.get("id")
    return {"id": str(own)} if isinstance(own, str | int) and not isinstance(own, bool) else {}


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise BadGeometryError("좌표 목록이 아닙니다")
    return value


def _rings(value: object) -> tuple[tuple[tuple[float, float], ...], ...]:
    rings = tuple(_line(ring) for ring in _list(value))
    if not rings:
        raise BadGeometryError("모양이 비어 있습니다")
    return rings


def _line(value: object) -> tuple[tuple[float, float], ...]:
    points = tuple(_point(point) for point in _list(value))
    if not points:
        raise BadGeometryError("모양이 비어 있습니다")
    return points


def _point(value: object) -> tuple[float, float]:
    if isinstance(value, list) and len(value) >= 2:
        x, y = value[0], value[1]
        if _is_number(x) and _is_number(y):
            return float(x), float(y)
    raise BadGeometryError("좌표가 숫자가 아닙니다")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9


def _note_bad_geometry(origin: Origin, problem: str) -> BuildNote:
    return note_at(
        origin,
        NoteKind.BAD_FOOTPRINT,
        Severity.PROBLEM,
        text=f"{problem}. 이 도형은 넣지 않았습니다.",
        remedy="도형을 다시 그리거나 지우세요.",
    )
