"""What a filter may mix in beside a wall is the wall's own; between charts the map changes nothing."""

import numpy as np
import pytest

from district_builder.geometry.spread_texels import spread
from district_builder.geometry.texel_places import NO_FACE, chart_numbers, find_places
from district_builder.geometry.wall_charts import lay_charts
from district_builder.geometry.wall_faces import find_walls
from tests.district_builder.geometry.wall_samples import walls


def laid(*spans):
    found = lay_charts(find_walls(walls(*spans)), texel_metres=0.25)
    assert found is not None
    kept, charts = found
    return charts, find_places(kept, charts)


def test_each_chart_and_its_frame_are_filled_from_its_own_walls():
    charts, places = laid(((0, 2), (0, 2), 0.0), ((0, 3), (0, 2), 5.0))
    layer = spread(np.where(places.charts == 0, 0.5, 1.5), places, charts)
    numbers = chart_numbers(charts)
    assert set(layer[numbers == 0].tolist()) == {0.5}
    assert set(layer[numbers == 1].tolist()) == {1.5}
    assert set(layer[numbers == NO_FACE].tolist()) == {1.0}


def test_what_says_nothing_takes_what_is_beside_it():
    charts, places = laid(((0, 2), (0, 2), 0.0))
    factors = np.full(len(places), 0.7)
    factors[::3] = np.nan
    x, y, width, height = charts.cells[0]
    assert spread(factors, places, charts)[y : y + height, x : x + width] == pytest.approx(0.7)


def test_a_hole_is_filled_from_both_sides_and_never_beyond_them():
    charts, places = laid(((0, 1), (0, 1), 0.0), ((2, 3), (0, 1), 0.0))
    layer = spread(np.where(places.faces == 0, 0.4, 1.2), places, charts)
    x, y, _, height = charts.cells[0]
    hole = layer[y : y + height, x + 4 : x + 8]
    assert ((hole >= 0.4 - 1e-9) & (hole <= 1.2 + 1e-9)).all()
    assert (np.diff(hole, axis=1) >= -1e-9).all()


def test_a_chart_that_says_nothing_at_all_changes_nothing():
    charts, places = laid(((0, 2), (0, 2), 0.0))
    assert (spread(np.full(len(places), np.nan), places, charts) == 1.0).all()
