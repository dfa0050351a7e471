"""Daylight falls as it does outdoors: from above, not through roofs, less beside walls, back from what it lights."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.geometry.day_rays import Matter, sky_on
from district_builder.geometry.daylight import Daylight
from district_builder.geometry.occluders import Occluders
from district_builder.geometry.raw_mesh import Shade
from tests.district_builder.geometry.lit_points import (
    BLACK,
    DOWN,
    OPEN,
    SKY,
    SOUTH,
    SUN,
    UP,
    WHITE,
    light_at,
    occluders_of,
    quad,
    roof,
    together,
    turned,
    wall_south,
)

NO_LEAVES = np.zeros(2, dtype=bool)


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


@settings(max_examples=30)
@given(heights=st.lists(st.floats(0.0, 60.0), min_size=2, max_size=6), distance=st.floats(0.3, 15))
def test_it_never_gets_brighter_as_the_wall_beside_a_point_grows(heights, distance):
    seen = [
        light_at((0, 0, 0), UP, turned(wall_south(height, distance=distance)), SKY)[0] for height in sorted(heights)
    ]
    assert all(after <= before for before, after in pairwise(seen))


def test_a_high_wall_beside_a_point_takes_nearly_half_its_sky():
    assert light_at((0, 0, 0), UP, turned(wall_south(90, distance=0.5)), SKY)[0] == pytest.approx(0.5, abs=0.1)


# What stands in the way of the sky shows its colour in the light that falls on it


def test_a_sunlit_wall_lights_what_is_beside_it_in_its_own_colour():
    """All that is seen is a high wall with the sun in its face: its colour times the sun's cosine comes back."""
    front = replace(SUN, sun_azimuth_degrees=0.0, sun_elevation_degrees=30.0)
    facing_it = light_at((0, 0, 40), SOUTH, turned(wall_south(110, distance=0.4)), front, colour=(0.5, 0.25, 0.0))
    cosine = np.cos(np.radians(30))
    assert facing_it == pytest.approx((0.5 * cosine, 0.25 * cosine, 0.0), abs=0.04)


def test_a_wall_in_the_shade_gives_back_what_it_has_of_the_sky():
    """The wall sees half of a white sky and nothing below: 1/2 of its colour comes back."""
    facing_it = light_at((0, 0, 40), SOUTH, turned(wall_south(110, distance=0.4)), SKY, colour=(0.8, 0.4, 0.0))
    assert facing_it == pytest.approx((0.4, 0.2, 0.0), abs=0.08)


def test_the_back_of_a_face_is_the_inside_of_something_and_dark():
    """The same wall, seen from within the house."""
    lit = Daylight(ground_bounce=BLACK)
    assert light_at((0, 0, 40), SOUTH, wall_south(110, distance=0.4), lit, colour=WHITE).max() < 0.02


def test_a_half_buried_place_has_the_light_of_its_seen_half():
    """To one side a box of which only top and far end are there: rays that way run within it and tell nothing."""
    top = quad((0, -90, 0.5), (9, -90, 0.5), (9, 90, 0.5), (0, 90, 0.5))
    end = quad((9, -90, -0.5), (9, 90, -0.5), (9, 90, 0.5), (9, -90, 0.5))
    box = together(top, end)
    assert light_at((0, 0, 0), UP, box, SKY)[0] == pytest.approx(light_at((0, 0, 0), UP, OPEN, SKY)[0], abs=0.1)
    assert light_at((0, 0, 0), UP, turned(box), SKY)[0] < 0.6  # an awning and its end, seen from below


def test_leaves_are_seen_from_both_sides():
    even = Daylight(sun_colour=BLACK, ground_bounce=BLACK, wall_bounce=BLACK, sky_colour=WHITE)
    card = Occluders(*wall_south(110, distance=0.4))
    for two_sided in (True, False):
        matter = Matter(occluders=card, colours=np.ones((2, 3)), two_sided=np.full(2, two_sided))
        lit = sky_on(np.array([(0, 0, 40.0)]), np.array([SOUTH]), matter, even)
        assert (lit.max() > 0.2) == two_sided


def test_a_black_wall_gives_nothing_back():
    sun_and_sky = Daylight(ground_bounce=BLACK, wall_bounce=WHITE)
    assert light_at((0, 0, 40), SOUTH, turned(wall_south(110, distance=0.4)), sun_and_sky).max() < 0.02


