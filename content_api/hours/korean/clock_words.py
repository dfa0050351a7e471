"""Clock times as people write them -> minutes of a business day."""

import re
from typing import NamedTuple

from content_api.hours.clock import DAY
from content_api.hours.korean.tokens import HALF, NEXT_DAY

HOUR, NOON = 60, 12 * 60
LAST_HOUR = 48
_TIME = re.compile(
    rf"(?P<next>{NEXT_DAY})?\s*(?P<half>{HALF})?\s*(?P<hour>\d{{1,2}})\s*(?P<colon>[:시])\s*(?P<minute>\d{{1,2}}|반)?"
)
EARLY = 7 * HOUR  # an hour before this, said without its half of the day, may as well be an evening's
_MORNING, _AFTERNOON, _NIGHT = ("새벽", "아침", "오전"), ("오후", "낮", "저녁"), "밤"
_EVENING_FROM = 6  # 밤 6시 is this evening, 밤 1시 is after midnight


class ClockTime(NamedTuple):
    """A minute of the day, or of the day after where the words say so.

    `is_half` marks an hour from 1 to 12 of which the words do not say which half of the day it lies in.
    """

    minute: int
    is_half: bool
    is_next_day: bool


def clock_time(words: str) -> ClockTime | None:
    """오후 9시 -> 21:00; None for a time that does not exist or can be read in two ways (오전 12시)."""
    if words in ("정오", "자정"):
        return ClockTime(NOON if words == "정오" else DAY, is_half=False, is_next_day=False)
    match = _TIME.match(words)
    if match is None:
        return None
    hour, minute = int(match["hour"]), 30 if match["minute"] == "반" else int(match["minute"] or 0)
    half, is_colon = match["half"], match["colon"] == ":"
    if minute >= HOUR or hour * HOUR + minute > LAST_HOUR * HOUR:
        return None
    if half is not None:
        found = _of_half(hour, half)
        if found is None:
            return None
        hour = found
    is_half = half is None and not is_colon and 1 <= hour <= 12 and not match["hour"].startswith("0")
    at = hour * HOUR + minute
    return ClockTime(at + DAY if match["next"] and at < DAY else at, is_half, bool(match["next"]) or at > DAY)


def ranges(start: ClockTime, end: ClockTime) -> list[tuple[int, int]]:
    """Every reading of a range, the likeliest first; one reading where the words are plain."""
    first = start.minute
    if start.is_half and end.is_half and not end.is_next_day:
        length = (end.minute - first) % NOON or NOON
        return [(at, at + length) for at in (first, first + NOON)] if first < NOON else [(first, first + length)]
    if not start.is_half and end.is_half and not end.is_next_day:  # 오후 5시–2시: the next two o'clock there is
        return [(first, first + ((end.minute - first) % NOON or NOON))]
    last = end.minute if end.minute >= first else end.minute + DAY
    if start.is_half and first < EARLY and first + NOON < last:
        return [(first, last), (first + NOON, last)]
    return [(first, last)]


def spans_of_times(start: ClockTime, end: ClockTime) -> list[tuple[int, int]]:
    """The readings of a break, after midnight too."""
    found = ranges(start, end)
    return found + [
        (first + DAY, last + DAY) for first, last in found if last + DAY <= 2 * DAY and not start.is_next_day
    ]


def minutes_of_time(time: ClockTime) -> list[int]:
    """The readings of a last order, after midnight too."""
    found = [time.minute, *([time.minute + NOON] if time.is_half and time.minute < NOON else [])]
    return found + [at + DAY for at in found if at < DAY and not time.is_next_day]


def _of_half(hour: int, half: str) -> int | None:
    """The hour of 24 (or of the next day, for the small hours of 밤)."""
    if hour > 12:
        return hour if half not in _MORNING else None
    if half in _MORNING:
        return hour if hour < 12 else None
    if half in _AFTERNOON:
        is_late_morning = half == "낮" and hour == 11
        return hour if hour == 12 or is_late_morning else hour + 12
    return hour + 12 if hour >= _EVENING_FROM else hour + 24
