"""OpenStreetMap files (.osm, .osm.xml, .osm.gz, .osm.bz2, .osm.pbf) through pyosmium."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import osmium

from district_builder.domain.errors import SourceError
from district_builder.domain.frames import LonLat
from district_builder.domain.layout import Origin
from district_builder.sources.files import MOST_ROWS, check_size
from district_builder.sources.map_features import LonLatRing, MapFeatures
from district_builder.sources.osm_collector import OsmCollector
from district_builder.sources.osm_tags import Element


def read_osm(path: Path, *, file: str) -> MapFeatures:
    """Buildings, roads and named tenants of an OSM file, in the file's order.

    Ways are joined to multipolygons here rather than by osmium, whose own assembly wants ids in order; exports of
    editors do not keep it. XML entities are refused by the reader itself.

    Raises:
        SourceError: too large, over 2,000,000 elements, or not readable as OSM.
    """
    check_size(path)
    collector = OsmCollector(file)
    ways: dict[int, LonLatRing] = {}
    for thing in _things(path):
        tags = dict(thing.tags)
        letter = "n" if thing.is_node() else "w" if thing.is_way() else "r"
        element = Element(ref=f"{letter}{thing.id}", tags=tags, origin=Origin(file=file))
        if thing.is_node():
            if tags and thing.location.valid():
                collector.add_node(element, LonLat(thing.location.lon, thing.location.lat))
        elif thing.is_way():
            found = [node.location for node in thing.nodes]
            places = tuple(LonLat(location.lon, location.lat) for location in found if location.valid())
            ways[thing.id] = places
            collector.add_way(element, places, missing=len(found) - len(places))
        elif thing.is_relation() and "building" in tags:
            members = ((member.role, ways.get(member.ref, ())) for member in thing.members if member.type == "w")
            collector.add_relation(element, members)
    return collector.features()


def _things(path: Path) -> Iterator[Any]:
    """Every element, up to the limit."""
    count = 0
    try:
        for thing in osmium.FileProcessor(str(path)).with_locations():
            count += 1
            if count > MOST_ROWS:
                raise SourceError("요소가 2,000,000개를 넘습니다.", remedy="필요한 구역만 잘라 넣으세요.", file=path)
            yield thing
    except (RuntimeError, OSError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise SourceError(
            f"OSM 파일로 읽을 수 없습니다 ({reason}).", remedy="OpenStreetMap에서 다시 내려받으세요.", file=path
        ) from error
