"""The materials of a GLB and the pages of the atlas that they show."""

import io

import numpy as np
import pytest
from PIL import Image

from district_builder.geometry.mesh import Mesh, Surface
from tests.district_builder.formats.glb_samples import quads, webp
from tests.district_builder.formats.written_glbs import SHARED, glb_of, paged_glb
from tests.tools.glb_reader import ReadGlb


def test_glass_and_art_share_the_atlas_and_empty_surfaces_are_left_out() -> None:
    meshes = {Surface.ART: quads(3), Surface.GLASS: quads(3, seed=1), Surface.LEAF: Mesh.empty()}
    document = ReadGlb.of(glb_of(meshes, atlas=webp(), shared=SHARED)).document
    assert [material["name"] for material in document["materials"]] == ["art", "glass"]
    assert [material.get("alphaMode", "OPAQUE") for material in document["materials"]] == ["OPAQUE", "BLEND"]
    assert len(document["textures"]) == len(document["images"]) == 1
    assert document["samplers"] == [{"magFilter": 9729, "minFilter": 9987, "wrapS": 10497, "wrapT": 33071}]


def test_each_page_of_the_atlas_is_shown_by_primitives_of_its_own() -> None:
    glb = ReadGlb.of(paged_glb())
    found = [(primitive.material, len(primitive.triangles) // 2) for primitive in glb.primitives]
    assert found == [("matter", 5), ("art", 2), ("glass", 3), ("art", 4), ("art", 7), ("glass", 6)]
    document = glb.document
    reds = []
    for entry in document["meshes"][0]["primitives"][1:]:
        texture = document["materials"][entry["material"]]["pbrMetallicRoughness"]["baseColorTexture"]["index"]
        image = document["images"][document["textures"][texture]["extensions"]["EXT_texture_webp"]["source"]]
        reds.append(Image.open(io.BytesIO(glb.view(image["bufferView"]))).convert("RGB").getpixel((9, 9))[0])
    assert reds == [0, 0, 60, 120, 120]
    assert len(document["images"]) == 4  # three pages and the shared texture of matter


def test_all_pages_of_a_tile_lie_on_one_grid() -> None:
    every = [quads(5), quads(2, seed=1), quads(3, seed=2), quads(4, seed=3), quads(7, seed=5), quads(6, seed=4)]
    read = ReadGlb.of(paged_glb()).primitives
    for primitive, mesh in zip(read, every, strict=True):
        found = np.sort(primitive.positions[primitive.triangles].reshape(-1, 3), axis=0)
        assert found == pytest.approx(np.sort(mesh.positions[mesh.triangles].reshape(-1, 3), axis=0), abs=1e-3)
