"""What arrives comes onto the graphics card in pieces, and nothing of it is left for the frame that first shows it."""

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tests.viewer.glb_writer import Quads, grey_webp, webp, write_glb
from tests.viewer.one_tile import write_one_tile

Run = Callable[..., str]

# Of every frame: what the card has after it, and whether the tile is shown.
FRAMES = """
import json, sys
from pathlib import Path
from viewer.content.scene import open_scene
from viewer.content.scene_files import FolderScene
from viewer.content.tile_loader import TileLoader
from viewer.core.pose import Pose
from viewer.core.tile_choice import Lens
from viewer.panda.engine import Surroundings, open_engine
from viewer.panda.street import Street
scene = open_scene(FolderScene(Path(sys.argv[1])))
engine = open_engine(Surroundings.BUFFER, size=(64, 36))
card = engine.window.get_gsg().get_prepared_objects()
loader = TileLoader(files=scene.files, tileset=scene.tileset, cache=None)
street = Street(engine=engine, scene=scene, loader=loader, anisotropy=1)
lens, pose = Lens(width_pixels=640, height_pixels=360), Pose(east=4.0, north=-4.0, height=1.6, heading_degrees=0.0)
engine.look(pose, lens)
had, frames = card.get_num_prepared_textures(), []
loader.want([1])
while not loader._done:
    with loader._changed:
        loader._changed.wait(1.0)
shown = 0
while shown < 3:
    did = street.tend()
    if not did:
        street.choose(pose, lens)
    shown += not did
    engine.draw_frame()
    frames.append({"textures": card.get_num_prepared_textures() - had,
        "buffers": card.get_num_prepared_vertex_buffers(), "shown": bool(street._drawn)})
loader.close()
engine.close()
print(json.dumps(frames))
"""


@pytest.fixture(scope="module")
def wall(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One tile: a wall with four pictures, two of them small enough for one frame, and a light map."""
    primitives = []
    for number, side in enumerate((1024, 256, 256, 512)):
        picture = webp((60 * number + 40, 90, 120), size=(side, side))
        primitives.append(Quads(name="art", picture=picture).add_wall((3 * number, 0), (3 * number + 3, 0), top=3.0))
    primitives[0].light_map = grey_webp(np.full((16, 8), 128))
    folder = tmp_path_factory.mktemp("scene") / "wall"
    return write_one_tile(folder, write_glb(primitives), low=(-0.1, -0.1, -0.1), high=(12.1, 0.1, 3.1))


@pytest.mark.usefixtures("drawing")
def test_a_frame_takes_one_texture_at_most_and_the_first_view_of_a_tile_none(run_python: Run, wall: Path) -> None:
    frames = json.loads(run_python(FRAMES, str(wall)).splitlines()[-1])
    steps = [after["textures"] - before["textures"] for before, after in pairwise(frames)]
    assert set(steps) <= {0, 1}
    assert frames[-1]["textures"] == 5
    first = next(number for number, frame in enumerate(frames) if frame["shown"])
    assert frames[first - 1]["textures"] == 5
    assert frames[first - 1]["buffers"] == frames[first]["buffers"] > 0
