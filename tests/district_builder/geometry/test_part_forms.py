"""Forms are scaled, turned and placed, and take their colour and light with them."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from district_builder.domain.frames import Point2
from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import Parts
from district_builder.geometry.raw_mesh import Form, RawMesh
from tests.district_builder.geometry.part_samples import BRICK, FLAG, POSTER, lengths, one, vectors
from tests.district_builder.triangles import facing


def placed(coat=POSTER, at=(0.0, 0.0, 0.0), **options) -> RawMesh:
    parts = Parts()
    parts.form(FLAG, coat, at, **options)
    return one(parts, coat.surface)


@given(at=vectors, scale=st.tuples(lengths, lengths, lengths), turn=st.floats(-7, 7))
def test_a_form_is_scaled_then_turned_then_placed(at, scale, turn):
    mesh = placed(at=at, scale=scale, turn_radians=turn)
    tip = np.array([scale[0] * np.cos(turn), scale[0] * np.sin(turn), scale[2]]) + at
    assert mesh.positions[2] == pytest.approx(tip, abs=1e-6)
    assert mesh.positions[0] == pytest.approx(at)


@given(
    tangents=arrays(float, (2, 3), elements=st.floats(-3, 3)),
    scale=st.tuples(lengths, lengths, lengths),
    turn=st.floats(-7, 7),
)
def test_a_forms_normals_stay_at_right_angles_to_a_stretched_surface(tangents, scale, turn):
    normal = np.cross(*tangents)
    assume(np.linalg.norm(normal) > 0.1)
    form = Form(
        positions=np.array([np.zeros(3), *tangents]),
        normals=np.tile(normal / np.linalg.norm(normal), (3, 1)),
        uvs=np.zeros((3, 2)),
        triangles=np.array([[0, 1, 2]]),
    )
    parts = Parts()
    parts.form(form, POSTER, (0, 0, 0), scale=scale, turn_radians=turn)
    mesh = one(parts, Surface.ART)
    surface = facing(mesh)[0] / np.linalg.norm(facing(mesh)[0])
    assert np.linalg.norm(mesh.normals, axis=1) == pytest.approx(np.ones(3))
    assert mesh.normals @ surface == pytest.approx(np.ones(3), abs=1e-6)


def test_a_forms_uvs_are_shares_of_its_patch():
    assert placed().uvs == pytest.approx(np.array([[0.2, 0.9], [0.6, 0.9], [0.6, 0.3]]))


def test_a_form_on_a_strip_takes_one_colour_from_the_strips_middle():
    uvs = placed(coat=BRICK).uvs
    assert (uvs[:, 1] == 0.375).all()


def test_with_a_probe_a_whole_form_takes_the_light_of_one_point_of_its_frame():
    parts = Parts()
    parts.stand_at(Point2(10, 0), Point2(10, 5), base_metres=1.0)
    parts.form(FLAG, POSTER, (3, 0, 0), probe=(2.0, -1.0, 0.5))
    assert one(parts, Surface.ART).probes == pytest.approx(np.tile([11.0, 2.0, 1.5], (3, 1)))


def test_without_a_probe_a_form_is_lit_where_its_vertices_are():
    mesh = placed(at=(5, 6, 7))
    assert (mesh.probes == mesh.positions).all()
