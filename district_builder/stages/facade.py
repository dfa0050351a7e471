"""A street wall above the stores: cladding, windows storey by storey, boards of upper tenants, blades, entrances."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from district_builder.domain.categories import KOREAN_LABELS
from district_builder.domain.plan import Bay, BayUse, PlannedBuilding, StreetWall
from district_builder.domain.stores import Store, StoreId
from district_builder.geometry.coats import Art, Strip, Tint
from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import Parts, Side
from district_builder.geometry.raw_mesh import Shade
from district_builder.stages import surfaces
from district_builder.stages.art import Lettering
from district_builder.stages.colours import linear, scaled
from district_builder.stages.detail import Detail
from district_builder.stages.signs import hang_blade, raise_board, raise_letters
from district_builder.stages.styles import STYLES, FrontStyle, Palette, SignKind
from district_builder.stages.surfaces import PLAIN, glazing

SILL, HEAD, RECESS = 1.02, 2.72, 0.14
BLADE_SIZE = (0.85, 1.0)
LINE_OF_SIGHT_STOREYS = 6  # boards above this are read from nowhere on the pavement


@dataclass(frozen=True, slots=True, kw_only=True)
class Cladding:
    """How a building is dressed above its stores."""

    coat: Strip
    tint: Tint
    side_tint: Tint
    frame: Tint
    is_ribbon: bool
    has_courses: bool
    pane_metres: float
    pilaster_metres: float


_CLADDINGS: tuple[tuple[Strip, str, str], ...] = (
    (surfaces.GRANITE, "#d6d0c6", "#cfc8bc"),
    (surfaces.GRANITE, "#c9c4bb", "#c4beb4"),
    (surfaces.BRICK, "#b4684c", "#c2b8aa"),
    (surfaces.BRICK, "#8c5a48", "#b8ada0"),
    (surfaces.MOSAIC, "#e6e2d8", "#dcd6ca"),
    (surfaces.MOSAIC, "#cdb99c", "#c8bca8"),
    (surfaces.CLADDING, "#d4d8da", "#c6c6c4"),
    (surfaces.CLADDING, "#b4bac0", "#bcbcba"),
    (surfaces.STUCCO, "#ece6da", "#dcd4c6"),
    (surfaces.BRICK, "#e0ccb0", "#d0c4b0"),
)
_FRAMES = ("#4a4e52", "#8c9094", "#2c2e30", "#c4c6c8")


def clad(building_id: str, *, seed: str) -> tuple[Cladding, Random]:
    """A building's dress, chosen by its id, and the luck for its details."""
    luck = Random(f"{seed}/building/{building_id}")
    coat, front, side = _CLADDINGS[luck.randrange(len(_CLADDINGS))]
    return (
        Cladding(
            coat=coat,
            tint=scaled(linear(front), luck.uniform(0.9, 1.05)),
            side_tint=scaled(linear(side), luck.uniform(0.85, 1.0)),
            frame=linear(luck.choice(_FRAMES)),
            is_ribbon=luck.random() < 0.6,
            has_courses=luck.random() < 0.5,
            pane_metres=luck.uniform(1.1, 1.5),
            pilaster_metres=luck.uniform(5.0, 7.5),
        ),
        luck,
    )


def build_upper_storeys(
    parts: Parts,
    wall: StreetWall,
    building: PlannedBuilding,
    stores: Mapping[StoreId, Store],
    *,
    seed: str,
    detail: Detail,
    features: Mapping[str, int],
) -> None:
    """Everything of a street wall above its ground storey; the parts' frame stands at the wall's left foot.

    `features` gives the feature number of each store id; the wall itself keeps the number set on `parts`.
    """
    cladding, _ = clad(building.building_id, seed=seed)
    own = parts.feature
    for storey in range(2, building.storeys_above + 1):
        base = building.floor_metres(storey)
        luck = Random(f"{seed}/{building.building_id}/{storey}")
        windows = _window_stretches(wall.width_metres, cladding)
        _build_storey(
            parts, wall.width_metres, base, building.upper_storey_metres, windows, cladding, luck, detail=detail
        )
        if cladding.has_courses:
            stone = scaled(cladding.side_tint, 1.05)
            parts.box(PLAIN, (0.0, -0.05, base - 0.06), (wall.width_metres, 0.0, base + 0.06), tint=stone)
        for bay in (bay for bay in wall.bays if bay.storey == storey and bay.use is BayUse.STORE):
            parts.feature = features[bay.store_id]
            _hang_tenant(parts, bay, stores[bay.store_id], base, windows, seed=seed, detail=detail)
        parts.feature = own
    _hang_blades(parts, wall, building, stores, seed=seed, features=features)
    parts.feature = own
    if building.name and building.storeys_above >= 4 and wall.width_metres > 8.0:
        _name_building(parts, wall, building)
    _hang_cooling_units(parts, wall, building, cladding, seed=seed)


