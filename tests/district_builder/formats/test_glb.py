"""GLBs read back by our own reader and by trimesh, and judged by the Khronos validator."""

import io
from pathlib import Path

import numpy as np
import pytest
import trimesh
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from district_builder.domain.frames import Point3
from district_builder.formats.glb import AtlasPage, write_glb
from district_builder.formats.quantise import written_box
from district_builder.geometry.mesh import FeatureKind, FeatureRow, Mesh, Surface
from tests.district_builder.formats.glb_samples import GROUND, SHARED_NAME, SHARED_URI, STORE, quads, webp
from tests.tools.glb_reader import ReadGlb, ReadPrimitive
from tests.tools.validators import gltf_findings

SHARED = {Surface.MATTER: SHARED_URI, Surface.LEAF: SHARED_URI}


def glb_of(
    meshes: dict[Surface, Mesh], *, atlas: bytes | None = None, shared: dict[Surface, str] | None = None
) -> bytes:
    return write_glb(meshes=meshes, atlas=atlas, shared_textures=shared or {}, features=[GROUND, STORE])


def corners_of(mesh: Mesh | ReadPrimitive) -> list[np.ndarray]:
    """Per triangle corner: position, colour and feature, which survive any renumbering of vertices."""
    uses = np.asarray(mesh.triangles).ravel()
    return [np.asarray(values)[uses] for values in (mesh.positions, mesh.colours, mesh.features)]


@settings(deadline=None, max_examples=30)
@given(seed=st.integers(0, 2**32), span=st.floats(1, 900), east=st.floats(-3000, 3000), uv_span=st.floats(0.01, 40))
def test_a_mesh_comes_back_within_half_a_step(seed: int, span: float, east: float, uv_span: float) -> None:
    mesh = quads(20, seed=seed, span_metres=span, uv_span=uv_span)
    mesh.positions[:, 0] += east
    read = ReadGlb.of(glb_of({Surface.MATTER: mesh}, shared=SHARED))
    step = read.document["nodes"][0]["scale"][0]
    assert step <= max(1 / 1024, 2 * (span + 3) / 65535)
    (primitive,) = read.primitives
    for written, stored, tolerance in zip(corners_of(mesh), corners_of(primitive), [step / 2, 0, 0], strict=True):
        assert np.abs(written.astype(float) - stored).max() <= tolerance + 1e-9
    uv_error = np.abs(mesh.uvs[mesh.triangles.ravel()] - primitive.uvs[primitive.triangles.ravel()]).max()
    assert uv_error < 1 / 8192


def test_a_cell_of_sixty_metres_is_stored_to_half_a_millimetre() -> None:
    glb = glb_of({Surface.MATTER: quads(50, span_metres=60)})
    assert ReadGlb.of(glb).document["nodes"][0]["scale"] == [1 / 1024] * 3


def test_tiles_of_one_step_meet_without_a_crack() -> None:
    """The shared wall's vertices are the same bits in both neighbours, though their corners differ."""
    wall = quads(1, seed=3).positions
    read = []
    for seed in (1, 2):
        beside = quads(12, seed=seed, span_metres=30)
        beside.positions[:4] = wall
        (primitive,) = ReadGlb.of(glb_of({Surface.MATTER: beside})).primitives
        read.append(primitive.positions[primitive.triangles[:2]])
    assert (read[0] == read[1]).all()


def test_up_is_y_and_north_is_minus_z_and_winding_stays() -> None:
    mesh = Mesh(
        positions=np.array([[0, 0, 0], [1, 0, 0], [0, 2, 0], [0, 0, 3.0]]),
        uvs=np.zeros((4, 2), np.float32),
        colours=np.full((4, 4), 255, np.uint8),
        after_dark=np.zeros((4, 4), np.uint8),
        features=np.zeros(4, np.uint16),
        triangles=np.array([[0, 1, 2], [0, 2, 3], [0, 3, 1], [1, 3, 2]], np.uint32),
    )
    scene = trimesh.load_scene(io.BytesIO(glb_of({Surface.MATTER: mesh})), file_type="glb")
    assert scene.bounds.tolist() == [[0, 0, -2], [1, 3, 0]]
    outward = scene.to_mesh()
    outward.merge_vertices()
    inside_out = mesh.triangles[:, ::-1]
    assert outward.volume == pytest.approx(trimesh.Trimesh(mesh.positions, mesh.triangles).volume)
    assert outward.volume == pytest.approx(-trimesh.Trimesh(mesh.positions, inside_out).volume)


