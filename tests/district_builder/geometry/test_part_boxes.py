"""Boxes have just the sides that were asked for, each facing outwards."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.geometry.parts import Parts, Side
from district_builder.geometry.raw_mesh import RawMesh
from tests.district_builder.geometry.part_samples import BRICK, ENDLESS, lengths, metres, one
from tests.district_builder.triangles import areas, facing, volume

corners = st.tuples(metres, metres, metres)
sizes = st.tuples(lengths, lengths, lengths)
OUTWARD = {
    Side.FRONT: (0, -1, 0),
    Side.BACK: (0, 1, 0),
    Side.LEFT: (-1, 0, 0),
    Side.RIGHT: (1, 0, 0),
    Side.TOP: (0, 0, 1),
    Side.BOTTOM: (0, 0, -1),
}


def box_of(low, size, sides, coat=ENDLESS) -> RawMesh:
    parts = Parts()
    parts.box(coat, tuple(low), tuple(np.add(low, size)), sides=sides)
    return one(parts)


@given(low=corners, size=sizes)
def test_a_whole_box_is_closed_and_its_faces_point_outwards(low, size):
    mesh = box_of(low, size, Side.ALL)
    moved = RawMesh(
        positions=mesh.positions - np.array(low),
        **{name: getattr(mesh, name) for name in RawMesh.__slots__ if name != "positions"},
    )
    assert volume(moved) == pytest.approx(np.prod(size), rel=1e-4)
    assert facing(mesh).sum(axis=0) == pytest.approx(np.zeros(3), abs=1e-4)


@pytest.mark.parametrize("side", list(OUTWARD))
@given(low=corners, size=sizes)
def test_each_side_of_a_box_is_where_its_name_says(side, low, size):
    mesh = box_of(low, size, side)
    outward = np.array(OUTWARD[side])
    assert mesh.normals == pytest.approx(np.broadcast_to(outward, mesh.normals.shape), abs=1e-9)
    axis = int(np.abs(outward).argmax())
    plane = low[axis] + (size[axis] if outward[axis] > 0 else 0.0)
    assert mesh.positions[:, axis] == pytest.approx(np.full(len(mesh.positions), plane), abs=1e-9)
    assert (facing(mesh) @ outward > 0).all()
    others = [k for k in range(3) if k != axis]
    assert areas(mesh).sum() == pytest.approx(size[others[0]] * size[others[1]], rel=1e-5)


@given(bits=st.integers(1, 63))
def test_a_box_has_just_the_sides_that_are_asked_for(bits):
    mesh = box_of((0, 0, 0), (1, 2, 3), Side(bits))
    seen = {side for side, outward in OUTWARD.items() if (mesh.normals @ outward > 0.9).any()}
    assert seen == {side for side in OUTWARD if Side(bits) & side}
    assert len(mesh.triangles) == 2 * bits.bit_count()


def test_the_named_sets_of_sides_are_what_a_builder_means():
    shelf = box_of((0, 0, 0), (1, 1, 1), Side.SHELF)
    assert not (shelf.normals[:, 2] < -0.5).any()
    assert not (shelf.normals[:, 1] > 0.5).any()
    board = box_of((0, 0, 0), (1, 1, 1), Side.BOARD)
    assert not (board.normals[:, 1] > 0.5).any()
    assert len(board.triangles) == 10


@given(height=st.floats(0.1, 12))
def test_a_high_box_is_cut_into_bands_of_its_coat(height):
    mesh = box_of((0, 0, 0), (1, 1, height), Side.FRONT, coat=BRICK)
    bands = np.ptp(mesh.positions.reshape(-1, 4, 3)[:, :, 2], axis=1)
    assert bands.max() <= BRICK.height_metres + 1e-6
    assert len(bands) <= height / BRICK.height_metres + 1
