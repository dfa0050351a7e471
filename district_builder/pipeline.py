"""The build on one page: a district's source in, a scene folder out. The same input gives the same bytes."""

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from district_builder.domain.districts import DistrictSource
from district_builder.domain.light_bake import LightBake
from district_builder.domain.notes import BuildNote, NoteKind
from district_builder.domain.places import Placement
from district_builder.domain.progress import Report, silent
from district_builder.domain.stores import StoreId
from district_builder.formats.folder import SceneFolder
from district_builder.formats.scene_json import StoreCost
from district_builder.laid_street import lay_street, place
from district_builder.reuse import ReuseIndex, remembered
from district_builder.scene_index import write_index
from district_builder.scene_tree import plan_jobs
from district_builder.shared_textures import put_textures
from district_builder.stages.settings import SceneSettings
from district_builder.stages.views import choose_views
from district_builder.stages.walkable import find_walkable
from district_builder.tile_making import make_tiles

__all__ = ["BuiltScene", "SceneSettings", "Survey", "build_scene", "survey"]


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
    street, notes = place(source)
    return Survey(buildings=len(street.plan.buildings), placed=len(street.placements), notes=(*source.notes, *notes))


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
    laid = lay_street(source, settings, report=report)
    scene = SceneFolder(path=folder)
    jobs = plan_jobs(laid.cells, put_textures(scene), block_cells=settings.block_cells, light=light)
    reuse = ReuseIndex.read(folder)
    made = make_tiles(jobs, scene, reuse, executor=executor, report=report)
    tiles, kept = {}, {}
    for job, digest, tile in remembered(made, folder, reuse):
        tiles[job.key] = kept[digest] = tile
    ReuseIndex.write(folder, kept)

    tile_notes = [note for job in jobs for note in tiles[job.key].notes]  # both levels tell of the same photo
    notes = tuple(dict.fromkeys([*source.notes, *laid.notes, *tile_notes]))
    refused = {note.subject for note in notes if note.kind is NoteKind.BAD_PHOTO}
    index = write_index(
        source=source,
        street=laid.street,
        walkable=find_walkable(laid.ground, laid.items),
        views=choose_views(laid.street, laid.ground),
        photographed=set(laid.photos) - refused,
        jobs=jobs,
        tiles=tiles,
        notes=notes,
        settings=settings,
    )
    scene.publish(tileset=index.tileset, places=index.places, scene=index.scene)
    return BuiltScene(
        build_id=index.build_id,
        placements=laid.street.placements,
        notes=notes,
        tiles=len(jobs),
        reused_tiles=sum(digest in reuse for digest in kept),
        costs=index.costs,
    )
