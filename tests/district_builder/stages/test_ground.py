"""Ground: every square metre of a district is exactly one thing."""

from itertools import combinations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, Polygon

from district_builder.domain.layout import RoadKind
from district_builder.stages.cells import GROUND_KINDS
from district_builder.stages.crossings import STRIPE_METRES
from district_builder.stages.ground import (
    KERB_METRES,
    MARGIN_METRES,
    Ground,
    RoadDirections,
    cast_shadow,
    lay_ground,
    outline,
)
from tests.district_builder.small_district import Laid
from tests.district_builder.stages.settle_samples import box, plan_of, planned, street, turned

SLIVERS = 0.5  # square metres that rounding to millimetres may lose along kilometres of edges


def areas(ground: Ground) -> dict[str, shapely.Geometry]:
    return {kind: getattr(ground, kind) for kind in GROUND_KINDS}


def crossroads(*, degrees: float = 90.0, width: float = 9.0, house: bool = True) -> Ground:
    turn = np.radians(degrees)
    other = street(
        "other",
        (20 - 60 * np.cos(turn), -60 * np.sin(turn)),
        (20 + 60 * np.cos(turn), 60 * np.sin(turn)),
        carriageway=6.0,
    )
    houses = [planned("h", box(-40, 10, 12, 12))] if house else []
    return lay_ground(plan_of(houses, [street("main", (-80, 0), (120, 0), carriageway=width), other]))


@pytest.fixture(scope="module")
def cross() -> Ground:
    return crossroads()


@pytest.mark.parametrize(("one", "other"), list(combinations(GROUND_KINDS, 2)))
def test_two_kinds_of_ground_never_overlap(one, other, laid: Laid, cross):
    for ground in (laid.ground, cross):
        assert getattr(ground, one).intersection(getattr(ground, other)).area < 0.01


def test_ground_and_houses_cover_the_extent(laid: Laid):
    houses = shapely.union_all([outline(building) for building in laid.street.plan.buildings])
    whole = shapely.union_all([houses, *areas(laid.ground).values()])
    assert laid.ground.extent.difference(whole).area < SLIVERS
    assert whole.difference(laid.ground.extent).area < SLIVERS


@settings(deadline=None, max_examples=12)
@given(degrees=st.integers(30, 150), width=st.integers(5, 14))
def test_roads_that_cross_at_any_angle_leave_no_hole_and_no_overlap(degrees, width):
    ground = crossroads(degrees=degrees, width=width)
    parts = list(areas(ground).values())
    house = box(-40, 10, 12, 12)
    assert sum(part.area for part in parts) == pytest.approx(ground.extent.area - Polygon(house).area, abs=SLIVERS)
    assert shapely.union_all(parts).area == pytest.approx(sum(part.area for part in parts), abs=SLIVERS)


@pytest.mark.parametrize("kind", GROUND_KINDS)
def test_no_ground_lies_under_a_house(kind, laid: Laid):
    for building in laid.street.plan.buildings:
        assert getattr(laid.ground, kind).intersection(outline(building)).area < 0.01


def test_the_extent_reaches_beyond_everything_by_its_margin(laid: Laid):
    for building in laid.street.plan.buildings:
        assert laid.ground.extent.contains(outline(building).buffer(MARGIN_METRES - 1.0))


def test_the_carriageway_is_as_wide_as_planned(laid: Laid):
    driven = shapely.union_all([laid.ground.roadway, laid.ground.white, laid.ground.yellow])
    cut = driven.intersection(LineString([(-40, -30), (-40, 30)]))
    assert cut.length == pytest.approx(9.0, abs=0.01)


def test_a_kerb_lies_between_carriageway_and_pavement(laid: Laid):
    cut = laid.ground.kerb.intersection(LineString([(-40, -30), (-40, 30)]))
    assert cut.length == pytest.approx(2 * KERB_METRES, abs=0.01)
    assert laid.ground.kerb.distance(laid.ground.roadway) < 0.01
    pavement = laid.ground.pavement.intersection(LineString([(-40, -30), (-40, 30)]))
    assert pavement.length == pytest.approx(2 * (3.5 - KERB_METRES), abs=0.01)


def test_a_path_for_people_is_no_carriageway():
    path = street("p", (0, 0), (50, 0), kind=RoadKind.PATH, carriageway=3.0, pavement=0.0)
    ground = lay_ground(plan_of([], [path]))
    assert ground.roadway.is_empty
    assert ground.pavement.area == pytest.approx(150, abs=1)


# Markings


def test_markings_lie_on_the_carriageway(laid: Laid, cross):
    for ground in (laid.ground, cross):
        driven = shapely.union_all([ground.roadway, ground.white, ground.yellow])
        around = driven.buffer(0.01)
        assert around.contains(ground.white)
        assert around.contains(ground.yellow)
        assert not ground.white.is_empty


def test_crossings_lie_on_the_roadway(laid: Laid, cross):
    for ground in (laid.ground, cross):
        driven = shapely.union_all([ground.roadway, ground.white, ground.yellow]).buffer(0.02)
        assert not ground.crossings.is_empty
        assert driven.contains(ground.crossings)


