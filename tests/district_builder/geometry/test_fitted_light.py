"""Vertices show a surface as nearly as they can: its middle counts, not only its corners."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.geometry.daylight import Daylight
from district_builder.geometry.fitted_light import INSIDE, LEAST_SQUARE_METRES, fit, sample
from district_builder.geometry.measured_light import measure_light
from district_builder.geometry.raw_mesh import RawMesh, Shade
from district_builder.geometry.ray_meter import RayMeter
from tests.district_builder.geometry.lit_points import SKY, UP, points, quad, scene_of, together

SQUARE = [(0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (1.0, 1.0, 0.0), (0.0, 1.0, 0.0)]
TWO_TRIANGLES = np.array([[0, 1, 2], [0, 2, 3]])


def plate(side: float, *, shade: Shade = Shade.EACH_VERTEX) -> RawMesh:
    """A square in the ground's plane with a corner at the anchor."""
    raw = points(np.array(SQUARE) * side, UP, shade=shade)
    return replace(raw, triangles=TWO_TRIANGLES)


def test_every_large_triangle_is_asked_in_three_places_inside_it() -> None:
    samples = sample(plate(4.0))
    assert len(samples.probes) == 6
    assert samples.areas.sum() == pytest.approx(16.0)
    assert (samples.probes.points[:, :2] > 0).all()
    assert (samples.probes.points[:, :2] < 4).all()
    assert samples.probes.points[0] == pytest.approx(INSIDE[0] @ np.array(SQUARE)[[0, 1, 2]] * 4)


@pytest.mark.parametrize("shade", [Shade.MIDDLE, Shade.GLOWING])
def test_parts_of_one_light_are_not_asked(shade: Shade) -> None:
    assert len(sample(plate(4.0, shade=shade)).probes) == 0


def test_small_triangles_are_not_asked() -> None:
    side = (2 * LEAST_SQUARE_METRES) ** 0.5
    assert len(sample(plate(side * 0.99)).probes) == 0
    assert len(sample(plate(side * 1.01)).probes) == 6


@settings(max_examples=40)
@given(st.lists(st.floats(0.0, 2.0), min_size=3, max_size=3), st.floats(2.0, 30.0))
def test_light_that_changes_evenly_is_kept(slope: list[float], side: float) -> None:
    """What triangles can show exactly, they show exactly."""
    raw = plate(side)
    samples = sample(raw)

    def light(places: np.ndarray) -> np.ndarray:
        return (slope[0] + slope[1] * places[:, 0] / side + slope[2] * places[:, 1] / side)[:, None]

    assert fit(light(raw.positions), light(samples.probes.points), [samples]) == pytest.approx(
        light(raw.positions), abs=1e-9
    )


def test_one_dark_corner_does_not_darken_a_bright_wall() -> None:
    raw = plate(6.0)
    samples = sample(raw)
    fitted = fit(np.array([[0.0], [1.0], [1.0], [1.0]]), np.ones((6, 1)), [samples])
    shown = (fitted[samples.vertices, 0] * samples.weights).sum(axis=1)
    as_measured = (np.array([0.0, 1.0, 1.0, 1.0])[samples.vertices] * samples.weights).sum(axis=1)
    assert np.abs(shown - 1.0).max() < 0.1 * np.abs(as_measured - 1.0).max()


@settings(max_examples=40)
@given(st.lists(st.floats(0.0, 3.0), min_size=6, max_size=6), st.lists(st.floats(0.0, 3.0), min_size=4, max_size=4))
def test_it_is_never_farther_from_the_truth_than_the_corners_were_and_never_negative(
    inside: list[float], corners: list[float]
) -> None:
    raw = plate(5.0)
    samples = sample(raw)
    measured, asked = np.array(corners)[:, None], np.array(inside)[:, None]
    fitted = fit(measured, asked, [samples])
    assert (fitted >= 0.0).all()
    if (fitted > 0.0).all():  # a value held at nothing is no longer the best
        assert _off(fitted, asked, raw) <= _off(measured, asked, raw) + 1e-9


def _off(corners: np.ndarray, asked: np.ndarray, raw: RawMesh) -> float:
    samples = sample(raw)
    shown = (corners[samples.vertices, 0] * samples.weights).sum(axis=1)
    return float(((shown - asked[:, 0]) ** 2 * samples.areas).sum())


def test_samples_that_nobody_sees_say_nothing() -> None:
    """Half of a plate lies behind a board and is dark there; its vertices show the half that one sees."""
    samples = sample(plate(5.0))
    corners, inside = np.full((4, 1), 0.8), np.full((6, 1), 0.8)
    inside[:3] = 0.0
    darkened = fit(corners, inside, [samples])
    shown = fit(corners, inside, [samples], seen=inside[:, 0] > 0.0)
    assert darkened.min() < 0.5
    assert shown == pytest.approx(0.8)


def test_without_large_triangles_light_is_what_was_measured() -> None:
    corners = np.array([[0.3], [0.7]])
    assert fit(corners, np.zeros((0, 1)), []).tolist() == corners.tolist()


def test_a_floor_whose_corner_lies_under_a_box_shows_its_open_sky() -> None:
    """A box hides the sky over one corner of a large plate; most of the plate sees all of it."""
    box = together(
        quad((-0.4, -0.4, 0.3), (0.4, -0.4, 0.3), (0.4, 0.4, 0.3), (-0.4, 0.4, 0.3)),
        quad((0.4, -0.4, 0), (0.4, 0.4, 0), (0.4, 0.4, 0.3), (0.4, -0.4, 0.3)),
        quad((-0.4, 0.4, 0), (0.4, 0.4, 0), (0.4, 0.4, 0.3), (-0.4, 0.4, 0.3)),
    )
    (light,) = measure_light([plate(8.0)], scene_of(box, SKY), RayMeter())
    assert light.sky[0, 0] > 0.85
    assert light.sky[2, 0] == pytest.approx(light.sky[1:, 0].max(), abs=0.05)


def test_two_plates_that_meet_stay_of_one_light_where_they_meet() -> None:
    left, right = plate(4.0), plate(4.0)
    beside = right.positions + np.array([4.0, 0.0, 0.0])
    right = replace(right, positions=beside, probes=beside)
    wall = quad((-10, 6, 0), (2, 6, 0), (2, 6, 9), (-10, 6, 9))
    one, other = measure_light([left, right], scene_of(wall, Daylight()), RayMeter())
    assert one.sky[[1, 2]] == pytest.approx(other.sky[[0, 3]])
