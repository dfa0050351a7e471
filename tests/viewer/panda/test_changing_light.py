"""A street follows the light of the day: what comes is in it at once, what is here follows in small steps."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from district_builder.domain.dusk import DUSK_RGB
from tests.viewer.small_street import SIGN_LIGHT, STREET_LAMP, write_street
from viewer.core.srgb import srgb_from_linear

Run = Callable[..., str]
WALL, SIGN_OF_1, SIGN_OF_2 = (160, 51), (160, 25), (300, 28)

# Lines of a script that draws; each writes pictures into the folder and prints one JSON value.
OPEN = """
import json, sys
from pathlib import Path
from viewer.content.scene import open_scene
from viewer.content.scene_files import FolderScene
from viewer.content.tile_loader import TileLoader
from viewer.core.light_of_day import DAY, EVENING, LightOfDay
from viewer.core.pose import Pose
from viewer.core.tile_choice import Lens
from viewer.panda.engine import Surroundings, open_engine
from viewer.panda.photograph import photograph
from viewer.panda import street as streets
scene, out = open_scene(FolderScene(Path(sys.argv[1]))), Path(sys.argv[2])
engine = open_engine(Surroundings.BUFFER, size=(64, 36))
lens, pose = Lens(width_pixels=320, height_pixels=180), Pose(east=12.0, north=-6.0, height=1.6, heading_degrees=0.0)

def street_in(light):
    loader = TileLoader(files=scene.files, tileset=scene.tileset, cache=None)
    street = streets.Street(engine=engine, scene=scene, loader=loader, anisotropy=1)
    if light is not None:
        street.show_light(light)
    while street.choose(pose, lens).fetch:
        street.wait(seconds=20.0)
    loader.close()
    return street

def settle(street):
    frames = 0
    while not street.is_light_settled:
        street.tend()
        engine.draw_frame()
        frames += 1
    return frames

def keep_picture(name):
    engine.look(pose, lens)
    photograph(engine, size=(320, 180), supersampling=1).save(out / name)
"""

LIGHTS = """
ONE_CLOSED = LightOfDay(evening=1.0, closed_stores=frozenset({"s1"}))
HALF = LightOfDay(evening=0.5)
NAMED = {"day": DAY, "half": HALF, "evening": EVENING, "closed": ONE_CLOSED}
street = street_in(None)
keep_picture("never asked.png")
for name in ("evening", "closed", "half", "day"):
    street.show_light(NAMED[name])
    settle(street)
    keep_picture(f"became {name}.png")
street._root.remove_node()
for name, light in NAMED.items():
    street = street_in(light)
    assert street.is_light_settled and not street.tend()
    keep_picture(f"came in {name}.png")
    street._root.remove_node()
engine.close()
"""

STEPS = """
streets.SHARE_BYTES, streets.LEAST_STEP_BYTES = 1, 1
street = street_in(DAY)
shown = []
real = streets.recolour
def note(node, place, colours):
    shown.append([node.name, place])
    real(node, place, colours)
streets.recolour = note
idle = [street.tend(), street.is_light_settled]
street.show_light(LightOfDay(closed_stores=frozenset({"s1"})))
idle += [street.tend(), street.is_light_settled]
street.show_light(EVENING)
drawn = [street._nodes[index].name for index in street._drawn]
frames = settle(street)
uris = {tile.uri: float(street._chooser.distances_metres(pose.eye_in_district)[tile.index])
    for tile in scene.tileset.contents()}
engine.close()
print(json.dumps({"idle": idle, "frames": frames, "shown": shown, "drawn": drawn, "distances": uris}))
"""

DROPPING = """
street = street_in(DAY)
street.show_light(EVENING)
for index in list(street.tiles_in_memory):
    street._drop(index)
