"""Walls in the light between their vertices: a second texture stage where there is one, plain vertices where not."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.viewer.glb_writer import Quads, grey_webp, webp, write_glb
from tests.viewer.one_tile import write_one_tile

Run = Callable[..., str]
PICTURE, LIGHT, LAMPS = (200, 160, 120), (90, 120, 200, 255), (60, 50, 40, 0)
NEUTRAL, LESS, MORE = 128, 64, 192  # by day the wall's right third has half the light, at evening one half more
LEFT, RIGHT, FLOOR_ROW = (60, 80), (260, 80), 162

SHOOT = """
import json, sys
from pathlib import Path
import viewer.panda.engine as engines
if sys.argv[3]:
    engines._pipe_names = lambda surroundings: iter([sys.argv[3]])
from viewer.content.chunk_cache import ChunkCache
from viewer.content.scene import open_scene
from viewer.content.scene_files import FolderScene
from viewer.content.tile_loader import TileLoader
from viewer.core.light_of_day import DAY, EVENING, LightOfDay
from viewer.core.pose import Pose
from viewer.core.tile_choice import Lens
from viewer.panda.engine import Surroundings, open_engine
from viewer.panda.photograph import photograph
from viewer.panda.street import Street
scene, out = open_scene(FolderScene(Path(sys.argv[1]))), Path(sys.argv[2])
engine = open_engine(Surroundings.BUFFER, size=(64, 36))
lens, pose = Lens(width_pixels=320, height_pixels=180), Pose(east=6.0, north=-5.0, height=1.6, heading_degrees=0.0)
NAMED = {"day": DAY, "half": LightOfDay(evening=0.5), "evening": EVENING}

def street_in(light, cache=None):
    loader = TileLoader(files=scene.files, tileset=scene.tileset, cache=cache)
    street = Street(engine=engine, scene=scene, loader=loader, anisotropy=1)
    street.show_light(light)
    while street.choose(pose, lens).fetch:
        street.wait(seconds=20.0)
    loader.close()
    return street

def keep_picture(name):
    engine.look(pose, lens)
    photograph(engine, size=(320, 180), supersampling=1).save(out / f"{name}.png")

for name, light in NAMED.items():
    street = street_in(light)
    keep_picture(f"came in {name}")
    street._root.remove_node()
street = street_in(DAY, ChunkCache(out / "cache"))
street._root.remove_node()
street = street_in(DAY, ChunkCache(out / "cache"))
keep_picture("from the cache")
for name in ("evening", "half", "day"):
    street.show_light(NAMED[name])
    while not street.is_light_settled:
        street.tend()
        engine.draw_frame()
    keep_picture(f"became {name}")
for index in list(street.tiles_in_memory):
    street._drop(index)
