"""The demo's cell with the most stores, recorded at the near level, and what lights it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from district_builder.geometry.light_meter import LitScene
from district_builder.geometry.mesh import Surface
from district_builder.geometry.raw_mesh import RawMesh
from district_builder.pipeline import SceneSettings
from district_builder.sources.folder import read_folder
from district_builder.stages.art import BLANK
from district_builder.stages.cells import CellPlan, cut_cells
from district_builder.stages.detail import Detail
from district_builder.stages.furniture import place_furniture
from district_builder.stages.ground import lay_ground
from district_builder.stages.place_stores import place_stores
from district_builder.stages.record_cell import record_cell
from district_builder.stages.settle_plan import settle_plan
from district_builder.surroundings import Surroundings, light_scene
from tests.end_to_end.real_folders import DEMO


@dataclass(frozen=True)
class RecordedTile:
    raws: Mapping[Surface, RawMesh]
    scene: LitScene
    stores: int


@lru_cache(maxsize=1)
def busiest_cell() -> CellPlan:
    return max(_demo_cells(), key=lambda cell: sum(len(wall.bays) for wall in cell.walls))


def busiest_tile() -> RecordedTile:
    cell = busiest_cell()
    recorded = record_cell(cell, detail=Detail.NEAR)
    whole = (0.0, 0.0, 1.0, 1.0)
    raws = recorded.parts.meshes({BLANK: whole} | dict.fromkeys(recorded.parts.pictures(), whole))
    around = Surroundings(neighbours=cell.neighbours, daylight=cell.settings.daylight, lamps=cell.lamps)
    is_store = [bool(row.store_id) for row in recorded.features]
    return RecordedTile(raws, light_scene(raws, None, around, is_store=is_store), sum(is_store))


def _demo_cells() -> list[CellPlan]:
    source, settings = read_folder(DEMO), SceneSettings()
    plan, _ = settle_plan(source)
    street, _ = place_stores(plan, source)
    ground = lay_ground(plan)
    items = place_furniture(plan.roads, ground, seed=settings.seed)
    return list(cut_cells(street, ground, items, {s.store_id: s for s in source.stores}, {}, settings))
