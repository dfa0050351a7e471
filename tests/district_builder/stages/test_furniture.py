"""Street furniture stands on the pavement, where nobody needs to pass."""

from itertools import combinations
from math import hypot

import numpy as np
import pytest
import shapely
from shapely.geometry import Point

from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import Parts
from district_builder.geometry.raw_mesh import RawMesh, join_raw
from district_builder.stages.detail import Detail
from district_builder.stages.furniture import build_item, place_furniture
from district_builder.stages.ground import lay_ground
from district_builder.stages.items import FLAT, Item, Kind
from district_builder.stages.surfaces import PLAIN
from tests.district_builder.small_district import Laid
from tests.district_builder.stages.settle_samples import plan_of, street
from tests.district_builder.triangles import everything, recorded, spans

LONG = [street("main", (0, 0), (320, 0)), street("side", (160, 0), (160, 60), carriageway=6.0)]


@pytest.fixture(scope="module")
def avenue() -> tuple:
    ground = lay_ground(plan_of([], LONG))
    return ground, standing(place_furniture(LONG, ground, seed="test"))


def standing(items) -> list[Item]:
    """What feet must go round."""
    return [item for item in items if item.kind not in FLAT]


@pytest.fixture(scope="module")
def small(laid: Laid) -> tuple:
    return laid.ground, standing(laid.items)


def test_everything_stands_on_the_pavement(small, avenue):
    for ground, items in (small, avenue):
        area = ground.pavement.buffer(0.01)
        assert items
        assert [item for item in items if not area.contains(Point(item.x, item.y))] == []


def test_nothing_stands_on_a_crossing_and_only_bollards_and_signals_at_its_ends(small, avenue):
    least = {Kind.BOLLARD: 0.3, Kind.SIGNAL: 0.9}
    for ground, items in (small, avenue):
        for item in items:
            assert ground.crossings.distance(Point(item.x, item.y)) > least.get(item.kind, 2.0)


def test_nothing_stands_in_a_door(laid: Laid):
    """Whoever comes out of a store has half a metre to both sides."""
    for place in laid.street.placements:
        door = Point(place.door_in_district)
        assert [item for item in standing(laid.items) if door.distance(Point(item.x, item.y)) < 0.9] == []


def test_a_lane_along_the_walls_stays_free(laid: Laid):
    walls = shapely.union_all(
        [shapely.LineString([wall.left_foot_in_district, wall.right_foot_in_district]) for wall in laid.street.walls]
    )
    for item in standing(laid.items):
        assert walls.distance(Point(item.x, item.y)) > 1.5


def test_a_pavement_keeps_a_metre_and_a_half_to_walk_on(avenue):
    """보도 유효폭: goods reach 0.95 m from the walls, a row 1.05 m from the carriageway; 1.5 m are left of 3.5 m."""
    _, items = avenue
    main = [one for one in items if 4.5 < abs(one.y) < 8.0 and abs(one.x - 160) > 15]
    assert {one.kind for one in main} >= set(STANDING) - {Kind.SIGNAL, Kind.BOLLARD}
    for one in main:
        matter = recorded(built(one))[Surface.MATTER].positions
        pit = (matter[:, 2] > 0.01) & (matter[:, 2] < 0.02)
        low = matter[(matter[:, 2] < 2.1) & ~pit]  # one walks under what is higher, and over a tree's pit
        assert np.abs(low[:, 1]).max() <= 4.5 + 1.05 + 0.005, one.kind


@pytest.mark.parametrize(("pavement", "kinds"), [(2.0, set()), (2.6, {Kind.TREE, Kind.LAMP, Kind.POLE})])
def test_a_narrower_pavement_carries_less(pavement, kinds):
    road = street("main", (0, 0), (160, 0), pavement=pavement)
    assert {one.kind for one in standing(place_furniture([road], lay_ground(plan_of([], [road])), seed="t"))} == kinds


def test_no_two_things_stand_in_each_other(small, avenue):
    for _, items in (small, avenue):
        assert min(hypot(a.x - b.x, a.y - b.y) for a, b in combinations(items, 2)) > 0.5


def test_a_street_has_trees_and_lamps_on_both_sides_and_poles_on_one(avenue):
    _, items = avenue
    for kind in (Kind.TREE, Kind.LAMP):
        assert {item.y > 0 for item in items if item.kind is kind and abs(item.y) < 10} == {True, False}
    assert len({item.y > 0 for item in items if item.kind is Kind.POLE and item.x < 150}) == 1


def test_cables_lead_from_pole_to_pole(avenue):
    _, items = avenue
    poles = {(item.x, item.y) for item in items if item.kind is Kind.POLE}
    led = [item for item in items if item.next_pole is not None]
    assert len(led) >= 3
    assert {item.next_pole for item in led} <= poles
    assert all(item.kind is Kind.POLE and item.next_pole != (item.x, item.y) for item in led)
    assert all(hypot(item.next_pole[0] - item.x, item.next_pole[1] - item.y) < 75 for item in led)


def test_bollards_guard_both_ends_of_a_crossing(avenue):
    ground, items = avenue
    main = [crossing for crossing in ground.crossings.geoms if abs(crossing.centroid.y) < 1.0]
    assert main
    for crossing in main:
        near = [item for item in items if item.kind is Kind.BOLLARD and crossing.distance(Point(item.x, item.y)) < 1.0]
        assert {item.y > 0 for item in near} == {True, False}
        assert all(crossing.distance(Point(item.x, item.y)) > 0 for item in near)
        xs = sorted(item.x for item in near if item.y > 0)
        assert np.diff(xs).min() > 0.8  # a wheelchair passes between them