def _window_stretches(width: float, cladding: Cladding) -> list[tuple[float, float]]:
    """Where the glass is along the wall, the same on every storey."""
    if width < 1.6:
        return []
    edge = 0.45
    count = max(1, round((width - 2 * edge) / cladding.pilaster_metres))
    step = (width - 2 * edge) / count
    pier = 0.28
    stretches = [(edge + step * k + pier, edge + step * (k + 1) - pier) for k in range(count)]
    if cladding.is_ribbon:
        return stretches
    punched: list[tuple[float, float]] = []
    for left, right in stretches:
        number = max(1, int((right - left) / 2.3))
        each = (right - left) / number
        punched += [(left + each * k + 0.32, left + each * (k + 1) - 0.32) for k in range(number)]
    return [stretch for stretch in punched if stretch[1] - stretch[0] > 0.5]


def _build_storey(
    parts: Parts,
    width: float,
    base: float,
    height: float,
    windows: list[tuple[float, float]],
    cladding: Cladding,
    luck: Random,
    *,
    detail: Detail,
) -> None:
    coat, tint = cladding.coat, cladding.tint
    head = min(HEAD, height - 0.3)
    parts.wall(coat, (0.0, width), (base, base + SILL), tint=tint, step_metres=3.2)
    parts.wall(coat, (0.0, width), (base + head, base + height), tint=tint, step_metres=3.2)
    at = 0.0
    for left, right in windows:
        parts.wall(coat, (at, left), (base + SILL, base + head), tint=tint, step_metres=4.0)
        _glaze_window(parts, (left, right), (base + SILL, base + head), cladding, luck, detail=detail)
        at = right
    parts.wall(coat, (at, width), (base + SILL, base + head), tint=tint, step_metres=4.0)


def _glaze_window(
    parts: Parts,
    x: tuple[float, float],
    z: tuple[float, float],
    cladding: Cladding,
    luck: Random,
    *,
    detail: Detail,
) -> None:
    """Panes in a recess, with reveals, a sill and bars."""
    (left, right), (low, high) = x, z
    width, tall = right - left, high - low
    side = scaled(cladding.tint, 0.85)
    parts.panel(PLAIN, (left, 0, low), (0, RECESS, 0), (0, 0, tall), tint=side)
    parts.panel(PLAIN, (right, RECESS, low), (0, -RECESS, 0), (0, 0, tall), tint=side)
    parts.panel(PLAIN, (left, RECESS, high), (width, 0, 0), (0, -RECESS, 0), tint=side)
    parts.panel(PLAIN, (left, 0, low), (width, 0, 0), (0, RECESS, 0), tint=scaled(cladding.tint, 1.05))
    count = max(1, round(width / cladding.pane_metres))
    step = width / count
    kinds = [luck.choice((0, 0, 0, 1, 2, 2, 3, 4, 5)) for _ in range(count)]
    lean = luck.uniform(0.86, 1.1)
    for index, kind in enumerate(kinds):
        glow = (lean, lean, lean * 1.02)
        at = (left + step * index, RECESS, low)
        parts.panel(glazing(kind), at, (step, 0, 0), (0, 0, tall), tint=glow, shade=Shade.MIDDLE)
    bar = 0.05
    bars = [left + step * k for k in range(1, count)]
    sides = Side.FRONT if detail is Detail.STANDARD else Side.FRONT | Side.ENDS
    for at_x in bars:
        parts.box(
            PLAIN,
            (at_x - bar / 2, RECESS - 0.04, low),
            (at_x + bar / 2, RECESS, high),
            tint=cladding.frame,
            sides=sides,
        )
    if detail is Detail.NEAR:
        for level in (low, low + tall * 0.3, high - bar):
            parts.box(
                PLAIN, (left, RECESS - 0.03, level), (right, RECESS, level + bar), tint=cladding.frame, sides=Side.FRONT
            )


