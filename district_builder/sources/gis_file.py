"""Shapefile and GeoPackage layers through pyogrio, as 국토교통부 GIS건물통합정보 and 도로명주소 전자지도 come."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError

from district_builder.domain.errors import SourceError
from district_builder.domain.frames import LonLat
from district_builder.domain.layout import Origin
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.row_notes import note_at
from district_builder.sources.files import MOST_ROWS, WrongEncodingError, check_size
from district_builder.sources.gis_features import Shape, centrelines_from, outlines_from, properties_from
from district_builder.sources.gis_places import choose_system, rings_from
from district_builder.sources.map_features import MapFeatures
from district_builder.sources.projections import is_known_system

SIDECARS = (".dbf", ".shx", ".prj", ".cpg", ".qpj")


def read_gis(path: Path, *, file: str, anchor: LonLat | None, coordinate_system: str = "") -> MapFeatures:
    """Every layer of a .shp or .gpkg: polygons as buildings, lines as roads. Rows are features counted from 1.

    Raises:
        SourceError: too large, a sidecar is missing, over 2,000,000 features, or an unknown coordinate system.
    """
    check_size(path)
    for suffix in SIDECARS:
        if (sidecar := path.with_suffix(suffix)).exists():
            check_size(sidecar)
    try:
        layers = [str(name) for name, kind in pyogrio.list_layers(path) if kind]
        parts = [
            _read_layer(path, layer, file=file, anchor=anchor, coordinate_system=coordinate_system) for layer in layers
        ]
    except (DataSourceError, DataLayerError) as error:
        raise SourceError(
            f"지도 파일을 열 수 없습니다 ({str(error).splitlines()[0][:120]}).",
            remedy="Shapefile이면 .shp, .shx, .dbf를 모두 넣으세요.",
            file=path,
        ) from error
    return MapFeatures(
        outlines=tuple(outline for part in parts for outline in part.outlines),
        centrelines=tuple(line for part in parts for line in part.centrelines),
        notes=tuple(note for part in parts for note in part.notes),
        guessed_system=next((part.guessed_system for part in parts if part.guessed_system), ""),
    )


def _read_layer(path: Path, layer: str, *, file: str, anchor: LonLat | None, coordinate_system: str) -> MapFeatures:
    if pyogrio.read_info(path, layer=layer, force_feature_count=True)["features"] > MOST_ROWS:
        raise SourceError("도형이 2,000,000개를 넘습니다.", remedy="필요한 구역만 잘라서 다시 넣으세요.", file=path)
    is_shapefile = path.suffix.lower() == ".shp"
    meta, _, geometries, columns = pyogrio.raw.read(
        path, layer=layer, force_2d=True, encoding="ISO-8859-1" if is_shapefile else None
    )
    names = [_korean(str(name), path) if is_shapefile else str(name) for name in meta["fields"]]
    rows = [
        properties_from(
            {
                name: _korean(value, path) if is_shapefile and isinstance(value, str) else _nothing_out(value)
                for name, value in zip(names, values, strict=True)
            }
        )
        for values in (zip(*columns, strict=True) if columns else [()] * len(geometries))
    ]
    shapes = [_shape(geometry) for geometry in shapely.from_wkb(geometries, on_invalid="ignore")]
    samples = [_first_point(shape) for shape in shapes if shape.polygons or shape.lines]
    stated = str(meta["crs"] or "")
    choice = choose_system(
        path,
        file=file,
        stated=stated if stated and is_known_system(stated) else "",
        configured=coordinate_system,
        samples=samples,
        anchor=anchor,
    )
    outlines, centrelines = [], []
    notes: list[BuildNote] = list(choice.notes)
    for row, (properties, (polygons, lines)) in enumerate(
        zip(rows, rings_from(shapes, choice.system), strict=True), start=1
    ):
        origin = Origin(file=file, row=row)
        if not polygons and not lines:
            notes.append(_note_shapeless(origin))
        outlines.extend(outlines_from(properties, polygons, origin))
        centrelines.extend(centrelines_from(properties, lines, origin))
    return MapFeatures(
        outlines=tuple(outlines),
        centrelines=tuple(centrelines),
        notes=tuple(notes),
        guessed_system=choice.system if choice.is_guess else "",
    )


def _korean(text: str, path: Path) -> str:
    """A .dbf text that was read byte by byte: UTF-8 or CP949, whatever a .cpg file claims.

    GDAL itself takes files without .cpg for Latin-1, and .cpg files are often wrong.
    """
    raw = text.encode("latin-1", errors="replace")
    for encoding in ("utf-8", "cp949"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    trimmed = raw[:-1]  # a .dbf field may cut a two-byte letter in half
    try:
        return trimmed.decode("cp949")
    except UnicodeDecodeError as error:
        raise WrongEncodingError(
            "속성의 글자 인코딩이 UTF-8도 CP949도 아닙니다.", remedy="QGIS에서 UTF-8로 다시 저장하세요.", file=path
        ) from error


def _nothing_out(value: Any) -> object:
    """NaN is how a column of numbers says nothing."""
    return None if value is None or value != value else value


def _shape(geometry: Any) -> Shape:
    parts: Sequence[Any] = [] if geometry is None else shapely.get_parts(geometry)
    return Shape(
        polygons=tuple(
            (tuple(part.exterior.coords), *(tuple(hole.coords) for hole in part.interiors))
            for part in parts
            if part.geom_type == "Polygon" and not part.is_empty
        ),
        lines=tuple(tuple(part.coords) for part in parts if part.geom_type == "LineString" and not part.is_empty),
    )


def _first_point(shape: Shape) -> tuple[float, float]:
    return shape.polygons[0][0][0] if shape.polygons else shape.lines[0][0]


def _note_shapeless(origin: Origin) -> BuildNote:
    return note_at(
        origin,
        NoteKind.BAD_FOOTPRINT,
        Severity.PROBLEM,
        text="면이나 선이 아니어서 넣지 않았습니다.",
        remedy="건물은 면, 길은 선으로 그리세요.",
    )
