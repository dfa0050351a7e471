"""What the meter asks Blender, and what it knows without asking: with a process in Blender's place."""

import numpy as np
import pytest

from district_builder.cycles import meter as cycles_meter
from district_builder.cycles.blender import PYTHON, BlenderError
from district_builder.cycles.meter import CyclesMeter
from district_builder.geometry.daylight import Daylight
from district_builder.geometry.raw_mesh import Shade
from tests.district_builder.cycles.lit_scenes import DOWN, UP, patch, probes, quad, scene

GROUND = quad((-9, -9, 0), (9, -9, 0), (9, 9, 0), (-9, 9, 0))
LAMP = patch((0, 0, 5), DOWN, 8.0)


def test_blender_starts_with_the_first_tile_and_ends_with_the_last(stand_in):
    with CyclesMeter() as meter:
        assert not stand_in.python.with_name("asked").exists()
        meter.measure(scene(GROUND), probes([(0, 0, 0)]))
        meter.measure(scene(GROUND, GROUND), probes([(0, 0, 0)]))
    assert stand_in.heard == ["start", "solid 2", "sun 1 0", "day 1 0", "solid 4", "sun 1 0", "day 1 0", "end"]


def test_a_meter_that_is_never_asked_starts_nothing(stand_in):
    with CyclesMeter():
        pass
    assert not stand_in.python.with_name("asked").exists()


def test_what_is_known_to_lie_in_the_sun_or_in_the_shade_is_not_asked_about(stand_in):
    daylight = Daylight()
    upright = np.array(daylight.sun_colour) * daylight.towards_sun[2]
    with CyclesMeter() as meter:
        sunlit = meter.measure(scene(GROUND), probes([(0, 0, 0)], shade=Shade.SUNLIT))
        shaded = meter.measure(scene(GROUND), probes([(0, 0, 0)], shade=Shade.SHADED))
        turned_away = meter.measure(scene(GROUND), probes([(0, 0, 0)], DOWN))
    assert sunlit.sun[0] == pytest.approx(upright)
    assert shaded.sun[0].tolist() == turned_away.sun[0].tolist() == [0, 0, 0]
    assert sunlit.sky[0].tolist() == shaded.sky[0].tolist() == [0.5] * 3  # of which the stand-in knows only that
    assert not [line for line in stand_in.heard if line.startswith("sun")]


def test_without_lamps_there_is_nothing_to_ask_after_dark(stand_in):
    with CyclesMeter() as meter:
        dark = meter.measure(scene(GROUND), probes([(0, 0, 0)]))
        lit = meter.measure(scene(GROUND, lamps=LAMP), probes([(0, 0, 0)]))
    assert dark.lamps.tolist() == [[0, 0, 0]]
    assert lit.lamps.tolist() == [[0.5] * 3]
    assert [line for line in stand_in.heard if line.startswith("patches")] == ["patches 1 1"]


def test_a_store_is_asked_about_its_own_parts_alone(stand_in):
    stores = {1: patch((0, -1, 3), (0, -1, 0), 2.0), 2: patch((4, -1, 3), (0, -1, 0), 2.0)}
    with CyclesMeter() as meter:
        light = meter.measure(scene(GROUND, of_stores=stores), probes([(0, 0, 0)] * 4, UP, features=[0, 1, 1, 2]))
    assert light.store[:, 0].tolist() == [0, 0.5, 0.5, 0.5]
    assert [line for line in stand_in.heard if line.startswith("patches")] == ["patches 2 1", "patches 1 1"]


def test_many_probes_are_asked_about_in_turn(stand_in, monkeypatch):
    monkeypatch.setattr(cycles_meter, "PROBES_AT_ONCE", 3)
    with CyclesMeter() as meter:
        light = meter.measure(scene(GROUND), probes([(0, 0, 0)] * 7, shade=Shade.SHADED))
    assert light.sky.tolist() == [[0.5] * 3] * 7
    assert stand_in.heard == ["start", "solid 2", "day 3 0", "day 3 0", "day 1 0", "end"]


def test_no_probes_have_no_light(stand_in):
    with CyclesMeter() as meter:
        light = meter.measure(scene(GROUND, lamps=LAMP), probes(np.zeros((0, 3))))
    assert [each.shape for each in (light.sun, light.sky, light.lamps, light.store)] == [(0, 3)] * 4


def test_after_a_death_the_next_tile_has_another_blender(stand_in):
    with CyclesMeter() as meter:
        with pytest.raises(BlenderError, match="thirteen brings bad luck"):
            meter.measure(scene(GROUND), probes([(0, 0, 0)] * 13))
        light = meter.measure(scene(GROUND), probes([(0, 0, 0)]))
    assert light.sky.tolist() == [[0.5] * 3]
    assert stand_in.heard.count("start") == 2


def test_where_there_is_no_blender_every_tile_says_so(monkeypatch, tmp_path):
    monkeypatch.setenv(PYTHON, str(tmp_path / "nothing"))
    with CyclesMeter() as meter:
        for _ in range(2):
            with pytest.raises(BlenderError, match=PYTHON):
                meter.measure(scene(GROUND), probes([(0, 0, 0)]))
