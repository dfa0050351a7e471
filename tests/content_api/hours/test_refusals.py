"""Faults of rules beyond those of the shared cases: the limits, and that all of them are found."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings

from content_api.hours.engine import status
from content_api.hours.holiday_calendar import HolidayKind, korean_holidays
from content_api.hours.refusals import MOST_RULES, HoursRefusedError, accepted, refusals
from content_api.hours.rules import (
    CLOSED,
    AlternateWeeks,
    Break,
    DayHours,
    Emergency,
    HolidayRule,
    HoursRules,
    Interval,
    LastOrderAt,
    LastOrderBefore,
    LikeWeekday,
    MonthDays,
    NthWeekday,
    SittingEnds,
    SpecialDates,
    Weekday,
    Weekly,
)
from tests.content_api.hours.any_rules import any_rules

NOON = datetime(2026, 11, 10, 12, tzinfo=UTC)


def hours(*spans: tuple[int, int], **rest: Any) -> DayHours:
    return DayHours(intervals=tuple(Interval(start=start, end=end) for start, end in spans), **rest)


def daily(day: DayHours, **rest: Any) -> HoursRules:
    return HoursRules(weekly=Weekly(days=(day,) * 7), **rest)


PLAIN = daily(hours((660, 1260)))


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (daily(hours((1260, 660))), "끝이 시작보다 이릅니다"),
        (daily(hours((1500, 1600))), "다음 날에 시작합니다"),
        (daily(hours((480, 600), (1200, 1980))), "다음 날 여는 시각을 지나"),
        (daily(hours(*((at * 60, at * 60 + 30) for at in range(9)))), "8개까지"),
        (daily(hours((660, 1260), breaks=(Break(start=1000, end=1000),))), "끝이 시작보다 늦어야"),
        (daily(hours((660, 1260), breaks=(Break(start=660, end=700),))), "영업시간 안에 있지 않습니다"),
        (daily(hours((660, 1260), breaks=(Break(start=1200, end=1260),))), "영업시간 안에 있지 않습니다"),
        (daily(hours((660, 840), (900, 1260), breaks=(Break(start=800, end=900),))), "영업시간 안에 있지 않습니다"),
        (daily(DayHours(breaks=(Break(start=800, end=900),))), "쉬는 날에"),
        (daily(hours((660, 1260), last_orders=(LastOrderAt(at=660),))), "영업시간 밖"),
        (daily(hours((660, 700), last_orders=(LastOrderBefore(minutes_before_end=40),))), "시작하기도 전"),
        (daily(hours((660, 700), last_orders=(LastOrderBefore(minutes_before_end=0),))), "시작하기도 전"),
        (
            daily(
                hours(
                    (660, 1260),
                    last_orders=(
                        LastOrderAt(at=1200),
                        LastOrderBefore(minutes_before_end=30, ends=SittingEnds.CLOSING),
                    ),
                )
            ),
            "라스트오더가 둘",
        ),
        (replace(PLAIN, nth_weekdays=(NthWeekday(rule_id="a", weekday=Weekday.SUN, nths=()),)), "몇째 요일"),
        (replace(PLAIN, nth_weekdays=(NthWeekday(rule_id="a", weekday=Weekday.SUN, nths=(2, 2)),)), "몇째 요일"),
        (
            replace(PLAIN, nth_weekdays=(NthWeekday(rule_id="a", weekday=Weekday.SUN, nths=(2,), months=(13,)),)),
            "달은 1월",
        ),
        (replace(PLAIN, month_days=(MonthDays(rule_id="a", days=(0,)),)), "1일부터 31일"),
        (
            replace(PLAIN, alternate_weeks=(AlternateWeeks(rule_id="a", weekdays=(), anchor=date(2026, 11, 2)),)),
            "요일을 한 번씩",
        ),
        (
            replace(
                PLAIN,
                alternate_weeks=(
                    AlternateWeeks(rule_id="a", weekdays=(Weekday.MON,), anchor=date(2026, 11, 2), period_weeks=1),
                ),
            ),
            "몇 주마다인지",
        ),
        (
            replace(
                PLAIN,
                alternate_weeks=(AlternateWeeks(rule_id="a", weekdays=(Weekday.MON,), anchor=date(1, 1, 1)),),
            ),
            "먼 날",
        ),
        (replace(PLAIN, holidays=(HolidayRule(rule_id="a", kinds=()),)), "어떤 공휴일"),
        (
            HoursRules(
                holidays=(HolidayRule(rule_id="a", kinds=(HolidayKind.PUBLIC,), hours=LikeWeekday(like=Weekday.SAT)),)
            ),
            "따라 할 요일별 시간",
        ),
        (
            replace(PLAIN, specials=(SpecialDates(rule_id="a", first=date(2026, 1, 1), last=date(2028, 1, 1)),)),
            "400일까지",
        ),
        (
            replace(PLAIN, specials=(SpecialDates(rule_id="a", first=date(9998, 1, 1), last=date(9998, 1, 2)),)),
            "먼 날",
        ),
        (replace(PLAIN, opens_on=date(9999, 1, 1)), "먼 날"),
        (replace(PLAIN, confirmed_at=datetime(1900, 1, 1, tzinfo=UTC)), "연도가 너무"),
        (replace(PLAIN, emergency=Emergency(told_at=NOON, until=datetime(9999, 1, 1, tzinfo=UTC))), "연도가 너무"),
        (replace(PLAIN, emergency=Emergency(told_at=NOON, rule_id="no_hours")), "'no_hours'"),
        (replace(PLAIN, emergency=Emergency(told_at=NOON, reason="x" * 61)), "사유는"),
        (replace(PLAIN, emergency=Emergency(told_at=NOON, reason="단수(수도)")), "사유는"),
        (replace(PLAIN, greatest_age_days=0), "유효 기간"),
        (replace(PLAIN, soon_minutes=-1), "라스트오더 임박"),
        (replace(PLAIN, remarks=("예약, 우선",)), "안내 글"),
        (replace(PLAIN, remarks=("",)), "안내 글"),
        (replace(PLAIN, month_days=(MonthDays(rule_id="가", days=(1,)),)), "영문 소문자"),
        (
            replace(PLAIN, month_days=tuple(MonthDays(rule_id=f"a{at}", days=(1,)) for at in range(MOST_RULES + 1))),
            f"{MOST_RULES}개까지",
        ),
    ],
)
def test_a_fault_is_named_and_told_how_to_mend(rules: HoursRules, words: str) -> None:
    found = refusals(rules)
    assert [each for each in found if words in each.text], found
    assert len(found) == 1, found
    with pytest.raises(HoursRefusedError, match=r"니다|요") as refused:
        accepted(rules)
    assert refused.value.refusals == found


def test_days_of_equal_hours_are_named_together_and_once() -> None:
    wrong = hours((660, 660))
    rules = HoursRules(weekly=Weekly(days=(wrong, wrong, wrong, wrong, wrong, CLOSED, hours((600, 600)))))
    assert [each.text.split(":")[0] for each in refusals(rules)] == ["월–금 11", "일요일 10"]


def test_rules_without_a_fault_are_accepted_as_they_are() -> None:
    assert accepted(PLAIN) is PLAIN
    assert accepted(HoursRules()) == HoursRules()


@settings(max_examples=60, deadline=None)
@given(any_rules())
def test_what_is_not_refused_can_be_asked_at_any_time(rules: HoursRules) -> None:
    assert not refusals(rules)
    for days in (-30_000 // 4, 0, 60_000):
        at = datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=days)
        assert status(rules, at, calendar=korean_holidays()).as_of == at
