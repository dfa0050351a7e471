"""Polygons to triangles: plain fills, and paving that is cut into bands so that a strip of surface can lie on it."""

from collections.abc import Sequence
from dataclasses import dataclass

import mapbox_earcut
import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from district_builder.domain.frames import Point2
from district_builder.geometry.arrays import FloatArray, IntArray
from district_builder.geometry.coats import Strip
from district_builder.geometry.raw_mesh import Form

SMALLEST_PIECE_SQUARE_METRES = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Flat:
    """Triangles in a plane: points (n, 2), triangles (m, 3) counter-clockwise."""

    points: FloatArray
    triangles: IntArray


def triangulate(ring: Sequence[Point2], holes: Sequence[Sequence[Point2]] = ()) -> Flat:
    """Fill one ring with holes."""
    points = np.array([*ring, *(point for hole in holes for point in hole)], dtype=np.float64)
    ends = np.cumsum([len(ring), *(len(hole) for hole in holes)]).astype(np.uint32)
    triangles = mapbox_earcut.triangulate_float64(points, ends).reshape(-1, 3).astype(np.int64)
    corners = points[triangles]
    first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    backwards = first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0] < 0
    triangles[backwards] = triangles[backwards][:, ::-1]
    return Flat(points=points, triangles=triangles)


def polygons_of(area: BaseGeometry) -> list[Polygon]:
    """The polygons of any geometry, slivers left out."""
    if isinstance(area, Polygon):
        found = [area]
    elif isinstance(area, MultiPolygon) or hasattr(area, "geoms"):
        found = [polygon for part in area.geoms for polygon in polygons_of(part)]
    else:
        found = []
    return [polygon for polygon in found if polygon.area > SMALLEST_PIECE_SQUARE_METRES]


def areas_of(geometry: BaseGeometry) -> MultiPolygon:
    """Only what has an area: cutting leaves lines and points where edges touch, and they refuse further cuts."""
    return MultiPolygon(polygons_of(geometry))


def common_area(a: BaseGeometry, b: BaseGeometry, *, grid_metres: float = 0.001) -> MultiPolygon:
    """The area that both cover, on a grid so that equal inputs give equal coordinates."""
    return areas_of(shapely.intersection(a, b, grid_size=grid_metres))


def area_without(a: BaseGeometry, b: BaseGeometry, *, grid_metres: float = 0.001) -> MultiPolygon:
    """What of `a` lies outside `b`, on a grid."""
    return areas_of(shapely.difference(a, b, grid_size=grid_metres))


def fill(area: BaseGeometry) -> Flat:
    """Fill every polygon of an area."""
    flats = [
        triangulate(
            [Point2(*xy) for xy in polygon.exterior.coords[:-1]],
            [[Point2(*xy) for xy in hole.coords[:-1]] for hole in polygon.interiors],
        )
        for polygon in polygons_of(area)
    ]
    return _joined(flats)


def _joined(flats: list[Flat]) -> Flat:
    if not flats:
        return Flat(points=np.zeros((0, 2)), triangles=np.zeros((0, 3), dtype=np.int64))
    starts = np.cumsum([0, *(len(flat.points) for flat in flats[:-1])])
    return Flat(
        points=np.concatenate([flat.points for flat in flats]),
        triangles=np.concatenate([flat.triangles + start for flat, start in zip(flats, starts, strict=True)]),
    )


def pave(area: BaseGeometry, strip: Strip, *, along: tuple[float, float], z: float, step_metres: float) -> Form:
    """Lay a strip on an area: bands of the strip's height, cut every `step_metres` along the unit vector `along`.

    The grid is fixed in the district frame, so pieces of two tiles meet without a seam.
    """
    ahead = np.asarray(along, dtype=np.float64)
    across = np.array([-ahead[1], ahead[0]])
    turn = np.array([ahead, across])  # local = turn @ district

    def to_local(points: FloatArray) -> FloatArray:
        return np.asarray(points @ turn.T)

    local = shapely.transform(area, to_local)
    if local.is_empty:
        return _form(_joined([]), np.zeros((0, 2)), turn, z)
    min_x, min_y, max_x, max_y = local.bounds
    columns = np.arange(np.floor(min_x / step_metres), np.ceil(max_x / step_metres))
    rows = np.arange(np.floor(min_y / strip.height_metres), np.ceil(max_y / strip.height_metres))
    column, row = (grid.ravel() for grid in np.meshgrid(columns, rows))
    boxes = shapely.box(
        column * step_metres,
        row * strip.height_metres,
        (column + 1) * step_metres,
        (row + 1) * strip.height_metres,
    )
    shapely.prepare(local)
    touches = shapely.intersects(local, boxes)
    boxes, row = boxes[touches], row[touches]
    whole = shapely.contains(local, boxes)
    flats: list[Flat] = []
    bands: list[FloatArray] = []
    if whole.any():
        corners = shapely.get_coordinates(shapely.normalize(boxes[whole])).reshape(-1, 5, 2)[:, :4]
        clockwise = _is_clockwise(corners)
        corners[clockwise] = corners[clockwise][:, ::-1]
        first = np.arange(len(corners))[:, None, None] * 4
        flats.append(
            Flat(points=corners.reshape(-1, 2), triangles=(first + np.array([[0, 1, 2], [0, 2, 3]])).reshape(-1, 3))
        )
        bands.append(np.repeat(row[whole], 4))
    pieces = shapely.intersection(boxes[~whole], local)
    for piece, band in zip(pieces, row[~whole], strict=True):
        flat = fill(piece)
        if len(flat.points):
            flats.append(flat)
            bands.append(np.full(len(flat.points), band))
    flat = _joined(flats)
    if not len(flat.points):
        return _form(flat, np.zeros((0, 2)), turn, z)
    within = flat.points[:, 1] / strip.height_metres - np.concatenate(bands)
    uvs = np.column_stack([flat.points[:, 0] / strip.width_metres, strip.bottom + within * (strip.top - strip.bottom)])
    return _form(flat, uvs, turn, z)


def _is_clockwise(corners: FloatArray) -> FloatArray:
    first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 1]
    return np.asarray(first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0] < 0)


def _form(flat: Flat, uvs: FloatArray, turn: FloatArray, z: float) -> Form:
    points = flat.points @ turn
    return Form(
        positions=np.column_stack([points, np.full(len(points), z)]),
        normals=np.broadcast_to(np.array([0.0, 0.0, 1.0]), (len(points), 3)),
        uvs=uvs,
        triangles=flat.triangles,
    )
