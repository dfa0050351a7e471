"""The rules of a store's hours, in layers. Minutes count from the midnight on which a business day begins.

A value of these types may still contradict itself, because people write it so; `refusals` finds every fault at once.
The annotations say how a value is written in JSON (`wire`): minutes as "26:00", a week by its runs of equal days.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import AwareDatetime, BeforeValidator, PlainSerializer

from content_api.hours.clock import clock, minute_of
from content_api.hours.holiday_calendar import HolidayKind
from content_api.hours.runs_of_days import days_of_runs, runs_of_days

Minute: TypeAlias = Annotated[int, BeforeValidator(minute_of), PlainSerializer(clock, return_type=str)]


class Service(StrEnum):
    """What a visitor may want; a store that only sells goods has the first alone."""

    HALL = "hall"
    TAKE_OUT = "take_out"
    DELIVERY = "delivery"


class Weekday(StrEnum):
    """In the order of `date.weekday`."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


WEEK = tuple(Weekday)


class BreakName(StrEnum):
    BREAK_TIME = "break_time"
    LUNCH = "lunch"
    DINNER = "dinner"
    PREPARATION = "preparation"
    REST = "rest"
    CLEANING = "cleaning"


BREAK_LABELS = {
    BreakName.BREAK_TIME: "브레이크타임",
    BreakName.LUNCH: "점심시간",
    BreakName.DINNER: "저녁시간",
    BreakName.PREPARATION: "재료 준비",
    BreakName.REST: "휴게시간",
    BreakName.CLEANING: "청소 시간",
}


class SittingEnds(StrEnum):
    """Which ends a last order "30 minutes before the end" precedes: every sitting's, or the day's last alone."""

    EVERY = "every"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """From `start` on the business day itself, half-open; an `end` past 24:00 lies on the next day."""

    start: Minute
    end: Minute


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A named span inside an interval, or exactly the gap between two. A gap without a name is just closed."""

    start: Minute
    end: Minute
    name: BreakName = BreakName.BREAK_TIME


@dataclass(frozen=True, slots=True, kw_only=True)
class LastOrderAt:
    """At this minute the last order has passed. Without a service it holds for all of them."""

    at: Minute
    service: Service | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LastOrderBefore:
    """So many minutes before the end of a sitting, a sitting being what lies between breaks."""

    minutes_before_end: int
    ends: SittingEnds = SittingEnds.EVERY
    service: Service | None = None


LastOrder: TypeAlias = LastOrderAt | LastOrderBefore


@dataclass(frozen=True, slots=True, kw_only=True)
class DayHours:
    """One business day. No interval: closed all day. `intervals` None: nobody has said when it opens."""

    intervals: tuple[Interval, ...] | None = ()
    breaks: tuple[Break, ...] = ()
    last_orders: tuple[LastOrder, ...] = ()


CLOSED = DayHours()
UNSTATED = DayHours(intervals=None)

WeekHours: TypeAlias = Annotated[
    tuple[DayHours, DayHours, DayHours, DayHours, DayHours, DayHours, DayHours],
    BeforeValidator(days_of_runs),
    PlainSerializer(runs_of_days, return_type=dict[str, DayHours]),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class LikeWeekday:
    """The hours which that weekday has in the week in force: 공휴일은 토요일처럼."""

    like: Weekday


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly:
    """The timetable of an ordinary week, Monday first."""

    rule_id: str = "weekly"
    days: WeekHours


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthDay:
    """A day of any year. 29 February stands for the last day of February."""

    month: int
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """A week of its own from `first` to `last`, both included, every year; it may cross new year."""

    rule_id: str
    first: MonthDay
    last: MonthDay
    days: WeekHours


@dataclass(frozen=True, slots=True, kw_only=True)
class NthWeekday:
    """둘째·넷째 일요일: `nths` count from 1, and -1 is the last of the month. `months` empty: every month."""

    rule_id: str
    weekday: Weekday
    nths: tuple[int, ...]
    months: tuple[int, ...] = ()
    hours: DayHours = CLOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthDays:
    """매월 10일: a month without the day is left out; -1 is the month's last day."""

    rule_id: str
    days: tuple[int, ...]
    hours: DayHours = CLOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class AlternateWeeks:
    """격주 월요일: the week (from Monday) that holds `anchor`, and every `period_weeks` before and after.

    Never the parity of ISO weeks, which breaks in a year of 53. An `anchor` of None is refused at write.
    """

    rule_id: str
    weekdays: tuple[Weekday, ...]
    anchor: date | None = None
    period_weeks: int = 2
    hours: DayHours = CLOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayRule:
    """What public holidays of these kinds are: closed, hours of their own, or like another weekday."""

    rule_id: str
    kinds: tuple[HolidayKind, ...]
    hours: DayHours | LikeWeekday = CLOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialDates:
    """From `first` to `last`, both included: closed, or a full timetable that inherits nothing."""

    rule_id: str
    first: date
    last: date
    hours: DayHours = CLOSED
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergency:
    """Closed from `told_at` until the first opening of the next business day, or until a stated instant.

    Both count in whole minutes.
    """

    told_at: AwareDatetime
    until: AwareDatetime | None = None
    reason: str = ""
    rule_id: str = "emergency"


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursRules:
    """Everything that is known of when a store is open.

    Attributes:
        remarks: What the owner says besides, shown as it is and never reckoned with: 예약 우선.
        opens_on: The store's first business day ever; `closed_from` the first day on which it is closed for good.
        confirmed_at: When somebody last said that all this holds.
        greatest_age_days: So long a confirmation lasts; None: the facts do not age.
        soon_minutes: How long before a last order it is called near.
    """

    weekly: Weekly | None = None
    seasons: tuple[Season, ...] = ()
    nth_weekdays: tuple[NthWeekday, ...] = ()
    month_days: tuple[MonthDays, ...] = ()
    alternate_weeks: tuple[AlternateWeeks, ...] = ()
    holidays: tuple[HolidayRule, ...] = ()
    specials: tuple[SpecialDates, ...] = ()
    emergency: Emergency | None = None
    remarks: tuple[str, ...] = ()
    opens_on: date | None = None
    closed_from: date | None = None
    confirmed_at: AwareDatetime | None = None
    greatest_age_days: int | None = None
    soon_minutes: int = 30


# What decides where no rule of the store's does. A store's own rules bear none of these names.
NO_HOURS = "no_hours"
STALE = "stale"
OPENS_ON = "opens_on"
CLOSED_FROM = "closed_from"
RESERVED_IDS = frozenset({NO_HOURS, STALE, OPENS_ON, CLOSED_FROM})


DatedRule: TypeAlias = NthWeekday | MonthDays | AlternateWeeks | SpecialDates


def weeks_in(rules: HoursRules) -> tuple[Weekly | Season, ...]:
    return rules.seasons if rules.weekly is None else (rules.weekly, *rules.seasons)


def dated_in(rules: HoursRules) -> tuple[DatedRule, ...]:
    """The rules that pick days and give them hours of their own."""
    return (*rules.nth_weekdays, *rules.month_days, *rules.alternate_weeks, *rules.specials)


def hours_in(rules: HoursRules) -> Iterator[DayHours]:
    """Each hours of a day that any rule names."""
    for week in weeks_in(rules):
        yield from week.days
    yield from (rule.hours for rule in dated_in(rules))
    yield from (rule.hours for rule in rules.holidays if isinstance(rule.hours, DayHours))
