"""What lies under a point of the screen: rays against the triangles that are drawn, feature by feature."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from district_builder.domain.frames import Point3
from district_builder.domain.stores import StoreId
from viewer.core.chunk import Chunk
from viewer.core.features import FeatureTable
from viewer.core.pose import Pose
from viewer.core.tile_choice import Lens

FARTHEST_PICK_METRES = 120.0
FARTHEST_LOOK_METRES = 30.0
CONE_DEGREES = 2.5
FURNITURE = "furniture"  # the scene contract's kind of what stands on a street
FloatArray = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """The nearest thing on a ray; ids are "" where it has none."""

    store_id: StoreId
    building_id: str
    kind: str
    distance_metres: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PickMesh:
    """A chunk's triangles grouped by feature, district frame.

    `positions` (n, 3) from `origin`; `triangles` (t, 3). Row f of `ids`, `lows` and `highs` is a feature that has the
    triangles `starts[f]:starts[f + 1]` inside the box from low to high.
    """

    origin: Point3
    features: FeatureTable
    positions: FloatArray
    triangles: npt.NDArray[np.int32]
    ids: npt.NDArray[np.int32]
    starts: npt.NDArray[np.int32]
    lows: FloatArray
    highs: FloatArray


def pick_mesh(chunk: Chunk) -> PickMesh:
    """Sort a chunk's triangles by feature; a triangle belongs to the feature of its first corner."""
    positions, triangles, owners, base = [], [], [], 0
    for part in chunk.parts:
        positions.append(part.vertices["position"])
        triangles.append(part.triangles.astype(np.int32) + base)
        owners.append(part.vertices["feature"][part.triangles[:, 0]] if len(part.triangles) else np.empty(0, np.uint32))
        base += len(part.vertices)
    empty: npt.NDArray[Any] = np.empty((0, 3), np.float32)
    points = np.ascontiguousarray(np.concatenate(positions)) if positions else empty
    corners = np.concatenate(triangles) if triangles else np.empty((0, 3), np.int32)
    owner = np.concatenate(owners) if owners else np.empty(0, np.uint32)
    order = np.argsort(owner, kind="stable")
    corners = corners[order]
    ids, starts = np.unique(owner[order], return_index=True)
    placed = points[corners]
    if len(ids):
        lows = np.minimum.reduceat(placed.min(axis=1), starts)
        highs = np.maximum.reduceat(placed.max(axis=1), starts)
    else:
        lows = highs = empty
    return PickMesh(
        origin=chunk.origin_in_district,
        features=chunk.features,
        positions=points,
        triangles=corners,
        ids=ids.astype(np.int32),
        starts=np.append(starts, len(corners)).astype(np.int32),
        lows=lows,
        highs=highs,
    )


class PickScene:
    """The drawn tiles, ready for rays: one box test over all features, then triangles of the few that are met."""

    def __init__(self, meshes: Sequence[PickMesh]) -> None:
        self._meshes = tuple(meshes)
        self._owners = np.concatenate([np.full(len(m.ids), i) for i, m in enumerate(meshes)] or [np.empty(0, int)])
        self._rows = np.concatenate([np.arange(len(m.ids)) for m in meshes] or [np.empty(0, int)])
        self._lows = np.concatenate([m.lows + np.array(m.origin) for m in meshes] or [np.empty((0, 3))])
        self._highs = np.concatenate([m.highs + np.array(m.origin) for m in meshes] or [np.empty((0, 3))])

        self._of_store = np.concatenate([_of_store(m) for m in meshes] or [np.empty(0, bool)])
        self._is_prop = np.concatenate([_is_prop(m) for m in meshes] or [np.empty(0, bool)])

    def cast(self, eye: Point3, direction: Point3, *, within_metres: float = FARTHEST_PICK_METRES) -> Hit | None:
        """The nearest triangle that a ray meets, from either side. `direction` is a unit vector."""
        return self._nearest(_entry_distances(self._lows, self._highs, eye, direction), eye, direction, within_metres)

    def cast_past_props(
        self, eye: Point3, direction: Point3, *, within_metres: float = FARTHEST_PICK_METRES
    ) -> Hit | None:
        """As `cast`, but past what stands on the street and is nobody's: who points at a tree means the store behind.

        Walls and the ground still stop the ray.
        """
        entries = _entry_distances(self._lows, self._highs, eye, direction)
        return self._nearest(np.where(self._is_prop, np.inf, entries), eye, direction, within_metres)

    def _nearest(
        self, entries: npt.NDArray[np.float64], eye: Point3, direction: Point3, within_metres: float
    ) -> Hit | None:
        candidates = np.nonzero(entries <= within_metres)[0]
        best, nearest = within_metres, None
        for box in candidates[np.argsort(entries[candidates], kind="stable")].tolist():
            if entries[box] > best:
                break
            mesh, row = self._meshes[self._owners[box]], int(self._rows[box])
            distance = _nearest_triangle(mesh, row, eye, direction)
            if distance < best:
                best, nearest = distance, (mesh, int(mesh.ids[row]))
        if nearest is None:
            return None
        mesh, feature = nearest
        if feature >= len(mesh.features):
            return Hit(store_id="", building_id="", kind="", distance_metres=best)
        table = mesh.features
        return Hit(
            store_id=table.store_ids[feature],
            building_id=table.building_ids[feature],
            kind=table.kinds[feature],
            distance_metres=best,
        )

    def store_looked_at(self, pose: Pose) -> StoreId:
        """The store in the middle of the view, or one that a cone of 2.5° around it meets; "" for none.

        Trees do not count. Around the middle only stores are tested, and only up to 2 m behind what the middle shows:
        exact enough for a label, and it leaves out the walls that make up most triangles.
        """
        eye = pose.eye_in_district
        ahead = self.cast_past_props(eye, pose.forward_in_district, within_metres=FARTHEST_LOOK_METRES)
        if ahead is not None and ahead.store_id:
            return ahead.store_id
        reach = FARTHEST_LOOK_METRES if ahead is None else min(ahead.distance_metres + 2.0, FARTHEST_LOOK_METRES)
        for right, up in _CONE:
            forward = pose.turned(right_degrees=right, up_degrees=up).forward_in_district
            entries = _entry_distances(self._lows, self._highs, eye, forward)
            hit = self._nearest(np.where(self._of_store, entries, np.inf), eye, forward, reach)
            if hit is not None:
                return hit.store_id
        return ""


