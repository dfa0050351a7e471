"""Roads joined, turned and ordered."""

from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.domain.frames import Point2
from district_builder.domain.layout import RoadKind
from district_builder.stages.settle_roads import main_first, settle_roads
from district_builder.stages.settle_ruler import Witness
from tests.district_builder.stages.settle_samples import STREET, box, building, street, way


def test_ways_of_one_name_become_one_road():
    roads = settle_roads(
        [way("w2", (50, 0), (120, 0), name=STREET), way("w1", (0, 0), (50, 0), name=STREET)], [], witnesses={}
    )
    (road,) = roads.roads
    assert road.road_id == "w1"
    assert road.centreline == ((0, 0), (50, 0), (120, 0))


def test_ways_without_a_name_stay_as_they_are():
    roads = settle_roads([way("w1", (0, 0), (50, 0)), way("w2", (50, 0), (99, 0))], [], witnesses={})
    assert [road.road_id for road in roads.roads] == ["w1", "w2"]


def test_a_road_is_turned_towards_rising_numbers():
    witnesses = {STREET: [Witness(n, Point2(400 - 10 * n, 12)) for n in (3, 5, 9, 21)]}
    roads = settle_roads([way("w1", (0, 0), (400, 0), name=STREET)], [], witnesses=witnesses)
    (course,) = roads.courses
    assert course.road.centreline == ((400, 0), (0, 0))
    assert course.ruler
    assert round(course.ruler.metres_of(21)) == 210


def test_a_way_without_length_is_reported():
    roads = settle_roads([way("w1", (5, 5), (5, 5)), way("w2", (0, 0), (1, 0))], [], witnesses={})
    assert roads.roads == ()
    assert roads.broken == ("w1", "w2")


def test_roads_in_the_way_and_narrow_roads_are_reported_once():
    roads = settle_roads(
        [way("cut", (0, 0), (100, 0)), way("narrow", (0, 50), (100, 50), kind=RoadKind.ALLEY)],
        [building("a", box(40, -10, 20, 20)), building("b", box(0, 51.5, 100, 10))],
        witnesses={},
    )
    assert (roads.cut, roads.narrowed) == (("cut",), ("narrow",))


def test_a_stated_width_is_kept():
    roads = settle_roads([way("w1", (0, 0), (100, 0), width=12.0)], [], witnesses={})
    assert roads.roads[0].carriageway_width_metres == 12.0


def test_the_main_street_comes_first_then_streets_alleys_and_paths():
    roads = [
        street("p", (0, 0), (9, 0), kind=RoadKind.PATH),
        street("s.2", (0, 0), (9, 0), name="가로", start=40),
        street("a", (0, 0), (9, 0), name="나길", kind=RoadKind.ALLEY),
        street("s", (0, 0), (9, 0), name="가로"),
        street("m", (0, 0), (9, 0), name="다길", kind=RoadKind.ALLEY),
    ]
    assert [road.road_id for road in main_first(roads, ["다 길"])] == ["m", "s", "s.2", "a", "p"]


@settings(deadline=None)
@given(st.permutations([0, 1, 2, 3, 4]))
def test_settling_roads_does_not_depend_on_their_order(order):
    ways = [
        way("w1", (0, 0), (50, 0), name="가로"),
        way("w2", (50, 0), (90, 10), name="가로"),
        way("w3", (90, 10), (140, 10), name="가로"),
        way("w4", (50, 0), (50, 90), name="나길", kind=RoadKind.ALLEY),
        way("w5", (50, 90), (90, 90)),
    ]
    assert settle_roads([ways[i] for i in order], [], witnesses={}) == settle_roads(ways, [], witnesses={})
