"""Minutes of a business day, written as a clock that may run past 24:00."""

import re

DAY = 24 * 60
_CLOCK = re.compile(r"([0-9]{2}):([0-5][0-9])")


def clock(minute: int) -> str:
    """690 -> "11:30", 1560 -> "26:00"."""
    return f"{minute // 60:02}:{minute % 60:02}"


def minute_of(text: object) -> int:
    """ "26:00" -> 1560; a number is taken as minutes.

    Raises:
        ValueError: Neither hours and minutes up to 48:00 nor such a number of minutes.
    """
    if isinstance(text, int) and not isinstance(text, bool):
        minute = text
    elif isinstance(text, str) and (match := _CLOCK.fullmatch(text)):
        minute = int(match[1]) * 60 + int(match[2])
    else:
        raise ValueError("시각은 11:00처럼 적어 주세요. 자정을 넘긴 시각은 26:00처럼 24를 더합니다.")
    if not 0 <= minute <= 2 * DAY:
        raise ValueError("시각은 00:00에서 48:00까지 적을 수 있습니다.")
    return minute
