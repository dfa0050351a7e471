"""Words for days -> the days: 매주 월요일, 둘째·넷째 일요일, 매월 10일, 격주, 명절 당일, 7월–8월, 12월 24일–26일."""

import calendar
import re
from datetime import date
from itertools import pairwise

from content_api.hours.holiday_calendar import HolidayKind
from content_api.hours.korean.statements import (
    Alternate,
    Dates,
    Days,
    DaysOfMonth,
    Holidays,
    InSeason,
    Nths,
    Weekdays,
)
from content_api.hours.korean.tokens import Kind
from content_api.hours.korean.words import NotUnderstoodError, Words
from content_api.hours.korean_names import FESTIVAL, LETTERS, WORKING_DAYS
from content_api.hours.rules import WEEK, MonthDay, Weekday

EVERY_DAY = Weekdays(frozenset(WEEK), is_named=False)
LONGEST_LIST = 62  # 31 numbers, and what stands between them
LISTING = (Kind.DOT, Kind.DASH, Kind.COMMA, Kind.JOINED)
_DAYS = {letter: day for day, letter in LETTERS.items()}
_NTHS = {"첫": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4, "다": 5, "마": -1}
_PARTICLE = re.compile(r"(?:에는|에도|은|는|엔|에|도|마다)$")
_LEAP_YEAR = 2028
_NO_SUCH_DAY = "없는 날입니다. 날짜를 고쳐 주세요."


def read_days(words: Words, today: date) -> Days | None:
    """The days that the next words name; None where they name none, and then nothing is read.

    Raises:
        NotUnderstoodError: They begin to name days, and then do not.
    """
    match _kind_of_list(words) if words.kind() is Kind.NUMBER else words.kind():
        case Kind.EVERY_DAY:
            words.take(Kind.EVERY_DAY)
            return EVERY_DAY
        case Kind.EVERY_WEEK | Kind.WEEKDAYS:
            words.take(Kind.EVERY_WEEK)
            return Weekdays(frozenset(read_weekdays(words)))
        case Kind.EVERY_MONTH:
            words.take(Kind.EVERY_MONTH)
            return _nths(words, ()) if _kind_of_list(words) is Kind.NTH else _days_of_month(words)
        case Kind.NTH:
            return _nths(words, ())
        case Kind.WEEKS:
            return _alternate(words)
        case Kind.HOLIDAYS:
            return _holidays(words)
        case Kind.EVERY_YEAR | Kind.MONTH_DAY | Kind.MONTH:
            return _part_of_year(words, today)
        case Kind.DATE:
            return _dates(words)
        case _:
            return None


def read_weekdays(words: Words) -> tuple[Weekday, ...]:
    """월·수–금, in the order of the week.

    Raises:
        NotUnderstoodError: No weekday follows, or one twice.
    """
    found: list[Weekday] = []
    joined = Kind.DOT
    while text := words.take(Kind.WEEKDAYS):
        days = _weekdays(text)
        if joined is Kind.DASH:
            first, last = WEEK.index(found[-1]), WEEK.index(days[0])
            found += [WEEK[at % len(WEEK)] for at in range(first + 1, last + (len(WEEK) if last < first else 0))]
        found += days
        follows = words.kind()
        if follows not in (Kind.DOT, Kind.DASH, Kind.JOINED) or words.kind(1) is not Kind.WEEKDAYS:
            break
        joined = follows
        words.take(follows)
    if not found or len(set(found)) < len(found):
        raise NotUnderstoodError("어느 요일인지 ‘월·수·금’처럼 한 번씩 적어 주세요.")
    return tuple(day for day in WEEK if day in found)


