"""Scooters, bicycles, posts, banners and the dusk under them, each by itself."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import Parts
from district_builder.geometry.raw_mesh import RawMesh
from district_builder.stages.art import SOFT_SHADOW, Cloth
from district_builder.stages.contact import darken_ground
from district_builder.stages.detail import Detail
from district_builder.stages.items import Item, Kind
from district_builder.stages.parked import RACK_METRES, SCOOTER_METRES, hoop, park_bicycles, park_scooter
from district_builder.stages.posts import CLOTH_LOW, CLOTHS, hang_cloth, stand_bollard, stand_lamp, stand_pole
from tests.district_builder.triangles import areas, everything, facing, recorded, spans

LEVELS = list(Detail)
PARKED = [park_scooter, park_bicycles]
POST = Item(kind=Kind.LAMP, x=0.0, y=0.0, turn_radians=0.0, seed="t")


def parked(park, seed=1, detail=Detail.NEAR) -> RawMesh:
    parts = Parts()
    park(parts, Random(seed), detail=detail)
    return everything(parts)


@pytest.mark.parametrize("detail", LEVELS)
@pytest.mark.parametrize("park", PARKED)
@given(seed=st.integers(0, 999))
def test_what_is_parked_stands_on_its_wheels_along_the_kerb(park, detail, seed):
    lowest, highest = spans(parked(park, seed, detail))
    assert lowest[2] == pytest.approx(0.0, abs=1e-6)
    assert 0.9 < highest[2] < 1.3
    assert highest[1] - lowest[1] <= 0.72  # 0.7 m of pavement and no more
    assert highest[0] - lowest[0] <= {park_scooter: SCOOTER_METRES, park_bicycles: RACK_METRES}[park] + 0.2


@pytest.mark.parametrize("park", PARKED)
def test_what_is_parked_differs_in_colour_and_not_in_shape(park):
    looks = {parked(park, seed).tints.tobytes() for seed in range(12)}
    assert len(looks) > 3
    assert len(parked(park, 1).triangles) == len(parked(park, 2).triangles)


@pytest.mark.parametrize("park", PARKED)
def test_colours_of_what_is_parked_are_muted(park):
    """No toys: no paint is both bright and saturated."""
    for seed in range(12):
        tints = parked(park, seed).tints[:, :3]
        assert (np.ptp(tints, axis=1) < 0.45).all()


def test_one_looks_through_a_bicycles_wheel():
    ring = hoop(14)
    assert (facing(ring)[:, 1] < 0).all()
    assert areas(ring).sum() < 0.3 * np.pi


# Posts


def test_a_bollard_has_the_size_that_the_rule_wants():
    """보행안전 시설물: 0.8 to 1.0 m high, 0.1 to 0.2 m thick."""
    parts = Parts()
    stand_bollard(parts, POST)
    lowest, highest = spans(everything(parts))
    assert 0.8 <= highest[2] <= 1.0
    assert 0.1 <= highest[0] - lowest[0] <= 0.2


def test_nobodys_head_reaches_a_banner_and_it_keeps_off_the_carriageway():
    """It hangs on the pavement's side, above 2.5 m."""
    parts = Parts()
    hang_cloth(parts, POST, number=0, detail=Detail.NEAR)
    lowest, highest = spans(everything(parts))
    assert lowest[2] >= CLOTH_LOW - 0.02
    assert CLOTH_LOW > 2.5
    lamp = Parts()
    stand_lamp(lamp, POST, detail=Detail.NEAR)
    arm = everything(lamp).positions
    away_from_road = np.sign(arm[np.abs(arm[:, 1]).argmax(), 1]) * -1
    assert (np.array([lowest[1], highest[1]]) * away_from_road).max() > 0.5
    assert (np.array([lowest[1], highest[1]]) * away_from_road).min() > -0.05


def test_a_banner_is_read_from_both_sides_and_says_nothing_that_could_be_false():
    parts = Parts()
    hang_cloth(parts, POST, number=1, detail=Detail.NEAR)
    art = recorded(parts)[Surface.ART]
    assert {round(float(normal)) for normal in np.sign(facing(art)[:, 0])} == {1, -1}
    (cloth,) = [picture for picture in parts.pictures() if isinstance(picture, Cloth)]
    assert cloth in CLOTHS
    assert {one.text for one in CLOTHS} == {"걷고싶은거리"}


def test_from_afar_a_banner_is_plain_cloth():
    parts = Parts()
    hang_cloth(parts, POST, number=0, detail=Detail.STANDARD)
    assert parts.pictures() == []
    assert len(everything(parts).triangles) > 3


def test_a_pole_carries_arms_square_to_the_street_and_a_sheath_that_no_bill_sticks_to():
    parts = Parts()
    stand_pole(parts, POST, detail=Detail.NEAR)
    mesh = everything(parts)
    high = mesh.positions[mesh.positions[:, 2] > 7.9]
    assert np.ptp(high[:, 1]) > 1.5
    assert np.ptp(high[:, 0]) < 0.6
    low = mesh.positions[(mesh.positions[:, 2] > 0.4) & (mesh.positions[:, 2] < 2.0)]
    assert np.hypot(low[:, 0], low[:, 1]).max() < 0.2


# Dusk


@given(wide=st.floats(0.1, 3.0), deep=st.floats(0.1, 2.0))
def test_dusk_reaches_a_little_beyond_what_throws_it_and_lies_on_the_ground(wide, deep):
    parts = Parts()
    darken_ground(parts, (1.0, 1.0 + wide), (-2.0, -2.0 + deep), detail=Detail.NEAR)
    mesh = recorded(parts)[Surface.GLASS]
    lowest, highest = spans(mesh)
    assert parts.pictures() == [SOFT_SHADOW]
    assert 0.05 < 1.0 - lowest[0] < 0.75
    assert 0.05 < highest[1] - (-2.0 + deep) < 0.75
    assert 0 < lowest[2] == highest[2] < 0.02
    assert (facing(mesh)[:, 2] > 0).all()


def test_from_afar_there_is_no_dusk():
    parts = Parts()
    darken_ground(parts, (0, 1), (0, 1), detail=Detail.STANDARD)
    assert recorded(parts) == {}
