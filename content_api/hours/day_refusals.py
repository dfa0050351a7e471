"""What is refused of the hours of one day."""

from collections.abc import Iterator
from itertools import combinations

from content_api.hours.clock import DAY
from content_api.hours.korean_names import SERVICES, interval, time
from content_api.hours.rules import (
    BREAK_LABELS,
    Break,
    DayHours,
    Interval,
    LastOrder,
    LastOrderAt,
    Service,
    SittingEnds,
)
from content_api.hours.sittings import Sitting, sittings_of

MOST_PARTS = 8  # intervals, breaks or last orders of one day


def hours_refused(hours: DayHours) -> Iterator[str]:
    """A sentence for each fault. Where intervals or breaks are wrong, what depends on them is not looked at."""
    parts = (hours.intervals or (), hours.breaks, hours.last_orders)
    if any(len(each) > MOST_PARTS for each in parts):
        yield f"하루에 {MOST_PARTS}개까지 나눌 수 있습니다. 줄여 주세요."
        return
    wrong = [*_intervals(hours.intervals or ()), *_breaks(hours)]
    yield from wrong
    if not wrong:
        yield from _last_orders(hours)


def _intervals(intervals: tuple[Interval, ...]) -> Iterator[str]:
    for each in intervals:
        called = f"{time(each.start)}–{time(each.end)}"
        if each.start == each.end:
            yield f"{called}: 시작과 끝이 같습니다. 하루 종일 열면 24시간이라고 적어 주세요."
        elif each.end < each.start:
            yield f"{called}: 끝이 시작보다 이릅니다. 자정을 넘기면 26:00처럼 24를 더해 주세요."
        elif each.end - each.start > DAY:
            yield f"{called}: 24시간이 넘습니다. 하루 종일 열면 24시간이라고 적어 주세요."
        if each.start >= DAY:
            yield f"{called}: 다음 날에 시작합니다. 다음 날의 시간으로 적어 주세요."
    for one, other in combinations(intervals, 2):
        if one.start < other.end and other.start < one.end:
            both = f"{interval(one.start, one.end)}, {interval(other.start, other.end)}"
            yield f"{both}: 두 시간이 겹칩니다. 하나로 이어 주세요."
    if len(intervals) > 1 and max(each.end for each in intervals) > min(each.start for each in intervals) + DAY:
        yield "마지막 영업이 다음 날 여는 시각을 지나 끝납니다. 끝나는 시각을 당겨 주세요."


def _breaks(hours: DayHours) -> Iterator[str]:
    if hours.intervals == () and (hours.breaks or hours.last_orders):
        yield "쉬는 날에 쉬는 시간이나 라스트오더가 있습니다. 지우거나 영업시간을 적어 주세요."
        return
    for each in hours.breaks:
        if each.end <= each.start:
            yield f"{_called(each)}: 끝이 시작보다 늦어야 합니다. 자정을 넘기면 26:00처럼 24를 더해 주세요."
        elif hours.intervals is not None and not _fits(each, hours.intervals):
            yield f"{_called(each)}: 영업시간 안에 있지 않습니다. 쉬는 시간이나 영업시간을 고쳐 주세요."
    for one, other in combinations(hours.breaks, 2):
        if one.start < other.end and other.start < one.end:
            yield f"{_called(one)}, {_called(other)}: 두 시간이 겹칩니다. 하나를 고쳐 주세요."


def _fits(span: Break, intervals: tuple[Interval, ...]) -> bool:
    """Whether a break lies inside an interval, touching neither end, or is just the gap between two."""
    if any(each.start < span.start and span.end < each.end for each in intervals):
        return True
    return span.start in {each.end for each in intervals} and span.end in {each.start for each in intervals}


def _last_orders(hours: DayHours) -> Iterator[str]:
    taken: set[tuple[Sitting, Service | None]] = set()
    sittings = sittings_of(hours)
    for order in hours.last_orders:
        called = _order_called(order)
        if isinstance(order, LastOrderAt):
            if resting := next((each for each in hours.breaks if each.start < order.at < each.end), None):
                yield f"{called}: {_called(resting)} 안에 있습니다. 쉬는 시간이 시작하기 전으로 고쳐 주세요."
                continue
            there = [each for each in sittings if each.start < order.at <= each.end]
            if not there and hours.intervals is not None:
                yield f"{called}: 영업시간 밖입니다. 마감 전의 시각으로 고쳐 주세요."
        else:
            there = list(sittings if order.ends is SittingEnds.EVERY else sittings[-1:])
            if any(not 0 < order.minutes_before_end < each.end - each.start for each in there):
                yield f"{called}: 영업이 시작하기도 전입니다. 몇 분 전인지 줄여 주세요."
        for each in there:
            if (each, order.service) in taken:
                yield f"{called}: {interval(each.start, each.end)}에 라스트오더가 둘입니다. 하나만 남겨 주세요."
            taken.add((each, order.service))


def _called(span: Break) -> str:
    return f"{BREAK_LABELS[span.name]} {time(span.start)}–{time(span.end)}"


def _order_called(order: LastOrder) -> str:
    service = "" if order.service is None else f"{SERVICES[order.service]} "
    if isinstance(order, LastOrderAt):
        return f"{service}라스트오더 {time(order.at)}"
    return f"{service}라스트오더 {order.minutes_before_end}분 전"
