"""A store front keeps within its walls and its pavement, narrow or wide."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.domain.categories import Category
from district_builder.geometry.mesh import Surface
from district_builder.geometry.raw_mesh import RawMesh, join_raw
from district_builder.stages.contact import POOL_METRES
from district_builder.stages.detail import Detail
from district_builder.stages.interior import DEPTH_METRES
from district_builder.stages.styles import STYLES
from tests.district_builder.stages.front_samples import CATEGORIES, LEVELS, build, front, fronts
from tests.district_builder.triangles import areas, everything, facing, recorded, spans

INTO_NEIGHBOURS, OVER_PAVEMENT, ABOVE = 0.05, 1.4, 1.8


@settings(deadline=None, max_examples=30)
@given(of=fronts, detail=st.sampled_from(LEVELS))
def test_a_front_stands_on_the_pavement_and_ends_under_the_next_storeys_windows(of, detail):
    lowest, highest = spans(everything(build(of, detail)))
    assert lowest[2] >= -1e-6
    assert highest[2] <= of.height_metres + ABOVE
    assert highest[1] <= 0.3 + DEPTH_METRES + 1e-6


@settings(deadline=None, max_examples=30)
@given(of=fronts, detail=st.sampled_from(LEVELS))
def test_nothing_projects_far_over_the_pavement(of, detail):
    """But the light that lies on the pavement after dark, which is clear by day."""
    for mesh in recorded(build(of, detail)).values():
        by_day = mesh.positions[mesh.tints[:, 3] > 0.0]
        assert by_day[:, 1].min(initial=0.0) >= -OVER_PAVEMENT
    assert spans(everything(build(of, detail)))[0][1] >= -POOL_METRES


@pytest.mark.parametrize("detail", LEVELS)
@pytest.mark.parametrize("category", CATEGORIES)
def test_no_gap_between_the_pavement_and_the_room_shows_what_is_below(category, detail):
    """Seen from above, the floor is closed from the wall's line to the room's."""
    width = 4.0
    mesh = everything(build(front(category, width_metres=width), detail))
    corners = mesh.positions[mesh.triangles]
    is_floor = (facing(mesh)[:, 2] > 1e-9) & (corners[:, :, 2] < 0.06).all(axis=1)
    floor = shapely.union_all([shapely.Polygon(corner[:, :2]) for corner in corners[is_floor]], grid_size=1e-4)
    pier = 0.28 * 1.15
    assert shapely.box(pier, -0.03, width - pier, 1.0).difference(floor).area < 0.001


@pytest.mark.parametrize("detail", LEVELS)
@pytest.mark.parametrize("category", CATEGORIES)
def test_the_building_of_a_front_keeps_to_its_own_width(category, detail):
    """Goods on the pavement apart, nothing of a front reaches into a neighbour."""
    for width in (1.8, 2.4, 3.3, 6.4, 11.0):
        of = front(category, width_metres=width)
        mesh = everything(build(of, detail))
        wall = mesh.triangles[(np.asarray(mesh.positions)[mesh.triangles][:, :, 2] > 1.3).all(axis=1)]
        x = mesh.positions[wall][:, :, 0]
        assert x.min() >= -INTO_NEIGHBOURS
        assert x.max() <= width + INTO_NEIGHBOURS


def set_out(category: Category, width: float, detail: Detail) -> RawMesh:
    """A front and its goods without the dusk under them, which is soft at its rim."""
    meshes = recorded(build(front(category, width_metres=width), detail))
    return join_raw([mesh for surface, mesh in meshes.items() if surface is not Surface.GLASS])


def test_goods_before_a_front_stay_before_that_front():
    outside = {category for category in CATEGORIES if STYLES[category].outside}
    over = set()
    for category in sorted(outside):
        for width in (2.4, 3.3, 4.5, 6.4, 9.0):
            lowest, highest = spans(set_out(category, width, Detail.NEAR))
            if lowest[0] < -INTO_NEIGHBOURS or highest[0] > width + INTO_NEIGHBOURS:
                over.add(category)
    assert over == set()


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_front_narrower_than_most_still_has_a_face(category):
    for width in (0.9, 1.2, 1.6, 2.0, 2.59):
        for detail in LEVELS:
            mesh = everything(build(front(category, width_metres=width), detail))
            assert np.isfinite(mesh.positions).all()
            assert areas(mesh).sum() > width * 4.2


@settings(deadline=None, max_examples=25)
@given(of=fronts)
def test_no_triangle_of_a_wall_is_turned_inside_out(of):
    """Stored normals, which light is measured by, agree with what a client draws."""
    mesh = recorded(build(of))[Surface.MATTER]
    turned = facing(mesh)
    # Letters take the light of one point, whatever way their sides face: they share a probe.
    own = np.ptp(mesh.probes[mesh.triangles], axis=1).max(axis=1) > 1e-9
    agree = np.einsum("ij,ij->i", turned, mesh.normals[mesh.triangles[:, 0]])
    assert (agree[own] >= -1e-9).all()
