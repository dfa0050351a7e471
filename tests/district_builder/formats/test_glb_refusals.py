"""Meshes and tables that cannot be right never become a GLB."""

import numpy as np
import pytest

from district_builder.formats.glb import AtlasPage, write_glb
from district_builder.geometry.mesh import Mesh, Surface
from tests.district_builder.formats.glb_samples import GROUND, STORE, quads, webp
from tests.district_builder.formats.written_glbs import glb_of


def test_a_mesh_of_a_further_page_is_judged_too() -> None:
    broken = quads(3)
    broken.triangles[0, 0] = 99
    pages = [AtlasPage(picture=webp(), meshes={Surface.ART: broken})]
    with pytest.raises(ValueError, match="names vertex 99"):
        write_glb(
            meshes={Surface.ART: quads(1)},
            atlas=webp(),
            shared_textures={},
            features=[GROUND, STORE],
            further_pages=pages,
        )


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (lambda mesh: mesh.positions.__setitem__((0, 0), np.nan), "finite number of metres"),
        (lambda mesh: mesh.positions.__setitem__((0, 0), np.inf), "finite number of metres"),
        (lambda mesh: mesh.uvs.__setitem__((0, 0), np.nan), "texture coordinate"),
        (lambda mesh: mesh.triangles.__setitem__((0, 0), 99), "names vertex 99"),
        (lambda mesh: mesh.features.__setitem__(0, 2), "names feature 2"),
    ],
)
def test_a_mesh_that_cannot_be_right_is_refused(spoil, complaint: str) -> None:
    mesh = quads(3)
    spoil(mesh)
    with pytest.raises(ValueError, match=complaint):
        glb_of({Surface.ART: mesh}, atlas=webp())


def test_a_tile_without_triangles_or_ground_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one triangle"):
        glb_of({Surface.ART: Mesh.empty()})
    with pytest.raises(ValueError, match="must be the ground"):
        write_glb(meshes={Surface.ART: quads(1)}, atlas=None, shared_textures={}, features=[STORE])
    speck = quads(1)
    speck.positions[:] *= 1e-6
    with pytest.raises(ValueError, match="smaller than"):
        glb_of({Surface.ART: speck})
