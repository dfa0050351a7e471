"""Upper windows: where they are in a wall, the panes between their bars, and a storey of wall around them."""

from collections.abc import Sequence
from random import Random

from district_builder.geometry.parts import DARK, Parts, Side
from district_builder.geometry.raw_mesh import Shade
from district_builder.stages.cladding import Cladding
from district_builder.stages.colours import scaled
from district_builder.stages.detail import Detail
from district_builder.stages.lit_rooms import Pane, Tenancy, pane_of, tenant_at
from district_builder.stages.surfaces import PLAIN, glazing

SILL, HEAD, RECESS = 1.02, 2.72, 0.14
BAR = 0.05
AFTER_DARK = {
    1: (0.8, 0.66, 0.42),
    2: (1.0, 0.95, 0.8),
    3: (0.62, 0.58, 0.46),
    4: (0.5, 0.38, 0.22),
    5: (0.85, 0.68, 0.42),
}
"""What lamps behind a pane add after dark by its kind: blinds and curtains shine through, clear glass shows lamps."""
Stretch = tuple[float, float]
"""From and to, metres along a wall from its left foot."""


def window_stretches(width: float, cladding: Cladding) -> list[Stretch]:
    """Where the glass is along a wall, the same on every storey."""
    if width < 1.6:
        return []
    edge = 0.45
    count = max(1, round((width - 2 * edge) / cladding.pilaster_metres))
    step = (width - 2 * edge) / count
    pier = 0.28
    stretches = [(edge + step * k + pier, edge + step * (k + 1) - pier) for k in range(count)]
    if cladding.is_ribbon:
        return stretches
    punched: list[Stretch] = []
    for left, right in stretches:
        number = max(1, int((right - left) / 2.3))
        each = (right - left) / number
        punched += [(left + each * k + 0.32, left + each * (k + 1) - 0.32) for k in range(number)]
    return [stretch for stretch in punched if stretch[1] - stretch[0] > 0.5]


def panes_of(window: Stretch, cladding: Cladding) -> list[Stretch]:
    """The clear glass of a window between its bars."""
    left, right = window
    count = max(1, round((right - left) / cladding.pane_metres))
    step = (right - left) / count
    half = BAR / 2
    return [
        (left + step * k + (half if k else 0.0), left + step * (k + 1) - (half if k < count - 1 else 0.0))
        for k in range(count)
    ]


def build_storey(
    parts: Parts,
    width: float,
    z: tuple[float, float],
    windows: Sequence[Stretch],
    cladding: Cladding,
    luck: Random,
    *,
    detail: Detail,
    tenants: Sequence[Tenancy] = (),
) -> None:
    """The wall of one storey between two heights, with windows in recesses; a tenant's panes are its own."""
    coat, tint = cladding.coat, cladding.tint
    base, top = z
    low, high = base + SILL, base + min(HEAD, top - base - 0.3)
    parts.wall(coat, (0.0, width), (base, low), tint=tint, step_metres=3.2)
    parts.wall(coat, (0.0, width), (high, top), tint=tint, step_metres=3.2)
    at = 0.0
    for left, right in windows:
        parts.wall(coat, (at, left), (low, high), tint=tint, step_metres=4.0)
        _glaze(parts, (left, right), (low, high), cladding, luck, detail=detail, tenants=tenants)
        at = right
    parts.wall(coat, (at, width), (low, high), tint=tint, step_metres=4.0)


def _glaze(
    parts: Parts,
    window: Stretch,
    z: tuple[float, float],
    cladding: Cladding,
    luck: Random,
    *,
    detail: Detail,
    tenants: Sequence[Tenancy],
) -> None:
    """Panes in a recess, with reveals, a sill and bars."""
    (left, right), (low, high) = window, z
    width, tall = right - left, high - low
    side = scaled(cladding.tint, 0.85)
    parts.panel(PLAIN, (left, 0, low), (0, RECESS, 0), (0, 0, tall), tint=side)
    parts.panel(PLAIN, (right, RECESS, low), (0, -RECESS, 0), (0, 0, tall), tint=side)
    parts.panel(PLAIN, (left, RECESS, high), (width, 0, 0), (0, -RECESS, 0), tint=side)
    parts.panel(PLAIN, (left, 0, low), (width, 0, 0), (0, RECESS, 0), tint=scaled(cladding.tint, 1.05))
    panes = panes_of(window, cladding)
    step = width / len(panes)
    kinds = [luck.choice((0, 0, 0, 1, 2, 2, 3, 4, 5)) for _ in panes]
    lean = luck.uniform(0.86, 1.1)
    wall = parts.feature
    for index, kind in enumerate(kinds):
        at = (left + step * index, RECESS, low)
        tenant = tenant_at(at[0] + step / 2, tenants)
        if tenant is None:
            lamps = AFTER_DARK.get(kind, DARK) if (index + len(panes) + round(lean * 100)) % 3 else DARK
            pane = Pane(kind=kind, tint=(lean, lean, lean * 1.02), glow=lamps)
        else:
            parts.feature = tenant.feature
            pane = pane_of(tenant, luck)
        tint, glow = pane.tint, pane.glow
        parts.panel(glazing(pane.kind), at, (step, 0, 0), (0, 0, tall), tint=tint, shade=Shade.MIDDLE, glow=glow)
        parts.feature = wall
    sides = Side.FRONT if detail is Detail.STANDARD else Side.FRONT | Side.ENDS
    for _, end in panes[:-1]:
        parts.box(PLAIN, (end, RECESS - 0.04, low), (end + BAR, RECESS, high), tint=cladding.frame, sides=sides)
    if detail is Detail.NEAR:
        for level in (low, low + tall * 0.36, high - BAR):
            parts.box(
                PLAIN, (left, RECESS - 0.03, level), (right, RECESS, level + BAR), tint=cladding.frame, sides=Side.FRONT
            )
