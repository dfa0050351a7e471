"""Shapefiles as Korean offices send them: CP949 attributes, projected metres, with and without .cpg and .prj."""

from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely
from pyproj import CRS, Transformer

from district_builder.domain.errors import SourceError
from district_builder.domain.frames import LonLat
from district_builder.domain.layout import HouseNumber
from district_builder.domain.notes import NoteKind
from district_builder.sources.gis_file import read_gis
from district_builder.sources.map_features import MapFeatures

ANCHOR = LonLat(126.9722, 37.3795)
NAMES = ("LG프라자", "똠방각하빌딩", "계원마당")


def write(folder: Path, *, system: str = "EPSG:5186", encoding: str = "CP949", names=NAMES) -> Path:
    to_metres = Transformer.from_crs("EPSG:4326", system, always_xy=True)
    shapes = []
    for index in range(len(names)):
        lon, lat = ANCHOR.lon + index * 3e-4, ANCHOR.lat
        corners = [(lon + dx, lat + dy) for dx, dy in ((0, 0), (2e-4, 0), (2e-4, 1e-4), (0, 1e-4))]
        shapes.append(shapely.Polygon([to_metres.transform(*corner) for corner in corners]))
    path = folder / "buildings.shp"
    pyogrio.raw.write(
        path,
        shapely.to_wkb(np.array(shapes, dtype=object)),
        [
            np.array(names, dtype=object),
            np.array(["계원대학로"] * len(names), dtype=object),
            np.array([5 + index for index in range(len(names))]),
            np.array([14] * len(names)),
            np.array(list(range(len(names)))),
        ],
        fields=["BULD_NM", "RN", "GRO_FLO_CO", "BULD_MNNM", "BULD_SLNO"],
        geometry_type="Polygon",
        crs=system,
        encoding=encoding,
        driver="ESRI Shapefile",
    )
    return path


def read(path: Path, *, coordinate_system: str = "") -> MapFeatures:
    return read_gis(path, file=f"layout/{path.name}", anchor=ANCHOR, coordinate_system=coordinate_system)


@pytest.mark.parametrize("encoding", ["CP949", "UTF-8"])
@pytest.mark.parametrize("has_cpg", [True, False])
def test_korean_attributes_come_through_in_either_encoding(tmp_path, encoding, has_cpg):
    path = write(tmp_path, encoding=encoding)
    if not has_cpg:
        path.with_suffix(".cpg").unlink()
    found = read(path)
    assert tuple(outline.name for outline in found.outlines) == NAMES
    assert [outline.storeys_above for outline in found.outlines] == [5, 6, 7]
    assert [outline.number for outline in found.outlines] == [HouseNumber(main=14, sub=sub) for sub in range(3)]
    assert {outline.road for outline in found.outlines} == {"계원대학로"}
    assert found.notes == ()


@pytest.mark.parametrize("system", ["EPSG:5186", "EPSG:5174", "EPSG:5179", "EPSG:4326"])
def test_the_prj_file_says_where_the_metres_are(tmp_path, system):
    first = read(write(tmp_path, system=system)).outlines[0]
    lons, lats = [place.lon for place in first.outer], [place.lat for place in first.outer]
    assert min(lons) == pytest.approx(ANCHOR.lon, abs=5e-6)
    assert min(lats) == pytest.approx(ANCHOR.lat, abs=5e-6)


def test_without_a_prj_file_the_system_is_guessed_and_said(tmp_path):
    path = write(tmp_path)
    path.with_suffix(".prj").unlink()
    found = read(path)
    assert found.guessed_system == "EPSG:5186"
    assert min(place.lon for place in found.outlines[0].outer) == pytest.approx(ANCHOR.lon, abs=1e-6)
    (note,) = found.notes
    assert note.kind is NoteKind.ASSUMED_LAYOUT
    assert "EPSG:5186" in note.text
    assert "EPSG:5186" in note.remedy


def test_the_districts_system_goes_before_a_guess(tmp_path):
    path = write(tmp_path, system="EPSG:5179")
    path.with_suffix(".prj").unlink()
    found = read(path, coordinate_system="EPSG:5179")
    assert (found.guessed_system, found.notes) == ("", ())
    assert min(place.lon for place in found.outlines[0].outer) == pytest.approx(ANCHOR.lon, abs=1e-6)


def test_without_its_table_a_shapefile_still_gives_its_shapes(tmp_path):
    path = write(tmp_path)
    path.with_suffix(".dbf").unlink()
    found = read(path)
    assert len(found.outlines) == len(NAMES)
    assert {outline.name for outline in found.outlines} == {""}


def test_without_its_index_a_shapefile_is_refused_with_the_remedy(tmp_path):
    path = write(tmp_path)
    path.with_suffix(".shx").unlink()
    with pytest.raises(SourceError, match=r"buildings\.shp: .*\.shx"):
        read(path)


@pytest.mark.parametrize("content", [b"", b"not a shapefile", b"\x00" * 200])
def test_a_broken_file_is_one_sentence(tmp_path, content):
    path = tmp_path / "broken.shp"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=r"broken\.shp: 지도 파일을 열 수 없습니다"):
        read(path)


def test_rows_are_numbered_from_one(tmp_path):
    assert [outline.origin.row for outline in read(write(tmp_path)).outlines] == [1, 2, 3]


def test_the_test_files_system_is_what_it_says(tmp_path):
    written = write(tmp_path).with_suffix(".prj").read_text()
    assert CRS.from_wkt(written).is_projected
