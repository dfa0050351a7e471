"""Panels cover their parallelograms, look where they should and bear their coats to scale."""

from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.district_builder.geometry.part_samples import BRICK, POSTER, counts, lengths, panel, vectors
from tests.district_builder.triangles import areas, facing, middles


@st.composite
def parallelograms(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    corner, right, up = (np.array(draw(vectors)) for _ in range(3))
    area = np.linalg.norm(np.cross(right, up))
    assume(area > 0.05 and area > 0.05 * np.linalg.norm(right) * np.linalg.norm(up))
    return corner, right, up


def within_parallelogram(points, corner, right, up):
    """Points as shares of `right` and `up`."""
    shares, *_ = np.linalg.lstsq(np.column_stack([right, up]), (points - corner).T, rcond=None)
    back = shares.T @ np.array([right, up]) + corner
    assert np.allclose(back, points, atol=1e-6)  # in the plane
    return shares.T


@given(shape=parallelograms(), columns=counts, rows=counts)
def test_a_panels_cells_cover_its_parallelogram_exactly(shape, columns, rows):
    corner, right, up = shape
    mesh = panel(corner, right, up, columns=columns, rows=rows)
    whole = np.linalg.norm(np.cross(right, up))
    assert len(mesh.triangles) == 2 * columns * rows
    assert areas(mesh) == pytest.approx(np.full(2 * columns * rows, whole / (2 * columns * rows)), rel=1e-6)
    shares = within_parallelogram(mesh.positions, corner, right, up)
    assert shares.min() >= -1e-6
    assert shares.max() <= 1 + 1e-6
    cells = {
        tuple(np.floor(share).astype(int))
        for share in within_parallelogram(middles(mesh), corner, right, up) * (columns, rows)
    }
    assert cells == set(product(range(columns), range(rows)))


@given(shape=parallelograms(), columns=counts, rows=counts)
def test_a_panel_is_seen_from_where_right_times_up_points(shape, columns, rows):
    corner, right, up = shape
    mesh = panel(corner, right, up, columns=columns, rows=rows)
    eye = np.cross(right, up) / np.linalg.norm(np.cross(right, up))
    turned = facing(mesh) / (2 * areas(mesh))[:, None]
    assert turned == pytest.approx(np.broadcast_to(eye, turned.shape), abs=1e-5)
    assert mesh.normals == pytest.approx(np.broadcast_to(eye, mesh.normals.shape), abs=1e-9)


def test_a_panel_without_an_area_has_no_nan_in_it():
    mesh = panel((0, 0, 0), (1, 0, 0), (2, 0, 0))
    assert np.isfinite(mesh.normals).all()
    assert np.isfinite(mesh.uvs).all()


@given(width=lengths, height=lengths, slide=st.floats(-20, 20), columns=counts, extra=st.integers(0, 3))
def test_a_strip_runs_along_a_panel_in_metres_and_stays_within_its_rows(width, height, slide, columns, extra):
    rows = int(np.ceil(height / BRICK.height_metres)) + extra
    mesh = panel((3, 4, 5), (width, 0, 0), (0, 0, height), slide=slide, columns=columns, rows=rows)
    along = mesh.positions[:, 0] - 3 + slide
    assert mesh.uvs[:, 0] * BRICK.width_metres == pytest.approx(along, abs=1e-6)
    assert mesh.uvs[:, 1].min() >= BRICK.top - 1e-12
    assert mesh.uvs[:, 1].max() == pytest.approx(BRICK.bottom)


@given(height=lengths, extra=st.integers(0, 3))
def test_a_strip_keeps_its_scale_upwards_and_starts_anew_in_every_row(height, extra):
    rows = int(np.ceil(height / BRICK.height_metres)) + extra
    mesh = panel((0, 0, 0), (1, 0, 0), (0, 0, height), rows=rows)
    quads = mesh.positions.reshape(-1, 4, 3)[:, :, 2], mesh.uvs.reshape(-1, 4, 2)[:, :, 1]
    for heights, vs in zip(*quads, strict=True):
        risen = heights - heights.min()
        metres_per_v = BRICK.height_metres / (BRICK.bottom - BRICK.top)
        assert (BRICK.bottom - vs) * metres_per_v == pytest.approx(risen, abs=1e-6)


@given(columns=counts, rows=counts)
def test_a_picture_maps_its_corners_to_the_panels_corners_however_it_is_cut(columns, rows):
    mesh = panel((1, 2, 3), (4, 0, 0), (0, 0, 2), coat=POSTER, columns=columns, rows=rows)
    across, upward = (mesh.positions[:, 0] - 1) / 4, (mesh.positions[:, 2] - 3) / 2
    assert mesh.uvs[:, 0] == pytest.approx(POSTER.left + across * (POSTER.right - POSTER.left))
    assert mesh.uvs[:, 1] == pytest.approx(POSTER.bottom + upward * (POSTER.top - POSTER.bottom))
