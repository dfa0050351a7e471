"""What the engine answers: a state at an instant, or the instants at which the state changes."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from content_api.hours.local_time import epoch_minute
from content_api.hours.rules import Service


class Status(StrEnum):
    OPEN = "open"
    LAST_ORDER_SOON = "last_order_soon"
    LAST_ORDER_PASSED = "last_order_passed"  # the door is open, yet who walks there now eats nothing
    BREAK = "break"
    CLOSED_NOW = "closed_now"
    CLOSED_TODAY = "closed_today"
    TEMPORARILY_CLOSED = "temporarily_closed"
    PERMANENTLY_CLOSED = "permanently_closed"
    UNKNOWN = "unknown"


SERVED = frozenset({Status.OPEN, Status.LAST_ORDER_SOON})  # in which a visitor gets what they came for


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How a store is for a while.

    Attributes:
        rule_id: The rule that decides, or one of `rules.RESERVED_IDS`.
        reason: Korean words to show beside the status: the break's name, the holiday's, the owner's own. May be empty.
        next_open: When a visitor is served next, where they are not now and the rules know of a time.
        until: When a temporary closure ends, where that is known.
        last_known: What the rules would say, where the status is unknown only because nobody has confirmed them lately.
    """

    status: Status
    rule_id: str
    reason: str = ""
    next_open: datetime | None = None
    until: datetime | None = None
    last_known: "State | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(State):
    """The state at an instant, `as_of`."""

    as_of: datetime
    confirmed_at: datetime | None
    service: Service


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(State):
    """From `at` on the state is this, until the next change."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The changes from `as_of` until before `end`. The first lies at `as_of` itself, no two neighbours are equal.

    `minutes` says again where they lie, and at its end where the timeline does, in whole minutes since the epoch: for a
    quick search, and because datetimes of one zone compare by the clock, which an autumn night shows twice.
    """

    as_of: datetime
    end: datetime
    confirmed_at: datetime | None
    service: Service
    changes: tuple[Change, ...]
    minutes: tuple[int, ...] = field(repr=False)

    def change_at(self, instant: datetime) -> Change:
        """The last change before or at an instant.

        Raises:
            ValueError: The instant lies outside the timeline.
        """
        minute = epoch_minute(instant)
        if not self.minutes[0] <= minute < self.minutes[-1]:
            raise ValueError(f"{instant} lies outside the timeline, {self.as_of} to {self.end}: ask for a newer one.")
        return self.changes[bisect_right(self.minutes, minute) - 1]

    def at(self, instant: datetime) -> Answer:
        """What `status` would have answered at an instant.

        Raises:
            ValueError: The instant lies outside the timeline.
        """
        change = self.change_at(instant)
        return Answer(
            status=change.status,
            rule_id=change.rule_id,
            reason=change.reason,
            next_open=change.next_open,
            until=change.until,
            last_known=change.last_known,
            as_of=instant,
            confirmed_at=self.confirmed_at,
            service=self.service,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """When a visitor is served next, and the rule that opens the store then."""

    at: datetime
    rule_id: str
    as_of: datetime
    confirmed_at: datetime | None
    service: Service
