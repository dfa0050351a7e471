"""Walls fill their rectangles in bands and columns, and continue one pattern."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.geometry.parts import Parts
from tests.district_builder.geometry.part_samples import BRICK, lengths, metres, one
from tests.district_builder.triangles import areas, facing, recorded, spans


@given(left=metres, width=lengths, low=st.floats(-5, 20), height=lengths, step=st.floats(0.5, 5))
def test_a_wall_faces_the_pavement_and_fills_its_rectangle(left, width, low, height, step):
    parts = Parts()
    parts.wall(BRICK, (left, left + width), (low, low + height), y=0.3, step_metres=step)
    mesh = one(parts)
    assert areas(mesh).sum() == pytest.approx(width * height, rel=1e-6)
    assert (facing(mesh)[:, 1] < 0).all()
    lowest, highest = spans(mesh)
    assert lowest == pytest.approx((left, 0.3, low))
    assert highest == pytest.approx((left + width, 0.3, low + height))


@given(width=lengths, height=lengths, step=st.floats(0.5, 5))
def test_a_walls_bands_are_no_higher_than_the_strip_and_its_columns_about_a_step(width, height, step):
    parts = Parts()
    parts.wall(BRICK, (0, width), (0, height), step_metres=step)
    quads = one(parts).positions.reshape(-1, 4, 3)
    bands = np.ptp(quads[:, :, 2], axis=1)
    columns = np.ptp(quads[:, :, 0], axis=1)
    assert (bands <= BRICK.height_metres + 1e-6).all()
    assert (columns <= max(step * 1.5 + 1e-6, width if width < step else 0)).all()


@given(split=st.floats(0.5, 9.5))
def test_two_walls_side_by_side_continue_one_pattern(split):
    parts = Parts()
    parts.wall(BRICK, (0, split), (0, 1))
    parts.wall(BRICK, (split, 10), (0, 1))
    mesh = one(parts)
    assert mesh.uvs[:, 0] * BRICK.width_metres == pytest.approx(mesh.positions[:, 0], abs=1e-9)


@pytest.mark.parametrize(("x", "z"), [((1, 1), (0, 3)), ((2, 1), (0, 3)), ((0, 3), (2, 2)), ((0, 3), (2, 1))])
def test_a_wall_without_width_or_height_is_not_there(x, z):
    parts = Parts()
    parts.wall(BRICK, x, z)
    assert recorded(parts) == {}
