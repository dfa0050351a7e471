"""How much of a frame the walker's own work takes, beside a street merged by hand and one with a node for every store.

Scenes of 60 and of 6,000 stores in rows 30 m apart; 320 × 180 pixels, so that rasterising does not hide the rest.
Processor time of the main thread alone: other work on the machine hardly changes it.
"""

import json
from pathlib import Path

import pytest

from tests.benchmarks.walker_process import figures_of
from tests.viewer.glb_writer import Quads, write_glb
from tests.viewer.small_street import ANCHOR, box, lonlat

pytestmark = pytest.mark.benchmark
ROW, CELL, SPACING = 60, 12, 6.0  # stores in a row, stores in a cell, metres a store

RUN = """
import gc, json, sys, time
from dataclasses import replace
from pathlib import Path
import viewer.panda
from panda3d.core import PythonCallbackObject
from viewer.content.chunk_cache import ChunkCache
from viewer.content.scene import open_scene
from viewer.content.scene_files import FolderScene
from viewer.content.tile_loader import TileLoader
from viewer.core.pose import Pose
from viewer.core.tile_choice import Lens
from viewer.panda.chunks import make_chunk_node
from viewer.panda.engine import Surroundings, open_engine
from viewer.panda.sky import add_sky
from viewer.panda.street import Street
from viewer.core.strides import Push, step_in_district
from viewer.core.walking import Pace
import numpy as np

folder, cache, way = sys.argv[1:4]
sys.setswitchinterval(0.0005)
scene = open_scene(FolderScene(Path(folder)))
engine = open_engine(Surroundings.BUFFER, size=(320, 180))
add_sky(engine.render, sun_azimuth_degrees=200, sun_elevation_degrees=40)
lens = Lens(width_pixels=1920, height_pixels=1080)
loader = TileLoader(files=scene.files, tileset=scene.tileset, cache=ChunkCache(Path(cache)))
pose = Pose(east=3.0, north=-3.0, height=1.6, heading_degrees=80.0)
street = None
if way == "tiles":
    street = Street(engine=engine, scene=scene, loader=loader, anisotropy=1)
    while street.choose(pose, lens).fetch:
        street.wait(seconds=30.0)
else:
    wanted = [tile.index for tile in scene.tileset.contents() if tile.geometric_error == 3]
    merged = engine.render.attach_new_node("all")
    loader.want(wanted)
    for _ in wanted:
        tile = loader.wait(seconds=30.0)
        chunk = tile.chunk
        if way == "merged":
            make_chunk_node(chunk, [None, None], name="row").reparent_to(merged)
            continue
        for feature in range(1, len(chunk.features)):  # one node a store, as a naive importer makes them
            parts = []
            for part in chunk.parts:
                own = part.triangles[part.vertices["feature"][part.triangles[:, 0]] == feature]
                if len(own):
                    used, back = np.unique(own, return_inverse=True)
                    corners = back.reshape(-1, 3).astype(np.uint16)
                    parts.append(replace(part, vertices=part.vertices[used], triangles=corners))
            make_chunk_node(replace(chunk, parts=tuple(parts)), [None, None], name="store").reparent_to(merged)
    if way == "merged":
        merged.flatten_strong()
region = engine.window.get_display_region(1)
spent = {"cull": 0.0, "draw": 0.0}
def timed(name):
    def call(data):
        began = time.thread_time()
        data.upcall()
        spent[name] += time.thread_time() - began
    return PythonCallbackObject(call)
region.set_cull_callback(timed("cull"))
region.set_draw_callback(timed("draw"))
gc.collect(); gc.freeze()
for _ in range(5):
    engine.look(pose, lens); engine.draw_frame()
spent.update(cull=0.0, draw=0.0)
frames, walls, total = 400, [], 0.0
for frame in range(frames):
    began, cpu = time.perf_counter(), time.thread_time()
    step = step_in_district(Push(forward=1), heading_degrees=90, pace=Pace.RUN, seconds=0.15)
    pose = pose.moved_to(scene.ground.walk(pose.feet_in_district, step))
    if street is not None:
        street.tend()
        if frame % 6 == 0:
            street.choose(pose, lens)
            street.picks.store_looked_at(pose)
    engine.look(pose, lens)
    engine.draw_frame()
    total += time.thread_time() - cpu
    walls.append(time.perf_counter() - began)
    time.sleep(max(0.0, 1 / 60 - walls[-1]))
nodes = [path.node() for path in engine.render.find_all_matches("**/+GeomNode")]
loader.close()
region.clear_cull_callback()
region.clear_draw_callback()
engine.close()
print(json.dumps({
    "geoms": sum(node.get_num_geoms() for node in nodes), "nodes": len(nodes),
    "cull": spent["cull"] / frames * 1e3, "draw": spent["draw"] / frames * 1e3,
    "app": (total - spent["cull"] - spent["draw"]) / frames * 1e3,
    "median": float(np.median(walls)) * 1e3, "p99": float(np.percentile(walls, 99)) * 1e3, "longest": max(walls) * 1e3,
    "east": pose.east,
}))
"""


