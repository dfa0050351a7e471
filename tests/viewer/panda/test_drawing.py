"""Pictures of a small scene, drawn without a window.

The street of tests/viewer/small_street.py: four stores to the north, eight metres each, tinted by turns.
"""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.viewer.small_street import write_street

Run = Callable[..., str]

TAKE = """
import sys
from pathlib import Path
from district_builder.domain.errors import GolmokError
from viewer.panda.picture import take_picture
base, folder, *wishes = sys.argv[1:]
for number, wish in enumerate(wishes):
    at, _, panel = wish.partition("|")
    try:
        out = Path(folder) / f"{number}.png"
        take_picture(base, "test", at=at or None, size=(320, 180), out=out, panel=panel or None)
    except GolmokError as error:
        print(error)
"""
BEFORE_STORE_1, BETWEEN_1_AND_2, SOUTH_AND_UP = "12,-6,1.6,0", "16,-7,1.6,0", "16,-5,1.6,180,25"
VIEWS = (BEFORE_STORE_1, BETWEEN_1_AND_2, SOUTH_AND_UP, "", "#s1", "#s1|s1")


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_street(tmp_path_factory.mktemp("drawn") / "street", stores=4)


@pytest.fixture(scope="module")
def pictures(
    run_python: Run, street: Path, tmp_path_factory: pytest.TempPathFactory, drawing: str
) -> dict[str, Image.Image]:
    """What one sees from each of VIEWS, drawn one after the other by one process."""
    folder = tmp_path_factory.mktemp("pictures")
    assert run_python(TAKE, street.as_uri(), str(folder), *VIEWS) == ""
    return {view: Image.open(folder / f"{n}.png").convert("RGB") for n, view in enumerate(VIEWS)}


def close(picture: Image.Image, place: tuple[int, int], expected: tuple[int, int, int], *, within: int = 12) -> bool:
    pixel = np.array(picture.getpixel(place))
    return bool(np.abs(pixel - np.array(expected)).max() <= within)


def test_a_store_stands_where_the_scene_puts_it_in_the_colours_of_texture_times_light(
    pictures: dict[str, Image.Image],
) -> None:
    picture = pictures[BEFORE_STORE_1]
    # texture (250, 240, 230) times the light of store 1: linear (100, 160, 120) as sRGB, then multiplied as stored
    light = [((c / 255) ** (1 / 2.4)) * 1.055 - 0.055 for c in (100, 160, 120)]
    wall = tuple(round(t * v) for t, v in zip((250, 240, 230), light, strict=True))
    assert close(picture, (160, 51), wall)  # the wall between sign and window
    assert close(picture, (160, 25), (200, 40, 40))  # the sign
    assert close(picture, (160, 178), tuple(round(t * 0.63) for t in (250, 240, 230)), within=24)  # the ground


def test_glass_lets_half_of_the_wall_through(pictures: dict[str, Image.Image]) -> None:
    picture = pictures[BEFORE_STORE_1]
    wall, pane = (np.array(picture.getpixel(place), float) for place in ((160, 51), (160, 90)))
    assert pane == pytest.approx((wall + np.array([180, 220, 255])) / 2, abs=6)


def test_east_is_to_the_right_of_one_who_looks_north(pictures: dict[str, Image.Image]) -> None:
    picture = pictures[BETWEEN_1_AND_2]
    left, right = picture.getpixel((100, 56)), picture.getpixel((220, 56))
    assert left[1] > left[0] > 0  # type: ignore[index,operator]  # store 1 is greener
    assert right[0] > left[0]  # type: ignore[index,operator]  # store 2 is redder


def test_the_sky_is_above_and_blue(pictures: dict[str, Image.Image]) -> None:
    picture = pictures[SOUTH_AND_UP]
    red, _, blue = picture.getpixel((160, 20))  # type: ignore[misc]
    assert blue > red + 30


def test_another_process_draws_the_same_pixels(
    run_python: Run, street: Path, tmp_path: Path, pictures: dict[str, Image.Image]
) -> None:
    run_python(TAKE, street.as_uri(), str(tmp_path), "")
    one, two = pictures[""], Image.open(tmp_path / "0.png").convert("RGB")
    if hashlib.sha256(one.tobytes()).digest() == hashlib.sha256(two.tobytes()).digest():
        return
    apart = np.abs(np.asarray(one, int) - np.asarray(two, int)).max(axis=2)
    assert apart.max() <= 2 or (apart > 8).mean() <= 0.001


