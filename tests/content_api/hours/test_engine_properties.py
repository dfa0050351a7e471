"""The engine against a scan of every minute, and what must hold of any rules whatever."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from content_api.hours.answers import SERVED, Status
from content_api.hours.engine import next_open, status, timeline
from content_api.hours.holiday_calendar import korean_holidays
from content_api.hours.local_time import SEOUL
from content_api.hours.rules import Emergency, HoursRules, Service
from tests.content_api.hours.any_rules import any_rules, instants
from tests.content_api.hours.minute_scan import Minute, scan

MINUTE = timedelta(minutes=1)
CALENDAR = korean_holidays()
services = st.sampled_from(Service)


def midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), tzinfo=SEOUL)


def laid_out(rules: HoursRules, first: date, days: int, service: Service) -> list[Minute]:
    """The engine's timeline as the clerk writes it; openings after the last line are not written."""
    begin = midnight(first)
    found = timeline(rules, begin, calendar=CALENDAR, days=days, service=service)

    def line_of(instant: datetime | None) -> int | None:
        return None if instant is None else (instant - begin) // MINUTE

    lines: list[Minute] = []
    ends = [*(change.at for change in found.changes[1:]), found.end]
    for change, end in zip(found.changes, ends, strict=True):
        opening = line_of(change.next_open)
        known = None if change.last_known is None else change.last_known.status.value
        seen = opening if opening is not None and opening < days * 1440 else None
        minute = Minute(change.status.value, change.rule_id, seen, line_of(change.until), known)
        lines += [minute] * ((end - change.at) // MINUTE)
    return lines


@settings(max_examples=15, deadline=None)
@given(any_rules(), st.sampled_from([date(2025, 12, 1), date(2026, 1, 30)]), services)
def test_the_engine_says_what_a_scan_of_every_minute_of_400_days_says(
    rules: HoursRules, first: date, service: Service
) -> None:
    wanted = scan(rules, first, 400, calendar=CALENDAR, zone=SEOUL, service=service)
    found = laid_out(rules, first, 400, service)
    assert len(found) == len(wanted)
    for line, (one, other) in enumerate(zip(found, wanted, strict=True)):
        assert one == other, (midnight(first) + line * MINUTE, one, other)


@settings(max_examples=80, deadline=None)
@given(any_rules(), st.sampled_from([date(2025, 12, 30), date(2026, 2, 14), date(2026, 9, 20)]), services)
def test_the_engine_says_what_a_scan_of_every_minute_of_ten_days_says(
    rules: HoursRules, first: date, service: Service
) -> None:
    wanted = scan(rules, first, 10, calendar=CALENDAR, zone=SEOUL, service=service)
    found = laid_out(rules, first, 10, service)
    assert found == wanted


@settings(max_examples=5, deadline=None)
@given(any_rules(), instants, services)
def test_a_timeline_is_the_status_at_every_minute_of_a_day(
    rules: HoursRules, start: datetime, service: Service
) -> None:
    laid = timeline(rules, start, calendar=CALENDAR, days=1, service=service)
    for at in range(1440):
        instant = start + at * MINUTE
        assert laid.at(instant) == status(rules, instant, calendar=CALENDAR, service=service)


@settings(max_examples=60, deadline=None)
@given(any_rules(), instants, services)
def test_a_timeline_is_the_status_around_all_its_changes(rules: HoursRules, start: datetime, service: Service) -> None:
    laid = timeline(rules, start, calendar=CALENDAR, service=service)
    for change in laid.changes:
        for instant in (change.at - MINUTE, change.at, change.at + 59 * MINUTE / 60, change.at + MINUTE):
            if laid.as_of <= instant < laid.end:
                assert laid.at(instant) == status(rules, instant, calendar=CALENDAR, service=service)


@settings(max_examples=60, deadline=None)
@given(any_rules(), instants, services)
def test_neighbours_in_a_timeline_differ(rules: HoursRules, start: datetime, service: Service) -> None:
    laid = timeline(rules, start, calendar=CALENDAR, service=service)
    answers = [laid.at(change.at) for change in laid.changes]
    told = [(each.status, each.rule_id, each.reason, each.next_open, each.until, each.last_known) for each in answers]
    assert all(one != other for one, other in pairwise(told))
    assert laid.changes[0].at == start


@settings(max_examples=60, deadline=None)
@given(any_rules(), instants, services)
def test_the_next_opening_serves_and_nothing_earlier_does(rules: HoursRules, at: datetime, service: Service) -> None:
    opening = next_open(rules, at, calendar=CALENDAR, service=service)
    end = min(at + timedelta(days=40), at + timedelta(days=40) if opening is None else opening.at)
    for change in timeline(rules, at, calendar=CALENDAR, days=40, service=service).changes:
        state = change.last_known or change
        assert state.status not in SERVED or change.at >= end or (opening is not None and opening.at <= at)
    if opening is not None:
        there = status(rules, opening.at, calendar=CALENDAR, service=service)
        state = there.last_known or there
        assert state.status in SERVED
        assert state.rule_id == opening.rule_id
        assert opening.at >= at.replace(second=0)


@settings(max_examples=60, deadline=None)
@given(any_rules(), instants, services)
def test_an_emergency_never_opens_a_store(rules: HoursRules, told: datetime, service: Service) -> None:
    closed = replace(rules, emergency=Emergency(told_at=told), greatest_age_days=None)
    calm = replace(rules, emergency=None, greatest_age_days=None)
    start = told - timedelta(days=1)
    with_it = timeline(closed, start, calendar=CALENDAR, days=6, service=service)
    without = timeline(calm, start, calendar=CALENDAR, days=6, service=service)
    for instant in {change.at for change in (*with_it.changes, *without.changes)}:
        one, other = with_it.at(instant), without.at(instant)
        assert one.status == other.status or one.status is Status.TEMPORARILY_CLOSED
