"""Within one business day: sittings, breaks, last orders."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_api.hours.answers import Status
from content_api.hours.rules import (
    CLOSED,
    UNSTATED,
    Break,
    BreakName,
    DayHours,
    Interval,
    LastOrderAt,
    LastOrderBefore,
    Service,
    SittingEnds,
)
from content_api.hours.sittings import Piece, Sitting, last_orders_of, pieces_of, sittings_of
from tests.content_api.hours.any_rules import NAMED, open_hours

LUNCH = Break(start=900, end=1020)
LONG = Interval(start=660, end=1260)


@pytest.mark.parametrize(
    ("hours", "wanted"),
    [
        (CLOSED, ()),
        (UNSTATED, ()),
        (DayHours(intervals=(LONG,)), (Sitting(660, 1260),)),
        (DayHours(intervals=(LONG,), breaks=(LUNCH,)), (Sitting(660, 900), Sitting(1020, 1260))),
        (
            DayHours(intervals=(LONG,), breaks=(Break(start=1020, end=1080), LUNCH)),
            (Sitting(660, 900), Sitting(1080, 1260)),
        ),
        (
            DayHours(intervals=(Interval(start=1020, end=1260), Interval(start=660, end=900)), breaks=(LUNCH,)),
            (Sitting(660, 900), Sitting(1020, 1260)),
        ),
        (
            DayHours(intervals=(Interval(start=660, end=900), Interval(start=900, end=1260))),
            (Sitting(660, 900), Sitting(900, 1260)),
        ),
    ],
)
def test_a_sitting_is_what_lies_between_breaks(hours: DayHours, wanted: tuple[Sitting, ...]) -> None:
    assert sittings_of(hours) == wanted


def test_a_last_order_belongs_to_its_sitting_and_service() -> None:
    hours = DayHours(
        intervals=(LONG,),
        breaks=(LUNCH,),
        last_orders=(
            LastOrderAt(at=870, service=Service.HALL),
            LastOrderBefore(minutes_before_end=10, ends=SittingEnds.CLOSING, service=Service.TAKE_OUT),
            LastOrderBefore(minutes_before_end=20, service=Service.DELIVERY),
        ),
    )
    lunch, dinner = sittings_of(hours)
    assert last_orders_of(hours, Service.HALL) == {lunch: 870}
    assert last_orders_of(hours, Service.TAKE_OUT) == {dinner: 1250}
    assert last_orders_of(hours, Service.DELIVERY) == {lunch: 880, dinner: 1240}


def test_a_last_order_without_a_service_is_everybodys() -> None:
    hours = DayHours(intervals=(LONG,), last_orders=(LastOrderAt(at=1200),))
    assert {service: last_orders_of(hours, service) for service in Service} == {
        service: {Sitting(660, 1260): 1200} for service in Service
    }


def test_pieces_are_cut_where_the_status_changes() -> None:
    hours = DayHours(
        intervals=(LONG,),
        breaks=(Break(start=900, end=1020, name=BreakName.PREPARATION),),
        last_orders=(LastOrderAt(at=1200),),
    )
    assert pieces_of(hours, Service.HALL, 30) == (
        Piece(660, 900, Status.OPEN),
        Piece(900, 1020, Status.BREAK, "재료 준비"),
        Piece(1020, 1170, Status.OPEN),
        Piece(1170, 1200, Status.LAST_ORDER_SOON),
        Piece(1200, 1260, Status.LAST_ORDER_PASSED),
    )


def test_without_notice_a_last_order_passes_at_once() -> None:
    hours = DayHours(intervals=(LONG,), last_orders=(LastOrderAt(at=1200),))
    assert [piece.status for piece in pieces_of(hours, Service.HALL, 0)] == [Status.OPEN, Status.LAST_ORDER_PASSED]


@given(open_hours(NAMED), st.sampled_from(Service), st.integers(0, 180))
def test_pieces_lie_in_order_without_overlap_and_fill_intervals_and_breaks(
    hours: DayHours, service: Service, soon: int
) -> None:
    pieces = pieces_of(hours, service, soon)
    assert all(piece.start < piece.end for piece in pieces)
    assert all(one.end <= other.start for one, other in pairwise(pieces))
    covered = {minute for piece in pieces for minute in range(piece.start, piece.end)}
    spans = [(each.start, each.end) for each in (*(hours.intervals or ()), *hours.breaks)]
    assert covered == {minute for start, end in spans for minute in range(start, end)}
