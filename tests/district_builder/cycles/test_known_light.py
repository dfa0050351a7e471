"""Blender's light where one can work it out: open sky, a wall, the sun's cosine, a bounce, a closed room, a lamp."""

import numpy as np
import pytest

from district_builder.cycles.meter import BOUNCES, CyclesMeter
from district_builder.geometry.daylight import Daylight
from district_builder.geometry.lamplight import Patches, shine
from district_builder.geometry.occluders import Occluders
from district_builder.geometry.raw_mesh import Shade
from tests.district_builder.cycles.lit_scenes import DOWN, NIGHT, UP, box_inside, patch, probes, quad, scene

FAR = 2000.0
SKY = np.array(Daylight().sky_colour)
GROUND = np.array(Daylight().ground_bounce)
EAST = (1.0, 0.0, 0.0)
OPEN = Occluders(np.zeros((0, 3)), np.zeros((0, 3), dtype=int))
NOON = Daylight(sun_azimuth_degrees=180.0, sun_elevation_degrees=60.0)
ONLY_SUN = Daylight(sun_azimuth_degrees=90.0, sun_elevation_degrees=30.0, sky_colour=(0, 0, 0), ground_bounce=(0, 0, 0))


def wall(*, north: float, height: float) -> np.ndarray:
    return quad((-FAR, north, 0), (FAR, north, 0), (FAR, north, height), (-FAR, north, height))


def around_up(count: int) -> np.ndarray:
    """Directions (count, 3) over the upper half, as often as their cosine."""
    index = np.arange(count) + 0.5
    radius, turn = np.sqrt(index / count), index * np.pi * (3 - np.sqrt(5))
    return np.column_stack([radius * np.cos(turn), radius * np.sin(turn), np.sqrt(1 - index / count)])


@pytest.mark.parametrize(
    ("normal", "expected"),
    [
        (UP, SKY * (1.12 - 0.22 * 2 / 3)),
        (DOWN, GROUND),
        (EAST, (SKY * (1.12 - 0.22 * 4 / (3 * np.pi)) + GROUND) / 2),
    ],
)
def test_where_nothing_stands_a_sheet_shows_the_mean_of_what_it_looks_at(cycles, normal, expected):
    """Weighted by the cosine, the mean height of a direction is 2/3 above a floor and 4/3π before a wall."""
    light = cycles.measure(scene(daylight=NOON), probes([(0, 0, 0)] * 50, normal)).sky
    assert light.mean(axis=0) == pytest.approx(expected, rel=2e-3)
    assert np.abs(light - expected).max() < 0.03


@pytest.mark.parametrize("away", [1.0, 5.0, 20.0])
def test_beside_a_black_wall_as_much_sky_is_seen_as_stands_free(cycles, away):
    rays = around_up(50_000)
    is_free = ~((rays[:, 1] > 0) & (rays[:, 2] < rays[:, 1] * (10.0 - 0.02) / away))
    expected = (Daylight().from_afar(rays[:, 2]) * is_free).mean(axis=1)
    light = cycles.measure(scene(wall(north=0.0, height=10.0)), probes([(0, -away, 0)] * 50)).sky
    assert light.mean(axis=0) == pytest.approx(expected, rel=5e-3)


@pytest.mark.parametrize("tilt_degrees", [0.0, 30.0, 60.0, 89.0, 100.0])
def test_the_sun_falls_by_the_cosine(cycles, tilt_degrees):
    tilt = np.radians(tilt_degrees)
    towards = NOON.towards_sun
    other = np.cross(towards, EAST)
    normal = tuple(np.cos(tilt) * towards + np.sin(tilt) * other)
    light = cycles.measure(scene(daylight=NOON), probes([(0, 0, 0)], normal)).sun[0]
    assert light == pytest.approx(np.array(NOON.sun_colour) * max(np.cos(tilt), 0.0), abs=2e-3)


def test_the_sun_stands_where_daylight_says(cycles):
    """A wall in the south throws its shadow northwards, as far as the sun stands high."""
    shadow_metres = 10.0 / np.tan(np.radians(60.0))
    places = [(0.0, north, 0.0) for north in (-1.0, 1.0, shadow_metres - 0.2, shadow_metres + 0.2)]
    light = cycles.measure(scene(wall(north=0.0, height=10.0), daylight=NOON), probes(places)).sun
    assert (light[:, 0] > 0).tolist() == [True, False, False, True]


