"""Vertices times the map are the light that falls there; where they say it all, the map says nothing."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.geometry.glow import Glow
from district_builder.geometry.lamplight import Patches
from district_builder.geometry.light import bake
from district_builder.geometry.light_map import NEUTRAL, map_light
from district_builder.geometry.mesh import Surface
from district_builder.geometry.raw_mesh import RawMesh, join_raw
from district_builder.geometry.ray_meter import RayMeter
from district_builder.geometry.tone import encoded
from tests.district_builder.geometry.lit_points import OPEN, SKY, light_at, quad, scene_of, together
from tests.district_builder.geometry.part_samples import panel
from tests.district_builder.geometry.wall_samples import NOON, ByPlace, Seen, walls

FRONT = walls(((0, 8), (0, 4), 0.0))
ACROSS = np.linspace(0.02, 0.98, 60)
HALF = np.full(60, 0.5)
AWNING = quad((2, -1, 3), (6, -1, 3), (6, 0, 3), (2, 0, 3))


def of_fields(raw: RawMesh, **changed) -> RawMesh:
    return replace(raw, **changed)


def test_a_wall_with_nothing_in_the_way_has_a_map_that_changes_nothing():
    seen = Seen.of(FRONT)
    assert np.abs(seen.factors(0, ACROSS, HALF) - 1).max() <= 2 / NEUTRAL
    assert np.abs(seen.factors(0, ACROSS, HALF, layer=1) - 1).max() <= 2 / NEUTRAL


def test_an_awnings_shadow_lies_where_the_sun_puts_it():
    """The sun stands 45 degrees high in the south: the edge 1 m before the wall, 3 m up, throws its shadow to 2 m."""
    seen = Seen.of(FRONT, AWNING)
    shown = seen.shown(0, HALF, ACROSS)
    bright, dark = shown[ACROSS * 4 < 1.7].mean(), shown[(ACROSS * 4 > 2.25) & (ACROSS * 4 < 2.75)].mean()
    assert dark < 0.75 * bright
    falls = ACROSS[np.flatnonzero(shown < (bright + dark) / 2)[0]] * 4
    assert falls == pytest.approx(2.0, abs=0.3)
    beside = seen.shown(0, ACROSS, np.full(60, 2.5 / 4))
    shaded = ACROSS[beside < (bright + dark) / 2] * 8
    assert shaded.min() == pytest.approx(2.0, abs=0.4)
    assert shaded.max() == pytest.approx(6.0, abs=0.4)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.floats(0.05, 0.95), st.floats(0.05, 0.95)), min_size=5, max_size=5))
def test_vertices_times_the_map_are_the_light_at_any_place(places):
    s, t = np.array(places).T
    truth = [light_at((8 * a, 0.0, 4 * b), (0, -1, 0), AWNING, NOON)[1] for a, b in places]
    beside_edges = [_is_beside_an_edge(8 * a, 4 * b) for a, b in places]
    off = np.abs(PLAIN_AWNING.shown(0, s, t) - encoded(np.array(truth) * 0.5)) * 255
    assert (off[~np.array(beside_edges)] < 5).all()


PLAIN_AWNING = Seen.of(FRONT, AWNING)


def _is_beside_an_edge(x: float, z: float) -> bool:
    """Within a texel or two of where the awning's shadow ends, or where it hangs."""
    at_sides = min(abs(x - 2), abs(x - 6)) < 0.5 and 1.5 < z < 3.5
    return at_sides or (1.5 < x < 6.5 and min(abs(z - 2), abs(z - 3)) < 0.5)


def test_behind_a_board_nothing_darkens_the_wall_beside_it():
    """A closed box on the wall hides its middle; what one sees beside it is as bright as the light there says."""
    low, high, y = (3.0, 1.0), (5.0, 3.0), -0.1
    (x0, z0), (x1, z1) = low, high
    box = together(
        quad((x0, y, z0), (x1, y, z0), (x1, y, z1), (x0, y, z1)),
        quad((x0, 0, z0), (x0, y, z0), (x0, y, z1), (x0, 0, z1)),
        quad((x1, y, z0), (x1, 0, z0), (x1, 0, z1), (x1, y, z1)),
        quad((x0, y, z1), (x1, y, z1), (x1, 0, z1), (x0, 0, z1)),
        quad((x0, 0, z0), (x1, 0, z0), (x1, y, z0), (x0, y, z0)),
    )
    shown = Seen.of(FRONT, box, daylight=replace(SKY, sky_colour=(0.8,) * 3)).shown(0, ACROSS, HALF)
    beside = (ACROSS * 8 < 2.95) | (ACROSS * 8 > 5.05)
    assert shown[beside].min() > 0.8 * shown[beside].max()


