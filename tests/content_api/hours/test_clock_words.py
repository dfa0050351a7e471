"""Clock times in words: which half of the day, which day, and when that cannot be known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_api.hours.clock import DAY, clock, minute_of
from content_api.hours.korean.clock_words import clock_time, minutes_of_time, ranges, spans_of_times
from content_api.hours.korean_names import interval, time

minutes_of_day = st.integers(0, DAY)


def minute(words: str) -> int:
    found = clock_time(words)
    assert found is not None, words
    return found.minute


def readings(start: str, end: str) -> list[str]:
    first, last = clock_time(start), clock_time(end)
    assert first is not None
    assert last is not None
    return [f"{clock(one)}-{clock(other)}" for one, other in ranges(first, last)]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("11:00", "11:00"),
        ("9시", "09:00"),
        ("9시 30분", "09:30"),
        ("9시 반", "09:30"),
        ("오전 9시", "09:00"),
        ("오후 9시", "21:00"),
        ("오후 9:30", "21:30"),
        ("오후 12시", "12:00"),
        ("오후 13시", "13:00"),
        ("낮 11시", "11:00"),
        ("낮 12시", "12:00"),
        ("낮 1시", "13:00"),
        ("저녁 7시", "19:00"),
        ("밤 10시", "22:00"),
        ("밤 12시", "24:00"),
        ("밤 1시", "25:00"),
        ("새벽 2시", "02:00"),
        ("아침 7시", "07:00"),
        ("익일 02:00", "26:00"),
        ("다음 날 새벽 2시", "26:00"),
        ("26시", "26:00"),
        ("24:00", "24:00"),
        ("정오", "12:00"),
        ("자정", "24:00"),
    ],
)
def test_a_time_is_a_minute(words: str, wanted: str) -> None:
    assert clock(minute(words)) == wanted


@pytest.mark.parametrize("words", ["오전 12시", "새벽 12시", "오전 13시", "11:60", "49시", "48:01", "시", "", "반"])
def test_a_time_that_does_not_exist_or_means_two_is_none(words: str) -> None:
    assert clock_time(words) is None


@pytest.mark.parametrize(
    ("start", "end", "wanted"),
    [
        ("11:00", "21:00", ["11:00-21:00"]),
        ("17:00", "02:00", ["17:00-26:00"]),
        ("17:00", "00:00", ["17:00-24:00"]),
        ("17시", "2시", ["17:00-26:00"]),
        ("오후 5시", "2시", ["17:00-26:00"]),
        ("오후 2시", "9시", ["14:00-21:00"]),
        ("오전 11시", "9시", ["11:00-21:00"]),
        ("9시", "18시", ["09:00-18:00"]),
        ("08시", "8시", ["08:00-20:00"]),
        ("9시", "6시", ["09:00-18:00", "21:00-30:00"]),
        ("7시", "11시", ["07:00-11:00", "19:00-23:00"]),
        ("12시", "10시", ["12:00-22:00"]),
        ("5시", "23시", ["05:00-23:00", "17:00-23:00"]),
        ("5시", "15시", ["05:00-15:00"]),
        ("9시", "9시", ["09:00-21:00", "21:00-33:00"]),
        ("10:00", "익일 10:00", ["10:00-34:00"]),
        ("11:00", "11:00", ["11:00-11:00"]),
    ],
)
def test_a_range_has_as_many_readings_as_its_words_allow(start: str, end: str, wanted: list[str]) -> None:
    assert readings(start, end) == wanted


@pytest.mark.parametrize(
    ("start", "end", "wanted"),
    [
        ("15:00", "17:00", [(900, 1020), (2340, 2460)]),
        ("3시", "5시", [(180, 300), (900, 1020), (1620, 1740), (2340, 2460)]),
        ("익일 00:30", "익일 01:00", [(1470, 1500)]),
        ("23:00", "00:30", [(1380, 1470)]),
    ],
)
def test_a_break_may_lie_after_midnight(start: str, end: str, wanted: list[tuple[int, int]]) -> None:
    first, last = clock_time(start), clock_time(end)
    assert first is not None
    assert last is not None
    assert spans_of_times(first, last) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [("20:30", [1230, 2670]), ("8시 30분", [510, 1230, 1950, 2670]), ("새벽 1시", [60, 1500]), ("익일 01:00", [1500])],
)
def test_a_last_order_may_lie_after_midnight(words: str, wanted: list[int]) -> None:
    found = clock_time(words)
    assert found is not None
    assert minutes_of_time(found) == wanted


@given(st.integers(0, 2 * DAY - 1))
def test_a_minute_is_written_and_read_as_itself(at: int) -> None:
    assert minute_of(clock(at)) == at
    assert minute(time(at)) == at


@given(st.integers(0, DAY - 1), st.integers(1, DAY))
def test_an_interval_is_written_so_that_it_has_one_reading(start: int, length: int) -> None:
    text = interval(start, start + length)
    if text == "24시간":
        assert (start, length) == (0, DAY)
        return
    first, last = (clock_time(words) for words in text.split("–"))
    assert first is not None
    assert last is not None
    assert ranges(first, last) == [(start, start + length)]
