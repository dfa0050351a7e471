"""What a text says, one statement after the other, before rules are made of it."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from content_api.hours.holiday_calendar import HolidayKind
from content_api.hours.rules import BreakName, DayHours, LikeWeekday, MonthDay, Service, SittingEnds, Weekday

Span: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Weekdays:
    """평일, 토·일. `is_named` is False for 매일 and for days left unsaid, which other words may cut into."""

    days: frozenset[Weekday]
    is_named: bool = True


@dataclass(frozen=True, slots=True)
class InSeason:
    """Weekdays of a part of the year. `is_said` is False where this year alone may be meant."""

    first: MonthDay
    last: MonthDay
    weekdays: Weekdays
    is_said: bool = True


@dataclass(frozen=True, slots=True)
class Nths:
    weekdays: tuple[Weekday, ...]
    nths: tuple[int, ...]
    months: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DaysOfMonth:
    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Alternate:
    weekdays: tuple[Weekday, ...]
    period_weeks: int
    anchor: date | None


@dataclass(frozen=True, slots=True)
class Holidays:
    """`question` names the words that leave something open: 명절, 명절 연휴."""

    kinds: frozenset[HolidayKind]
    question: str = ""


@dataclass(frozen=True, slots=True)
class Dates:
    first: date
    last: date


Days: TypeAlias = Weekdays | InSeason | Nths | DaysOfMonth | Alternate | Holidays | Dates


@dataclass(frozen=True, slots=True)
class BreakSaid:
    """A break; `spans` are the readings that its words allow, the likeliest first."""

    name: BreakName
    spans: tuple[Span, ...]
    words: str


@dataclass(frozen=True, slots=True)
class OrderSaid:
    """A last order: the minutes that its words allow, or so many minutes before an end."""

    service: Service | None
    minutes: tuple[int, ...]
    before: int | None
    ends: SittingEnds
    words: str


Detail: TypeAlias = BreakSaid | OrderSaid


@dataclass(frozen=True, slots=True)
class HoursSaid:
    """Days with hours, closed (`hours` without intervals), or like another weekday.

    `days` empty: nothing is said of the days. `details` and `reason` stand in brackets behind the hours.
    """

    days: tuple[Days, ...]
    hours: DayHours | LikeWeekday
    words: str
    details: tuple[Detail, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DetailSaid:
    """A break or a last order of its own: of all hours that it fits, or of these weekdays."""

    detail: Detail
    days: tuple[Weekdays, ...] = ()


@dataclass(frozen=True, slots=True)
class RemarkSaid:
    words: str


@dataclass(frozen=True, slots=True)
class AlwaysOpen:
    """연중무휴."""


Statement: TypeAlias = HoursSaid | DetailSaid | RemarkSaid | AlwaysOpen
