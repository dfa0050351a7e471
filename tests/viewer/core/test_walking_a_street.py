"""Feet in a street as a scene describes it: longitude and latitude, holes for buildings, a side alley, a yard apart."""

import itertools
import json
import math
import re
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from district_builder.domain.frames import Point2
from tests.viewer.small_street import ANCHOR, lonlat
from viewer.core.errors import ViewError
from viewer.core.nearby import heading_to, stores_nearby
from viewer.core.places import Places, read_places
from viewer.core.strides import Push, step_in_district
from viewer.core.views import parse_view, pose_before_store, start_pose
from viewer.core.walking import BODY_RADIUS_METRES, Ground, Pace

Corners = tuple[tuple[float, float], ...]
STREET: Corners = ((-60, -5), (60, -5), (60, 6), (6, 6), (5, 40), (1, 40), (0, 6), (-60, 6))  # with an alley north
KIOSK: Corners = ((-20, -1), (-20, 1), (-17, 1), (-17, -1))
TREE: Corners = tuple((20 + 0.3 * math.cos(a), 3 + 0.3 * math.sin(a)) for a in (0, -1.5, -3, -4.5))
YARD: Corners = ((70, 0), (80, 0), (80, 10), (70, 10))


def ring(corners: Corners) -> list[list[float]]:
    return [lonlat(*corner) for corner in (*corners, corners[0])]


