"""The hours of a store minute by minute, as a patient clerk would write them down. Slow, and nothing of the engine's.

Only for zones without a change of clocks.
"""

import calendar as months
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from content_api.hours.holiday_calendar import HolidayCalendar
from content_api.hours.rules import WEEK, DayHours, HoursRules, LastOrderAt, LikeWeekday, Service

RANKS = ["festival_day", "festival_eve", "festival_substitute", "temporary", "public"]


class Minute(NamedTuple):
    """What the clerk wrote on one line. Minutes count from the first line; `None` is nothing written."""

    status: str
    rule_id: str
    next_open: int | None = None
    until: int | None = None
    last_known: str | None = None


def scan(
    rules: HoursRules, first: date, days: int, *, calendar: HolidayCalendar, zone: ZoneInfo, service: Service
) -> list[Minute]:
    """A line for every minute from the midnight of `first`, for so many days.

    An opening after the last line is not seen.
    """
    begin = datetime.combine(first, datetime.min.time(), tzinfo=zone)

    def line_of(instant: datetime) -> int:
        return (instant.astimezone(zone).replace(second=0, microsecond=0) - begin) // timedelta(minutes=1)

    # One day before, because its night may reach into the first.
    decided = {at: decide(rules, first + timedelta(at), calendar) for at in range(-1, days + 1)}
    lines: list[tuple[str, str]] = []
    for at in range(-1, days + 1):
        lines += [(outside(decided[at]), decided[at][0])] * 1440
    lines += lines[-1440:] * 2

    worked_out: dict[DayHours, dict[int, str]] = {}
    night_ends = 0
    for at in range(-1, days + 1):
        rule_id, hours, _ = decided[at]
        if hours not in worked_out:
            worked_out[hours] = minute_by_minute(hours, rules, service)
        minutes = worked_out[hours]
        if not minutes:
            continue
        opening = (at + 1) * 1440 + min(minutes)
        for line in range(opening, night_ends):  # whatever the night before has left ends here
            its_day = min(line // 1440 - 1, days)
            lines[line] = (outside(decided[its_day]), decided[its_day][0])
        for minute, status in minutes.items():
            lines[(at + 1) * 1440 + minute] = (status, rule_id)
        night_ends = (at + 1) * 1440 + max(minutes) + 1
    lines = lines[1440 : 1440 * (days + 1)]

    untils: list[int | None] = [None] * len(lines)
    if rules.opens_on is not None:
        opens = (rules.opens_on - first).days * 1440
        untils = [opens if rule_id == "opens_on" else None for _, rule_id in lines]
    if rules.emergency is not None:
        told = line_of(rules.emergency.told_at)
        stated = rules.emergency.until
        end = emergency_end(rules, told, first, calendar) if stated is None else line_of(stated)
        for line in range(max(0, told), len(lines) if end is None else min(end, len(lines))):
            if lines[line][0] != "permanently_closed" and lines[line][1] != "opens_on":
                lines[line], untils[line] = ("temporarily_closed", "emergency"), end

    stale = None
    if rules.greatest_age_days is not None:
        stale = 0 if rules.confirmed_at is None else line_of(rules.confirmed_at) + rules.greatest_age_days * 1440
    return read_backwards(lines, untils, stale)


def read_backwards(lines: list[tuple[str, str]], untils: list[int | None], stale: int | None) -> list[Minute]:
    """From the last line up, each with the opening that comes after it."""
    written: list[Minute] = []
    opening, below = None, None
    for line in range(len(lines) - 1, -1, -1):
        status, rule_id = lines[line]
        serves = status in ("open", "last_order_soon")
        if serves:
            opening = line
        is_stale = stale is not None and line >= stale and status not in ("permanently_closed", "unknown")
        now = (lines[line], None if serves else opening, untils[line], is_stale)
        if now != below:  # the same words as on the line below are not written out again
            below, minute = now, Minute(status, rule_id, None if serves else opening, untils[line])
            if is_stale:
                minute = Minute("unknown", "stale", None, None, status)
        written.append(minute)
    return written[::-1]


def outside(decision: tuple[str, DayHours, str]) -> str:
    """What holds on a day at minutes without hours."""
    _, hours, life = decision
    if life:
        return life
    return "unknown" if hours.intervals is None else "closed_now" if hours.intervals else "closed_today"


def decide(rules: HoursRules, day: date, calendar: HolidayCalendar) -> tuple[str, DayHours, str]:
    """The rule of the day, its hours, and the closure of a store that is not there yet or no more."""
    nothing = DayHours(intervals=())
    if rules.closed_from and day >= rules.closed_from:
        return "closed_from", nothing, "permanently_closed"
    if rules.opens_on and day < rules.opens_on:
        return "opens_on", nothing, "temporarily_closed"
    week_id, week = week_of(rules, day)
    for special in rules.specials:
        if day in [special.first + timedelta(at) for at in range((special.last - special.first).days + 1)]:
            return special.rule_id, special.hours, ""
    kinds = sorted({each.kind for each in calendar.holidays if each.day == day}, key=RANKS.index)
    for kind in kinds:
        for rule in rules.holidays:
            if kind in rule.kinds:
                if not isinstance(rule.hours, LikeWeekday):
                    return rule.rule_id, rule.hours, ""
                return rule.rule_id, week[WEEK.index(rule.hours.like)], ""
    repeated: list[tuple[str, DayHours]] = []
    weekday = WEEK[day.weekday()]
    length = months.monthrange(day.year, day.month)[1]
    same = [at for at in range(1, length + 1) if date(day.year, day.month, at).weekday() == day.weekday()]
    for nth in rules.nth_weekdays:
        chosen = [same[each - 1] if each > 0 else same[-1] for each in nth.nths if each <= len(same)]
        if nth.weekday == weekday and day.day in chosen and day.month in (nth.months or range(1, 13)):
            repeated.append((nth.rule_id, nth.hours))
    for dates in rules.month_days:
        if day.day in [length if each == -1 else each for each in dates.days]:
            repeated.append((dates.rule_id, dates.hours))
    for alternate in rules.alternate_weeks:
        monday = alternate.anchor
        assert monday is not None
        while monday.weekday() != 0:
            monday -= timedelta(1)
        turn = (day - monday).days % (7 * alternate.period_weeks)
        if turn < 7 and weekday in alternate.weekdays:
            repeated.append((alternate.rule_id, alternate.hours))
    closing = [each for each in repeated if each[1].intervals == ()]
    for rule_id, hours in closing + repeated:
        return rule_id, hours, ""
    return week_id, week[day.weekday()], ""


def week_of(rules: HoursRules, day: date) -> tuple[str, Any]:
    for season in rules.seasons:
        at = date(2027, season.first.month, min(season.first.day, 28 if season.first.month == 2 else 31))
        at = at.replace(year=2028, day=season.first.day) if season.first.month == 2 else at.replace(year=2028)
        while True:  # a leap year's days from the first to the last, and round again where that lies before it
            if (at.month, at.day) == (day.month, day.day):
                return season.rule_id, season.days
            if (at.month, at.day) == (season.last.month, season.last.day):
                break
            at = (at + timedelta(1)).replace(year=2028)
    if rules.weekly:
        return rules.weekly.rule_id, rules.weekly.days
    return "no_hours", (DayHours(intervals=None),) * 7


def minute_by_minute(hours: DayHours, rules: HoursRules, service: Service) -> dict[int, str]:
    """The minutes of a business day that are not closed."""
    spans = hours.intervals or ()
    inside = {at for each in spans for at in range(each.start, each.end)}
    resting = {at for each in hours.breaks for at in range(each.start, each.end)} if spans else set()
    served = sorted(inside - resting)
    status = dict.fromkeys(served, "open") | dict.fromkeys(resting, "break")
    sittings: list[list[int]] = []
    starts = {each.start for each in spans}
    for at in served:
        if sittings and sittings[-1][-1] == at - 1 and at not in starts:
            sittings[-1].append(at)
        else:
            sittings.append([at])
    for number, sitting in enumerate(sittings):
        for order in hours.last_orders:
            if order.service not in (None, service):
                continue
            if isinstance(order, LastOrderAt):
                last = order.at
                if not sitting[0] < last <= sitting[-1] + 1:
                    continue
            else:
                if order.ends == "closing" and number < len(sittings) - 1:
                    continue
                last = sitting[-1] + 1 - order.minutes_before_end
            for at in sitting:
                if at >= last:
                    status[at] = "last_order_passed"
                elif at >= last - rules.soon_minutes:
                    status[at] = "last_order_soon"
    return status


def emergency_end(rules: HoursRules, told: int, first: date, calendar: HolidayCalendar) -> int | None:
    """The line of the first opening of a business day after the one that is running; looked for in a thousand days."""
    today = told // 1440

    def hours_on(at: int) -> list[tuple[int, int]]:
        spans = decide(rules, first + timedelta(at), calendar)[1].intervals or ()
        return [(at * 1440 + each.start, at * 1440 + each.end) for each in spans]

    running = today
    began_today = any(start <= told for start, _ in hours_on(today))
    if not began_today and any(told < end for _, end in hours_on(today - 1)):
        running = today - 1
    for at in range(running + 1, running + 1000):
        if hours_on(at):
            return min(start for start, _ in hours_on(at))
    return None
