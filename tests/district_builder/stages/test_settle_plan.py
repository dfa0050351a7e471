"""The ladder as a whole."""

import time
from collections import Counter
from dataclasses import replace

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.domain.districts import DistrictSource
from district_builder.domain.layout import LiftRecord, RoadKind, Rung
from district_builder.domain.notes import NoteKind
from district_builder.domain.stores import TradingStatus
from district_builder.geometry.outlines import polygon_of
from district_builder.stages.settle_plan import settle_plan
from district_builder.stages.settle_widths import corridor_of
from tests.district_builder.stages.settle_samples import (
    STREET,
    box,
    building,
    gangnam,
    kaywon,
    source,
    store,
    way,
)


def settled(given_source):
    plan, notes = settle_plan(given_source)
    return {one.building_id: one for one in plan.buildings}, plan.roads, notes


def kinds(notes):
    return Counter(note.kind for note in notes)


def test_footprints_with_storeys_are_taken_as_they_are():
    buildings, roads, notes = settled(source(buildings=[building("b", box(0, 0, 20, 18), above=5, below=1)]))
    assert buildings["b"].rung is Rung.FOOTPRINT_WITH_STOREYS
    assert (buildings["b"].storeys_above, buildings["b"].storeys_below) == (5, 1)
    assert buildings["b"].footprint == box(0, 0, 20, 18)
    assert roads == ()
    assert notes == ()


def test_a_footprint_without_storeys_takes_those_of_its_highest_tenant():
    stores = [store("a", road=STREET, at=6, units=("302",)), store("b", road=STREET, at=6, units=("501",))]
    buildings, _, notes = settled(
        source(buildings=[building("b", box(0, 0, 20, 18), road=STREET, at=6)], stores=stores)
    )
    assert (buildings["b"].rung, buildings["b"].storeys_above) == (Rung.FOOTPRINT, 5)
    assert kinds(notes) == {NoteKind.ASSUMED_STOREYS: 1}


def test_many_assumed_storeys_are_one_note():
    crowd = [building(f"b{index}", box(30 * index, 0, 20, 18)) for index in range(50)]
    _, _, notes = settled(source(buildings=crowd))
    (note,) = notes
    assert note.kind is NoteKind.ASSUMED_STOREYS
    assert "50채" in note.text
    assert "등" in note.text


def test_a_building_without_an_address_takes_that_of_its_tenants():
    stores = [store("a", road=STREET, at=6, building_name="LG프라자", point=(5, 5)), store("b", road=STREET, at=6)]
    buildings, _, _ = settled(source(buildings=[building("b", box(0, 0, 20, 18))], stores=stores))
    assert (buildings["b"].road, str(buildings["b"].number), buildings["b"].name) == (STREET, "6", "LG프라자")


def test_tenants_that_disagree_give_a_building_no_address():
    stores = [store("a", road=STREET, at=6, point=(5, 5)), store("b", road="다른로", at=9, point=(6, 6))]
    buildings, _, _ = settled(source(buildings=[building("b", box(0, 0, 20, 18))], stores=stores))
    assert buildings["b"].number is None


def test_the_lift_register_is_asked_by_the_name_that_tenants_say():
    stores = [store("a", road=STREET, at=10, building_name="대림프라자", units=("502",))]
    lifts = [LiftRecord(building_name="대림프라자", storeys=5), LiftRecord(building_name="대림프라자", storeys=7)]
    buildings, _, notes = settled(source(stores=stores, lifts=lifts, streets=[STREET]))
    assert buildings[f"address:{STREET} 10"].storeys_above == 5
    (note,) = [note for note in notes if note.kind is NoteKind.CONTRADICTING_BUILDING]
    assert "5층, 7층" in note.text
    assert note.subject == f"address:{STREET} 10"


def test_an_address_without_a_footprint_is_laid_by_the_rule():
    stores = [store(f"s{n}", road=STREET, at=n) for n in (2, 4, 7)]
    buildings, roads, notes = settled(source(stores=stores, streets=[STREET]))
    assert [one.rung for one in buildings.values()] == [Rung.ADDRESS_RULE] * 3
    assert [road.name for road in roads] == [STREET]
    assert NoteKind.ASSUMED_LAYOUT in kinds(notes)
    middle = polygon_of(buildings[f"address:{STREET} 4"].footprint).centroid
    assert (round(middle.x), middle.y < 0) == (40, True)


