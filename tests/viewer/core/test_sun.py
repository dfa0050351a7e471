"""The sun stands where almanacs say."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.domain.frames import LonLat
from viewer.core.sun import sun_position

KOREA = timezone(timedelta(hours=9))
SEOUL = LonLat(126.978, 37.5665)
GREENWICH = LonLat(0.0, 51.4779)
RISING_DEGREES = -0.833  # where almanacs let it rise: the upper edge, lifted by the air

instants = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
places = st.builds(LonLat, st.floats(-180.0, 180.0), st.floats(-90.0, 90.0))


def crossing(of: Callable[[datetime], float], between: tuple[datetime, datetime]) -> datetime:
    """When a function that changes its sign once does so, to a second."""
    low, high = between
    is_positive_before = of(low) > 0
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        low, high = (middle, high) if (of(middle) > 0) == is_positive_before else (low, middle)
    return low


def rises_and_sets(day: str, place: LonLat) -> tuple[datetime, datetime]:
    """Sunrise and sunset of a Korean day."""
    midnight = datetime.fromisoformat(day).replace(tzinfo=KOREA)
    noon, next_midnight = midnight + timedelta(hours=12.5), midnight + timedelta(hours=24)

    def over_the_edge(instant: datetime) -> float:
        return sun_position(instant, place).elevation_degrees - RISING_DEGREES

    return crossing(over_the_edge, (midnight, noon)), crossing(over_the_edge, (noon, next_midnight))


def noon_at(place: LonLat, day: str) -> datetime:
    """When the sun crosses the south, of a day around Greenwich's noon."""
    noon = datetime.fromisoformat(f"{day}T12:00+00:00")
    hour = timedelta(hours=1)
    return crossing(lambda instant: sun_position(instant, place).azimuth_degrees - 180.0, (noon - hour, noon + hour))


@pytest.mark.parametrize(
    ("day", "sunrise", "sunset"),
    [  # Korea Astronomy and Space Science Institute, Seoul
        ("2024-06-21", "05:11", "19:57"),
        ("2024-12-21", "07:43", "17:17"),
        ("2025-01-01", "07:47", "17:24"),
    ],
)
def test_the_sun_rises_and_sets_over_seoul_when_the_almanac_says(day: str, sunrise: str, sunset: str) -> None:
    for found, told in zip(rises_and_sets(day, SEOUL), (sunrise, sunset), strict=True):
        published = datetime.fromisoformat(f"{day}T{told}").replace(tzinfo=KOREA)
        assert abs(found - published) < timedelta(minutes=3)


def test_meeus_own_example_comes_out() -> None:
    """Example 25.a: 1992 October 13, declination -7.78507°; over the pole the elevation is the declination."""
    instant = datetime(1992, 10, 13, tzinfo=UTC) - timedelta(seconds=59)  # dynamical time ran 59 s ahead
    assert sun_position(instant, LonLat(0.0, 90.0)).elevation_degrees == pytest.approx(-7.78507, abs=0.001)


def test_the_example_of_the_solar_position_algorithm_comes_out() -> None:
    """NREL/TP-560-34302, appendix A.5, Golden in Colorado; e0 is the elevation without refraction."""
    instant = datetime(2003, 10, 17, 12, 30, 30, tzinfo=timezone(timedelta(hours=-7)))
    sun = sun_position(instant, LonLat(-105.1786, 39.742476))
    assert sun.azimuth_degrees == pytest.approx(194.34024, abs=0.01)
    assert sun.elevation_degrees == pytest.approx(39.872046, abs=0.01)


@pytest.mark.parametrize(
    ("day", "declination"), [("2024-03-20", 0.0), ("2024-06-20", 23.44), ("2024-09-22", 0.0), ("2024-12-21", -23.44)]
)
def test_noon_is_as_high_as_latitude_and_season_make_it(day: str, declination: float) -> None:
    noon = sun_position(noon_at(GREENWICH, day), GREENWICH)
    assert noon.elevation_degrees == pytest.approx(90.0 - GREENWICH.lat + declination, abs=0.3)


@pytest.mark.parametrize(("day", "clock"), [("2024-11-03", "11:43:35"), ("2024-02-11", "12:14:13")])
def test_noon_is_early_in_november_and_late_in_february(day: str, clock: str) -> None:
    """The extremes of the equation of time: +16 min 25 s and -14 min 13 s."""
    published = datetime.fromisoformat(f"{day}T{clock}+00:00")
    assert abs(noon_at(GREENWICH, day) - published) < timedelta(seconds=20)


def test_the_sun_crosses_the_equator_at_the_published_minute() -> None:
    """March equinox of 2024: 20 March, 03:06 UTC."""
    instant = datetime(2024, 3, 20, 3, 6, tzinfo=UTC)
    assert sun_position(instant, LonLat(0.0, 90.0)).elevation_degrees == pytest.approx(0.0, abs=0.005)


def test_it_is_in_the_east_in_the_morning_and_in_the_west_in_the_evening() -> None:
    morning, evening = (datetime(2024, 3, 20, hour, tzinfo=KOREA) for hour in (8, 17))
    assert 90.0 < sun_position(morning, SEOUL).azimuth_degrees < 135.0
    assert 225.0 < sun_position(evening, SEOUL).azimuth_degrees < 270.0


def test_an_instant_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        sun_position(datetime(2024, 3, 20, 12), SEOUL)


@given(instants, places)
def test_azimuth_and_elevation_stay_within_their_circles(instant: datetime, place: LonLat) -> None:
    sun = sun_position(instant, place)
    assert -90.0 <= sun.elevation_degrees <= 90.0
    assert 0.0 <= sun.azimuth_degrees < 360.0


@given(instants, places)
def test_under_ones_feet_the_sun_stands_as_deep_as_it_stands_high_here(instant: datetime, place: LonLat) -> None:
    """The day of one side of the earth is the night of the other."""
    here = sun_position(instant, place).elevation_degrees
    there = sun_position(instant, LonLat(place.lon + 180.0, -place.lat)).elevation_degrees
    assert here == pytest.approx(-there, abs=1e-5)


@given(instants, places)
def test_within_a_minute_the_sun_moves_less_than_a_third_of_a_degree(instant: datetime, place: LonLat) -> None:
    before, after = (sun_position(instant + timedelta(minutes=m), place).elevation_degrees for m in (0, 1))
    assert abs(after - before) < 0.3


@given(instants, places, st.integers(-12, 14))
def test_the_zone_a_clock_is_set_to_changes_nothing(instant: datetime, place: LonLat, hours: int) -> None:
    elsewhere = instant.astimezone(timezone(timedelta(hours=hours)))
    assert sun_position(elsewhere, place) == sun_position(instant, place)


@given(instants)
def test_half_a_year_later_the_south_has_the_norths_season(instant: datetime) -> None:
    north = sun_position(instant, LonLat(0.0, 90.0)).elevation_degrees
    south = sun_position(instant + timedelta(days=182.62), LonLat(0.0, -90.0)).elevation_degrees
    assert north == pytest.approx(south, abs=2.0)  # not nearer, because the orbit is an ellipse
