"""Where feet may go."""

import pytest
import shapely
from shapely.geometry import LineString, Point, Polygon

from district_builder.domain.frames import Point2
from district_builder.domain.places import WalkableArea
from district_builder.domain.plan import PlacedStreet
from district_builder.stages.ground import lay_ground, outline
from district_builder.stages.items import FLAT, Kind
from district_builder.stages.walkable import find_walkable
from tests.district_builder.small_district import Laid
from tests.district_builder.stages.settle_samples import plan_of, street


@pytest.fixture(scope="module")
def walkable(laid: Laid) -> WalkableArea:
    return find_walkable(laid.ground, laid.items)


def shape_of(area: WalkableArea) -> shapely.Geometry:
    return shapely.union_all([Polygon(ring, holes) for ring, holes in area.polygons])


def bare(*roads, houses=()) -> tuple[PlacedStreet, object]:
    plan = plan_of(houses, roads)
    return PlacedStreet(plan=plan, walls=(), placements=()), lay_ground(plan)


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
    standing = [item for item in laid.items if item.kind not in FLAT]
    assert [item for item in standing if area.contains(Point(item.x, item.y))] == []


def test_one_walks_over_what_lies_in_the_ground(walkable, laid: Laid):
    """Tactile blocks are there to be walked on."""
    area = shape_of(walkable)
    blocks = [item for item in laid.items if item.kind is Kind.GUIDE]
    assert len(blocks) > 10
    assert sum(area.contains(Point(item.x, item.y)) for item in blocks) == len(blocks)


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