def test_the_edge_of_a_shadow_is_as_soft_as_the_sun_is_wide(cycles):
    """Half of it is seen where its middle stands on the wall's top; it is 0.53 degrees wide."""
    top = 10.0 - 0.02  # above the sheets
    elevations = np.radians(60.0 + np.array([-0.4, -0.1, 0.0, 0.1, 0.4]))  # of the wall's top, seen from the sheets
    places = [(0.0, top / np.tan(elevation), 0.0) for elevation in elevations]
    light = cycles.measure(scene(wall(north=0.0, height=10.0), daylight=NOON), probes(places)).sun[:, 0]
    share = light / (NOON.sun_colour[0] * np.sin(np.radians(60.0)))
    assert share == pytest.approx([1.0, 0.73, 0.5, 0.27, 0.0], abs=0.05)


def test_what_is_known_of_the_sun_is_believed(cycles):
    behind_a_wall = scene(wall(north=-1.0, height=10.0), daylight=NOON)
    sunlit = cycles.measure(behind_a_wall, probes([(0, 0, 0)], shade=Shade.SUNLIT)).sun[0]
    assert sunlit == pytest.approx(np.array(NOON.sun_colour) * np.sin(np.radians(60.0)))
    assert not cycles.measure(scene(daylight=NOON), probes([(0, 0, 0)], shade=Shade.SHADED)).sun.any()


def test_a_sunlit_wall_lights_what_looks_at_it_with_its_colour(cycles):
    """Near a large wall all of a sheet's view is wall: colour × the sun's cosine on the wall, and no sun of its own."""
    colour = (0.8, 0.4, 0.1)
    large = quad((0, -FAR, -FAR), (0, FAR, -FAR), (0, FAR, FAR), (0, -FAR, FAR))
    light = cycles.measure(scene(large, colour=colour, daylight=ONLY_SUN), probes([(0.3, 0, 0)] * 50, (-1, 0, 0)))
    expected = np.array(colour) * ONLY_SUN.sun_colour * np.cos(np.radians(30.0))
    assert not light.sun.any()
    assert light.sky.mean(axis=0) == pytest.approx(expected, rel=5e-3)


@pytest.mark.parametrize("given_back", [0.0, 0.5, 0.8])
def test_in_a_closed_room_each_bounce_adds_its_share(cycles, given_back):
    """Energy stays: on the mean of all walls, flux / area for the light itself and again × colour for each bounce."""
    side, flux, steps = 3.0, 6.0, (np.arange(12) + 0.5) * 3.0 / 12
    u, v = (axis.ravel() for axis in np.meshgrid(steps, steps))
    places, normals = [], []
    for axis in range(3):
        for far in (0.0, side):
            face = np.insert(np.column_stack([u, v]), axis, far, axis=1)
            places.append(face)
            normals.append(np.tile(np.eye(3)[axis] * (1 if far == 0.0 else -1), (len(face), 1)))
    room = scene(*box_inside(side), colour=(given_back,) * 3, daylight=NIGHT, lamps=patch((1.5, 1.5, 2.0), DOWN, flux))
    light = cycles.measure(room, probes(np.concatenate(places), np.concatenate(normals))).lamps
    expected = flux / (6 * side**2) * sum(given_back**bounce for bounce in range(BOUNCES + 1))
    assert light.mean() == pytest.approx(expected, rel=0.02)


def test_a_lamp_lights_the_ground_as_the_fast_meter_says(cycles):
    lamp = Patches(middles=np.array([(0, 0, 6.35)]), normals=np.array([DOWN]), fluxes=np.array([(96.0, 76.0, 46.0)]))
    asked = probes([(x, 0.5 * x, 0.0) for x in (0.0, 1.0, 3.0, 6.0, 12.0)])
    fast = shine(asked.points, asked.normals, lamp, OPEN)
    assert cycles.measure(scene(daylight=NIGHT, lamps=lamp), asked).lamps == pytest.approx(fast, rel=0.02)


