"""Overpass API JSON, with geometry ("out geom") or with nodes that ways refer to ("out body; >; out skel")."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from district_builder.domain.errors import SourceError
from district_builder.domain.frames import LonLat
from district_builder.domain.layout import Origin
from district_builder.domain.notes import BuildNote
from district_builder.sources.files import MOST_ROWS, decode, read_bytes
from district_builder.sources.map_features import Centreline, LonLatRing, MapFeatures, Outline
from district_builder.sources.osm_notes import note_below_ground, note_incomplete, note_without_geometry
from district_builder.sources.osm_tags import (
    Element,
    centreline_from_element,
    is_below_ground,
    is_building,
    outline_from_element,
    road_kind,
    store_from_element,
)
from district_builder.sources.projections import is_lonlat
from district_builder.sources.rings import inner_by_outer, join_pieces, middle_of
from district_builder.sources.store_reading import StoreReading

Json = Mapping[str, Any]


def read_overpass(path: Path, *, file: str) -> MapFeatures:
    """Buildings, roads and named tenants of an Overpass answer, in the file's order.

    Raises:
        SourceError: too large, over 2,000,000 elements, or no Overpass answer.
    """
    return features_from_overpass(_elements(path), file=file)


def features_from_overpass(elements: list[Json], *, file: str) -> MapFeatures:
    """The features of Overpass `elements`; what is no element or has no geometry becomes a note."""
    nodes = {thing.get("id"): place for thing in elements if thing.get("type") == "node" and (place := _place(thing))}
    ways = {thing.get("id"): _way_places(thing, nodes) for thing in elements if thing.get("type") == "way"}
    outlines: list[Outline] = []
    centrelines: list[Centreline] = []
    stores: list[StoreReading] = []
    notes: list[BuildNote] = []
    hidden = 0
    for thing in elements:
        element = _element(thing, file)
        tags = element.tags
        kind = road_kind(tags)
        if not tags:
            continue
        if ("building" in tags or "highway" in tags) and is_below_ground(tags):
            hidden += 1
        elif thing.get("type") == "node":
            if (place := nodes.get(thing.get("id"))) and (store := store_from_element(element, place)):
                stores.append(store)
        elif thing.get("type") == "way":
            places, missing = ways[thing.get("id")]
            if not places:
                notes.extend([note_without_geometry(element)] if is_building(tags) or kind else [])
                continue
            if missing and (is_building(tags) or kind):
                notes.append(note_incomplete(element, missing))
            if is_building(tags):
                outlines.append(outline_from_element(element, places))
            elif kind:
                centrelines.append(centreline_from_element(element, kind, places))
            if store := store_from_element(element, middle_of(places)):
                stores.append(store)
        elif thing.get("type") == "relation" and is_building(tags):
            parts = list(_outlines_of_relation(element, thing, ways))
            notes.extend([] if parts else [note_without_geometry(element)])
            outlines.extend(parts)
    if hidden:
        notes.append(note_below_ground(file, hidden))
    return MapFeatures(
        outlines=tuple(outlines), centrelines=tuple(centrelines), stores=tuple(stores), notes=tuple(notes)
    )


def _elements(path: Path) -> list[Json]:
    remedy = "Overpass에서 [out:json]으로 다시 내려받으세요."
    try:
        content = json.loads(decode(read_bytes(path), path))
    except (json.JSONDecodeError, RecursionError) as error:
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
    return Element(ref=f"{str(thing.get('type', '?'))[:1]}{thing.get('id', '?')}", tags=texts, origin=Origin(file=file))


def _place(thing: object) -> LonLat | None:
    if not isinstance(thing, dict):
        return None
    lon, lat = thing.get("lon"), thing.get("lat")
    if isinstance(lon, int | float) and isinstance(lat, int | float) and is_lonlat(lon, lat):
        return LonLat(float(lon), float(lat))
    return None


def _way_places(way: Json, nodes: Mapping[Any, LonLat]) -> tuple[LonLatRing, int]:
    """The places of a way and how many of its nodes have none."""
    geometry, refs = way.get("geometry"), way.get("nodes")
    if isinstance(geometry, list):
        found = [_place(point) for point in geometry]
    elif isinstance(refs, list):
        found = [nodes.get(ref) if isinstance(ref, int) else None for ref in refs]
    else:
        return (), 0
    places = tuple(place for place in found if place)
    return places, len(found) - len(places)


def _outlines_of_relation(
    element: Element, relation: Json, ways: Mapping[Any, tuple[LonLatRing, int]]
) -> Iterator[Outline]:
    members = relation.get("members")
    pieces: dict[str, list[LonLatRing]] = {"outer": [], "inner": []}
    for member in members if isinstance(members, list) else []:
        if isinstance(member, dict) and member.get("type") == "way":
            role = "inner" if member.get("role") == "inner" else "outer"
            places = _way_places(member, {})[0] or ways.get(member.get("ref"), ((), 0))[0]
            pieces[role].append(places)
    outers, inners = join_pieces(pieces["outer"])[0], join_pieces(pieces["inner"])[0]
    for count, (outer, inner) in enumerate(zip(outers, inner_by_outer(outers, inners), strict=True)):
        part = (
            element
            if count == 0
            else Element(ref=f"{element.ref}-{count + 1}", tags=element.tags, origin=element.origin)
        )
        yield outline_from_element(part, outer, inner)