def _write_rows(folder: Path, *, rows: int) -> Path:
    """A scene of rows × 60 stores: a block a row, a cell and a near tile for every twelve stores."""
    (folder / "tiles").mkdir(parents=True)
    length = ROW * SPACING
    blocks, features = [], []

    def stretch(name: str, row: int, first: int, last: int, *, boards: int) -> dict[str, str]:
        y = 30.0 * row
        names = tuple(f"s{row}-{n}" for n in range(first, last))
        matter, art = Quads(name="matter"), Quads(name="art")
        matter.add(
            (first * SPACING, y - 8, 0), (last * SPACING, y - 8, 0), (last * SPACING, y, 0), (first * SPACING, y, 0)
        )
        for k, n in enumerate(range(first, last)):
            a, b = n * SPACING, (n + 1) * SPACING
            matter.add_wall((a, y), (b, y), top=6.0, feature=k + 1)
            for board in range(boards):
                z = 3.0 + board * 0.01
                art.add((a, y - 0.1, z), (b, y - 0.1, z), (b, y - 0.1, z + 1), (a, y - 0.1, z + 1), feature=k + 1)
        data = write_glb([matter, art], store_ids=("", *names), kinds=("ground", *["store"] * len(names)))
        (folder / "tiles" / f"{name}.glb").write_bytes(data)
        return {"uri": f"tiles/{name}.glb"}

    for row in range(rows):
        y, cells = 30.0 * row, []
        for first in range(0, ROW, CELL):
            last = first + CELL
            volume = box((first * SPACING - 0.01, y - 8.01, -0.01), (last * SPACING + 0.01, y + 0.01, 7.0))
            near = stretch(f"n{row}-{first}", row, first, last, boards=60)
            cell = stretch(f"c{row}-{first}", row, first, last, boards=6)
            child = {"boundingVolume": volume, "geometricError": 0, "content": near}
            cells.append({"boundingVolume": volume, "geometricError": 0.3, "content": cell, "children": [child]})
        volume = box((-0.02, y - 8.02, -0.02), (length + 0.02, y + 0.02, 7.01))
        block = stretch(f"b{row}", row, 0, ROW, boards=1)
        blocks.append({"boundingVolume": volume, "geometricError": 3, "content": block, "children": cells})
        ring = [lonlat(*p) for p in ((0, y - 6), (length, y - 6), (length, y), (0, y), (0, y - 6))]
        features.append([ring])
    whole = box((-0.1, -9, -0.1), (length + 0.1, 30.0 * rows, 7.1))
    root = {"boundingVolume": whole, "geometricError": 128, "refine": "REPLACE", "children": blocks}
    tileset = {"asset": {"version": "1.1"}, "geometricError": 512, "root": root}
    (folder / "tileset.json").write_text(json.dumps(tileset))
    ground = {"type": "MultiPolygon", "coordinates": features}
    places = {"features": [{"properties": {"kind": "walkable"}, "geometry": ground}]}
    (folder / "places.geojson").write_text(json.dumps(places))
    facts = {"format": "golmok-scene-1", "district": {"slug": "rows", "name_ko": "줄", "anchor": list(ANCHOR)}}
    (folder / "scene.json").write_text(json.dumps(facts))
    return folder


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[int, str], dict[str, float]]:
    """Every way of drawing at 60 and 6,000 stores."""
    found = {}
    for rows in (1, 100):
        folder = _write_rows(tmp_path_factory.mktemp("rows") / str(rows), rows=rows)
        cache = tmp_path_factory.mktemp("cache")
        for way in ("tiles", "merged", "nodes"):
            result = found[rows * ROW, way] = figures_of(RUN, str(folder), str(cache), way, timeout_seconds=400)
            print(
                f"\n{rows * ROW:5} stores, {way:6}: {result['geoms']:5} Geoms in {result['nodes']:5} nodes, "
                f"cull {result['cull']:.2f} + app {result['app']:.2f} ms, draw {result['draw']:.2f} ms; "
                f"frame {result['median']:.1f} median, {result['p99']:.1f} p99, {result['longest']:.1f} longest"
            )
    return found


@pytest.mark.parametrize("stores", [60, 6000])
def test_cull_and_app_stay_under_three_milliseconds(
    measured: dict[tuple[int, str], dict[str, float]], stores: int
) -> None:
    result = measured[stores, "tiles"]
    assert result["cull"] + result["app"] <= 3.0
    assert result["east"] > 280.0  # it walked the whole street


def test_six_thousand_stores_cost_less_than_a_node_for_each(
    measured: dict[tuple[int, str], dict[str, float]],
) -> None:
    tiles, nodes = measured[6000, "tiles"], measured[6000, "nodes"]
    assert tiles["cull"] + tiles["app"] < nodes["cull"] + nodes["app"]
    assert tiles["geoms"] < nodes["geoms"] / 10
