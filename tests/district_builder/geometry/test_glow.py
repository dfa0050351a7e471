"""What shines for a store is gathered into few patches that keep its place, its direction and all of its light."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.geometry.coats import Patch
from district_builder.geometry.glow import ADAPTED, LEAST_FLUX, PATCH_METRES, Glow, gather_glow
from district_builder.geometry.lamplight import Patches
from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import Parts
from district_builder.geometry.raw_mesh import RawMesh

PLAIN = Patch(Surface.MATTER, 0.0, 0.0, 1.0, 1.0)
GROUND, CAFE, BAKERY = 0, 1, 2
IS_STORE = (False, True, True)
SOUTH = [0.0, -1.0, 0.0]


def signs(*boards: tuple[int, float, float, float], glow: float = 0.8) -> RawMesh:
    """Upright boards that face south: whose, where along the wall, how wide, how high."""
    parts = Parts()
    for feature, x, width, height in boards:
        parts.feature = feature
        parts.panel(PLAIN, (x, 0, 3), (width, 0, 0), (0, 0, height), glow=(glow, glow / 2, 0.0))
    return parts.meshes({})[Surface.MATTER]


def gathered(raw: RawMesh) -> Glow:
    return gather_glow([raw], is_store=IS_STORE, lamps=Patches.none())


def test_a_small_sign_is_one_patch_in_its_middle_that_looks_as_the_sign_does():
    (patches,) = gathered(signs((CAFE, 0.1, 1.0, 0.5))).of_stores.values()
    assert patches.middles == pytest.approx(np.array([[0.6, 0.0, 3.25]]))
    assert patches.normals.tolist() == [SOUTH]
    assert patches.fluxes == pytest.approx(np.array([[0.8 * 0.5, 0.4 * 0.5, 0.0]]) * ADAPTED)


def test_each_store_has_its_own_lights_and_the_street_s_parts_are_nobody_s():
    glow = gathered(signs((CAFE, 0, 1, 1), (BAKERY, 4, 1, 1), (GROUND, 8, 1, 1)))
    assert list(glow.of_stores) == [CAFE, BAKERY]
    assert glow.is_store.tolist() == list(IS_STORE)


def test_the_lamps_are_those_that_were_given():
    lamps = Patches(middles=np.ones((1, 3)), normals=np.array([(0.0, 0.0, -1.0)]), fluxes=np.ones((1, 3)))
    assert gather_glow([signs((CAFE, 0, 1, 1))], is_store=IS_STORE, lamps=lamps).lamps is lamps


def test_what_does_not_glow_makes_no_patch():
    assert gathered(signs((CAFE, 0, 3, 1), glow=0.0)).of_stores == {}


def test_a_spark_is_too_faint_to_light_anything():
    assert gathered(signs((CAFE, 0, 0.1, LEAST_FLUX))).of_stores == {}


def test_a_tile_without_anything_that_shines_is_dark():
    glow = Glow.none(3)
    assert (len(glow.lamps), glow.of_stores, glow.is_store.tolist()) == (0, {}, [False] * 3)


boards = st.tuples(st.sampled_from([CAFE, BAKERY]), st.floats(-40, 40), st.floats(1, 9), st.floats(0.5, 2))


@given(st.lists(boards, min_size=1, max_size=6))
def test_no_light_is_lost_or_made_when_triangles_become_patches(rows):
    glow = gathered(signs(*rows))
    for store in {store for store, *_ in rows}:
        area = sum(width * height for owner, _, width, height in rows if owner == store)
        assert glow.of_stores[store].fluxes[:, 0].sum() == pytest.approx(ADAPTED * 0.8 * area, rel=0.02)


@given(st.floats(-40, 40), st.integers(1, 12))
def test_a_long_sign_is_not_one_lamp_in_its_middle(x, metres):
    parts = Parts()
    parts.feature = CAFE
    parts.panel(PLAIN, (x, 0, 3.1), (metres, 0, 0), (0, 0, 0.8), glow=(1, 1, 1), columns=metres)
    (patches,) = gathered(parts.meshes({})[Surface.MATTER]).of_stores.values()
    assert metres / PATCH_METRES - 1 <= len(patches) <= metres / PATCH_METRES + 2
    assert patches.middles[:, 0].min() >= x
    assert patches.middles[:, 0].max() <= x + metres


def test_the_two_sides_of_a_blade_shine_both_ways():
    parts = Parts()
    parts.feature = CAFE
    parts.panel(PLAIN, (0, 0, 3), (0, -1, 0), (0, 0, 1), glow=(1, 1, 1))
    parts.panel(PLAIN, (0.1, -1, 3), (0, 1, 0), (0, 0, 1), glow=(1, 1, 1))
    (patches,) = gathered(parts.meshes({})[Surface.MATTER]).of_stores.values()
    assert sorted(patches.normals[:, 0].tolist()) == [-1.0, 1.0]
