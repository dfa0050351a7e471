"""Any rules whatever that are not refused, for property tests. Ids are those that reading Korean gives."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import strategies as st

from content_api.hours.holiday_calendar import HolidayKind
from content_api.hours.local_time import SEOUL
from content_api.hours.refusals import refusals
from content_api.hours.rules import (
    CLOSED,
    UNSTATED,
    WEEK,
    AlternateWeeks,
    Break,
    BreakName,
    DayHours,
    Emergency,
    HolidayRule,
    HoursRules,
    Interval,
    LastOrder,
    LastOrderAt,
    LastOrderBefore,
    LikeWeekday,
    MonthDay,
    MonthDays,
    NthWeekday,
    Season,
    Service,
    SittingEnds,
    SpecialDates,
    Weekly,
)
from content_api.hours.sittings import sittings_of

FIRST_DAY = date(2025, 12, 1)  # the days that random dates lie around
minutes = st.integers(0, 287).map(lambda at: at * 5)
dates_near = st.integers(-40, 420).map(lambda at: FIRST_DAY + timedelta(at))
instants = st.builds(
    lambda at, second: datetime(2025, 12, 1, tzinfo=UTC) + timedelta(minutes=at, seconds=second),
    st.integers(0, 400 * 1440),
    st.sampled_from([0, 0, 31]),
).map(lambda at: at.astimezone(SEOUL))
NO_SERVICE: tuple[Service | None, ...] = (None,)
NAMED: tuple[Service | None, ...] = tuple(Service)


@st.composite
def open_hours(draw: st.DrawFn, services: tuple[Service | None, ...]) -> DayHours:
    """One or two intervals, perhaps over midnight, with breaks and last orders that fit."""
    start = draw(st.sampled_from([0, 60, 300, 540, 660, 1020, 1200]))
    length = draw(st.sampled_from([120, 245, 360, 540, 600])) if start else draw(st.sampled_from([120, 1440]))
    intervals, breaks = [Interval(start=start, end=start + length)], []
    if start <= 660 and length <= 360 and draw(st.booleans()):
        gap = draw(st.sampled_from([30, 120]))
        second = intervals[0].end + gap
        intervals.append(Interval(start=second, end=second + draw(st.sampled_from([120, 400]))))
        if draw(st.booleans()):
            breaks.append(Break(start=second - gap, end=second, name=draw(st.sampled_from(BreakName))))
    for each in intervals:
        if draw(st.integers(0, 3)) == 0:
            at = each.start + draw(st.sampled_from([10, 40, 85]))
            breaks.append(
                Break(start=at, end=at + draw(st.sampled_from([5, 20])), name=draw(st.sampled_from(BreakName)))
            )
    bare = DayHours(intervals=tuple(intervals), breaks=tuple(breaks))
    return DayHours(intervals=bare.intervals, breaks=bare.breaks, last_orders=draw(last_orders(bare, services)))


@st.composite
def last_orders(draw: st.DrawFn, hours: DayHours, services: tuple[Service | None, ...]) -> tuple[LastOrder, ...]:
    found: list[LastOrder] = []
    for service in services:
        style = draw(st.sampled_from(["none", "none", "at", "before"]))
        if style == "before":
            ends, before = draw(st.sampled_from(SittingEnds)), draw(st.sampled_from([3, 20, 30, 45]))
            wanted = LastOrderBefore(minutes_before_end=before, ends=ends, service=service)
            sittings = sittings_of(hours)[-1 if ends is SittingEnds.CLOSING else 0 :]
            found += [wanted] if all(each.end - each.start > before for each in sittings) else []
        if style == "at":
            for each in sittings_of(hours):
                if draw(st.booleans()):
                    at = each.end - draw(st.integers(0, min(90, each.end - each.start - 1)))
                    found.append(LastOrderAt(at=at, service=service))
    return tuple(found)


def days(services: tuple[Service | None, ...]) -> st.SearchStrategy[DayHours]:
    return st.one_of(open_hours(services), open_hours(services), st.sampled_from([CLOSED, UNSTATED]))


@st.composite
def weeks(draw: st.DrawFn, services: tuple[Service | None, ...]) -> tuple[DayHours, ...]:
    """Few different days in a week, as people have them."""
    few = draw(st.lists(days(services), min_size=1, max_size=3))
    return tuple(few[draw(st.integers(0, len(few) - 1))] for _ in WEEK)


def subset(values: tuple[object, ...]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.sets(st.sampled_from(values), min_size=1).map(lambda chosen: tuple(v for v in values if v in chosen))


@st.composite
def seasons(draw: st.DrawFn, services: tuple[Service | None, ...]) -> tuple[Season, ...]:
    edges = sorted(draw(st.sets(st.integers(0, 365), max_size=4)))
    edges = edges[: len(edges) // 2 * 2]
    if edges and draw(st.booleans()):  # the last season then crosses new year
        edges = edges[1:] + edges[:1]
    year = [date(2028, 1, 1) + timedelta(at) for at in range(366)]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return tuple(
        Season(
            rule_id=f"season-{at}",
            first=MonthDay(month=year[first].month, day=year[first].day),
            last=MonthDay(month=year[last].month, day=year[last].day),
            days=draw(weeks(services)),
        )
        for at, (first, last) in enumerate(pairs, 1)
    )


@st.composite
def specials(draw: st.DrawFn, services: tuple[Service | None, ...]) -> tuple[SpecialDates, ...]:
    starts = sorted(draw(st.sets(st.integers(-5, 400), max_size=4)))
    found = []
    for at, (start, following) in enumerate(pairwise([*starts, 500]), 1):
        first = FIRST_DAY + timedelta(start)
        found.append(
            SpecialDates(
                rule_id=f"special-{at}",
                first=first,
                last=first + timedelta(draw(st.integers(0, min(12, following - start - 1)))),
                hours=draw(days(services)),
                reason=draw(st.sampled_from(["", "가족 여행", "학교 축제, 늦게까지"])),
            )
        )
    return tuple(found)


@st.composite
def holidays(draw: st.DrawFn, services: tuple[Service | None, ...], *, has_week: bool) -> tuple[HolidayRule, ...]:
    of_kind = {kind: draw(st.sampled_from([None, 1, 2])) for kind in HolidayKind}
    like = st.builds(LikeWeekday, like=st.sampled_from(WEEK))
    found = []
    for rule in (1, 2):
        kinds = tuple(kind for kind, number in of_kind.items() if number == rule)
        if kinds:
            hours = draw(st.one_of(days(services), like) if has_week else days(services))
            found.append(HolidayRule(rule_id=f"holiday-{len(found) + 1}", kinds=kinds, hours=hours))
    return tuple(found)


@st.composite
def timetables(draw: st.DrawFn) -> HoursRules:
    """All layers from the weekly one to the special dates."""
    services = draw(st.sampled_from([NO_SERVICE, NO_SERVICE, NAMED]))
    weekly = draw(st.none() | st.builds(Weekly, days=weeks(services)))
    hours = st.one_of(st.just(CLOSED), st.just(CLOSED), days(services))
    nths = subset((1, 2, 3, 4, 5, -1))
    months = st.one_of(st.just(()), subset(tuple(range(1, 13))))
    nth_weekdays = st.lists(st.tuples(st.sampled_from(WEEK), nths, months, hours), max_size=2)
    month_days = st.lists(st.tuples(subset((1, 5, 10, 29, 30, 31, -1)), hours), max_size=1)
    alternate = st.lists(st.tuples(subset(WEEK), dates_near, st.sampled_from([2, 2, 3, 6]), hours), max_size=1)
    return HoursRules(
        weekly=weekly,
        seasons=() if weekly is None else draw(seasons(services)),
        nth_weekdays=tuple(
            NthWeekday(rule_id=f"nth-{at}", weekday=weekday, nths=chosen, months=within, hours=what)
            for at, (weekday, chosen, within, what) in enumerate(draw(nth_weekdays), 1)
        ),
        month_days=tuple(
            MonthDays(rule_id=f"month-day-{at}", days=chosen, hours=what)
            for at, (chosen, what) in enumerate(draw(month_days), 1)
        ),
        alternate_weeks=tuple(
            AlternateWeeks(rule_id=f"alternate-{at}", weekdays=chosen, anchor=anchor, period_weeks=period, hours=what)
            for at, (chosen, anchor, period, what) in enumerate(draw(alternate), 1)
        ),
        holidays=draw(holidays(services, has_week=weekly is not None)),
        specials=draw(specials(services)),
        remarks=tuple(
            draw(st.lists(st.sampled_from(["예약 우선", "비 오는 날 휴무", "주차 2대"]), max_size=2, unique=True))
        ),
    )


@st.composite
def any_rules(draw: st.DrawFn) -> HoursRules:
    """A timetable with what happens to a store besides: emergency, first and last day, age of the facts."""
    table = draw(timetables().filter(lambda rules: not refusals(rules)))
    told = draw(st.none() | instants)
    closed_from = draw(st.one_of(st.none(), st.none(), dates_near))
    return HoursRules(
        weekly=table.weekly,
        seasons=table.seasons,
        nth_weekdays=table.nth_weekdays,
        month_days=table.month_days,
        alternate_weeks=table.alternate_weeks,
        holidays=table.holidays,
        specials=table.specials,
        remarks=table.remarks,
        emergency=None
        if told is None
        else Emergency(
            told_at=told,
            until=draw(st.none() | st.integers(1, 6000).map(lambda long: told + timedelta(minutes=long))),
            reason=draw(st.sampled_from(["", "단수"])),
        ),
        opens_on=draw(
            st.one_of(st.none(), st.none(), dates_near.filter(lambda day: not closed_from or day < closed_from))
        ),
        closed_from=closed_from,
        confirmed_at=draw(st.none() | instants),
        greatest_age_days=draw(st.one_of(st.none(), st.none(), st.integers(1, 500))),
        soon_minutes=draw(st.sampled_from([0, 15, 30])),
    )
