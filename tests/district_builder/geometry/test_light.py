"""Light falls as it does outdoors: from above, not through roofs, less beside walls."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.geometry import light
from district_builder.geometry.daylight import Daylight
from district_builder.geometry.glow import Glow
from district_builder.geometry.lamplight import Patches
from district_builder.geometry.light import Surroundings
from district_builder.geometry.mesh import Mesh, Surface
from district_builder.geometry.occluders import RAYS_AT_ONCE, Occluders
from district_builder.geometry.raw_mesh import RawMesh, Shade

BLACK, WHITE = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)
SKY = Daylight(sun_colour=BLACK, sky_colour=WHITE, ground_bounce=BLACK, wall_bounce=BLACK)
SUN = Daylight(sun_colour=WHITE, sky_colour=BLACK, ground_bounce=BLACK, wall_bounce=BLACK, sun_elevation_degrees=90.0)
OPEN = Occluders(np.zeros((0, 3)), np.zeros((0, 3), dtype=int))
UP, DOWN, SOUTH = (0.0, 0.0, 1.0), (0.0, 0.0, -1.0), (0.0, -1.0, 0.0)
DIM = 0.5  # keeps what is measured below the shoulder


def bake(raw: RawMesh, occluders: Occluders, daylight: Daylight, *, surface=Surface.GLASS, glow=None) -> Mesh:
    around = Surroundings(occluders=occluders, daylight=daylight, glow=glow or Glow.none(8))
    return light.bake(raw, surface, around)


def quad(a, b, c, d) -> tuple[np.ndarray, np.ndarray]:
    return np.array([a, b, c, d], dtype=float), np.array([[0, 1, 2], [0, 2, 3]])


def roof(*, half: float = 100.0, z: float = 3.0, at: tuple[float, float] = (0.0, 0.0)) -> Occluders:
    (x, y), h = at, half
    return Occluders(*quad((x - h, y - h, z), (x + h, y - h, z), (x + h, y + h, z), (x - h, y + h, z)))


def wall_south(height: float, *, distance: float = 2.0) -> Occluders:
    y = -distance
    return Occluders(*quad((-80, y, -1), (80, y, -1), (80, y, height), (-80, y, height)))


def points(places, normals, *, shade=Shade.EACH_VERTEX, tint=(DIM, DIM, DIM, 1.0)) -> RawMesh:
    places = np.array(places, dtype=float)
    count = len(places)
    return RawMesh(
        positions=places,
        normals=np.broadcast_to(np.array(normals, dtype=float), (count, 3)),
        probes=places,
        uvs=np.zeros((count, 2)),
        tints=np.broadcast_to(np.array(tint, dtype=float), (count, 4)),
        glows=np.zeros((count, 3)),
        night_alphas=np.full(count, tint[3]),
        shades=np.full(count, shade, dtype=np.int32),
        features=np.zeros(count, dtype=np.int32),
        triangles=np.zeros((1, 3), dtype=np.int64),
    )


def light_at(place, normal, occluders, daylight, shade=Shade.EACH_VERTEX) -> np.ndarray:
    """Linear RGB that falls on one point, to one step of a byte."""
    return bake(points([place], normal, shade=shade), occluders, daylight).colours[0, :3] / 255 / DIM


# The sky


def test_an_open_plate_sees_the_whole_sky():
    assert light_at((0, 0, 0), UP, OPEN, SKY) == pytest.approx(WHITE, abs=0.1)


def test_a_wall_sees_half_the_sky_that_a_plate_sees():
    plate, wall = light_at((0, 0, 0), UP, OPEN, SKY)[0], light_at((0, 0, 0), SOUTH, OPEN, SKY)[0]
    assert wall == pytest.approx(plate / 2, rel=0.15)


def test_what_faces_down_sees_the_ground_and_no_sky():
    assert light_at((0, 0, 5), DOWN, OPEN, SKY).tolist() == [0, 0, 0]
    bounced = Daylight(sun_colour=BLACK, sky_colour=BLACK, ground_bounce=(0.4, 0.3, 0.2), wall_bounce=BLACK)
    assert light_at((0, 0, 5), DOWN, OPEN, bounced) == pytest.approx((0.4, 0.3, 0.2), abs=0.01)


def test_under_a_wide_roof_there_is_no_sky():
    assert light_at((0, 0, 0), UP, roof(), SKY).tolist() == [0, 0, 0]


def test_what_hides_the_sky_gives_its_own_colour_back():
    indoors = Daylight(sun_colour=BLACK, sky_colour=WHITE, ground_bounce=BLACK, wall_bounce=(0.5, 0.25, 0.125))
    assert light_at((0, 0, 0), UP, roof(), indoors) == pytest.approx((0.5, 0.25, 0.125), abs=0.01)


@settings(max_examples=30)
@given(heights=st.lists(st.floats(0.0, 60.0), min_size=2, max_size=6), distance=st.floats(0.3, 15))
def test_it_never_gets_brighter_as_the_wall_beside_a_point_grows(heights, distance):
    seen = [light_at((0, 0, 0), UP, wall_south(height, distance=distance), SKY)[0] for height in sorted(heights)]
    assert all(after <= before for before, after in pairwise(seen))


def test_a_high_wall_beside_a_point_takes_nearly_half_its_sky():
    assert light_at((0, 0, 0), UP, wall_south(90, distance=0.5), SKY)[0] == pytest.approx(0.5, abs=0.1)


# The sun


def test_the_sun_falls_on_an_open_plate_in_full_and_on_a_slope_by_its_cosine():
    assert light_at((0, 0, 0), UP, OPEN, SUN) == pytest.approx(WHITE, abs=0.01)
    slope = (0.0, -np.sin(np.radians(60)), np.cos(np.radians(60)))
    assert light_at((0, 0, 0), slope, OPEN, SUN) == pytest.approx((0.5, 0.5, 0.5), abs=0.01)


def test_the_sun_does_not_shine_through_a_roof():
    assert light_at((0, 0, 0), UP, roof(), SUN).tolist() == [0, 0, 0]


def test_the_sun_does_not_light_what_faces_away_from_it():
    assert light_at((0, 0, 0), DOWN, OPEN, SUN).tolist() == [0, 0, 0]


@given(azimuth=st.floats(0, 360), elevation=st.floats(1, 89))
def test_the_sun_stands_where_its_angles_say(azimuth, elevation):
    x, y, z = Daylight(sun_azimuth_degrees=azimuth, sun_elevation_degrees=elevation).towards_sun
    assert np.hypot(np.hypot(x, y), z) == pytest.approx(1.0)
    assert np.degrees(np.arcsin(z)) == pytest.approx(elevation)
    assert np.cos(np.arctan2(x, y) - np.radians(azimuth)) == pytest.approx(1.0)  # clockwise from north


def test_a_morning_sun_lights_the_east_wall_and_an_evening_sun_the_west_wall():
    morning = Daylight(sun_azimuth_degrees=90, sun_elevation_degrees=20, sun_colour=WHITE, sky_colour=BLACK)
    east, west = (1.0, 0.0, 0.0), (-1.0, 0.0, 0.0)
    assert light_at((0, 0, 1), east, OPEN, morning)[0] > light_at((0, 0, 1), west, OPEN, morning)[0] + 0.5


def test_a_shadow_falls_away_from_the_sun():
    """A wall south of the point hides a southern sun, not a northern one."""
    wall = wall_south(10)
    southern = Daylight(sun_azimuth_degrees=180, sun_elevation_degrees=30, sun_colour=WHITE, sky_colour=BLACK)
    northern = Daylight(sun_azimuth_degrees=0, sun_elevation_degrees=30, sun_colour=WHITE, sky_colour=BLACK)
    assert light_at((0, 0, 0), UP, wall, southern)[0] < 0.3
    assert light_at((0, 0, 0), UP, wall, northern)[0] > 0.5


def test_ground_known_to_lie_in_shadow_or_sun_is_not_asked_again():
    assert light_at((0, 0, 0), UP, OPEN, SUN, shade=Shade.SHADED).tolist() == [0, 0, 0]
    assert light_at((0, 0, 0), UP, roof(), SUN, shade=Shade.SUNLIT) == pytest.approx(WHITE, abs=0.01)


def test_a_surface_does_not_shade_itself():
    floor = roof(z=0.0)
    assert light_at((3, 4, 0), UP, floor, SUN) == pytest.approx(WHITE, abs=0.01)
    assert light_at((3, 4, 0), UP, floor, SKY)[0] > 0.9


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


def of_feature(raw: RawMesh, feature: int, *, glows=BLACK) -> RawMesh:
    count = len(raw.positions)
    changed = {"features": np.full(count, feature), "glows": np.broadcast_to(np.array(glows, float), (count, 3))}
    return RawMesh(**{name: getattr(raw, name) for name in RawMesh.__slots__} | changed)


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
    lit = night(of_feature(points([(0, 0, 0)], UP), STORE), lights(of_stores={STORE: LAMP}.items()))[0]
    assert lit[0] > 0
    assert lit[3] == 1


def test_a_store_lights_its_own_front_and_no_other():
    for other in (0, NEIGHBOUR):
        raw = of_feature(points([(0, 0, 0)], UP), other)
        assert night(raw, lights(of_stores={STORE: LAMP}.items())).max() == 0


def test_beside_a_street_lamp_a_closed_store_is_not_black():
    raw = of_feature(points([(0, 0, 0)], UP), STORE)
    both = night(raw, lights(lamps=LAMP, of_stores={STORE: LAMP}.items()))[0]
    assert both[3] == pytest.approx(0.5, abs=0.01)


def test_what_glows_shows_its_own_light_day_and_night():
    sign = points([(0, 0, 0)], UP, shade=Shade.GLOWING)
    glowing_sign = night(of_feature(sign, STORE, glows=(0.5, 0.25, 0.0)), lights())[0]
    assert glowing_sign == pytest.approx([0.5, 0.25, 0.0, 1.0], abs=0.01)


def test_a_glow_of_the_street_stays_when_stores_close():
    assert night(of_feature(points([(0, 0, 0)], UP), 0, glows=(0.5, 0.5, 0.5)), lights())[0, 3] == 0


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


@settings(max_examples=20)
@given(x=st.floats(-8000, 8000), y=st.floats(-8000, 8000))
def test_light_is_as_good_far_from_the_anchor_as_near_it(x, y):
    """Embree counts in single precision: 8 km away that would be half a millimetre, were it not centred."""
    here = light_at((0, 0, 0), UP, roof(half=3.0), SKY)
    there = light_at((x, y, 0), UP, roof(half=3.0, at=(x, y)), SKY)
    assert there == pytest.approx(here, abs=0.03)


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


# Rays


def test_a_ray_is_hidden_only_by_what_lies_ahead_and_near():
    occluders = roof(z=10.0)
    origins = np.zeros((3, 3))
    origins[2, 2] = 20.0
    directions = np.array([[0, 0, 1.0], [0, 0, -1.0], [0, 0, 1.0]])
    assert occluders.hide(origins, directions).tolist() == [True, False, False]
    assert occluders.hide(origins[:1], directions[:1], within_metres=9.0).tolist() == [False]


def test_without_anything_in_the_way_no_ray_is_hidden():
    assert OPEN.hide(np.zeros((4, 3)), np.ones((4, 3))).tolist() == [False] * 4
    assert roof().hide(np.zeros((0, 3)), np.zeros((0, 3))).tolist() == []


def test_more_rays_than_one_batch_get_their_own_answers():
    count = RAYS_AT_ONCE + 3
    origins = np.zeros((count, 3))
    directions = np.zeros((count, 3))
    directions[:, 2] = np.where(np.arange(count) % 2, 1.0, -1.0)
    assert (roof(z=5.0).hide(origins, directions) == (np.arange(count) % 2 == 1)).all()
