"""The tiles of a built district once more as records: the same plans and parts that its GLBs were made from."""

from collections.abc import Sequence
from pathlib import Path

from district_builder.domain.light_bake import LightBake
from district_builder.formats.folder import SceneFolder
from district_builder.geometry.mesh import Surface
from district_builder.recorded_tile import RecordedTile
from district_builder.reuse import ReuseIndex
from district_builder.scene_tree import TileJob, TileKey, plan_jobs
from district_builder.shared_textures import put_textures
from district_builder.stages.cells import CellPlan
from district_builder.stages.settings import SceneSettings
from tests.likeness.matter import Piece, pieces_of


def jobs_by_uri(
    scene_folder: Path, cells: Sequence[CellPlan], settings: SceneSettings, *, light: LightBake
) -> dict[str, TileJob]:
    """What each tile of a scene was made from; the scene must have been built by this very code."""
    shared = put_textures(SceneFolder(path=scene_folder))
    stored = ReuseIndex.read(scene_folder)
    jobs = plan_jobs(cells, shared, block_cells=settings.block_cells, light=light)
    return {stored[digest].uri: job for job in jobs if (digest := job.digest_in(stored)) is not None}


def name_of(key: TileKey) -> str:
    level, x, y = key
    return f"{level}_{x}_{y}"


def pieces_in(tile: RecordedTile) -> list[tuple[Surface, int, Piece]]:
    """A tile's pieces, each with the page of its atlas that it shows (`matter` and `leaf` show shared textures)."""
    pages = len(tile.atlas.pages) if tile.atlas else 0
    return list(pieces_of(tile.raws, tile.features, tile.rectangles, pages=pages))
