"""OpenStreetMap files (.osm, .osm.xml, .osm.gz, .osm.bz2, .osm.pbf) through pyosmium."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import osmium
import osmium.filter

from district_builder.domain.errors import SourceError
from district_builder.domain.frames import LonLat
from district_builder.domain.layout import Origin
from district_builder.domain.notes import BuildNote
from district_builder.sources.files import MOST_ROWS, check_size
from district_builder.sources.map_features import Centreline, LonLatRing, MapFeatures, Outline
from district_builder.sources.osm_notes import note_below_ground, note_incomplete
from district_builder.sources.osm_tags import (
    Element,
    centreline_from_element,
    is_below_ground,
    is_building,
    outline_from_element,
    road_kind,
    store_from_element,
)
from district_builder.sources.rings import middle_of
from district_builder.sources.store_reading import StoreReading


def read_osm(path: Path, *, file: str) -> MapFeatures:
    """Buildings, roads and named tenants of an OSM file, in the file's order.

    XML entities are refused by the reader itself, so a file cannot make it fetch or unfold anything.

    Raises:
        SourceError: too large, over 2,000,000 elements, or not readable as OSM.
    """
    check_size(path)
    outlines: list[Outline] = []
    centrelines: list[Centreline] = []
    stores: list[StoreReading] = []
    notes: list[BuildNote] = []
    hidden = 0
    for thing in _things(path):
        ref = f"{_letter(thing)}{thing.orig_id() if thing.is_area() else thing.id}"
        element = Element(ref=ref, tags=dict(thing.tags), origin=Origin(file=file))
        tags = element.tags
        if thing.is_node():
            if tags and (store := store_from_element(element, LonLat(thing.location.lon, thing.location.lat))):
                stores.append(store)
            continue
        if ("building" in tags or "highway" in tags) and is_below_ground(tags):
            hidden += 1
            continue
        if thing.is_area():
            if not thing.from_way() and is_building(tags):
                outlines.extend(_outlines_of_area(element, thing))
        elif thing.is_way():
            places, missing = _places(thing.nodes)
            if missing and (is_building(tags) or road_kind(tags)):
                notes.append(note_incomplete(element, missing))
            if is_building(tags):
                outlines.append(outline_from_element(element, places))
            elif kind := road_kind(tags):
                centrelines.append(centreline_from_element(element, kind, places))
            if places and (store := store_from_element(element, middle_of(places))):
                stores.append(store)
    if hidden:
        notes.append(note_below_ground(file, hidden))
    return MapFeatures(
        outlines=tuple(outlines), centrelines=tuple(centrelines), stores=tuple(stores), notes=tuple(notes)
    )


def _things(path: Path) -> Iterator[Any]:
    """Every element and every assembled area, up to the limit."""
    count = 0
    try:
        processor = osmium.FileProcessor(str(path)).with_locations().with_areas(osmium.filter.KeyFilter("building"))
        for thing in processor:
            count += 1
            if count > MOST_ROWS:
                raise SourceError(
                    "요소가 2,000,000개를 넘습니다.", remedy="필요한 구역만 잘라서 다시 넣으세요.", file=path
                )
            yield thing
    except (RuntimeError, OSError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise SourceError(
            f"OSM 파일로 읽을 수 없습니다 ({reason}).", remedy="OpenStreetMap에서 다시 내려받으세요.", file=path
        ) from error


def _letter(thing: Any) -> str:
    if thing.is_area():
        return "w" if thing.from_way() else "r"
    return "n" if thing.is_node() else "w" if thing.is_way() else "r"


def _places(nodes: Any) -> tuple[LonLatRing, int]:
    """The places of a way's nodes, and how many nodes the file lacks."""
    places = tuple(LonLat(node.location.lon, node.location.lat) for node in nodes if node.location.valid())
    return places, len(nodes) - len(places)


def _outlines_of_area(element: Element, area: Any) -> Iterator[Outline]:
    for count, outer in enumerate(area.outer_rings()):
        part = (
            element
            if count == 0
            else Element(ref=f"{element.ref}-{count + 1}", tags=element.tags, origin=element.origin)
        )
        inner = tuple(_places(ring)[0] for ring in area.inner_rings(outer))
        yield outline_from_element(part, _places(outer)[0], inner)
