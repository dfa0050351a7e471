"""Sharing street walls among tenants."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.domain.categories import Category
from district_builder.domain.frames import Point2
from district_builder.domain.plan import BayUse, StreetWall
from district_builder.stages.place_bays import (
    APPETITES,
    ENTRANCE_METRES,
    GOOD_FRONT_METRES,
    LEAST_FRONT_METRES,
    LEAST_WINDOW_METRES,
    USUAL_FRONT_METRES,
    share_ground_floor,
    share_upper_storey,
)
from district_builder.stages.place_ranks import WallRank
from tests.district_builder.stages.settle_samples import store


def wall(width: float, *, south: float = 0.0) -> StreetWall:
    return StreetWall(
        building_id="b",
        left_foot_in_district=Point2(0, south),
        right_foot_in_district=Point2(width, south),
        road_id="main",
    )


def fronts(*walls: StreetWall):
    return [(one, WallRank.FRONT) for one in walls]


def row(count: int, *, category: Category = Category.OTHER):
    return [store(f"s{index:03}", category=category) for index in range(count)]


widths = st.lists(st.floats(2.4, 60), min_size=1, max_size=4)
tenants = st.lists(st.sampled_from(list(Category)), max_size=30)


def uses(bays):
    return [bay.store_id or bay.use.value for bay in bays]


def test_fronts_stand_from_left_to_right_with_the_entrance_at_the_right():
    (shared,) = share_ground_floor(fronts(wall(20)), row(3), entrance_metres=ENTRANCE_METRES)
    assert uses(shared.bays) == ["s000", "s001", "s002", "entrance"]
    assert shared.bays[-1].width_metres == pytest.approx(ENTRANCE_METRES)


def test_from_four_fronts_on_the_entrance_is_between_them():
    (shared,) = share_ground_floor(fronts(wall(30)), row(5), entrance_metres=ENTRANCE_METRES)
    assert uses(shared.bays) == ["s000", "s001", "s002", "entrance", "s003", "s004"]


def test_a_building_without_storeys_above_needs_no_entrance():
    (shared,) = share_ground_floor(fronts(wall(12)), row(2), entrance_metres=0)
    assert uses(shared.bays) == ["s000", "s001"]


def test_what_is_left_over_is_plain():
    (shared,) = share_ground_floor(fronts(wall(30)), row(1), entrance_metres=ENTRANCE_METRES)
    assert uses(shared.bays) == ["s000", "entrance", "plain"]
    assert shared.bays[-1].end_metres == pytest.approx(29.75)


def test_an_empty_building_shows_its_entrance_and_plain_wall():
    (shared,) = share_ground_floor(fronts(wall(12)), [], entrance_metres=ENTRANCE_METRES)
    assert uses(shared.bays) == ["entrance", "plain"]


def test_a_supermarket_is_wide_and_an_estate_agent_narrow():
    pair = [store("market", category=Category.SUPERMARKET), store("agent", category=Category.REAL_ESTATE)]
    (shared,) = share_ground_floor(fronts(wall(13)), pair, entrance_metres=0)
    market, agent = shared.bays[:2]
    assert market.width_metres > 2 * agent.width_metres
    assert agent.width_metres >= 3.2
    assert market.width_metres <= 9.0


def test_a_full_wall_makes_its_fronts_narrower_before_it_turns_anyone_away():
    (shared,) = share_ground_floor(fronts(wall(20)), row(6), entrance_metres=ENTRANCE_METRES)
    stores = [bay for bay in shared.bays if bay.use is BayUse.STORE]
    assert len(stores) == 6
    assert all(bay.width_metres >= LEAST_FRONT_METRES - 1e-3 for bay in stores)


def test_stores_beyond_the_least_width_get_no_bay():
    (shared,) = share_ground_floor(fronts(wall(10)), row(6), entrance_metres=ENTRANCE_METRES)
    assert uses(shared.bays) == ["s000", "s001", "entrance"]


def test_stores_go_round_the_corner_before_fronts_get_narrow():
    first, second = share_ground_floor(fronts(wall(12), wall(12, south=9)), row(4), entrance_metres=ENTRANCE_METRES)
    assert uses(first.bays) == ["s000", "s001", "entrance"]
    assert uses(second.bays)[:2] == ["s002", "s003"]


def test_fronts_shrink_before_anyone_goes_to_a_wall_of_the_next_rank():
    walls = [(wall(15.2), WallRank.FRONT), (wall(15.2, south=9), WallRank.BACK)]
    first, second = share_ground_floor(walls, row(3), entrance_metres=ENTRANCE_METRES)
    assert uses(first.bays) == ["s000", "s001", "s002", "entrance"]
    assert uses(second.bays) == ["plain"]
    assert all(bay.width_metres >= 0.7 * USUAL_FRONT_METRES - 1e-3 for bay in first.bays[:3])


def test_a_corner_is_taken_when_the_front_is_full_and_then_the_side():
    walls = [(wall(10), WallRank.FRONT), (wall(4.2), WallRank.CORNER), (wall(12), WallRank.SIDE)]
    shared = share_ground_floor(walls, row(4), entrance_metres=ENTRANCE_METRES)
    assert [uses(one.bays)[0] for one in shared] == ["s000", "s002", "s003"]
    assert uses(shared[0].bays) == ["s000", "s001", "entrance"]


def test_a_corner_too_narrow_for_a_good_front_is_left_plain():
    walls = [(wall(10), WallRank.FRONT), (wall(3.4), WallRank.CORNER), (wall(12), WallRank.SIDE)]
    shared = share_ground_floor(walls, row(3), entrance_metres=ENTRANCE_METRES)
    assert [uses(one.bays)[0] for one in shared] == ["s000", "plain", "s002"]


def test_walls_of_every_rank_are_crowded_before_anyone_is_turned_away():
    walls = [(wall(10), WallRank.FRONT), (wall(8.5), WallRank.BACK)]
    shared = share_ground_floor(walls, row(6), entrance_metres=0)
    assert [bay.store_id for one in shared for bay in one.bays if bay.store_id] == [f"s{i:03}" for i in range(6)]


@pytest.mark.parametrize("count", range(2, 14))
def test_fronts_that_want_no_more_than_their_level_fill_the_wall(count):
    """Estate agents want little; levelled up to the whole room, rounding may make them a hair wider than it."""
    agents = [store(f"s{index:03}", category=Category.REAL_ESTATE) for index in range(count)]
    for step in range(60):
        length = count * (3.32 + 0.0045 * step) + 0.5
        (front,) = share_ground_floor([(wall(length), WallRank.FRONT)], agents, entrance_metres=0)
        taken = [bay.width_metres for bay in front.bays if bay.use is BayUse.STORE]
        assert len(taken) == count
        assert sum(taken) == pytest.approx(length - 0.5, abs=0.01 * count)


@given(st.floats(6, 40), tenants)
def test_nobody_leaves_the_front_while_a_good_front_fits_there(length, categories):
    """Fits: a good front for the newcomer beside the others at 0.7 of what suits them, but 2.6 m at least."""
    stores = [store(f"s{index:03}", category=category) for index, category in enumerate(categories)]
    walls = [(wall(length), WallRank.FRONT), (wall(500, south=9), WallRank.SIDE)]
    front, side = share_ground_floor(walls, stores, entrance_metres=0)
    here = [bay for bay in front.bays if bay.use is BayUse.STORE]
    assert len(here) + sum(bay.use is BayUse.STORE for bay in side.bays) == len(stores)
    tight = [
        max(0.7 * min(USUAL_FRONT_METRES * APPETITES.get(category, 1.0), 9.0), LEAST_FRONT_METRES)
        for category in categories
    ]
    room = length - 2 * min(0.25, length / 10)
    if len(here) < len(stores):
        newcomer = max(tight[len(here)], GOOD_FRONT_METRES)
        assert sum(tight[: len(here)]) + newcomer > room
    assert all(bay.width_metres >= least - 1e-3 for bay, least in zip(here, tight, strict=False))
    if here:
        assert here[-1].width_metres >= GOOD_FRONT_METRES - 1e-3


def test_room_to_spare_goes_to_the_narrowest_front_first():
    """An agent and a bank at 0.9 of what suits them take 9.2 m; the agent gets the next 0.6 m, then both share."""
    pair = [store("agent", category=Category.REAL_ESTATE), store("bank", category=Category.BANK)]
    for length, agent_metres in ((9.75, 3.04), (10.1, 3.39), (10.35, 3.6)):
        (shared,) = share_ground_floor(fronts(wall(length)), pair, entrance_metres=0)
        assert shared.bays[0].width_metres == pytest.approx(agent_metres, abs=0.005)
        assert shared.bays[1].width_metres == pytest.approx(0.9 * 1.5 * USUAL_FRONT_METRES, abs=0.05)


def test_a_wall_narrower_than_the_entrance_is_all_entrance():
    (shared,) = share_ground_floor(fronts(wall(2.5)), row(1), entrance_metres=ENTRANCE_METRES)
    assert uses(shared.bays) == ["entrance"]


def test_upper_tenants_share_the_storey_in_order():
    (shared,) = share_upper_storey(fronts(wall(20)), row(3), storey=4)
    assert uses(shared.bays) == ["s000", "s001", "s002"]
    assert {bay.storey for bay in shared.bays} == {4}


def test_upper_bays_are_added_to_those_of_the_ground_floor():
    ground = share_ground_floor(fronts(wall(20)), row(1), entrance_metres=ENTRANCE_METRES)
    (shared,) = share_upper_storey(fronts(*ground), [store("upper")], storey=2)
    assert shared.bays[: len(ground[0].bays)] == ground[0].bays
    assert uses(shared.bays)[-1] == "upper"


def test_a_single_upper_tenant_does_not_take_a_whole_block():
    (shared,) = share_upper_storey(fronts(wall(60)), row(1), storey=2)
    (bay,) = shared.bays
    assert bay.width_metres <= 12
    assert (bay.start_metres + bay.end_metres) / 2 == pytest.approx(30)


def test_without_walls_there_is_nothing_to_share():
    assert share_ground_floor([], row(2), entrance_metres=ENTRANCE_METRES) == []
    assert share_upper_storey([], row(2), storey=2) == []


@given(widths, tenants, st.sampled_from([0.0, ENTRANCE_METRES]))
def test_bays_lie_inside_their_wall_in_order_and_each_store_once(lengths, categories, entrance):
    stores = [store(f"s{index:03}", category=category) for index, category in enumerate(categories)]
    shared = share_ground_floor(fronts(*(wall(length) for length in lengths)), stores, entrance_metres=entrance)
    shown = [bay.store_id for one in shared for bay in one.bays if bay.store_id]
    assert shown == [one.store_id for one in stores][: len(shown)]
    entrances = [bay for one in shared for bay in one.bays if bay.use is BayUse.ENTRANCE]
    assert len(entrances) == (1 if entrance else 0)
    for one in shared:
        assert all(bay.storey == 1 and bay.width_metres > 0 for bay in one.bays)
        assert all(bay.start_metres >= 0 and bay.end_metres <= one.width_metres + 1e-3 for bay in one.bays)
        assert all(before.end_metres <= after.start_metres + 1e-3 for before, after in pairwise(one.bays))
        stores_shown = [bay for bay in one.bays if bay.use is BayUse.STORE]
        assert all(LEAST_FRONT_METRES - 1e-3 <= bay.width_metres <= 9 + 1e-3 for bay in stores_shown)


@given(widths, tenants)
def test_nobody_is_turned_away_while_a_least_front_would_fit(lengths, categories):
    stores = [store(f"s{index:03}", category=category) for index, category in enumerate(categories)]
    shared = share_ground_floor(fronts(*(wall(length) for length in lengths)), stores, entrance_metres=0)
    shown = sum(bay.use is BayUse.STORE for one in shared for bay in one.bays)
    room = sum(int((length - 2 * min(0.25, length / 10) + 1e-9) // LEAST_FRONT_METRES) for length in lengths)
    assert shown == min(len(stores), room)


@given(widths, tenants, st.integers(2, 9))
def test_windows_lie_inside_their_wall_and_do_not_overlap(lengths, categories, storey):
    stores = [store(f"s{index:03}", category=category) for index, category in enumerate(categories)]
    for one in share_upper_storey(fronts(*(wall(length) for length in lengths)), stores, storey=storey):
        assert all(bay.width_metres >= LEAST_WINDOW_METRES - 1e-3 for bay in one.bays)
        assert all(bay.start_metres >= 0 and bay.end_metres <= one.width_metres + 1e-3 for bay in one.bays)
        assert all(before.end_metres <= after.start_metres + 1e-3 for before, after in pairwise(one.bays))
