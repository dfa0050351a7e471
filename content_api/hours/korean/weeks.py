"""What is said of weekdays -> a week: the narrower words win, and a closing day wins over days merely included."""

from collections.abc import Sequence
from typing import NamedTuple

from content_api.hours import korean_names as names
from content_api.hours.korean.statements import HoursSaid, Weekdays
from content_api.hours.rules import CLOSED, WEEK, Weekday


class SaidOfDays(NamedTuple):
    days: Weekdays
    said: HoursSaid

    @property
    def is_closing(self) -> bool:
        return self.said.hours == CLOSED


class Contradiction(NamedTuple):
    """Two statements that say different things of one weekday."""

    one: HoursSaid
    other: HoursSaid
    day: Weekday

    @property
    def text(self) -> str:
        called = names.weekdays([self.day])
        return f"‘{self.one.words}’, ‘{self.other.words}’: {called}의 말이 서로 다릅니다. 하나만 남겨 주세요."


class SaidOfWeek(NamedTuple):
    """For each weekday what holds on it, or None where nothing was said."""

    days: tuple[SaidOfDays | None, ...]
    contradictions: tuple[Contradiction, ...]


def said_of_week(statements: Sequence[SaidOfDays]) -> SaidOfWeek:
    found: list[SaidOfDays | None] = []
    contradictions: list[Contradiction] = []
    for day in WEEK:
        of_day = [each for each in statements if day in each.days.days]
        chosen = _narrowest([each for each in of_day if not each.is_closing])
        closing = _narrowest([each for each in of_day if each.is_closing])
        if chosen is not None:
            contradictions += [
                Contradiction(chosen.said, each.said, day) for each in of_day if _contradict(chosen, each)
            ]
        is_open = chosen is not None and (closing is None or chosen.days.days < closing.days.days)
        found.append(chosen if is_open else closing)
    return SaidOfWeek(tuple(found), tuple(contradictions[:1]))


def _narrowest(statements: Sequence[SaidOfDays]) -> SaidOfDays | None:
    return min(statements, key=lambda each: len(each.days.days), default=None)


def _contradict(chosen: SaidOfDays, other: SaidOfDays) -> bool:
    """Open hours may stand within wider ones; within equal days, or days that merely overlap, only the same may."""
    if other is chosen or chosen.days.days < other.days.days:
        return False
    if other.is_closing:
        return chosen.days.days == other.days.days
    return (chosen.said.hours, chosen.said.details) != (other.said.hours, other.said.details)
