"""Breaks and last orders join the hours that they are said of.

What stands in brackets belongs to its hours, right or wrong. What stands alone holds for all hours that it fits into;
where it half fits, the owner is asked.
"""

from collections.abc import Sequence
from dataclasses import replace

from content_api.hours import korean_names as names
from content_api.hours.korean.questions import Conversation, Question
from content_api.hours.korean.statements import BreakSaid, Detail, OrderSaid, Span
from content_api.hours.rules import (
    CLOSED,
    Break,
    DayHours,
    Interval,
    LastOrder,
    LastOrderAt,
    LastOrderBefore,
    SittingEnds,
)
from content_api.hours.sittings import sittings_of

KEEP_OPEN, REST = "그대로 영업", "그때 쉼"
NO_ORDER = "라스트오더 없음"


def with_own(hours: DayHours, details: Sequence[Detail], conversation: Conversation) -> DayHours:
    """The hours with what their brackets say; what does not fit is left for `refusals` to name."""
    for detail in details:
        if isinstance(detail, BreakSaid):
            start, end = _fitting(hours, detail) or detail.spans[0]
            hours = replace(hours, breaks=(*hours.breaks, Break(start=start, end=end, name=detail.name)))
    for detail in details:
        if isinstance(detail, OrderSaid):
            order = _order(hours, detail, conversation) or _order_as_said(detail)
            hours = replace(hours, last_orders=(*hours.last_orders, order))
    return hours


class SharedDetails:
    """What is said of hours in general. It remembers what fitted nowhere."""

    def __init__(self, details: Sequence[Detail], conversation: Conversation) -> None:
        self._breaks = [each for each in details if isinstance(each, BreakSaid)]
        self._orders = [each for each in details if isinstance(each, OrderSaid)]
        self._conversation = conversation
        self.unused: list[Detail] = [*self._breaks, *self._orders]

    def join(self, hours: DayHours, called: str) -> DayHours:
        """The hours with all that fits, unless they have breaks or last orders of their own."""
        if hours == CLOSED:
            return hours
        if not hours.breaks:
            for said in self._breaks:
                hours = self._with_break(hours, said, called)
        if not hours.last_orders:
            for order in self._orders:
                hours = self._with_order(hours, order, called)
        return hours

    def _with_break(self, hours: DayHours, said: BreakSaid, called: str) -> DayHours:
        span = said.spans[0] if hours.intervals is None else _fitting(hours, said)
        if span is not None:
            self._use(said)
            return replace(hours, breaks=(*hours.breaks, Break(start=span[0], end=span[1], name=said.name)))
        half = next((span for span in said.spans if any(_meets(each, span) for each in hours.intervals or ())), None)
        if half is None:
            return hours
        self._use(said)
        question = Question(
            topic=f"break:{called} {said.words}",
            text=f"‘{called}’인데 {said.words}에도 쉬나요?",
            choices=(KEEP_OPEN, REST),
            assumed=KEEP_OPEN,
        )
        return _without(hours, half) if self._conversation.ask(question) == REST else hours

    def _with_order(self, hours: DayHours, said: OrderSaid, called: str) -> DayHours:
        order = _order(hours, said, self._conversation)
        if order is None:
            question = Question(
                topic=f"order:{called} {said.words}",
                text=f"‘{called}’에는 맞지 않는 시각입니다({said.words}). 그날은 몇 시인지 적어 주세요.",
                choices=(NO_ORDER,),
                assumed=NO_ORDER,
            )
            self._conversation.ask(question)
            return hours
        self._use(said)
        return replace(hours, last_orders=(*hours.last_orders, order))

    def _use(self, detail: Detail) -> None:
        self.unused = [each for each in self.unused if each is not detail]


def _fitting(hours: DayHours, said: BreakSaid) -> Span | None:
    """The first reading that lies inside an interval, or is the gap between two."""
    intervals = hours.intervals or ()
    ends, starts = {each.end for each in intervals}, {each.start for each in intervals}
    for start, end in said.spans:
        if any(each.start < start and end < each.end for each in intervals) or (start in ends and end in starts):
            return start, end
    return None


def _meets(interval: Interval, span: Span) -> bool:
    return interval.start < span[1] and span[0] < interval.end


def _without(hours: DayHours, span: Span) -> DayHours:
    """The hours with a span cut off, which is no break where it reaches their end."""
    left = [
        Interval(start=start, end=end)
        for each in hours.intervals or ()
        for start, end in ((each.start, min(each.end, span[0])), (max(each.start, span[1]), each.end))
        if start < end
    ]
    return replace(hours, intervals=tuple(left))


def _order(hours: DayHours, said: OrderSaid, conversation: Conversation) -> LastOrder | None:
    """The last order in a reading that fits; None where none does."""
    if hours.intervals is None:
        return _order_as_said(said)
    sittings = sittings_of(hours)
    if said.before is not None:
        ended = sittings if said.ends is SittingEnds.EVERY else sittings[-1:]
        return _order_as_said(said) if all(0 < said.before < each.end - each.start for each in ended) else None
    fitting = [at for at in said.minutes if any(each.start < at <= each.end for each in sittings)]
    if len(fitting) > 1:
        choices = {names.time(at): at for at in fitting}
        question = Question(topic=f"half:{said.words}", text=f"{said.words}: 몇 시인가요?", choices=tuple(choices))
        answer = conversation.ask(question)
        fitting = fitting if answer is None else [choices[answer]]
    return LastOrderAt(at=fitting[0], service=said.service) if fitting else None


def _order_as_said(said: OrderSaid) -> LastOrder:
    if said.before is not None:
        return LastOrderBefore(minutes_before_end=said.before, ends=said.ends, service=said.service)
    return LastOrderAt(at=said.minutes[0], service=said.service)
