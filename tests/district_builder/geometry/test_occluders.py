"""Rays: what they meet, what hides what."""

import numpy as np
import pytest

from district_builder.geometry.occluders import NEAR_METRES, NOTHING, RAYS_AT_ONCE, Occluders
from tests.district_builder.geometry.lit_points import OPEN, roof, together, wall_south


def test_a_ray_is_hidden_only_by_what_lies_ahead_and_near():
    occluders = Occluders(*roof(z=10.0))
    origins = np.zeros((3, 3))
    origins[2, 2] = 20.0
    directions = np.array([[0, 0, 1.0], [0, 0, -1.0], [0, 0, 1.0]])
    assert occluders.hide(origins, directions).tolist() == [True, False, False]
    assert occluders.hide(origins[:1], directions[:1], within_metres=9.0).tolist() == [False]


def test_without_anything_in_the_way_no_ray_is_hidden():
    assert Occluders(*OPEN).hide(np.zeros((4, 3)), np.ones((4, 3))).tolist() == [False] * 4
    assert Occluders(*roof()).hide(np.zeros((0, 3)), np.zeros((0, 3))).tolist() == []


def test_more_rays_than_one_batch_get_their_own_answers():
    count = RAYS_AT_ONCE + 3
    origins = np.zeros((count, 3))
    directions = np.zeros((count, 3))
    directions[:, 2] = np.where(np.arange(count) % 2, 1.0, -1.0)
    assert (Occluders(*roof(z=5.0)).hide(origins, directions) == (np.arange(count) % 2 == 1)).all()


def test_a_ray_meets_the_nearest_thing_ahead():
    both = Occluders(*together(roof(z=10.0), roof(z=4.0)))
    triangles, metres = both.meet(np.array([(1.0, 2.0, 0.0)] * 3), np.array([(0, 0, 1.0), (0, 0, -1.0), (1.0, 0, 0)]))
    assert triangles[0] in (2, 3)
    assert metres[0] == pytest.approx(4.0, abs=1e-4)
    assert triangles[1:].tolist() == [NOTHING, NOTHING]


def test_what_is_too_far_is_not_met():
    far = Occluders(*roof(z=NEAR_METRES + 1))
    assert far.meet(np.zeros((1, 3)), np.array([(0, 0, 1.0)]))[0].tolist() == [NOTHING]
    assert Occluders(*OPEN).meet(np.zeros((1, 3)), np.array([(0, 0, 1.0)]))[0].tolist() == [NOTHING]


def test_triangles_know_their_middles_and_the_way_they_look():
    wall = Occluders(*wall_south(8, distance=2.0))
    assert np.abs(wall.normals) == pytest.approx(np.tile([0.0, 1.0, 0.0], (2, 1)))
    assert wall.middles[:, 1] == pytest.approx([-2.0, -2.0])
    speck = Occluders(np.zeros((3, 3)), np.array([[0, 1, 2]]))
    assert speck.normals.tolist() == [[0, 0, 1]]
