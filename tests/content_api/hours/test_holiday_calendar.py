"""The calendar of Korea: its days follow the law and the moon, and the operator can change it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from math import radians, sin

import pytest

from content_api.hours.holiday_calendar import (
    AddedHoliday,
    CalendarError,
    Holiday,
    HolidayCalendar,
    HolidayKind,
    RemovedHoliday,
    changed,
    korean_holidays,
)

CALENDAR = korean_holidays()
YEARS = range(2024, 2031)
ONE_DAY = timedelta(1)
SATURDAY, SUNDAY = 5, 6
FIXED = {
    "1월 1일": (1, 1, 1949),
    "3·1절": (3, 1, 1949),
    "노동절": (5, 1, 2026),  # 공휴일에 관한 법률, amended in spring 2026
    "어린이날": (5, 5, 1975),
    "현충일": (6, 6, 1956),
    "제헌절": (7, 17, 2026),  # 공휴일에 관한 법률, amended on 10 February 2026
    "광복절": (8, 15, 1949),
    "개천절": (10, 3, 1949),
    "한글날": (10, 9, 2013),
    "기독탄신일": (12, 25, 1949),
}
# The lunar month that holds this solar term (중기) bears its number; the day of the month is counted from the new moon.
LUNAR = {"설날": ((2, 19), 1), "부처님 오신 날": ((5, 21), 8), "추석": ((9, 23), 15)}
FESTIVALS = (HolidayKind.FESTIVAL_DAY, HolidayKind.FESTIVAL_EVE)
NO_SUBSTITUTE = {"1월 1일", "현충일"}


def named(name: str, year: int) -> list[date]:
    return [each.day for each in CALENDAR.holidays if each.name == name and each.day.year == year]


@pytest.mark.parametrize("name", FIXED)
def test_days_of_the_sun_fall_on_their_date_since_the_law_names_them(name: str) -> None:
    month, day, since = FIXED[name]
    assert [named(name, year) for year in YEARS] == [
        [date(year, month, day)] if year >= since else [] for year in YEARS
    ]


def new_moon(lunation: int) -> datetime:
    """The instant of a new moon, to about two minutes (Meeus, Astronomical Algorithms, chapter 49, larger terms)."""
    t = lunation / 1236.85
    e = 1 - 0.002516 * t
    sun = radians(2.5534 + 29.10535670 * lunation)
    moon = radians(201.5643 + 385.81693528 * lunation + 0.0107582 * t * t)
    latitude = radians(160.7108 + 390.67050284 * lunation - 0.0016118 * t * t)
    node = radians(124.7746 - 1.56375588 * lunation)
    terms = (
        -0.40720 * sin(moon),
        0.17241 * e * sin(sun),
        0.01608 * sin(2 * moon),
        0.01039 * sin(2 * latitude),
        0.00739 * e * sin(moon - sun),
        -0.00514 * e * sin(moon + sun),
        0.00208 * e * e * sin(2 * sun),
        -0.00111 * sin(moon - 2 * latitude),
        -0.00057 * sin(moon + 2 * latitude),
        0.00056 * e * sin(2 * moon + sun),
        -0.00042 * sin(3 * moon),
        0.00042 * e * sin(sun + 2 * latitude),
        0.00038 * e * sin(sun - 2 * latitude),
        -0.00024 * e * sin(2 * moon - sun),
        -0.00017 * sin(node),
    )
    days = 29.530588861 * lunation + 0.00015437 * t * t + sum(terms)
    mean = datetime(2000, 1, 6, 14, 20, 38, tzinfo=UTC)  # JDE 2451550.09766
    return mean + timedelta(days=days) - timedelta(seconds=71)  # dynamical time is ahead of the clock


def first_days_of_months(year: int) -> list[date]:
    """The days of new moons at 135° east, whose time Korea keeps."""
    about = round((year - 2000) * 12.3685)
    return [(new_moon(at) + timedelta(hours=9)).date() for at in range(about - 2, about + 16)]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("name", LUNAR)
def test_days_of_the_moon_are_counted_from_its_new_moon_in_korea(name: str, year: int) -> None:
    (month, day), count = LUNAR[name]
    begins = max(first for first in first_days_of_months(year) if first <= date(year, month, day))
    assert named(name, year) == [begins + timedelta(count - 1)]


def test_seollal_2027_and_2028_are_a_day_later_than_in_china() -> None:
    beijing = {(new_moon(at) + timedelta(hours=8)).date() for year in (2027, 2028) for at in range(330, 350)}
    for day in (date(2027, 2, 7), date(2028, 1, 27)):
        assert day in {each.day for each in CALENDAR.holidays if each.name == "설날"}
        assert day not in beijing
        assert day - ONE_DAY in beijing


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("festival", ["설날", "추석"])
def test_a_festival_has_a_day_before_and_a_day_after(festival: str, year: int) -> None:
    (day,) = named(festival, year)
    assert named(f"{festival} 전날", year) == [day - ONE_DAY]
    assert named(f"{festival} 다음 날", year) == [day + ONE_DAY]


def substitutes() -> Iterator[tuple[date, str, HolidayKind]]:
    """관공서의 공휴일에 관한 규정 제3조, as it stands since May 2023 (제헌절 and 노동절 since 2026).

    A festival's three days move from a Sunday, the others from Saturday and Sunday, and both from another holiday,
    to the next day that is none; two on one day have one substitute.
    """
    own = [each for each in CALENDAR.holidays if not each.name.startswith("대체공휴일")]
    for day in sorted({each.day for each in own}):
        there = [each for each in own if each.day == day and each.kind is not HolidayKind.TEMPORARY]
        moving = [each for each in there if moves(each, there)]
        if moving:
            free = day + ONE_DAY
            while free in {each.day for each in own} or free.weekday() in (SATURDAY, SUNDAY):
                free += ONE_DAY
            is_festival = any(each.kind in FESTIVALS for each in moving)
            yield (
                free,
                "설날" if is_festival and free.month < 6 else "추석" if is_festival else "",
                kind_of(is_festival),
            )


def moves(holiday: Holiday, there: list[Holiday]) -> bool:
    if holiday.name in NO_SUBSTITUTE or "선거일" in holiday.name:
        return False
    off = (SUNDAY,) if holiday.kind in FESTIVALS else (SATURDAY, SUNDAY)
    return holiday.day.weekday() in off or len(there) > 1


def kind_of(is_festival: bool) -> HolidayKind:
    return HolidayKind.FESTIVAL_SUBSTITUTE if is_festival else HolidayKind.PUBLIC


def test_substitute_days_are_those_of_the_law_and_no_others() -> None:
    written = {(each.day, each.kind) for each in CALENDAR.holidays if each.name.startswith("대체공휴일")}
    assert written == {(day, kind) for day, _, kind in substitutes()}
    for day, festival, _ in substitutes():
        assert festival in next(each.name for each in CALENDAR.holidays if each.day == day)


def test_days_that_are_announced_are_there() -> None:
    temporary = {each.day for each in CALENDAR.holidays if each.kind is HolidayKind.TEMPORARY}
    assert temporary == {date(2024, 10, 1), date(2025, 1, 27), date(2025, 6, 3)}
    elections = {
        each.day: bool(each.doubt) for each in CALENDAR.holidays if "선거일" in each.name and each.kind == "public"
    }
    told, reckoned = [date(2024, 4, 10), date(2026, 6, 3)], [date(2028, 4, 12), date(2030, 3, 27), date(2030, 6, 12)]
    assert elections == dict.fromkeys(told, False) | dict.fromkeys(reckoned, True)


def test_the_calendar_says_where_it_comes_from_and_how_far_it_reaches() -> None:
    assert CALENDAR.sources
    assert CALENDAR.version
    assert CALENDAR.first == date(YEARS[0], 1, 1)
    assert CALENDAR.last == date(YEARS[-1], 12, 31)
    assert all(CALENDAR.first <= each.day <= CALENDAR.last for each in CALENDAR.holidays)
    assert CALENDAR.first <= CALENDAR.checked_on <= CALENDAR.last


def names_on(calendar: HolidayCalendar, day: date) -> list[str]:
    return [each.name for each in calendar.by_day.get(day, ())]


def test_the_operator_adds_a_day_and_the_version_tells() -> None:
    day = date(2027, 10, 5)
    more = changed(CALENDAR, [AddedHoliday(day=day, name="임시공휴일")])
    assert names_on(more, day) == ["임시공휴일"]
    assert names_on(CALENDAR, day) == []
    assert more.version.startswith(f"{CALENDAR.version}+")
    other = changed(CALENDAR, [AddedHoliday(day=day + ONE_DAY, name="임시공휴일")])
    assert len({CALENDAR.version, more.version, other.version}) == 3
    assert changed(CALENDAR, [AddedHoliday(day=day, name="임시공휴일")]) == more


def test_the_operator_takes_out_a_day_or_one_name_of_it() -> None:
    day = date(2025, 5, 5)
    assert names_on(changed(CALENDAR, [RemovedHoliday(day=day)]), day) == []
    assert names_on(changed(CALENDAR, [RemovedHoliday(day=day, name="어린이날")]), day) == ["부처님 오신 날"]


def test_without_changes_the_calendar_is_the_same() -> None:
    assert changed(CALENDAR, []) is CALENDAR


def test_a_day_that_was_taken_out_can_be_added_with_another_kind() -> None:
    day = date(2026, 6, 3)
    again = changed(CALENDAR, [RemovedHoliday(day=day), AddedHoliday(day=day, name="지방선거일")])
    assert [each.kind for each in again.by_day[day]] == [HolidayKind.TEMPORARY]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (RemovedHoliday(day=date(2026, 11, 11)), "2026-11-11: 달력에 없는 날입니다."),
        (RemovedHoliday(day=date(2026, 12, 25), name="성탄절"), "2026-12-25: 달력에 없는 날입니다."),
        (AddedHoliday(day=date(2026, 12, 25), name="기독탄신일"), "이미 달력에 있습니다."),
        (AddedHoliday(day=date(2026, 11, 11), name=" "), "이름을 적어 주세요."),
        (AddedHoliday(day=date(2031, 1, 1), name="새해"), "2024–2030년"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused_with_what_to_do(
    change: AddedHoliday | RemovedHoliday, words: str
) -> None:
    with pytest.raises(CalendarError, match="주세요") as refused:
        changed(CALENDAR, [change])
    assert words in str(refused.value)


def test_of_two_holidays_on_a_day_the_festival_comes_first() -> None:
    assert names_on(CALENDAR, date(2028, 10, 3)) == ["추석", "개천절"]