def test_where_the_sun_does_not_reach_the_wall_it_does_not_come_back():
    """The same wall with a roof over it, between it and the sun."""
    noon = replace(SUN, sun_azimuth_degrees=0.0, sun_elevation_degrees=60.0)
    wall = turned(wall_south(20, distance=1.0))
    lit = light_at((0, 0, 2), SOUTH, wall, noon, colour=WHITE)[0]
    covered = light_at((0, 0, 2), SOUTH, together(wall, roof(z=30.0)), noon, colour=WHITE)[0]
    assert lit > 0.2
    assert covered == 0.0


def test_where_the_second_bounce_begins_the_day_has_a_constant():
    """Under a wide roof over wide ground all that is seen is the roof, and from the roof only ground."""
    indoors = Daylight(sun_colour=BLACK, sky_colour=WHITE, ground_bounce=BLACK, wall_bounce=(0.5, 0.25, 0.125))
    room = together(roof(z=-0.1), turned(roof(z=3.0)))
    assert light_at((0, 0, 0), UP, room, indoors, colour=WHITE) == pytest.approx((0.5, 0.25, 0.125), abs=0.01)


@settings(max_examples=30)
@given(colour=st.floats(0.0, 1.0), height=st.floats(0.5, 40.0), distance=st.floats(0.3, 10.0))
def test_nothing_gives_back_more_than_falls_on_it(colour, height, distance):
    """With a sky of 1 all around, no place becomes brighter than that sky."""
    even = Daylight(sun_colour=BLACK, sky_colour=(0.89, 0.89, 0.89), ground_bounce=WHITE, wall_bounce=WHITE)
    wall = turned(wall_south(height, distance=distance))
    lit = light_at((0, 0, 0), UP, wall, even, colour=(colour,) * 3)
    assert lit.max() <= 1.0
    assert lit.min() > 0.4


def test_many_points_are_lit_as_each_by_itself():
    rng = np.random.default_rng(7)
    places = rng.uniform(-5, 5, (50, 3)) * [1, 0, 1] + [0, 1, 6]
    matter = Matter(occluders=occluders_of(turned(wall_south(9))), colours=np.full((2, 3), 0.5), two_sided=NO_LEAVES)
    ways = np.tile([0.0, -1.0, 0.0], (50, 1))
    together_lit = sky_on(places, ways, matter, Daylight())
    alone = np.concatenate([sky_on(places[k : k + 1], ways[:1], matter, Daylight()) for k in range(50)])
    assert together_lit == pytest.approx(alone, abs=1e-9)


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
    assert light_at((0, 0, 0), UP, wall, northern)[0] == pytest.approx(0.5)


def test_ground_known_to_lie_in_shadow_or_sun_is_not_asked_again():
    assert light_at((0, 0, 0), UP, OPEN, SUN, shade=Shade.SHADED).tolist() == [0, 0, 0]
    assert light_at((0, 0, 0), UP, roof(), SUN, shade=Shade.SUNLIT) == pytest.approx(WHITE, abs=0.01)


def test_a_surface_does_not_shade_itself():
    floor = roof(z=0.0)
    assert light_at((3, 4, 0), UP, floor, SUN) == pytest.approx(WHITE, abs=0.01)
    assert light_at((3, 4, 0), UP, floor, SKY)[0] > 0.9


def test_the_edge_of_a_shadow_is_as_soft_as_the_sun_is_wide():
    """30 m below a roof's edge the half-shadow of a sun of 0.53 degrees is 28 cm wide."""
    edge = quad((0, -50, 30), (50, -50, 30), (50, 50, 30), (0, 50, 30))
    lit = [light_at((x, 0, 0), UP, edge, SUN)[0] for x in np.linspace(-0.3, 0.3, 61)]
    between = [value for value in lit if 0.01 < value < 0.99]
    assert lit[0] == pytest.approx(1.0, abs=0.01)
    assert lit[-1] == 0.0
    assert all(after <= before for before, after in pairwise(lit))
    assert 0.1 <= len(between) * 0.01 <= 0.28


@settings(max_examples=20)
@given(x=st.floats(-8000, 8000), y=st.floats(-8000, 8000))
def test_light_is_as_good_far_from_the_anchor_as_near_it(x, y):
    """Embree counts in single precision: 8 km away that would be half a millimetre, were it not centred."""
    here = light_at((0, 0, 0), UP, roof(half=3.0), SKY)
    there = light_at((x, y, 0), UP, roof(half=3.0, at=(x, y)), SKY)
    assert there == pytest.approx(here, abs=0.03)