def test_a_shelf_below_a_lamp_throws_a_shadow(cycles):
    shelf = quad((-1, -1, 2), (1, -1, 2), (1, 1, 2), (-1, 1, 2))
    room = scene(shelf, daylight=NIGHT, lamps=patch((0, 0, 4), DOWN, 8.0))
    light = cycles.measure(room, probes([(0, 0, 0), (3.5, 0, 0)])).lamps[:, 0]
    assert light[0] == 0
    assert light[1] > 0.005


def test_a_sign_lights_the_front_it_hangs_on_and_no_other_store(cycles):
    """The patch lies in the face of its sign, which must not swallow its light."""
    sign = quad((-2, -0.2, 3), (2, -0.2, 3), (2, -0.2, 3.6), (-2, -0.2, 3.6))
    lights = {1: patch((0, -0.2, 3.3), (0, -1, 0), 5.0)}
    ground = [(0.0, -2.0, 0.0), (0.0, -2.0, 0.0)]
    light = cycles.measure(scene(sign, daylight=NIGHT, of_stores=lights), probes(ground, features=[1, 2])).store
    fast = shine(np.array(ground), np.array([UP, UP]), lights[1], OPEN)
    assert light[0] == pytest.approx(fast[0], rel=0.03)
    assert not light[1].any()


def test_a_sign_shines_on_one_side(cycles):
    lights = {1: patch((0, 0, 3.0), (0, -1, 0), 5.0)}
    behind = probes([(0, 2.0, 0)], features=1)
    assert not cycles.measure(scene(daylight=NIGHT, of_stores=lights), behind).store.any()


def test_chance_leaves_less_than_a_step_of_a_byte(blender_or_skip):
    """At the foot of a sunny street canyon, measured 60 times: with the samples that a build takes."""
    lamps = patch((0, 1.0, 6.0), DOWN, 60.0)
    canyon = scene(
        wall(north=-5.0, height=12.0), wall(north=5.0, height=12.0), colour=(0.5, 0.5, 0.5), daylight=NOON, lamps=lamps
    )
    with CyclesMeter(threads=1, limit_secs=120.0) as meter:
        light = meter.measure(canyon, probes([(0, -4.5, 1.0)] * 60, (0, 1, 0)))
    assert light.sky.mean() > 0.2
    assert light.lamps.mean() > 0.1
    assert light.sky.std(axis=0).max() < 1 / 255
    assert light.lamps.std(axis=0).max() < 1 / 255


def test_triangles_without_area_change_nothing(cycles):
    ground = quad((-9, -9, 0), (9, -9, 0), (9, 9, 0), (-9, 9, 0))
    broken = np.zeros((3, 3, 3))
    asked = probes([(0, 0, 0.0), (3, 3, 0.0)], (0.6, 0.0, 0.8))
    with_them = cycles.measure(scene(broken, ground, colour=(0.5, 0.5, 0.5)), asked)
    without = cycles.measure(scene(ground, colour=(0.5, 0.5, 0.5)), asked)
    assert np.isfinite(with_them.sky).all()
    assert with_them.sky.tolist() == without.sky.tolist()


def test_far_from_the_anchor_light_is_the_same(cycles):
    """A district is kilometres wide and Blender works in float32."""
    away = np.array([4000.0, -3000.0, 0.0])
    asked = np.array([(0.0, -2.0, 0.0), (0.0, -6.0, 0.0)])
    here = cycles.measure(scene(wall(north=0.0, height=10.0)), probes(asked)).sky
    there = cycles.measure(scene(wall(north=0.0, height=10.0) + away), probes(asked + away)).sky
    assert there == pytest.approx(here, abs=1e-3)


def test_another_blender_measures_the_same_bytes(cycles):
    """Whatever it was asked before, and with more threads."""
    room = scene(
        *box_inside(3.0)[:5], colour=(0.6, 0.5, 0.4), lamps=patch((1.5, 1.5, 2.5), DOWN, 4.0),
        of_stores={1: patch((0.5, 1.5, 1.5), EAST, 2.0)},
    )  # fmt: skip
    asked = probes([(x, 1.0, 0.0) for x in np.linspace(0.5, 2.5, 20)], features=1)
    first = cycles.measure(room, asked)
    with CyclesMeter(samples=64, threads=2, limit_secs=120.0) as other:
        second = other.measure(room, asked)
    for source in ("sun", "sky", "lamps", "store"):
        assert getattr(first, source).tobytes() == getattr(second, source).tobytes()
    assert first.store.max() > 0.01
