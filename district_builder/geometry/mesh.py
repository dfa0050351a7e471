"""Triangles in the district frame, sorted by the material that will show them, and what they are triangles of."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from district_builder.domain.frames import Point3
from district_builder.domain.layout import BuildingId
from district_builder.domain.stores import StoreId

FloatArray: TypeAlias = NDArray[np.floating[Any]]


class FeatureKind(StrEnum):
    STORE = "store"
    BUILDING = "building"
    GROUND = "ground"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureRow:
    """What a client learns when a triangle is picked; ids are empty where there is none."""

    kind: FeatureKind
    store_id: StoreId = ""
    building_id: BuildingId = ""


class Surface(StrEnum):
    """The materials of a tile, in the order in which they are drawn."""

    MATTER = "matter"  # walls, ground, frames: one shared texture
    ART = "art"  # signs, posters, photo fronts: the tile's own atlas
    GLASS = "glass"  # see-through, the same atlas
    LEAF = "leaf"  # cut-out foliage: one shared texture


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """An axis-aligned box in the district frame, metres."""

    lowest: Point3
    highest: Point3

    def padded(self, metres: float) -> Self:
        return type(self)(
            lowest=Point3(*(value - metres for value in self.lowest)),
            highest=Point3(*(value + metres for value in self.highest)),
        )

    def joined(self, other: Self) -> Self:
        """The smallest box around both."""
        return type(self)(
            lowest=Point3(*map(min, self.lowest, other.lowest)),
            highest=Point3(*map(max, self.highest, other.highest)),
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mesh:
    """Triangles of one material in the district frame.

    Raises:
        ValueError: when the vertex arrays differ in length or an array has the wrong width.
    """

    positions: FloatArray  # (n, 3) metres, z up
    uvs: FloatArray  # (n, 2) glTF convention: origin top left, v down
    colours: NDArray[np.uint8]  # (n, 4) linear daylight × tint; alpha: opacity, or the sky's share if opaque
    after_dark: NDArray[np.uint8]  # (n, 4) linear lamplight × tint; alpha: opacity, or the own store's share
    features: NDArray[np.uint16]  # (n,) row of the tile's property table
    triangles: NDArray[np.uint32]  # (m, 3) counter-clockwise from outside

    def __post_init__(self) -> None:
        n, m = len(self.positions), len(self.triangles)
        wanted = {
            "positions": (n, 3),
            "uvs": (n, 2),
            "colours": (n, 4),
            "after_dark": (n, 4),
            "features": (n,),
            "triangles": (m, 3),
        }
        for name, shape in wanted.items():
            if getattr(self, name).shape != shape:
                raise ValueError(f"A mesh's {name} are {getattr(self, name).shape}, but must be {shape}.")

    @classmethod
    def empty(cls) -> Self:
        return cls(
            positions=np.zeros((0, 3), np.float32),
            uvs=np.zeros((0, 2), np.float32),
            colours=np.zeros((0, 4), np.uint8),
            after_dark=np.zeros((0, 4), np.uint8),
            features=np.zeros(0, np.uint16),
            triangles=np.zeros((0, 3), np.uint32),
        )

    @property
    def vertex_count(self) -> int:
        return len(self.positions)

    @property
    def triangle_count(self) -> int:
        return len(self.triangles)

    @property
    def bounds(self) -> Box:
        """The box around all vertices.

        Raises:
            ValueError: when there are none.
        """
        if not self.vertex_count:
            raise ValueError("An empty mesh has no bounds.")
        lowest, highest = extremes(self.positions).tolist()
        return Box(lowest=Point3(*lowest), highest=Point3(*highest))


def join(meshes: Iterable[Mesh]) -> Mesh:
    """One mesh of all triangles, in order."""
    parts = [mesh for mesh in meshes if mesh.vertex_count]
    if len(parts) <= 1:
        return parts[0] if parts else Mesh.empty()
    starts = np.cumsum([0, *(mesh.vertex_count for mesh in parts[:-1])])
    shifted = [mesh.triangles + np.uint32(start) for mesh, start in zip(parts, starts, strict=True)]
    return Mesh(
        positions=np.concatenate([mesh.positions for mesh in parts]),
        uvs=np.concatenate([mesh.uvs for mesh in parts]),
        colours=np.concatenate([mesh.colours for mesh in parts]),
        after_dark=np.concatenate([mesh.after_dark for mesh in parts]),
        features=np.concatenate([mesh.features for mesh in parts]),
        triangles=np.concatenate(shifted),
    )


def extremes(rows: NDArray[Any]) -> NDArray[Any]:
    """(2, width) the least and the greatest of each column; NaN where a column has one."""
    columns = np.ascontiguousarray(rows.T)  # numpy reduces long rows many times faster than short ones
    return np.array([columns.min(axis=1), columns.max(axis=1)])