def test_an_alley_and_a_narrow_pavement_stay_bare():
    for road in (
        street("a", (0, 0), (100, 0), pavement=1.2),
        street("b", (0, 0), (100, 0), kind="alley", pavement=0.0),
    ):
        assert standing(place_furniture([road], lay_ground(plan_of([], [road])), seed="t")) == []


def test_the_same_seed_places_the_same_things_and_another_seed_others():
    ground = lay_ground(plan_of([], LONG))
    assert place_furniture(LONG, ground, seed="a") == place_furniture(LONG, ground, seed="a")
    assert place_furniture(LONG, ground, seed="a") != place_furniture(LONG, ground, seed="b")


def test_every_item_has_its_own_luck(avenue):
    _, items = avenue
    assert len({item.seed for item in items}) == len(items)


# What they look like

REACH = {
    Kind.TREE: 3.0,
    Kind.LAMP: 1.8,
    Kind.POLE: 0.8,
    Kind.BENCH: 1.0,
    Kind.BOLLARD: 0.2,
    Kind.PLANTER: 1.2,
    Kind.SIGNAL: 4.1,
    Kind.SCOOTER: 1.0,
    Kind.BICYCLES: 1.1,
}
HEIGHT = {
    Kind.TREE: (4.5, 8.5),
    Kind.LAMP: (5.5, 7.5),
    Kind.POLE: (8.0, 10.0),
    Kind.BENCH: (0.4, 0.6),
    Kind.BOLLARD: (0.8, 1.0),
    Kind.PLANTER: (0.45, 1.6),
    Kind.SIGNAL: (5.0, 7.0),
    Kind.SCOOTER: (1.0, 1.3),
    Kind.BICYCLES: (0.9, 1.2),
}
STANDING = list(HEIGHT)


def built(item: Item, detail=Detail.NEAR):
    parts = Parts()
    parts.feature = 1
    build_item(parts, item, detail=detail)
    return parts


def solid(parts: Parts) -> RawMesh:
    """Everything but the dusk that a thing throws on the ground."""
    return join_raw([mesh for surface, mesh in recorded(parts).items() if surface is not Surface.GLASS])


def item(kind: Kind, **facts) -> Item:
    return Item(kind=kind, **({"x": 50.0, "y": -20.0, "turn_radians": 0.7, "seed": "t/1", "reach_metres": 4.0} | facts))


def test_every_kind_lies_flat_or_stands():
    assert set(STANDING) == set(Kind) - FLAT


@pytest.mark.parametrize("detail", list(Detail))
@pytest.mark.parametrize("kind", STANDING)
def test_an_item_stands_on_the_ground_where_it_is_placed(kind, detail):
    lowest, highest = spans(solid(built(item(kind), detail)))
    assert lowest[2] >= -1e-6
    assert lowest[2] < 0.05
    low, high = HEIGHT[kind]
    assert low <= highest[2] <= high
    assert max(50 - lowest[0], highest[0] - 50, -20 - lowest[1], highest[1] + 20) <= REACH[kind]


@pytest.mark.parametrize("kind", STANDING)
def test_an_item_looks_the_same_every_time(kind):
    assert everything(built(item(kind))).positions.tobytes() == everything(built(item(kind))).positions.tobytes()


def test_two_trees_differ():
    one, other = everything(built(item(Kind.TREE))), everything(built(item(Kind.TREE, seed="t/2")))
    assert spans(one)[1][2] != spans(other)[1][2]


@pytest.mark.parametrize("kind", STANDING)
def test_far_items_are_cheaper_than_near_ones(kind):
    near, far = (len(everything(built(item(kind), detail)).triangles) for detail in (Detail.NEAR, Detail.STANDARD))
    assert far < near


def test_cables_sag_between_poles_and_reach_the_next():
    mesh = everything(built(item(Kind.POLE, next_pole=(80.0, -20.0))))
    _, highest = spans(mesh)
    assert highest[0] == pytest.approx(80.0)
    middle = mesh.positions[np.abs(mesh.positions[:, 0] - 65.0) < 3.0]
    assert 5.0 < middle[:, 2].min() < 6.1
    assert highest[2] < 8.7


def test_a_bench_is_turned_along_its_road():
    """Its long side runs with the road, not across it."""
    for turn, axis in ((0.0, 0), (np.pi / 2, 1)):
        mesh = solid(built(item(Kind.BENCH, turn_radians=turn)))
        size = np.ptp(mesh.positions, axis=0)
        assert size[axis] == pytest.approx(1.6, abs=0.05)
        assert size[1 - axis] < 0.6


def test_building_an_item_leaves_the_recorder_in_the_district():
    for kind in STANDING:
        parts = built(item(kind))
        before = len(everything(parts).positions)
        parts.panel(PLAIN, (0, 0, 0), (1, 0, 0), (0, 0, 1))
        added = np.concatenate([mesh.positions for mesh in recorded(parts).values()])
        assert len(added) == before + 4
        assert (added == (1.0, 0.0, 1.0)).all(axis=1).any()
