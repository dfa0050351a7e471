"""A street and its sky by evening, drawn without a window."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.viewer.small_street import write_street

Run = Callable[..., str]
pytestmark = pytest.mark.usefixtures("drawing")

# Whatever the choice, the clock stands at an instant of the equinox at the street's place.
TAKE = """
import sys
from datetime import datetime
from pathlib import Path
from viewer.core.light_choice import LightChoice
from viewer.panda.picture import take_picture
base, folder, *wishes = sys.argv[1:]
for number, wish in enumerate(wishes):
    options, (at, light, instant) = {}, wish.split("|")
    if light:
        options = {"light": LightChoice(light), "clock": lambda: datetime.fromisoformat(instant)}
    take_picture(base, "test", at=at, size=(320, 180), out=Path(folder) / f"{number}.png", **options)
"""
NOON, DUSK, NIGHT = "2024-03-20T12:30+09:00", "2024-03-20T19:11+09:00", "2024-03-20T22:00+09:00"
STREET, SKY = "12,-6,1.6,0", "16,-5,1.6,180,25"
VIEWS = (
    f"{STREET}||", f"{STREET}|day|{NIGHT}", f"{STREET}|now|{NOON}",
    f"{SKY}||", f"{SKY}|evening|{NOON}", f"{SKY}|now|{DUSK}", f"{SKY}|night|{NOON}", f"{SKY}|now|{NIGHT}",
)  # fmt: skip


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_street(tmp_path_factory.mktemp("evening") / "street", stores=4)


@pytest.fixture(scope="module")
def pictures(run_python: Run, street: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Image.Image]:
    folder = tmp_path_factory.mktemp("evenings")
    run_python(TAKE, street.as_uri(), str(folder), *VIEWS)
    return {view: Image.open(folder / f"{n}.png").convert("RGB") for n, view in enumerate(VIEWS)}


def test_a_picture_is_by_day_unless_somebody_asks(pictures: dict[str, Image.Image]) -> None:
    unasked = pictures[f"{STREET}||"].tobytes()
    assert pictures[f"{STREET}|day|{NIGHT}"].tobytes() == unasked
    assert pictures[f"{STREET}|now|{NOON}"].tobytes() == unasked


def test_the_sky_by_evening_is_dark_and_blue(pictures: dict[str, Image.Image]) -> None:
    by_day, by_evening = (
        np.asarray(pictures[view], float)[:60].mean(axis=(0, 1)) for view in (f"{SKY}||", f"{SKY}|evening|{NOON}")
    )
    assert by_evening.sum() < 0.5 * by_day.sum()
    assert by_evening[2] > 1.3 * by_evening[0]
    assert by_evening[2] > 40


def test_now_is_evening_when_the_sun_over_the_street_has_gone_and_night_later(pictures: dict[str, Image.Image]) -> None:
    assert pictures[f"{SKY}|now|{DUSK}"].tobytes() == pictures[f"{SKY}|evening|{NOON}"].tobytes()
    assert pictures[f"{SKY}|now|{NIGHT}"].tobytes() == pictures[f"{SKY}|night|{NOON}"].tobytes()
    evening, night = (np.asarray(pictures[f"{SKY}|{light}|{NOON}"], float).mean() for light in ("evening", "night"))
    assert night < 0.5 * evening


# After each light: how often the sky's picture was replaced, its width, and the haze's red.
LIGHTS = """
import json, sys
from viewer.core.light_of_day import LightOfDay
from viewer.panda.engine import Surroundings, open_engine
from viewer.panda.photograph import photograph
from viewer.panda.sky import add_sky
engine = open_engine(Surroundings.BUFFER, size=(64, 64))
sky = add_sky(engine.render, sun_azimuth_degrees=200, sun_elevation_degrees=45)
first = photograph(engine, size=(64, 64), supersampling=1).tobytes()
said, before = [], sky._texture.get_image_modified()
for evening, night in json.loads(sys.argv[1]):
    sky.show_light(LightOfDay(evening=evening, night=night))
    after = sky._texture.get_image_modified()
    said.append({"drawn": after != before, "width": sky._texture.get_x_size(), "red": sky._haze.get_color()[0]})
    before = after
last = photograph(engine, size=(64, 64), supersampling=1).tobytes()
engine.close()
print(json.dumps({"said": said, "same": first == last}))
"""


def test_the_sky_is_drawn_anew_only_for_a_change_that_one_sees_and_at_both_ends(run_python: Run) -> None:
    evenings = [0.0, 3 / 64, 4 / 64, 7 / 64, 61 / 64, 1.0, 1.0, 0.0]
    told = json.loads(run_python(LIGHTS, json.dumps([(evening, 0.0) for evening in evenings])).splitlines()[-1])
    assert [moment["drawn"] for moment in told["said"]] == [False, False, True, False, True, True, False, True]
    assert [moment["width"] for moment in told["said"]] == [1024, 1024, 512, 512, 512, 512, 512, 1024]
    reds = [moment["red"] for moment in told["said"]]
    assert reds[1] == reds[0] > reds[2] > reds[4] > reds[5]
    assert told["same"], "a day that comes back is not the day that was"


def test_the_sky_follows_into_the_night_by_the_same_rule(run_python: Run) -> None:
    nights = [0.0, 3 / 64, 4 / 64, 1.0, 1.0]
    told = json.loads(run_python(LIGHTS, json.dumps([(1.0, night) for night in nights])).splitlines()[-1])
    assert [moment["drawn"] for moment in told["said"]] == [True, False, True, True, False]
    reds = [moment["red"] for moment in told["said"]]
    assert reds[0] == reds[1] > reds[2] > reds[3] == reds[4]
