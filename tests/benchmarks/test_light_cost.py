"""What light costs a client: frames of the same street with its light and without any, by day and by evening.

Processor time of the whole process, the rasteriser's threads included, because a software rasteriser is where light
would cost most. Both streets stand in one engine and are drawn by turns, so that a slow moment of the machine is
neither's alone; of each place the least of several frames counts.
"""

from pathlib import Path

import pytest

from district_builder.pipeline import build_scene
from tests.benchmarks.city import make_city
from tests.benchmarks.walker_process import figures_of
from tests.tools.unlit_scene import copy_without_light

pytestmark = pytest.mark.benchmark
STORES, PLACES, BUDGET = 60, 6, 1.10

RUN = """
import json, sys, time
from pathlib import Path
import viewer.panda
from viewer.content.chunk_cache import ChunkCache
from viewer.content.scene import open_scene
from viewer.content.scene_files import FolderScene
from viewer.content.tile_loader import TileLoader
from viewer.core.light_of_day import LightOfDay
from viewer.core.pose import Pose
from viewer.core.tile_choice import Lens
from viewer.panda.engine import Surroundings, open_engine
from viewer.panda.street import MOST_GEOMS, Street

folder, length, places = Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
engine = open_engine(Surroundings.BUFFER, size=(960, 540))
lens = Lens(width_pixels=960, height_pixels=540)
streets, loaders = {}, []
for name in ("lit", "unlit"):
    scene = open_scene(FolderScene(folder / name))
    cache = ChunkCache(folder / f"{name}-cache")
    loaders.append(TileLoader(files=scene.files, tileset=scene.tileset, cache=cache, workers=1))
    streets[name] = Street(engine=engine, scene=scene, loader=loaders[-1], anisotropy=1, most_geoms=MOST_GEOMS)

def show(name):
    for other, street in streets.items():
        street._root.stash() if other != name else street._root.unstash()
    engine.draw_frame()

def frame(street):
    began = time.process_time()
    street.tend()
    engine.draw_frame()
    return (time.process_time() - began) * 1e3

spent = {f"{name} {light}": [] for name in streets for light in ("day", "evening")}
for light, hour in (("day", LightOfDay(evening=0.0)), ("evening", LightOfDay(evening=1.0))):
    for street in streets.values():
        street.show_light(hour)
    for place in range(places):
        pose = Pose(east=length * place / places, north=0.0, height=1.6, heading_degrees=70.0 + 40.0 * (place % 2))
        for name, street in streets.items():
            while street.choose(pose, lens).fetch:
                street.wait(seconds=30.0)
            while street.tend() or not street.is_light_settled:
                pass
            engine.look(pose, lens)
            for _ in range(5):  # all of it sent to the rasteriser
                show(name)
        frames = {name: [] for name in streets}
        for _ in range(25):
            for name, street in streets.items():
                show(name)
                frames[name].append(frame(street))
        for name in streets:
            spent[f"{name} {light}"].append(min(frames[name]))
for loader in loaders:
    loader.close()
engine.close()
print(json.dumps(spent))
"""


def test_light_costs_a_frame_nothing_to_speak_of(tmp_path: Path) -> None:
    source = make_city(STORES)
    build_scene(source, tmp_path / "lit")
    copy_without_light(tmp_path / "lit", tmp_path / "unlit")
    length = max(point.x for building in source.layout.buildings for point in building.footprint)
    spent = figures_of(RUN, str(tmp_path), str(length), str(PLACES), timeout_seconds=500)
    ratios = {}
    for light in ("day", "evening"):
        lit, unlit = (sum(spent[f"{name} {light}"]) for name in ("lit", "unlit"))
        ratios[light] = lit / unlit
        print(
            f"\n{light}: {lit / PLACES:.1f} ms a frame with light, {unlit / PLACES:.1f} without, "
            f"ratio {ratios[light]:.3f} (budget {BUDGET})"
        )
    assert max(ratios.values()) <= BUDGET
