"""Tiles are made once, stored at once, and never many at a time."""

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from district_builder.formats.folder import SceneFolder
from district_builder.reuse import StoredTile
from district_builder.scene_tree import Level, TileJob, plan_jobs
from district_builder.shared_textures import SharedTextures
from district_builder.tile_making import JOBS_IN_FLIGHT, make_tiles
from tests.district_builder.small_district import Laid

SHARED = SharedTextures(matter="../textures/m.webp", leaf="../textures/l.webp")


class Counting(ThreadPoolExecutor):
    """Says how many jobs it was given."""

    given = 0

    def submit(self, *what: Any, **more: Any) -> Future[Any]:
        self.given += 1
        return super().submit(*what, **more)


@pytest.fixture(scope="module")
def jobs(laid: Laid) -> list[TileJob]:
    """The standard level of ten cells, the emptiest first: some have nothing but ground."""
    found = [job for job in plan_jobs(laid.cells, SHARED, block_cells=4) if job.key[0] is Level.CELL]
    return sorted(found, key=lambda job: (len(job.cells[0].buildings), len(job.cells[0].items), job.key))[:10]


@pytest.fixture
def scene(tmp_path: Path) -> SceneFolder:
    return SceneFolder(path=tmp_path)


def made(jobs: list[TileJob], scene: SceneFolder, reuse: dict[str, StoredTile], **more: Any) -> list[Any]:
    options: dict[str, Any] = {"executor": None, "report": lambda *_: None} | more
    return [(job.key, tile) for job, _, tile in make_tiles(jobs, scene, reuse, **options)]


def test_each_job_makes_one_tile_that_lies_in_the_folder(jobs, scene):
    tiles = dict(made(jobs, scene, {}))
    assert set(tiles) == {job.key for job in jobs}
    assert all((scene.path / tile.uri).stat().st_size > 0 for tile in tiles.values())


def test_a_tile_is_stored_before_the_next_one_is_made(jobs, scene):
    """A build that dies has kept what it made, and memory holds one tile."""
    on_disk = [len(list(scene.path.glob("tiles/*.glb"))) for _ in _walk(jobs[:4], scene)]
    assert on_disk == sorted(on_disk)
    assert on_disk[0] == 1


def _walk(jobs, scene):
    yield from make_tiles(jobs, scene, {}, executor=None, report=lambda *_: None)


def test_a_tile_that_is_there_is_not_made_again(jobs, scene):
    first = dict(made(jobs[:3], scene, {}))
    known = {job.digest: first[job.key] for job in jobs[:2]}
    (scene.path / first[jobs[0].key].uri).unlink()  # were it made again, it would be back
    again = dict(made(jobs[:3], scene, known))
    assert again == first
    assert not (scene.path / first[jobs[0].key].uri).exists()


def test_other_workers_make_the_same_tiles(jobs, scene, tmp_path):
    with ThreadPoolExecutor(2) as executor:
        there = made(jobs, SceneFolder(path=tmp_path / "other"), {}, executor=executor)
    assert dict(there) == dict(made(jobs, scene, {}))


def test_what_takes_longest_is_begun_first(laid: Laid, scene):
    """A merchant waits for three tiles; the near one would end last if it also began last."""
    every = plan_jobs(laid.cells, SHARED, block_cells=4)
    nears = [job for job in every if job.key[0] is Level.NEAR]
    near = min(nears, key=lambda job: (len(job.cells[0].buildings), len(job.cells[0].items), job.key))
    others = [job for job in every if job.key[1:] == near.key[1:] and job.key[0] is Level.CELL]
    assert [key for key, _ in made([*others, near], scene, {})] == [near.key, *(job.key for job in others)]


def test_few_jobs_are_in_flight_however_many_there_are(jobs, scene):
    assert len(jobs) > JOBS_IN_FLIGHT
    with Counting(2) as executor:
        tiles = make_tiles(jobs, scene, {}, executor=executor, report=lambda *_: None)
        waiting = [executor.given - done for done, _ in enumerate(tiles)]
    assert max(waiting) <= JOBS_IN_FLIGHT
    assert executor.given == len(jobs)


def test_progress_starts_at_what_is_kept_and_ends_at_all(jobs, scene):
    known = {job.digest: tile for job, (_, tile) in zip(jobs[:2], made(jobs[:2], scene, {}), strict=True)}
    heard: list[tuple[str, int, int]] = []
    made(jobs[:5], scene, known, report=lambda *one: heard.append(one))
    assert heard == [("타일", done, 5) for done in (2, 3, 4, 5)]


def test_a_failure_of_a_worker_is_heard(jobs, scene):
    broken = TileJob(key=jobs[0].key, cells=(), shared=SHARED, digest="none")
    with ThreadPoolExecutor(1) as executor, pytest.raises(IndexError):
        made([broken], scene, {}, executor=executor)
