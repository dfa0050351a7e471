"""Which layer decides a day.

    end of life > special date > holiday > nth weekday · day of month · alternate week > season > weekly

The emergency, which outranks them all, cuts minutes and not days: see `spans`.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from content_api.hours.answers import Status
from content_api.hours.holiday_calendar import HolidayCalendar
from content_api.hours.rules import (
    CLOSED,
    CLOSED_FROM,
    NO_HOURS,
    OPENS_ON,
    UNSTATED,
    WEEK,
    AlternateWeeks,
    DayHours,
    HolidayRule,
    HoursRules,
    LikeWeekday,
    MonthDays,
    NthWeekday,
    Season,
    Weekly,
)

WEEK_DAYS = 7


class DayPlan(NamedTuple):
    """A day's hours, the rule that gives them, and the status at all minutes that no hours cover."""

    rule_id: str
    hours: DayHours
    otherwise: Status
    reason: str = ""


def plan_of(rules: HoursRules, day: date, calendar: HolidayCalendar) -> DayPlan:
    """What the highest layer that speaks for a day says."""
    if rules.closed_from is not None and day >= rules.closed_from:
        return DayPlan(CLOSED_FROM, CLOSED, Status.PERMANENTLY_CLOSED)
    if rules.opens_on is not None and day < rules.opens_on:
        return DayPlan(OPENS_ON, CLOSED, Status.TEMPORARILY_CLOSED)
    for special in rules.specials:
        if special.first <= day <= special.last:
            return _plan(special.rule_id, special.hours, special.reason)
    if rules.holidays and (on_holiday := _holiday_plan(rules, day, calendar)) is not None:
        return on_holiday
    if (recurring := min(_recurring(rules, day), key=_opens, default=None)) is not None:
        return _plan(recurring.rule_id, recurring.hours)
    week = week_in_force(rules, day)
    return _plan(NO_HOURS, UNSTATED) if week is None else _plan(week.rule_id, week.days[day.weekday()])


def week_in_force(rules: HoursRules, day: date) -> Weekly | Season | None:
    """The season's week, else the ordinary one."""
    return next((season for season in rules.seasons if is_in_season(season, day)), rules.weekly)


def is_in_season(season: Season, day: date) -> bool:
    first, last = (season.first.month, season.first.day), (season.last.month, season.last.day)
    today = (day.month, day.day)
    return first <= today <= last if first <= last else today >= first or today <= last


def _plan(rule_id: str, hours: DayHours, reason: str = "") -> DayPlan:
    if hours.intervals is None:
        return DayPlan(rule_id, CLOSED, Status.UNKNOWN, reason)
    return DayPlan(rule_id, hours, Status.CLOSED_NOW if hours.intervals else Status.CLOSED_TODAY, reason)


def _holiday_plan(rules: HoursRules, day: date, calendar: HolidayCalendar) -> DayPlan | None:
    there = calendar.by_day.get(day, ())
    for holiday in there:
        for rule in rules.holidays:
            if holiday.kind in rule.kinds:
                names = "·".join(each.name for each in there if each.kind is holiday.kind)
                return _plan(rule.rule_id, _holiday_hours(rule, rules, day), names)
    return None


def _holiday_hours(rule: HolidayRule, rules: HoursRules, day: date) -> DayHours:
    if not isinstance(rule.hours, LikeWeekday):
        return rule.hours
    week = week_in_force(rules, day)
    return UNSTATED if week is None else week.days[WEEK.index(rule.hours.like)]


def _recurring(rules: HoursRules, day: date) -> Iterator[NthWeekday | MonthDays | AlternateWeeks]:
    for nth in rules.nth_weekdays:
        if nth.weekday is WEEK[day.weekday()] and (not nth.months or day.month in nth.months):
            count, is_last = (day.day - 1) // WEEK_DAYS + 1, (day + timedelta(WEEK_DAYS)).month != day.month
            if count in nth.nths or (is_last and -1 in nth.nths):
                yield nth
    for dates in rules.month_days:
        if day.day in dates.days or (-1 in dates.days and (day + timedelta(1)).day == 1):
            yield dates
    for alternate in rules.alternate_weeks:
        if alternate.anchor is not None and WEEK[day.weekday()] in alternate.weekdays:
            weeks = (_monday(day) - _monday(alternate.anchor)).days // WEEK_DAYS
            if weeks % alternate.period_weeks == 0:
                yield alternate


def _opens(rule: NthWeekday | MonthDays | AlternateWeeks) -> bool:
    """Within one layer a closing rule wins: walking there in vain is the worse mistake."""
    return rule.hours.intervals != ()


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())
