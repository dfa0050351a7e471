"""Elements of any OSM source, one by one -> map features."""

from collections.abc import Iterable
from dataclasses import replace

from district_builder.domain.frames import LonLat
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.row_notes import note_at
from district_builder.sources.map_features import Centreline, LonLatRing, MapFeatures, Outline
from district_builder.sources.osm_tags import (
    Element,
    centreline_from_element,
    is_building,
    outline_from_element,
    road_kind,
    store_from_element,
)
from district_builder.sources.rings import inner_by_outer, join_pieces, middle_of
from district_builder.sources.store_reading import StoreReading


class OsmCollector:
    """Gathers the buildings, roads and named tenants of one file; the order of the elements is that of the features."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._outlines: list[Outline] = []
        self._centrelines: list[Centreline] = []
        self._stores: list[StoreReading] = []
        self._notes: list[BuildNote] = []
        self._left_out = 0

    def add_node(self, element: Element, place: LonLat | None) -> None:
        """A node counts if it is a named tenant."""
        if place and (store := store_from_element(element, place)):
            self._stores.append(store)

    def add_way(self, element: Element, places: LonLatRing, *, missing: int) -> None:
        """A way with the places of its nodes, `missing` of which the file lacks."""
        tags = element.tags
        kind = road_kind(tags)
        if not is_building(tags) and not kind:
            self._left_out += "building" in tags or "highway" in tags
        elif not places:
            self._notes.append(_note_without_geometry(element))
        elif missing:
            self._notes.append(_note_incomplete(element, missing))
        if places and is_building(tags):
            self._outlines.append(outline_from_element(element, places))
        elif places and kind:
            self._centrelines.append(centreline_from_element(element, kind, places))
        if places and (store := store_from_element(element, middle_of(places))):
            self._stores.append(store)

    def add_relation(self, element: Element, members: Iterable[tuple[str, LonLatRing]]) -> None:
        """A multipolygon building with the roles and places of its member ways; only "inner" makes a hole."""
        if not is_building(element.tags):
            self._left_out += "building" in element.tags
            return
        outer: list[LonLatRing] = []
        inner: list[LonLatRing] = []
        for role, places in members:
            (inner if role == "inner" else outer).append(places)
        outers, inners = join_pieces(outer)[0], join_pieces(inner)[0]
        if not outers:
            self._notes.append(_note_without_geometry(element))
        for count, (ring, holes) in enumerate(zip(outers, inner_by_outer(outers, inners), strict=True)):
            part = element if count == 0 else replace(element, ref=f"{element.ref}-{count + 1}")
            self._outlines.append(outline_from_element(part, ring, holes))

    def features(self) -> MapFeatures:
        """All that was gathered, with a note on what a street does not show."""
        notes = [*self._notes, *([_note_left_out(self._file, self._left_out)] if self._left_out else [])]
        return MapFeatures(
            outlines=tuple(self._outlines),
            centrelines=tuple(self._centrelines),
            stores=tuple(self._stores),
            notes=tuple(notes),
        )


def _note_incomplete(element: Element, missing: int) -> BuildNote:
    return _note_on_shape(
        element,
        Severity.DOUBT,
        trouble=f"의 점 {missing}개가 파일에 없어 나머지로 그렸습니다.",
        remedy="구역을 조금 넓혀 다시 내려받으세요.",
    )


def _note_without_geometry(element: Element) -> BuildNote:
    return _note_on_shape(
        element,
        Severity.PROBLEM,
        trouble="에 모양이 없어 넣지 않았습니다.",
        remedy="Overpass라면 'out geom;'으로, 아니면 구역을 넓혀 다시 내려받으세요.",
    )


def _note_on_shape(element: Element, severity: Severity, *, trouble: str, remedy: str) -> BuildNote:
    is_house = is_building(element.tags)
    return note_at(
        element.origin,
        NoteKind.BAD_FOOTPRINT if is_house else NoteKind.BAD_ROAD,
        severity,
        text=f"{'건물' if is_house else '길'} {element.ref}{trouble}",
        remedy=remedy,
        subject=element.ref,
    )


def _note_left_out(file: str, count: int) -> BuildNote:
    return BuildNote(
        kind=NoteKind.ASSUMED_LAYOUT,
        severity=Severity.INFO,
        text=f"지하나 실내, 지붕뿐인 것, 공사 중인 길, 광장처럼 거리에 벽이나 길로 서지 않는 것 {count}개는 뺐습니다.",
        remedy="할 일은 없습니다.",
        file=file,
    )