print(json.dumps({"pipe": engine.pipe_name, "held": street._memory.total_bytes, "maps": len(street._light_maps)}))
engine.close()
"""


def write_wall(folder: Path, light_map: bytes) -> Path:
    """One tile: a wall of twelve metres with a light map, and a floor before it without one."""
    wall = Quads(name="matter", picture=webp(PICTURE), light_map=light_map)
    wall.add_wall((0, 0), (12, 0), top=6.0, light=LIGHT, after_dark=LAMPS)
    floor = Quads(name="art", picture=webp(PICTURE))
    floor.add((0, -8, 0), (12, -8, 0), (12, 0, 0), (0, 0, 0), light=LIGHT, after_dark=LAMPS)
    return write_one_tile(folder, write_glb([wall, floor]), low=(-0.1, -8.1, -0.1), high=(12.1, 0.1, 6.1))


def thirds(left: int, right: int) -> np.ndarray:
    """A layer of 16 texels, one third of another factor."""
    return np.array([[left] * 10 + [right] * 6] * 4)


MAP = grey_webp(np.concatenate([thirds(NEUTRAL, LESS), thirds(NEUTRAL, MORE)]))


def drawn(run_python: Run, folder: Path, light_map: bytes, *, pipe: str = "") -> tuple[dict[str, Any], dict[str, Any]]:
    scene, out = write_wall(folder / "scene", light_map), folder / "out"
    out.mkdir()
    told = json.loads(run_python(SHOOT, str(scene), str(out), pipe).splitlines()[-1])
    return {path.stem: np.asarray(Image.open(path).convert("RGB"), int) for path in out.glob("*.png")}, told


@pytest.fixture(scope="module")
def mapped(
    run_python: Run, tmp_path_factory: pytest.TempPathFactory, drawing: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    return drawn(run_python, tmp_path_factory.mktemp("mapped"), MAP)


@pytest.fixture(scope="module")
def plain(run_python: Run, tmp_path_factory: pytest.TempPathFactory, drawing: str) -> dict[str, Any]:
    return drawn(run_python, tmp_path_factory.mktemp("plain"), b"")[0]


def at(picture: Any, place: tuple[int, int]) -> Any:
    return picture[place[1], place[0]]


def test_a_neutral_texel_and_what_has_no_map_are_drawn_to_the_code_as_without_one(
    mapped: tuple[dict[str, Any], Any], plain: dict[str, Any]
) -> None:
    for name in ("came in day", "came in half", "came in evening"):
        assert at(mapped[0][name], LEFT).tolist() == at(plain[name], LEFT).tolist()
        assert (mapped[0][name][FLOOR_ROW:] == plain[name][FLOOR_ROW:]).all()


def test_a_darker_texel_halves_what_the_vertices_show_and_a_brighter_one_raises_it(
    mapped: tuple[dict[str, Any], Any], plain: dict[str, Any]
) -> None:
    day, evening = (at(mapped[0][f"came in {hour}"], RIGHT) for hour in ("day", "evening"))
    assert day == pytest.approx(at(plain["came in day"], RIGHT) * 0.5, abs=1)
    assert evening == pytest.approx(at(plain["came in evening"], RIGHT) * 1.5, abs=1)


def test_half_way_the_factors_are_half_way(mapped: tuple[dict[str, Any], Any], plain: dict[str, Any]) -> None:
    assert at(mapped[0]["came in half"], RIGHT).tolist() == at(plain["came in half"], RIGHT).tolist()


@pytest.mark.parametrize("hour", ["day", "half", "evening"])
def test_a_wall_that_became_an_hour_looks_as_one_that_came_in_it(mapped: tuple[dict[str, Any], Any], hour: str) -> None:
    assert (mapped[0][f"became {hour}"] == mapped[0][f"came in {hour}"]).all()


def test_a_second_start_shows_the_same_from_its_cache(mapped: tuple[dict[str, Any], Any]) -> None:
    assert (mapped[0]["from the cache"] == mapped[0]["came in day"]).all()


def test_a_tile_that_goes_takes_its_light_map_along(mapped: tuple[Any, dict[str, Any]]) -> None:
    assert mapped[1]["held"] == mapped[1]["maps"] == 0


@pytest.mark.usefixtures("drawing")
def test_a_map_that_is_no_picture_leaves_the_wall_in_the_light_of_its_vertices(
    run_python: Run, tmp_path: Path, plain: dict[str, Any]
) -> None:
    pictures, told = drawn(run_python, tmp_path, b"RIFF nothing that anybody can draw")
    assert (pictures["came in day"] == plain["came in day"]).all()
    assert told["maps"] == 0


def test_a_rasteriser_without_second_stages_shows_vertices_alone(run_python: Run, tmp_path: Path) -> None:
    pictures, told = drawn(run_python, tmp_path, MAP, pipe="p3tinydisplay")
    assert told["pipe"] == "p3tinydisplay"
    picture = pictures["came in day"]
    assert np.abs(at(picture, LEFT) - at(picture, RIGHT)).max() <= 4
    assert at(picture, LEFT).max() > 60
