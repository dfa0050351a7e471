"""What light costs where a merchant waits for it: the busiest near tile of the demo, beside all else that a tile takes.

Budget: a changed tile is baked within 3 s on 2 cores; all of a rebuild within 5.
"""

import time
from collections.abc import Callable, Sequence

import pytest

from district_builder.geometry.light import bake
from district_builder.geometry.light_map import map_light
from district_builder.geometry.light_meter import Light, LitScene, Probes
from district_builder.geometry.mesh import Surface
from district_builder.geometry.ray_meter import RayMeter
from district_builder.shared_textures import SharedTextures
from district_builder.stages.detail import Detail
from district_builder.tiles import make_cell_tile
from tests.experiments.busiest_tile import busiest_cell, busiest_tile, scene_of, stores_in

pytestmark = pytest.mark.benchmark


class Counting(RayMeter):
    """The fast meter, which tells how many places it was asked about."""

    asked = 0

    def measure(self, scene: LitScene, probes: Probes) -> Light:
        self.asked += len(probes)
        return super().measure(scene, probes)


def fastest(works: Sequence[Callable[[], object]], *, of: int = 3) -> list[float]:
    """Processor seconds of each; they take turns, so that a slow minute of the machine is not one work's alone."""
    spent = [[_seconds(work) for work in works] for _ in range(of)]
    return [min(times) for times in zip(*spent, strict=True)]


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def test_light_leaves_time_for_the_rest_of_a_tile(capsys: pytest.CaptureFixture[str]) -> None:
    tile, meter, matter = busiest_tile(), Counting(), Surface.MATTER
    lit = bake(tile.raws, scene_of(tile), meter)
    on_vertices = meter.asked
    map_light(tile.raws[matter], lit[matter], scene_of(tile), meter)
    shared = SharedTextures(matter="../textures/m.webp", leaf="../textures/l.webp")

    def light() -> None:
        scene = scene_of(tile)
        map_light(tile.raws[matter], bake(tile.raws, scene, RayMeter())[matter], scene, RayMeter())

    vertices, both, whole = fastest(
        [
            lambda: bake(tile.raws, scene_of(tile), RayMeter()),
            light,
            lambda: make_cell_tile(busiest_cell(), shared, detail=Detail.NEAR),
        ]
    )
    with capsys.disabled():
        print(
            f"\nnear tile with {stores_in(tile)} stores, {len(scene_of(tile).triangles)} triangles in the light's way: "
            f"{on_vertices} places measured for vertices in {vertices:.2f} s, {meter.asked - on_vertices} for walls in "
            f"{both - vertices:.2f} s (budget 3 for both), the whole tile {whole:.2f} s, "
            f"light's share {both / whole:.0%}"
        )
    assert both < 0.75 * whole
