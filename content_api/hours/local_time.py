"""Local days and minutes -> instants, by an IANA zone and nothing of the machine's own.

Inside the engine an instant is a whole number of minutes since 1970-01-01T00:00Z.
"""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from content_api.hours.clock import DAY

SEOUL = ZoneInfo("Asia/Seoul")
YEARS = range(2000, 2200)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


def epoch_minute(instant: datetime) -> int:
    """The minute that an instant lies in.

    Raises:
        ValueError: The instant names no zone, or lies outside the years that rules are made for.
    """
    if instant.tzinfo is None:
        raise ValueError(f"{instant} has no zone: give an aware datetime, such as 2026-11-10T11:00+09:00.")
    if instant.year not in YEARS:
        raise ValueError(f"{instant} lies outside {YEARS[0]} to {YEARS[-1]}, the years that hours are reckoned for.")
    return (instant - _EPOCH) // _MINUTE


@lru_cache(maxsize=1 << 16)
def instant_of(minute: int, zone: ZoneInfo) -> datetime:
    return (_EPOCH + minute * _MINUTE).astimezone(zone)


def local_day(minute: int, zone: ZoneInfo) -> date:
    return instant_of(minute, zone).date()


@lru_cache(maxsize=1 << 12)
def midnight(day: date, zone: ZoneInfo) -> int:
    """The first minute of a local day."""
    return minute_on(day, 0, zone)


@lru_cache(maxsize=1 << 12)
def is_plain(day: date, zone: ZoneInfo) -> bool:
    """Whether no clock is put forward or back on a day and the two after it, so that its minutes simply count on."""
    return midnight(day + timedelta(days=3), zone) - midnight(day, zone) == 3 * DAY


def minute_on(day: date, minute: int, zone: ZoneInfo) -> int:
    """The instant at which the clock shows a minute of a business day; past 24:00 it is the next day's clock.

    A time that comes twice counts once, the first; one that the clock jumps over stands for the jump.
    """
    shown = datetime.combine(day, datetime.min.time()) + minute * _MINUTE
    first, second = (_minute_if(shown, fold, zone) for fold in (0, 1))
    if first <= second:
        return first
    return next(at for at in range(second, first + 1) if _offset(at, zone) != _offset(second, zone))


def _minute_if(shown: datetime, fold: int, zone: ZoneInfo) -> int:
    return (shown.replace(tzinfo=zone, fold=fold) - _EPOCH) // _MINUTE


def _offset(minute: int, zone: ZoneInfo) -> timedelta | None:
    return instant_of(minute, zone).utcoffset()
