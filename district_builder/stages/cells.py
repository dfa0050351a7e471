"""Cuts a placed street into cells and blocks, each with all that its tile depends on and nothing else.

A cell owns the buildings whose middle lies in it, the ground in its square, and the furniture that stands there.
Of its neighbours it knows only their masses, for shadow: so a changed store changes its own cell alone.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from random import Random

import shapely
from shapely import STRtree
from shapely.geometry import MultiLineString, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from district_builder.domain.layout import Origin, Ring
from district_builder.domain.places import Placement
from district_builder.domain.plan import PlacedStreet, PlannedBuilding, StreetWall
from district_builder.domain.stores import Address, Store, StoreId
from district_builder.geometry.paving import common_area, polygons_of
from district_builder.stages.flat_things import shade_item
from district_builder.stages.ground import Ground, RoadDirections, cast_shadow, outline
from district_builder.stages.items import FLAT, Item, Kind
from district_builder.stages.posts import lamp_head
from district_builder.stages.settings import SceneSettings

CellKey = tuple[int, int]
SHADOW_REACH_METRES = 70.0
LAMP_REACH_METRES = 22.0
LEAST_GROUND_SQUARE_METRES = 0.5
QUARTER_CELLS = 8
FLAT_REACH_METRES = 5.0  # a run of tactile blocks belongs to the square of its middle and may reach beyond it
GROUND_KINDS = ("roadway", "white", "yellow", "kerb", "pavement", "lot")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mass:
    """A neighbour as the light sees it: a prism."""

    ring: Ring
    height_metres: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPhoto:
    """A photo to lay on a frontage: the file, its content's digest, and four corners as fractions."""

    store_id: StoreId
    path: str = field(repr=False)  # where the bytes lie must not change what is built from them
    digest: str
    corners: tuple[tuple[float, float], ...]

    @property
    def place_in_folder(self) -> str:
        """What notes call it: its place in a source folder."""
        return f"photos/{self.store_id}/{PurePath(self.path).name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellPlan:
    """Everything that a cell's tiles are made from. Areas are well-known binary in the district frame."""

    key: CellKey
    buildings: tuple[PlannedBuilding, ...]
    walls: tuple[StreetWall, ...]
    placements: tuple[Placement, ...]
    stores: tuple[Store, ...]
    photos: tuple[FrontPhoto, ...]
    items: tuple[Item, ...]
    ground: tuple[tuple[str, bytes], ...]
    shadow: bytes
    kerb_line: bytes
    along: tuple[float, float]
    neighbours: tuple[Mass, ...]
    lamps: tuple[tuple[float, float, float], ...]
    settings: SceneSettings


@dataclass(slots=True)
class _Share:
    """What falls into one cell while the street is being cut."""

    buildings: list[PlannedBuilding] = field(default_factory=list)
    walls: list[StreetWall] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)


