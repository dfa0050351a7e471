"""Windows of tenants above are theirs: lamps of their kind burn behind them, and go out with the store."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.domain.categories import Category
from district_builder.geometry.raw_mesh import RawMesh
from district_builder.stages.cladding import clad
from district_builder.stages.detail import Detail
from district_builder.stages.lit_rooms import Tenancy, pane_of, tenant_at
from district_builder.stages.paint_glazing import paint_glazing
from district_builder.stages.styles import NEUTRAL, STYLES
from district_builder.stages.surfaces import BLIND_KINDS, GLAZING_KINDS, ROOM_KINDS, glazing
from district_builder.stages.windows import RECESS, panes_of, window_stretches
from tests.district_builder.stages.test_facade import NUMBERS, STORES, TENANTS, upper, wall_of
from tests.district_builder.triangles import everything

FIRST_GLAZING_ROW = glazing(0).top
WIDTH = 20.0


def panes(mesh: RawMesh) -> np.ndarray:
    """The first vertices of the panes' triangles."""
    first = mesh.triangles[:, 0]
    is_pane = (mesh.uvs[first, 1] >= FIRST_GLAZING_ROW) & (mesh.uvs[first, 1] <= glazing(0).bottom)
    return first[is_pane & (mesh.positions[first, 1] > RECESS - 1e-6)]


def pane_middles() -> list[float]:
    """Where panes lie along the test's wall, by their middles."""
    cladding, _ = clad("plaza", seed="test")
    return [
        (pane[0] + pane[1]) / 2 for window in window_stretches(WIDTH, cladding) for pane in panes_of(window, cladding)
    ]


@pytest.mark.parametrize("detail", list(Detail))
def test_each_pane_belongs_to_the_tenant_behind_it_or_to_the_house(detail):
    mesh = everything(upper(wall_of(WIDTH, TENANTS), 5, detail=detail))
    first = panes(mesh)
    for tenant in TENANTS:
        low, high = 4.2 + 3.3 * (tenant.storey - 2), 4.2 + 3.3 * (tenant.storey - 1)
        on_storey = first[(mesh.positions[first, 2] > low) & (mesh.positions[first, 2] < high)]
        owned = mesh.features[on_storey] == NUMBERS[tenant.store_id]
        expected = sum(tenant.start_metres <= middle < tenant.end_metres for middle in pane_middles())
        assert owned.sum() == 2 * expected > 0  # two triangles a pane
        xs = mesh.positions[on_storey[owned], 0]
        assert (xs > tenant.start_metres - 1.5).all()
        assert (xs < tenant.end_metres + 1.5).all()


def test_every_tenants_pane_is_lit_and_some_of_the_houses_are_dark():
    mesh = everything(upper(wall_of(WIDTH, TENANTS), 5))
    first = panes(mesh)
    is_store = np.isin(mesh.features[first], list(NUMBERS.values()))
    assert (mesh.glows[first[is_store]].max(axis=1) > 0.2).all()
    houses = mesh.glows[first[~is_store]].max(axis=1)
    assert (houses == 0).any()
    assert (houses > 0).any()


def test_a_karaoke_is_violet_and_an_academy_white():
    mesh = everything(upper(wall_of(WIDTH, TENANTS), 5))
    first = panes(mesh)

    def glow(store_id: str) -> np.ndarray:
        shown = mesh.glows[first[mesh.features[first] == NUMBERS[store_id]]]
        return shown[np.argmax(shown.sum(axis=1))]

    assert STORES["s4"].category is Category.KARAOKE
    assert glow("s4")[2] > 2 * glow("s4")[1]
    assert STORES["s3"].category is Category.ACADEMY
    assert np.ptp(glow("s3")) < 0.15


@pytest.mark.parametrize("category", list(Category))
def test_lamps_are_colours_that_one_sees(category):
    assert all(0.3 <= channel <= 1.0 for channel in STYLES[category].lamps)


@given(
    edges=st.lists(st.floats(0, 60, allow_subnormal=False), min_size=2, max_size=8, unique=True), at=st.floats(-5, 65)
)
def test_a_pane_has_one_tenant_at_most(edges, at):
    edges = sorted(edges)
    rooms = [
        Tenancy(start_metres=low, end_metres=high, feature=number, lamps=NEUTRAL)
        for number, (low, high) in enumerate(zip(edges[::2], edges[1::2], strict=False))
    ]
    inside = [room for room in rooms if room.start_metres <= at < room.end_metres]
    assert tenant_at(at, rooms) == (inside[0] if inside else None)
    assert len(inside) <= 1


@given(seed=st.integers(0, 10_000), lamps=st.sampled_from(sorted({style.lamps for style in STYLES.values()})))
def test_a_pane_shows_a_room_or_a_blind_and_no_more_light_than_its_lamps(seed, lamps):
    room = Tenancy(start_metres=0, end_metres=5, feature=1, lamps=lamps)
    pane = pane_of(room, Random(seed))
    assert pane.kind in (*ROOM_KINDS, *BLIND_KINDS)
    assert pane.kind < GLAZING_KINDS
    assert all(0 < shown <= lamp for shown, lamp in zip(pane.glow, lamps, strict=True))
    assert pane.kind in BLIND_KINDS or pane.glow == lamps


def test_a_lit_room_is_painted_brighter_than_glass_before_a_dark_one():
    painted = np.asarray(paint_glazing((1024, 128)), dtype=float)
    tones = painted.reshape(128, GLAZING_KINDS, -1, 3).mean(axis=(0, 2, 3))
    dark = [kind for kind in range(GLAZING_KINDS) if kind not in (*ROOM_KINDS, *BLIND_KINDS)]
    assert min(tones[list(ROOM_KINDS)]) > 1.5 * max(tones[dark])
