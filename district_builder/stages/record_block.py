"""Records a block's proxy: masses with rows of windows, boards as plain colours, unpaved ground. No pictures."""

from collections.abc import Sequence
from random import Random

import numpy as np
import shapely

from district_builder.domain.plan import BayUse, PlannedBuilding, StreetWall
from district_builder.domain.stores import Store
from district_builder.geometry.coats import Patch
from district_builder.geometry.mesh import FeatureKind, FeatureRow, Surface
from district_builder.geometry.parts import Parts, Side
from district_builder.geometry.paving import area_without, common_area, fill
from district_builder.geometry.raw_mesh import Form, Shade
from district_builder.stages import surfaces
from district_builder.stages.cells import CellPlan
from district_builder.stages.cladding import Cladding, clad
from district_builder.stages.colours import linear, scaled
from district_builder.stages.items import Kind
from district_builder.stages.plants import LEAVES, crown
from district_builder.stages.record_cell import GROUND_COATS, RecordedCell
from district_builder.stages.shell import PARAPET_METRES, ROOF_TINTS
from district_builder.stages.styles import STYLES
from district_builder.stages.surfaces import PLAIN

SIMPLIFY_METRES = 0.25
ROOM_LIGHT = (0.42, 0.34, 0.22)  # what a lit room looks like from afar
_WHITE = Patch(Surface.MATTER, 0.5, (PLAIN.top + PLAIN.bottom) / 2, 0.5, (PLAIN.top + PLAIN.bottom) / 2)


def record_block(cells: Sequence[CellPlan]) -> RecordedCell:
    """The proxy of several cells together."""
    parts = Parts()
    buildings = [building for cell in cells for building in cell.buildings]
    stores = {store.store_id: store for cell in cells for store in cell.stores}
    homes = {place.store_id: place.building_id for cell in cells for place in cell.placements}
    features = [FeatureRow(kind=FeatureKind.GROUND), FeatureRow(kind=FeatureKind.FURNITURE)]
    features += [FeatureRow(kind=FeatureKind.BUILDING, building_id=building.building_id) for building in buildings]
    features += [
        FeatureRow(kind=FeatureKind.STORE, store_id=store_id, building_id=homes[store_id])
        for store_id in sorted(stores)
    ]
    number = {row.store_id or row.building_id: index for index, row in enumerate(features)}
    parts.feature = 0
    _fill_ground(parts, cells)
    parts.feature = 1
    for item in (item for cell in cells for item in cell.items if item.kind is Kind.TREE):
        luck = Random(item.seed)
        size = luck.uniform(1.6, 2.0)
        patch = LEAVES[luck.randrange(2)]
        at = (item.x, item.y, 4.6)
        parts.form(crown(luck.randrange(4), 7), patch, at, scale=(size, size, size), shade=Shade.EACH_VERTEX)
    for cell in cells:
        for building in cell.buildings:
            parts.feature = number[building.building_id]
            walls = [wall for wall in cell.walls if wall.building_id == building.building_id]
            cladding, luck = clad(building.building_id, seed=cell.settings.seed)
            _mass(parts, building, cladding, luck)
            for wall in walls:
                _paint_stores(parts, wall, building, stores, number, seed=cell.settings.seed)
    return RecordedCell(parts=parts, features=tuple(features))


def _fill_ground(parts: Parts, cells: Sequence[CellPlan]) -> None:
    """Whole-block areas, simplified, in sun and shade."""
    parts.stand_in_district()
    shadow = shapely.union_all([shapely.from_wkb(cell.shadow) for cell in cells], grid_size=0.01)
    for kind, (_, code, z, _) in GROUND_COATS.items():
        if kind in ("white", "yellow", "kerb"):
            continue
        also = {"roadway": ("white", "yellow"), "pavement": ("kerb",)}.get(kind, ())
        pieces = [shapely.from_wkb(wkb) for cell in cells for name, wkb in cell.ground if name in (kind, *also)]
        area = shapely.union_all(pieces, grid_size=0.01)
        for part, shade in (
            (common_area(area, shadow, grid_metres=0.01), Shade.SHADED),
            (area_without(area, shadow, grid_metres=0.01), Shade.SUNLIT),
        ):
            flat = fill(shapely.simplify(part, SIMPLIFY_METRES))
            count = len(flat.points)
            if count:
                form = Form(
                    positions=np.column_stack([flat.points, np.full(count, z)]),
                    normals=np.broadcast_to(np.array([0.0, 0.0, 1.0]), (count, 3)),
                    uvs=np.zeros((count, 2)),
                    triangles=flat.triangles,
                )
                parts.form(form, _WHITE, (0.0, 0.0, 0.0), tint=scaled(linear(code), 0.82), shade=shade)