def test_a_crossing_reaches_from_kerb_to_kerb(laid: Laid):
    for crossing in getattr(laid.ground.crossings, "geoms", [laid.ground.crossings]):
        low_x, low_y, high_x, high_y = crossing.bounds
        assert (low_y, high_y) == pytest.approx((-4.5, 4.5), abs=0.01)
        assert 3.0 <= high_x - low_x <= 5.0


def test_a_crossing_is_striped_and_not_driven_over_by_lines(laid: Laid):
    stripes = laid.ground.white.intersection(laid.ground.crossings)
    assert len(getattr(stripes, "geoms", [stripes])) == pytest.approx(9.0 / (2 * STRIPE_METRES), abs=1)
    assert 0.35 < stripes.area / laid.ground.crossings.area < 0.6
    assert laid.ground.yellow.intersection(laid.ground.crossings).area < 0.01


def test_crossings_are_not_on_junctions(cross):
    junction = Point(20, 0).buffer(3.0)
    assert cross.crossings.distance(junction) > 0


def test_the_double_line_runs_in_the_middle_and_stops_at_junctions(cross):
    assert LineString([(-60, 0.0), (-60, 2.0)]).intersects(cross.yellow)
    along = cross.yellow.bounds
    assert along[1] > -60.5
    assert not cross.yellow.intersects(Point(20, 0).buffer(2.5))
    middle = LineString([(-60, 0), (-40, 0)]).buffer(0.05)
    assert middle.intersection(cross.yellow).area < 1e-6  # two lines with a gap, not one


def test_a_lone_street_has_no_crossing_and_a_narrow_one_no_double_line():
    alone = lay_ground(plan_of([], [street("main", (0, 0), (80, 0), carriageway=5.0)]))
    assert alone.crossings.is_empty
    assert alone.yellow.is_empty
    assert not alone.white.is_empty


def test_crossings_keep_their_distance_from_each_other():
    sides = [street(f"s{k}", (k * 15, 0), (k * 15, 40), carriageway=4.0) for k in range(1, 9)]
    ground = lay_ground(plan_of([], [street("main", (0, 0), (160, 0)), *sides]))
    own = [c.centroid.x for c in ground.crossings.geoms if abs(c.centroid.y) < 1.0]
    assert len(own) >= 2
    assert np.diff(sorted(own)).min() >= 45.0 - 1e-6


# The emptiest districts


def test_a_house_without_a_road_stands_on_a_lot():
    ground = lay_ground(plan_of([planned("h", box(0, 0, 10, 10))]))
    assert ground.roadway.is_empty
    assert ground.lot.area == pytest.approx(ground.extent.area - 100, abs=0.5)
    assert ground.crossings.is_empty


def test_a_road_without_houses_is_laid():
    ground = lay_ground(plan_of([], [street("main", (0, 0), (80, 0))]))
    assert ground.roadway.area > 500


def test_the_same_plan_is_laid_alike():
    first, second = crossroads(), crossroads()
    for kind in GROUND_KINDS:
        assert getattr(first, kind).wkb == getattr(second, kind).wkb


# Directions and shadows


@pytest.mark.parametrize(("x", "y", "expected"), [(-40, 3, (1, 0)), (20, 45, (0, 1)), (500, 1, (1, 0))])
def test_paving_follows_the_nearest_road(x, y, expected):
    roads = [street("main", (-80, 0), (120, 0)), street("other", (20, 20), (20, 60))]
    assert RoadDirections(roads).near(x, y) == pytest.approx(expected, abs=1e-9)


def test_without_roads_paving_runs_east():
    assert RoadDirections([]).near(3, 4) == (1.0, 0.0)


@given(
    points=st.lists(st.tuples(st.integers(-99, 99), st.integers(-99, 99)), min_size=2, max_size=5, unique=True),
    x=st.integers(-99, 99),
    y=st.integers(-99, 99),
)
def test_a_direction_is_one_long(points, x, y):
    assert np.hypot(*RoadDirections([street("r", *points)]).near(x, y)) == pytest.approx(1.0, abs=1e-6)


@given(degrees=st.integers(0, 359), dx=st.floats(-1, 1), dy=st.floats(-1, 1), above=st.integers(1, 8))
def test_a_shadow_begins_at_the_house_and_ends_where_the_sun_puts_the_roofs_edge(degrees, dx, dy, above):
    house = planned("h", turned(box(0, 0, 12, 8), degrees=degrees), above=above)
    shadow = cast_shadow(house, (dx, dy))
    height = house.height_metres + 0.9
    foot = outline(house)
    roof = shapely.affinity.translate(foot, dx * height, dy * height)
    hull = shapely.union_all([foot, roof]).convex_hull  # of a convex house
    assert shadow.symmetric_difference(hull).area < 0.02 * hull.area + 0.01


def test_a_higher_house_casts_a_longer_shadow():
    low, high = (cast_shadow(planned("h", box(0, 0, 12, 8), above=above), (0.3, 0.4)) for above in (2, 5))
    assert high.contains(low.buffer(-0.01))
    assert high.area > low.area + 20