def test_an_open_panel_covers_the_right_side_and_nothing_else(pictures: dict[str, Image.Image]) -> None:
    bare, covered = pictures["#s1"], pictures["#s1|s1"]
    apart = np.abs(np.asarray(bare, int) - np.asarray(covered, int)).max(axis=2)
    assert apart[:, :180].max() <= 2
    assert (apart[8:50, 215:305] > 8).mean() > 0.8


@pytest.mark.usefixtures("drawing")
def test_a_wrong_wish_is_one_clear_sentence_and_leaves_no_file(run_python: Run, street: Path, tmp_path: Path) -> None:
    nobody, no_panel = run_python(TAKE, street.as_uri(), str(tmp_path), "#nobody", "|nobody").splitlines()
    assert "'#nobody' is neither a store id nor a view" in nobody
    assert "There is no store 'nobody'" in no_panel
    assert list(tmp_path.iterdir()) == []


STREAM = """
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
loader = TileLoader(files=scene.files, tileset=scene.tileset, cache=None)
street = Street(engine=engine, scene=scene, loader=loader, anisotropy=1)
lens = Lens(width_pixels=1280, height_pixels=720)
pose = Pose(east=4.0, north=-4.0, height=1.6, heading_degrees=0.0)
seen = []
while street.choose(pose, lens).fetch:
    assert street.wait(seconds=20.0)
    engine.look(pose, lens)
    engine.draw_frame()
    street.choose(pose, lens)
    hit = street.picks.cast(pose.eye_in_district, pose.forward_in_district)
    seen.append(hit.store_id if hit else None)
shown = engine.render.find_all_matches("**/+GeomNode").get_num_paths()
loader.close()
engine.close()
print(json.dumps({"seen": seen, "held": len(street.tiles_in_memory), "shown": shown, "failures": street.failures}))
"""


@pytest.mark.usefixtures("drawing")
def test_while_tiles_arrive_the_street_never_has_a_hole(run_python: Run, street: Path) -> None:
    found = json.loads(run_python(STREAM, str(street)).splitlines()[-1])
    assert found["seen"]
    assert set(found["seen"]) == {"s0"}
    assert found["failures"] == {}
    assert found["shown"] == 1  # the near tile alone; its coarser copies are put away
    assert found["held"] == 3


def test_the_heap_is_guarded_before_the_engine_is_loaded(run_python: Run) -> None:
    code = (
        "import sys\nimport viewer.panda\n"
        "print('panda3d.core' in sys.modules, viewer.panda.HEAP_IS_GUARDED)\n"
        "import viewer.panda.engine\nprint('panda3d.core' in sys.modules)\n"
    )
    before, after = run_python(code).splitlines()
    assert before == ("False True" if __import__("sys").platform.startswith("linux") else "False False")
    assert after == "True"


def test_panda_is_not_loaded_by_the_rest_of_the_viewer(run_python: Run) -> None:
    code = (
        "import importlib, pkgutil, sys\nimport viewer.core, viewer.content\n"
        "for package in (viewer.core, viewer.content):\n"
        "    for module in pkgutil.iter_modules(package.__path__, package.__name__ + '.'):\n"
        "        importlib.import_module(module.name)\n"
        "print(any(name.split('.')[0] in ('panda3d', 'direct') for name in sys.modules))\n"
    )
    assert run_python(code).strip() == "False"


def test_without_a_display_a_window_is_refused_with_what_to_install(run_python: Run) -> None:
    code = (
        "import os\nos.environ.pop('DISPLAY', None)\n"
        "from viewer.panda.engine import EngineError, Surroundings, open_engine\n"
        "try:\n    open_engine(Surroundings.WINDOW, size=(64, 64))\n"
        "except EngineError as error:\n    print(error)\n"
    )
    said = run_python(code)
    assert "pandagl" in said
    assert "apt install" in said


TINY = """
import sys
from pathlib import Path
import viewer.panda.engine as engine
engine._pipe_names = lambda surroundings: iter(["p3tinydisplay"])
from viewer.panda.picture import take_picture
take_picture(sys.argv[1], "test", at="12,-6,1.6,0", size=(320, 180), out=Path(sys.argv[2]))
"""


def test_the_last_resort_without_opengl_shows_the_same_street(run_python: Run, street: Path, tmp_path: Path) -> None:
    run_python(TINY, street.as_uri(), str(tmp_path / "tiny.png"))
    picture = Image.open(tmp_path / "tiny.png").convert("RGB")
    assert close(picture, (160, 51), (165, 195, 165), within=24)
    assert close(picture, (160, 25), (200, 40, 40), within=24)
