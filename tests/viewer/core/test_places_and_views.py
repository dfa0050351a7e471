"""Places of a scene, and the texts that name them."""

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.domain.frames import Point2
from tests.viewer.small_street import ANCHOR, lonlat
from viewer.core.errors import SceneError, ViewError
from viewer.core.nearby import facing, next_store, stores_nearby
from viewer.core.places import Places, read_places
from viewer.core.pose import Pose, heading_degrees_towards
from viewer.core.scene_facts import read_scene_facts
from viewer.core.views import parse_view, pose_before_store, start_pose
from viewer.core.walking import Ground


@pytest.fixture(scope="module")
def places(street_folder: Path) -> Places:
    return read_places((street_folder / "places.geojson").read_bytes(), anchor=ANCHOR)


@pytest.fixture(scope="module")
def ground(places: Places) -> Ground:
    return Ground(places.walkable)


def test_a_store_comes_back_in_metres_of_the_district(places: Places) -> None:
    store = places.store_by_id["s2"]
    assert store.anchor_in_district == pytest.approx((20.0, -0.1, 3.5), abs=1e-6)
    assert store.frontage is not None
    assert store.frontage[0] == pytest.approx((16, 0), abs=1e-6)
    assert (store.name, store.unit, store.storey, store.is_illustration) == ("3번 가게", "102호", 1, True)


def test_outlines_roads_views_and_ground_are_there(places: Places) -> None:
    assert len(places.building_by_id["b0"].outline) == 4
    assert places.roads[0].points[1] == pytest.approx((64, -3), abs=1e-6)
    assert places.spawn is not None
    assert places.spawn.title_ko == "들머리"
    assert Ground(places.walkable).contains(Point2(5, -3))


def features(*found: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(found)}).encode()


def test_a_kind_from_the_future_is_passed_over() -> None:
    bench = {"properties": {"kind": "bench"}, "geometry": {"type": "Point", "coordinates": [0, 0]}}
    assert read_places(features(bench), anchor=ANCHOR).stores == ()


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{", features({}), features({"properties": {"kind": "store"}, "geometry": None}), features(7)],
)
def test_what_is_no_place_is_refused_with_the_files_name(data: bytes) -> None:
    with pytest.raises(SceneError, match=r"^places\.geojson: "):
        read_places(data, anchor=ANCHOR)


def test_scene_facts_are_read_and_another_format_is_refused(street_folder: Path) -> None:
    facts = read_scene_facts((street_folder / "scene.json").read_bytes())
    assert (facts.slug, facts.anchor, facts.sun_elevation_degrees) == ("test", ANCHOR, 40.0)
    with pytest.raises(SceneError, match=r"^scene\.json: its format is 'golmok-scene-9'"):
        read_scene_facts(b'{"format": "golmok-scene-9"}')


@pytest.mark.parametrize("data", [b"", b"3", b'{"format": "golmok-scene-1"}'])
def test_scene_facts_that_lack_something_are_refused(data: bytes) -> None:
    with pytest.raises(SceneError, match=r"^scene\.json: "):
        read_scene_facts(data)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12,-3,90", Pose(east=12, north=-3, height=1.6, heading_degrees=90)),
        (" 12.5, -3 ,450", Pose(east=12.5, north=-3, height=1.6, heading_degrees=90)),
        ("12,-3,42,90", Pose(east=12, north=-3, height=42, heading_degrees=90)),
        ("12,-3,42,90,-30", Pose(east=12, north=-3, height=42, heading_degrees=90, pitch_degrees=-30)),
        ("#at=12,-3,90", Pose(east=12, north=-3, height=1.6, heading_degrees=90)),
        ("126.97,37.38,90", Pose(east=126.97, north=37.38, height=1.6, heading_degrees=90)),
        ("start", Pose(east=2, north=-3, height=1.6, heading_degrees=60)),
        ("들머리", Pose(east=2, north=-3, height=1.6, heading_degrees=60)),
    ],
)
def test_a_view_is_metres_or_a_name(text: str, expected: Pose, places: Places, ground: Ground) -> None:
    pose = parse_view(text, places, ground)
    numbers = (pose.east, pose.north, pose.height, pose.heading_degrees, pose.pitch_degrees)
    assert numbers == pytest.approx(
        (expected.east, expected.north, expected.height, expected.heading_degrees, expected.pitch_degrees), abs=1e-5
    )