_CONE = tuple((CONE_DEGREES * math.cos(k * math.pi / 3), CONE_DEGREES * math.sin(k * math.pi / 3)) for k in range(6))


def direction_through(pose: Pose, lens: Lens, *, x_pixels: float, y_pixels: float) -> Point3:
    """The unit vector from the eye through a pixel, counted from the picture's top left."""
    heading, pitch = math.radians(pose.heading_degrees), math.radians(pose.pitch_degrees)
    across = (x_pixels - lens.width_pixels / 2.0) / lens.pixels_per_radian
    upwards = (lens.height_pixels / 2.0 - y_pixels) / lens.pixels_per_radian
    fx, fy, fz = pose.forward_in_district
    x = fx + across * math.cos(heading) - upwards * math.sin(heading) * math.sin(pitch)
    y = fy - across * math.sin(heading) - upwards * math.cos(heading) * math.sin(pitch)
    z = fz + upwards * math.cos(pitch)
    length = math.sqrt(x * x + y * y + z * z)
    return Point3(x / length, y / length, z / length)


def _of_store(mesh: PickMesh) -> npt.NDArray[np.bool_]:
    """Which of a mesh's features belong to a store, (f,)."""
    ids = mesh.features.store_ids
    return np.array([feature < len(ids) and ids[feature] != "" for feature in mesh.ids.tolist()], bool)


def _is_prop(mesh: PickMesh) -> npt.NDArray[np.bool_]:
    """Which of a mesh's features are furniture that belongs to no store, (f,)."""
    table = mesh.features
    return np.array(
        [f < len(table) and table.kinds[f] == FURNITURE and not table.store_ids[f] for f in mesh.ids.tolist()], bool
    )


def _entry_distances(
    lows: npt.NDArray[Any], highs: npt.NDArray[Any], eye: Point3, direction: Point3
) -> npt.NDArray[np.float64]:
    """Where a ray enters each box, (n,): 0 from inside, infinity where it misses (slab method)."""
    way = np.array([d if abs(d) > 1e-12 else 1e-12 for d in direction])
    one, other = (lows - np.array(eye)) / way, (highs - np.array(eye)) / way
    enter = np.maximum(np.minimum(one, other).max(axis=1), 0.0)
    leave = np.maximum(one, other).min(axis=1)
    return np.where(leave >= enter - 1e-4, enter, np.inf)


def _nearest_triangle(mesh: PickMesh, row: int, eye: Point3, direction: Point3) -> float:
    """Distance to the nearest of one feature's triangles, infinity for none (Möller and Trumbore)."""
    corners = mesh.positions[mesh.triangles[mesh.starts[row] : mesh.starts[row + 1]]].astype(np.float64)
    way, start = np.array(direction), np.array(eye) - np.array(mesh.origin)
    edge_1, edge_2 = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    across = np.cross(way, edge_2)
    volume = np.einsum("ij,ij->i", edge_1, across)
    with np.errstate(divide="ignore", invalid="ignore"):
        away = start - corners[:, 0]
        u = np.einsum("ij,ij->i", away, across) / volume
        turned = np.cross(away, edge_1)
        v = turned @ way / volume
        distance = np.einsum("ij,ij->i", edge_2, turned) / volume
        met = (u >= 0.0) & (v >= 0.0) & (u + v <= 1.0) & (distance > 1e-3)
    return float(distance[met].min()) if met.any() else math.inf
