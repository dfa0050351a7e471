"""GeoJSON, Shapefile and GeoPackage as Korean offices and map editors write them."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely
from pyproj import Transformer

from district_builder.domain.categories import Category
from district_builder.domain.errors import SourceError
from district_builder.domain.frames import LonLat
from district_builder.domain.layout import HouseNumber, RoadKind
from district_builder.domain.notes import NoteKind
from district_builder.sources.layout_folder import read_map
from district_builder.sources.map_features import MapFeatures
from district_builder.sources.projections import guess_system

ANCHOR = LonLat(126.9722, 37.3795)
SQUARE = [(126.9720, 37.3790), (126.9722, 37.3790), (126.9722, 37.3792), (126.9720, 37.3792), (126.9720, 37.3790)]
LINE = [(126.9710, 37.3790), (126.9730, 37.3790)]


def feature(geometry: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def polygon(points: Sequence[Sequence[float]] = SQUARE) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": [[list(point) for point in points]]}


def line(points: Sequence[Sequence[float]] = LINE) -> dict[str, object]:
    return {"type": "LineString", "coordinates": [list(point) for point in points]}


def read(tmp_path: Path, *features: object, **members: object) -> MapFeatures:
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features), **members}), encoding="utf-8")
    return read_map(path, file="layout/a.geojson", anchor=ANCHOR)


def projected(system: str, points: Sequence[tuple[float, float]] = SQUARE) -> list[tuple[float, float]]:
    transformer = Transformer.from_crs("EPSG:4326", system, always_xy=True)
    return [transformer.transform(*point) for point in points]


@pytest.mark.parametrize(
    "properties",
    [
        {"name": "LG프라자", "building:levels": "5", "building:levels:underground": 1, "height": 18.5},
        {"건물명": "LG프라자", "지상층수": 5, "지하층수": 1, "높이": "18.5"},
        {"A24": "LG프라자", "A26": 5, "A27": 1, "A16": 18.5},
        {"BLD_NM": "LG프라자", "GRND_FLR": "5.0", "UGRND_FLR": "1.0", "HEIGHT": "18.50"},
        {"BULD_NM": "LG프라자", "GRO_FLO_CO": 5, "UND_FLO_CO": 1, "height_m": 18.5},
    ],
)
def test_each_publishers_names_say_the_same_building(tmp_path: Path, properties: Mapping[str, object]) -> None:
    (outline,) = read(tmp_path, feature(polygon(), **properties)).outlines
    assert (outline.name, outline.storeys_above, outline.storeys_below, outline.height_metres) == (
        "LG프라자",
        5,
        1,
        18.5,
    )


@pytest.mark.parametrize(
    "properties",
    [
        {"addr:street": "계원대학로", "addr:housenumber": "28-3"},
        {"도로명주소": "경기도 의왕시 계원대학로 28-3 (내손동)"},
        {"RN": "계원대학로", "BULD_MNNM": 28.0, "BULD_SLNO": 3.0},
        {"도로명": "경기도 의왕시 계원대학로", "건물본번": 28, "건물부번": 3},
    ],
)
def test_each_way_to_write_an_address_is_read(tmp_path: Path, properties: Mapping[str, object]) -> None:
    (outline,) = read(tmp_path, feature(polygon(), **properties)).outlines
    assert (outline.road, outline.number) == ("계원대학로", HouseNumber(main=28, sub=3))


def test_zero_storeys_and_heights_mean_not_recorded(tmp_path: Path) -> None:
    (outline,) = read(tmp_path, feature(polygon(), 지상층수=0, 지하층수=0, 높이=0)).outlines
    assert (outline.storeys_above, outline.storeys_below, outline.height_metres) == (None, 0, None)


def test_ids_come_from_the_source_or_from_the_shape(tmp_path: Path) -> None:
    moved = [(x + 0.001, y) for x, y in SQUARE]
    features = [
        feature(polygon(), **{"@id": "way/123"}),
        {**feature(polygon()), "id": "B-7"},
        feature(polygon()),
        feature(polygon(moved)),
    ]
    ids = [outline.building_id for outline in read(tmp_path, *features).outlines]
    assert ids[:2] == ["w123", "B-7"]
    assert ids[2] != ids[3]
    assert read(tmp_path, features[3]).outlines[0].building_id == ids[3]


def test_parts_of_a_multipolygon_are_buildings_of_their_own(tmp_path: Path) -> None:
    parts = {"type": "MultiPolygon", "coordinates": [polygon()["coordinates"], polygon()["coordinates"]]}
    features = read(tmp_path, feature(parts, id="b"))
    assert [outline.building_id for outline in features.outlines] == ["b", "b-2"]


@pytest.mark.parametrize(
    ("properties", "kind", "width"),
    [
        ({"highway": "footway"}, RoadKind.PATH, None),
        ({"RN": "계원대학로", "ROAD_BT": 12}, RoadKind.STREET, 12.0),
        ({"도로명": "내손길", "도로폭": "4"}, RoadKind.ALLEY, 4.0),
        ({"kind": "alley"}, RoadKind.ALLEY, None),
    ],
)
def test_lines_are_roads(tmp_path: Path, properties: Mapping[str, object], kind: RoadKind, width: float | None) -> None:
    (road,) = read(tmp_path, feature(line(), **properties)).centrelines
    assert (road.kind, road.carriageway_width_metres) == (kind, width)


def test_a_named_point_with_a_trade_is_a_store(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [126.972, 37.379]}
    features = read(tmp_path, feature(point, shop="bakery", name="빵집"), feature(point, natural="tree"))
    assert [(r.store.name, r.store.category, r.place) for r in features.stores] == [
        ("빵집", Category.BAKERY, LonLat(126.972, 37.379))
    ]


def test_a_point_has_an_id_from_its_place_not_from_its_row(tmp_path: Path) -> None:
    points = [{"type": "Point", "coordinates": [126.97 + step / 1000, 37.379]} for step in (0, 1)]
    features = [feature(point, shop="bakery", name="빵집", **{"@id": "../x"}) for point in points]
    ids = [r.store.store_id for r in read(tmp_path, *features).stores]
    assert len(set(ids)) == 2
    assert [r.store.store_id for r in read(tmp_path, *reversed(features)).stores] == ids[::-1]
    assert not any("/" in store_id for store_id in ids)


@pytest.mark.parametrize("system", ["EPSG:5174", "EPSG:5179", "EPSG:5186"])
def test_the_old_crs_member_is_obeyed(tmp_path: Path, system: str) -> None:
    crs = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{system[5:]}"}}
    features = read(tmp_path, feature(polygon(projected(system))), crs=crs)
    assert features.notes == ()
    assert abs(features.outlines[0].outer[0].lon - SQUARE[0][0]) < 1e-7


@pytest.mark.parametrize("system", ["EPSG:5174", "EPSG:5179", "EPSG:5186"])
def test_metres_without_a_system_are_guessed_from_the_anchor_and_said_so(tmp_path: Path, system: str) -> None:
    features = read(tmp_path, feature(polygon(projected(system))))
    assert abs(features.outlines[0].outer[0].lon - SQUARE[0][0]) < 1e-6
    assert [note.kind for note in features.notes] == [NoteKind.ASSUMED_LAYOUT]
    assert system in features.notes[0].text
    assert features.guessed_system == system


def test_metres_from_nowhere_are_refused_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="coordinate_system"):
        read(tmp_path, feature(polygon([(5e5, 5e6), (5e5 + 9, 5e6), (5e5, 5e6 + 9)])))


def test_no_system_is_guessed_for_another_continent() -> None:
    assert guess_system([(197450.0, 430845.0)], LonLat(-2.6, 51.4)) is None


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        "x",
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [["a", "b"]]},
        {"type": "Polygon", "coordinates": [[[1e999, 3], [2, 3], [4, 5]]]},
        {"type": "LineString", "coordinates": {"a": 1}},
        {"type": "Circle", "coordinates": [1, 2]},
        {"type": "MultiPolygon", "coordinates": [[[[True, False]]]]},
    ],
)
def test_a_broken_geometry_is_a_note_with_its_row_and_the_rest_is_read(tmp_path: Path, geometry: object) -> None:
    features = read(tmp_path, feature(geometry), feature(polygon()))
    assert len(features.outlines) == 1
    assert [(note.kind, note.row) for note in features.notes] == [(NoteKind.BAD_FOOTPRINT, 1)]


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[]",
        '{"type": "Topology"}',
        '{"type": "FeatureCollection", "features": 3}',
        pytest.param("9" * 5000, id="digits"),
    ],
)
def test_what_is_no_geojson_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.geojson"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match="JSON"):
        read_map(path, file="a", anchor=ANCHOR)


def write_layer(path: Path, *, system: str | None, encoding: str | None, driver: str) -> Path:
    """A layer of one square building in the columns of 국토교통부 GIS건물통합정보 (AL_D010)."""
    columns: dict[str, Any] = {
        "A1": np.array(["2006119700422168"], dtype=object),
        "A2": np.array(["4143010400107460002"], dtype=object),
        "A16": np.array([18.5]),
        "A24": np.array(["엘지프라자"], dtype=object),
        "A26": np.array([5], dtype=np.int32),
        "A27": np.array([1], dtype=np.int32),
    }
    points = projected(system) if system else projected("EPSG:5174")
    pyogrio.raw.write(
        str(path),
        geometry=np.array([shapely.to_wkb(shapely.Polygon(points))], dtype=object),
        field_data=list(columns.values()),
        fields=list(columns),
        geometry_type="Polygon",
        crs=system,
        driver=driver,
        encoding=encoding,
    )
    return path


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
@pytest.mark.parametrize("system", ["EPSG:5174", "EPSG:5186", None])
@pytest.mark.parametrize("encoding", ["CP949", "UTF-8"])
@pytest.mark.parametrize("has_cpg", [True, False])
def test_a_shapefile_is_read_in_either_encoding_with_or_without_its_sidecars(
    tmp_path: Path, system: str | None, encoding: str, has_cpg: bool
) -> None:
    path = write_layer(tmp_path / "AL_D010.shp", system=system, encoding=encoding, driver="ESRI Shapefile")
    if not has_cpg:
        path.with_suffix(".cpg").unlink(missing_ok=True)
    features = read_map(path, file="layout/AL_D010.shp", anchor=ANCHOR)
    (outline,) = features.outlines
    assert (outline.building_id, outline.name) == ("2006119700422168", "엘지프라자")
    assert (outline.storeys_above, outline.storeys_below, outline.height_metres) == (5, 1, 18.5)
    assert abs(outline.outer[0].lon - 126.9721) < 0.0002
    assert [note.kind for note in features.notes] == ([] if system else [NoteKind.ASSUMED_LAYOUT])


def test_a_geopackage_is_read(tmp_path: Path) -> None:
    path = write_layer(tmp_path / "a.gpkg", system="EPSG:5186", encoding=None, driver="GPKG")
    (outline,) = read_map(path, file="a.gpkg", anchor=ANCHOR).outlines
    assert (outline.name, outline.storeys_above) == ("엘지프라자", 5)


def test_a_shapefile_without_its_table_or_index_is_one_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.shp").write_bytes(b"\0" * 100)
    with pytest.raises(SourceError, match=r"a\.shp: 지도 파일을 열 수 없습니다.*\.dbf"):
        read_map(tmp_path / "a.shp", file="a.shp", anchor=ANCHOR)
