"""Business days laid out one after the other as spans of one status, without a gap.

A day's hours may run into the next day, and end there at the latest where that day's own hours begin. An emergency
then cuts whatever it meets; it never opens a store.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from content_api.hours.answers import Status
from content_api.hours.day_plan import DayPlan, plan_of
from content_api.hours.holiday_calendar import HolidayCalendar
from content_api.hours.local_time import epoch_minute, is_plain, local_day, midnight, minute_on
from content_api.hours.rules import OPENS_ON, Emergency, HoursRules, Service, hours_in
from content_api.hours.sittings import pieces_of

ONE_DAY = timedelta(1)
RAREST_DAYS = 2 * 366  # so long a yearly rule may wait that meets a day off once
SEARCH_DAYS = 20 * 366
NEVER = 1 << 40


class Span(NamedTuple):
    """A stretch of one status, in minutes since the epoch, half-open."""

    start: int
    end: int
    status: Status
    rule_id: str
    reason: str
    until: int | None


def spans_from(
    rules: HoursRules, day: date, *, calendar: HolidayCalendar, zone: ZoneInfo, service: Service
) -> Iterator[Span]:
    """The spans from a day's midnight on, without end."""
    laid = _laid_days(rules, day, calendar=calendar, zone=zone, service=service)
    if rules.emergency is None:
        return laid
    return _cut_by(rules.emergency, laid, *emergency_minutes(rules.emergency, rules, calendar=calendar, zone=zone))


def emergency_minutes(
    emergency: Emergency, rules: HoursRules, *, calendar: HolidayCalendar, zone: ZoneInfo
) -> tuple[int, int]:
    """From when until when an emergency closes; `NEVER` where no rule knows of an opening after it."""
    told = epoch_minute(emergency.told_at)
    if emergency.until is not None:
        return told, epoch_minute(emergency.until)
    day = _business_day_at(told, rules, calendar=calendar, zone=zone)
    if can_open(rules):
        for later in range(1, days_to_search(rules, day)):
            plan = plan_of(rules, day + later * ONE_DAY, calendar)
            if plan.hours.intervals:
                opening = min(each.start for each in plan.hours.intervals)
                return told, minute_on(day + later * ONE_DAY, opening, zone)
    return told, NEVER


def can_open(rules: HoursRules) -> bool:
    """Whether any rule names hours at all; if not, there is no opening to look for."""
    return any(hours.intervals for hours in hours_in(rules))


def days_to_search(rules: HoursRules, day: date) -> int:
    """How far an opening is looked for: past every date that the rules name, then as long as a yearly rule may wait."""
    named = [day, *(each.last for each in rules.specials), *([rules.opens_on] if rules.opens_on else [])]
    return min((max(named) - day).days + RAREST_DAYS, SEARCH_DAYS)


def _business_day_at(minute: int, rules: HoursRules, *, calendar: HolidayCalendar, zone: ZoneInfo) -> date:
    """The day whose hours are running: yesterday's after midnight while they last, else today's."""
    today = local_day(minute, zone)
    yesterday = today - ONE_DAY
    opens = [minute_on(today, each.start, zone) for each in plan_of(rules, today, calendar).hours.intervals or ()]
    ends = [minute_on(yesterday, each.end, zone) for each in plan_of(rules, yesterday, calendar).hours.intervals or ()]
    is_night = any(minute < end for end in ends) and all(minute < opening for opening in opens)
    return yesterday if is_night else today


def _laid_days(
    rules: HoursRules, day: date, *, calendar: HolidayCalendar, zone: ZoneInfo, service: Service
) -> Iterator[Span]:
    reopening = None if rules.opens_on is None else midnight(rules.opens_on, zone)
    start = midnight(day, zone)
    before = _day_spans(plan_of(rules, day - ONE_DAY, calendar), day - ONE_DAY, zone, service, rules.soon_minutes)
    tail = [span for span in before if span.end > start]
    while True:
        plan, end = plan_of(rules, day, calendar), midnight(day + ONE_DAY, zone)
        own = _day_spans(plan, day, zone, service, rules.soon_minutes)
        at, until = start, reopening if plan.rule_id == OPENS_ON else None
        for span in _within(start, end, tail, own):
            if at < span.start:
                yield Span(at, span.start, plan.otherwise, plan.rule_id, plan.reason, until)
            yield span
            at = span.end
        if at < end:
            yield Span(at, end, plan.otherwise, plan.rule_id, plan.reason, until)
        tail = [span for span in own if span.end > end]
        day, start = day + ONE_DAY, end


def _within(start: int, end: int, tail: list[Span], own: list[Span]) -> list[Span]:
    """The spans of yesterday and today that lie within today; yesterday ends where today's hours begin."""
    opening = own[0].start if own else end
    cut = [(each, min(each.end, opening, end)) for each in tail] + [(each, min(each.end, end)) for each in own]
    return [
        span if span.start >= start and span.end == last else span._replace(start=max(span.start, start), end=last)
        for span, last in cut
        if max(span.start, start) < last
    ]


def _day_spans(plan: DayPlan, day: date, zone: ZoneInfo, service: Service, soon_minutes: int) -> list[Span]:
    if not plan.hours.intervals:
        return []
    pieces = pieces_of(plan.hours, service, soon_minutes)
    if is_plain(day, zone):
        zero = midnight(day, zone)
        return [
            Span(zero + start, zero + end, status, plan.rule_id, reason or plan.reason, None)
            for start, end, status, reason in pieces
        ]
    shown = [
        piece._replace(start=minute_on(day, piece.start, zone), end=minute_on(day, piece.end, zone)) for piece in pieces
    ]
    return [Span(start, end, status, plan.rule_id, reason or plan.reason, None) for start, end, status, reason in shown]


def _cut_by(emergency: Emergency, spans: Iterator[Span], start: int, end: int) -> Iterator[Span]:
    until = None if end == NEVER else end
    for span in spans:
        first, last = max(span.start, start), min(span.end, end)
        if first >= last or span.status is Status.PERMANENTLY_CLOSED or span.rule_id == OPENS_ON:
            yield span
            continue
        if span.start < first:
            yield span._replace(end=first)
        yield Span(first, last, Status.TEMPORARILY_CLOSED, emergency.rule_id, emergency.reason, until)
        if last < span.end:
            yield span._replace(start=last)
