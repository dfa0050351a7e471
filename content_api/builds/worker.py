"""Make a district's scene of what the database holds. The only module here that knows the builder's pipeline."""

import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Engine

from content_api.builds.orphans import end_with_parent
from content_api.builds.repository import record_build
from content_api.builds.schemas import BuildRecord
from content_api.builds.turn import sole_build
from content_api.database import now, reading, writing
from content_api.districts.repository import find_facts, raise_version, replace_notes
from content_api.districts.tables import NoteStage
from content_api.imports import load_source
from content_api.settings import DataFolder
from content_api.stores.source_rows import write_placements
from district_builder.domain.districts import DistrictSource
from district_builder.domain.layout import BuildingId
from district_builder.domain.light_bake import LightBake
from district_builder.domain.notes import BuildNote
from district_builder.domain.places import Placement
from district_builder.domain.progress import Report, silent
from district_builder.pipeline import SceneSettings, build_scene


class Built(Protocol):
    """What the pipeline hands back."""

    @property
    def build_id(self) -> str: ...
    @property
    def placements(self) -> Sequence[Placement]: ...
    @property
    def notes(self) -> Sequence[BuildNote]: ...
    @property
    def tiles(self) -> int: ...
    @property
    def reused_tiles(self) -> int: ...
    @property
    def costs(self) -> Mapping[str, Any]: ...


class SceneBuilder(Protocol):
    """Makes the scene of a source in a folder, which then holds the old scene or the whole new one."""

    def __call__(self, source: DistrictSource, folder: Path, *, report: Report) -> Built: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildSummary:
    """What a build did. `moved` counts stores whose place is new, other or gone."""

    slug: str
    build_id: str
    stores: int
    placed: int
    moved: int
    tiles: int
    reused_tiles: int
    notes: tuple[BuildNote, ...]  # the build's own; those of the source were known before


def pipeline(
    *, settings: SceneSettings | None = None, light: LightBake = LightBake.FAST, workers: int = 1
) -> SceneBuilder:
    """The builder's own pipeline, with tiles made in this process or, for more than one worker, in so many others."""

    def build(source: DistrictSource, folder: Path, *, report: Report) -> Built:
        with _processes(workers) as executor:
            return build_scene(source, folder, settings=settings, light=light, executor=executor, report=report)

    return build


def build_district(
    engine: Engine, data: DataFolder, slug: str, *, builder: SceneBuilder, report: Report = silent
) -> BuildSummary:
    """Build a district's scene into the data folder and write what came of it into the database.

    The scene is published before the database hears of it: should the second step fail, clients see the new street
    with the old list, and the next build mends it. No transaction is open while the scene is made.

    Args:
        builder: `pipeline()`, or another way to make a scene.

    Raises:
        ContentError: DISTRICT_NOT_FOUND.
        BuildUnderWayError: Somebody builds this district already.
        GolmokError: The layout contradicts itself; the old scene stays.
    """
    with reading(engine) as session:
        find_facts(session, slug)  # so that no lock file is named after what is no district
    with sole_build(data.locks, slug):
        return _build(engine, data, slug, builder=builder, report=report)


def _build(engine: Engine, data: DataFolder, slug: str, *, builder: SceneBuilder, report: Report) -> BuildSummary:
    started_at = now()
    with reading(engine) as session:
        source = load_source(session, slug, data.media)
    folder = data.scenes / slug
    built = builder(source, folder, report=report)
    names = building_names(folder / "places.geojson")
    of_source = set(source.notes)
    own_notes = tuple(note for note in built.notes if note not in of_source)
    with writing(engine) as session:
        finished_at = now()
        moved = write_placements(
            session, slug, built.placements, frame=source.district.frame, building_names=names, at=finished_at
        )
        replace_notes(session, slug, NoteStage.BUILD, own_notes)
        record = BuildRecord(
            build_id=built.build_id,
            started_at=started_at,
            finished_at=finished_at,
            stores=len(source.stores),
            placed=len(built.placements),
            tiles=built.tiles,
            reused_tiles=built.reused_tiles,
            notes=len(own_notes),
        )
        record_build(session, slug, record, costs=dict(built.costs))
        raise_version(session, slug, at=finished_at)
    return BuildSummary(
        slug=slug,
        build_id=built.build_id,
        stores=record.stores,
        placed=record.placed,
        moved=moved,
        tiles=built.tiles,
        reused_tiles=built.reused_tiles,
        notes=own_notes,
    )


def building_names(places: Path) -> dict[BuildingId, str]:
    """The name of each building in a scene's places.geojson, or its road and number where it has none."""
    features = json.loads(places.read_bytes())["features"]
    buildings = [each["properties"] for each in features if each["properties"]["kind"] == "building"]
    return {
        each["building_id"]: each.get("name") or f"{each.get('road') or ''} {each.get('number') or ''}".strip()
        for each in buildings
    }


@contextmanager
def _processes(workers: int) -> Iterator[Executor | None]:
    """Processes to build with; none for a single worker, who works in this process."""
    if workers <= 1:
        yield None
        return
    # Forking a process that has threads or Embree's pool may hang: start each worker afresh.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=end_with_parent) as executor:
        yield executor
