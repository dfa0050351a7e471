"""The places worth standing on: in the street, looking at stores, in nobody's wall."""

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, Point, Polygon

from district_builder.domain.frames import Point3
from district_builder.domain.places import View, WalkableArea
from district_builder.domain.plan import PlacedStreet
from district_builder.geometry.daylight import Daylight
from district_builder.stages.ground import lay_ground, outline
from district_builder.stages.items import Kind
from district_builder.stages.views import EYE_METRES, choose_views, first_lively_door, past_most_doors
from district_builder.stages.walkable import find_walkable
from tests.district_builder.small_district import Laid
from tests.district_builder.stages.settle_samples import box, plan_of, planned, street


@pytest.fixture(scope="module")
def walkable(laid: Laid) -> WalkableArea:
    return find_walkable(laid.ground, laid.items)


@pytest.fixture(scope="module")
def views(laid: Laid) -> dict[str, View]:
    return {view.name: view for view in choose_views(laid.street, laid.ground)}


def shape_of(area: WalkableArea) -> shapely.Geometry:
    return shapely.union_all([Polygon(ring, holes) for ring, holes in area.polygons])


def bare(*roads, houses=()) -> tuple[PlacedStreet, object]:
    plan = plan_of(houses, roads)
    return PlacedStreet(plan=plan, walls=(), placements=()), lay_ground(plan)


def test_views_have_names_of_their_own_and_korean_titles(views, laid: Laid):
    assert len(views) == len(choose_views(laid.street, laid.ground)) >= 6
    assert all(any("가" <= letter <= "힣" for letter in view.title_ko) for view in views.values())


def test_there_is_exactly_one_place_to_begin(views):
    assert [view.name for view in views.values() if view.is_spawn] == ["start"]


def test_eyes_are_at_eye_level_outdoors_and_in_no_wall(views, walkable, laid: Laid):
    for view in views.values():
        eye = Point(view.position_in_district[:2])
        if view.name != "above":
            assert view.position_in_district.z == EYE_METRES
            assert shape_of(walkable).distance(eye) < 1.0
        assert (
            all(outline(building).distance(eye) > 0.3 for building in laid.street.plan.buildings)
            or view.name == "above"
        )


def test_headings_are_compass_degrees(views):
    assert all(0 <= view.heading_degrees < 360 for view in views.values())
    assert all(-60 <= view.pitch_degrees <= 30 for view in views.values())


def ahead(view: View) -> np.ndarray:
    turn = np.radians(view.heading_degrees)
    return np.array([np.sin(turn), np.cos(turn)])


def test_from_the_start_one_looks_into_the_street(views):
    to_middle = np.array([5.0, 0.0]) - views["start"].position_in_district[:2]
    assert ahead(views["start"]) @ to_middle / np.linalg.norm(to_middle) > 0.9


def test_from_the_other_end_one_looks_back_at_stores(views, laid: Laid):
    """Most of the farther half's stores are in the picture, and some of both sides."""
    eye = np.array(views["end"].position_in_district[:2])
    assert ahead(views["end"]) @ ahead(views["start"]) < -0.7
    assert eye[0] > views["start"].position_in_district[0] + 40
    doors = [np.array(place.door_in_district) for place in laid.street.placements if place.street == "새벽로"]
    to_middle = np.mean(doors, axis=0) - eye
    assert ahead(views["end"]) @ to_middle / np.linalg.norm(to_middle) > 0.9
    seen = [door for door in doors if ahead(views["end"]) @ (door - eye) > 0.77 * np.linalg.norm(door - eye)]
    assert len(seen) > 0.5 * len(doors)
    assert {bool(door[1] > 0) for door in seen} == {True, False}


def test_the_other_end_is_past_the_liveliest_stretch_and_not_past_a_straggler():
    """Ten doors of both sides between 100 and 150 m, and one at 300 m."""
    doors = [(100.0 + 5 * k, k % 2 == 0, 1.0) for k in range(10)] + [(10.0, True, 1.0), (300.0, True, 1.0)]
    at, _ = past_most_doors(doors, 150.0, 320.0)
    assert 150 <= at <= 165