def _hang_tenant(
    parts: Parts,
    bay: Bay,
    store: Store,
    base: float,
    windows: Sequence[tuple[float, float]],
    *,
    seed: str,
    detail: Detail,
) -> None:
    """A tenant's board under its windows and a word on the glass."""
    style, palette, luck = _dress(store, seed=seed)
    left, right = bay.start_metres + 0.15, bay.end_metres - 0.15
    if right - left < 0.8:
        return
    wide = min(right - left, max(6.0 + 3.0 * luck.random(), 0.7 * len(store.full_name) + 2.0))
    start = left + (right - left - wide) * luck.choice((0.0, 0.5, 1.0))
    raise_board(
        parts,
        x=(start, start + wide),
        z=(base + 0.1, base + SILL - 0.06),
        name=store.full_name,
        small_text="",
        style=_printed(style) if detail is Detail.STANDARD or luck.random() < 0.7 else style,
        palette=palette,
        detail=detail,
    )
    own = [(max(low, left), min(high, right)) for low, high in windows if min(high, right) - max(low, left) > 1.3]
    if style.vinyl and own:
        low, high = own[len(own) // 2]
        words = luck.choice(style.vinyl)
        long = min(high - low - 0.2, 3.4)
        text = Lettering(words, "#ffffff", round(long * 80 / 8) * 8, 32)
        at = ((low + high) / 2 - long / 2, RECESS - 0.045, base + SILL + 0.25)
        parts.panel(Art(Surface.GLASS, text), at, (long, 0, 0), (0, 0, long * 32 / text.width), shade=Shade.MIDDLE)


def _printed(style: FrontStyle) -> FrontStyle:
    """Upper boards are mostly printed boxes: cheaper to hang and to light."""
    if style.sign is SignKind.LIGHT_BOX:
        return style
    return FrontStyle(
        SignKind.LIGHT_BOX, style.door, style.sill_metres, style.font, style.walls, style.palettes, style.interior
    )


def _dress(store: Store, *, seed: str) -> tuple[FrontStyle, Palette, Random]:
    luck = Random(f"{seed}/{store.store_id}")
    style = STYLES[store.category]
    return style, style.palettes[luck.randrange(len(style.palettes))], luck


def _hang_blades(
    parts: Parts,
    wall: StreetWall,
    building: PlannedBuilding,
    stores: Mapping[StoreId, Store],
    *,
    seed: str,
    features: Mapping[str, int],
) -> None:
    """The stack of projecting signs at the wall's edge, one a storey, lowest tenants lowest."""
    if wall.width_metres < 4.0:
        return
    right_side = Random(f"{seed}/{building.building_id}/blades").random() < 0.5
    x = wall.width_metres - 0.22 if right_side else 0.22
    for storey in range(2, min(building.storeys_above, LINE_OF_SIGHT_STOREYS) + 1):
        tenants = [bay for bay in wall.bays if bay.storey == storey and bay.use is BayUse.STORE]
        base = building.floor_metres(storey)
        for index, bay in enumerate(tenants[:2]):
            store = stores[bay.store_id]
            style, palette, _ = _dress(store, seed=seed)
            parts.feature = features[bay.store_id]
            at = (base + 0.35 + index * 1.25) if len(tenants) > 1 else base + 0.8
            hang_blade(parts, x=x, z=at, size=BLADE_SIZE, text=short_name(store), palette=palette, font=style.font)


def _name_building(parts: Parts, wall: StreetWall, building: PlannedBuilding) -> None:
    """The plaza's name in letters on its parapet."""
    long = min(0.86 * len(building.name), wall.width_metres * 0.6)
    middle = wall.width_metres / 2
    low = building.height_metres - 0.28
    raise_letters(
        parts,
        text=building.name,
        x=(middle - long, middle + long),
        z=(low, low + 1.2),
        y=0.0,
        font="Pretendard-Black.otf",
        tint=linear("#2b3f66"),
        depth=0.1,
    )


def _hang_cooling_units(
    parts: Parts, wall: StreetWall, building: PlannedBuilding, cladding: Cladding, *, seed: str
) -> None:
    """Outdoor units on brackets under some windows, as every older wall has them."""
    luck = Random(f"{seed}/{building.building_id}/cooling")
    white, dark = linear("#d9dad6"), linear("#50555a")
    taken = [bay for bay in wall.bays if bay.use is BayUse.STORE]
    for storey in range(2, building.storeys_above + 1):
        for left, right in _window_stretches(wall.width_metres, cladding):
            if luck.random() > 0.16:
                continue
            x = luck.uniform(left, max(left, right - 0.9))
            if any(bay.storey == storey and bay.start_metres - 1.0 < x < bay.end_metres for bay in taken):
                continue
            z = building.floor_metres(storey) + 0.25
            parts.box(PLAIN, (x, -0.36, z), (x + 0.82, -0.04, z + 0.62), tint=white, sides=Side.BOARD)
            parts.box(PLAIN, (x + 0.1, -0.365, z + 0.08), (x + 0.56, -0.36, z + 0.54), tint=dark, sides=Side.FRONT)


def short_name(store: Store) -> str:
    """What fits on a projecting sign: the name if short, else the category's word."""
    name = store.name.strip()
    return name if len(name) <= 8 else KOREAN_LABELS[store.category]
