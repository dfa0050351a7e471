"""Signs of a building's upper tenants: boards under windows, words on glass, blades, and the plaza's name."""

from collections.abc import Mapping, Sequence
from random import Random

from district_builder.domain.categories import KOREAN_LABELS
from district_builder.domain.plan import Bay, BayUse, PlannedBuilding, StreetWall
from district_builder.domain.stores import Store, StoreId
from district_builder.geometry.parts import Parts
from district_builder.stages.cladding import Cladding
from district_builder.stages.colours import linear
from district_builder.stages.detail import Detail
from district_builder.stages.signs import hang_blade, raise_board, raise_letters
from district_builder.stages.styles import STYLES, FrontStyle, Palette, SignKind
from district_builder.stages.vinyl import film_colours, stick_words
from district_builder.stages.windows import RECESS, SILL, Stretch, panes_of

BLADE_SIZE = (0.85, 1.0)
LINE_OF_SIGHT_STOREYS = 6  # blades above this are read from nowhere on the pavement
LARGEST_BOARD_METRES = 12.0
FILM_LOW, FILM_METRES = 0.36, 0.46  # above the sill: a board stands out and hides what is lower


def hang_tenant(
    parts: Parts,
    bay: Bay,
    store: Store,
    base: float,
    windows: Sequence[Stretch],
    cladding: Cladding,
    *,
    seed: str,
    detail: Detail,
) -> None:
    """A tenant's board under its windows, nearly as wide as its bay, and words on its panes."""
    style, palette, luck = _dress(store, seed=seed)
    left, right = bay.start_metres + 0.15, bay.end_metres - 0.15
    if right - left < 0.8:
        return
    wide = min(right - left, max(LARGEST_BOARD_METRES * luck.uniform(0.62, 1.0), 0.7 * len(store.full_name) + 2.0))
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
    panes = [
        pane
        for window in windows
        for pane in panes_of(window, cladding)
        if pane[0] >= left - 0.1 and pane[1] <= right + 0.1
    ]
    if panes:
        words = store.name.split()  # what a tenant above offers is its own to say
        low = base + SILL + FILM_LOW
        if luck.random() < 0.4:  # some letter all their windows, some the middle ones
            middle = len(panes) // 2
            panes = panes[max(0, middle - 2) : middle + 2]
        stick_words(
            parts,
            panes,
            words,
            y=RECESS - 0.045,
            low=low,
            height=FILM_METRES,
            colours=film_colours(palette),
            detail=detail,
        )


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


def hang_blades(
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


def name_building(parts: Parts, wall: StreetWall, building: PlannedBuilding) -> None:
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


def short_name(store: Store) -> str:
    """What fits on a projecting sign: the name if short, else the category's word."""
    name = store.name.strip()
    return name if len(name) <= 8 else KOREAN_LABELS[store.category]