def _mass(parts: Parts, building: PlannedBuilding, cladding: Cladding, luck: Random) -> None:
    """A wall of window strips for each edge, a parapet band and the roof."""
    ring = building.footprint
    ground = building.ground_storey_metres
    upper = building.height_metres - ground
    for left, right in zip(ring, ring[1:] + ring[:1], strict=True):
        length = float(np.hypot(right.x - left.x, right.y - left.y))
        if length < 0.3:
            continue
        parts.stand_at(left, right)
        wide = length > 3.0
        low_tint = scaled(cladding.side_tint, 0.8)
        parts.panel(PLAIN, (0, 0, 0), (length, 0, 0), (0, 0, ground), tint=low_tint, shade=Shade.EACH_VERTEX)
        if upper > 0.1:
            strip = surfaces.STOREYS._replace(height_metres=building.upper_storey_metres) if wide else PLAIN
            rows = building.storeys_above - 1
            slide = float(sum(map(ord, building.building_id)) % 7)
            size = ((length, 0.0, 0.0), (0.0, 0.0, upper))
            tint = cladding.tint if wide else cladding.side_tint
            parts.panel(strip, (0, 0, ground), *size, tint=tint, rows=rows, slide=slide, shade=Shade.EACH_VERTEX)
        parts.panel(
            PLAIN,
            (0, 0, building.height_metres),
            (length, 0, 0),
            (0, 0, PARAPET_METRES),
            tint=cladding.tint,
            shade=Shade.EACH_VERTEX,
        )
    parts.stand_in_district()
    flat = fill(shapely.Polygon(building.footprint, building.holes))
    count = len(flat.points)
    form = Form(
        positions=np.column_stack([flat.points, np.full(count, building.height_metres + PARAPET_METRES * 0.6)]),
        normals=np.broadcast_to(np.array([0.0, 0.0, 1.0]), (count, 3)),
        uvs=np.zeros((count, 2)),
        triangles=flat.triangles,
    )
    roof = linear(luck.choice(ROOF_TINTS))
    parts.form(form, _WHITE, (0.0, 0.0, 0.0), tint=roof, shade=Shade.EACH_VERTEX)


def _paint_stores(
    parts: Parts,
    wall: StreetWall,
    building: PlannedBuilding,
    stores: dict[str, Store],
    number: dict[str, int],
    *,
    seed: str,
) -> None:
    """A board and a dark opening for each store front, a board for each tenant above."""
    parts.stand_at(wall.left_foot_in_district, wall.right_foot_in_district)
    for bay in (bay for bay in wall.bays if bay.use is BayUse.STORE):
        store = stores[bay.store_id]
        style = STYLES[store.category]
        palette = style.palettes[Random(f"{seed}/{store.store_id}").randrange(len(style.palettes))]
        parts.feature = number[bay.store_id]
        board = linear(palette.board)
        low, high = bay.start_metres + 0.1, bay.end_metres - 0.1
        base = building.floor_metres(bay.storey)
        if bay.storey == 1:
            parts.panel(
                PLAIN, (low, -0.06, 0.1), (high - low, 0, 0), (0, 0, 2.7), tint=(0.10, 0.10, 0.10), glow=ROOM_LIGHT
            )
            parts.box(
                PLAIN,
                (low, -0.25, 2.9),
                (high, -0.05, 3.85),
                tint=board,
                sides=Side.FRONT | Side.TOP,
                glow=scaled(board, 0.7),
            )
        else:
            parts.panel(
                PLAIN, (low, -0.1, base + 0.1), (high - low, 0, 0), (0, 0, 0.85), tint=board, glow=scaled(board, 0.7)
            )
