"""A texel speaks for the part of its wall that one sees."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.geometry.places_in_sight import bring_into_sight
from district_builder.geometry.texel_places import TexelPlaces, find_places
from district_builder.geometry.wall_charts import lay_charts
from district_builder.geometry.wall_faces import find_walls
from tests.district_builder.geometry.lit_points import OPEN, SKY, Solid, quad, scene_of, together
from tests.district_builder.geometry.wall_samples import Seen, walls

WALL = walls(((0, 4), (0, 3), 0.0))


def board(low: float, high: float, *, left: float = -1.0, right: float = 5.0, depth: float = 0.1) -> Solid:
    """A box on the wall without a back, between two heights."""
    y = -depth
    return together(
        quad((left, y, low), (right, y, low), (right, y, high), (left, y, high)),
        quad((left, y, high), (right, y, high), (right, 0, high), (left, 0, high)),
        quad((left, 0, low), (right, 0, low), (right, y, low), (left, y, low)),
        quad((left, 0, low), (left, y, low), (left, y, high), (left, 0, high)),
        quad((right, y, low), (right, 0, low), (right, 0, high), (right, y, high)),
    )


def moved(solid: Solid) -> tuple[TexelPlaces, TexelPlaces]:
    """The places before and after."""
    found = lay_charts(find_walls(WALL), texel_metres=0.25)
    assert found is not None
    kept, charts = found
    places = find_places(kept, charts)
    return places, bring_into_sight(places, kept, charts, scene_of(solid, SKY))


def test_with_nothing_in_the_way_nothing_moves():
    before, after = moved(OPEN)
    assert (before.places == after.places).all()


def test_a_strip_between_two_boards_is_spoken_for_though_no_middle_lies_in_it():
    before, after = moved(together(board(0.5, 1.41), board(1.6, 2.5)))
    is_in_strip = (after.places[:, 1] > 1.41) & (after.places[:, 1] < 1.6)
    assert not ((before.places[:, 1] > 1.41) & (before.places[:, 1] < 1.6)).any()
    assert is_in_strip.sum() == 2 * 16  # the row below and the row above


def test_what_is_open_stays_where_it_was_and_what_is_covered_all_over_too():
    before, after = moved(board(1.0, 2.1))
    shift = np.abs(after.places - before.places).max(axis=1)
    z = before.places[:, 1]
    assert (shift[(z < 0.99) | (z > 2.11)] == 0).all()
    assert (shift[(z > 1.2) & (z < 1.9)] == 0).all()
    assert shift[(z > 2.0) & (z < 2.1)] == pytest.approx(0.0875)  # a texel's third upwards


@settings(max_examples=30, deadline=None)
@given(st.floats(0.1, 2.5), st.floats(0.05, 1.5), st.floats(0.0, 2.0), st.floats(0.2, 2.0))
def test_no_place_leaves_its_texel_or_its_wall(low, height, left, width):
    before, after = moved(board(low, low + height, left=left, right=left + width))
    assert np.abs(after.places - before.places).max() <= 0.35 * 0.25 + 1e-9
    assert (after.places >= 0.0).all()
    assert (after.places <= (4.0, 3.0)).all()
    assert (after.texels == before.texels).all()


def test_a_strip_in_the_shade_of_a_board_does_not_shine():
    """A deep sign over the strip hides the sky; the wall above it is open. Filled from there, the strip was bright."""
    seen = Seen.of(WALL, together(board(0.5, 1.41), board(1.6, 2.5, depth=1.2)), daylight=SKY)
    in_strip = seen.shown(0, np.full(5, 0.5), np.full(5, 1.5 / 3))
    above = seen.shown(0, np.full(5, 0.5), np.full(5, 2.8 / 3))
    assert in_strip.max() < 0.75 * above.min()
