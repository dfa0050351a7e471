"""What may stand or lie on a street, as placed: a kind, a spot and a turn."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    TREE = "tree"
    LAMP = "lamp"
    POLE = "pole"
    BENCH = "bench"
    BOLLARD = "bollard"
    PLANTER = "planter"
    SIGNAL = "signal"
    SCOOTER = "scooter"
    BICYCLES = "bicycles"
    GUIDE = "guide"
    WARNING = "warning"
    COVER = "cover"
    GRATE = "grate"


FLAT = frozenset({Kind.GUIDE, Kind.WARNING, Kind.COVER, Kind.GRATE})
"""Kinds that feet and wheels pass over: they hide nothing and stop nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A thing on the street. `turn_radians` is the road's direction; `next_pole` is where a pole's cables lead.

    `blocks` are a flat thing's parts along and across its turn, `length_metres` all those along, and `shaded` says of
    each part along whether it lies in shadow. `reach_metres` is how far a signal's arm leads over the carriageway.
    """

    kind: Kind
    x: float
    y: float
    turn_radians: float
    seed: str
    next_pole: tuple[float, float] | None = None
    blocks: tuple[int, int] = (1, 1)
    length_metres: float = 0.0
    shaded: tuple[bool, ...] = ()
    reach_metres: float = 0.0
