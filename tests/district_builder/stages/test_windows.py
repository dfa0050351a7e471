"""Upper windows, what hangs beside them, and walls whose windows are only painted or pasted."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.domain.frames import Point2
from district_builder.domain.plan import Bay, BayUse, StreetWall
from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import Parts
from district_builder.stages import surfaces
from district_builder.stages.art import Lettering
from district_builder.stages.cladding import Cladding, clad
from district_builder.stages.detail import Detail
from district_builder.stages.facade import build_upper_storeys
from district_builder.stages.shell import MOST_BUILT_STOREYS, raise_storeys
from district_builder.stages.surfaces import glazing
from district_builder.stages.wall_fixtures import LEAST_WALL_FOR_PIPE_METRES, hang_cooling_units, lead_rain_down
from district_builder.stages.windows import BAR, SILL, panes_of, window_stretches
from tests.district_builder.stages import settle_samples as sample
from tests.district_builder.stages.test_facade import NUMBERS, STORES, TENANTS, wall_of
from tests.district_builder.triangles import everything, facing, middles, recorded, spans

claddings = st.sampled_from([clad(f"house-{k}", seed="t")[0] for k in range(16)])
BRICK = next(
    c for k in range(60) if (c := clad(f"b{k}", seed="t")[0]).coat == surfaces.BRICK and c.tint[0] > 2 * c.tint[2]
)


def house(storeys: int):
    return sample.planned("plaza", sample.box(0, 0, 20, 12), above=storeys)


@given(width=st.floats(1.6, 60), cladding=claddings)
def test_windows_keep_off_the_walls_ends_and_off_each_other(width, cladding: Cladding):
    edges = [edge for window in window_stretches(width, cladding) for edge in window]
    assert edges == sorted(edges)
    assert all(0.4 < edge < width - 0.4 for edge in edges)


@given(left=st.floats(0, 50), width=st.floats(0.5, 8), cladding=claddings)
def test_panes_fill_a_window_but_for_its_bars(left, width, cladding):
    panes = panes_of((left, left + width), cladding)
    assert (panes[0][0], panes[-1][1]) == pytest.approx((left, left + width))
    for (_, end), (start, _) in pairwise(panes):
        assert start - end == pytest.approx(BAR)


@pytest.mark.parametrize("detail", list(Detail))
@pytest.mark.parametrize("building", ["plaza", "house-1", "house-2", "house-3"])
def test_no_bar_of_a_window_cuts_a_word(building, detail):
    """Each film lies on one pane: between its ends there is no bar."""
    parts = Parts()
    wall = StreetWall(
        building_id=building,
        left_foot_in_district=Point2(0, 0),
        right_foot_in_district=Point2(20, 0),
        road_id="r",
        bays=tuple(TENANTS),
    )
    own = sample.planned(building, sample.box(0, 0, 20, 12), above=5)
    build_upper_storeys(parts, wall, own, STORES, seed="test", detail=detail, features=NUMBERS)
    cladding, _ = clad(building, seed="test")
    panes = [pane for window in window_stretches(20.0, cladding) for pane in panes_of(window, cladding)]
    glass = recorded(parts).get(Surface.GLASS)
    if glass is None:
        assert not any(isinstance(picture, Lettering) for picture in parts.pictures())
        return
    for xs in glass.positions[glass.triangles][:, :, 0]:
        assert any(low - 1e-6 <= xs.min() and xs.max() <= high + 1e-6 for low, high in panes)
    above_sill = [(z - 4.2) % 3.3 for z in glass.positions[:, 2]]
    assert min(above_sill) > SILL + 0.2  # a board below stands out and would hide what is lower


# Walls where nobody is known


def pasted(storeys: int, length: float = 18.0, cladding: Cladding = BRICK) -> Parts:
    parts = Parts()
    raise_storeys(parts, length, house(storeys), cladding)
    return parts


@pytest.mark.parametrize("storeys", [2, 4, MOST_BUILT_STOREYS])
def test_glass_in_a_brick_wall_is_not_brick(storeys):
    """The tint that colours the wall does not colour its panes."""
    mesh = everything(pasted(storeys))
    rows = glazing(0)
    panes = (mesh.uvs[:, 1] >= rows.top) & (mesh.uvs[:, 1] <= rows.bottom)
    assert panes.any()
    assert np.ptp(mesh.tints[panes][:, :3], axis=1).max() < 0.01
    walls = (mesh.uvs[:, 1] >= surfaces.BRICK.top - 1e-9) & (mesh.uvs[:, 1] <= surfaces.BRICK.bottom + 1e-9)
    assert mesh.tints[walls][:, :3] == pytest.approx(np.tile(BRICK.tint, (int(walls.sum()), 1)))


def test_a_towers_painted_windows_take_little_of_its_tint():
    mesh = everything(pasted(MOST_BUILT_STOREYS + 4))
    own = np.ptp(mesh.tints[:, :3], axis=1).max() / mesh.tints[:, :3].mean()
    walls = (max(BRICK.tint) - min(BRICK.tint)) / np.mean(BRICK.tint)
    assert own < 0.35 * walls


@settings(deadline=None, max_examples=20)
@given(length=st.floats(1.0, 40), storeys=st.integers(2, MOST_BUILT_STOREYS), cladding=claddings)
def test_pasted_windows_look_at_the_street_and_keep_to_their_wall(length, storeys, cladding):
    mesh = everything(pasted(storeys, length, cladding))
    lowest, highest = spans(mesh)
    assert (facing(mesh)[:, 1] < 0).all()
    assert lowest[1] >= -0.05
    assert lowest[0] >= 0.0
    assert highest[0] <= length + 1e-6
    assert (lowest[2], highest[2]) == pytest.approx((4.2, house(storeys).height_metres))


def test_a_house_of_one_storey_has_no_painted_storeys():
    assert recorded(pasted(1)) == {}


# What hangs there


def fixtures(storeys=5, bays=(), width=20.0, seed="t", detail=Detail.NEAR):
    parts = Parts()
    wall = wall_of(width, bays)
    windows = window_stretches(width, BRICK)
    hang_cooling_units(parts, wall, house(storeys), windows, seed=seed, detail=detail)
    return parts


def test_outdoor_units_hang_on_the_wall_above_the_stores():
    for seed in "abcdef":
        meshes = recorded(fixtures(seed=seed, storeys=8))
        lowest, highest = spans(meshes[Surface.MATTER])
        assert lowest[2] >= 4.2
        assert lowest[1] >= -0.45
        assert highest[1] <= 0.0


def test_no_outdoor_unit_hangs_before_a_tenants_board():
    bays = [
        Bay(use=BayUse.STORE, storey=storey, start_metres=0, end_metres=20, store_id="s2") for storey in (2, 3, 4, 5)
    ]
    for seed in "abcdef":
        assert recorded(fixtures(bays=bays, seed=seed)) == {}


def test_a_near_unit_shows_its_fan_and_its_brackets():
    near, far = (
        len(everything(fixtures(storeys=8, detail=detail)).triangles) for detail in (Detail.NEAR, Detail.STANDARD)
    )
    assert near > 1.4 * far


@given(width=st.floats(LEAST_WALL_FOR_PIPE_METRES, 40), storeys=st.integers(2, 9))
def test_a_downpipe_runs_from_the_roof_to_the_fascias_at_one_end(width, storeys):
    parts = Parts()
    lead_rain_down(parts, wall_of(width), house(storeys), seed="t")
    lowest, highest = spans(everything(parts))
    assert highest[2] == pytest.approx(house(storeys).height_metres)
    assert 4.2 <= lowest[2] < 4.3
    assert lowest[0] < 0.2 or highest[0] > width - 0.2
    assert lowest[1] > -0.2


def test_small_walls_and_low_houses_have_no_downpipe():
    for width, storeys in ((LEAST_WALL_FOR_PIPE_METRES - 0.1, 4), (20.0, 1)):
        parts = Parts()
        lead_rain_down(parts, wall_of(width), house(storeys), seed="t")
        assert recorded(parts) == {}


def test_fixtures_are_the_same_every_time():
    assert middles(everything(fixtures())) == pytest.approx(middles(everything(fixtures())))
