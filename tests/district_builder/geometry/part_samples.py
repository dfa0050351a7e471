"""Coats, a form and numbers to try parts with, and the one mesh that comes of them."""

import numpy as np
from hypothesis import strategies as st

from district_builder.geometry.coats import Patch, Strip
from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import Parts
from district_builder.geometry.raw_mesh import Form, RawMesh
from tests.district_builder.triangles import recorded

BRICK = Strip(Surface.MATTER, 0.25, 0.5, 8.0, 1.2)
ENDLESS = Strip(Surface.MATTER, 0.1, 0.2, 1e6, 1e6)
POSTER = Patch(Surface.ART, 0.2, 0.3, 0.6, 0.9)
FLAG = Form(
    positions=np.array([[0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [1.0, 0.0, 1.0]]),
    normals=np.tile([0.0, -1.0, 0.0], (3, 1)),
    uvs=np.array([[0.0, 1.0], [1.0, 1.0], [1.0, 0.0]]),
    triangles=np.array([[0, 1, 2]]),
)

metres = st.floats(-50, 50)
vectors = st.tuples(metres, metres, metres)
lengths = st.floats(0.05, 30)
counts = st.integers(1, 6)


def one(parts: Parts, surface: Surface = Surface.MATTER) -> RawMesh:
    meshes = recorded(parts)
    assert set(meshes) == {surface}
    return meshes[surface]


def panel(corner, right, up, coat=BRICK, **options) -> RawMesh:
    parts = Parts()
    parts.panel(coat, tuple(corner), tuple(right), tuple(up), **options)
    return one(parts, coat.surface)
