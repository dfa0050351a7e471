"""What tests ask of triangles, computed the slow and plain way."""

from collections.abc import Hashable, Mapping

import numpy as np
import shapely
from numpy.typing import NDArray

from district_builder.geometry.coats import Rectangle
from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import Parts
from district_builder.geometry.raw_mesh import Form, RawMesh, join_raw

Floats = NDArray[np.floating]


class AnyRectangle(Mapping[Hashable, Rectangle]):
    """An atlas that gives every picture the whole sheet."""

    def __getitem__(self, picture: Hashable) -> Rectangle:
        return (0.0, 0.0, 1.0, 1.0)

    def __iter__(self):
        return iter(())

    def __len__(self) -> int:
        return 0


def recorded(parts: Parts) -> dict[Surface, RawMesh]:
    return parts.meshes(AnyRectangle())


def everything(parts: Parts) -> RawMesh:
    """All surfaces of some parts as one mesh."""
    return join_raw(list(recorded(parts).values()))


def facing(mesh: RawMesh | Form) -> Floats:
    """(m, 3) normals of the triangles by their winding; their length is twice the area."""
    corners = np.asarray(mesh.positions)[mesh.triangles]
    return np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])


def areas(mesh: RawMesh | Form) -> Floats:
    return np.asarray(np.linalg.norm(facing(mesh), axis=1) / 2)


def middles(mesh: RawMesh | Form) -> Floats:
    return np.asarray(np.asarray(mesh.positions)[mesh.triangles].mean(axis=1))


def volume(mesh: RawMesh | Form) -> float:
    """Of a closed body by the divergence theorem; negative when its faces point inwards."""
    corners = np.asarray(mesh.positions)[mesh.triangles]
    return float(np.einsum("ij,ij->", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])) / 6)


def in_plan(mesh: RawMesh | Form) -> list[shapely.Polygon]:
    """The triangles as seen from above."""
    return [shapely.Polygon(corners) for corners in np.asarray(mesh.positions)[mesh.triangles][:, :, :2]]


def spans(mesh: RawMesh | Form) -> tuple[Floats, Floats]:
    """The lowest and the highest of x, y and z."""
    positions = np.asarray(mesh.positions)
    return positions.min(axis=0), positions.max(axis=0)


def of_feature(mesh: RawMesh, feature: int) -> NDArray[np.bool_]:
    """(m,) which triangles belong to a feature."""
    return np.asarray(mesh.features[mesh.triangles[:, 0]] == feature)
