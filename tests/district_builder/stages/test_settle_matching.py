"""Which building a store is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.domain.frames import Point2
from district_builder.domain.layout import Rung
from district_builder.stages.settle_matching import MatchKind, common_name, match_stores, middle_point
from tests.district_builder.stages.settle_samples import box, planned, store

SITES = [
    planned("lg", box(0, 0, 20, 20), road="계원대학로", at=6, name="LG프라자"),
    planned("lotte-2", box(100, 0, 20, 20), road="계원대학로", at=2, name="롯데프라자"),
    planned("lotte-12", box(200, 0, 20, 20), road="계원대학로", at=12, name="롯데프라자"),
    planned("nameless", box(300, 0, 20, 20)),
    planned("school", box(400, 0, 20, 20), name="계원예술고등학교"),
]


def home(*stores, sites=SITES):
    match = match_stores(sites, stores).get(stores[0].store_id)
    return (match.building_id, match.kind) if match else None


def test_the_address_says_the_building():
    assert home(store("s", road="계원대학로", at=6)) == ("lg", MatchKind.ADDRESS)


def test_the_address_wins_over_a_name_and_a_point():
    far = store("s", road="계원대학로", at=6, building_name="롯데프라자", point=(210, 10))
    assert home(far) == ("lg", MatchKind.ADDRESS)


def test_blanks_in_a_road_name_do_not_matter():
    assert home(store("s", road="계원 대학로", at=6)) == ("lg", MatchKind.ADDRESS)


def test_a_building_name_helps_where_the_address_does_not():
    assert home(store("s", building_name="계원예술고등학교")) == ("school", MatchKind.NAME)
    assert home(store("s", road="계원대학로", at=5, building_name="계원예술고등학교")) == ("school", MatchKind.NAME)


def test_a_name_that_two_buildings_share_needs_a_point_to_decide():
    assert home(store("s", building_name="롯데프라자")) is None
    assert home(store("s", building_name="롯데프라자", point=(215, 25))) == ("lotte-12", MatchKind.NAME)


def test_a_name_does_not_overrule_another_number():
    assert home(store("s", road="계원대학로", at=40, building_name="LG프라자")) is None


@pytest.mark.parametrize(("point", "expected"), [((310, 10), "nameless"), ((345, 10), "nameless"), ((360, 10), None)])
def test_a_point_counts_in_or_within_thirty_metres_of_a_building(point, expected):
    match = home(store("s", road="역삼로", at=3, point=point))
    assert match == ((expected, MatchKind.POINT) if expected else None)


def test_a_store_without_an_address_goes_where_its_point_lies():
    assert home(store("s", point=(10, 10))) == ("lg", MatchKind.POINT)


def test_a_point_in_a_building_of_another_address_is_a_contradiction():
    assert home(store("s", road="역삼로", at=3, point=(10, 10))) == ("lg", MatchKind.CONTRADICTION)
    assert home(store("s", road="역삼로", at=3, point=(-10, 10))) is None


def test_a_schematic_lot_proves_no_contradiction():
    """Where a lot lies is only a rule; a point in it says nothing about an address elsewhere."""
    lots = [planned("lot", box(0, 0, 20, 20), road="계원대학로", at=6, rung=Rung.ADDRESS_RULE)]
    assert home(store("s", road="역삼로", at=3, point=(10, 10)), sites=lots) is None


def test_stores_of_one_address_stay_together():
    """One of them has a point; it speaks for its neighbours too."""
    located, silent = store("a", road="역삼로", at=3, point=(310, 10)), store("b", road="역삼로", at=3)
    matches = match_stores(SITES, [silent, located])
    assert {match.building_id for match in matches.values()} == {"nameless"}
    assert len(matches) == 2


def test_of_two_buildings_with_one_address_the_named_then_the_nearer_is_taken():
    pair = [
        planned("front", box(0, 0, 20, 20), road="계원대학로", at=47, name="계원마당"),
        planned("back", box(0, 40, 20, 20), road="계원대학로", at=47),
    ]
    assert home(store("s", road="계원대학로", at=47, building_name="계원마당"), sites=pair)[0] == "front"
    assert home(store("s", road="계원대학로", at=47, point=(10, 45)), sites=pair)[0] == "back"
    assert home(store("s", road="계원대학로", at=47), sites=pair)[0] == "back"


def test_nothing_is_found_where_nothing_is_known():
    assert match_stores([], [store("s", road="계원대학로", at=6, point=(0, 0))]) == {}
    assert match_stores(SITES, []) == {}
    assert home(store("s")) is None


def test_the_middle_of_points_is_not_moved_by_one_stray():
    assert middle_point([Point2(0, 0), Point2(2, 2), Point2(-256, 900)]) == (0, 2)
    assert middle_point([]) is None


def test_the_name_said_most_often_is_the_name():
    assert common_name(["롯데마트", "롯데마트내", "", "롯데마트"]) == "롯데마트"
    assert common_name(["나", "가"]) == "가"
    assert common_name([]) == ""


@given(st.permutations(range(5)), st.permutations(range(4)))
def test_the_order_of_buildings_and_stores_does_not_matter(site_order, store_order):
    stores = [
        store("a", road="계원대학로", at=6),
        store("b", building_name="롯데프라자", point=(215, 25)),
        store("c", road="역삼로", at=3, point=(318, 10)),
        store("d", road="역삼로", at=3),
    ]
    assert match_stores([SITES[i] for i in site_order], [stores[i] for i in store_order]) == match_stores(SITES, stores)
