"""Through the glass and the door of a store front one sees the room."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.domain.categories import Category
from district_builder.geometry.mesh import Surface
from district_builder.geometry.raw_mesh import RawMesh
from district_builder.stages.art import InteriorWall, Sheen
from district_builder.stages.detail import Detail
from district_builder.stages.store_glass import GLASS_Y
from district_builder.stages.styles import STYLES, DoorKind
from tests.district_builder.stages.front_samples import CATEGORIES, LEVELS, build, front, fronts
from tests.district_builder.triangles import facing, middles, recorded


def is_upright(mesh: RawMesh) -> np.ndarray:
    """Which triangles stand: the dusk under goods and the light before a store lie on the ground."""
    return np.ptp(mesh.positions[mesh.triangles][:, :, 2], axis=1) > 1e-6


@settings(deadline=None, max_examples=25)
@given(of=fronts, detail=st.sampled_from(LEVELS))
def test_glass_is_recessed_behind_the_wall_and_looks_at_the_street(of, detail):
    glass = recorded(build(of, detail)).get(Surface.GLASS)
    if glass is None:
        assert STYLES[of.category].door is DoorKind.OPEN
        return
    upright = is_upright(glass)
    assert (np.abs(facing(glass)[~upright][:, :2]) < 1e-9).all()
    assert (facing(glass)[~upright][:, 2] > 0).all()
    assert glass.positions[glass.triangles[~upright]][:, :, 2].max(initial=0.0) < 0.02
    assert (glass.positions[glass.triangles[upright]][:, :, 1] >= GLASS_Y - 0.05).all()
    assert (facing(glass)[upright][:, 1] < 0).all()


@pytest.mark.parametrize("category", CATEGORIES)
def test_words_on_glass_keep_between_the_bars_of_its_frames(category):
    """A letter that runs over a bar is cut in two by it."""
    for width in (3.6, 6.4, 11.0):
        meshes = recorded(build(front(category, width_metres=width), Detail.STANDARD))
        if Surface.GLASS not in meshes:
            continue
        glass, matter = meshes[Surface.GLASS], meshes[Surface.MATTER]
        films = (glass.positions[glass.triangles][:, :, 1].mean(axis=1) < GLASS_Y - 0.005) & is_upright(glass)
        corners = glass.positions[glass.triangles[films]]
        bars = matter.positions[matter.triangles]
        upright = (np.ptp(bars[:, :, 0], axis=1) < 0.06) & (np.ptp(bars[:, :, 2], axis=1) > 0.3)
        middles_of_bars = bars[upright & (np.abs(bars[:, :, 1] - GLASS_Y).max(axis=1) < 0.07)][:, :, 0].mean(axis=1)
        for low, high in zip(corners[:, :, 0].min(axis=1), corners[:, :, 0].max(axis=1), strict=True):
            assert not ((middles_of_bars > low + 0.01) & (middles_of_bars < high - 0.01)).any()


@settings(deadline=None, max_examples=25)
@given(of=fronts, detail=st.sampled_from(LEVELS))
def test_glass_lets_one_see_the_room(of, detail):
    parts = build(of, detail)
    meshes = recorded(parts)
    if STYLES[of.category].door is not DoorKind.OPEN:
        glass = meshes[Surface.GLASS]
        panes = glass.tints[glass.triangles[is_upright(glass)][:, 0], 3] < 0.5
        assert panes.any()
    assert any(isinstance(picture, InteriorWall) for picture in parts.pictures())


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_front_has_a_way_in(category):
    """From the pavement a ray at breast height meets glass or nothing before it meets the room, somewhere."""
    of = front(category)
    meshes = recorded(build(of, Detail.STANDARD))
    matter = meshes[Surface.MATTER]
    upright = np.abs(matter.normals[matter.triangles[:, 0]][:, 1]) > 0.9
    corners = matter.positions[matter.triangles[upright]]
    before_glass = corners[(corners[:, :, 1] < GLASS_Y + 0.01).all(axis=1) & (corners[:, :, 1] > -0.05).all(axis=1)]
    open_metres = 0
    for x in np.arange(0.05, of.width_metres, 0.1):
        covers = (
            (before_glass[:, :, 0].min(axis=1) <= x)
            & (before_glass[:, :, 0].max(axis=1) >= x)
            & (before_glass[:, :, 2].min(axis=1) <= 1.0)
            & (before_glass[:, :, 2].max(axis=1) >= 1.0)
        )
        open_metres += 0.1 * (not covers.any())
    assert open_metres > 0.7


def test_panes_share_two_pictures_of_what_glass_returns():
    sheens = [picture for picture in build(front()).pictures() if isinstance(picture, Sheen)]
    assert len(sheens) == len(set(sheens)) == 2


def test_the_rooms_far_wall_can_be_seen_through_the_opening():
    art = recorded(build(front(Category.BOOKS), Detail.STANDARD))[Surface.ART]
    far = middles(art)[:, 1] > 3.0
    assert far.any()
    assert (facing(art)[far][:, 1] < 0).all()
