"""layout/: every map file by its format."""

import json
from pathlib import Path

from district_builder.domain.errors import SourceError
from district_builder.domain.frames import LonLat
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.sources.files import WrongEncodingError, check_size, files_below
from district_builder.sources.geojson import read_geojson
from district_builder.sources.gis_file import SIDECARS, read_gis
from district_builder.sources.map_features import MapFeatures
from district_builder.sources.osm_file import read_osm
from district_builder.sources.overpass import read_overpass

OSM_ENDINGS = (".osm", ".osm.xml", ".osm.gz", ".osm.bz2", ".osm.pbf", ".pbf")
JSON_ENDINGS = (".geojson", ".json")
GIS_ENDINGS = (".shp", ".gpkg")


def read_layout(folder: Path, *, inside: Path, anchor: LonLat | None, coordinate_system: str) -> list[MapFeatures]:
    """Read every map below a folder, each file apart; a file that cannot be read is a note and nothing else of it.

    Args:
        inside: the source folder that file names in notes are relative to.
    """
    found = []
    for path in files_below(folder):
        if path.suffix.lower() in SIDECARS:
            continue
        file = path.relative_to(inside).as_posix()
        try:
            features = read_map(path, file=file, anchor=anchor, coordinate_system=coordinate_system)
        except SourceError as error:
            found.append(MapFeatures(notes=(note_unreadable(error, file),)))
            continue
        if not (features.outlines or features.centrelines or features.stores or features.notes):
            features = MapFeatures(notes=(_note_empty(file),))
        found.append(features)
    return found


def read_map(path: Path, *, file: str, anchor: LonLat | None, coordinate_system: str = "") -> MapFeatures:
    """Read one map file by its ending; a .json is Overpass or GeoJSON by its content.

    Raises:
        SourceError: the ending is none of ours, or the file cannot be read.
    """
    name = path.name.lower()
    if name.endswith(OSM_ENDINGS):
        return read_osm(path, file=file)
    if name.endswith(GIS_ENDINGS):
        return read_gis(path, file=file, anchor=anchor, coordinate_system=coordinate_system)
    if name.endswith(JSON_ENDINGS):
        if _is_overpass(path):
            return read_overpass(path, file=file)
        return read_geojson(path, file=file, anchor=anchor, coordinate_system=coordinate_system)
    raise SourceError(
        "모르는 지도 형식입니다.",
        remedy="OSM, Overpass JSON, GeoJSON, Shapefile, GeoPackage 가운데 하나로 넣으세요.",
        file=path,
    )


def _is_overpass(path: Path) -> bool:
    """Overpass answers begin with "version" and "elements", GeoJSON with "type": "FeatureCollection"."""
    if path.name.lower().endswith(".overpass.json"):
        return True
    check_size(path)
    if path.suffix.lower() == ".geojson":
        return False
    try:
        content = json.loads(path.read_bytes())
    except (ValueError, RecursionError, OSError):
        return False
    return isinstance(content, dict) and "elements" in content


def note_unreadable(error: SourceError, file: str) -> BuildNote:
    """A file of which nothing can be used, as its reader says."""
    is_encoding = isinstance(error, WrongEncodingError)
    return BuildNote(
        kind=NoteKind.WRONG_ENCODING if is_encoding else NoteKind.EMPTY_SOURCE,
        severity=Severity.PROBLEM,
        text=error.problem,
        remedy=error.remedy,
        file=file,
        row=error.row,
    )


def _note_empty(file: str) -> BuildNote:
    return BuildNote(
        kind=NoteKind.EMPTY_SOURCE,
        severity=Severity.DOUBT,
        text="건물도 길도 없는 지도입니다.",
        remedy="구역과 형식을 확인하세요.",
        file=file,
    )
