"""The evening and the night follow the sun's height."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.light_of_day import (
    DAY,
    EVENING,
    NIGHT,
    SUN_GONE_DEGREES,
    SUN_HIGH_DEGREES,
    LightOfDay,
    evening_at,
    night_at,
)

ELEVATIONS = st.floats(-90.0, 90.0)


def test_by_day_there_is_no_evening_and_nobody_is_closed() -> None:
    assert LightOfDay(evening=0.0, closed_stores=frozenset()) == DAY
    assert EVENING.evening == 1.0
    assert EVENING.night == DAY.night == 0.0
    assert LightOfDay(evening=1.0, night=1.0) == NIGHT


@pytest.mark.parametrize(("elevation", "evening"), [(90.0, 0.0), (6.0, 0.0), (0.0, 0.5), (-6.0, 1.0), (-90.0, 1.0)])
def test_it_is_day_under_a_high_sun_half_way_at_sunset_and_evening_after_twilight(
    elevation: float, evening: float
) -> None:
    assert evening_at(elevation) == evening


@pytest.mark.parametrize(("elevation", "night"), [(90.0, 0.0), (-6.0, 0.0), (-9.0, 0.5), (-12.0, 1.0), (-90.0, 1.0)])
def test_night_comes_after_the_evening_and_is_whole_when_the_sea_has_no_horizon(elevation: float, night: float) -> None:
    assert night_at(elevation) == night


@given(elevation=ELEVATIONS)
def test_there_is_no_night_before_the_evening_is_whole(elevation: float) -> None:
    assert night_at(elevation) == 0.0 or evening_at(elevation) == 1.0
    assert 0.0 <= night_at(elevation) <= 1.0
    assert (night_at(elevation) * 64).is_integer()


@given(one=ELEVATIONS, other=ELEVATIONS)
def test_a_lower_sun_never_makes_less_evening_or_night(one: float, other: float) -> None:
    assert evening_at(min(one, other)) >= evening_at(max(one, other))
    assert night_at(min(one, other)) >= night_at(max(one, other))


@given(elevation=ELEVATIONS)
def test_the_evening_comes_in_64_steps_so_that_a_street_is_not_recoloured_all_the_time(elevation: float) -> None:
    assert (evening_at(elevation) * 64).is_integer()
    assert 0.0 <= evening_at(elevation) <= 1.0


def test_the_evening_begins_and_ends_softly() -> None:
    tenth = (SUN_HIGH_DEGREES - SUN_GONE_DEGREES) / 10
    at_first = evening_at(SUN_HIGH_DEGREES - tenth)
    in_the_middle = evening_at(-tenth / 2) - evening_at(tenth / 2)
    assert at_first < in_the_middle / 3
