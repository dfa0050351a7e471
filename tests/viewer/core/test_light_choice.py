"""A visitor chooses the light of the street: as it is there now, by day, by evening, or at night."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.domain.frames import LonLat
from viewer.core.light_choice import LightChoice, LightOfVisit, SeenLight, seen_light
from viewer.core.light_of_day import DAY, EVENING
from viewer.core.light_of_day import NIGHT as AT_NIGHT

KOREA = timezone(timedelta(hours=9))
UIWANG = LonLat(126.98, 37.38)
NOON = datetime(2024, 3, 20, 12, tzinfo=KOREA)
SUNDOWN = datetime(2024, 3, 20, 18, 40, tzinfo=KOREA)
SUNRISE = datetime(2024, 3, 20, 6, 35, tzinfo=KOREA)
DUSK = datetime(2024, 3, 20, 19, 11, tzinfo=KOREA)
NIGHT = datetime(2024, 3, 20, 22, tzinfo=KOREA)

instants = st.datetimes(datetime(2000, 1, 1), datetime(2050, 1, 1), timezones=st.just(UTC))


class Watch:
    """A clock that is set by hand."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def visit(choice: LightChoice, now: datetime) -> tuple[LightOfVisit, Watch]:
    watch = Watch(now)
    return LightOfVisit(choice, place=UIWANG, clock=watch), watch


def test_now_is_day_at_noon_evening_after_dusk_and_night_at_ten() -> None:
    assert seen_light(LightChoice.NOW, instant=NOON, place=UIWANG) == SeenLight()
    assert seen_light(LightChoice.NOW, instant=DUSK, place=UIWANG) == SeenLight(light=EVENING)
    assert seen_light(LightChoice.NOW, instant=NIGHT, place=UIWANG) == SeenLight(light=AT_NIGHT)


def test_at_sundown_it_is_half_evening_and_the_sky_glows_in_the_west_at_sunrise_in_the_east() -> None:
    down, up = (seen_light(LightChoice.NOW, instant=instant, place=UIWANG) for instant in (SUNDOWN, SUNRISE))
    assert down.light.evening == pytest.approx(0.5, abs=0.15)
    assert up.light.evening == pytest.approx(0.5, abs=0.15)
    assert down.glow_azimuth_degrees == pytest.approx(270.0, abs=2.0)
    assert up.glow_azimuth_degrees == pytest.approx(90.0, abs=2.0)


def test_it_is_the_sun_over_the_district_that_counts_not_the_visitors_clock() -> None:
    in_new_york = NIGHT.astimezone(timezone(timedelta(hours=-5)))
    assert seen_light(LightChoice.NOW, instant=in_new_york, place=UIWANG).light == AT_NIGHT
    assert seen_light(LightChoice.NOW, instant=NIGHT, place=LonLat(-74.0, 40.7)).light == DAY


@given(instants)
def test_day_evening_and_night_are_the_same_at_every_hour(instant: datetime) -> None:
    assert seen_light(LightChoice.DAY, instant=instant, place=UIWANG) == SeenLight()
    assert seen_light(LightChoice.EVENING, instant=instant, place=UIWANG).light == EVENING
    assert seen_light(LightChoice.NIGHT, instant=instant, place=UIWANG).light == AT_NIGHT


@given(instants)
def test_between_two_looks_at_the_sun_the_light_hardly_changes(instant: datetime) -> None:
    before, after = (
        seen_light(LightChoice.NOW, instant=instant + timedelta(minutes=m), place=UIWANG).light for m in (0, 1)
    )
    assert abs(after.evening - before.evening) <= 3 / 64
    assert abs(after.night - before.night) <= 5 / 64


def test_the_sun_is_looked_up_once_a_minute() -> None:
    light, watch = visit(LightChoice.NOW, SUNDOWN)
    first = light.seen()
    watch.now += timedelta(seconds=59)
    assert light.seen() is first
    watch.now += timedelta(seconds=1)
    assert light.seen().glow_azimuth_degrees > first.glow_azimuth_degrees


def test_a_clock_that_was_set_back_is_believed() -> None:
    light, watch = visit(LightChoice.NOW, NIGHT)
    watch.now = NOON
    assert light.seen().light == DAY


def test_a_walk_that_lasts_into_the_night_gets_dark_step_by_step() -> None:
    light, watch = visit(LightChoice.NOW, NOON)
    shown = []
    while watch.now < NIGHT:
        shown.append((light.seen().light.evening, light.seen().light.night))
        watch.now += timedelta(minutes=1)
    assert shown[0] == (0.0, 0.0)
    assert shown[-1] == (1.0, 1.0)
    assert shown == sorted(shown)
    assert len(set(shown)) > 50


def test_the_key_leads_from_now_over_day_evening_and_night_back_to_now() -> None:
    light, _ = visit(LightChoice.NOW, NOON)
    seen = []
    for _ in range(4):
        light.choose_next()
        seen.append((light.choice, light.seen().light))
    assert seen == [
        (LightChoice.DAY, DAY),
        (LightChoice.EVENING, EVENING),
        (LightChoice.NIGHT, AT_NIGHT),
        (LightChoice.NOW, DAY),
    ]


def test_a_light_that_was_chosen_stays_whatever_the_hour() -> None:
    light, watch = visit(LightChoice.EVENING, NIGHT)
    watch.now = NOON + timedelta(days=1)
    assert light.seen().light == EVENING
