"""A building's common entrance: a recessed glass door, stairs behind it, its name above, the tenant board beside."""

from collections.abc import Mapping, Sequence

from district_builder.domain.plan import Bay, BayUse, PlannedBuilding, StreetWall
from district_builder.domain.stores import Store, StoreId
from district_builder.geometry.coats import Art
from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import DARK, Parts, Side
from district_builder.geometry.raw_mesh import Shade
from district_builder.stages.art import BLANK, SignFace, TenantBoard
from district_builder.stages.cladding import Cladding
from district_builder.stages.colours import linear, scaled
from district_builder.stages.detail import Detail
from district_builder.stages.surfaces import PLAIN

RECESS = 1.1
LIP = 0.04  # of a floor over the pavement: one sees no gap below it


def storey_label(storey: int) -> str:
    return f"B{-storey}" if storey < 0 else f"{storey}F"


def list_tenants(tenants: Sequence[tuple[int, str]]) -> tuple[tuple[str, str], ...]:
    """Rows for the tenant board from the top storey down: (label, names)."""
    storeys = sorted({storey for storey, _ in tenants}, reverse=True)
    return tuple(
        (storey_label(storey), " · ".join(name for level, name in tenants if level == storey)) for storey in storeys
    )


def build_entrance(
    parts: Parts,
    bay: Bay,
    building: PlannedBuilding,
    tenants: Sequence[tuple[int, str]],
    cladding: Cladding,
    *,
    detail: Detail,
) -> None:
    """Record the entrance bay; the parts' frame stands at the bay's left foot."""
    width, height = bay.width_metres, building.ground_storey_metres
    head, jamb = min(2.7, height - 0.8), 0.16
    tint = cladding.tint
    parts.wall(cladding.coat, (0.0, jamb), (0.0, head), tint=tint)
    parts.wall(cladding.coat, (width - jamb, width), (0.0, head), tint=tint)
    parts.wall(cladding.coat, (0.0, width), (head, height), tint=tint)
    side = scaled(tint, 0.9)
    left, right, room = jamb, width - jamb, width - 2 * jamb
    parts.panel(PLAIN, (left, 0, 0), (0, RECESS, 0), (0, 0, head), tint=side, shade=Shade.EACH_VERTEX)
    parts.panel(PLAIN, (right, RECESS, 0), (0, -RECESS, 0), (0, 0, head), tint=side, shade=Shade.EACH_VERTEX)
    parts.panel(PLAIN, (left, RECESS, head), (room, 0, 0), (0, -RECESS, 0), tint=linear("#d8d4cc"))
    stone = linear("#b4afa6")
    floor = (left, -LIP, 0.012)
    parts.panel(PLAIN, floor, (room, 0, 0), (0, RECESS + LIP, 0), tint=stone, shade=Shade.EACH_VERTEX)
    _stairwell(parts, left, right, head, detail=detail)
    if building.name:
        face = SignFace(building.name, "", "#2b2e33", "#e6c987", "Pretendard-Black.otf", 256, 56)
        tall = min(0.6, room * 56 / 256)
        at = (left, -0.05, head + 0.18)
        parts.box(PLAIN, at, (right, 0.0, at[2] + tall), tint=linear("#2b2e33"), sides=Side.BOARD & ~Side.FRONT)
        parts.panel(Art(Surface.ART, face), at, (room, 0, 0), (0, 0, tall), shade=Shade.MIDDLE)
    if tenants:
        board = Art(Surface.ART, TenantBoard(building.name or "안내", list_tenants(tenants)))
        tall = min(1.5, 0.25 + 0.13 * max(len({storey for storey, _ in tenants}), 4))
        parts.panel(
            board, (left + 0.004, 0.12, 0.85), (0, 0.8, 0), (0, 0, tall), shade=Shade.GLOWING, tint=(0.8, 0.8, 0.8)
        )


def _stairwell(parts: Parts, left: float, right: float, head: float, *, detail: Detail) -> None:
    """The door and what one sees through it: a lit hall with a stair."""
    back = RECESS + 2.2
    glow = Shade.GLOWING
    hall = linear("#cfc6b4")
    room = right - left
    parts.panel(PLAIN, (left, back, 0), (room, 0, 0), (0, 0, head), tint=scaled(hall, 0.5), shade=glow)
    parts.panel(PLAIN, (left, RECESS, 0.01), (room, 0, 0), (0, 2.2, 0), tint=scaled(linear("#9c968c"), 0.5), shade=glow)
    parts.panel(PLAIN, (left, back, head), (room, 0, 0), (0, -2.2, 0), tint=(0.6, 0.58, 0.54), shade=glow)
    parts.panel(PLAIN, (left, RECESS, 0), (0, 2.2, 0), (0, 0, head), tint=scaled(hall, 0.42), shade=glow)
    parts.panel(PLAIN, (right, back, 0), (0, -2.2, 0), (0, 0, head), tint=scaled(hall, 0.36), shade=glow)
    steps = 6 if detail is Detail.NEAR else 3
    for step in range(steps):
        y = RECESS + 0.7 + 1.5 * step / steps
        low, high = (left, y, 0.0), (left + room * 0.55, back, 1.1 * (step + 1) / steps)
        parts.box(PLAIN, low, high, tint=(0.34, 0.32, 0.29), sides=Side.FRONT, shade=glow)
        parts.box(PLAIN, low, (high[0], y + 1.5 / steps, high[2]), tint=(0.5, 0.47, 0.42), sides=Side.TOP, shade=glow)
    dark = linear("#3a3d40")
    for x in (left, (left + right) / 2 - 0.03, right - 0.06):
        parts.box(PLAIN, (x, RECESS - 0.05, 0.0), (x + 0.06, RECESS, 2.2), tint=dark)
    parts.box(PLAIN, (left, RECESS - 0.05, 2.2), (right, RECESS, 2.28), tint=dark)
    parts.panel(
        Art(Surface.GLASS, BLANK),
        (left, RECESS - 0.02, 0),
        (room, 0, 0),
        (0, 0, head),
        tint=(0.34, 0.43, 0.5),
        alpha=0.14,
        shade=glow,
        glow=DARK,
        night_alpha=0.05,
    )


def tenants_of(
    building_id: str,
    walls: Sequence[StreetWall],
    stores: Mapping[StoreId, Store],
    extra: Sequence[tuple[int, str]] = (),
) -> list[tuple[int, str]]:
    """(storey, name) of every tenant of a building, those without a bay of their own given as `extra`."""
    listed = [
        (bay.storey, stores[bay.store_id].name)
        for wall in walls
        if wall.building_id == building_id
        for bay in wall.bays
        if bay.use is BayUse.STORE
    ]
    return [*listed, *extra]
