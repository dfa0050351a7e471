"""What lies within one business day: sittings, breaks, and where in a sitting the last order falls."""

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from content_api.hours.answers import Status
from content_api.hours.rules import BREAK_LABELS, DayHours, LastOrderAt, Service, SittingEnds


class Sitting(NamedTuple):
    """A stretch without a break, in minutes of its business day, half-open."""

    start: int
    end: int


class Piece(NamedTuple):
    """A stretch of one status, in minutes of its business day, half-open."""

    start: int
    end: int
    status: Status
    reason: str = ""


def sittings_of(hours: DayHours) -> tuple[Sitting, ...]:
    """The intervals without the breaks in them, in order."""
    found = []
    for interval in sorted(hours.intervals or (), key=lambda each: each.start):
        inside = [each for each in hours.breaks if interval.start < each.end and each.start < interval.end]
        edges = [(interval.start, interval.start), *sorted((each.start, each.end) for each in inside)]
        edges.append((interval.end, interval.end))
        found += [Sitting(before, after) for (_, before), (after, _) in pairwise(edges) if before < after]
    return tuple(found)


def last_orders_of(hours: DayHours, service: Service) -> dict[Sitting, int]:
    """The minute at which the last order of each sitting that has one has passed."""
    sittings = sittings_of(hours)
    found = {}
    for order in hours.last_orders:
        if order.service not in (None, service):
            continue
        if isinstance(order, LastOrderAt):
            found.update({each: order.at for each in sittings if each.start < order.at <= each.end})
        else:
            ended = sittings if order.ends is SittingEnds.EVERY else sittings[-1:]
            found.update({each: each.end - order.minutes_before_end for each in ended})
    return found


@lru_cache(maxsize=1 << 12)
def pieces_of(hours: DayHours, service: Service, soon_minutes: int) -> tuple[Piece, ...]:
    """A business day cut where its status changes. What no piece covers is closed."""
    orders = last_orders_of(hours, service)
    pieces = [Piece(each.start, each.end, Status.BREAK, BREAK_LABELS[each.name]) for each in hours.breaks]
    for sitting in sittings_of(hours):
        last = orders.get(sitting)
        if last is None:
            pieces.append(Piece(sitting.start, sitting.end, Status.OPEN))
            continue
        soon = max(sitting.start, last - soon_minutes)
        cut = (
            Piece(sitting.start, soon, Status.OPEN),
            Piece(soon, last, Status.LAST_ORDER_SOON),
            Piece(last, sitting.end, Status.LAST_ORDER_PASSED),
        )
        pieces += [piece for piece in cut if piece.start < piece.end]
    return tuple(sorted(pieces))
