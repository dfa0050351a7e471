"""Features with properties (GeoJSON, Shapefile, GeoPackage) -> outlines and centrelines."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from district_builder.domain.layout import HouseNumber, Origin, RoadKind
from district_builder.sources import building_columns as columns
from district_builder.sources.address import parse_address
from district_builder.sources.map_features import Centreline, LonLatRing, Outline
from district_builder.sources.measures import (
    HIGHEST_METRES,
    WIDEST_METRES,
    first_of,
    read_house_number,
    read_metres,
    read_storeys,
)
from district_builder.sources.osm_tags import road_kind
from district_builder.sources.text import NAME_LIMIT, clean, read_count

Properties = Mapping[str, str]

_SAFE_ID = re.compile(r"[0-9A-Za-z가-힣][0-9A-Za-z가-힣._/-]{0,63}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A feature's parts in the coordinates of its file: polygons as rings with the outer first, or lines."""

    polygons: tuple[tuple[tuple[tuple[float, float], ...], ...], ...] = ()
    lines: tuple[tuple[tuple[float, float], ...], ...] = ()


def properties_from(raw: Mapping[str, object]) -> Properties:
    """Properties as clean text; nested values and nothing are dropped, 5.0 stays "5.0" for the readers of numbers."""
    return {
        str(key): clean(str(value))
        for key, value in raw.items()
        if value is not None and not isinstance(value, dict | list | bool)
    }


def outlines_from(properties: Properties, polygons: Sequence[Sequence[LonLatRing]], origin: Origin) -> list[Outline]:
    """One outline per polygon of a feature."""
    address = parse_address(first_of(properties, columns.ROAD_ADDRESS))
    road = first_of(properties, columns.ROAD_OF_BUILDING).split(" ")[-1]
    above = read_storeys(first_of(properties, columns.STOREYS_ABOVE))
    stem = shape_id(first_of(properties, columns.BUILDING_ID), polygons)
    return [
        Outline(
            building_id=stem if count == 0 else f"{stem}-{count + 1}",
            outer=rings[0],
            inner=tuple(rings[1:]),
            name=(first_of(properties, columns.BUILDING_NAME) or address.building_name)[:NAME_LIMIT],
            road=road or address.road,
            number=_number(properties) or address.number,
            storeys_above=above or None,  # registers write 0 for "not recorded"
            storeys_below=read_storeys(first_of(properties, columns.STOREYS_BELOW), most=12),
            height_metres=read_metres(first_of(properties, columns.HEIGHT), most=HIGHEST_METRES),
            origin=origin,
        )
        for count, rings in enumerate(polygons)
        if rings
    ]


def centrelines_from(properties: Properties, lines: Sequence[LonLatRing], origin: Origin) -> list[Centreline]:
    """One centreline per line of a feature; none when its `highway` says that nobody moves along it."""
    said = first_of(properties, columns.ROAD_KIND)
    name = first_of(properties, columns.ROAD_NAME)
    width = read_metres(first_of(properties, columns.ROAD_WIDTH), most=WIDEST_METRES)
    if said in RoadKind.__members__.values():
        kind: RoadKind | None = RoadKind(said)
    elif "highway" in properties:
        kind = road_kind(properties)
    else:
        kind = RoadKind.ALLEY if name.endswith("길") and (width or 0) < 8 else RoadKind.STREET
    if kind is None:
        return []
    stem = shape_id(first_of(properties, columns.ROAD_ID), [lines])
    return [
        Centreline(
            road_id=stem if count == 0 else f"{stem}-{count + 1}",
            places=line,
            name=name[:NAME_LIMIT],
            kind=kind,
            carriageway_width_metres=None if kind is RoadKind.PATH else width,
            origin=origin,
        )
        for count, line in enumerate(lines)
    ]


def _number(properties: Properties) -> HouseNumber | None:
    if number := read_house_number(first_of(properties, columns.NUMBER)):
        return number
    main = read_count(first_of(properties, columns.NUMBER_MAIN), most=99_999)
    return HouseNumber(main=main, sub=read_count(first_of(properties, columns.NUMBER_SUB)) or 0) if main else None


def shape_id(said: str, shape: Sequence[Sequence[LonLatRing]]) -> str:
    """The source's own id ("way/123" becomes w123), else one made from the shape itself."""
    said = re.sub(r"^(node|way|relation)/(\d+)$", lambda found: found[1][0] + found[2], said.removesuffix(".0"))
    if _SAFE_ID.fullmatch(said):
        return said.replace("/", "-")
    text = " ".join(f"{place.lon:.6f},{place.lat:.6f}" for part in shape for ring in part for place in ring)
    return "b" + hashlib.sha256(text.encode()).hexdigest()[:12]
