"""The build on one page: a district's source in, a scene folder out. The same input gives the same bytes."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from district_builder.domain.districts import DistrictSource
from district_builder.domain.errors import GolmokError
from district_builder.domain.notes import BuildNote, NoteKind
from district_builder.domain.places import Placement, PlacementKind
from district_builder.domain.stores import StoreId
from district_builder.formats.folder import SceneFolder
from district_builder.formats.pictures import encode_webp
from district_builder.formats.places import write_places
from district_builder.formats.scene_json import Light, SceneCounts, StoreCost, write_scene_json
from district_builder.formats.tileset import write_tileset
from district_builder.front_photos import choose_front_photos
from district_builder.reuse import ReuseIndex, StoredTile
from district_builder.scene_costs import budgets_of, costs_of
from district_builder.scene_tree import Level, TileJob, grow_tree, plan_jobs
from district_builder.stages.cells import cut_cells
from district_builder.stages.furniture import place_furniture
from district_builder.stages.ground import lay_ground
from district_builder.stages.paint_surfaces import paint_leaves, paint_matter
from district_builder.stages.place_stores import place_stores
from district_builder.stages.settings import SceneSettings
from district_builder.stages.settle_plan import settle_plan
from district_builder.stages.walkable import choose_views, find_walkable
from district_builder.tiles import SharedTextures

__all__ = ["BuiltScene", "Report", "SceneSettings", "Survey", "build_scene", "survey"]

Report = Callable[[str, int, int], None]
"""Called with what is being done, how much is done and how much there is."""
WHOLE_ERROR_METRES = 512.0
JOBS_IN_FLIGHT = 6  # bounds memory: finished tiles are written before more are asked for
MATTER_QUALITY, LEAF_QUALITY = 80, 85

Job = TypeVar("Job")
Done = TypeVar("Done")


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
    executor: Executor | None = None,
    report: Report = silent,
) -> BuiltScene:
    """Build a district's scene into `folder`; tiles whose inputs did not change are kept as they are.

    Args:
        folder: the scene folder; it holds a whole scene before, during and after the build.
        executor: where tiles are made, in this process if None. Its workers must share the photos' files.
        report: hears of progress, at most once a tile.

    Raises:
        GolmokError: there is nothing to build, or the layout contradicts itself; the folder stays as it was.
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
    shared = SharedTextures(
        matter=scene.put_texture(encode_webp(paint_matter(), quality=MATTER_QUALITY)),
        leaf=scene.put_texture(encode_webp(paint_leaves(), quality=LEAF_QUALITY)),
    )
    jobs = plan_jobs(cells, shared, block_cells=settings.block_cells)
    reuse = ReuseIndex.read(folder)
    tiles = dict(_make_tiles(jobs, scene, reuse, executor=executor, report=report))
    ReuseIndex.write(folder, {job.digest: tiles[job.key] for job in jobs})

    root = grow_tree({job.key: tiles[job.key] for job in jobs}, block_cells=settings.block_cells)
    costs = costs_of(jobs, tiles)
    budgets = budgets_of(jobs, tiles, costs)
    tile_notes = [note for job in jobs for note in tiles[job.key].notes]  # both levels tell of the same photo
    notes = tuple(dict.fromkeys([*source.notes, *settle_notes, *place_notes, *photo_notes, *tile_notes]))
    refused = {note.subject for note in notes if note.kind is NoteKind.BAD_PHOTO}
    tileset = write_tileset(root, frame=source.district.frame, geometric_error=WHOLE_ERROR_METRES)
    places = write_places(
        frame=source.district.frame,
        stores=stores,
        street=street,
        walkable=find_walkable(ground, items),
        views=choose_views(street, ground),
        photographed=set(photos) - refused,
    )
    build_id = hashlib.sha256(tileset + places).hexdigest()[:16]
    scene.publish(
        tileset=tileset,
        places=places,
        scene=write_scene_json(
            build_id=build_id,
            district=source.district,
            counts=SceneCounts(
                stores=len(source.stores),
                placed=len(street.placements),
                buildings=len(plan.buildings),
                tiles=len(jobs),
                triangles=sum(tiles[job.key].triangles for job in jobs),
            ),
            buildings=plan.buildings,
            light=Light(
                sun_azimuth_degrees=settings.daylight.sun_azimuth_degrees,
                sun_elevation_degrees=settings.daylight.sun_elevation_degrees,
            ),
            costs=costs,
            budgets=budgets,
            notes=notes,
        ),
    )
    return BuiltScene(
        build_id=build_id,
        placements=street.placements,
        notes=notes,
        tiles=len(jobs),
        reused_tiles=sum(job.digest in reuse for job in jobs),
        costs=costs,
    )


def _make_tiles(
    jobs: list[TileJob],
    scene: SceneFolder,
    reuse: Mapping[str, StoredTile],
    *,
    executor: Executor | None,
    report: Report,
) -> Iterator[tuple[tuple[Level, int, int], StoredTile]]:
    """Make what is not there yet and store each tile as soon as it is made."""
    fresh = [job for job in jobs if job.digest not in reuse]
    for job in jobs:
        if job.digest in reuse:
            yield job.key, reuse[job.digest]
    report("타일", len(jobs) - len(fresh), len(jobs))
    done = len(jobs) - len(fresh)
    for job, tile in _mapped(TileJob.make, fresh, executor):
        done += 1
        report("타일", done, len(jobs))
        yield job.key, StoredTile.of(tile, uri=scene.put_tile(tile.glb))


def _mapped(work: Callable[[Job], Done], jobs: list[Job], executor: Executor | None) -> Iterator[tuple[Job, Done]]:
    """Results as they come, with few jobs in flight."""
    if executor is None:
        for job in jobs:
            yield job, work(job)
        return
    waiting = iter(jobs)
    running: dict[Future[Done], Job] = {}
    while True:
        for job in islice(waiting, JOBS_IN_FLIGHT - len(running)):
            running[executor.submit(work, job)] = job
        if not running:
            return
        finished, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in finished:
            yield running.pop(future), future.result()