def test_a_mistyped_number_does_not_stretch_the_street():
    stores = [store(f"s{n}", road=STREET, at=n) for n in (2, 4, 99_999)]
    buildings, (road,), notes = settled(source(stores=stores, streets=[STREET]))
    assert len(buildings) == 2
    assert shapely.LineString(road.centreline).length < 100
    assert kinds(notes)[NoteKind.OUTSIDE_AREA] == 1


def test_the_building_of_a_closed_store_still_stands():
    stores = [store("a", road=STREET, at=2), store("b", road=STREET, at=4, status=TradingStatus.CLOSED)]
    buildings, _, _ = settled(source(stores=stores, streets=[STREET]))
    assert f"address:{STREET} 4" in buildings


def test_a_district_without_roads_builds_without_roads():
    stores = [store("a", point=(5, 5))]
    buildings, roads, _ = settled(source(buildings=[building("b", box(0, 0, 20, 18))], stores=stores))
    assert list(buildings) == ["b"]
    assert roads == ()


def test_nothing_in_gives_nothing_out():
    buildings, roads, notes = settled(source())
    assert (buildings, roads, notes) == ({}, (), ())


def test_known_and_assumed_buildings_stand_side_by_side():
    stores = [store(f"s{n}", road=STREET, at=n) for n in (2, 4, 6, 8)]
    known = building("b", box(31, -29, 18, 20), road=STREET, at=4, above=4)
    road = way("w1", (0, 0), (300, 0), name=STREET)
    buildings, _, _ = settled(source(buildings=[known], roads=[road], stores=stores))
    assert Counter(one.rung for one in buildings.values()) == {
        Rung.FOOTPRINT_WITH_STOREYS: 1,
        Rung.ADDRESS_RULE: 3,
    }
    shapes = [polygon_of(one.footprint) for one in buildings.values()]
    assert all(a.intersection(b).area < 1e-6 for i, a in enumerate(shapes) for b in shapes[:i])


@pytest.mark.parametrize("listed", [(STREET,), ()])
def test_the_main_street_comes_first(listed):
    roads = [
        way("w1", (0, 0), (900, 0), name="다른로"),
        way("w2", (0, 90), (300, 90), name=STREET, kind=RoadKind.ALLEY),
    ]
    stores = [store("a", road=STREET, at=4), store("b", road=STREET, at=6), store("c", road="다른로", at=2)]
    _, settled_roads, _ = settled(source(roads=roads, stores=stores, streets=listed))
    assert settled_roads[0].name == STREET


def test_overlaps_and_bad_roads_are_told():
    buildings = [building("a", box(0, 0, 20, 18)), building("b", box(1, 1, 5, 5))]
    roads = [way("w1", (-50, 9), (90, 9)), way("w2", (0, 0), (0, 0))]
    _, _, notes = settled(source(buildings=buildings, roads=roads))
    assert kinds(notes)[NoteKind.BAD_FOOTPRINT] == 1
    assert kinds(notes)[NoteKind.BAD_ROAD] == 2


def test_every_note_ends_with_what_to_do():
    stores = [store("a", road=STREET, at=2), store("b", road=STREET, at=4, units=("301",))]
    _, _, notes = settled(source(buildings=[building("x", box(0, 200, 1, 1))], stores=stores, streets=[STREET]))
    assert len(notes) >= 3
    assert all(note.text.endswith(".") and note.remedy.endswith(".") for note in notes)


addresses = st.lists(
    st.tuples(
        st.sampled_from([STREET, f"{STREET}12번길"]), st.integers(1, 30), st.sampled_from([(), ("201",), ("B101",)])
    ),
    min_size=1,
    max_size=12,
)


@settings(deadline=None, max_examples=30)
@given(addresses, st.randoms(use_true_random=False))
def test_the_order_of_stores_does_not_matter(wanted, random):
    stores = [store(f"s{i:02}", road=road, at=at, units=units) for i, (road, at, units) in enumerate(wanted)]
    first = settle_plan(source(stores=stores, streets=[STREET]))
    random.shuffle(stores)
    assert settle_plan(source(stores=stores, streets=[STREET])) == first
    shapes = [polygon_of(one.footprint) for one in first[0].buildings]
    assert all(a.intersection(b).area < 1e-6 for i, a in enumerate(shapes) for b in shapes[:i])