def next_date(month_day: MonthDay, today: date) -> date:
    """The day of that name, today or later."""
    for year in range(today.year, today.year + 9):
        try:
            found = date(year, month_day.month, month_day.day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise NotUnderstoodError(_NO_SUCH_DAY)


def _kind_of_list(words: Words) -> Kind | None:
    """What a list of bare numbers is a list of: "2, 4주", "1–6·9–12월", "5, 15, 25일"; None for hours."""
    ahead, between = 0, set()
    while (kind := words.kind(ahead)) in (Kind.NUMBER, *LISTING) and ahead < LONGEST_LIST:
        between.add(kind)
        ahead += 1
    if kind is Kind.NTH:
        return None if Kind.DASH in between else kind
    if kind is Kind.MONTH:
        return None if Kind.COMMA in between else kind
    return kind if kind in (Kind.DAY_OF_MONTH, Kind.LAST_DAY) else None


def _weekdays(text: str) -> tuple[Weekday, ...]:
    name = _PARTICLE.sub("", text.removesuffix("요일")) if len(text) > 1 else text
    name = name.removesuffix("요일")
    if name == "평일":
        return WORKING_DAYS
    if name == "주말":
        return WEEK[5:]
    return tuple(_DAYS[letter] for letter in name)


def _nths(words: Words, months: tuple[int, ...]) -> Nths:
    nths: list[int] = []
    while text := words.take(Kind.NTH, Kind.NUMBER):
        nths.append(int(text[0]) if text[0].isdigit() else _NTHS[text[0]])
        if words.kind() in (Kind.DOT, Kind.COMMA, Kind.JOINED) and words.kind(1) in (Kind.NTH, Kind.NUMBER):
            words.take(*LISTING)
        elif words.kind() is not Kind.NTH:
            break
    if words.kind() is not Kind.WEEKDAYS:
        raise NotUnderstoodError("몇째 무슨 요일인지 ‘둘째·넷째 일요일’처럼 적어 주세요.")
    return Nths(read_weekdays(words), tuple(nths), months)


def _days_of_month(words: Words) -> DaysOfMonth:
    days: list[int] = []
    while text := words.take(Kind.DAY_OF_MONTH, Kind.LAST_DAY, Kind.NUMBER):
        days.append(int(re.sub(r"\D", "", text)) if text[0].isdigit() else -1)
        if words.kind() not in (Kind.DOT, Kind.COMMA, Kind.JOINED):
            break
        follows = words.kind(1)
        if follows is Kind.NUMBER and _kind_of_list(words) is None:
            break
        if follows not in (Kind.DAY_OF_MONTH, Kind.LAST_DAY, Kind.NUMBER):
            break
        words.take(*LISTING)
    if not days:
        raise NotUnderstoodError("매월 며칠인지 ‘매월 10일’, ‘매월 둘째 일요일’처럼 적어 주세요.")
    return DaysOfMonth(tuple(days))


def _alternate(words: Words) -> Alternate:
    digits = re.sub(r"\D", "", words.take(Kind.WEEKS) or "")
    if words.kind() is not Kind.WEEKDAYS:
        raise NotUnderstoodError("무슨 요일인지 ‘격주 월요일 휴무’처럼 적어 주세요.")
    days, anchor = read_weekdays(words), None
    if words.kind() is Kind.LEFT and words.kind(1) is Kind.ANCHOR:
        words.take(Kind.LEFT)
        words.take(Kind.ANCHOR)
        anchor = _date(words.take(Kind.DATE) or "")
        words.take(Kind.RIGHT)
    return Alternate(days, int(digits or 2), anchor)


def _holidays(words: Words) -> Holidays:
    kinds: set[HolidayKind] = set()
    question = ""
    while text := words.take(Kind.HOLIDAYS):
        found, asks = _holiday_kinds(_PARTICLE.sub("", re.sub(r"\s", "", text)))
        kinds |= found
        question = question or asks
        if words.kind() not in (Kind.DOT, Kind.JOINED) or words.kind(1) is not Kind.HOLIDAYS:
            break
        words.take(*LISTING)
    if HolidayKind.FESTIVAL_SUBSTITUTE in kinds:
        question = ""
    return Holidays(frozenset(kinds), question)


def _holiday_kinds(name: str) -> tuple[set[HolidayKind], str]:
    """The kinds that a name stands for, and what it leaves open."""
    if name in ("공휴일", "법정공휴일"):
        return set(HolidayKind), ""
    if name == "명절아닌공휴일":
        return {HolidayKind.PUBLIC}, ""
    if name == "임시공휴일":
        return {HolidayKind.TEMPORARY}, ""
    if name == "대체공휴일":
        raise NotUnderstoodError("대체공휴일만 따로 정할 수 없습니다. ‘명절 대체공휴일’이나 ‘공휴일’로 적어 주세요.")
    if not name.startswith("명절") and not ("설" in name and "추석" in name):
        raise NotUnderstoodError(
            "설과 추석을 따로 정할 수 없습니다. ‘명절 당일 휴무’나 ‘2027년 2월 7일 휴무’처럼 적어 주세요."
        )
    if name.endswith("당일"):
        return {HolidayKind.FESTIVAL_DAY}, ""
    if name.endswith("앞뒤날"):
        return {HolidayKind.FESTIVAL_EVE}, ""
    if name.endswith("대체공휴일"):
        return {HolidayKind.FESTIVAL_SUBSTITUTE}, ""
    return set(FESTIVAL), "연휴" if name.endswith("연휴") else "명절"


def _part_of_year(words: Words, today: date) -> Days:
    is_yearly = words.take(Kind.EVERY_YEAR) is not None
    if words.kind() is Kind.MONTH_DAY:
        first, last = _month_days(words, today)
        return InSeason(first, last, _weekdays_after(words), is_said=is_yearly)
    months = _months(words)
    if _kind_of_list(words) is Kind.NTH:
        return _nths(words, tuple(sorted(set(months))))
    if not months or any((one % 12) + 1 != other for one, other in pairwise(months)):
        raise NotUnderstoodError("몇 월부터 몇 월까지인지 ‘11월–3월’처럼 적어 주세요.")
    last_day = calendar.monthrange(_LEAP_YEAR, months[-1])[1]
    ends = MonthDay(month=months[0], day=1), MonthDay(month=months[-1], day=last_day)
    return InSeason(*ends, _weekdays_after(words))


def _weekdays_after(words: Words) -> Weekdays:
    if words.take(Kind.EVERY_DAY):
        return EVERY_DAY
    if words.kind() in (Kind.WEEKDAYS, Kind.EVERY_WEEK):
        words.take(Kind.EVERY_WEEK)
        return Weekdays(frozenset(read_weekdays(words)))
    return EVERY_DAY


def _months(words: Words) -> list[int]:
    months: list[int] = []
    joined = Kind.DOT
    while text := words.take(Kind.MONTH, Kind.NUMBER):
        month = int(re.sub(r"\D", "", text))
        if not 1 <= month <= 12:
            raise NotUnderstoodError(_NO_SUCH_DAY)
        if joined is Kind.DASH:
            months += [at % 12 + 1 for at in range(months[-1], month - 1 + (12 if month < months[-1] else 0))]
        months.append(month)
        follows = words.kind()
        if follows not in (Kind.DOT, Kind.DASH) or words.kind(1) not in (Kind.MONTH, Kind.NUMBER):
            break
        joined = follows
        words.take(follows)
    return months


def _month_days(words: Words, today: date) -> tuple[MonthDay, MonthDay]:
    first = _month_day(words.take(Kind.MONTH_DAY) or "")
    _weekday_in_brackets(words, next_date(first, today))
    last = first
    if words.kind() is Kind.DASH and words.kind(1) in (Kind.MONTH_DAY, Kind.DAY_OF_MONTH):
        words.take(Kind.DASH)
        last = _month_day(words.take(Kind.MONTH_DAY, Kind.DAY_OF_MONTH) or "", month=first.month)
        _weekday_in_brackets(words, next_date(last, next_date(first, today)))
    return first, last


def _dates(words: Words) -> Dates:
    first = _date(words.take(Kind.DATE) or "")
    _weekday_in_brackets(words, first)
    last = first
    if words.kind() is Kind.DASH and words.kind(1) in (Kind.DATE, Kind.MONTH_DAY, Kind.DAY_OF_MONTH):
        words.take(Kind.DASH)
        if text := words.take(Kind.DATE):
            last = _date(text)
        else:
            ends = _month_day(words.take(Kind.MONTH_DAY, Kind.DAY_OF_MONTH) or "", month=first.month)
            last = next_date(ends, first)
        _weekday_in_brackets(words, last)
    return Dates(first, last)


def _weekday_in_brackets(words: Words, day: date) -> None:
    """11월 10일(화): the weekday must be the day's."""
    if [words.kind(at) for at in range(3)] == [Kind.LEFT, Kind.WEEKDAYS, Kind.RIGHT]:
        words.take(Kind.LEFT)
        if read_weekdays(words) != (WEEK[day.weekday()],):
            raise NotUnderstoodError(
                f"{day.month}월 {day.day}일은 {LETTERS[WEEK[day.weekday()]]}요일입니다. 고쳐 주세요."
            )
        words.take(Kind.RIGHT)


def _date(text: str) -> date:
    try:
        year, month, day = map(int, re.findall(r"\d+", text))
        return date(year, month, day)
    except ValueError:
        raise NotUnderstoodError(_NO_SUCH_DAY) from None


def _month_day(text: str, month: int = 0) -> MonthDay:
    numbers = [int(each) for each in re.findall(r"\d+", text)]
    found = MonthDay(month=numbers[0] if len(numbers) > 1 else month, day=numbers[-1])
    _date(f"{_LEAP_YEAR} {found.month} {found.day}")
    return found
