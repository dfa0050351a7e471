"""Hours as JSON-LD: spans between breaks, eight weeks of dates that differ, and a reader who knows when to come."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content_api.hours.answers import Status
from content_api.hours.engine import timeline
from content_api.hours.holiday_calendar import korean_holidays
from content_api.hours.korean.reading import read_hours
from content_api.hours.local_time import SEOUL
from content_api.hours.rules import Emergency, HoursRules
from content_api.hours.structured import SPECIAL_DAYS, hours_json_ld
from tests.content_api.hours.any_rules import any_rules, instants

CALENDAR = korean_holidays()
TUESDAY = datetime(2026, 11, 10, 9, tzinfo=SEOUL)
OPEN = {Status.OPEN, Status.LAST_ORDER_SOON, Status.LAST_ORDER_PASSED}
NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def published(text: str, at: datetime = TUESDAY) -> dict[str, Any]:
    rules = read_hours(text, today=at.date()).rules
    assert rules is not None
    return hours_json_ld(rules, at, calendar=CALENDAR)


def span(opens: str, closes: str, **rest: Any) -> dict[str, Any]:
    return {"@type": "OpeningHoursSpecification", "opens": opens, "closes": closes, **rest}


def test_each_span_between_breaks_is_an_entry_with_its_last_order_in_words() -> None:
    found = published(
        "매일 11:00–21:00, 월요일 휴무, 브레이크타임 15:00–17:00, 홀 라스트오더 20:30, 포장 라스트오더 20:50"
    )
    days = NAMES[1:]
    assert found == {
        "openingHoursSpecification": [
            span("11:00", "15:00", dayOfWeek=days),
            span("17:00", "21:00", dayOfWeek=days, description="홀 라스트오더 20:30, 포장 라스트오더 20:50"),
        ]
    }


def test_a_whole_day_ends_a_minute_before_midnight() -> None:
    assert published("매일 24시간") == {"openingHoursSpecification": [span("00:00", "23:59", dayOfWeek=NAMES)]}


def test_a_night_belongs_to_its_evening_and_what_follows_a_break_after_midnight_to_its_date() -> None:
    found = published("금 18:00–02:00(브레이크타임 23:00–00:30), 월–목·토·일 휴무")
    assert found["openingHoursSpecification"] == [
        span("18:00", "23:00", dayOfWeek=["Friday"]),
        span("00:30", "02:00", dayOfWeek=["Saturday"]),
    ]


def test_what_follows_a_break_after_midnight_gives_way_to_the_new_days_hours() -> None:
    text = "금 18:00–02:00(브레이크타임 23:00–00:30), 월–목·토·일 휴무, 2026년 11월 14일 00:15–05:00"
    dates = {"validFrom": "2026-11-14", "validThrough": "2026-11-14"}
    assert published(text)["specialOpeningHoursSpecification"] == [span("00:15", "05:00", **dates)]


def test_dates_that_differ_are_written_out_for_eight_weeks() -> None:
    text = "매일 11:00–21:00, 둘째 일요일 휴무, 2026년 12월 24일 12:00–18:00, 2027년 1월 5일 휴무"
    assert published(text)["specialOpeningHoursSpecification"] == [
        span("00:00", "00:00", validFrom="2026-12-13", validThrough="2026-12-13"),
        span("12:00", "18:00", validFrom="2026-12-24", validThrough="2026-12-24"),
    ]


def test_a_holiday_is_named() -> None:
    found = published("매일 11:00–21:00, 공휴일 휴무")["specialOpeningHoursSpecification"]
    assert [(each["validFrom"], each["description"]) for each in found] == [
        ("2026-12-25", "기독탄신일"),
        ("2027-01-01", "1월 1일"),
    ]


def test_seasons_cut_the_year_into_stretches() -> None:
    found = published("매일 11:00–22:00, 12월–2월 12:00–20:00")["openingHoursSpecification"]
    assert [(each["validFrom"], each["validThrough"], each["opens"]) for each in found] == [
        ("2026-11-10", "2026-11-30", "11:00"),
        ("2026-12-01", "2027-02-28", "12:00"),
        ("2027-03-01", "2027-11-10", "11:00"),
    ]


def test_a_day_whose_hours_nobody_knows_is_not_published_as_an_ordinary_one() -> None:
    found = published("매일 11:00–21:00, 2026년 11월 14일 시간 미정")["specialOpeningHoursSpecification"]
    assert found == [span("00:00", "00:00", validFrom="2026-11-14", validThrough="2026-11-14", description="시간 미정")]


def test_an_emergency_takes_its_part_of_the_day() -> None:
    rules = read_hours("매일 11:00–21:00", today=TUESDAY.date()).rules
    assert rules is not None
    told = Emergency(told_at=TUESDAY.replace(hour=15), until=TUESDAY.replace(hour=18))
    told_rules = HoursRules(weekly=rules.weekly, emergency=told)
    tuesday = {"validFrom": "2026-11-10", "validThrough": "2026-11-10"}
    found = hours_json_ld(told_rules, TUESDAY, calendar=CALENDAR)["specialOpeningHoursSpecification"]
    assert found == [span("11:00", "15:00", **tuesday), span("18:00", "21:00", **tuesday)]


@pytest.mark.parametrize(
    "rules",
    [
        HoursRules(),
        HoursRules(closed_from=date(2026, 11, 1)),
        HoursRules(greatest_age_days=21, confirmed_at=TUESDAY - timedelta(days=21)),
    ],
)
def test_what_is_not_known_for_certain_is_not_published(rules: HoursRules) -> None:
    known = read_hours("매일 11:00–21:00", today=TUESDAY.date()).rules
    assert known is not None
    weekly = known.weekly if rules != HoursRules() else None
    doubtful = HoursRules(
        weekly=weekly,
        closed_from=rules.closed_from,
        greatest_age_days=rules.greatest_age_days,
        confirmed_at=rules.confirmed_at,
    )
    assert hours_json_ld(doubtful, TUESDAY, calendar=CALENDAR) == {}


def minutes_read(published: dict[str, Any], first: date, days: int) -> set[int]:
    """The minutes since the midnight of `first` in which a reader of the JSON-LD takes the door to be open."""
    found: set[int] = set()
    for at in range(days):
        day = first + timedelta(at)
        special = [each for each in published.get("specialOpeningHoursSpecification", []) if is_valid(each, day)]
        ordinary = [
            each
            for each in published.get("openingHoursSpecification", [])
            if NAMES[day.weekday()] in each["dayOfWeek"] and is_valid(each, day)
        ]
        for each in special or ordinary:
            opens, closes = (int(text[:2]) * 60 + int(text[3:]) for text in (each["opens"], each["closes"]))
            if opens != closes:
                length = 1440 if (closes - opens) % 1440 == 1439 else (closes - opens) % 1440
                found |= set(range(at * 1440 + opens, at * 1440 + opens + length))
    return found


def is_valid(entry: dict[str, Any], day: date) -> bool:
    return entry.get("validFrom", str(day)) <= str(day) <= entry.get("validThrough", str(day))


@settings(max_examples=40, deadline=None)
@given(any_rules(), instants.filter(lambda at: at.second == 0), st.just(SPECIAL_DAYS - 1))
def test_a_reader_knows_every_minute_in_which_the_door_is_open(rules: HoursRules, at: datetime, days: int) -> None:
    published = hours_json_ld(rules, at, calendar=CALENDAR)
    if not published:
        return
    first = at.date()
    begin = datetime.combine(first, datetime.min.time(), tzinfo=SEOUL)
    ageless = HoursRules(**{name: getattr(rules, name) for name in rules.__slots__ if name != "greatest_age_days"})
    laid = timeline(ageless, begin, calendar=CALENDAR, days=days)
    ends = [*(change.at for change in laid.changes[1:]), laid.end]
    wanted = {
        minute
        for change, end in zip(laid.changes, ends, strict=True)
        if change.status in OPEN
        for minute in range((change.at - begin) // timedelta(minutes=1), (end - begin) // timedelta(minutes=1))
    }
    read = {minute for minute in minutes_read(published, first, days) if minute < days * 1440}
    night_before = {minute for minute in wanted if minute < 1440} - read
    assert read - wanted == set()
    assert wanted - read == night_before, "all but the night that was already running"
