"""Where the roads run that addresses name."""

import math
from dataclasses import replace

import pytest

from district_builder.domain.districts import District
from district_builder.domain.frames import LonLat, Point2
from district_builder.domain.layout import RoadKind
from district_builder.stages.settle_roads import Course
from district_builder.stages.settle_ruler import Ruler, Witness
from district_builder.stages.settle_streets import StreetFinder, StreetSource
from tests.district_builder.stages.settle_samples import ANCHOR, STREET, street

POINTS = {STREET: [Witness(n, Point2(10 * n, -17)) for n in (2, 4, 8, 14)]}
DISTRICT = District(slug="d", name_ko="보기", anchor=ANCHOR, streets=(STREET,))
MAP = [Course(street("w1", (0, 0), (0, 3000), name=STREET), None)]


def finder(**changes):
    usual = {
        "district": DISTRICT,
        "known": [],
        "witnesses": {},
        "needed": {STREET: [66]},
        "main_street": STREET,
        "is_unmapped": True,
    }
    return StreetFinder(**{**usual, **changes})


def test_a_known_centreline_comes_first():
    found = finder(known=MAP, witnesses=POINTS).street_of(STREET)
    assert found.source is StreetSource.CENTRELINE
    assert found.road == MAP[0].road
    assert found.ruler == Ruler()


def test_the_ruler_read_off_a_centreline_is_kept():
    ruler = Ruler(-40, 9.6)
    found = finder(known=[Course(MAP[0].road, ruler)]).street_of(STREET)
    assert found.ruler == ruler


def test_of_two_ways_of_one_name_the_longer_street_is_the_road():
    short = Course(street("w0", (0, 0), (0, 50), name=STREET), None)
    path = Course(street("w2", (0, 0), (0, 9000), name=STREET, kind=RoadKind.PATH), None)
    assert finder(known=[short, *MAP, path]).street_of(STREET).road.road_id == "w1"


def test_without_a_centreline_points_are_fitted():
    found = finder(witnesses=POINTS, needed={STREET: [2, 66]}).street_of(STREET)
    assert found.source is StreetSource.POINTS
    start, end = found.road.centreline
    assert start == pytest.approx((0, 0), abs=1e-6)
    assert end == pytest.approx((66 * 10 + 24, 0), abs=1e-6)
    assert (found.road.kind, found.road.carriageway_width_metres) == (RoadKind.STREET, 9.0)


def test_a_fitted_street_begins_shortly_before_its_first_number_and_says_where():
    points = {STREET: [Witness(n, Point2(10 * n, -17)) for n in (180, 184, 190, 200)]}
    found = finder(witnesses=points, needed={STREET: [180, 184, 190, 200]}).street_of(STREET)
    assert found.road.centreline[0] == pytest.approx((1720, 0), abs=1e-6)
    assert found.road.start_metres == pytest.approx(1720)
    assert found.ruler.metres_of(180) == pytest.approx(80)


def test_without_points_the_stated_start_and_bearing_count():
    district = replace(DISTRICT, start=ANCHOR, bearing_degrees=180.0)
    found = finder(district=district).street_of(STREET)
    assert found.source is StreetSource.START
    assert found.road.centreline[1] == pytest.approx((0, -684), abs=1e-6)


def test_a_start_elsewhere_is_projected_into_the_district():
    start = LonLat(ANCHOR.lon + 0.001, ANCHOR.lat)
    found = finder(district=replace(DISTRICT, start=start)).street_of(STREET)
    assert found.road.centreline[0].x == pytest.approx(88.5, abs=0.5)


def test_with_nothing_said_the_street_runs_east_from_the_anchor():
    found = finder().street_of(STREET)
    assert found.source is StreetSource.ANCHOR
    assert found.road.centreline == ((0, 0), pytest.approx((684, 0), abs=1e-9))


def test_in_a_mapped_district_no_street_is_laid_across_the_map_by_guess():
    assert finder(is_unmapped=False).street_of(STREET) is None


@pytest.mark.parametrize(("number", "x"), [(214, 1), (213, -1)])
def test_a_branch_leaves_its_parent_at_its_number_on_its_side(number, x):
    """The parent runs north, so its right, even side is east."""
    name = f"{STREET}{number}번길"
    found = finder(known=MAP, needed={name: [10]}).street_of(name)
    assert found.source is StreetSource.BRANCH
    assert found.generation == 1
    assert found.road.kind is RoadKind.ALLEY
    start, end = found.road.centreline
    assert start == pytest.approx((0, number * 10))
    assert end == pytest.approx((x * 124, number * 10))


def test_a_branch_whose_own_points_lie_elsewhere_is_put_there_in_its_direction():
    """The parent's centreline bends where its ruler does not know; the branch's store does."""
    name = f"{STREET}214번길"
    there = [Witness(6, Point2(360, 2500))]
    found = finder(known=MAP, needed={name: [6]}, witnesses={name: there}).street_of(name)
    assert (found.source, found.generation) == (StreetSource.FEW_POINTS, 1)
    assert found.road.centreline[0].y == found.road.centreline[1].y == pytest.approx(2500 + 12)


def test_a_branch_that_leaves_beyond_the_end_of_its_parent_is_not_guessed():
    name = f"{STREET}900번길"
    assert finder(known=MAP, needed={name: [6]}).street_of(name) is None
    there = {name: [Witness(6, Point2(60, 9017))]}
    assert finder(known=MAP, needed={name: [6]}, witnesses=there).street_of(name).source is StreetSource.BRANCH
    elsewhere = {name: [Witness(6, Point2(60, 8000))]}
    assert finder(known=MAP, needed={name: [6]}, witnesses=elsewhere).street_of(name).source is StreetSource.FEW_POINTS


def test_one_point_is_enough_to_put_a_street_near_it():
    found = finder(witnesses={STREET: [Witness(60, Point2(3000, 983))]}, needed={STREET: [60]}).street_of(STREET)
    assert found.source is StreetSource.FEW_POINTS
    assert found.road.centreline[0] == pytest.approx((2920, 1000))
    assert found.ruler.metres_of(60) == pytest.approx(80)


def test_a_stated_start_counts_more_than_a_single_point():
    district = replace(DISTRICT, start=ANCHOR)
    found = finder(district=district, witnesses={STREET: [Witness(60, Point2(3000, 983))]}).street_of(STREET)
    assert found.source is StreetSource.START


def test_a_branch_of_a_branch_is_found_through_both():
    name = f"{STREET}20번길6번길"
    found = finder(known=MAP, needed={name: [2]}).street_of(name)
    assert found.generation == 2
    assert found.road.centreline[0] == pytest.approx((60, 200))
    assert math.dist(*found.road.centreline) == pytest.approx(44)


def test_a_serial_side_road_cannot_be_placed_by_its_name():
    assert finder(known=MAP).street_of("역삼로7길") is None


def test_roads_of_no_listed_street_are_not_fitted():
    points = {"내손로": [Witness(n, Point2(10 * n, 400)) for n in (2, 4, 8, 14)]}
    assert finder(witnesses=points).street_of("내손로") is None
    free = finder(district=replace(DISTRICT, streets=()), witnesses=points, needed={"내손로": [14]})
    assert free.street_of("내손로").source is StreetSource.POINTS


def test_a_road_is_searched_once():
    once = finder(witnesses=POINTS)
    assert once.street_of(STREET) is once.street_of(STREET)
