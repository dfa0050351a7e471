"""Records everything that stands in a cell as parts, at one level of detail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from district_builder.domain.frames import Point2
from district_builder.domain.places import PlacementKind
from district_builder.domain.plan import Bay, BayUse, PlannedBuilding, StreetWall
from district_builder.domain.stores import StoreId
from district_builder.geometry.arrays import FloatArray
from district_builder.geometry.coats import Art, Patch
from district_builder.geometry.mesh import FeatureKind, FeatureRow, Surface
from district_builder.geometry.parts import Parts
from district_builder.geometry.paving import area_without, common_area, pave
from district_builder.geometry.raw_mesh import Shade
from district_builder.stages import surfaces
from district_builder.stages.art import StorefrontPhoto
from district_builder.stages.cells import CellPlan
from district_builder.stages.cladding import Cladding, clad
from district_builder.stages.colours import linear
from district_builder.stages.detail import Detail
from district_builder.stages.entrance import build_entrance, tenants_of
from district_builder.stages.facade import build_upper_storeys
from district_builder.stages.front import Front, build_front
from district_builder.stages.furniture import build_item
from district_builder.stages.ground import ROADWAY_Z
from district_builder.stages.rooms import plan_rooms
from district_builder.stages.shell import WHOLE, build_shell, raise_storeys
from district_builder.stages.surfaces import PLAIN

GROUND_COATS = {  # surface, tint, height, metres between cuts along the road
    "roadway": (surfaces.ASPHALT, "#5c5d60", ROADWAY_Z, 4.8),
    "white": (PLAIN._replace(height_metres=4.0), "#e4e4de", ROADWAY_Z, 4.0),
    "yellow": (PLAIN._replace(height_metres=4.0), "#d8a021", ROADWAY_Z, 4.0),
    "kerb": (PLAIN._replace(height_metres=4.0), "#b9b6b0", 0.0, 3.0),
    "pavement": (surfaces.PAVER, "#b3a699", 0.0, 2.4),
    "lot": (surfaces.LOT, "#aaa59d", 0.0, 4.8),
}
SKIRT_METRES = 1.1
COARSER_FROM_AFAR = {"roadway", "lot"}  # grain without a pattern: nobody sees it grow


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedCell:
    parts: Parts
    features: tuple[FeatureRow, ...]


PHOTO_AFTER_DARK = (0.34, 0.31, 0.27)  # a front taken by day, as lamps show it


def record_cell(cell: CellPlan, *, detail: Detail) -> RecordedCell:
    """Ground, furniture, buildings and stores of a cell."""
    parts = Parts()
    stores = {store.store_id: store for store in cell.stores}
    features = [FeatureRow(kind=FeatureKind.GROUND), FeatureRow(kind=FeatureKind.FURNITURE)]
    features += [FeatureRow(kind=FeatureKind.BUILDING, building_id=building.building_id) for building in cell.buildings]
    homes = {placement.store_id: placement.building_id for placement in cell.placements}
    features += [
        FeatureRow(kind=FeatureKind.STORE, store_id=store_id, building_id=homes[store_id])
        for store_id in sorted(stores)
    ]
    number = {row.store_id or row.building_id: index for index, row in enumerate(features)}
    parts.feature = 0
    lay_ground_parts(parts, cell, detail=detail)
    parts.feature = 1
    for item in cell.items:
        build_item(parts, item, detail=detail)
    for building in cell.buildings:
        parts.feature = number[building.building_id]
        walls = [wall for wall in cell.walls if wall.building_id == building.building_id]
        cladding, luck = clad(building.building_id, seed=cell.settings.seed)
        build_shell(parts, building, walls, cladding, luck, detail=detail)
        rooms = plan_rooms(walls)
        for wall in walls:
            _build_wall(parts, cell, building, wall, cladding, number, rooms, detail=detail)
    return RecordedCell(parts=parts, features=tuple(features))


def _build_wall(
    parts: Parts,
    cell: CellPlan,
    building: PlannedBuilding,
    wall: StreetWall,
    cladding: Cladding,
    number: dict[str, int],
    rooms: Mapping[StoreId, float],
    *,
    detail: Detail,
) -> None:
    stores = {store.store_id: store for store in cell.stores}
    photos = {photo.store_id: photo for photo in cell.photos}
    seed = cell.settings.seed
    start, end = np.array(wall.left_foot_in_district), np.array(wall.right_foot_in_district)
    ahead = (end - start) / wall.width_metres
    parts.stand_at(wall.left_foot_in_district, wall.right_foot_in_district)
    parts.feature = number[building.building_id]
    if detail is Detail.STANDARD and not any(bay.use is BayUse.STORE and bay.storey > 1 for bay in wall.bays):
        raise_storeys(parts, wall.width_metres, building, cladding)
    else:
        build_upper_storeys(parts, wall, building, stores, seed=seed, detail=detail, features=number)
    ground = sorted((bay for bay in wall.bays if bay.storey == 1), key=lambda bay: bay.start_metres)
    for low, high in _gaps(ground, wall.width_metres):
        _plain_ground_floor(parts, low, high, building, cladding)
    for bay in ground:
        foot = start + ahead * bay.start_metres
        parts.stand_at(_point(foot), _point(foot + ahead))
        if bay.use is BayUse.STORE:
            store = stores[bay.store_id]
            parts.feature = number[bay.store_id]
            front = Front(
                store_id=store.store_id,
                name=store.full_name,
                phone=store.phone,
                category=store.category,
                width_metres=bay.width_metres,
                height_metres=building.ground_storey_metres,
                room_metres=rooms[bay.store_id],
                seed=seed,
            )
            if bay.store_id in photos:
                _paste_photo(parts, front, photos[bay.store_id].digest)
            else:
                build_front(parts, front, detail=detail)
        elif bay.use is BayUse.ENTRANCE:
            parts.feature = number[building.building_id]
            inside = [
                (placement.storey, stores[placement.store_id].name)
                for placement in cell.placements
                if placement.building_id == building.building_id
                and placement.kind in (PlacementKind.BASEMENT, PlacementKind.INSIDE)
            ]
            tenants = tenants_of(building.building_id, cell.walls, stores, inside)
            build_entrance(parts, bay, building, tenants, cladding, detail=detail)
        else:
            parts.feature = number[building.building_id]
            _plain_ground_floor(parts, 0.0, bay.width_metres, building, cladding)
    parts.stand_in_district()


def _point(at: FloatArray) -> Point2:
    return Point2(float(at[0]), float(at[1]))


def _gaps(bays: Sequence[Bay], width: float) -> list[tuple[float, float]]:
    """Stretches of the ground floor that no bay covers."""
    at, gaps = 0.0, []
    for bay in bays:
        if bay.start_metres - at > 0.02:
            gaps.append((at, bay.start_metres))
        at = max(at, bay.end_metres)
    if width - at > 0.02:
        gaps.append((at, width))
    return gaps


def _plain_ground_floor(parts: Parts, low: float, high: float, building: PlannedBuilding, cladding: Cladding) -> None:
    """A stretch where nobody is known: wall, and a roller shutter where there is room for one."""
    height = building.ground_storey_metres
    width = high - low
    if width < 2.4:
        parts.wall(cladding.coat, (low, high), (0.0, height), tint=cladding.tint)
        return
    count = max(1, round(width / 5.0))
    step = width / count
    for index in range(count):
        left = low + step * index
        parts.wall(cladding.coat, (left, left + 0.4), (0.0, 2.8), tint=cladding.tint)
        parts.wall(cladding.coat, (left + step - 0.4, left + step), (0.0, 2.8), tint=cladding.tint)
        shutter = linear(("#a9acae", "#b8b4a8", "#8f9496")[index % 3])
        parts.wall(surfaces.SHUTTER, (left + 0.4, left + step - 0.4), (0.0, 2.8), y=0.12, tint=shutter)
        parts.panel(PLAIN, (left + 0.4, 0.12, 2.8), (step - 0.8, 0, 0), (0, -0.12, 0), tint=cladding.tint)
    parts.wall(cladding.coat, (low, high), (2.8, height), tint=cladding.tint)


def _paste_photo(parts: Parts, front: Front, digest: str) -> None:
    """A merchant's photo as the whole front; it carries its own light, so the bake leaves it nearly alone."""
    art = Art(Surface.ART, StorefrontPhoto(front.store_id, digest))
    size = ((front.width_metres, 0.0, 0.0), (0.0, 0.0, front.height_metres))
    parts.panel(art, (0.0, -0.01, 0.0), *size, tint=(0.92, 0.92, 0.92), shade=Shade.GLOWING, glow=PHOTO_AFTER_DARK)


