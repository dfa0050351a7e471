"""What light shows: by day and after dark as the vertices carry it, at evening as clients add it up."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.domain.dusk import DUSK_RGB
from district_builder.geometry.light_meter import Light
from district_builder.geometry.shown_light import (
    shown_after_dark,
    shown_by_day,
    shown_in_the_evening,
    sky_share,
)
from district_builder.geometry.tone import encoded
from tests.tools.light_of_clients import relit
from viewer.core.srgb import srgb_from_linear

HALF, NONE = np.full((1, 3), 0.5), np.zeros((1, 3))
shares = st.floats(0, 1)
colours = st.tuples(shares, shares, shares).map(lambda rgb: np.array([rgb]))


def light(*, sun=NONE, sky=NONE, lamps=NONE, store=NONE) -> Light:
    return Light(sun=sun, sky=sky, lamps=lamps, store=store)


def test_a_tint_takes_its_part_of_sun_and_sky():
    assert shown_by_day(light(sun=HALF, sky=HALF / 2), HALF) == pytest.approx(0.375)


def test_after_dark_lamps_and_the_store_add_up_and_a_glow_comes_on_top():
    shown = shown_after_dark(light(lamps=HALF / 2, store=HALF / 2), HALF, np.full((1, 3), 0.1))
    assert shown == pytest.approx(0.35)


def test_what_is_brighter_than_white_is_bent_below_it():
    assert 0.9 < shown_by_day(light(sun=HALF * 6), HALF * 2).max() < 1.0


def test_the_skys_share_is_of_luminance_and_whole_where_nothing_shines():
    assert sky_share(light()) == pytest.approx(1.0)
    assert sky_share(light(sun=HALF, sky=HALF)) == pytest.approx(0.5)
    green, blue = np.array([[0.0, 1.0, 0.0]]), np.array([[0.0, 0.0, 1.0]])
    assert sky_share(light(sun=green, sky=blue)) == pytest.approx(0.0722 / (0.0722 + 0.7152))


@given(colours, shares, colours)
def test_evening_is_what_a_client_makes_of_the_same_bytes(day, share, dark):
    by_day, after_dark = np.round(day * 255) / 255, np.round(dark * 255) / 255
    sky = np.round(np.array([share]) * 255) / 255
    ours = encoded(shown_in_the_evening(by_day, sky, after_dark)) * 255
    theirs = relit(by_day[0], float(sky[0]), after_dark[0])
    assert ours[0] == pytest.approx(theirs, abs=1.0)


def test_dusk_is_blue_and_dark():
    assert max(DUSK_RGB) == DUSK_RGB[2] < 0.5


@given(st.floats(0, 1))
def test_builder_and_viewer_encode_alike(value):
    assert float(encoded(np.array(value))) == pytest.approx(
        float(srgb_from_linear(np.array(value, np.float32))), abs=1e-6
    )
