"""Which faces of a mesh are walls, and where a point of one lies."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.domain.frames import Point2
from district_builder.geometry.parts import Parts
from district_builder.geometry.raw_mesh import RawMesh, Shade, join_raw
from district_builder.geometry.wall_faces import find_walls
from tests.district_builder.geometry.part_samples import BRICK, FLAG, lengths, metres, one, panel
from tests.district_builder.geometry.wall_samples import EAST, NORTH, walls

UPRIGHT = ((0, 0, 0), (4, 0, 0), (0, 0, 3))


def wall_panel(corner=(0, 0, 0), right=(4, 0, 0), up=(0, 0, 3), **options) -> RawMesh:
    return panel(corner, right, up, **({"shade": Shade.EACH_VERTEX} | options))


def test_an_upright_rectangle_that_is_lit_at_each_vertex_is_a_wall():
    found = find_walls(wall_panel())
    assert found.vertices.tolist() == [[0, 1, 2, 3]]
    assert (found.low.tolist(), found.high.tolist()) == ([[0, 0]], [[4, 3]])
    assert found.normals.tolist() == [[0, -1]]


@pytest.mark.parametrize(
    "other",
    [
        panel(*UPRIGHT, shade=Shade.MIDDLE),
        panel(*UPRIGHT, shade=Shade.GLOWING),
        wall_panel(up=(0, 3, 0)),
        wall_panel(up=(0, 1, 3)),
        wall_panel(up=(1, 0, 3)),
        wall_panel(right=(4, 0, 1)),
        wall_panel(glow=(0.1, 0.1, 0.1)),
    ],
    ids=["small part", "own light", "floor", "sloping", "leaning parallelogram", "rising", "lit board"],
)
def test_nothing_else_is(other: RawMesh):
    assert len(find_walls(other)) == 0


def test_forms_and_triangles_that_share_corners_are_no_walls():
    parts = Parts()
    parts.form(FLAG, BRICK, (0, 0, 0), shade=Shade.EACH_VERTEX)
    assert len(find_walls(one(parts))) == 0
    fan = wall_panel()
    more = np.concatenate([fan.triangles, [[0, 1, 3]]])
    shared = RawMesh(**{name: getattr(fan, name) for name in RawMesh.__slots__ if name != "triangles"}, triangles=more)
    assert len(find_walls(shared)) == 0


def test_walls_are_found_among_other_parts_in_the_meshs_order():
    mesh = join_raw([wall_panel(up=(0, 3, 0)), wall_panel(), panel(*UPRIGHT), wall_panel(corner=(9, 0, 0))])
    assert find_walls(mesh).vertices[:, 0].tolist() == [4, 12]


@given(metres, metres, metres, lengths, lengths, st.floats(0, 2 * np.pi))
def test_a_point_of_the_plane_is_where_the_corner_is(x, y, z, width, height, turn):
    parts = Parts()
    parts.stand_at(Point2(x, y), Point2(x + np.cos(turn), y + np.sin(turn)))
    parts.wall(BRICK._replace(height_metres=100.0), (0, width), (z, z + height), step_metres=100.0)
    mesh = one(parts)
    found = find_walls(mesh)
    assert len(found) == 1
    corners = np.stack([found.along[0], found.up[0]], axis=1)
    points = found.points(np.zeros(4, dtype=int), corners)
    assert points == pytest.approx(mesh.positions, abs=0.01)  # normals are rounded


def test_to_the_right_is_along_for_walls_that_look_any_way():
    for towards in (EAST, NORTH, Point2(-1.0, 0.0), Point2(0.6, -0.8)):
        found = find_walls(walls(((2, 5), (0, 3), 0.0), towards=towards))
        assert found.low[0, 0] == pytest.approx(2, abs=1e-3)
        assert found.high[0, 0] == pytest.approx(5, abs=1e-3)


@given(st.floats(0, 1), st.floats(0, 1))
def test_corner_weights_are_those_of_the_triangle_that_is_drawn(s, t):
    found = find_walls(walls(((0, 4), (0, 2), 0.0)))
    (weights,) = found.corner_weights(np.array([0]), np.array([[4 * s, 2 * t]]))
    assert weights.sum() == pytest.approx(1)
    assert (weights >= -1e-12).all()
    assert weights[3 if s >= t else 1] == pytest.approx(0)
    corners = np.array([(0, 0), (4, 0), (4, 2), (0, 2)])
    assert weights @ corners == pytest.approx([4 * s, 2 * t], abs=1e-9)


def test_a_mesh_without_triangles_has_no_walls():
    empty = wall_panel()
    none = {name: getattr(empty, name)[:0] for name in RawMesh.__slots__}
    assert len(find_walls(RawMesh(**none))) == 0
