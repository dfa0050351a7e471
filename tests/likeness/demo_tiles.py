"""The tiles of a built district once more as records: the same plans and parts that its GLBs were made from."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image

from district_builder.domain.districts import DistrictSource
from district_builder.domain.frames import Point2
from district_builder.domain.light_bake import LightBake
from district_builder.domain.places import PlacementKind
from district_builder.domain.stores import StoreId
from district_builder.formats.atlas import LARGEST_SIDE, PADDING, build_atlas
from district_builder.formats.folder import SceneFolder
from district_builder.formats.frontage_warp import warp_to_frontage
from district_builder.formats.pictures import encode_webp, load_picture
from district_builder.front_photos import choose_front_photos
from district_builder.geometry.mesh import Surface
from district_builder.pipeline import LEAF_QUALITY, MATTER_QUALITY
from district_builder.reuse import ReuseIndex
from district_builder.scene_tree import Level, TileJob, TileKey, plan_jobs
from district_builder.stages import paint_interiors  # noqa: F401 (registers its painter)
from district_builder.stages.art import BLANK, StorefrontPhoto
from district_builder.stages.cells import CellPlan, cut_cells
from district_builder.stages.detail import Detail
from district_builder.stages.furniture import place_furniture
from district_builder.stages.ground import lay_ground
from district_builder.stages.paint_art import paint
from district_builder.stages.paint_surfaces import paint_leaves, paint_matter
from district_builder.stages.place_stores import place_stores
from district_builder.stages.record_block import record_block
from district_builder.stages.record_cell import record_cell
from district_builder.stages.settings import SceneSettings
from district_builder.stages.settle_plan import settle_plan
from district_builder.tiles import SharedTextures
from tests.likeness.matter import Piece, pieces_of


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RecordedTile:
    """A tile's pieces, each with the page of `pages` that it shows (`matter` and `leaf` show shared textures)."""

    pieces: tuple[tuple[Surface, int, Piece], ...]
    pages: tuple[Image.Image, ...]


def cut_district(source: DistrictSource, settings: SceneSettings) -> tuple[CellPlan, ...]:
    """The cells that build_scene makes tiles of."""
    plan, _ = settle_plan(source)
    street, _ = place_stores(plan, source)
    ground = lay_ground(plan)
    items = place_furniture(plan.roads, ground, seed=settings.seed)
    fronts = {place.store_id for place in street.placements if place.kind is PlacementKind.STREET_FRONT}
    photos, _ = choose_front_photos(source.photos, fronts=fronts)
    stores = {store.store_id: store for store in source.stores}
    return cut_cells(street, ground, items, stores, photos, settings)


def jobs_by_uri(
    scene_folder: Path, cells: Sequence[CellPlan], settings: SceneSettings, *, light: LightBake
) -> dict[str, TileJob]:
    """What each tile of a scene was made from; the scene must have been built by this very code."""
    scene = SceneFolder(path=scene_folder)
    shared = SharedTextures(
        matter=scene.put_texture(encode_webp(paint_matter(), quality=MATTER_QUALITY)),
        leaf=scene.put_texture(encode_webp(paint_leaves(), quality=LEAF_QUALITY)),
    )
    stored = ReuseIndex.read(scene_folder)
    jobs = plan_jobs(cells, shared, block_cells=settings.block_cells, light=light)
    return {stored[digest].uri: job for job in jobs if (digest := job.digest_in(stored)) is not None}


def name_of(key: TileKey) -> str:
    level, x, y = key
    return f"{level}_{x}_{y}"


def record(job: TileJob) -> RecordedTile:
    """A tile before light, as record and atlas leave it."""
    photos: dict[StoreId, Image.Image] = {}
    level = job.key[0]
    if level is Level.BLOCK:
        recorded = record_block(job.cells)
    else:
        (cell,) = job.cells
        photos = _photos(cell)
        shown = replace(cell, photos=tuple(photo for photo in cell.photos if photo.store_id in photos))
        recorded = record_cell(shown, detail=Detail.NEAR if level is Level.NEAR else Detail.STANDARD)
    asked = recorded.parts.pictures()
    pages: tuple[Image.Image, ...] = ()
    rectangles: Mapping[Hashable, tuple[float, float, float, float]] = {BLANK: (0.0, 0.0, 1.0, 1.0)}
    if set(asked) - {BLANK}:
        atlas = build_atlas(
            {key: photos[key.store_id] if isinstance(key, StorefrontPhoto) else paint(key) for key in asked}
        )
        pages, rectangles = atlas.pages, atlas.rectangles
    raws = recorded.parts.meshes(rectangles)
    pieces = pieces_of(raws, recorded.features, rectangles, pages=len(pages))
    return RecordedTile(pieces=tuple(pieces), pages=pages)


def _photos(cell: CellPlan) -> dict[StoreId, Image.Image]:
    """The merchants' photos of a cell on their frontages, all in the finest size."""
    sizes = {
        bay.store_id: (bay.width_metres, building.ground_storey_metres)
        for wall in cell.walls
        for building in cell.buildings
        if building.building_id == wall.building_id
        for bay in wall.bays
        if bay.storey == 1
    }
    across = LARGEST_SIDE - 2 * PADDING
    photos = {}
    for photo in cell.photos:
        if photo.store_id in sizes:
            width, height = sizes[photo.store_id]
            size = (across, max(16, round(across * height / width / 8) * 8))
            top_left, top_right, bottom_right, bottom_left = (Point2(*corner) for corner in photo.corners)
            picture = load_picture(Path(photo.path), wanted_side=across * 2)
            photos[photo.store_id] = warp_to_frontage(picture, (top_left, top_right, bottom_right, bottom_left), size)
    return photos
