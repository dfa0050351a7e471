"""Signals at crossings: clear of lorries' heads, seen by those whom they stop, off the walkers' way."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, Point

from district_builder.domain.frames import Point2
from district_builder.geometry.parts import Parts
from district_builder.geometry.raw_mesh import RawMesh, Shade
from district_builder.stages.crossings import CROSSING_LENGTH, Zebra
from district_builder.stages.detail import Detail
from district_builder.stages.ground import lay_ground
from district_builder.stages.items import Item
from district_builder.stages.signals import DIM, GREEN, RED, build_signal, place_signals
from tests.district_builder.stages.settle_samples import plan_of, street
from tests.district_builder.triangles import everything, facing, middles

LONG = [street("main", (0, 0), (320, 0), carriageway=13.0), street("side", (160, 0), (160, 60), carriageway=6.0)]


@pytest.fixture(scope="module")
def avenue() -> tuple:
    ground = lay_ground(plan_of([], LONG))
    return ground, place_signals(ground.zebras, ground.pavement, seed="t")


def built(reach=4.0, detail=Detail.NEAR) -> RawMesh:
    parts = Parts()
    build_signal(parts, reach, detail=detail)
    return everything(parts)


def of_tint(mesh: RawMesh, tint) -> np.ndarray:
    """(m, 3) middles of the triangles of a colour."""
    own = np.abs(mesh.tints[mesh.triangles[:, 0], :3] - tint).max(axis=1) < 1e-9
    return middles(mesh)[own]


def test_a_wide_crossing_has_a_mast_on_either_side_and_a_narrow_one_none(avenue):
    ground, items = avenue
    main = [zebra for zebra in ground.zebras if zebra.road_id == "main"]
    assert len(main) == 1
    assert len(items) == 2
    assert {item.y > 0 for item in items} == {True, False}


def test_masts_stand_on_the_pavement_beside_the_crossing(avenue):
    ground, items = avenue
    for item in items:
        foot = Point(item.x, item.y)
        assert ground.pavement.contains(foot.buffer(0.15))
        assert 0.5 < ground.crossings.distance(foot) < 2.0


def test_an_arm_leads_over_the_carriageway_and_not_beyond_its_middle_lane(avenue):
    _, items = avenue
    for item in items:
        tip = (
            item.x - np.cos(item.turn_radians) * item.reach_metres,
            item.y - np.sin(item.turn_radians) * item.reach_metres,
        )
        assert abs(tip[1]) < 6.5 - 2.0
        assert tip[1] * item.y > -1.0


def seen_by(item: Item) -> np.ndarray:
    """The direction in which a signal looks, in the district."""
    turn = item.turn_radians
    return np.array([np.sin(turn), -np.cos(turn)])


def test_each_direction_sees_its_signal_on_its_right(avenue):
    """Who drives east keeps to the south side and looks west-facing lamps in the eye, and the other way round."""
    _, items = avenue
    for item in items:
        drives = -seen_by(item)
        right_of_driver = np.array([drives[1], -drives[0]])
        assert np.array([item.x - 160.0, item.y]) @ right_of_driver > 0
        assert abs(drives[0]) > 0.99


def test_without_pavement_there_is_no_mast():
    zebra = Zebra(
        road_id="r",
        middle=Point2(0, 0),
        ahead=(1.0, 0.0),
        carriageway_width_metres=12.0,
        pavement_width_metres=3.0,
    )
    assert place_signals([zebra], shapely.Polygon(), seed="t") == []


# How they look


@given(reach=st.floats(1.5, 5.4), detail=st.sampled_from(list(Detail)))
def test_nothing_over_the_carriageway_hangs_lower_than_four_and_a_half_metres(reach, detail):
    """도로의 구조·시설 기준: the least clearance is 4.5 m."""
    mesh = built(reach, detail)
    over = mesh.positions[mesh.positions[:, 0] < -0.45]
    assert over[:, 2].min() >= 4.5
    assert over[:, 0].min() >= -reach - 0.01


def test_lamps_lie_side_by_side_red_first_from_the_left_of_who_sees_them():
    mesh = built()
    red, amber, green = (of_tint(mesh, tint) for tint in (RED, DIM[1], DIM[2]))
    assert red[:, 0].max() < amber[:, 0].min() < amber[:, 0].max() < green[:, 0].min()
    assert np.ptp(np.concatenate([red, amber, green])[:, 2]) < 0.35
    own = np.abs(mesh.tints[mesh.triangles[:, 0], :3] - RED).max(axis=1) < 1e-9
    assert (facing(mesh)[own][:, 1] < 0).all()


def test_walkers_have_green_under_red_and_drivers_red_at_the_same_time():
    mesh = built()
    walk, stop = of_tint(mesh, GREEN), of_tint(mesh, DIM[0])
    low = stop[stop[:, 2] < 4.0]
    assert walk[:, 2].max() < low[:, 2].min()
    assert 2.2 < walk[:, 2].min() < low[:, 2].max() < 3.3  # 보행신호등: 2 to 3 m above the pavement, give or take
    own = np.abs(mesh.tints[mesh.triangles[:, 0], :3] - GREEN).max(axis=1) < 1e-9
    assert (facing(mesh)[own][:, 0] < 0).all()  # across the carriageway


def test_lamps_carry_their_own_light():
    mesh = built()
    for tint in (RED, GREEN):
        own = np.abs(mesh.tints[:, :3] - tint).max(axis=1) < 1e-9
        assert set(mesh.shades[own]) == {Shade.GLOWING}


def test_far_signals_are_cheaper_and_stand_alike():
    near, far = built(), built(detail=Detail.STANDARD)
    assert len(far.triangles) < 0.7 * len(near.triangles)
    assert far.positions[:, 2].max() == pytest.approx(near.positions[:, 2].max())


def test_the_same_crossings_get_the_same_signals(avenue):
    ground, items = avenue
    assert place_signals(ground.zebras, ground.pavement, seed="t") == items
    line = LineString([(item.x, item.y) for item in items])
    assert line.length > 13.0
    assert abs(items[0].x - items[1].x) > CROSSING_LENGTH
