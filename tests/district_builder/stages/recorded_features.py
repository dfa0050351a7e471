"""The triangles of one store, of one building or of the ground in what was recorded."""

import numpy as np

from district_builder.geometry.mesh import FeatureKind
from district_builder.geometry.raw_mesh import RawMesh
from district_builder.stages.record_cell import RecordedCell
from tests.district_builder.triangles import everything, facing, of_feature


def feature_of(record: RecordedCell, name: str) -> int:
    (number,) = [
        index
        for index, row in enumerate(record.features)
        if row.store_id == name or (row.kind is FeatureKind.BUILDING and row.building_id == name)
    ]
    return number


def triangles_of(record: RecordedCell, name: str) -> np.ndarray:
    """(m, 3, 3) corners of a store's or a building's triangles."""
    mesh = everything(record.parts)
    return np.asarray(mesh.positions)[mesh.triangles[of_feature(mesh, feature_of(record, name))]]


def clockwise(mesh: RawMesh, kind: int) -> np.ndarray:
    return of_feature(mesh, kind) & (facing(mesh)[:, 2] < -1e-9)