@settings(deadline=None, max_examples=15)
@given(seed=st.integers(0, 2**32), span=st.floats(5, 300))
def test_trimesh_reads_the_same_triangles(seed: int, span: float) -> None:
    mesh = quads(15, seed=seed, span_metres=span)
    glb = glb_of({Surface.MATTER: mesh})
    read = trimesh.load_scene(io.BytesIO(glb), file_type="glb").to_mesh()
    step = ReadGlb.of(glb).document["nodes"][0]["scale"][0]
    east, up, south = read.vertices[read.faces.ravel()].T
    assert np.abs(np.stack([east, -south, up], axis=1) - corners_of(mesh)[0]).max() <= step / 2 + 1e-6


@given(seed=st.integers(0, 2**32), span=st.floats(1, 3000))
@settings(deadline=None, max_examples=30)
def test_the_written_box_is_the_box_of_what_was_written(seed: int, span: float) -> None:
    meshes = {Surface.MATTER: quads(9, seed=seed, span_metres=span), Surface.GLASS: quads(5, seed=seed + 1)}
    box = written_box(meshes.values())
    assert ReadGlb.of(glb_of(meshes)).district_box.tolist() == [list(box.lowest), list(box.highest)]


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


def test_the_table_tells_what_was_picked() -> None:
    rows = [
        GROUND,
        STORE,
        FeatureRow(kind=FeatureKind.BUILDING, building_id="LG프라자"),
        FeatureRow(kind=FeatureKind.FURNITURE),
    ]
    glb = write_glb(meshes={Surface.MATTER: quads(4)}, atlas=None, shared_textures={}, features=rows)
    assert ReadGlb.of(glb).table == [
        {"store_id": "", "building_id": "", "kind": "ground"},
        {"store_id": "계원문구", "building_id": "lg-plaza", "kind": "store"},
        {"store_id": "", "building_id": "LG프라자", "kind": "building"},
        {"store_id": "", "building_id": "", "kind": "furniture"},
    ]


def test_glass_and_art_share_the_atlas_and_empty_surfaces_are_left_out() -> None:
    meshes = {Surface.ART: quads(3), Surface.GLASS: quads(3, seed=1), Surface.LEAF: Mesh.empty()}
    document = ReadGlb.of(glb_of(meshes, atlas=webp(), shared=SHARED)).document
    assert [material["name"] for material in document["materials"]] == ["art", "glass"]
    assert [material.get("alphaMode", "OPAQUE") for material in document["materials"]] == ["OPAQUE", "BLEND"]
    assert len(document["textures"]) == len(document["images"]) == 1
    assert document["samplers"] == [{"magFilter": 9729, "minFilter": 9987, "wrapS": 10497, "wrapT": 33071}]


def paged_glb() -> bytes:
    """Art on three pages, glass on the first and the last; a page has the colour of its number."""
    pages = [webp(colour=(60 * number, 0, 0)) for number in range(3)]
    return write_glb(
        meshes={Surface.MATTER: quads(5), Surface.ART: quads(2, seed=1), Surface.GLASS: quads(3, seed=2)},
        atlas=pages[0],
        shared_textures=SHARED,
        features=[GROUND, STORE],
        further_pages=[
            AtlasPage(picture=pages[1], meshes={Surface.ART: quads(4, seed=3), Surface.GLASS: Mesh.empty()}),
            AtlasPage(picture=pages[2], meshes={Surface.GLASS: quads(6, seed=4), Surface.ART: quads(7, seed=5)}),
        ],
    )


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


