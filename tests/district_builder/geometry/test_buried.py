"""A vertex inside a wall takes the light of those beside it; where light falls nothing changes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.geometry.buried import DARKEST, are_buried, brightest, uncover
from district_builder.geometry.daylight import Daylight
from district_builder.geometry.light_meter import Light
from district_builder.geometry.measured_light import measure_light
from district_builder.geometry.ray_meter import RayMeter
from tests.district_builder.geometry.lit_points import SOUTH, points, quad, scene_of, together

TRIANGLES = np.array([[0, 1, 2], [1, 2, 3], [4, 5, 6]])


def column(*values: float) -> np.ndarray:
    return np.array(values)[:, None]


def test_a_buried_vertex_takes_the_mean_of_its_mates() -> None:
    light = column(0.0, 0.4, 0.8, 0.5, 1.0, 1.0, 1.0)
    assert uncover(light, light[:, 0], TRIANGLES)[:, 0].tolist() == pytest.approx([0.6, 0.4, 0.8, 0.5, 1, 1, 1])


def test_light_comes_round_a_corner_but_not_out_of_nothing() -> None:
    """0 has only buried mates at first; 4, 5 and 6 have none that see light."""
    light = column(0.0, 0.0, 0.0, 0.5, 0.0, 0.0, 0.0)
    assert uncover(light, light[:, 0], TRIANGLES)[:, 0].tolist() == pytest.approx([0.5, 0.5, 0.5, 0.5, 0, 0, 0])


@settings(max_examples=50)
@given(st.lists(st.floats(DARKEST, 2.0), min_size=7, max_size=7))
def test_where_light_falls_nothing_changes(values: list[float]) -> None:
    light = column(*values)
    assert uncover(light, light[:, 0], TRIANGLES).tolist() == light.tolist()


def test_what_no_light_reaches_by_day_is_buried_whatever_lamps_do() -> None:
    none, some = np.zeros((3, 3)), np.array([(0, 0, 0), (0, 0.5, 0), (0, 0, DARKEST / 2)])
    by_sun, by_sky = (
        Light(sun=some, sky=none, lamps=none + 1, store=none),
        Light(sun=none, sky=some, lamps=none + 1, store=none),
    )
    assert are_buried(by_sun).tolist() == are_buried(by_sky).tolist() == [True, False, True]
    assert brightest(by_sky).tolist() == [0.0, 0.5, DARKEST / 2]


def test_channels_go_together() -> None:
    light = np.array([[0.0, 0.0, 0.9], [0.2, 0.1, 0.3], [0.4, 0.3, 0.5]])
    by_day = np.array([0.0, 0.2, 0.4])  # the third channel is a lamp's: it does not make a vertex seen
    assert uncover(light, by_day, np.array([[0, 1, 2]]))[0].tolist() == pytest.approx([0.3, 0.2, 0.4])


def test_a_post_whose_foot_stands_in_the_ground_is_not_black_above_it() -> None:
    """A panel from 20 cm below the paving to 1 m above: its lower corners lie inside a closed box of ground."""
    box = together(
        quad((-9, -9, 0), (9, -9, 0), (9, 9, 0), (-9, 9, 0)),
        quad((-9, 9, -1), (9, 9, -1), (9, -9, -1), (-9, -9, -1)),
        *(
            quad(a, b, (*b[:2], 0), (*a[:2], 0))
            for a, b in (
                ((-9, -9, -1), (9, -9, -1)),
                ((9, -9, -1), (9, 9, -1)),
                ((9, 9, -1), (-9, 9, -1)),
                ((-9, 9, -1), (-9, -9, -1)),
            )
        ),
    )
    panel = points([(0, 0, -0.2), (0.2, 0, -0.2), (0.2, 0, 1.0)], SOUTH)
    raw = type(panel)(
        **{name: getattr(panel, name) for name in panel.__slots__ if name != "triangles"},
        triangles=np.array([[0, 1, 2]]),
    )
    (light,) = measure_light([raw], scene_of(box, Daylight(), colour=(0.4, 0.4, 0.4)), RayMeter())
    assert light.sky[2].max() > 0.2
    assert light.sky[:2] == pytest.approx(light.sky[[2, 2]])
