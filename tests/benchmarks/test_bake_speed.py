"""What light costs where a merchant waits for it: the busiest near tile of the demo, beside all else that a tile takes.

Budget: a changed tile is baked within 3 s on 2 cores; all of a rebuild within 5.
"""

import time
from collections.abc import Callable
from typing import TypeVar

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
Answer = TypeVar("Answer")


class Counting(RayMeter):
    """The fast meter, which tells how many places it was asked about."""

    asked = 0

    def measure(self, scene: LitScene, probes: Probes) -> Light:
        self.asked += len(probes)
        return super().measure(scene, probes)


def fastest(work: Callable[[], Answer], *, of: int = 3) -> float:
    """Processor seconds."""
    spent = []
    for _ in range(of):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return min(spent)


def test_light_leaves_time_for_the_rest_of_a_tile(capsys: pytest.CaptureFixture[str]) -> None:
    tile, meter = busiest_tile(), Counting()
    scene = scene_of(tile)
    vertices = fastest(lambda: bake(tile.raws, scene, RayMeter()))
    lit = bake(tile.raws, scene, meter)
    on_vertices = meter.asked
    matter = Surface.MATTER
    walls = fastest(lambda: map_light(tile.raws[matter], lit[matter], scene, RayMeter()))
    map_light(tile.raws[matter], lit[matter], scene, meter)
    light = vertices + walls
    shared = SharedTextures(matter="../textures/m.webp", leaf="../textures/l.webp")
    whole = fastest(lambda: make_cell_tile(busiest_cell(), shared, detail=Detail.NEAR), of=2)
    with capsys.disabled():
        print(
            f"\nnear tile with {stores_in(tile)} stores, {len(scene.triangles)} triangles in the light's way: "
            f"{on_vertices} places measured for vertices in {vertices:.2f} s, {meter.asked - on_vertices} for walls in "
            f"{walls:.2f} s (budget 3 for both), the whole tile {whole:.2f} s, light's share {light / whole:.0%}"
        )
    assert light < 0.9 * whole