@settings(deadline=None, max_examples=10)
@given(seed=st.integers(0, 2**32))
def test_the_same_input_gives_the_same_bytes(seed: int) -> None:
    meshes = {surface: quads(30, seed=seed, features=2) for surface in Surface}
    other_way = dict(reversed(meshes.items()))
    assert glb_of(meshes, atlas=webp(), shared=SHARED) == glb_of(other_way, atlas=webp(), shared=SHARED)


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


def scene_folder(folder: Path) -> Path:
    (folder / "tiles").mkdir()
    (folder / "textures").mkdir()
    (folder / "textures" / f"{SHARED_NAME}.webp").write_bytes(webp())
    return folder / "tiles"


def test_the_khronos_validator_has_nothing_to_say(tmp_path: Path) -> None:
    tiles = scene_folder(tmp_path)
    every = {surface: quads(20, seed=number) for number, surface in enumerate(Surface)}
    cases = {
        "every surface": glb_of(every, atlas=webp(), shared=SHARED),
        "three pages": paged_glb(),
        "no picture": glb_of(every),
        "wide repeats": glb_of({Surface.MATTER: quads(9, uv_span=99)}, shared=SHARED),
        "shifted repeats": glb_of({Surface.MATTER: quads(9, uv_span=-3)}, shared=SHARED),
        "one triangle pair": glb_of({Surface.GLASS: quads(1)}, atlas=webp(16)),
        "32-bit indices": glb_of({Surface.MATTER: quads(17_000), Surface.ART: quads(3)}, atlas=webp()),
        "empty strings": write_glb(
            meshes={Surface.LEAF: quads(2)}, atlas=None, shared_textures={}, features=[GROUND] * 2
        ),
    }
    for name, glb in cases.items():
        (tiles / f"{name}.glb").write_bytes(glb)
    assert gltf_findings(sorted(tiles.glob("*.glb"))) == []


def test_the_judge_sees_what_is_wrong(tmp_path: Path) -> None:
    tiles = scene_folder(tmp_path)
    good = glb_of({Surface.MATTER: quads(5)}, shared=SHARED)
    broken = {
        "truncated": (good[:-8], "GLB_"),
        "not_a_glb": (b"hello", "UNREADABLE"),
        "wrong_bounds": (good.replace(b'"min":[0', b'"min":[1'), "ACCESSOR_MIN_MISMATCH"),
        "missing_picture": (good.replace(SHARED_NAME.encode(), b"f" * 20), "IO_ERROR"),
        "odd_address": (good.replace(b"../textures/", b"../textures."), "URI_GLB"),
        "odd_picture": (glb_of({Surface.ART: quads(2)}, atlas=webp(60)), "IMAGE_NPOT_DIMENSIONS"),
        "other_extension": (good.replace(b"KHR_materials_unlit", b"KHR_materials_unlut"), "UNSUPPORTED_EXTENSION"),
    }
    for name, (glb, code) in broken.items():
        (tiles / f"{name}.glb").write_bytes(glb)
        findings = gltf_findings([tiles / f"{name}.glb"])
        assert any(code in finding for finding in findings), (name, findings)


def test_a_vertex_costs_twenty_four_bytes() -> None:
    mesh = quads(500)
    primitive = ReadGlb.of(glb_of({Surface.ART: mesh}, atlas=webp())).document["meshes"][0]["primitives"][0]
    views = ReadGlb.of(glb_of({Surface.ART: mesh}, atlas=webp())).document["bufferViews"]
    assert len(primitive["attributes"]) == 5
    assert sum(view.get("byteStride", 0) for view in views) == 24


def test_bounds_and_box_of_a_mesh_are_its_extremes() -> None:
    mesh = quads(10)
    assert mesh.bounds.lowest == Point3(*mesh.positions.min(axis=0))
    assert mesh.bounds.highest == Point3(*mesh.positions.max(axis=0))
