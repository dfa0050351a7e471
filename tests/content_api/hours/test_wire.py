"""Rules and timelines as JSON."""

import json
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from pydantic import ValidationError

from content_api.hours.engine import timeline
from content_api.hours.holiday_calendar import korean_holidays
from content_api.hours.local_time import SEOUL
from content_api.hours.rules import CLOSED, DayHours, HoursRules, Interval, Weekly
from content_api.hours.wire import rules_from_json, rules_to_json, timeline_to_json
from tests.content_api.hours.any_rules import any_rules

OPEN = DayHours(intervals=(Interval(start=660, end=1260),))
WEEKLY = {"mon": {}, "tue-sun": {"intervals": [{"start": "11:00", "end": "21:00"}]}}


@settings(max_examples=50, deadline=None)
@given(any_rules())
def test_rules_are_the_same_after_a_journey_as_text(rules: HoursRules) -> None:
    assert rules_from_json(json.loads(json.dumps(rules_to_json(rules)))) == rules


def test_a_week_is_written_by_its_runs_of_equal_days_and_times_as_a_clock() -> None:
    rules = HoursRules(weekly=Weekly(days=(CLOSED, OPEN, OPEN, OPEN, OPEN, OPEN, OPEN)))
    assert rules_to_json(rules) == {"version": 1, "rules": {"weekly": {"days": WEEKLY}}}


def test_rules_of_nothing_are_nothing() -> None:
    assert rules_to_json(HoursRules()) == {"version": 1, "rules": {}}


def changed(**rules: Any) -> dict[str, Any]:
    return {"version": 1, "rules": rules}


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"version": 2, "rules": {}}, "Input should be 1"),
        (changed(weekday={}), "Unexpected keyword argument"),
        (changed(weekly={"days": {"mon": {}}}), "tue, wed, thu, fri, sat, sun의 시간이 없습니다."),
        (changed(weekly={"days": {"mon-sun": {}, "sat": {}}}), "sat의 시간이 둘입니다."),
        (changed(weekly={"days": {"monday": {}}}), "요일은 mon-fri, sat처럼"),
        (changed(weekly={"days": {"sat-mon": {}}}), "의 시간이 없습니다."),
        (changed(weekly={"days": {"mon-sun": {"intervals": [{"start": "11", "end": "21:00"}]}}}), "시각은 11:00처럼"),
        (
            changed(weekly={"days": {"mon-sun": {"intervals": [{"start": "11:60", "end": "21:00"}]}}}),
            "시각은 11:00처럼",
        ),
        (changed(weekly={"days": {"mon-sun": {"intervals": [{"start": "11:00", "end": "48:01"}]}}}), "48:00까지"),
        (changed(weekly={"days": {"mon-sun": {"intervals": [{"start": True, "end": "21:00"}]}}}), "시각은 11:00처럼"),
        (changed(emergency={"told_at": "2026-11-10T16:00"}), "timezone"),
        (changed(holidays=[{"rule_id": "a", "kinds": ["christmas"]}]), "festival_day"),
        (changed(nth_weekdays=[{"rule_id": "a", "weekday": "sun", "nths": ["second"]}]), "valid integer"),
    ],
)
def test_a_form_that_is_not_ours_is_refused_with_its_place(document: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError) as refused:
        rules_from_json(document)
    assert words in str(refused.value)


def test_a_timeline_bears_offsets_and_leaves_out_what_is_empty() -> None:
    rules = HoursRules(weekly=Weekly(days=(CLOSED, OPEN, OPEN, OPEN, OPEN, OPEN, OPEN)))
    start = datetime(2026, 11, 10, 10, tzinfo=SEOUL)
    document = timeline_to_json(timeline(rules, start, calendar=korean_holidays(), days=1))
    assert document == {
        "as_of": "2026-11-10T10:00:00+09:00",
        "end": "2026-11-11T10:00:00+09:00",
        "confirmed_at": None,
        "service": "hall",
        "changes": [
            {
                "status": "closed_now",
                "rule_id": "weekly",
                "next_open": "2026-11-10T11:00:00+09:00",
                "at": "2026-11-10T10:00:00+09:00",
            },
            {"status": "open", "rule_id": "weekly", "at": "2026-11-10T11:00:00+09:00"},
            {
                "status": "closed_now",
                "rule_id": "weekly",
                "next_open": "2026-11-11T11:00:00+09:00",
                "at": "2026-11-10T21:00:00+09:00",
            },
        ],
    }
