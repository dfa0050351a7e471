"""Public holidays as dated data. The days of Korea lie beside this module in `korean_holidays.json`."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

KOREAN_DAYS = Path(__file__).with_name("korean_holidays.json")


class HolidayKind(StrEnum):
    """What a rule can tell apart. A day that is two kinds at once follows the rule for the one named first here."""

    FESTIVAL_DAY = "festival_day"  # 설날, 추석
    FESTIVAL_EVE = "festival_eve"  # the days before and after them
    FESTIVAL_SUBSTITUTE = "festival_substitute"
    TEMPORARY = "temporary"
    PUBLIC = "public"  # all others, their substitutes included


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """One reason why a day is a public holiday. `doubt` says what is not certain about it."""

    day: date
    name: str
    kind: HolidayKind
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedHoliday:
    """The operator adds a day, usually a 임시공휴일 announced days ahead."""

    day: date
    name: str
    kind: HolidayKind = HolidayKind.TEMPORARY


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedHoliday:
    """The operator takes a day out: all its holidays, or the one of that name."""

    day: date
    name: str = ""


CalendarChange: TypeAlias = AddedHoliday | RemovedHoliday


class CalendarError(ValueError):
    """A change that the calendar cannot take; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayCalendar:
    """The public holidays of the years from `first` to `last`. Outside them it knows of none."""

    version: str
    sources: tuple[str, ...]
    checked_on: date
    first: date
    last: date
    holidays: tuple[Holiday, ...]
    by_day: Mapping[date, tuple[Holiday, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        rank = list(HolidayKind).index
        by_day: dict[date, tuple[Holiday, ...]] = {}
        for holiday in sorted(self.holidays, key=lambda each: rank(each.kind)):
            by_day[holiday.day] = (*by_day.get(holiday.day, ()), holiday)
        object.__setattr__(self, "by_day", by_day)


@cache
def korean_holidays() -> HolidayCalendar:
    """The calendar that comes with the package."""
    return read_calendar(json.loads(KOREAN_DAYS.read_bytes()))


def read_calendar(document: Mapping[str, Any]) -> HolidayCalendar:
    """A calendar from its JSON form."""
    return HolidayCalendar(
        version=document["version"],
        sources=tuple(document["sources"]),
        checked_on=date.fromisoformat(document["checked_on"]),
        first=date.fromisoformat(document["first"]),
        last=date.fromisoformat(document["last"]),
        holidays=tuple(
            Holiday(
                day=date.fromisoformat(row["day"]),
                name=row["name"],
                kind=HolidayKind(row["kind"]),
                doubt=row.get("doubt", ""),
            )
            for row in document["holidays"]
        ),
    )


def changed(calendar: HolidayCalendar, changes: Iterable[CalendarChange]) -> HolidayCalendar:
    """The calendar after the operator's changes, in their order. Its version names the changes too.

    Raises:
        CalendarError: A day to add is there already or beyond the calendar's years, a day to remove is not there.
    """
    holidays, applied = list(calendar.holidays), tuple(changes)
    for change in applied:
        there = [each for each in holidays if each.day == change.day and change.name in ("", each.name)]
        if isinstance(change, RemovedHoliday):
            if not there:
                raise CalendarError(f"{change.day}: 달력에 없는 날입니다. 날짜와 이름을 확인해 주세요.")
            holidays = [each for each in holidays if each not in there]
            continue
        if there:
            raise CalendarError(f"{change.day} {change.name}: 이미 달력에 있습니다. 바꾸려면 먼저 빼 주세요.")
        if not change.name.strip():
            raise CalendarError(f"{change.day}: 무슨 날인지 이름을 적어 주세요.")
        if not calendar.first <= change.day <= calendar.last:
            years = f"{calendar.first.year}–{calendar.last.year}년"
            raise CalendarError(f"{change.day}: 달력({years}) 밖입니다. 연도를 확인해 주세요.")
        holidays.append(Holiday(day=change.day, name=change.name, kind=change.kind))
    if not applied:
        return calendar
    told = hashlib.sha256(repr(applied).encode()).hexdigest()[:8]
    by_date = tuple(sorted(holidays, key=lambda each: each.day))
    return replace(calendar, version=f"{calendar.version}+{told}", holidays=by_date)
