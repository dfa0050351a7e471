"""Status at an instant, timeline, next opening. Pure: the instant is handed in, and no clock is read.

All three take rules without a fault (`refusals`), a calendar, the district's IANA zone and a service.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from content_api.hours.answers import SERVED, Answer, Change, Opening, State, Status, Timeline
from content_api.hours.clock import DAY
from content_api.hours.holiday_calendar import HolidayCalendar
from content_api.hours.local_time import SEOUL, epoch_minute, instant_of, local_day, midnight
from content_api.hours.rules import STALE, HoursRules, Service
from content_api.hours.spans import NEVER, Span, can_open, days_to_search, spans_from

TIMELINE_DAYS = 8
AGELESS = frozenset({Status.PERMANENTLY_CLOSED, Status.UNKNOWN})  # what no lack of confirmation makes less certain


def status(
    rules: HoursRules,
    at: datetime,
    *,
    calendar: HolidayCalendar,
    zone: ZoneInfo = SEOUL,
    service: Service = Service.HALL,
) -> Answer:
    """How the store is at an instant.

    Raises:
        ValueError: `at` names no zone or lies outside `local_time.YEARS`.
    """
    moment = _timeline(rules, at, epoch_minute(at) + 1, calendar=calendar, zone=zone, service=service)
    return moment.at(at)


def timeline(
    rules: HoursRules,
    start: datetime,
    *,
    calendar: HolidayCalendar,
    days: int = TIMELINE_DAYS,
    zone: ZoneInfo = SEOUL,
    service: Service = Service.HALL,
) -> Timeline:
    """Every change of the state from an instant on, for so many times 24 hours.

    Raises:
        ValueError: `start` names no zone or lies outside `local_time.YEARS`.
    """
    end = epoch_minute(start) + days * DAY
    return _timeline(rules, start, end, calendar=calendar, zone=zone, service=service)


def next_open(
    rules: HoursRules,
    at: datetime,
    *,
    calendar: HolidayCalendar,
    zone: ZoneInfo = SEOUL,
    service: Service = Service.HALL,
) -> Opening | None:
    """The first minute, from an instant on, in which a visitor is served by the rules; None where there is none.

    Rules that nobody has confirmed lately still say it: the answer's age is the reader's to weigh.

    Raises:
        ValueError: `at` names no zone or lies outside `local_time.YEARS`.
    """
    minute, day = epoch_minute(at), local_day(epoch_minute(at), zone)
    ahead = spans_from(rules, day, calendar=calendar, zone=zone, service=service)
    served = _first_served((span for span in ahead if span.end > minute), rules, day, zone)
    if served is None:
        return None
    return Opening(
        at=instant_of(max(served.start, minute), zone),
        rule_id=served.rule_id,
        as_of=at,
        confirmed_at=rules.confirmed_at,
        service=service,
    )


def _timeline(
    rules: HoursRules, as_of: datetime, end: int, *, calendar: HolidayCalendar, zone: ZoneInfo, service: Service
) -> Timeline:
    start = epoch_minute(as_of)
    day = local_day(start, zone)
    window: list[Span] = []
    ahead = spans_from(rules, day, calendar=calendar, zone=zone, service=service)
    opening = None
    for span in ahead:
        if span.start >= end:
            if window[-1].status not in SERVED:
                opening = span if span.status in SERVED else _first_served(ahead, rules, day, zone)
            break
        if span.end > start:
            window.append(span if window else span._replace(start=start))
    changes = _changes(window, as_of, None if opening is None else opening.start, stale_at(rules), zone)
    return Timeline(
        as_of=as_of,
        end=instant_of(end, zone),
        confirmed_at=rules.confirmed_at,
        service=service,
        changes=tuple(change for _, change in changes),
        minutes=(*(minute for minute, _ in changes), end),
    )


def stale_at(rules: HoursRules) -> int:
    """The minute from which the facts are past their age; facts that age and were never confirmed always are."""
    if rules.greatest_age_days is None:
        return NEVER
    if rules.confirmed_at is None:
        return -NEVER
    return epoch_minute(rules.confirmed_at + timedelta(days=rules.greatest_age_days))


def _first_served(spans: Iterator[Span], rules: HoursRules, day: date, zone: ZoneInfo) -> Span | None:
    """The first span in which a visitor is served, as far as it is worth looking."""
    if not can_open(rules):
        return None
    limit = midnight(day, zone) + days_to_search(rules, day) * DAY
    for span in spans:
        if span.status in SERVED:
            return span
        if span.status is Status.PERMANENTLY_CLOSED or span.start > limit:
            return None
    return None


def _changes(
    window: list[Span], as_of: datetime, opening: int | None, stale: int, zone: ZoneInfo
) -> list[tuple[int, Change]]:
    """Spans -> changes with their minutes, equal neighbours joined; backwards, because a state looks ahead."""
    changes: list[tuple[int, Change]] = []
    start, later = epoch_minute(as_of), None
    for span in reversed(_cut_at(stale, window)):
        if span.status in SERVED:
            opening, ahead = span.start, None
        else:
            ahead = opening
        is_stale = stale <= span.start and span.status not in AGELESS
        now = (span.status, span.rule_id, span.reason, span.until, ahead, is_stale)
        if now == later:
            changes.pop()
        later = now
        change = Change(
            at=as_of if span.start == start else instant_of(span.start, zone),
            status=span.status,
            rule_id=span.rule_id,
            reason=span.reason,
            next_open=None if ahead is None else instant_of(ahead, zone),
            until=None if span.until is None else instant_of(span.until, zone),
        )
        changes.append((span.start, _grown_stale(change) if is_stale else change))
    return changes[::-1]


def _cut_at(minute: int, window: list[Span]) -> list[Span]:
    """The spans with a cut at a minute inside one of them."""
    if not window[0].start < minute < window[-1].end:
        return window
    return [
        piece
        for span in window
        for piece in (
            (span._replace(end=minute), span._replace(start=minute)) if span.start < minute < span.end else (span,)
        )
    ]


def _grown_stale(change: Change) -> Change:
    known = State(
        status=change.status,
        rule_id=change.rule_id,
        reason=change.reason,
        next_open=change.next_open,
        until=change.until,
    )
    return Change(at=change.at, status=Status.UNKNOWN, rule_id=STALE, last_known=known)
