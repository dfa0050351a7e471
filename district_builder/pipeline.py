"""The build on one page: a district's source in, a scene folder out. The same input gives the same bytes."""

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from district_builder.domain.districts import DistrictSource
from district_builder.domain.errors import GolmokError
from district_builder.domain.light_bake import LightBake
from district_builder.domain.notes import BuildNote, NoteKind
from district_builder.domain.places import Placement, PlacementKind
from district_builder.domain.stores import StoreId
from district_builder.formats.folder import SceneFolder
from district_builder.formats.pictures import encode_webp
from district_builder.formats.scene_json import StoreCost
from district_builder.front_photos import choose_front_photos
from district_builder.reuse import ReuseIndex, remembered
from district_builder.scene_index import write_index
from district_builder.scene_tree import plan_jobs
from district_builder.stages.cells import cut_cells
from district_builder.stages.furniture import place_furniture
from district_builder.stages.ground import lay_ground
from district_builder.stages.paint_surfaces import paint_leaves, paint_matter
from district_builder.stages.place_stores import place_stores
from district_builder.stages.settings import SceneSettings
from district_builder.stages.settle_plan import settle_plan
from district_builder.stages.views import choose_views
from district_builder.stages.walkable import find_walkable
from district_builder.tile_making import Report, make_tiles
from district_builder.tiles import SharedTextures

__all__ = ["BuiltScene", "Report", "SceneSettings", "Survey", "build_scene", "survey"]

MATTER_QUALITY, LEAF_QUALITY = 80, 85


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltScene:
    """What a build made. `notes` include those of the source."""

    build_id: str
    placements: tuple[Placement, ...]
    notes: tuple[BuildNote, ...]
    tiles: int
    reused_tiles: int
    costs: Mapping[StoreId, StoreCost]


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What a build would make of a source, without making it."""

    buildings: int
    placed: int
    notes: tuple[BuildNote, ...]


def survey(source: DistrictSource) -> Survey:
    """Settle and place, and hear the doubts: all that `golmok check` needs."""
    plan, settle_notes = settle_plan(source)
    street, place_notes = place_stores(plan, source)
    return Survey(
        buildings=len(plan.buildings),
        placed=len(street.placements),
        notes=(*source.notes, *settle_notes, *place_notes),
    )


def silent(_doing: str, _done: int, _total: int) -> None:
    """A report for those who do not want one."""


def build_scene(
    source: DistrictSource,
    folder: Path,
    *,
    settings: SceneSettings | None = None,
    light: LightBake = LightBake.FAST,
    executor: Executor | None = None,
    report: Report = silent,
) -> BuiltScene:
    """Build a district's scene into `folder`; tiles whose inputs did not change are kept as they are.

    Args:
        folder: the scene folder; it holds a whole scene before, during and after the build. Tiles of a build that was
            cut off are used by the next.
        light: how carefully light is measured where a tile is made.
        executor: where tiles are made, in this process if None. Its workers must share the photos' files.
        report: hears of progress, at most once a tile.

    Raises:
        GolmokError: there is nothing to build, the layout contradicts itself, or a full bake has no Blender; the scene
            stays as it was.
    """
    settings = settings or SceneSettings()
    report("배치", 0, 1)
    plan, settle_notes = settle_plan(source)
    street, place_notes = place_stores(plan, source)
    if not (plan.buildings or plan.roads):
        raise GolmokError(
            f"{source.district.slug}: 지을 것이 없습니다. 건물도 길도 주소 있는 가게도 없습니다. "
            "layout이나 stores 폴더에 자료를 넣어 주세요."
        )
    report("땅과 길", 0, 1)
    ground = lay_ground(plan)
    items = place_furniture(plan.roads, ground, seed=settings.seed)
    stores = {store.store_id: store for store in source.stores}
    fronts = {place.store_id for place in street.placements if place.kind is PlacementKind.STREET_FRONT}
    photos, photo_notes = choose_front_photos(source.photos, fronts=fronts)
    cells = cut_cells(street, ground, items, stores, photos, settings)

    scene = SceneFolder(path=folder)
    jobs = plan_jobs(cells, _put_textures(scene), block_cells=settings.block_cells, light=light)
    reuse = ReuseIndex.read(folder)
    made = make_tiles(jobs, scene, reuse, executor=executor, report=report)
    tiles, kept = {}, {}
    for job, digest, tile in remembered(made, folder, reuse):
        tiles[job.key] = kept[digest] = tile
    ReuseIndex.write(folder, kept)

    tile_notes = [note for job in jobs for note in tiles[job.key].notes]  # both levels tell of the same photo
    notes = tuple(dict.fromkeys([*source.notes, *settle_notes, *place_notes, *photo_notes, *tile_notes]))
    refused = {note.subject for note in notes if note.kind is NoteKind.BAD_PHOTO}
    index = write_index(
        source=source,
        street=street,
        walkable=find_walkable(ground, items),
        views=choose_views(street, ground),
        photographed=set(photos) - refused,
        jobs=jobs,
        tiles=tiles,
        notes=notes,
        settings=settings,
    )
    scene.publish(tileset=index.tileset, places=index.places, scene=index.scene)
    return BuiltScene(
        build_id=index.build_id,
        placements=street.placements,
        notes=notes,
        tiles=len(jobs),
        reused_tiles=sum(digest in reuse for digest in kept),
        costs=index.costs,
    )


def _put_textures(scene: SceneFolder) -> SharedTextures:
    """Paint the surfaces that all tiles share and store them."""
    return SharedTextures(
        matter=scene.put_texture(encode_webp(paint_matter(), quality=MATTER_QUALITY)),
        leaf=scene.put_texture(encode_webp(paint_leaves(), quality=LEAF_QUALITY)),
    )
