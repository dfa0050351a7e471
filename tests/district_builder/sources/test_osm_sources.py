"""OpenStreetMap in its files and in Overpass answers: the same map gives the same features."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from district_builder.domain.categories import Category
from district_builder.domain.errors import SourceError
from district_builder.domain.frames import LonLat
from district_builder.domain.layout import HouseNumber, Origin, RoadKind
from district_builder.domain.notes import NoteKind
from district_builder.sources import osm_file
from district_builder.sources.layout_folder import read_layout, read_map
from district_builder.sources.map_features import MapFeatures
from district_builder.sources.measures import read_house_number, read_metres, read_storeys
from district_builder.sources.osm_tags import Element, road_kind, road_width, store_from_element
from district_builder.sources.overpass import features_from_overpass

NODES = {
    1: (126.9700, 37.3800),
    2: (126.9710, 37.3800),
    3: (126.9710, 37.3810),
    4: (126.9700, 37.3810),
    5: (126.9703, 37.3803),
    6: (126.9706, 37.3803),
    7: (126.9706, 37.3806),
    8: (126.9720, 37.3800),
    9: (126.9720, 37.3810),
}
WAYS: dict[int, tuple[list[int], dict[str, str]]] = {
    10: ([1, 2, 3, 4, 1], {}),
    11: ([5, 6, 7, 5], {}),
    12: ([8, 9], {"highway": "residential", "name": "계원대학로", "lanes": "2"}),
    13: (
        [2, 8, 9, 3, 2],
        {
            "building": "retail",
            "name": "LG프라자",
            "building:levels": "5",
            "building:levels:underground": "1",
            "height": "18.5 m",
            "addr:street": "계원대학로",
            "addr:housenumber": "6-1",
        },
    ),
    14: ([8, 9], {"highway": "footway", "tunnel": "yes"}),
    15: ([8, 9], {"highway": "construction"}),
}
RELATION_TAGS = {"type": "multipolygon", "building": "yes", "name": "안마당"}
STORE_TAGS = {"amenity": "cafe", "name": "커피집", "level": "1", "phone": "031-1", "opening_hours": "Mo-Fr 09:00-18:00"}


def osm_xml() -> str:
    def tags(one: dict[str, str]) -> str:
        return "".join(f'<tag k="{key}" v="{value}"/>' for key, value in one.items())

    nodes = "".join(f'<node id="{ref}" version="1" lon="{lon}" lat="{lat}"/>' for ref, (lon, lat) in NODES.items())
    nodes += f'<node id="20" version="1" lon="126.9715" lat="37.3805">{tags(STORE_TAGS)}</node>'
    ways = "".join(
        f'<way id="{ref}" version="1">{"".join(f"<nd ref={chr(34)}{n}{chr(34)}/>" for n in refs)}{tags(said)}</way>'
        for ref, (refs, said) in WAYS.items()
    )
    relation = (
        '<relation id="30" version="1"><member type="way" ref="10" role="outer"/>'
        f'<member type="way" ref="11" role="inner"/>{tags(RELATION_TAGS)}</relation>'
    )
    return f'<?xml version="1.0"?><osm version="0.6">{nodes}{ways}{relation}</osm>'


def points(refs: list[int]) -> list[dict[str, float]]:
    return [{"lon": NODES[ref][0], "lat": NODES[ref][1]} for ref in refs]


def overpass_with_geometry() -> list[dict[str, Any]]:
    members = [
        {"type": "way", "ref": 10, "role": "outer", "geometry": points(WAYS[10][0])},
        {"type": "way", "ref": 11, "role": "inner", "geometry": points(WAYS[11][0])},
    ]
    return [
        {"type": "node", "id": 20, "lon": 126.9715, "lat": 37.3805, "tags": STORE_TAGS},
        *({"type": "way", "id": ref, "geometry": points(refs), "tags": tags} for ref, (refs, tags) in WAYS.items()),
        {"type": "relation", "id": 30, "members": members, "tags": RELATION_TAGS},
    ]


def overpass_with_references() -> list[dict[str, Any]]:
    members = [{"type": "way", "ref": ref, "role": role} for ref, role in ((10, "outer"), (11, "inner"))]
    return [
        *({"type": "node", "id": ref, "lon": lon, "lat": lat} for ref, (lon, lat) in NODES.items()),
        {"type": "node", "id": 20, "lon": 126.9715, "lat": 37.3805, "tags": STORE_TAGS},
        *({"type": "way", "id": ref, "nodes": refs, "tags": tags} for ref, (refs, tags) in WAYS.items()),
        {"type": "relation", "id": 30, "members": members, "tags": RELATION_TAGS},
    ]


def read_xml(tmp_path: Path, name: str = "a.osm") -> MapFeatures:
    path = tmp_path / name
    raw = osm_xml().encode()
    path.write_bytes(gzip.compress(raw) if name.endswith(".gz") else raw)
    return read_map(path, file="a", anchor=None)


def check(features: MapFeatures) -> None:
    plaza, yard = features.outlines
    assert (plaza.building_id, plaza.name, plaza.road) == ("w13", "LG프라자", "계원대학로")
    assert plaza.number == HouseNumber(main=6, sub=1)
    assert (plaza.storeys_above, plaza.storeys_below, plaza.height_metres) == (5, 1, 18.5)
    assert (yard.building_id, len(yard.inner), len(set(yard.outer)), len(set(yard.inner[0]))) == ("r30", 1, 4, 3)
    (road,) = features.centrelines
    assert (road.name, road.kind, road.carriageway_width_metres) == ("계원대학로", RoadKind.STREET, 6.0)
    (store,) = features.stores
    assert (store.store.store_id, store.store.category, store.store.address.storeys) == ("osm-n20", Category.CAFE, (2,))
    assert [note.kind for note in features.notes] == [NoteKind.ASSUMED_LAYOUT]


@pytest.mark.parametrize("name", ["a.osm", "a.osm.xml", "a.osm.gz"])
def test_an_osm_file_gives_buildings_roads_and_tenants(tmp_path: Path, name: str) -> None:
    check(read_xml(tmp_path, name))


def test_an_overpass_answer_with_geometry_gives_the_same() -> None:
    check(features_from_overpass(overpass_with_geometry(), file="a"))


def test_an_overpass_answer_with_references_gives_the_same() -> None:
    check(features_from_overpass(overpass_with_references(), file="a"))


def test_a_plain_json_is_known_by_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_text(json.dumps({"version": 0.6, "elements": overpass_with_geometry()}), encoding="utf-8")
    check(read_map(path, file="a", anchor=None))


def test_elements_without_geometry_are_noted() -> None:
    elements = [
        {"type": "way", "id": 1, "tags": {"building": "yes"}},
        {"type": "way", "id": 2, "tags": {"highway": "primary"}},
        {"type": "relation", "id": 3, "tags": {"building": "yes"}, "members": [{"type": "way", "ref": 9}]},
    ]
    notes = features_from_overpass(elements, file="a").notes
    assert [(note.kind, note.subject) for note in notes] == [
        (NoteKind.BAD_FOOTPRINT, "w1"),
        (NoteKind.BAD_ROAD, "w2"),
        (NoteKind.BAD_FOOTPRINT, "r3"),
    ]


def test_nodes_missing_from_an_extract_are_noted_and_the_rest_drawn() -> None:
    elements = [
        *overpass_with_references(),
        {"type": "way", "id": 40, "nodes": [1, 2, 99, 3], "tags": {"building": "yes"}},
    ]
    features = features_from_overpass(elements, file="a")
    assert {outline.building_id for outline in features.outlines} == {"w13", "r30", "w40"}
    assert [note.subject for note in features.notes if note.kind is NoteKind.BAD_FOOTPRINT] == ["w40"]


@pytest.mark.parametrize(
    "element",
    [
        {"type": "way", "id": None, "geometry": "x", "tags": {"building": "yes"}},
        {"type": "way", "id": 1, "geometry": [None, {"lat": "a", "lon": 3}], "tags": {"building": "yes"}},
        {"type": "node", "id": [], "lat": 1e99, "lon": 0, "tags": "no"} | {"id": 5},
        {"type": 7, "tags": {"building": 1}},
        {"type": "way", "id": "../x", "geometry": [{"lat": 1, "lon": 1}] * 4, "tags": {"building": "yes"}},
        {},
    ],
)
def test_hostile_elements_do_no_harm(element: dict[str, Any]) -> None:
    assert features_from_overpass([element], file="a").outlines == ()


@pytest.mark.parametrize("content", ["", "<osm", "not xml", "<html></html>"])
def test_a_broken_osm_file_is_one_clear_sentence(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.osm"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match="OSM 파일로 읽을 수 없습니다"):
        read_map(path, file="a.osm", anchor=None)


def test_xml_entities_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.osm"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE osm [<!ENTITY a SYSTEM "file:///etc/hostname">]><osm version="0.6">&a;</osm>',
        encoding="utf-8",
    )
    with pytest.raises(SourceError, match="OSM 파일로 읽을 수 없습니다"):
        read_map(path, file="a.osm", anchor=None)


def test_too_many_elements_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(osm_file, "MOST_ROWS", 5)
    with pytest.raises(SourceError, match="2,000,000"):
        read_xml(tmp_path)


def test_an_unreadable_file_leaves_the_others_alone(tmp_path: Path) -> None:
    (tmp_path / "layout").mkdir()
    (tmp_path / "layout" / "a.osm").write_text("nonsense", encoding="utf-8")
    (tmp_path / "layout" / "b.osm").write_text(osm_xml(), encoding="utf-8")
    (tmp_path / "layout" / "c.dwg").write_text("x", encoding="utf-8")
    maps = read_layout(tmp_path / "layout", inside=tmp_path, anchor=None, coordinate_system="")
    assert [len(features.outlines) for features in maps] == [0, 2, 0]
    assert [maps[0].notes[0].file, maps[2].notes[0].file] == ["layout/a.osm", "layout/c.dwg"]


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ({"highway": "primary"}, RoadKind.STREET),
        ({"highway": "primary_link"}, RoadKind.STREET),
        ({"highway": "residential", "name": "역삼로7길"}, RoadKind.ALLEY),
        ({"highway": "residential", "name": "역삼로7길", "sidewalk": "both"}, RoadKind.STREET),
        ({"highway": "residential", "name": "역삼로"}, RoadKind.STREET),
        ({"highway": "residential", "name": "역삼로", "sidewalk": "no"}, RoadKind.ALLEY),
        ({"highway": "service"}, RoadKind.ALLEY),
        ({"highway": "steps"}, RoadKind.PATH),
        ({"highway": "pedestrian", "area": "yes"}, None),
        ({"highway": "footway", "layer": "-1"}, None),
        ({"highway": "proposed"}, None),
        ({}, None),
    ],
)
def test_a_highway_is_a_street_an_alley_a_path_or_nothing(tags: dict[str, str], kind: RoadKind | None) -> None:
    assert road_kind(tags) is kind


@pytest.mark.parametrize(
    ("tags", "width"), [({"width": "7.5 m", "lanes": "4"}, 7.5), ({"lanes": "4"}, 12.0), ({"width": "wide"}, None)]
)
def test_a_width_is_mapped_or_counted_in_lanes(tags: dict[str, str], width: float | None) -> None:
    assert road_width(tags) == width


def test_measures_refuse_what_they_do_not_know() -> None:
    assert [read_metres(text, most=100) for text in ("12", "12.5 m", "40'", "0", "1000", "")] == [
        12.0,
        12.5,
        None,
        None,
        None,
        None,
    ]
    assert [read_storeys(text) for text in ("5", "5.0", "3;4", "B1", "-1", "")] == [5, 5, 4, None, None, None]
    assert [str(read_house_number(text)) for text in ("28-3", "28,30", "12a", "0", "번지")] == [
        "28-3",
        "28",
        "12",
        "None",
        "None",
    ]


@pytest.mark.parametrize("tags", [{"amenity": "bench", "name": "x"}, {"shop": "vacant", "name": "x"}, {"shop": "yes"}])
def test_benches_empty_units_and_nameless_tenants_are_no_stores(tags: dict[str, str]) -> None:
    assert store_from_element(Element(ref="n1", tags=tags, origin=Origin(file="a")), LonLat(0, 0)) is None


@pytest.mark.data
@pytest.mark.parametrize(
    ("name", "buildings", "roads", "stores"),
    [
        ("Laufamholzstrasse.osm.xml", 117, 45, 0),
        ("map-sidewalk-no.osm.gz", 132, 201, 48),
        ("memmingen_10.068_48.135.osm", 33, 19, 0),
        ("via_montebello_roma_italy.osm.pbf", 53, 13, 13),
        ("whitelion_bristol_uk.osm.pbf", 48, 41, 19),
    ],
)
def test_real_streets_are_read_whole(shared_data: Path, name: str, buildings: int, roads: int, stores: int) -> None:
    features = read_map(shared_data / "osm-one-street" / name, file=name, anchor=None)
    assert (len(features.outlines), len(features.centrelines), len(features.stores)) == (buildings, roads, stores)


@pytest.mark.data
def test_a_relation_that_reaches_out_of_the_extract_is_noted(shared_data: Path) -> None:
    path = shared_data / "osm-one-street" / "memmingen_10.068_48.135.osm"
    notes = read_map(path, file="layout/a.osm", anchor=None).notes
    assert [(note.kind, note.subject, note.file) for note in notes] == [
        (NoteKind.BAD_FOOTPRINT, "r318560", "layout/a.osm")
    ]
