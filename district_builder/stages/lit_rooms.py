"""Upper rooms behind their windows: whose they are, and the lamps that burn in them after dark."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from district_builder.geometry.coats import Tint
from district_builder.stages.surfaces import BLIND_KINDS, ROOM_KINDS

BEHIND_BLINDS = 0.7  # what a blind lets through
SEEN_BY_DAY = (0.26, 0.33, 0.42)  # of a room behind glass that returns the sky


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenancy:
    """The stretch of a storey that is one tenant's (metres along the wall), its feature and its lamps."""

    start_metres: float
    end_metres: float
    feature: int
    lamps: Tint

    def has(self, middle: float) -> bool:
        return self.start_metres <= middle < self.end_metres


@dataclass(frozen=True, slots=True, kw_only=True)
class Pane:
    """What a tenant's pane shows: a kind of glazing, its tint by day and what it adds after dark."""

    kind: int
    tint: Tint
    glow: Tint


def tenant_at(middle: float, tenants: Sequence[Tenancy]) -> Tenancy | None:
    """Whose pane it is whose middle is so many metres along the wall."""
    return next((tenant for tenant in tenants if tenant.has(middle)), None)


def pane_of(tenant: Tenancy, luck: Random) -> Pane:
    """Most panes show the room; some have their blinds down."""
    red, green, blue = tenant.lamps
    if luck.random() < 0.7:
        return Pane(kind=luck.choice(ROOM_KINDS), tint=SEEN_BY_DAY, glow=tenant.lamps)
    dim = BEHIND_BLINDS
    return Pane(kind=luck.choice(BLIND_KINDS), tint=(1.0, 1.0, 1.02), glow=(red * dim, green * dim, blue * dim))