engine.close()
print(json.dumps([street.is_light_settled, street.tend(), street._memory.total_bytes]))
"""


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_street(tmp_path_factory.mktemp("lit") / "street", stores=4)


@pytest.fixture(scope="module")
def pictures(run_python: Run, street: Path, tmp_path_factory: pytest.TempPathFactory, drawing: str) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("pictures")
    run_python(OPEN + LIGHTS, str(street), str(folder))
    return {path.stem: np.asarray(Image.open(path).convert("RGB"), int) for path in folder.iterdir()}


def pixel(picture: Any, place: tuple[int, int]) -> list[int]:
    found: list[int] = picture[place[1], place[0]].tolist()
    return found


def expected(texture: tuple[int, int, int], light: list[float]) -> list[float]:
    encoded = srgb_from_linear(np.clip(np.array(light, np.float32), 0, 1)).tolist()
    return [t * v for t, v in zip(texture, encoded, strict=True)]


@pytest.mark.parametrize("name", ["day", "half", "evening", "closed"])
def test_a_street_that_became_a_light_looks_as_one_that_came_in_it(pictures: dict[str, Any], name: str) -> None:
    assert np.array_equal(pictures[f"became {name}"], pictures[f"came in {name}"])


def test_after_an_evening_the_day_is_as_it_was_before(pictures: dict[str, Any]) -> None:
    assert np.array_equal(pictures["became day"], pictures["never asked"])


def test_in_the_evening_a_wall_shows_dusk_and_street_lamps(pictures: dict[str, Any]) -> None:
    light = [
        d / 255 * dusk + lamp / 255 for d, dusk, lamp in zip((100, 160, 120), DUSK_RGB, STREET_LAMP[:3], strict=True)
    ]
    assert pixel(pictures["came in evening"], WALL) == pytest.approx(expected((250, 240, 230), light), abs=3)


def test_a_closed_stores_sign_is_out_while_its_wall_and_its_neighbours_sign_are_as_lit_as_before(
    pictures: dict[str, Any],
) -> None:
    evening, closed = pictures["came in evening"], pictures["came in closed"]
    lit = [dusk + own / 255 for dusk, own in zip(DUSK_RGB, SIGN_LIGHT[:3], strict=True)]
    assert pixel(evening, SIGN_OF_1) == pytest.approx(expected((200, 40, 40), lit), abs=3)
    assert pixel(closed, SIGN_OF_1) == pytest.approx(expected((200, 40, 40), list(DUSK_RGB)), abs=3)
    assert pixel(closed, WALL) == pixel(evening, WALL)
    assert pixel(closed, SIGN_OF_2) == pixel(evening, SIGN_OF_2)


def test_half_way_the_street_lies_between_day_and_evening(pictures: dict[str, Any]) -> None:
    day, half, evening = (pictures[f"came in {name}"] for name in ("day", "half", "evening"))
    assert (half <= np.maximum(day, evening) + 1).all()
    assert (half >= np.minimum(day, evening) - 1).all()
    assert np.abs(half - day).max() > 20


@pytest.mark.usefixtures("drawing")
def test_a_change_is_shown_in_steps_of_a_frames_share_what_is_drawn_first_and_nothing_is_done_by_day(
    run_python: Run, street: Path, tmp_path: Path
) -> None:
    found = json.loads(run_python(OPEN + STEPS, str(street), str(tmp_path)).splitlines()[-1])
    assert found["idle"] == [False, True, False, True]
    assert found["frames"] == len(found["shown"])  # with a share of one byte, one part a frame
    assert len({(name, place) for name, place in found["shown"]}) == len(found["shown"]) == 3 + 2 + 2
    names = [name for name, _ in found["shown"]]
    ranks = [(name not in found["drawn"], found["distances"][name]) for name in names]
    assert ranks == sorted(ranks)


@pytest.mark.usefixtures("drawing")
def test_tiles_that_go_while_the_light_changes_leave_nothing_behind(
    run_python: Run, street: Path, tmp_path: Path
) -> None:
    assert json.loads(run_python(OPEN + DROPPING, str(street), str(tmp_path)).splitlines()[-1]) == [True, False, 0]
