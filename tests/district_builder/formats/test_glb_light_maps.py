"""A light map in a GLB: one more set of coordinates on matter and a picture that only clients who know of it read."""

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image

from district_builder.formats.glb import LightPicture, write_glb
from district_builder.formats.light_picture import encode_light_map
from district_builder.geometry.mesh import Mesh, Surface
from tests.district_builder.formats.glb_samples import GROUND, SHARED_NAME, STORE, quads, webp
from tests.district_builder.formats.written_glbs import SHARED
from tests.tools.glb_reader import ReadGlb
from tests.tools.validators import gltf_findings
from viewer.core.glb import read_tile
from viewer.core.light_map import decode_light_map

TEXELS = np.random.default_rng(3).integers(0, 256, (32, 16), dtype=np.uint8)


def places(mesh: Mesh) -> np.ndarray:
    """A place on the day for each vertex, by where it stands."""
    low, high = mesh.positions.min(axis=0), mesh.positions.max(axis=0)
    return np.asarray(((mesh.positions - low) / (high - low))[:, [0, 2]] * (1.0, 0.5))


def mapped_glb(meshes: dict[Surface, Mesh], **options: Any) -> bytes:
    picture = LightPicture(picture=encode_light_map(TEXELS), uvs=places(meshes[Surface.MATTER]))
    given: dict[str, Any] = {"atlas": webp(), "shared_textures": SHARED, "features": [GROUND, STORE]}
    return write_glb(meshes=meshes, light_map=picture, **(given | options))


EVERY = {surface: quads(20, seed=number) for number, surface in enumerate(Surface)}


def test_matter_alone_has_a_second_place_for_each_vertex_and_names_the_map() -> None:
    document = ReadGlb.of(mapped_glb(EVERY)).document
    for primitive in document["meshes"][0]["primitives"]:
        material = document["materials"][primitive["material"]]
        is_matter = material["name"] == "matter"
        assert ("TEXCOORD_1" in primitive["attributes"]) == is_matter
        assert ("occlusionTexture" in material) == is_matter
        assert "KHR_materials_unlit" in material["extensions"]
        if is_matter:
            assert material["occlusionTexture"]["texCoord"] == 1
            accessor = document["accessors"][primitive["attributes"]["TEXCOORD_1"]]
            assert (accessor["componentType"], accessor["normalized"], accessor["type"]) == (5123, True, "VEC2")


def test_the_map_is_embedded_and_sampled_without_repeats_or_mipmaps() -> None:
    document = ReadGlb.of(mapped_glb(EVERY)).document
    (matter,) = (material for material in document["materials"] if material["name"] == "matter")
    texture = document["textures"][matter["occlusionTexture"]["index"]]
    assert document["samplers"][texture["sampler"]] == {
        "magFilter": 9729, "minFilter": 9729, "wrapS": 33071, "wrapT": 33071,
    }  # fmt: skip
    image = document["images"][texture["extensions"]["EXT_texture_webp"]["source"]]
    assert image["mimeType"] == "image/webp"
    assert "bufferView" in image


def test_a_client_reads_the_texels_and_the_places_that_were_written() -> None:
    matter = EVERY[Surface.MATTER]
    tile = read_tile(mapped_glb({Surface.MATTER: matter}, atlas=None), name="t")
    light_map = decode_light_map(tile.embedded[tile.chunk.light_map], name="t")
    assert np.concatenate([light_map.day, light_map.evening]).tolist() == TEXELS.tolist()
    (part,) = tile.chunk.parts
    corner_of = {tuple(np.round(p, 2)): uv for p, uv in zip(matter.positions, places(matter), strict=True)}
    points = part.vertices["position"] + np.array(tile.chunk.origin_in_district)
    assert part.light_uvs is not None
    found = [corner_of[tuple(np.round(point, 2))] for point in points if tuple(np.round(point, 2)) in corner_of]
    kept = [tuple(np.round(point, 2)) in corner_of for point in points]
    assert sum(kept) > 40
    assert part.light_uvs[kept] * (1.0, 0.5) == pytest.approx(np.array(found), abs=2e-3)


def test_without_a_map_nothing_of_it_is_in_the_file() -> None:
    document = ReadGlb.of(
        write_glb(meshes=EVERY, atlas=webp(), shared_textures=SHARED, features=[GROUND, STORE])
    ).document
    assert len(document["samplers"]) == 1
    assert all("occlusionTexture" not in material for material in document["materials"])


def test_vertices_that_lie_apart_on_the_map_stay_apart() -> None:
    mesh = quads(2, seed=1, features=1)
    for values in (mesh.positions, mesh.colours, mesh.after_dark, mesh.uvs):
        values[4:] = values[:4]
    uvs = np.full((8, 2), 0.25)
    for uvs[4:, 0], count in ((0.25, 4), (0.5, 8)):
        picture = LightPicture(picture=encode_light_map(TEXELS), uvs=uvs)
        glb = write_glb(
            meshes={Surface.MATTER: mesh}, atlas=None, shared_textures=SHARED, features=[GROUND], light_map=picture
        )
        assert len(ReadGlb.of(glb).primitives[0].positions) == count


def test_matter_without_a_texture_has_no_map_for_a_second_place_needs_a_first() -> None:
    document = ReadGlb.of(mapped_glb({Surface.MATTER: quads(9)}, atlas=None, shared_textures={})).document
    assert "TEXCOORD_1" not in document["meshes"][0]["primitives"][0]["attributes"]
    assert "images" not in document


def test_the_khronos_validator_has_nothing_to_say(tmp_path: Path) -> None:
    (tmp_path / "tiles").mkdir()
    (tmp_path / "textures").mkdir()
    (tmp_path / "textures" / f"{SHARED_NAME}.webp").write_bytes(webp())
    cases = {
        "every surface": mapped_glb(EVERY),
        "matter alone": mapped_glb({Surface.MATTER: quads(9)}, atlas=None),
        "no other picture": mapped_glb({Surface.MATTER: quads(9)}, atlas=None, shared_textures={}),
    }
    for name, glb in cases.items():
        (tmp_path / "tiles" / f"{name}.glb").write_bytes(glb)
    assert gltf_findings(sorted((tmp_path / "tiles").glob("*.glb"))) == []


@given(arrays(np.uint8, st.tuples(st.integers(1, 24), st.integers(1, 24))))
def test_the_picture_holds_every_texel_as_it_is_the_same_bytes_each_time(texels: np.ndarray) -> None:
    picture = encode_light_map(texels)
    assert picture == encode_light_map(texels.copy())
    opened = np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"))
    assert (opened == texels[:, :, None]).all()


def test_an_even_map_costs_next_to_nothing() -> None:
    assert len(encode_light_map(np.full((1024, 512), 128, np.uint8))) < 300
