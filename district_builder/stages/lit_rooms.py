"""Upper rooms behind their windows: whose they are, and the lamps that burn in them after dark."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from district_builder.domain.categories import Category
from district_builder.geometry.coats import Tint
from district_builder.stages.surfaces import BLIND_KINDS, ROOM_KINDS

C = Category

NEUTRAL, COOL, WARM, AMBER = (1.0, 0.96, 0.86), (0.9, 0.96, 1.0), (1.0, 0.84, 0.6), (0.95, 0.64, 0.34)
LAMPS: dict[Category, Tint] = {
    C.CAFE: WARM, C.BAKERY: WARM, C.KOREAN: WARM, C.SNACK: WARM, C.CHINESE: WARM, C.JAPANESE: AMBER,
    C.WESTERN: AMBER, C.CHICKEN: WARM, C.PIZZA: WARM, C.PUB: AMBER, C.FLORIST: WARM, C.BOOKS: WARM, C.LODGING: AMBER,
    C.ACADEMY: COOL, C.CLINIC: COOL, C.DENTIST: COOL, C.VET: COOL, C.PHARMACY: COOL, C.OFFICE: COOL, C.PRINT: COOL,
    C.GYM: (0.82, 0.86, 1.0), C.KARAOKE: (0.66, 0.34, 0.86), C.PC_ROOM: (0.34, 0.44, 0.78),
    C.BILLIARDS: (0.72, 0.9, 0.66), C.SCHOOL: COOL,
}  # fmt: skip
"""Linear colour of a category's lamps behind glass; those that are not named have NEUTRAL ones."""
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


def lamps_of(category: Category) -> Tint:
    return LAMPS.get(category, NEUTRAL)


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
