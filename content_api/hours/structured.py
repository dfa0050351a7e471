"""Hours as schema.org JSON-LD: an OpeningHoursSpecification for each span between breaks.

A date whose spans differ from the ordinary week's is written out, for eight weeks ahead. What follows a break after
midnight goes under its own date, and last orders, for which there is no property, are words.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from content_api.hours import korean_names as names
from content_api.hours.answers import Status
from content_api.hours.clock import DAY, clock
from content_api.hours.day_plan import DayPlan, plan_of, week_in_force
from content_api.hours.engine import status
from content_api.hours.holiday_calendar import HolidayCalendar
from content_api.hours.local_time import SEOUL, epoch_minute, local_day, minute_on
from content_api.hours.rules import WEEK, DayHours, HoursRules, Service, hours_in
from content_api.hours.sittings import last_orders_of, sittings_of
from content_api.hours.spans import emergency_minutes

SPECIAL_DAYS = 8 * 7
SEASON_DAYS = 366
UNSTATED_WORDS = "시간 미정"
_NAMES = dict(zip(WEEK, ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"], strict=True))


class Spell(NamedTuple):
    """A span between breaks on one date, in minutes; its end may lie on the next."""

    start: int
    end: int
    words: str


def hours_json_ld(
    rules: HoursRules, at: datetime, *, calendar: HolidayCalendar, zone: ZoneInfo = SEOUL
) -> dict[str, Any]:
    """The properties of a LocalBusiness that tell its hours; none where they are not known for certain at that instant.

    Raises:
        ValueError: `at` names no zone or lies outside `local_time.YEARS`.
    """
    now = status(rules, at, calendar=calendar, zone=zone)
    if (
        now.status is Status.PERMANENTLY_CLOSED
        or now.last_known is not None
        or not any(hours.intervals for hours in hours_in(rules))
    ):
        return {}
    today = local_day(epoch_minute(at), zone)
    ordinary = list(_ordinary_weeks(rules, today))
    special = list(_special_dates(rules, today, calendar=calendar, zone=zone))
    return {
        name: found
        for name, found in (("openingHoursSpecification", ordinary), ("specialOpeningHoursSpecification", special))
        if found
    }


def _ordinary_weeks(rules: HoursRules, today: date) -> Iterator[dict[str, Any]]:
    """The week as it repeats; where seasons change it, each of the year's stretches with its dates."""
    days = [today + timedelta(at) for at in range(SEASON_DAYS if rules.seasons else 1)]
    for _, stretch in groupby(days, key=lambda day: getattr(week_in_force(rules, day), "rule_id", None)):
        dates = list(stretch)
        valid = {"validFrom": str(dates[0]), "validThrough": str(dates[-1])} if rules.seasons else {}
        spells = [(spell, day) for day in WEEK for spell in _spells_of_week(rules, dates[0], WEEK.index(day))]
        for spell in dict.fromkeys(spell for spell, _ in spells):
            on = [_NAMES[day] for each, day in spells if each == spell]
            yield _specification(spell) | {"dayOfWeek": on} | valid


def _special_dates(
    rules: HoursRules, today: date, *, calendar: HolidayCalendar, zone: ZoneInfo
) -> Iterator[dict[str, Any]]:
    cut = None
    if rules.emergency is not None:
        cut = emergency_minutes(rules.emergency, rules, calendar=calendar, zone=zone)
    for at in range(SPECIAL_DAYS):
        day = today + timedelta(at)
        plan = plan_of(rules, day, calendar)
        spells = tuple(_spells_on(day, rules, calendar=calendar, zone=zone, cut=cut))
        is_unknown = plan.otherwise is Status.UNKNOWN
        if spells == tuple(_spells_of_week(rules, day, day.weekday())):
            continue
        dates = {"validFrom": str(day), "validThrough": str(day)}
        for spell in spells:
            yield _specification(spell) | dates
        if not spells:
            words = UNSTATED_WORDS if is_unknown else plan.reason
            yield _specification(Spell(0, 0, words)) | dates


def _spells_of_week(rules: HoursRules, day: date, weekday: int) -> Iterator[Spell]:
    """What an ordinary date of that weekday has, the small hours of the night before included."""
    week = week_in_force(rules, day)
    if week is not None:
        before, today = week.days[weekday - 1], week.days[weekday]
        yield from (spell for spell in _shifted(before, DAY) if spell.start >= 0)
        yield from (spell for spell in _shifted(today, 0) if spell.start < DAY)


def _spells_on(
    day: date, rules: HoursRules, *, calendar: HolidayCalendar, zone: ZoneInfo, cut: tuple[int, int] | None
) -> Iterator[Spell]:
    """What a date really has: each night ends where the next day's hours begin, and an emergency takes its part."""
    plans = [plan_of(rules, day + timedelta(at), calendar) for at in (-1, 0, 1)]
    for shift, plan, following in ((DAY, plans[0], plans[1]), (0, plans[1], plans[2])):
        opening = _opening(following) + DAY - shift
        for spell in _shifted(plan.hours, shift):
            if 0 <= spell.start < DAY and spell.start < opening:
                kept = spell._replace(end=min(spell.end, opening))
                yield from [kept] if cut is None else _outside(kept, day, zone, *cut)


def _opening(plan: DayPlan) -> int:
    return min((each.start for each in plan.hours.intervals or ()), default=2 * DAY)


def _outside(spell: Spell, day: date, zone: ZoneInfo, start: int, end: int) -> Iterator[Spell]:
    """The parts of a spell before and after a stretch of instants."""
    begin = minute_on(day, 0, zone)
    for first, last in ((spell.start, min(spell.end, start - begin)), (max(spell.start, end - begin), spell.end)):
        if first < last:
            yield spell._replace(start=first, end=last)


def _shifted(hours: DayHours, by: int) -> list[Spell]:
    services = [service for service in Service if any(each.service == service for each in hours.last_orders)]
    found = []
    for sitting in sittings_of(hours):
        words = []
        for service in services or [Service.HALL]:
            last = last_orders_of(hours, service).get(sitting)
            if last is not None:
                words.append(f"{names.SERVICES[service] + ' ' if services else ''}라스트오더 {clock(last % DAY)}")
        found.append(Spell(sitting.start - by, sitting.end - by, ", ".join(words)))
    return found


def _specification(spell: Spell) -> dict[str, Any]:
    """A whole day ends at 23:59, because equal times say that it is closed."""
    closes = spell.end - 1 if spell.end - spell.start == DAY else spell.end
    found = {
        "@type": "OpeningHoursSpecification",
        "opens": clock(spell.start % DAY),
        "closes": clock(closes % DAY),
    }
    return found | ({"description": spell.words} if spell.words else {})
