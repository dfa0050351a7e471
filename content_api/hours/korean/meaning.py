"""Statements -> rules, asking where words leave something open."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from content_api.hours import korean_names as names
from content_api.hours.holiday_calendar import HolidayKind
from content_api.hours.korean import asked
from content_api.hours.korean.day_words import EVERY_DAY, next_date
from content_api.hours.korean.details import SharedDetails, with_own
from content_api.hours.korean.questions import Conversation
from content_api.hours.korean.statements import (
    Alternate,
    AlwaysOpen,
    Dates,
    Days,
    DaysOfMonth,
    DetailSaid,
    Holidays,
    HoursSaid,
    InSeason,
    Nths,
    RemarkSaid,
    Statement,
    Weekdays,
)
from content_api.hours.korean.tokens import is_condition
from content_api.hours.korean.weeks import SaidOfDays, said_of_week
from content_api.hours.rules import (
    CLOSED,
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
    SpecialDates,
    Weekday,
    WeekHours,
    Weekly,
    dated_in,
)

DaysT = TypeVar("DaysT", bound=Days)


class Meaning:
    """The rules of one text. Rules are numbered in the order in which they are said: season-1, nth-1, special-1."""

    def __init__(self, statements: Sequence[Statement], *, today: date, conversation: Conversation) -> None:
        self._statements, self._today, self._conversation = statements, today, conversation
        self._said = [(days, each) for each in statements if isinstance(each, HoursSaid) for days in self._days(each)]
        details = [each for each in statements if isinstance(each, DetailSaid)]
        self._shared = SharedDetails([each.detail for each in details if not each.days], conversation)
        self._of_days = [
            (each.detail, frozenset(day for days in each.days for day in days.days)) for each in details if each.days
        ]
        self._unused = [detail for detail, _ in self._of_days]
        self.refused = list(_misplaced(statements))

    def rules(self) -> HoursRules:
        weekly = self._weekly()
        rules = HoursRules(
            weekly=weekly,
            seasons=tuple(self._seasons(weekly)),
            nth_weekdays=tuple(self._nths()),
            month_days=tuple(
                MonthDays(rule_id=f"month-day-{at}", days=days.days, hours=self._hours(said))
                for at, (days, said) in enumerate(self._of(DaysOfMonth), 1)
            ),
            alternate_weeks=tuple(
                AlternateWeeks(
                    rule_id=f"alternate-{at}",
                    weekdays=days.weekdays,
                    period_weeks=days.period_weeks,
                    anchor=days.anchor or asked.anchor(days, said, self._today, self._conversation),
                    hours=self._hours(said),
                )
                for at, (days, said) in enumerate(self._of(Alternate), 1)
            ),
            holidays=tuple(self._holidays()),
            specials=tuple(
                SpecialDates(
                    rule_id=f"special-{at}",
                    first=days.first,
                    last=days.last,
                    hours=with_own(_plain(said), said.details, self._conversation),
                    reason=said.reason,
                )
                for at, (days, said) in enumerate(self._of(Dates), 1)
            ),
            remarks=tuple(each.words for each in self._statements if isinstance(each, RemarkSaid)),
        )
        self._ask_about(rules)
        self._refuse_what_nothing_took(rules)
        return rules

    def _days(self, said: HoursSaid) -> Iterator[Days]:
        """The days of a statement; dates without a year are this year's or every year's."""
        for days in said.days or (EVERY_DAY,):
            is_doubtful = isinstance(days, InSeason) and not days.is_said
            if isinstance(days, InSeason) and is_doubtful and not asked.is_every_year(days, said, self._conversation):
                first = next_date(days.first, self._today)
                yield Dates(first, next_date(days.last, first))
            else:
                yield days

    def _of(self, kind: type[DaysT]) -> list[tuple[DaysT, HoursSaid]]:
        return [(days, said) for days, said in self._said if isinstance(days, kind)]

    def _hours(self, said: HoursSaid) -> DayHours:
        hours = with_own(_plain(said), said.details, self._conversation)
        return self._shared.join(hours, said.words)

    def _weekly(self) -> Weekly | None:
        said = [SaidOfDays(days, each) for days, each in self._of(Weekdays)]
        if not said and not self._is_always_open():
            if self._of(InSeason):
                asked.about_other_months(self._conversation)
                return Weekly(days=(CLOSED,) * 7)
            if not self._details_without_hours():
                return None
        days = self._said_days(said)
        if any(not each.is_closing for each in said):
            missing = [day for day, hours in zip(WEEK, days, strict=True) if hours is None]
            if missing:
                asked.about_other_days(missing, self._conversation)
            return Weekly(days=_seven(CLOSED if hours is None else hours for hours in days))
        asked.about_hours(self._conversation)
        unstated = (self._with_details(day, UNSTATED, "매일") for day in WEEK)
        return Weekly(
            days=_seven(other if hours is None else hours for hours, other in zip(days, unstated, strict=True))
        )

    def _details_without_hours(self) -> bool:
        """Whether breaks or last orders are said, and no hours at all to which they could belong."""
        is_said = any(isinstance(each, DetailSaid) for each in self._statements)
        return is_said and not any(said.hours != CLOSED for days, said in self._said if not isinstance(days, Dates))

    def _said_days(self, said: Sequence[SaidOfDays]) -> list[DayHours | None]:
        """The hours of each weekday of which something is said."""
        week = said_of_week(said)
        self.refused += [each.text for each in week.contradictions]
        return [None if each is None else self._hours_on(day, each) for day, each in zip(WEEK, week.days, strict=True)]

    def _hours_on(self, day: Weekday, chosen: SaidOfDays) -> DayHours:
        if chosen.is_closing:
            return CLOSED
        hours = with_own(_plain(chosen.said), chosen.said.details, self._conversation)
        return self._with_details(day, hours, chosen.said.words)

    def _with_details(self, day: Weekday, hours: DayHours, called: str) -> DayHours:
        """The hours of a weekday with the breaks and last orders said of it, then those said of all hours."""
        of_day = [detail for detail, days in self._of_days if day in days]
        self._unused = [each for each in self._unused if each not in of_day]
        return self._shared.join(with_own(hours, of_day, self._conversation), called)

    def _seasons(self, weekly: Weekly | None) -> Iterator[Season]:
        parts = dict.fromkeys((days.first, days.last) for days, _ in self._of(InSeason))
        resting = [
            SaidOfDays(days, said) for days, said in self._of(Weekdays) if days.is_named and said.hours == CLOSED
        ]
        for at, (first, last) in enumerate(parts, 1):
            own = [
                SaidOfDays(days.weekdays, said)
                for days, said in self._of(InSeason)
                if (days.first, days.last) == (first, last)
            ]
            is_general = any(not each.days.is_named and not each.is_closing for each in own)
            days = self._said_days([*own, *(resting if is_general else [])])
            ordinary = weekly.days if weekly else (UNSTATED,) * 7
            filled = (other if hours is None else hours for hours, other in zip(days, ordinary, strict=True))
            yield Season(rule_id=f"season-{at}", first=first, last=last, days=_seven(filled))

    def _nths(self) -> Iterator[NthWeekday]:
        said = [(days, weekday, each) for days, each in self._of(Nths) for weekday in days.weekdays]
        for at, (days, weekday, each) in enumerate(said, 1):
            yield NthWeekday(
                rule_id=f"nth-{at}", weekday=weekday, nths=days.nths, months=days.months, hours=self._hours(each)
            )

    def _holidays(self) -> Iterator[HolidayRule]:
        """Narrower words win: 공휴일 10:00–17:00, 명절 당일 휴무."""
        said = [(asked.holiday_kinds(days, self._conversation), each) for days, each in self._of(Holidays)]
        rules: list[tuple[frozenset[HolidayKind], DayHours | LikeWeekday]] = []
        for kinds, each in said:
            left = kinds.difference(*(other for other, _ in said if other < kinds))
            hours = each.hours if isinstance(each.hours, LikeWeekday) else self._hours(each)
            if hours != CLOSED and {*names.FESTIVAL} <= left and not asked.opens_on_festivals(self._conversation):
                rules.append((frozenset({HolidayKind.FESTIVAL_DAY}), CLOSED))
                left -= {HolidayKind.FESTIVAL_DAY}
            rules.append((left, hours))
        if self._is_always_open() and not rules and (off := asked.kinds_off_all_year_round(self._conversation)):
            rules.append((off, CLOSED))
        for at, (left, hours) in enumerate(rules, 1):
            yield HolidayRule(rule_id=f"holiday-{at}", kinds=tuple(k for k in HolidayKind if k in left), hours=hours)

    def _ask_about(self, rules: HoursRules) -> None:
        for remark in rules.remarks:
            if is_condition(remark):
                asked.about_condition(remark, self._conversation)
        is_closing = any(hours == CLOSED for season in rules.seasons for hours in season.days)
        if is_closing and any(rule.hours != CLOSED for rule in rules.holidays):
            asked.about_yearly_closing(self._conversation)

    def _refuse_what_nothing_took(self, rules: HoursRules) -> None:
        for detail in (*self._shared.unused, *self._unused):
            self.refused.append(f"‘{detail.words}’: 어느 영업시간에도 들어맞지 않습니다. 시각을 고쳐 주세요.")
        weekly = rules.weekly.days if rules.weekly else ()
        regular = [rule.hours for rule in dated_in(rules) if not isinstance(rule, SpecialDates)]
        if self._is_always_open() and CLOSED in (*weekly, *regular):
            self.refused.append("‘연중무휴’: 쉬는 날도 적혀 있습니다. 둘 중 맞는 말만 남겨 주세요.")

    def _is_always_open(self) -> bool:
        return any(isinstance(each, AlwaysOpen) for each in self._statements)


def _misplaced(statements: Sequence[Statement]) -> Iterator[str]:
    """What stands where it can mean nothing."""
    for said in statements:
        if not isinstance(said, HoursSaid):
            continue
        if said.reason and not all(isinstance(days, Dates) or _is_doubtful(days) for days in said.days):
            yield f"‘{said.words}’: 사유는 날짜를 정한 날에만 적을 수 있습니다. 사유를 빼 주세요."
        if said.details and (said.hours == CLOSED or isinstance(said.hours, LikeWeekday)):
            yield f"‘{said.words}’: 괄호 안의 시각이 쓰일 데가 없습니다. 괄호를 빼 주세요."
        if isinstance(said.hours, LikeWeekday) and not all(isinstance(days, Holidays) for days in said.days):
            yield f"‘{said.words}’: 다른 요일처럼 여는 것은 공휴일만입니다. 시각을 적어 주세요."


def _is_doubtful(days: Days) -> bool:
    return isinstance(days, InSeason) and not days.is_said


def _plain(said: HoursSaid) -> DayHours:
    return UNSTATED if isinstance(said.hours, LikeWeekday) else said.hours


def _seven(days: Iterable[DayHours]) -> WeekHours:
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = days
    return monday, tuesday, wednesday, thursday, friday, saturday, sunday
