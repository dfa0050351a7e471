"""Polygons to triangles: plain fills, and paving that is cut into bands so that a strip of surface can lie on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import mapbox_earcut
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import GeometryType
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
    return Flat(points=points, triangles=_facing_up(points, triangles))


def _facing_up(points: FloatArray, triangles: IntArray) -> IntArray:
    """The same triangles, all counter-clockwise."""
    corners = points[triangles]
    first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    backwards = first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0] < 0
    return np.where(backwards[:, None], triangles[:, ::-1], triangles)


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
    return _fill_each(np.array([area]))[0]


def _fill_each(areas: NDArray[np.object_]) -> tuple[Flat, IntArray]:
    """Fill the polygons of many areas, slivers left out; the second array says which area each point is of.

    Coordinates are taken out of all areas at once: paving cuts a street into ten thousands of pieces.
    """
    polygons, owners = areas, np.arange(len(areas))
    while (shapely.get_type_id(polygons) > GeometryType.POLYGON).any():  # a collection may hold collections
        polygons, parents = shapely.get_parts(polygons, return_index=True)
        owners = owners[parents]
    large = shapely.area(polygons) > SMALLEST_PIECE_SQUARE_METRES
    polygons, owners = polygons[large], owners[large]
    rings, ring_owners = shapely.get_rings(polygons, return_index=True)
    points, rings_of_points = shapely.get_coordinates(rings, return_index=True)
    closing = np.diff(rings_of_points, append=len(rings)) > 0  # a ring's last point repeats its first
    points, rings_of_points = points[~closing], rings_of_points[~closing]
    ring_ends = np.searchsorted(rings_of_points, np.arange(len(rings)), side="right").astype(np.uint32)
    first_rings = np.searchsorted(ring_owners, np.arange(len(polygons) + 1))
    triangles = [np.zeros(0, dtype=np.uint32)]
    start = np.uint32(0)
    for first, after in pairwise(first_rings):
        end = ring_ends[after - 1]
        triangles.append(start + mapbox_earcut.triangulate_float64(points[start:end], ring_ends[first:after] - start))
        start = end
    corners = np.concatenate(triangles).reshape(-1, 3).astype(np.int64)
    flat = Flat(points=points, triangles=_facing_up(points, corners))
    return flat, owners[ring_owners[rings_of_points]]


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
        return _form(fill(local), np.zeros((0, 2)), turn, z)
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
    squares, pieces = boxes[whole], shapely.intersection(boxes[~whole], local)
    cut, owners = _fill_each(pieces)
    flat = _joined(_quads(squares), cut)
    bands = np.concatenate([np.repeat(row[whole], 4), row[~whole][owners]])
    within = flat.points[:, 1] / strip.height_metres - bands
    uvs = np.column_stack([flat.points[:, 0] / strip.width_metres, strip.bottom + within * (strip.top - strip.bottom)])
    return _form(flat, uvs, turn, z)


def _quads(boxes: NDArray[np.object_]) -> Flat:
    """Two triangles for each box, counter-clockwise from its south-eastern corner."""
    min_x, min_y, max_x, max_y = shapely.bounds(boxes).reshape(-1, 4).T
    points = np.stack([max_x, min_y, max_x, max_y, min_x, max_y, min_x, min_y], axis=1).reshape(-1, 2)
    first = np.arange(len(boxes))[:, None, None] * 4
    return Flat(points=points, triangles=(first + np.array([[0, 1, 2], [0, 2, 3]])).reshape(-1, 3))


def _joined(a: Flat, b: Flat) -> Flat:
    return Flat(
        points=np.concatenate([a.points, b.points]),
        triangles=np.concatenate([a.triangles, b.triangles + len(a.points)]),
    )


def _form(flat: Flat, uvs: FloatArray, turn: FloatArray, z: float) -> Form:
    points = flat.points @ turn
    return Form(
        positions=np.column_stack([points, np.full(len(points), z)]),
        normals=np.broadcast_to(np.array([0.0, 0.0, 1.0]), (len(points), 3)),
        uvs=uvs,
        triangles=flat.triangles,
    )
