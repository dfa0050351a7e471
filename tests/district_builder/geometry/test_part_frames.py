"""What is recorded in a frame stands in the district as the frame does."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.domain.frames import Point2
from district_builder.geometry.parts import Parts, Side
from district_builder.geometry.raw_mesh import RawMesh
from tests.district_builder.geometry.part_samples import ENDLESS, one
from tests.district_builder.triangles import volume


@given(
    foot=st.tuples(st.floats(-2000, 2000), st.floats(-2000, 2000)),
    turn=st.floats(0, 2 * np.pi),
    far=st.floats(0.1, 50),
    base=st.floats(-5, 40),
)
def test_a_frame_is_rigid_and_stands_upright(foot, turn, far, base):
    def shape(parts: Parts) -> RawMesh:
        parts.box(ENDLESS, (1, 2, 3), (2, 4, 6), sides=Side.ALL)
        return one(parts)

    plain = shape(Parts())
    standing = Parts()
    towards = Point2(foot[0] + far * np.cos(turn), foot[1] + far * np.sin(turn))
    standing.stand_at(Point2(*foot), towards, base_metres=base)
    moved = shape(standing)
    cosine, sine = np.cos(turn), np.sin(turn)
    rotation = np.array([[cosine, -sine, 0], [sine, cosine, 0], [0, 0, 1]])
    assert moved.positions == pytest.approx(plain.positions @ rotation.T + (*foot, base), abs=1e-5)
    assert moved.normals == pytest.approx(plain.normals @ rotation.T, abs=1e-6)
    assert volume(moved) == pytest.approx(volume(plain), abs=1e-2)
    assert (moved.triangles == plain.triangles).all()


def test_in_a_frame_the_building_lies_to_the_left_of_the_wall_seen_from_above():
    """From the pavement the wall runs to the right and the house stands behind it: y is left of x."""
    parts = Parts()
    parts.stand_at(Point2(10, 10), Point2(20, 10))
    parts.panel(ENDLESS, (0, 5, 0), (1, 0, 0), (0, 0, 1))
    assert (one(parts).positions[:, 1] == 15).all()


def test_what_is_recorded_later_in_the_district_stands_in_the_district():
    parts = Parts()
    parts.stand_at(Point2(100, 100), Point2(100, 200), base_metres=7)
    parts.panel(ENDLESS, (0, 0, 0), (1, 0, 0), (0, 0, 1))
    parts.stand_in_district()
    parts.panel(ENDLESS, (0, 0, 0), (1, 0, 0), (0, 0, 1))
    first, second = one(parts).positions.reshape(2, 4, 3)
    assert first[0] == pytest.approx([100, 100, 7])
    assert second[0].tolist() == [0, 0, 0]
