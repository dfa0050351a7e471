"""What is asked of the engine at its edges: zones, seconds, services, and what it does not look for."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from content_api.hours.answers import Opening, Status
from content_api.hours.engine import next_open, status, timeline
from content_api.hours.holiday_calendar import korean_holidays
from content_api.hours.korean.reading import read_hours
from content_api.hours.local_time import SEOUL
from content_api.hours.rules import CLOSED, HoursRules, Service, SpecialDates, Weekly

CALENDAR = korean_holidays()
TUESDAY = datetime(2026, 11, 10, 12, tzinfo=SEOUL)


def rules(text: str) -> HoursRules:
    found = read_hours(text, today=TUESDAY.date()).rules
    assert found is not None
    return found


DAILY = rules("매일 11:00–21:00, 라스트오더 20:30")


def test_an_answer_bears_the_instant_and_the_confirmation() -> None:
    confirmed = HoursRules(weekly=DAILY.weekly, confirmed_at=TUESDAY - timedelta(days=3), greatest_age_days=21)
    answer = status(confirmed, TUESDAY, calendar=CALENDAR, service=Service.TAKE_OUT)
    assert (answer.status, answer.as_of, answer.service) == (Status.OPEN, TUESDAY, Service.TAKE_OUT)
    assert answer.confirmed_at == confirmed.confirmed_at


def test_seconds_belong_to_their_minute() -> None:
    before, after = TUESDAY.replace(hour=10, minute=59, second=59), TUESDAY.replace(hour=11, microsecond=1)
    assert status(DAILY, before, calendar=CALENDAR).status is Status.CLOSED_NOW
    assert status(DAILY, after, calendar=CALENDAR).status is Status.OPEN
    assert timeline(DAILY, before, calendar=CALENDAR).changes[0].at == before


@pytest.mark.parametrize("ask", [status, timeline, next_open])
def test_an_instant_without_a_zone_is_refused(ask: object) -> None:
    assert callable(ask)
    with pytest.raises(ValueError, match="has no zone"):
        ask(DAILY, datetime(2026, 11, 10, 12), calendar=CALENDAR)


def test_the_instant_may_come_from_anywhere_and_the_answer_is_local() -> None:
    elsewhere = datetime(2026, 11, 9, 15, tzinfo=timezone(timedelta(hours=-10)))  # 10:00 in Seoul
    answer = status(DAILY, elsewhere, calendar=CALENDAR)
    assert answer.next_open is not None
    assert answer.next_open.isoformat() == "2026-11-10T11:00:00+09:00"
    assert answer.as_of is elsewhere


def test_a_timeline_is_asked_within_its_days_alone() -> None:
    laid = timeline(DAILY, TUESDAY, calendar=CALENDAR, days=2)
    assert laid.end == TUESDAY + timedelta(days=2)
    assert laid.at(TUESDAY).status is Status.OPEN
    assert laid.change_at(laid.end - timedelta(seconds=1)).status is Status.OPEN
    for outside in (TUESDAY - timedelta(minutes=1), laid.end):
        with pytest.raises(ValueError, match="ask for a newer one"):
            laid.at(outside)


def test_the_next_opening_is_now_where_a_visitor_is_served_now() -> None:
    assert next_open(DAILY, TUESDAY, calendar=CALENDAR) == Opening(
        at=TUESDAY, rule_id="weekly", as_of=TUESDAY, confirmed_at=None, service=Service.HALL
    )


def test_after_the_last_order_the_next_opening_is_tomorrow() -> None:
    opening = next_open(DAILY, TUESDAY.replace(hour=20, minute=45), calendar=CALENDAR)
    assert opening is not None
    assert opening.at == TUESDAY.replace(day=11, hour=11)


@pytest.mark.parametrize(
    "never",
    [
        HoursRules(),
        HoursRules(weekly=Weekly(days=(CLOSED,) * 7)),
        rules("매주 월요일 휴무, 브레이크타임 15:00–17:00"),
        HoursRules(weekly=DAILY.weekly, closed_from=date(2026, 11, 1)),
        HoursRules(
            weekly=Weekly(days=(CLOSED,) * 7),
            specials=(
                SpecialDates(rule_id="past", first=date(2026, 1, 1), last=date(2026, 1, 1), hours=DAILY.weekly.days[0]),
            )
            if DAILY.weekly
            else (),
        ),
    ],
)
def test_where_the_rules_know_of_no_opening_there_is_none(never: HoursRules) -> None:
    assert next_open(never, TUESDAY, calendar=CALENDAR) is None
    assert status(never, TUESDAY, calendar=CALENDAR).next_open is None


def test_an_opening_is_found_beyond_a_long_closure() -> None:
    far = HoursRules(
        weekly=DAILY.weekly,
        specials=tuple(
            SpecialDates(rule_id=f"rest-{at}", first=start, last=start + timedelta(399))
            for at, start in enumerate(date(2026, 11, 1) + timedelta(400 * each) for each in range(4))
        ),
    )
    opening = next_open(far, TUESDAY, calendar=CALENDAR)
    assert opening is not None
    assert opening.at.date() == date(2026, 11, 1) + timedelta(1600)


def test_beyond_its_years_the_calendar_knows_of_no_holiday() -> None:
    resting = rules("매일 11:00–21:00, 공휴일 휴무")
    assert status(resting, datetime(2030, 12, 25, 3, tzinfo=UTC), calendar=CALENDAR).status is Status.CLOSED_TODAY
    assert status(resting, datetime(2031, 12, 25, 3, tzinfo=UTC), calendar=CALENDAR).status is Status.OPEN