def feature(kind: str, geometry: dict[str, Any], **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": {"kind": kind, **properties}}


def store(number: int, x: float, y: float, z: float, storey: int) -> dict[str, Any]:
    return feature(
        "store",
        {"type": "Point", "coordinates": [*lonlat(x, y), z]},
        store_id=f"s{number}",
        name=f"가게 {number}",
        storey=storey,
        door=lonlat(x, y),
        frontage=[lonlat(x - 3, y), lonlat(x + 3, y)] if y > 0 else [lonlat(x + 3, y), lonlat(x - 3, y)],
    )


FEATURES = [
    feature(
        "walkable",
        {"type": "MultiPolygon", "coordinates": [[ring(STREET), ring(KIOSK), ring(TREE)], [ring(YARD)]]},
    ),
    *(store(n, -50 + 10 * n, 6 if n % 2 else -5, 3.2 * (1 + n % 3), 1 + n % 3) for n in range(10)),
    feature(
        "view",
        {"type": "Point", "coordinates": [*lonlat(-55, 0), 1.6]},
        name="start",
        title="들머리",
        heading_degrees=90,
        is_spawn=True,
    ),
]
PLACES: Places = read_places(json.dumps({"type": "FeatureCollection", "features": FEATURES}).encode(), anchor=ANCHOR)
GROUND = Ground(PLACES.walkable)
POINTS = st.builds(Point2, st.floats(-62, 82), st.floats(-7, 42))
PUSHES = st.tuples(
    st.sampled_from([-1.0, 0.0, 1.0]),
    st.sampled_from([-1.0, 0.0, 1.0]),
    st.floats(0, 360),
    st.sampled_from(Pace),
    st.floats(0.0, 0.5),
)


def steps(feet: Point2, pushes: list[Any]) -> list[Point2]:
    way = [feet]
    for forward, right, heading, pace, seconds in pushes:
        push = Push(forward=forward, right=right)
        step = step_in_district(push, heading_degrees=heading, pace=pace, seconds=seconds)
        way.append(GROUND.walk(way[-1], step))
    return way


@given(start=POINTS, pushes=st.lists(PUSHES, max_size=30))
@settings(max_examples=150, deadline=None)
def test_whatever_keys_are_held_nobody_leaves_the_street(start: Point2, pushes: list[Any]) -> None:
    for feet in steps(GROUND.nearest_standing_place(start), pushes):
        assert GROUND.contains(feet)
        assert GROUND.clearance_metres(feet) >= BODY_RADIUS_METRES - 1e-4


@given(start=POINTS, pushes=st.lists(PUSHES, max_size=30))
@settings(max_examples=100, deadline=None)
def test_nobody_is_faster_than_his_pace(start: Point2, pushes: list[Any]) -> None:
    way = steps(GROUND.nearest_standing_place(start), pushes)
    for (here, there), (_, _, _, pace, seconds) in zip(itertools.pairwise(way), pushes, strict=True):
        assert math.dist(here, there) <= pace.value * min(seconds, 0.25) + BODY_RADIUS_METRES


@given(start=POINTS, pushes=st.lists(PUSHES, max_size=20))
@settings(max_examples=60, deadline=None)
def test_the_same_keys_lead_to_the_same_place(start: Point2, pushes: list[Any]) -> None:
    feet = GROUND.nearest_standing_place(start)
    assert steps(feet, pushes) == steps(feet, pushes)


@given(start=POINTS)
@settings(max_examples=60, deadline=None)
def test_one_can_always_turn_around_and_get_away(start: Point2) -> None:
    feet = GROUND.nearest_standing_place(start)
    reached = max(
        math.dist(feet, GROUND.walk(feet, Point2(math.cos(a), math.sin(a))))
        for a in (n * math.pi / 8 for n in range(16))
    )
    assert reached > 0.5


def test_the_whole_street_is_walked_from_end_to_end_past_kiosk_and_tree() -> None:
    feet = start_pose(PLACES, GROUND).feet_in_district
    for _ in range(3000):
        feet = GROUND.walk(feet, Point2(0.05, 0.004))  # leaning to the left a little, as people do
    assert feet.x > 59


def test_the_yard_across_the_wall_is_not_reached_on_foot() -> None:
    feet = GROUND.walk(Point2(50, 2), Point2(40, 0))
    assert feet.x < 60
    assert GROUND.contains(Point2(75, 5))


def test_the_alley_is_entered_and_its_end_is_its_end() -> None:
    feet = GROUND.walk(Point2(3, 3), Point2(0, 100))
    assert feet.y == pytest.approx(40 - BODY_RADIUS_METRES, abs=0.05)


@pytest.mark.parametrize("number", range(10))
def test_before_every_store_one_stands_in_the_street_and_faces_it(number: int) -> None:
    found = PLACES.store_by_id[f"s{number}"]
    pose = parse_view(f"#s{number}", PLACES, GROUND)
    assert pose == pose_before_store(found, PLACES, GROUND)
    assert GROUND.contains(pose.feet_in_district)
    turn = (heading_to(found, pose.feet_in_district) - pose.heading_degrees + 180) % 360 - 180
    assert abs(turn) < 45
    assert (pose.pitch_degrees > 20) == (found.storey > 1)


def test_upper_storeys_are_looked_at_from_farther_away() -> None:
    away = {
        n: math.dist(
            parse_view(f"#s{n}", PLACES, GROUND).feet_in_district, PLACES.store_by_id[f"s{n}"].door_in_district
        )
        for n in (0, 2)
    }
    assert away[2] > away[0]


def test_stores_nearby_are_those_within_thirty_metres() -> None:
    feet = Point2(-50, 0)
    ids = {found.store_id for found in stores_nearby(PLACES, feet)}
    assert ids == {
        s.store_id for s in PLACES.stores if math.dist((s.anchor_in_district.x, s.anchor_in_district.y), feet) <= 30
    }
    assert 2 <= len(ids) < 10


NUMBERS = st.floats(-900, 900).map(lambda number: round(number, 2))


@given(east=NUMBERS, north=NUMBERS, height=st.floats(0, 30), heading=st.floats(-720, 720), pitch=st.floats(-200, 200))
def test_five_numbers_are_a_pose_with_a_heading_round_the_clock(
    east: float, north: float, height: float, heading: float, pitch: float
) -> None:
    pose = parse_view(f"{east:.2f},{north:.2f},{height:.6f},{heading:.6f},{pitch:.6f}", PLACES, GROUND)
    assert (pose.east, pose.north) == (east, north)
    assert pose.height == pytest.approx(height, abs=1e-5)
    assert 0 <= pose.heading_degrees <= 360
    assert (pose.heading_degrees - heading + 180) % 360 - 180 == pytest.approx(0, abs=1e-4)
    assert -80 <= pose.pitch_degrees <= 80


@given(east=st.floats(-500, 500), north=st.floats(-500, 500), heading=st.floats(0, 359))
def test_a_place_on_earth_and_the_same_place_in_metres_are_one_view(east: float, north: float, heading: float) -> None:
    lon, lat = lonlat(east, north)
    pose = parse_view(f"{lon:.9f},{lat:.9f},{heading:.3f}", PLACES, GROUND)
    assert (pose.east, pose.north) == pytest.approx((east, north), abs=1e-3)


@given(text=st.text(max_size=40))
@settings(max_examples=200)
def test_any_text_that_names_no_place_is_refused_with_how_to_write_one(text: str) -> None:
    assume(not re.search(r"\d.*,.*\d", text))  # three numbers name a place
    assume(text.strip().removeprefix("#at=").removeprefix("#") not in {"start", "들머리", *PLACES.store_by_id})
    with pytest.raises(ViewError, match=r"Write east,north,heading"):
        parse_view(text, PLACES, GROUND)


@pytest.mark.parametrize("text", ["start", "들머리", "  start ", "#at=start"])
def test_a_named_view_is_found_by_name_and_title(text: str) -> None:
    assert parse_view(text, PLACES, GROUND) == start_pose(PLACES, GROUND)