def test_the_street_begins_where_stores_stand_together_and_not_at_a_straggler():
    """One door at 10 m, upper tenants of one house at 200 m, and a row of fronts from 400 m on."""
    lonely = [(10.0, True, 1.0), *((200.0 + k, True, 0.3) for k in range(6))]
    row = [(400.0 + 5 * k, k % 2 == 0, 1.0) for k in range(10)]
    assert first_lively_door([*lonely, *row]) == 400.0


def test_a_street_of_stragglers_begins_with_the_first():
    assert first_lively_door([(10.0, True, 1.0), (300.0, False, 1.0)]) == 10.0


def test_one_stands_on_the_side_with_more_doors():
    doors = [(200.0 + k, k % 4 == 0, 1.0) for k in range(12)]
    assert past_most_doors(doors, 150.0, 300.0)[1] == -1.0
    assert past_most_doors([(metres, not left, weight) for metres, left, weight in doors], 150.0, 300.0)[1] == 1.0


def test_the_plaza_with_the_most_tenants_is_looked_at(views, laid: Laid):
    plaza = next(b for b in laid.street.plan.buildings if b.building_id == "plaza")
    centre = np.array(outline(plaza).centroid.coords[0])
    to_plaza = centre - views["plaza"].position_in_district[:2]
    assert ahead(views["plaza"]) @ to_plaza / np.linalg.norm(to_plaza) > 0.8
    sight = LineString([views["plaza"].position_in_district[:2], centre])
    others = [b for b in laid.street.plan.buildings if b.building_id != "plaza"]
    assert not any(outline(other).intersects(sight) for other in others)


def test_before_a_front_one_looks_at_it(views, laid: Laid):
    fronts = [place.frontage for place in laid.street.placements if place.frontage is not None]
    eye = np.array(views["front"].position_in_district[:2])
    middles = [(np.array(f.left_foot_in_district) + f.right_foot_in_district) / 2 for f in fronts]
    nearest = min(middles, key=lambda middle: np.linalg.norm(middle - eye))
    assert 3.0 < np.linalg.norm(nearest - eye) < 6.0
    assert ahead(views["front"]) @ (nearest - eye) / np.linalg.norm(nearest - eye) > 0.95


def test_the_front_that_one_looks_at_lies_in_the_sun_and_behind_no_post(views, laid: Laid):
    eye = views["front"].position_in_district[:2]
    sight = LineString([eye, np.array(eye) + ahead(views["front"]) * 4.5])
    posts = [item for item in laid.items if item.kind in (Kind.TREE, Kind.LAMP, Kind.POLE)]
    assert min(sight.distance(Point(item.x, item.y)) for item in posts) > 0.8
    assert ahead(views["front"]) @ Daylight().towards_sun[:2] < 0


def test_at_the_crossing_one_stands_on_the_pavement(views, laid: Laid):
    eye = Point(views["crossing"].position_in_district[:2])
    pavement = shapely.union_all([laid.ground.pavement, laid.ground.kerb])
    assert pavement.distance(eye) < 0.5
    assert 2 < laid.ground.crossings.distance(eye) < 15


def test_from_above_one_looks_down(views):
    assert views["above"].position_in_district.z > 20
    assert views["above"].pitch_degrees < -10


@pytest.mark.parametrize(
    ("roads", "houses"),
    [
        ([], [planned("h", box(0, 0, 10, 10))]),
        ([street("main", (0, 0), (80, 0))], []),
        ([street("p", (0, 0), (6, 0), kind="path", pavement=0.0)], [planned("h", box(20, 0, 10, 10))]),
    ],
    ids=["no roads", "no houses", "a short path"],
)
def test_even_the_emptiest_district_has_one_place_to_begin(roads, houses):
    found = choose_views(*bare(*roads, houses=houses))
    assert sum(view.is_spawn for view in found) == 1
    for view in found:
        assert isinstance(view.position_in_district, Point3)
        assert np.isfinite(view.position_in_district).all()
