"""Rules -> Korean. Reading what is printed gives the same rules again.

    매일 11:00–21:00, 매주 월요일, 둘째·넷째 일요일 휴무, 브레이크타임 15:00–17:00, 라스트오더 20:30

Emergency, first and last day and the age of the facts are events, not a timetable, and are not printed.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from content_api.hours import korean_names as names
from content_api.hours.rules import (
    BREAK_LABELS,
    CLOSED,
    UNSTATED,
    WEEK,
    AlternateWeeks,
    DayHours,
    HolidayRule,
    HoursRules,
    LastOrder,
    LastOrderAt,
    LastOrderBefore,
    LikeWeekday,
    MonthDays,
    NthWeekday,
    Season,
    SittingEnds,
    SpecialDates,
    Weekday,
    Weekly,
    dated_in,
    weeks_in,
)

CLOSED_WORD, UNSTATED_WORD = "휴무", "시간 미정"
ENDS = {SittingEnds.CLOSING: "마감", SittingEnds.EVERY: "브레이크타임과 마감"}


class Clause(NamedTuple):
    """Days and what is said of them; neighbours that are only closed share the word for it."""

    days: str
    said: str


def text_of(rules: HoursRules) -> str:
    """The timetable in one line; empty where nothing is said."""
    return ", ".join(lines_of(rules))


def lines_of(rules: HoursRules) -> list[str]:
    """The timetable, a line for each thing said."""
    shared = _shared(rules)
    lines: list[str] = []
    for said, clauses in groupby(_clauses(rules, shared), key=lambda clause: clause.said):
        if said == CLOSED_WORD:
            lines.append(f"{', '.join(clause.days for clause in clauses)} {said}")
        else:
            lines += [f"{clause.days} {said}" for clause in clauses]
    lines += _details(shared)
    lines += [_special(special) for special in rules.specials]
    return lines + [f"※ {remark}" for remark in rules.remarks]


def _shared(rules: HoursRules) -> DayHours:
    """The breaks and last orders that all open days have, if they are the same; special dates stand apart."""
    open_days = [hours for hours in _timetables(rules) if hours.intervals != ()]
    details = {(hours.breaks, hours.last_orders) for hours in open_days}
    if len(details) != 1:
        return UNSTATED
    breaks, last_orders = details.pop()
    return DayHours(intervals=None, breaks=breaks, last_orders=last_orders)


def _timetables(rules: HoursRules) -> Iterator[DayHours]:
    for week in weeks_in(rules):
        yield from week.days
    yield from _dated_hours(rules)


def _dated_hours(rules: HoursRules) -> list[DayHours]:
    """The hours of rules that pick days, without special dates and days like another."""
    dated = [rule.hours for rule in dated_in(rules) if not isinstance(rule, SpecialDates)]
    return dated + [rule.hours for rule in rules.holidays if isinstance(rule.hours, DayHours)]


def _clauses(rules: HoursRules, shared: DayHours) -> Iterator[Clause]:
    for rule in names.rules_in(rules):
        match rule:
            case Weekly():
                yield from _weekly(rule, rules, shared)
            case Season():
                yield from _season(rule, shared)
            case NthWeekday() | MonthDays() | HolidayRule():
                yield Clause(names.name(rule), _said(rule.hours, shared))
            case AlternateWeeks():
                anchor = "" if rule.anchor is None else f"(기준 {names.day(rule.anchor)})"
                yield Clause(names.name(rule) + anchor, _said(rule.hours, shared))


def _weekly(weekly: Weekly, rules: HoursRules, shared: DayHours) -> Iterator[Clause]:
    groups = _groups(weekly)
    resting = groups.pop(CLOSED, [])
    if not (list(groups) == [shared] and _goes_without_saying(rules, resting)):
        for hours, days in groups.items():
            is_plain = len(groups) == 1 and len(resting) <= 1
            yield Clause("매일" if is_plain else _ordinary(days), _said(hours, shared))
    if resting:
        called = "매일" if len(resting) == len(WEEK) else f"매주 {_resting(resting)}"
        yield Clause(called, CLOSED_WORD)


def _goes_without_saying(rules: HoursRules, resting: list[Weekday]) -> bool:
    """Whether hours that nobody has stated need no word, because what else is printed tells that there are some."""
    if rules.seasons:
        return False
    return bool(resting) or (_shared(rules) != UNSTATED and all(hours == CLOSED for hours in _dated_hours(rules)))


def _season(season: Season, shared: DayHours) -> Iterator[Clause]:
    for hours, days in _groups(season).items():
        called = _resting(days) if hours == CLOSED else names.weekdays(days)
        yield Clause(f"{names.name(season)} {called}", _said(hours, shared))


def _groups(week: Weekly | Season) -> dict[DayHours, list[Weekday]]:
    groups: dict[DayHours, list[Weekday]] = {}
    for day, hours in zip(WEEK, week.days, strict=True):
        groups.setdefault(hours, []).append(day)
    return groups


def _ordinary(days: list[Weekday]) -> str:
    return "평일" if tuple(days) == names.WORKING_DAYS else names.weekdays(days)


def _resting(days: list[Weekday]) -> str:
    called = names.weekdays(days)
    return called if called.endswith("요일") else f"{called}요일"


def _said(hours: DayHours | LikeWeekday, shared: DayHours) -> str:
    if isinstance(hours, LikeWeekday):
        return f"{names.weekdays([hours.like])}처럼"
    if hours == CLOSED:
        return CLOSED_WORD
    own = [] if (hours.breaks, hours.last_orders) == (shared.breaks, shared.last_orders) else _details(hours)
    return _hours(hours) + _brackets(own)


def _hours(hours: DayHours) -> str:
    if hours.intervals is None:
        return UNSTATED_WORD
    return " · ".join(names.interval(each.start, each.end) for each in hours.intervals)


def _brackets(parts: list[str]) -> str:
    return f"({', '.join(parts)})" if parts else ""


def _special(special: SpecialDates) -> str:
    reason = [f"사유: {special.reason}"] if special.reason else []
    said = CLOSED_WORD if special.hours == CLOSED else _hours(special.hours)
    return f"{names.name(special)} {said}{_brackets(_details(special.hours) + reason)}"


def _details(hours: DayHours) -> list[str]:
    breaks = [
        f"{BREAK_LABELS[each.name]} {names.time(each.start)}{names.DASH}{names.time(each.end)}" for each in hours.breaks
    ]
    return breaks + [_orders(list(orders)) for _, orders in groupby(hours.last_orders, key=_kind_of_order)]


def _kind_of_order(order: LastOrder) -> tuple[object, ...]:
    """Last orders that share their words: clock times of one service."""
    return (order.service,) if isinstance(order, LastOrderAt) else (order,)


def _orders(orders: list[LastOrder]) -> str:
    times = [names.time(each.at) for each in orders if isinstance(each, LastOrderAt)]
    ends = [each for each in orders if isinstance(each, LastOrderBefore)]
    said = names.DOT.join(times) or f"{ENDS[ends[0].ends]} {ends[0].minutes_before_end}분 전"
    service = orders[0].service
    return f"라스트오더 {said}" if service is None else f"{names.SERVICES[service]} 라스트오더 {said}"
