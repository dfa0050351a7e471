"""Where feet may go, and the places worth standing on."""

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, Point, Polygon

from district_builder.domain.frames import Point2, Point3
from district_builder.domain.places import View, WalkableArea
from district_builder.domain.plan import PlacedStreet
from district_builder.stages.ground import lay_ground, outline
from district_builder.stages.walkable import EYE_METRES, choose_views, find_walkable
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


# Feet


def test_outer_rings_run_counter_clockwise_and_holes_clockwise(walkable):
    for ring, holes in walkable.polygons:
        assert shapely.LinearRing(ring).is_ccw
        assert not any(shapely.LinearRing(hole).is_ccw for hole in holes)


def test_polygons_are_valid_and_rings_do_not_repeat_their_first_point(walkable):
    for ring, holes in walkable.polygons:
        assert Polygon(ring, holes).is_valid
        assert all(isinstance(point, Point2) for point in ring)
        assert ring[0] != ring[-1]


def test_nobody_walks_through_houses(walkable, laid: Laid):
    area = shape_of(walkable)
    for building in laid.street.plan.buildings:
        assert area.intersection(outline(building).buffer(-0.1)).area < 0.05


def test_nobody_walks_through_furniture(walkable, laid: Laid):
    area = shape_of(walkable)
    assert [item for item in laid.items if area.contains(Point(item.x, item.y))] == []


def test_one_reaches_the_door_of_every_store_on_foot(walkable, laid: Laid):
    """All doors lie in one and the same polygon: nobody is locked out."""
    first = Polygon(*walkable.polygons[0])
    for place in laid.street.placements:
        assert first.distance(Point(place.door_in_district)) < 0.05


def test_the_largest_polygon_comes_first_and_crumbs_are_left_out(walkable):
    areas = [Polygon(*polygon).area for polygon in walkable.polygons]
    assert areas == sorted(areas, reverse=True)
    assert areas[-1] >= 20


def test_walking_ends_before_the_ground_does(walkable, laid: Laid):
    assert laid.ground.extent.buffer(-5).contains(shape_of(walkable))


def test_a_person_passes_between_the_furniture_and_the_walls(walkable, laid: Laid):
    """Along each street wall runs a lane of half a metre that nothing closes."""
    area = shape_of(walkable)
    for wall in laid.street.walls:
        line = LineString([wall.left_foot_in_district, wall.right_foot_in_district])
        lane = line.offset_curve(-0.9).buffer(0.25, cap_style="flat")
        assert lane.difference(area).area < 0.02 * lane.area


def test_walkable_ground_is_the_same_every_time(walkable, laid: Laid):
    assert find_walkable(laid.ground, laid.items) == walkable


def test_without_furniture_all_open_ground_is_walkable():
    _, ground = bare(street("main", (0, 0), (80, 0)))
    assert len(find_walkable(ground, ()).polygons) == 1


# Views


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


def test_from_both_ends_one_looks_into_the_street(views):
    middle = np.array([5.0, 0.0])
    for name in ("start", "end"):
        to_middle = middle - views[name].position_in_district[:2]
        assert ahead(views[name]) @ to_middle / np.linalg.norm(to_middle) > 0.9


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