def cut_cells(
    street: PlacedStreet,
    ground: Ground,
    items: Sequence[Item],
    stores: Mapping[StoreId, Store],
    photos: Mapping[StoreId, FrontPhoto],
    settings: SceneSettings,
) -> tuple[CellPlan, ...]:
    """One plan for each cell with something in it, in the order of their keys."""
    size = settings.cell_metres
    shares: defaultdict[CellKey, _Share] = defaultdict(_Share)
    home: dict[str, CellKey] = {}
    for building in street.plan.buildings:
        middle = outline(building).centroid
        home[building.building_id] = key = (int(middle.x // size), int(middle.y // size))
        shares[key].buildings.append(building)
    for wall in street.walls:
        shares[home[wall.building_id]].walls.append(wall)
    for placement in street.placements:
        shares[home[placement.building_id]].placements.append(placement)
    for item in items:
        shares[(int(item.x // size), int(item.y // size))].items.append(item)
    for key in _keys_over(ground.extent, size):
        shares[key]  # touch: ground alone makes a cell too
    shadows = _Shadows(street.plan.buildings, items, settings)
    cutter = _GroundCutter(ground, size)
    directions = RoadDirections(street.plan.roads)
    heads = sorted(lamp_head(item) for item in items if item.kind is Kind.LAMP)
    return tuple(
        _plan(key, shares[key], stores, photos, shadows, cutter, directions, heads, settings)
        for key in sorted(shares)
        if shares[key].buildings or shares[key].items or cutter.covers(_square(key, size))
    )


def _square(key: CellKey, size: float) -> Polygon:
    return box(key[0] * size, key[1] * size, (key[0] + 1) * size, (key[1] + 1) * size)


def _keys_over(extent: BaseGeometry, size: float) -> list[CellKey]:
    min_x, min_y, max_x, max_y = extent.bounds
    return [
        (x, y)
        for x in range(int(min_x // size), int(max_x // size) + 1)
        for y in range(int(min_y // size), int(max_y // size) + 1)
    ]


class _Quarters:
    """A geometry as wide as the district in quarters of several cells, so that a cut costs the same in any city."""

    def __init__(self, geometry: BaseGeometry, cell_metres: float) -> None:
        self._geometry = geometry
        self._size = cell_metres * QUARTER_CELLS
        self._quarters: dict[CellKey, BaseGeometry] = {}

    def around(self, square: Polygon) -> BaseGeometry:
        """What lies in a cell's square and its surroundings, cut fast and a little wide."""
        middle = square.centroid
        key = (int(middle.x // self._size), int(middle.y // self._size))
        if key not in self._quarters:
            self._quarters[key] = _roughly_in(self._geometry, _square(key, self._size))
        return _roughly_in(self._quarters[key], square)


class _GroundCutter:
    """Cuts the district's areas into squares, prepared once."""

    def __init__(self, ground: Ground, cell_metres: float) -> None:
        self._areas = {kind: _Quarters(getattr(ground, kind), cell_metres) for kind in GROUND_KINDS}
        driven = shapely.union_all([ground.roadway, ground.white, ground.yellow], grid_size=0.001)
        rings = [orient(polygon) for polygon in polygons_of(driven)]
        kerbs = MultiLineString([ring.coords for polygon in rings for ring in (polygon.exterior, *polygon.interiors)])
        self._kerb_line = _Quarters(kerbs.intersection(ground.extent.buffer(-0.5)), cell_metres)

    def covers(self, square: Polygon) -> bool:
        """Whether a square has ground of its own to show; a neighbour's house may fill it."""
        cuts = (area.around(square).intersection(square) for area in self._areas.values())
        return any(cut.area > LEAST_GROUND_SQUARE_METRES for cut in cuts)

    def areas_in(self, square: Polygon) -> tuple[tuple[str, bytes], ...]:
        cut = ((kind, _clip(area.around(square), square)) for kind, area in self._areas.items())
        return tuple((kind, area.wkb) for kind, area in cut if not area.is_empty)

    def kerb_in(self, square: Polygon) -> bytes:
        return bytes(self._kerb_line.around(square).intersection(square).wkb)


def _roughly_in(geometry: BaseGeometry, square: Polygon) -> BaseGeometry:
    min_x, min_y, max_x, max_y = square.bounds
    cut = shapely.clip_by_rect(geometry, min_x - 1.0, min_y - 1.0, max_x + 1.0, max_y + 1.0)
    return cut if cut.is_valid else shapely.make_valid(cut)


def _clip(area: BaseGeometry, square: Polygon) -> BaseGeometry:
    return shapely.normalize(common_area(area, square))


class _Shadows:
    """What shades the ground and what hides the sky, found by place."""

    def __init__(self, buildings: Sequence[PlannedBuilding], items: Sequence[Item], settings: SceneSettings) -> None:
        sun = settings.daylight.towards_sun
        self._shift = (float(-sun[0] / sun[2]), float(-sun[1] / sun[2]))
        self._buildings = list(buildings)
        self._outlines = STRtree([outline(building) for building in buildings])
        trees = [tree_shadow(item, self._shift) for item in items if item.kind is Kind.TREE]
        self._shadows = [cast_shadow(building, self._shift) for building in buildings] + trees
        self._tree = STRtree(self._shadows)

    def on(self, square: Polygon) -> bytes:
        near = sorted(self._tree.query(square))
        union = shapely.union_all([self._shadows[index] for index in near], grid_size=0.001)
        return bytes(_clip(union, square).wkb)

    def masses_near(self, square: Polygon, own: set[str]) -> tuple[Mass, ...]:
        near = (self._buildings[index] for index in self._outlines.query(square.buffer(SHADOW_REACH_METRES)))
        masses = (
            Mass(ring=building.footprint, height_metres=building.height_metres + 0.9)
            for building in near
            if building.building_id not in own
        )
        return tuple(sorted(masses, key=lambda mass: mass.ring))


def tree_shadow(item: Item, shift: tuple[float, float]) -> BaseGeometry:
    """A crown's shadow as a cluster of discs, loose at the rim as leaves are."""
    luck = Random(f"{item.seed}/shadow")
    height = 4.8
    x, y = item.x + shift[0] * height, item.y + shift[1] * height
    discs = [(x + luck.uniform(-1.4, 1.4), y + luck.uniform(-1.4, 1.4), luck.uniform(0.4, 0.95)) for _ in range(11)]
    middles = shapely.points([disc[:2] for disc in discs])
    return shapely.union_all(shapely.buffer(middles, [disc[2] for disc in discs], quad_segs=2))


def _lit(items: Sequence[Item], square: Polygon, shadows: _Shadows) -> list[Item]:
    """Items that know how shadow falls on them where that is decided by areas rather than rays."""
    if not any(item.kind in FLAT for item in items):
        return list(items)
    shadow = shapely.from_wkb(shadows.on(square.buffer(FLAT_REACH_METRES, join_style="mitre")))
    shapely.prepare(shadow)
    return [shade_item(item, shadow) if item.kind in FLAT else item for item in items]


def _as_shown(store: Store) -> Store:
    """A store with what a tile shows of it and nothing else: other news must not rebuild the street."""
    return Store(
        store_id=store.store_id,
        name=store.name,
        branch=store.branch,
        category=store.category,
        phone=store.phone,
        address=Address(text=""),
        origin=Origin(file=""),
    )


def _plan(
    key: CellKey,
    share: _Share,
    stores: Mapping[StoreId, Store],
    photos: Mapping[StoreId, FrontPhoto],
    shadows: _Shadows,
    cutter: _GroundCutter,
    directions: RoadDirections,
    heads: Sequence[tuple[float, float, float]],
    settings: SceneSettings,
) -> CellPlan:
    square = _square(key, settings.cell_metres)
    tenants = sorted({placement.store_id for placement in share.placements})
    middle = square.centroid
    return CellPlan(
        key=key,
        buildings=tuple(sorted(share.buildings, key=lambda b: b.building_id)),
        walls=tuple(sorted(share.walls, key=lambda w: (w.building_id, w.left_foot_in_district))),
        placements=tuple(sorted(share.placements, key=lambda p: p.store_id)),
        stores=tuple(_as_shown(stores[store_id]) for store_id in tenants),
        photos=tuple(photos[store_id] for store_id in tenants if store_id in photos),
        items=tuple(sorted(_lit(share.items, square, shadows), key=lambda item: item.seed)),
        ground=cutter.areas_in(square),
        shadow=shadows.on(square),
        kerb_line=cutter.kerb_in(square),
        along=directions.near(middle.x, middle.y),
        neighbours=shadows.masses_near(square, {building.building_id for building in share.buildings}),
        lamps=tuple(head for head in heads if square.distance(shapely.Point(head)) < LAMP_REACH_METRES),
        settings=settings,
    )
