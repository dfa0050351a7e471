"""A white sheet lies just above its point and faces along its normal; triangles without area do not count."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from district_builder.cycles.triangle_soup import SHEET_GAP_METRES, SHEET_METRES, has_area, sheets
from district_builder.geometry.occluders import SURFACE_GAP_METRES

directions = (st.tuples(*[st.floats(-1, 1)] * 3).map(np.array).filter(lambda way: np.linalg.norm(way) > 0.1)).map(
    lambda way: way / np.linalg.norm(way)
)
places = st.tuples(*[st.floats(-100, 100)] * 3).map(np.array)


@given(places, directions)
def test_a_sheet_faces_along_the_normal_and_lies_above_its_point(point, normal):
    a, b, c = sheets(point[None], normal[None])[0]
    cross = np.cross(b - a, c - a)
    assert cross @ normal / np.linalg.norm(cross) > 1 - 1e-6
    np.testing.assert_allclose((a + b + c) / 3, point + normal * SHEET_GAP_METRES, atol=1e-9)


@given(places, directions)
def test_a_sheet_is_small_beside_its_gap(point, normal):
    corners = sheets(point[None], normal[None])[0]
    reach = np.linalg.norm(corners - corners.mean(axis=0), axis=1)
    np.testing.assert_allclose(reach, SHEET_METRES, rtol=1e-6)
    assert SHEET_METRES * 5 < SHEET_GAP_METRES


def test_both_meters_measure_as_far_off_the_surface():
    assert SHEET_GAP_METRES == SURFACE_GAP_METRES


def test_points_and_lines_have_no_area():
    point = np.zeros((3, 3))
    line = np.array([(0.0, 0, 0), (1, 1, 1), (2, 2, 2)])
    triangle = np.array([(0.0, 0, 0), (0.01, 0, 0), (0, 0.01, 0)])
    assert has_area(np.array([point, line, triangle])).tolist() == [False, False, True]
