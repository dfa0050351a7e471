"""Where the triangles of a GLB lie, read back by our own reader and by trimesh."""

import io

import numpy as np
import pytest
import trimesh
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.domain.frames import Point3
from district_builder.formats.quantise import written_box
from district_builder.geometry.mesh import Mesh, Surface
from tests.district_builder.formats.glb_samples import quads
from tests.district_builder.formats.written_glbs import SHARED, glb_of
from tests.tools.glb_reader import ReadGlb, ReadPrimitive


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


def test_bounds_and_box_of_a_mesh_are_its_extremes() -> None:
    mesh = quads(10)
    assert mesh.bounds.lowest == Point3(*mesh.positions.min(axis=0))
    assert mesh.bounds.highest == Point3(*mesh.positions.max(axis=0))
