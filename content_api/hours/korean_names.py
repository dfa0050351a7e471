"""What days, times and rules are called in Korean. Everything printed here can be read again."""

from collections.abc import Iterable, Sequence
from datetime import date

from content_api.hours.clock import DAY, clock
from content_api.hours.holiday_calendar import HolidayKind
from content_api.hours.rules import (
    WEEK,
    AlternateWeeks,
    HolidayRule,
    HoursRules,
    MonthDay,
    MonthDays,
    NthWeekday,
    Season,
    Service,
    SpecialDates,
    Weekday,
    Weekly,
)

DASH, DOT = "–", "·"
LETTERS = dict(zip(WEEK, "월화수목금토일", strict=True))
WORKING_DAYS = WEEK[:5]
SERVICES = {Service.HALL: "홀", Service.TAKE_OUT: "포장", Service.DELIVERY: "배달"}
NTHS = {1: "첫째", 2: "둘째", 3: "셋째", 4: "넷째", 5: "다섯째", -1: "마지막 주"}
FESTIVAL = (HolidayKind.FESTIVAL_DAY, HolidayKind.FESTIVAL_EVE)
KINDS = {
    HolidayKind.FESTIVAL_DAY: "명절 당일",
    HolidayKind.FESTIVAL_EVE: "명절 앞뒤 날",
    HolidayKind.FESTIVAL_SUBSTITUTE: "명절 대체공휴일",
    HolidayKind.TEMPORARY: "임시공휴일",
    HolidayKind.PUBLIC: "명절 아닌 공휴일",
}
SHORTEST_RUN = 3  # 토·일, but 화–목

Rule = Weekly | Season | NthWeekday | MonthDays | AlternateWeeks | HolidayRule | SpecialDates


def time(minute: int) -> str:
    """1230 -> "20:30", 1590 -> "익일 02:30"."""
    return clock(minute) if minute <= DAY else f"익일 {clock(minute - DAY)}"


def interval(start: int, end: int) -> str:
    """The end is the clock's, because an end before its start can only be the next day's: "17:00–02:00"."""
    if (start, end) == (0, DAY):
        return "24시간"
    shown = time(end) if end == start + DAY else clock(end if end <= DAY else end - DAY)
    return f"{clock(start)}{DASH}{shown}"


def weekdays(days: Iterable[Weekday]) -> str:
    """토요일, 토·일, 화–금."""
    named = set(days)
    chosen = [at for at, day in enumerate(WEEK) if day in named]
    letters = [LETTERS[WEEK[at]] for at in chosen]
    return f"{letters[0]}요일" if len(chosen) == 1 else runs(chosen, letters)


def runs(numbers: Sequence[int], names: Sequence[str]) -> str:
    """Names joined, three or more in a row as a range: 1–6·9–12."""
    groups: list[list[int]] = []
    for at, number in enumerate(numbers):
        if groups and numbers[groups[-1][-1]] + 1 == number:
            groups[-1].append(at)
        else:
            groups.append([at])
    return DOT.join(
        f"{names[group[0]]}{DASH}{names[group[-1]]}"
        if len(group) >= SHORTEST_RUN
        else DOT.join(names[at] for at in group)
        for group in groups
    )


def day(value: date) -> str:
    return f"{value.year}년 {value.month}월 {value.day}일"


def dates(first: date, last: date) -> str:
    """2026년 12월 24일–26일."""
    if first == last:
        return day(first)
    if first.year != last.year:
        return f"{day(first)}{DASH}{day(last)}"
    rest = f"{last.day}일" if first.month == last.month else f"{last.month}월 {last.day}일"
    return f"{day(first)}{DASH}{rest}"


def every_year(first: MonthDay, last: MonthDay) -> str:
    days = [f"{each.month}월 {each.day}일" for each in ([first] if first == last else [first, last])]
    return f"매년 {DASH.join(days)}"


def kinds(chosen: Iterable[HolidayKind]) -> str:
    """공휴일, 명절 연휴·임시공휴일."""
    named = set(chosen)
    left = [kind for kind in HolidayKind if kind in named]
    if left == list(HolidayKind):
        return "공휴일"
    if all(kind in left for kind in FESTIVAL):
        return DOT.join(["명절 연휴", *(KINDS[kind] for kind in left if kind not in FESTIVAL)])
    return DOT.join(KINDS[kind] for kind in left)


def nth_weekday(rule: NthWeekday) -> str:
    months = f"{runs(rule.months, [str(month) for month in rule.months])}월 " if rule.months else ""
    return f"{months}{DOT.join(NTHS.get(nth, str(nth)) for nth in rule.nths)} {weekdays([rule.weekday])}"


def month_days(rule: MonthDays) -> str:
    return f"매월 {DOT.join('말일' if each == -1 else f'{each}일' for each in rule.days)}"


def alternate_weeks(rule: AlternateWeeks) -> str:
    often = "격주" if rule.period_weeks == 2 else f"{rule.period_weeks}주마다"
    return f"{often} {weekdays(rule.weekdays)}"


def name(rule: Rule) -> str:
    """What a rule is called when people are told about it."""
    match rule:
        case Weekly():
            return "요일별 시간"
        case Season():
            return every_year(rule.first, rule.last)
        case NthWeekday():
            return nth_weekday(rule)
        case MonthDays():
            return month_days(rule)
        case AlternateWeeks():
            return alternate_weeks(rule)
        case HolidayRule():
            return kinds(rule.kinds)
        case SpecialDates():
            return dates(rule.first, rule.last)


def rules_in(rules: HoursRules) -> list[Rule]:
    """Every rule that has days, in the order of printing."""
    weekly = [] if rules.weekly is None else [rules.weekly]
    layers = (weekly, rules.seasons, rules.nth_weekdays, rules.month_days, rules.alternate_weeks, rules.holidays)
    return [rule for layer in (*layers, rules.specials) for rule in layer]
