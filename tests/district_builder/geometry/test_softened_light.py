"""Edges of lamplight are softened by a texel; the day, other owners and what is buried stay as they are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.geometry.light_meter import Light
from district_builder.geometry.softened_light import soften_after_dark
from district_builder.geometry.texel_places import find_places
from district_builder.geometry.wall_charts import lay_charts
from district_builder.geometry.wall_faces import find_walls
from tests.district_builder.geometry.wall_samples import walls

FOUND = lay_charts(find_walls(walls(((0, 3), (0, 2), 0.0), ((0, 3), (0, 2), 5.0))), texel_metres=0.25)
assert FOUND is not None
WALLS, CHARTS = FOUND
PLACES = find_places(WALLS, CHARTS)
NOBODY = np.zeros(len(PLACES), dtype=int)


def light(lamps: np.ndarray, *, sky: np.ndarray | None = None) -> Light:
    def three(values: np.ndarray) -> np.ndarray:
        return np.repeat(values[:, None], 3, axis=1)

    day = np.ones(len(lamps)) if sky is None else sky
    return Light(sun=three(0 * day), sky=three(day), lamps=three(lamps), store=three(2 * lamps))


def test_an_edge_becomes_three_steps():
    left = PLACES.places[:, 0] < 1.5
    soft = soften_after_dark(light(np.where(left, 1.0, 0.0)), PLACES, NOBODY, CHARTS)
    row = (PLACES.charts == 0) & (PLACES.texels[:, 1] == CHARTS.cells[0, 1] + 3)
    assert soft.lamps[row, 0].tolist() == [1.0] * 5 + [0.75, 0.25] + [0.0] * 5
    assert soft.store == pytest.approx(2 * soft.lamps)


def test_the_day_keeps_its_edges():
    given_light = light(np.ones(len(PLACES)), sky=np.random.default_rng(1).uniform(0.1, 1, len(PLACES)))
    soft = soften_after_dark(given_light, PLACES, NOBODY, CHARTS)
    assert (soft.sky == given_light.sky).all()
    assert (soft.sun == given_light.sun).all()


def test_one_wall_never_takes_from_another_nor_one_owner_from_the_next():
    by_chart = np.where(PLACES.charts == 0, 1.0, 0.0)
    assert soften_after_dark(light(by_chart), PLACES, NOBODY, CHARTS).lamps[:, 0].tolist() == by_chart.tolist()
    left = PLACES.places[:, 0] < 1.5
    owned = soften_after_dark(light(np.where(left, 1.0, 0.0)), PLACES, left.astype(int), CHARTS)
    assert owned.lamps[:, 0] == pytest.approx(np.where(left, 1.0, 0.0))


def test_what_is_buried_is_no_darkness():
    buried = PLACES.places[:, 0] < 1.0
    soft = soften_after_dark(light(np.where(buried, 0.0, 1.0), sky=np.where(buried, 0.0, 1.0)), PLACES, NOBODY, CHARTS)
    assert soft.lamps[~buried] == pytest.approx(1.0)


@given(st.lists(st.floats(0, 3), min_size=len(PLACES), max_size=len(PLACES)))
def test_no_light_is_added_and_none_lost_in_the_middle(values):
    soft = soften_after_dark(light(np.array(values)), PLACES, NOBODY, CHARTS)
    assert soft.lamps.max() <= max(values) + 1e-9
    assert soft.lamps.min() >= min(values) - 1e-9
