"""What travels with a part: its surface, its picture, its feature and its light."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.domain.frames import Point2
from district_builder.geometry.coats import Art
from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import Parts, Side
from district_builder.geometry.raw_mesh import Shade, join_raw
from tests.district_builder.geometry.part_samples import BRICK, FLAG, POSTER, counts, one, panel
from tests.district_builder.triangles import recorded


def test_the_atlas_decides_where_a_picture_lies():
    parts = Parts()
    parts.panel(Art(Surface.GLASS, "poster"), (0, 0, 0), (1, 0, 0), (0, 0, 1))
    mesh = parts.meshes({"poster": (0.25, 0.5, 0.75, 1.0)})[Surface.GLASS]
    assert mesh.uvs.tolist() == [[0.25, 1.0], [0.75, 1.0], [0.75, 0.5], [0.25, 0.5]]


def test_a_picture_that_the_atlas_lacks_is_not_drawn_with_another():
    parts = Parts()
    parts.panel(Art(Surface.ART, "lost"), (0, 0, 0), (1, 0, 0), (0, 0, 1))
    with pytest.raises(KeyError):
        parts.meshes({})


def test_each_picture_is_asked_for_once_in_the_order_of_first_use():
    parts = Parts()
    for name in ("b", "a", "b", "c", "a"):
        parts.panel(Art(Surface.ART, name), (0, 0, 0), (1, 0, 0), (0, 0, 1))
    parts.panel(BRICK, (0, 0, 0), (1, 0, 0), (0, 0, 1))
    parts.panel(Art(Surface.GLASS, "a"), (0, 0, 0), (1, 0, 0), (0, 0, 1))
    assert parts.pictures() == ["b", "a", "c"]


def test_small_parts_take_the_light_of_their_middle_and_large_ones_of_each_vertex():
    small = panel((0, 0, 0), (2, 0, 0), (0, 0, 4), shade=Shade.MIDDLE, columns=2)
    assert small.probes.tolist() == [[1, 0, 2]] * 8
    large = panel((0, 0, 0), (2, 0, 0), (0, 0, 4), shade=Shade.EACH_VERTEX, columns=2)
    assert (large.probes == large.positions).all()


def test_feature_tint_alpha_and_shade_travel_with_every_vertex():
    parts = Parts()
    parts.feature = 3
    parts.panel(BRICK, (0, 0, 0), (1, 0, 0), (0, 0, 1), tint=(0.1, 0.2, 0.3), alpha=0.4, shade=Shade.SUNLIT, columns=2)
    parts.feature = 7
    parts.form(FLAG, BRICK, (0, 0, 0), tint=(0.5, 0.6, 0.7), alpha=0.8, shade=Shade.GLOWING)
    mesh = one(parts)
    assert mesh.features.tolist() == [3] * 8 + [7] * 3
    assert mesh.tints.tolist() == [[0.1, 0.2, 0.3, 0.4]] * 8 + [[0.5, 0.6, 0.7, 0.8]] * 3
    assert mesh.shades.tolist() == [Shade.SUNLIT] * 8 + [Shade.GLOWING] * 3


def test_parts_are_sorted_by_the_surface_that_shows_them():
    parts = Parts()
    for surface in (Surface.LEAF, Surface.MATTER, Surface.ART):
        parts.panel(POSTER._replace(surface=surface), (0, 0, 0), (1, 0, 0), (0, 0, 1))
    parts.form(FLAG, POSTER._replace(surface=Surface.LEAF), (0, 0, 0))
    meshes = recorded(parts)
    assert list(meshes) == [Surface.MATTER, Surface.ART, Surface.LEAF]
    assert [len(mesh.triangles) for mesh in meshes.values()] == [2, 2, 3]


def test_nothing_recorded_is_no_mesh():
    assert Parts().meshes({}) == {}


@given(sizes=st.lists(st.tuples(counts, counts), min_size=1, max_size=5))
def test_joining_keeps_every_triangle_on_its_own_corners(sizes):
    meshes = [
        panel((k * 10, 0, 0), (1, 0, 0), (0, 0, 1), columns=columns, rows=rows)
        for k, (columns, rows) in enumerate(sizes)
    ]
    joined = join_raw(meshes)
    expected = np.concatenate([mesh.positions[mesh.triangles] for mesh in meshes])
    assert (joined.positions[joined.triangles] == expected).all()
    for name in ("normals", "probes", "uvs", "tints", "shades", "features"):
        assert len(getattr(joined, name)) == len(joined.positions)


def test_equal_recordings_expand_to_equal_bytes():
    def bytes_of() -> list[bytes]:
        parts = Parts()
        parts.stand_at(Point2(1, 2), Point2(4, 6))
        parts.box(BRICK, (0, 0, 0), (3, 2, 5), sides=Side.ALL)
        parts.form(FLAG, POSTER, (1, 1, 1), turn_radians=0.3)
        return [mesh.positions.tobytes() + mesh.uvs.tobytes() for mesh in recorded(parts).values()]

    assert bytes_of() == bytes_of()
