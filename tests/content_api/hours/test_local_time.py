"""Local minutes and instants, where clocks are put forward and back too."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_api.hours.local_time import SEOUL, epoch_minute, instant_of, is_plain, local_day, midnight, minute_on

NEW_YORK = ZoneInfo("America/New_York")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")  # puts its clock forward by half an hour
BEIRUT = ZoneInfo("Asia/Beirut")  # and this one at midnight


def shown(day: date, minute: int, zone: ZoneInfo) -> str:
    return instant_of(minute_on(day, minute, zone), zone).isoformat(timespec="minutes")


@pytest.mark.parametrize(
    ("zone", "day", "minute", "instant"),
    [
        (SEOUL, date(2026, 11, 10), 660, "2026-11-10T11:00+09:00"),
        (SEOUL, date(2026, 11, 10), 1560, "2026-11-11T02:00+09:00"),
        (NEW_YORK, date(2026, 3, 8), 90, "2026-03-08T01:30-05:00"),
        (NEW_YORK, date(2026, 3, 8), 150, "2026-03-08T03:00-04:00"),
        (NEW_YORK, date(2026, 3, 7), 1440 + 150, "2026-03-08T03:00-04:00"),
        (NEW_YORK, date(2026, 3, 8), 180, "2026-03-08T03:00-04:00"),
        (NEW_YORK, date(2026, 11, 1), 90, "2026-11-01T01:30-04:00"),
        (NEW_YORK, date(2026, 11, 1), 120, "2026-11-01T02:00-05:00"),
        (LORD_HOWE, date(2026, 10, 4), 135, "2026-10-04T02:30+11:00"),
        (BEIRUT, date(2026, 3, 29), 0, "2026-03-29T01:00+03:00"),
    ],
)
def test_a_minute_of_a_day_is_an_instant(zone: ZoneInfo, day: date, minute: int, instant: str) -> None:
    assert shown(day, minute, zone) == instant


@pytest.mark.parametrize(("zone", "day"), [(NEW_YORK, date(2026, 3, 8)), (NEW_YORK, date(2026, 11, 1))])
def test_days_on_which_clocks_change_are_not_plain(zone: ZoneInfo, day: date) -> None:
    assert not is_plain(day, zone)
    assert not is_plain(day - timedelta(2), zone)
    assert is_plain(day + timedelta(7), zone)


@given(st.dates(date(2000, 1, 1), date(2199, 12, 20)), st.integers(0, 2880))
def test_on_plain_days_minutes_count_on(day: date, minute: int) -> None:
    assert is_plain(day, SEOUL)
    assert minute_on(day, minute, SEOUL) == midnight(day, SEOUL) + minute
    assert local_day(midnight(day, SEOUL), SEOUL) == day


@given(
    st.sampled_from([NEW_YORK, LORD_HOWE, BEIRUT]), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 2879)
)
def test_later_on_the_clock_is_never_earlier_in_time(zone: ZoneInfo, day: date, minute: int) -> None:
    assert minute_on(day, minute, zone) <= minute_on(day, minute + 1, zone)


def test_an_instant_lies_in_its_minute_whatever_its_offset() -> None:
    at = datetime(2026, 11, 10, 2, 0, 59, 999_999, tzinfo=UTC)
    elsewhere = at.astimezone(timezone(timedelta(hours=-10)))
    assert epoch_minute(at) == epoch_minute(elsewhere) == epoch_minute(at.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("instant", "words"),
    [
        (datetime(2026, 11, 10, 11), "has no zone"),
        (datetime(1988, 7, 1, tzinfo=SEOUL), "lies outside 2000 to 2199"),
        (datetime(9999, 12, 31, tzinfo=UTC), "lies outside 2000 to 2199"),
    ],
)
def test_an_instant_that_cannot_be_reckoned_with_is_refused(instant: datetime, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        epoch_minute(instant)
