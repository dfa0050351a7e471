"""A lamp lights what it looks at: by the cosine at both ends, the distance squared, and nothing behind a wall."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.geometry import lamplight
from district_builder.geometry.lamplight import FAINTEST, NEAREST_METRES, Patches, shine
from district_builder.geometry.occluders import Occluders

OPEN = Occluders(np.zeros((0, 3)), np.zeros((0, 3), dtype=int))
UP, DOWN = (0.0, 0.0, 1.0), (0.0, 0.0, -1.0)


def patches(*rows: tuple[tuple[float, float, float], float]) -> Patches:
    """White patches that shine downwards: where, and how much."""
    return Patches(
        middles=np.array([place for place, _ in rows], dtype=float),
        normals=np.array([DOWN for _ in rows]),
        fluxes=np.array([(flux, flux, flux) for _, flux in rows]),
    )


def on_ground(*places: tuple[float, float]) -> tuple[np.ndarray, np.ndarray]:
    points = np.array([(x, y, 0.0) for x, y in places])
    return points, np.broadcast_to(np.array(UP), points.shape)


def shelf(z: float) -> Occluders:
    corners = np.array([(-1, -1, z), (1, -1, z), (1, 1, z), (-1, 1, z)], dtype=float)
    return Occluders(corners, np.array([[0, 1, 2], [0, 2, 3]]))


def test_without_lights_everything_is_dark():
    assert shine(*on_ground((0, 0), (5, 5)), Patches.none(), OPEN).tolist() == [[0, 0, 0], [0, 0, 0]]


def test_right_below_a_lamp_the_light_is_its_flux_over_pi_and_the_square_of_the_height():
    lit = shine(*on_ground((0, 0)), patches(((0, 0, 4.02), 8.0)), OPEN)
    assert lit[0] == pytest.approx(8.0 / np.pi / 4.0**2, rel=1e-3)


def test_beside_a_lamp_the_cosine_counts_at_both_ends():
    """At 45 degrees: half the height's light from the distance, and a factor of one half from each cosine's root."""
    lit = shine(*on_ground((0, 0), (4.0, 0)), patches(((0, 0, 4.02), 8.0)), OPEN)
    assert lit[1, 0] / lit[0, 0] == pytest.approx(1 / 4, rel=1e-2)


def test_what_a_lamp_does_not_look_at_gets_none_of_it():
    points, up = on_ground((0, 0))
    lamp = patches(((0, 0, 4.0), 8.0))
    assert shine(np.add(points, (0, 0, 6)), up, lamp, OPEN).max() == 0  # above it
    assert shine(points, -up, lamp, OPEN).max() == 0  # turned away


def test_a_shelf_between_lamp_and_ground_throws_a_shadow():
    lamp = patches(((0, 0, 4.0), 8.0))
    lit = shine(*on_ground((0, 0), (3.5, 0)), lamp, shelf(2.0))
    assert lit[0].max() == 0
    assert lit[1].min() > 0


def test_what_stands_behind_the_lamp_throws_none():
    lamp = patches(((0, 0, 4.0), 8.0))
    assert shine(*on_ground((0, 0)), lamp, shelf(5.0)).min() > 0


def test_touching_a_patch_does_not_dazzle():
    lit = shine(*on_ground((0, 0)), patches(((0, 0, 0.03), 1.0)), OPEN)
    assert lit.max() <= 1.0 / np.pi / NEAREST_METRES**2 + 1e-9


@given(st.lists(st.tuples(st.floats(-30, 30), st.floats(-30, 30)), min_size=1, max_size=8))
def test_two_lamps_give_the_sum_of_each(places):
    ground = on_ground(*places)
    one, other = ((0, 0, 5.0), 9.0), ((3, 2, 4.0), 5.0)
    both = shine(*ground, patches(one, other), OPEN)
    alone = shine(*ground, patches(one), OPEN) + shine(*ground, patches(other), OPEN)
    assert both == pytest.approx(alone, abs=1e-12)


@given(st.floats(0, 60), st.floats(0.1, 60))
def test_light_falls_with_distance_and_never_below_what_can_be_seen(near, farther):
    lit = shine(*on_ground((near, 0), (near + farther, 0)), patches(((0, 0, 5.0), 9.0)), OPEN)[:, 0]
    assert lit[0] >= lit[1]
    assert all(value == 0 or value > FAINTEST for value in lit)


def test_many_points_and_lamps_are_lit_as_each_by_itself(monkeypatch: pytest.MonkeyPatch):
    luck = np.random.default_rng(3)
    points, up = on_ground(*luck.uniform(-3.0, 3.0, (40, 2)).tolist())
    lamps = [((x, y, z), 8.0) for x, y, z in luck.uniform((-3.0, -3.0, 2.5), (3.0, 3.0, 5.0), (11, 3)).tolist()]
    together = shine(points, up, patches(*lamps), shelf(2.0))
    alone = np.sum([shine(points, up, patches(lamp), shelf(2.0)) for lamp in lamps], axis=0)
    assert together == pytest.approx(alone)
    monkeypatch.setattr(lamplight, "PAIRS_AT_ONCE", 100)
    assert shine(points, up, patches(*lamps), shelf(2.0)) == pytest.approx(alone)