@settings(deadline=None, max_examples=30)
@given(addresses, st.data())
def test_a_store_that_changes_floors_moves_no_other_building(wanted, data):
    stores = [store(f"s{i:02}", road=road, at=at, units=units) for i, (road, at, units) in enumerate(wanted)]
    plan, _ = settle_plan(source(stores=stores, streets=[STREET]))
    index = data.draw(st.integers(0, len(stores) - 1))
    changed = store(stores[index].store_id, road=wanted[index][0], at=wanted[index][1], units=("701",), name="새 이름")
    other, _ = settle_plan(source(stores=[*stores[:index], changed, *stores[index + 1 :]], streets=[STREET]))
    own = (wanted[index][0], wanted[index][1])
    assert plan.roads == other.roads
    for before, after in zip(plan.buildings, other.buildings, strict=True):
        assert before.footprint == after.footprint
        if (before.road, before.number.main) != own:
            assert before == after


@pytest.mark.data
def test_the_real_street_stands_as_its_numbers_say(shared_data):
    """계원대학로 2–66: corrected points with some that nobody corrected, storeys from the lift register."""
    buildings, roads, notes = settled(kaywon(shared_data, uncorrected=("명성 사우나", "계원 PC방")))
    assert len(buildings) == 15
    (road,) = roads
    line = shapely.LineString(road.centreline)
    places = {
        one.number.main: line.project(polygon_of(one.footprint).centroid) for one in buildings.values() if one.number
    }
    assert sorted(places, key=places.get) == sorted(places)
    assert all(abs(place - 10 * number) < 40 for number, place in places.items())
    storeys = {one.name: one.storeys_above for one in buildings.values()}
    assert storeys["LG프라자"] == 5
    assert storeys["대림프라자"] == 5
    assert storeys["반도프라자"] == 8
    assert storeys["스카이프라자"] == 6
    assert kinds(notes)[NoteKind.CONTRADICTING_BUILDING] == 3


@pytest.mark.data
def test_the_plazas_of_the_real_street_lie_at_their_points(shared_data):
    given_source = kaywon(shared_data)
    plan, _ = settle_plan(given_source)
    shapes = {one.number: polygon_of(one.footprint) for one in plan.buildings}
    distances = [
        shapes[one.address.number].distance(shapely.Point(one.point))
        for one in given_source.stores
        if one.point and one.address.number and one.address.number.main % 2 == 0
    ]
    assert max(distances) < 20  # the odd side is a hypermarket and a mall, whose middles lie 80 m from the road


@pytest.mark.data
def test_the_blocks_of_gangnam_settle_in_a_few_seconds_without_overlaps(shared_data):
    given_source = gangnam(shared_data)
    began = time.perf_counter()
    plan, notes = settle_plan(given_source)
    assert time.perf_counter() - began < 20  # measured 0.6 s; the machine may be busy
    assert len(given_source.layout.buildings) - len(plan.buildings) < 10
    shapes = [polygon_of(one.footprint, one.holes) for one in plan.buildings]
    tree = shapely.STRtree(shapes)
    first, second = tree.query(shapes, predicate="intersects")
    assert all(shapes[a].intersection(shapes[b]).area < 0.05 for a, b in zip(first, second, strict=True) if a < b)
    corridors = [corridor_of(road) for road in plan.roads]
    road, building_index = tree.query(corridors, predicate="intersects")
    shared = [corridors[a].intersection(shapes[b]).area for a, b in zip(road, building_index, strict=True)]
    assert max(shared, default=0.0) < 1e-6
    assert len(notes) < 20
    assert settle_plan(reversed_source(given_source)) == (plan, notes)


def reversed_source(given_source: DistrictSource) -> DistrictSource:
    layout = given_source.layout
    turned_layout = replace(layout, buildings=layout.buildings[::-1], roads=layout.roads[::-1])
    return replace(given_source, layout=turned_layout, stores=given_source.stores[::-1])
