"""The sky from day to evening."""

from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.sky_picture import (
    HORIZON_COLOUR,
    DaySky,
    draw_day_sky,
    draw_sky,
    horizon_colour,
    sky_by_evening,
)

SUN = (200, 45)
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
WEST, EAST, SOUTH = 0.75, 0.25, 0.5  # of the picture's width


@pytest.fixture(scope="module")
def day() -> DaySky:
    return draw_day_sky(sun_azimuth_degrees=SUN[0], sun_elevation_degrees=SUN[1])


def colour(
    day: DaySky, evening: float, *, towards: float, up_degrees: float, glow: float = 270.0
) -> npt.NDArray[np.float64]:
    """The sky's colour in a direction, sRGB of 255."""
    pixels = np.asarray(sky_by_evening(day, evening, glow_azimuth_degrees=glow), dtype=np.float64)
    rows, columns = pixels.shape[:2]
    colour: npt.NDArray[np.float64] = pixels[round((0.5 - up_degrees / 180.0) * rows), round(towards * columns)]
    return colour


@pytest.mark.parametrize(
    ("pixel", "colour"),
    [
        ((0, 0), (71, 128, 205)),
        ((300, 60), (71, 128, 206)),
        ((569, 128), (255, 247, 224)),
        ((640, 128), (101, 151, 212)),
        ((700, 230), (152, 189, 228)),
        ((512, 255), (202, 218, 229)),
        ((512, 264), (181, 190, 193)),
        ((40, 170), (109, 158, 218)),
        ((900, 400), (158, 161, 156)),
    ],
)
def test_by_day_the_sky_is_the_one_of_the_reference_pictures(
    day: DaySky, pixel: tuple[int, int], colour: tuple[int, int, int]
) -> None:
    """Zenith, blue, sun, its halo, haze, horizon, the edge of the ground, a cloud and the ground."""
    assert day.picture.size == (1024, 512)
    assert day.picture.getpixel(pixel) == pytest.approx(colour, abs=1)


def test_nothing_of_an_evening_is_left_in_the_day(day: DaySky) -> None:
    assert sky_by_evening(day, 0.0) is day.picture
    assert horizon_colour(0.0) == HORIZON_COLOUR


def test_by_evening_the_zenith_is_a_deep_blue_and_not_black(day: DaySky) -> None:
    red, green, blue = colour(day, 1.0, towards=SOUTH, up_degrees=80.0)
    assert blue > 1.5 * red
    assert blue > 1.3 * green
    assert 35 < blue < 110


def test_by_evening_the_horizon_is_paler_than_the_zenith_and_a_little_warm(day: DaySky) -> None:
    low, high = (colour(day, 1.0, towards=WEST, up_degrees=up) for up in (1.5, 70.0))
    assert low.sum() > 2.0 * high.sum()
    assert low[0] > low[2]


def test_at_sundown_there_is_a_warm_band_where_the_sun_goes_and_none_across_from_it(day: DaySky) -> None:
    west, east = (colour(day, 0.5, towards=towards, up_degrees=2.0) for towards in (WEST, EAST))
    assert west[0] - west[2] > 80
    assert abs(east[0] - east[2]) < 25


def test_at_sunrise_the_warm_band_is_in_the_east(day: DaySky) -> None:
    west, east = (colour(day, 0.5, towards=towards, up_degrees=2.0, glow=90.0) for towards in (WEST, EAST))
    assert east[0] - east[2] > 80
    assert abs(west[0] - west[2]) < 25


@pytest.mark.parametrize("evening", [0.5, 0.75, 1.0])
def test_from_sundown_on_the_suns_disc_has_gone(day: DaySky, evening: float) -> None:
    sun = colour(day, evening, towards=SUN[0] / 360, up_degrees=SUN[1])
    beside = colour(day, evening, towards=(SUN[0] - 12) / 360, up_degrees=SUN[1])
    assert sun == pytest.approx(beside, abs=3)


def test_the_later_the_darker_overhead_on_the_ground_and_in_the_haze(day: DaySky) -> None:
    for up_degrees in (70.0, 20.0, -40.0):
        sums = [colour(day, share, towards=SOUTH, up_degrees=up_degrees).sum() for share in SHARES]
        assert sums == sorted(sums, reverse=True)
    haze = [sum(horizon_colour(share)) for share in SHARES]
    assert haze == sorted(haze, reverse=True)


@pytest.mark.parametrize("evening", SHARES)
def test_the_haze_has_the_horizons_colour_away_from_the_glow(day: DaySky, evening: float) -> None:
    horizon = colour(day, evening, towards=EAST, up_degrees=0.2)
    assert horizon == pytest.approx([part * 255 for part in horizon_colour(evening)], abs=6)


def test_the_evening_comes_without_a_jump(day: DaySky) -> None:
    seen = [np.asarray(sky_by_evening(day, step / 16).resize((64, 32)), dtype=np.int16) for step in range(17)]
    assert max(int(np.abs(after - before).max()) for before, after in pairwise(seen)) < 40


@pytest.mark.parametrize("evening", SHARES)
def test_the_evening_skys_edges_meet(day: DaySky, evening: float) -> None:
    pixels = np.asarray(sky_by_evening(day, evening), dtype=np.int16)
    assert np.abs(pixels[:, 0] - pixels[:, -1]).max() <= 12


def test_the_evenings_picture_is_small_and_of_sides_that_every_card_takes(day: DaySky) -> None:
    assert sky_by_evening(day, 0.25).size == (512, 256)
    assert sky_by_evening(day, 1.0).size == (512, 256)


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_the_haze_is_always_a_colour(evening: float, night: float) -> None:
    assert all(0.0 <= part <= 1.0 for part in horizon_colour(evening, night=night))


def test_the_night_is_darker_everywhere_and_has_no_glow_in_the_west(day: DaySky) -> None:
    evening, night = (np.asarray(sky_by_evening(day, 1.0, night=share), dtype=np.int16) for share in (0.0, 1.0))
    assert (night < evening).all()
    assert night[:, 0] == pytest.approx(night[:, night.shape[1] // 2], abs=12)
    horizon = night[round(0.499 * len(night)), round(WEST * night.shape[1])]
    assert horizon == pytest.approx([part * 255 for part in horizon_colour(1.0, night=1.0)], abs=6)


def test_the_night_comes_without_a_jump(day: DaySky) -> None:
    seen = [np.asarray(sky_by_evening(day, 1.0, night=step / 16).resize((64, 32)), np.int16) for step in range(17)]
    assert max(int(np.abs(after - before).max()) for before, after in pairwise(seen)) < 12


def test_the_sky_of_one_evening_is_the_same_every_time(day: DaySky) -> None:
    one = sky_by_evening(day, 0.6).tobytes()
    assert one == draw_sky(sun_azimuth_degrees=SUN[0], sun_elevation_degrees=SUN[1], evening=0.6).tobytes()
