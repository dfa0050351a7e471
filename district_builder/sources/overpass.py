"""Overpass API JSON, with geometry ("out geom") or with nodes that ways refer to ("out body; >; out skel")."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from district_builder.domain.errors import SourceError
from district_builder.domain.frames import LonLat
from district_builder.domain.layout import Origin
from district_builder.sources.files import MOST_ROWS, decode, read_bytes
from district_builder.sources.map_features import LonLatRing, MapFeatures
from district_builder.sources.osm_collector import OsmCollector
from district_builder.sources.osm_tags import Element
from district_builder.sources.projections import is_lonlat

Json = Mapping[str, Any]


def read_overpass(path: Path, *, file: str) -> MapFeatures:
    """Buildings, roads and named tenants of an Overpass answer, in the file's order.

    Raises:
        SourceError: too large, over 2,000,000 elements, or no Overpass answer.
    """
    return features_from_overpass(_elements(path), file=file)


def features_from_overpass(elements: list[Json], *, file: str) -> MapFeatures:
    """The features of Overpass `elements`; what has no geometry becomes a note."""
    elements = [thing for thing in elements if isinstance(thing.get("id"), int)]
    nodes = {_id(thing): place for thing in elements if thing.get("type") == "node" and (place := _place(thing))}
    ways = {_id(thing): _way_places(thing, nodes) for thing in elements if thing.get("type") == "way"}
    collector = OsmCollector(file)
    for thing in elements:
        element = _element(thing, file)
        if not element.tags:
            continue
        if thing.get("type") == "node":
            collector.add_node(element, nodes.get(_id(thing)))
        elif thing.get("type") == "way":
            places, missing = ways[_id(thing)]
            collector.add_way(element, places, missing=missing)
        elif thing.get("type") == "relation" and "building" in element.tags:
            collector.add_relation(element, _members(thing, ways))
    return collector.features()


def _elements(path: Path) -> list[Json]:
    remedy = "Overpass에서 [out:json]으로 다시 내려받으세요."
    try:
        content = json.loads(decode(read_bytes(path), path))
    except (ValueError, RecursionError) as error:
        raise SourceError("JSON 형식이 아닙니다.", remedy=remedy, file=path) from error
    elements = content.get("elements") if isinstance(content, dict) else None
    if not isinstance(elements, list):
        raise SourceError("Overpass 응답이 아닙니다 ('elements'가 없음).", remedy=remedy, file=path)
    if len(elements) > MOST_ROWS:
        raise SourceError("요소가 2,000,000개를 넘습니다.", remedy="필요한 구역만 잘라서 다시 넣으세요.", file=path)
    return [element for element in elements if isinstance(element, dict)]


def _element(thing: Json, file: str) -> Element:
    tags = thing.get("tags")
    texts = {key: str(value) for key, value in tags.items()} if isinstance(tags, dict) else {}
    return Element(ref=f"{str(thing.get('type', '?'))[:1]}{_id(thing)}", tags=texts, origin=Origin(file=file))


def _place(thing: object) -> LonLat | None:
    if not isinstance(thing, dict):
        return None
    lon, lat = thing.get("lon"), thing.get("lat")
    if isinstance(lon, int | float) and isinstance(lat, int | float) and is_lonlat(lon, lat):
        return LonLat(float(lon), float(lat))
    return None


def _way_places(way: Json, nodes: Mapping[str, LonLat]) -> tuple[LonLatRing, int]:
    """The places of a way and how many of its nodes have none."""
    geometry, refs = way.get("geometry"), way.get("nodes")
    if isinstance(geometry, list):
        found = [_place(point) for point in geometry]
    elif isinstance(refs, list):
        found = [nodes.get(str(ref)) for ref in refs]
    else:
        return (), 0
    places = tuple(place for place in found if place)
    return places, len(found) - len(places)


def _members(relation: Json, ways: Mapping[str, tuple[LonLatRing, int]]) -> Iterator[tuple[str, LonLatRing]]:
    """The roles and places of a relation's ways, given with the member or with the way itself."""
    members = relation.get("members")
    for member in members if isinstance(members, list) else []:
        if isinstance(member, dict) and member.get("type") == "way":
            places = _way_places(member, {})[0] or ways.get(str(member.get("ref")), ((), 0))[0]
            yield str(member.get("role", "")), places


def _id(thing: Json) -> str:
    return str(thing.get("id", "?"))
