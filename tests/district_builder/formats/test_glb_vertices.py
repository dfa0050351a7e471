"""Which vertices of a GLB are one, and what each of them costs and keeps."""

import numpy as np
import pytest

from district_builder.geometry.mesh import Mesh, Surface
from tests.district_builder.formats.glb_samples import quads, webp
from tests.district_builder.formats.written_glbs import SHARED, glb_of
from tests.tools.glb_reader import ReadGlb


def test_equal_vertices_become_one_and_slivers_vanish() -> None:
    mesh = Mesh(
        positions=np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 0, 0], [1, 1, 0], [0, 1, 0], [0, 1, 1e-5]]),
        uvs=np.zeros((7, 2), np.float32),
        colours=np.full((7, 4), 200, np.uint8),
        after_dark=np.zeros((7, 4), np.uint8),
        features=np.zeros(7, np.uint16),
        triangles=np.array([[0, 1, 2], [3, 4, 5], [4, 5, 6]], np.uint32),
    )
    (primitive,) = ReadGlb.of(glb_of({Surface.MATTER: mesh})).primitives
    assert primitive.triangles.tolist() == [[0, 1, 2], [0, 2, 3]]
    assert len(primitive.positions) == 4


@pytest.mark.parametrize("part", ["colours", "features"])
def test_vertices_that_differ_in_anything_stay_apart(part: str) -> None:
    mesh = quads(2, seed=1, features=1)
    mesh.positions[4:] = mesh.positions[:4]
    mesh.colours[:] = 9
    getattr(mesh, part)[4:] = 1
    (primitive,) = ReadGlb.of(glb_of({Surface.MATTER: mesh})).primitives
    assert len(primitive.positions) == 8


def test_wide_repeats_keep_floats_and_an_atlas_keeps_its_pixel_edges() -> None:
    edges = np.array([[0, 0], [37 / 2048, 0], [37 / 2048, 1], [0, 1]], np.float32)
    mesh = quads(1)
    mesh.uvs[:] = edges
    (exact,) = ReadGlb.of(glb_of({Surface.ART: mesh}, atlas=webp())).primitives
    assert (exact.uvs == edges).all()
    wide = ReadGlb.of(glb_of({Surface.MATTER: quads(3, uv_span=30)}, shared=SHARED))
    assert "KHR_texture_transform" not in wide.document["extensionsUsed"]


def test_a_vertex_costs_twenty_four_bytes() -> None:
    mesh = quads(500)
    primitive = ReadGlb.of(glb_of({Surface.ART: mesh}, atlas=webp())).document["meshes"][0]["primitives"][0]
    views = ReadGlb.of(glb_of({Surface.ART: mesh}, atlas=webp())).document["bufferViews"]
    assert len(primitive["attributes"]) == 5
    assert sum(view.get("byteStride", 0) for view in views) == 24