def test_after_dark_the_map_shows_where_a_lamp_shines():
    lamp = Patches(
        middles=np.array([(4.0, -0.6, 3.5)]), normals=np.array([(0.0, 0.6, -0.8)]), fluxes=np.array([(4.0, 4.0, 4.0)])
    )
    glow = replace(Glow.none(8), lamps=lamp)
    seen = Seen.of(FRONT, glow=glow)
    below, away = seen.factors(0, np.array([0.5, 0.05]), np.array([0.7, 0.05]), layer=1)
    assert below > 1.2
    assert below > away + 0.2
    assert np.abs(seen.factors(0, ACROSS, HALF) - 1).max() <= 2 / NEUTRAL  # by day it is out


def test_vertices_of_no_wall_lie_where_the_factor_is_one():
    floor = panel((0, 0, 0), (4, 0, 0), (0, 4, 0))
    raw = join_raw([FRONT, floor])
    seen = Seen.of(raw, AWNING)
    height, width = seen.light_map.texels.shape
    for layer in (0, 1):
        assert (seen.factors(1, ACROSS, ACROSS, layer=layer) == 1.0).all()
    x, y = (seen.light_map.uvs[4] * (width, height)).astype(int)
    around = seen.light_map.texels[y - 1 : y + 2, x - 1 : x + 2]
    assert (around == NEUTRAL).all()


def test_a_mesh_without_walls_has_no_map():
    floor = panel((0, 0, 0), (4, 0, 0), (0, 4, 0))
    scene = scene_of(OPEN, NOON)
    lit = bake({Surface.MATTER: floor}, scene, RayMeter())[Surface.MATTER]
    assert map_light(floor, lit, scene, RayMeter()) is None


def test_a_map_is_the_same_every_time_and_its_uvs_lie_on_the_day():
    first, again = (Seen.of(FRONT, AWNING).light_map for _ in range(2))
    assert first.texels.tobytes() == again.texels.tobytes()
    assert first.uvs.tobytes() == again.uvs.tobytes()
    assert first.uvs.min() > 0
    assert first.uvs[:, 1].max() < 0.5
    assert first.uvs.shape == (len(FRONT.positions), 2)


def test_a_meter_is_asked_once_a_level_for_all_walls():
    meter = ByPlace(lambda points: np.where(points[:, 0] < 4.3, 0.2, 0.8))
    many = join_raw([walls(((0, 8), (0, 4), back)) for back in (0.0, 3.0, 6.0)])
    Seen.of(many, meter=meter)
    assert len(meter.asked) == 4  # the vertices, the lattice, and twice what differs between


@pytest.mark.parametrize("tint", [0.05, 0.5, 0.95])
def test_a_factor_is_what_the_tint_needs(tint):
    """Light that is bent near white differs less there: a factor of a dark wall would be too strong."""
    tints = FRONT.tints.copy()
    tints[:, :3] = tint
    seen = Seen.of(of_fields(FRONT, tints=tints), AWNING, daylight=replace(NOON, sun_colour=(1.6,) * 3))
    truth = [
        light_at((4.0, 0.0, z), (0, -1, 0), AWNING, replace(NOON, sun_colour=(1.6,) * 3))[1] * tint for z in (1.0, 2.5)
    ]
    shown = seen.shown(0, np.array([0.5, 0.5]), np.array([1.0, 2.5]) / 4)
    bent = np.where(np.array(truth) > 0.7, 0.7 + 0.3 * (np.array(truth) - 0.7) / (np.array(truth) - 0.4), truth)
    assert shown == pytest.approx(encoded(bent), abs=0.02)
