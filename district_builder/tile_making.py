"""Makes a scene's tiles, here or in other processes, and keeps those whose input did not change."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from itertools import islice
from typing import TypeVar

from district_builder.domain.progress import Report
from district_builder.formats.folder import SceneFolder
from district_builder.reuse import StoredTile
from district_builder.scene_tree import Level, TileJob

JOBS_IN_FLIGHT = 6  # bounds memory: finished tiles are written before more are asked for

Job = TypeVar("Job")
Done = TypeVar("Done")


def make_tiles(
    jobs: Sequence[TileJob],
    scene: SceneFolder,
    reuse: Mapping[str, StoredTile],
    *,
    executor: Executor | None,
    report: Report,
) -> Iterator[tuple[TileJob, str, StoredTile]]:
    """Make what is not there yet and store each tile as soon as it is made; the order is that of finishing.

    Near tiles go first: they take longest, and one begun last would leave the other workers idle.

    Yields the job, the digest under which its tile can be used again, and the tile.
    """
    there = {job.key: digest for job in jobs if (digest := job.digest_in(reuse)) is not None}
    fresh = sorted((job for job in jobs if job.key not in there), key=lambda job: job.key[0] is not Level.NEAR)
    done = len(there)
    for job in jobs:
        if job.key in there:
            yield job, there[job.key], reuse[there[job.key]]
    report("타일", done, len(jobs))
    for job, tile in _mapped(TileJob.make, fresh, executor):
        done += 1
        report("타일", done, len(jobs))
        yield job, job.digest, StoredTile.of(tile, uri=scene.put_tile(tile.glb))


def _mapped(work: Callable[[Job], Done], jobs: Sequence[Job], executor: Executor | None) -> Iterator[tuple[Job, Done]]:
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