def lay_ground_parts(parts: Parts, cell: CellPlan, *, detail: Detail) -> None:
    """Paving in sun and in shade, with the edge of the shadow cut into it, and the kerb's face."""
    parts.stand_in_district()
    shadow = shapely.from_wkb(cell.shadow)
    # A seam along the walls carries the dusk at their feet: light is measured at vertices only.
    feet = [shapely.Polygon(building.footprint) for building in cell.buildings]
    skirt = shapely.union_all([foot.buffer(SKIRT_METRES, join_style="mitre") for foot in feet], grid_size=0.001)
    for kind, content in cell.ground:
        area = shapely.from_wkb(content)
        strip, code, z, step = GROUND_COATS[kind]
        if detail is Detail.STANDARD:
            step *= 2
            if kind in COARSER_FROM_AFAR:
                strip = strip._replace(width_metres=strip.width_metres * 2, height_metres=strip.height_metres * 2)
        pieces = [area]
        if kind in ("pavement", "lot"):
            pieces = [common_area(area, skirt), area_without(area, skirt)]
        cuts = [(common_area(piece, shadow), Shade.SHADED) for piece in pieces]
        cuts += [(area_without(piece, shadow), Shade.SUNLIT) for piece in pieces]
        for part, shade in cuts:
            form = pave(part, strip, along=cell.along, z=z, step_metres=step)
            if len(form.triangles):
                coat = WHOLE if strip.width_metres < 1e5 else Patch(Surface.MATTER, 0.5, 0.0, 0.5, 0.0)
                if coat is not WHOLE:
                    middle = (PLAIN.top + PLAIN.bottom) / 2
                    coat = Patch(Surface.MATTER, 0.5, middle, 0.5, middle)
                parts.form(form, coat, (0.0, 0.0, 0.0), tint=linear(code), shade=shade)
    stone = linear("#a19e98")
    for line in _lines(shapely.from_wkb(cell.kerb_line)):
        for (ax, ay), (bx, by) in zip(line[1:], line[:-1], strict=True):  # backwards: the roadway lies to the left
            parts.panel(PLAIN, (ax, ay, ROADWAY_Z), (bx - ax, by - ay, 0.0), (0, 0, -ROADWAY_Z), tint=stone)


def _lines(geometry: shapely.Geometry) -> list[list[tuple[float, float]]]:
    if geometry.is_empty:
        return []
    pieces = getattr(geometry, "geoms", [geometry])
    return [[(x, y) for x, y in piece.coords] for piece in pieces if piece.geom_type == "LineString"]
