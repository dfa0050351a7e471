"""What one points at is what one gets."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.domain.frames import Point3
from tests.viewer.glb_writer import Quads, write_glb
from viewer.core.glb import read_tile
from viewer.core.picking import PickScene, direction_through, pick_mesh
from viewer.core.pose import Pose
from viewer.core.tile_choice import Lens

LENS = Lens(width_pixels=1600, height_pixels=900)


def street() -> PickScene:
    """Two stores side by side at y = 10, a furniture post in front of the left one at y = 5, and the ground."""
    ground = Quads(name="matter").add((-20, -20, 0), (20, -20, 0), (20, 20, 0), (-20, 20, 0), feature=0)
    walls = Quads(name="art")
    walls.add_wall((-6, 10), (0, 10), top=4, feature=1).add_wall((0, 10), (6, 10), top=4, feature=2)
    walls.add_wall((-3.2, 5), (-2.8, 5), top=4, feature=3)
    kinds = ("ground", "store", "store", "furniture")
    data = write_glb([ground, walls], store_ids=("", "left", "right", ""), kinds=kinds)
    return PickScene([pick_mesh(read_tile(data, name="t.glb").chunk)])


EYE = Point3(0.0, 0.0, 1.6)


def towards(x: float, y: float, z: float) -> Point3:
    away = np.array([x, y, z]) - np.array(EYE)
    return Point3(*(away / np.linalg.norm(away)).tolist())


def test_a_ray_meets_the_store_it_points_at_and_says_how_far_it_is() -> None:
    hit = street().cast(EYE, towards(3, 10, 2))
    assert hit is not None
    assert (hit.store_id, hit.kind) == ("right", "store")
    assert hit.distance_metres == pytest.approx(math.dist(EYE, (3, 10, 2)), abs=1e-3)


def test_what_stands_in_front_hides_the_store() -> None:
    hit = street().cast(EYE, towards(-3, 5, 2))
    assert hit is not None
    assert (hit.store_id, hit.kind) == ("", "furniture")


@given(x=st.floats(-5.9, 5.9), z=st.floats(0.1, 3.9))
@settings(max_examples=60, deadline=None)
def test_a_click_goes_past_what_is_nobodys_to_the_store_behind(x: float, z: float) -> None:
    hit = street().cast_past_props(EYE, towards(x, 10, z))
    assert hit is not None
    assert abs(x) < 1e-3 or hit.store_id == ("left" if x < 0 else "right")


def thing_before_a_store(kind: str, store_id: str) -> PickScene:
    """A store at y = 10 and at y = 5 a thing as wide."""
    quads = Quads(name="art").add_wall((-6, 10), (6, 10), top=4, feature=1).add_wall((-6, 5), (6, 5), top=4, feature=2)
    data = write_glb([quads], store_ids=("", "behind", store_id), kinds=("ground", "store", kind))
    return PickScene([pick_mesh(read_tile(data, name="t.glb").chunk)])


@pytest.mark.parametrize(
    ("kind", "owner", "picked"),
    [
        ("furniture", "", "behind"),  # a tree
        ("furniture", "cafe", "cafe"),  # a store's board on the pavement
        ("building", "", ""),  # a house
        ("ground", "", ""),
    ],
)
def test_only_what_stands_on_the_street_and_is_nobodys_is_looked_past(kind: str, owner: str, picked: str) -> None:
    hit = thing_before_a_store(kind, owner).cast_past_props(EYE, towards(1, 10, 1.6))
    assert hit is not None
    assert hit.store_id == picked
    assert (
        thing_before_a_store(kind, owner).store_looked_at(Pose(east=0, north=0, height=1.6, heading_degrees=0))
        == picked
    )


def test_the_ground_is_no_store() -> None:
    hit = street().cast(EYE, towards(1, 3, 0))
    assert hit is not None
    assert hit.kind == "ground"


def test_the_sky_is_nothing() -> None:
    assert street().cast(EYE, towards(0, 5, 30)) is None


def test_beyond_the_reach_there_is_nothing() -> None:
    assert street().cast(EYE, towards(3, 10, 2), within_metres=8.0) is None


def test_an_empty_street_has_nothing_to_pick() -> None:
    assert PickScene(()).cast(EYE, towards(0, 1, 1.6)) is None


@given(x=st.floats(-5.9, 5.9), z=st.floats(0.1, 3.9))
@settings(max_examples=60, deadline=None)
def test_every_point_of_a_front_picks_its_own_store_or_what_hides_it(x: float, z: float) -> None:
    hit = street().cast(EYE, towards(x, 10, z))
    assert hit is not None
    assert hit.kind == "furniture" or abs(x) < 1e-3 or hit.store_id == ("left" if x < 0 else "right")


def test_the_store_in_the_middle_of_the_view_is_the_one_looked_at() -> None:
    pose = Pose(east=0.0, north=0.0, height=1.6, heading_degrees=15.0)
    assert street().store_looked_at(pose) == "right"


def test_a_glance_past_the_edge_of_a_store_still_finds_it() -> None:
    just_past = math.degrees(math.atan2(6.0, 10.0)) + 1.5
    scene = street()
    assert scene.store_looked_at(Pose(east=0.0, north=0.0, height=1.6, heading_degrees=just_past)) == "right"
    assert scene.store_looked_at(Pose(east=0.0, north=0.0, height=1.6, heading_degrees=just_past + 6)) == ""


@given(heading=st.floats(0, 360), pitch=st.floats(-70, 70))
def test_the_middle_pixel_looks_forward(heading: float, pitch: float) -> None:
    pose = Pose(east=0, north=0, height=0, heading_degrees=heading, pitch_degrees=pitch)
    assert direction_through(pose, LENS, x_pixels=800, y_pixels=450) == pytest.approx(pose.forward_in_district)


def test_the_top_of_the_picture_is_half_the_field_of_view_up() -> None:
    pose = Pose(east=0, north=0, height=0, heading_degrees=90)
    x, y, z = direction_through(pose, LENS, x_pixels=800, y_pixels=0)
    assert math.degrees(math.asin(z)) == pytest.approx(25.0)
    assert (x > 0.9, abs(y) < 1e-9) == (True, True)


def test_the_right_of_the_picture_is_clockwise() -> None:
    pose = Pose(east=0, north=0, height=0, heading_degrees=0)
    assert direction_through(pose, LENS, x_pixels=1600, y_pixels=450).x > 0.5
