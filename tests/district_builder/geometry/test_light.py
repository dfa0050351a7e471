"""Light becomes vertex colours: by day and after dark, each part's own and its store's, the same every time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.geometry import light
from district_builder.geometry.daylight import Daylight
from district_builder.geometry.glow import Glow
from district_builder.geometry.lamplight import Patches
from district_builder.geometry.mesh import Mesh, Surface
from district_builder.geometry.raw_mesh import RawMesh, Shade
from district_builder.geometry.ray_meter import RayMeter
from tests.district_builder.geometry.lit_points import (
    BLACK,
    DIM,
    DOWN,
    OPEN,
    SUN,
    UP,
    WHITE,
    bake,
    of_one_feature,
    points,
    roof,
    scene_of,
    wall_south,
)

# Colours


def glowing(values) -> np.ndarray:
    values = np.array(values, dtype=float)
    mesh = points(np.zeros((len(values), 3)), UP, shade=Shade.GLOWING)
    tints = np.column_stack([values, values, values, np.ones(len(values))])
    lamp = RawMesh(**{name: getattr(mesh, name) for name in RawMesh.__slots__ if name != "tints"}, tints=tints)
    return bake(lamp, roof(), SUN).colours[:, 0]


@given(values=st.lists(st.floats(0, 50), min_size=2, max_size=40))
def test_brighter_light_never_gives_a_darker_colour_and_none_is_cut_off_at_white(values):
    colours = glowing(sorted(values)).astype(int)
    assert (np.diff(colours) >= 0).all()
    assert glowing([50.0])[0] <= 255
    assert glowing([3.0])[0] < 255


@given(value=st.floats(0, 0.69))
def test_ordinary_light_is_left_alone(value):
    assert glowing([value])[0] == round(value * 255)


def test_bright_tones_still_differ():
    assert len({int(value) for value in glowing([0.8, 1.0, 1.3, 1.8])}) == 4


def test_a_lamp_needs_no_daylight():
    assert glowing([0.5])[0] == 128


def test_alpha_takes_no_light():
    mesh = bake(points([(0, 0, 0)], UP, tint=(1, 1, 1, 0.25)), roof(), SUN)
    assert mesh.colours[0].tolist() == [0, 0, 0, 64]


def test_a_tint_colours_the_light():
    mesh = bake(points([(0, 0, 0)], UP, tint=(0.6, 0.3, 0.0, 1.0)), OPEN, SUN)
    assert mesh.colours[0].tolist() == [153, 76, 0, 255]


# What opaque matter says of its day, so that a client can make an evening of it


def test_in_the_open_the_share_of_the_sky_is_what_the_sun_leaves():
    half = Daylight(
        sun_colour=(0.3, 0.3, 0.3),
        sky_colour=(0.3, 0.3, 0.3),
        ground_bounce=BLACK,
        wall_bounce=BLACK,
        sun_elevation_degrees=90.0,
    )
    mesh = bake(points([(0, 0, 0)], UP), OPEN, half, surface=Surface.MATTER)
    assert mesh.colours[0, 3] / 255 == pytest.approx(0.5, abs=0.03)


def test_in_the_shade_all_light_is_the_sky_s():
    mesh = bake(points([(0, 0, 0)], UP), roof(half=4.0), Daylight(sun_elevation_degrees=90.0), surface=Surface.ART)
    assert mesh.colours[0, 3] == 255


def test_leaves_and_glass_keep_their_opacity():
    for surface in (Surface.GLASS, Surface.LEAF):
        assert bake(points([(0, 0, 0)], UP, tint=(1, 1, 1, 0.25)), OPEN, SUN, surface=surface).colours[0, 3] == 64


# After dark

LAMP = Patches(middles=np.array([(0.0, 0.0, 4.02)]), normals=np.array([DOWN]), fluxes=np.array([(8.0, 8.0, 8.0)]))
STORE, NEIGHBOUR = 3, 5


def night(raw: RawMesh, glow: Glow, *, surface=Surface.MATTER) -> np.ndarray:
    return bake(raw, OPEN, SUN, surface=surface, glow=glow).after_dark / 255


def lights(*, lamps=None, of_stores=()) -> Glow:
    is_store = np.zeros(8, dtype=bool)
    is_store[[STORE, NEIGHBOUR]] = True
    return Glow(lamps=lamps or Patches.none(), of_stores=dict(of_stores), is_store=is_store)


def test_without_lights_the_night_is_dark():
    assert night(points([(0, 0, 0)], UP), lights()).tolist() == [[0, 0, 0, 0]]


def test_a_street_lamp_lights_the_ground_and_belongs_to_nobody():
    lit = night(points([(0, 0, 0)], UP), lights(lamps=LAMP))[0]
    assert lit[:3] == pytest.approx([8.0 / np.pi / 16 * DIM] * 3, abs=0.004)
    assert lit[3] == 0


def test_a_store_s_own_light_goes_out_with_it():
    lit = night(of_one_feature(points([(0, 0, 0)], UP), STORE), lights(of_stores={STORE: LAMP}.items()))[0]
    assert lit[0] > 0
    assert lit[3] == 1


def test_a_store_lights_its_own_front_and_no_other():
    for other in (0, NEIGHBOUR):
        raw = of_one_feature(points([(0, 0, 0)], UP), other)
        assert night(raw, lights(of_stores={STORE: LAMP}.items())).max() == 0


def test_beside_a_street_lamp_a_closed_store_is_not_black():
    raw = of_one_feature(points([(0, 0, 0)], UP), STORE)
    both = night(raw, lights(lamps=LAMP, of_stores={STORE: LAMP}.items()))[0]
    assert both[3] == pytest.approx(0.5, abs=0.01)


def test_what_glows_shows_its_own_light_day_and_night():
    sign = points([(0, 0, 0)], UP, shade=Shade.GLOWING)
    glowing_sign = night(of_one_feature(sign, STORE, glows=(0.5, 0.25, 0.0)), lights())[0]
    assert glowing_sign == pytest.approx([0.5, 0.25, 0.0, 1.0], abs=0.01)


def test_a_glow_of_the_street_stays_when_stores_close():
    assert night(of_one_feature(points([(0, 0, 0)], UP), 0, glows=(0.5, 0.5, 0.5)), lights())[0, 3] == 0


def test_glass_has_an_opacity_of_its_own_after_dark():
    raw = points([(0, 0, 0)], UP, tint=(1, 1, 1, 0.8))
    faded = RawMesh(**{name: getattr(raw, name) for name in RawMesh.__slots__} | {"night_alphas": np.array([0.2])})
    mesh = bake(faded, OPEN, SUN)
    assert (mesh.colours[0, 3], mesh.after_dark[0, 3]) == (204, 51)


# The same everywhere, every time


def scattered(count: int, seed: int) -> RawMesh:
    rng = np.random.default_rng(seed)
    normals = rng.normal(size=(count, 3))
    raw = points(rng.uniform(-20, 20, (count, 3)), UP)
    unit = normals / np.linalg.norm(normals, axis=1, keepdims=True)
    return RawMesh(**{name: getattr(raw, name) for name in RawMesh.__slots__ if name != "normals"}, normals=unit)


def bytes_of(mesh: Mesh) -> bytes:
    return b"".join(
        getattr(mesh, name).tobytes() for name in ("positions", "uvs", "colours", "after_dark", "features", "triangles")
    )


def test_the_same_input_gives_the_same_bytes():
    raw, daylight = scattered(500, seed=1), Daylight()
    assert bytes_of(bake(raw, wall_south(8), daylight)) == bytes_of(bake(raw, wall_south(8), daylight))


def test_the_order_of_points_does_not_change_their_light():
    raw = scattered(200, seed=2)
    order = np.random.default_rng(3).permutation(200)
    fields = {name: getattr(raw, name)[order] for name in RawMesh.__slots__ if name != "triangles"}
    shuffled = RawMesh(**fields, triangles=raw.triangles)
    lit, mixed = bake(raw, wall_south(8), Daylight()), bake(shuffled, wall_south(8), Daylight())
    assert (lit.colours[order] == mixed.colours).all()


def test_points_of_one_small_part_share_one_measurement():
    raw = points([(0, 0, 0)] * 4 + [(0.001, 0, 0)], UP)
    colours = bake(raw, wall_south(8), Daylight()).colours
    assert (colours == colours[0]).all()


def test_a_bake_changes_colours_and_nothing_else():
    raw = scattered(30, seed=4)
    mesh = bake(raw, OPEN, Daylight())
    assert (mesh.positions == raw.positions).all()
    assert (mesh.uvs == raw.uvs).all()
    assert (mesh.triangles == raw.triangles).all()
    assert mesh.colours.dtype == np.uint8


def test_all_surfaces_of_a_tile_are_lit_by_one_measurement():
    """What is shared between surfaces is measured once, and each gets its own vertices back."""
    ground, sign = points([(0, 0, 0), (5, 0, 0)], UP), points([(5, 0, 0), (0, 0, 0), (9, 0, 0)], UP)
    asked: list[int] = []

    class Counting(RayMeter):
        def measure(self, scene, probes):
            asked.append(len(probes))
            return super().measure(scene, probes)

    scene = scene_of(wall_south(8), Daylight(), colour=WHITE)
    lit = light.bake({Surface.MATTER: ground, Surface.ART: sign}, scene, Counting())
    assert asked == [3]
    assert (lit[Surface.MATTER].colours[[1, 0]] == lit[Surface.ART].colours[:2]).all()
    assert (
        lit[Surface.MATTER].colours[0]
        == bake(ground, wall_south(8), Daylight(), surface=Surface.MATTER, colour=WHITE).colours[0]
    ).all()
