"""Which face each texel shows: all that a filter reads on a wall, each once, measured on the face itself."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.geometry.texel_places import EDGE_METRES, TexelPlaces, each_cell, find_places
from district_builder.geometry.wall_charts import Charts, lay_charts
from district_builder.geometry.wall_faces import WallFaces, find_walls
from tests.district_builder.geometry.wall_samples import walls


def placed(*spans) -> tuple[WallFaces, Charts, TexelPlaces]:
    found = lay_charts(find_walls(walls(*spans)), texel_metres=0.25)
    assert found is not None
    kept, charts = found
    return kept, charts, find_places(kept, charts)


def test_a_plain_wall_has_every_texel_of_its_chart_measured_in_its_middle():
    _, charts, places = placed(((0, 2), (0, 1), 0.0))
    assert len(places) == 8 * 4
    assert places.places == pytest.approx(charts.places(places.charts, places.texels))


def test_texels_of_a_hole_are_measured_at_its_edge_or_not_at_all():
    """A window of two metres between two piers: one texel beyond each pier's edge is read by filters."""
    kept, _, places = placed(((0, 1), (0, 1), 0.0), ((2, 3), (0, 1), 0.0))
    across = np.unique(places.places[:, 0])
    assert not ((across > 1.0) & (across < 2.0)).any()
    assert len(places) == 4 * (5 + 5)
    assert sorted(set(places.faces.tolist())) == [0, 1]
    assert (places.places >= kept.low[places.faces]).all()
    assert (places.places <= kept.high[places.faces]).all()


def test_a_texel_between_two_faces_shows_the_one_that_it_lies_in():
    _, _, places = placed(((0, 1.1), (0, 1), 0.0), ((1.1, 3), (0, 1), 0.0))
    row = places.texels[:, 1] == places.texels[0, 1]
    assert places.faces[row].tolist() == [0] * 4 + [1] * 8
    assert places.places[row][4, 0] == pytest.approx(1.1 + EDGE_METRES, abs=0.03)


@settings(max_examples=40, deadline=None)
@given(st.floats(0.2, 3.0), st.floats(0.3, 3.0), st.floats(0.0, 1.1), st.floats(0, 1), st.floats(0, 1))
def test_whatever_a_filter_reads_at_a_point_of_a_wall_has_a_place(width, height, gap, s, t):
    kept, charts, places = placed(((0, 2), (0, 2), 0.0), ((2 + gap, 2 + gap + width), (1, 1 + height), 0.0))
    known = {tuple(texel) for texel in places.texels.tolist()}
    for face in range(len(kept)):
        point = kept.low[face] + (s, t) * (kept.high[face] - kept.low[face])
        (at,) = charts.on_sheet(charts.of_face[[face]], point[None]) - 0.5
        left, top, columns, rows = charts.cells[charts.of_face[face]]
        for x in (np.floor(at[0]), np.ceil(at[0])):
            for y in (np.floor(at[1]), np.ceil(at[1])):
                held = (np.clip(x, left, left + columns - 1), np.clip(y, top, top + rows - 1))
                assert held in known or min(abs(at[0] - round(at[0])), abs(at[1] - round(at[1]))) < 1e-6


def test_no_texel_is_named_twice():
    _, _, places = placed(((0, 3), (0, 2), 0.0), ((0.5, 1.5), (0, 2), 0.0), ((3, 4.7), (0.3, 2), 0.0))
    assert len({tuple(texel) for texel in places.texels.tolist()}) == len(places)


def test_grids_are_counted_row_by_row():
    owners, cells = each_cell(np.array([(2, 1), (1, 2)]))
    assert owners.tolist() == [0, 0, 1, 1]
    assert cells.tolist() == [[0, 0], [1, 0], [0, 0], [0, 1]]
