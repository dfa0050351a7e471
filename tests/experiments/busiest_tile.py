"""The demo's cell with the most stores, recorded at the near level, and what lights it."""

from functools import lru_cache

from district_builder.geometry.light_meter import LitScene
from district_builder.laid_street import lay_street
from district_builder.recorded_tile import RecordedTile, record_cell_tile
from district_builder.sources.folder import read_folder
from district_builder.stages.cells import CellPlan
from district_builder.stages.detail import Detail
from district_builder.stages.settings import SceneSettings
from district_builder.surroundings import light_scene
from tests.end_to_end.real_folders import DEMO


@lru_cache(maxsize=1)
def busiest_cell() -> CellPlan:
    cells = lay_street(read_folder(DEMO), SceneSettings()).cells
    return max(cells, key=lambda cell: sum(len(wall.bays) for wall in cell.walls))


@lru_cache(maxsize=1)
def busiest_tile() -> RecordedTile:
    return record_cell_tile(busiest_cell(), detail=Detail.NEAR)


def scene_of(tile: RecordedTile) -> LitScene:
    """All that takes, gives and turns back light in and around a tile."""
    is_store = [bool(row.store_id) for row in tile.features]
    return light_scene(tile.raws, tile.atlas, tile.around, is_store=is_store)


def stores_in(tile: RecordedTile) -> int:
    return sum(bool(row.store_id) for row in tile.features)