def test_degrees_with_four_decimals_near_the_anchor_are_longitude_and_latitude(places: Places, ground: Ground) -> None:
    lon, lat = lonlat(30, -2)
    pose = parse_view(f"{lon:.9f},{lat:.9f},270", places, ground)
    assert (pose.east, pose.north) == pytest.approx((30, -2), abs=1e-3)


@pytest.mark.parametrize("text", ["", "1,2", "1,2,3,4,5,6", "a,b,c", "nan,0,0", "1,inf,3", "#nobody", "nowhere"])
def test_a_text_that_names_nothing_is_answered_with_what_could_be_written(
    text: str, places: Places, ground: Ground
) -> None:
    with pytest.raises(ViewError, match="store-id"):
        parse_view(text, places, ground)


@pytest.mark.parametrize("text", ["#s3", "s3"])
def test_before_a_store_one_stands_on_the_pavement_and_looks_at_it(text: str, places: Places, ground: Ground) -> None:
    pose = parse_view(text, places, ground)
    assert ground.contains(pose.feet_in_district)
    assert pose.east == pytest.approx(28, abs=0.2)
    assert 4.0 <= -pose.north <= 6.0
    assert pose.heading_degrees == pytest.approx(0.0, abs=1.0) or pose.heading_degrees == pytest.approx(360, abs=1.0)


def test_before_an_upper_storey_one_steps_back_and_looks_up(places: Places) -> None:
    import dataclasses

    upper = dataclasses.replace(places.stores[0], storey=3, anchor_in_district=places.stores[0].anchor_in_district)
    upper = dataclasses.replace(upper, anchor_in_district=upper.anchor_in_district._replace(z=9.0))
    free = Ground(type(places.walkable)(polygons=()))
    pose = pose_before_store(upper, places, free)
    assert -pose.north == pytest.approx(9.9, abs=0.01)
    assert pose.pitch_degrees > 30


def test_without_a_front_one_stands_on_the_side_of_the_door(places: Places, ground: Ground) -> None:
    import dataclasses

    inside = dataclasses.replace(places.stores[2], frontage=None)
    assert pose_before_store(inside, places, ground).north < -3


def test_a_walk_begins_at_the_spawn_else_before_a_store_else_at_the_anchor(places: Places, ground: Ground) -> None:
    import dataclasses

    assert start_pose(places, ground).east == pytest.approx(2)
    homeless = dataclasses.replace(places, views=())
    assert start_pose(homeless, ground).east == pytest.approx(4, abs=0.5)
    empty = dataclasses.replace(places, views=(), stores=())
    assert start_pose(empty, ground) == Pose(east=0, north=0, height=1.6, heading_degrees=0)


@given(st.floats(-50, 50), st.floats(-50, 50))
def test_a_heading_is_clockwise_from_north(east: float, north: float) -> None:
    heading = math.radians(heading_degrees_towards(Point2(0, 0), Point2(east, north)))
    length = math.hypot(east, north)
    assert (math.sin(heading) * length, math.cos(heading) * length) == pytest.approx((east, north), abs=1e-6)


def test_looking_up_stops_short_of_the_zenith() -> None:
    pose = Pose(east=0, north=0, height=0, heading_degrees=350).turned(right_degrees=20, up_degrees=500)
    assert (pose.heading_degrees, pose.pitch_degrees) == pytest.approx((10, 80))


def test_tab_goes_around_the_stores_nearby_clockwise_and_comes_back(places: Places) -> None:
    pose = Pose(east=32, north=-3, height=1.6, heading_degrees=0)
    near = stores_nearby(places, pose.feet_in_district)
    assert {store.store_id for store in near} == {f"s{n}" for n in range(1, 7)} | {"s0", "s7"}
    first = next_store(near, after="", pose=pose, step=1)
    assert first is not None
    assert first.store_id in ("s3", "s4")
    seen, store = [], first
    for _ in near:
        seen.append(store.store_id)
        following = next_store(near, after=store.store_id, pose=pose, step=1)
        assert following is not None
        store = following
    assert sorted(seen) == sorted(s.store_id for s in near)
    assert store == first
    assert next_store((), after="", pose=pose, step=1) is None


def test_facing_a_store_puts_its_sign_in_the_middle_of_the_view(places: Places) -> None:
    pose = facing(Pose(east=20, north=-4, height=1.6, heading_degrees=200), places.store_by_id["s2"])
    x, y, z = pose.forward_in_district
    away = 3.9 / y
    assert (20 + x * away, 1.6 + z * away) == pytest.approx((20, 3.5), abs=1e-3)
