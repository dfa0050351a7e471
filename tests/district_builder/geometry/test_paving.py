"""Paving covers an area once, all of it, and lies on one grid for all tiles."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from district_builder.domain.frames import Point2
from district_builder.geometry.coats import Strip
from district_builder.geometry.mesh import Surface
from district_builder.geometry.paving import (
    SMALLEST_PIECE_SQUARE_METRES,
    area_without,
    areas_of,
    common_area,
    fill,
    pave,
    polygons_of,
    triangulate,
)
from district_builder.geometry.raw_mesh import Form
from tests.district_builder.triangles import areas, facing, in_plan

PAVER = Strip(Surface.MATTER, 0.25, 0.5, 9.6, 1.2)
STEP = 2.4
directions = st.integers(0, 3599).map(
    lambda tenth: (math.cos(math.radians(tenth / 10)), math.sin(math.radians(tenth / 10)))
)


def centimetres(low: float, high: float) -> st.SearchStrategy[float]:
    """Lengths as they occur on a street; nothing here is 1e-200 m long."""
    return st.integers(round(low * 100), round(high * 100)).map(lambda number: number / 100)


@st.composite
def areas_with_holes(draw: st.DrawFn) -> Polygon:
    """A star-shaped outline of up to 15 m around a place, with or without a hole in it."""
    x, y = draw(centimetres(-300, 300)), draw(centimetres(-300, 300))
    radii = draw(st.lists(centimetres(3, 15), min_size=3, max_size=9))
    turns = np.linspace(0, 2 * np.pi, len(radii), endpoint=False) + draw(centimetres(0, 1))
    shape = Polygon([(x + r * np.cos(t), y + r * np.sin(t)) for r, t in zip(radii, turns, strict=True)])
    if draw(st.booleans()):
        shape = shape.difference(Point(x, y).buffer(draw(centimetres(0.3, 1.2)), 3))
    shape = shapely.set_precision(shapely.set_precision(shape, 0.001), 0)  # rounded as a district's areas are
    assume(shape.is_valid and isinstance(shape, Polygon))
    return shape


def paved(area, along=(1.0, 0.0), *, z=0.0) -> Form:
    return pave(area, PAVER, along=along, z=z, step_metres=STEP)


def local_y(form: Form, along) -> np.ndarray:
    """Metres across the paving's direction."""
    return form.positions[:, :2] @ (-along[1], along[0])


# Fills


def test_a_ring_with_a_hole_is_filled_but_for_its_hole():
    ring = [Point2(0, 0), Point2(10, 0), Point2(10, 10), Point2(0, 10)]
    hole = [Point2(4, 4), Point2(4, 6), Point2(6, 6), Point2(6, 4)]
    flat = triangulate(ring, [hole])
    triangles = [Polygon(flat.points[triangle]) for triangle in flat.triangles]
    assert sum(triangle.area for triangle in triangles) == pytest.approx(96)
    assert not any(triangle.contains(Point(5, 5)) for triangle in triangles)


@pytest.mark.parametrize("turn", [1, -1])
def test_filled_triangles_run_counter_clockwise_whatever_the_ring_does(turn):
    ring = [Point2(0, 0), Point2(7, 0), Point2(9, 5), Point2(3, 8)][::turn]
    flat = triangulate(ring)
    assert all(Polygon(flat.points[triangle]).exterior.is_ccw for triangle in flat.triangles)


@given(shape=areas_with_holes())
def test_a_fill_has_the_areas_area(shape):
    flat = fill(shape)
    corners = flat.points[flat.triangles]
    first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    signed = (first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0]) / 2
    assert (signed >= 0).all()
    assert signed.sum() == pytest.approx(shape.area, rel=1e-6)


def test_several_polygons_are_filled_together_each_on_its_own_points():
    flat = fill(MultiPolygon([box(0, 0, 1, 1), box(5, 5, 7, 7)]))
    middles = flat.points[flat.triangles].mean(axis=1)
    assert sum(middles[:, 0] < 2) == 2
    assert sum(middles[:, 0] > 4) == 2


def test_nothing_is_filled_with_nothing():
    flat = fill(Polygon())
    assert (len(flat.points), len(flat.triangles)) == (0, 0)


def test_holes_stay_open_in_each_of_several_polygons():
    ring = box(0, 0, 4, 4).difference(box(1, 1, 3, 3))
    rings = MultiPolygon([ring, shapely.affinity.translate(ring, 10, 0)])
    flat = fill(rings)
    assert len(flat.points) == 16
    for corners in flat.points[flat.triangles]:
        assert not any(Polygon(corners).contains(Point(x, 2)) for x in (2, 12))


def test_collections_of_collections_are_filled_and_their_lines_and_slivers_left_out():
    sliver = box(0, 0, 1, SMALLEST_PIECE_SQUARE_METRES / 2)
    inner = shapely.GeometryCollection([LineString([(0, 0), (9, 9)]), MultiPolygon([box(5, 5, 7, 7)])])
    flat = fill(shapely.GeometryCollection([Point(1, 1), inner, sliver, box(0, 0, 2, 2)]))
    assert sorted(map(tuple, flat.points.tolist())) == sorted(
        [(x, y) for low, high in ((0.0, 2.0), (5.0, 7.0)) for x in (low, high) for y in (low, high)]
    )


@given(shapes=st.lists(areas_with_holes(), min_size=1, max_size=4))
def test_polygons_filled_together_are_filled_as_if_alone(shapes):
    together = fill(shapely.GeometryCollection(shapes))
    alone = [fill(shape) for shape in shapes]
    assert (together.points == np.concatenate([flat.points for flat in alone])).all()
    starts = np.cumsum([0, *(len(flat.points) for flat in alone[:-1])])
    shifted = [flat.triangles + start for flat, start in zip(alone, starts, strict=True)]
    assert (together.triangles == np.concatenate(shifted)).all()


# Areas


def test_lines_points_and_slivers_are_not_areas():
    sliver = box(0, 0, 1, SMALLEST_PIECE_SQUARE_METRES / 2)
    mixed = shapely.GeometryCollection([Point(0, 0), LineString([(0, 0), (1, 1)]), sliver, box(0, 0, 2, 2)])
    assert [polygon.area for polygon in polygons_of(mixed)] == [4]
    assert areas_of(LineString([(0, 0), (1, 1)])).is_empty


@given(a=areas_with_holes(), dx=st.floats(-10, 10), dy=st.floats(-10, 10))
def test_what_is_common_and_what_is_left_make_up_the_whole(a, dx, dy):
    b = shapely.affinity.translate(a.convex_hull, dx, dy)
    common, left = common_area(a, b), area_without(a, b)
    assert common.area + left.area == pytest.approx(a.area, abs=0.2)
    assert common.intersection(left).area < 0.05


def test_areas_that_only_touch_have_nothing_in_common():
    assert common_area(box(0, 0, 1, 1), box(1, 0, 2, 1)).is_empty


def test_cuts_lie_on_a_grid_so_equal_places_have_equal_numbers():
    cut = common_area(box(0, 0, 1, 1), box(1 / 3, 0, 2, 2))
    assert shapely.get_coordinates(cut) == pytest.approx(shapely.get_coordinates(cut).round(3), abs=1e-12)


# Paving


@settings(deadline=None, max_examples=30)
@given(shape=areas_with_holes(), along=directions)
def test_paving_covers_the_area_exactly(shape, along):
    form = paved(shape, along)
    cells = (shape.bounds[2] - shape.bounds[0] + 4) * (shape.bounds[3] - shape.bounds[1] + 4) / (STEP * 1.2)
    assert areas(form).sum() == pytest.approx(shape.area, abs=1e-3 + cells * SMALLEST_PIECE_SQUARE_METRES)
    assert shapely.union_all(in_plan(form)).difference(shape.buffer(1e-5)).area < 1e-6


@settings(deadline=None, max_examples=30)
@given(shape=areas_with_holes(), along=directions)
def test_no_two_stones_overlap(shape, along):
    form = paved(shape, along)
    assert shapely.union_all(in_plan(form)).area == pytest.approx(areas(form).sum(), rel=1e-5)


@settings(deadline=None, max_examples=30)
@given(shape=areas_with_holes(), along=directions, z=st.floats(-1, 1))
def test_paving_lies_flat_and_looks_up(shape, along, z):
    form = paved(shape, along, z=z)
    assert (form.positions[:, 2] == z).all()
    assert (facing(form)[:, 2] >= 0).all()
    assert (form.normals == (0, 0, 1)).all()


@settings(deadline=None, max_examples=30)
@given(shape=areas_with_holes(), along=directions)
def test_no_stone_crosses_the_border_of_a_band(shape, along):
    form = paved(shape, along)
    across = local_y(form, along)[form.triangles] / PAVER.height_metres
    assert (np.ceil(across.max(axis=1) - 1e-6) - np.floor(across.min(axis=1) + 1e-6) <= 1).all()


@settings(deadline=None, max_examples=30)
@given(shape=areas_with_holes(), along=directions)
def test_the_strip_lies_along_the_direction_in_metres_and_within_its_rows(shape, along):
    form = paved(shape, along)
    ahead = form.positions[:, :2] @ along
    assert form.uvs[:, 0] * PAVER.width_metres == pytest.approx(ahead, abs=1e-6)
    assert form.uvs[:, 1].min() >= PAVER.top - 1e-6
    assert form.uvs[:, 1].max() <= PAVER.bottom + 1e-6
    v, rise = form.uvs[form.triangles][:, :, 1], local_y(form, along)[form.triangles]
    metres_per_v = PAVER.height_metres / (PAVER.top - PAVER.bottom)
    assert np.diff(v, axis=1) * metres_per_v == pytest.approx(np.diff(rise, axis=1), abs=1e-5)


def heights_on(form: Form, x: float) -> list[float]:
    points = form.positions[:, :2]
    return sorted({round(y, 5) for y in points[np.abs(points[:, 0] - x) < 1e-7][:, 1]})


@settings(deadline=None, max_examples=40)
@given(degrees=st.integers(10, 80), split=st.integers(-60, 60).map(lambda n: n / 10))
def test_neighbours_that_are_paved_alike_meet_in_the_same_points(degrees, split):
    """The grid belongs to the district: two tiles cut at a line have no crack between them.

    Only corners of less than a square centimetre may be missing on one side.
    """
    along = (math.cos(math.radians(degrees)), math.sin(math.radians(degrees)))
    left = heights_on(paved(box(-12, -5, split, 6), along), split)
    right = heights_on(paved(box(split, -5, 12, 6), along), split)
    for here, there in ((left, right), (right, left)):
        assert all(min(abs(y - other) for other in there) < 0.05 for y in here)


def test_whole_stones_are_one_quad_each():
    form = paved(box(0, 0, 10 * STEP, 10 * PAVER.height_metres))
    assert len(form.triangles) == 2 * 10 * 10


@pytest.mark.parametrize("area", [Polygon(), MultiPolygon(), box(0, 0, 0.005, 0.005)])
def test_no_area_is_paved_with_no_stones(area):
    form = paved(area)
    assert form.triangles.shape == (0, 3)
    assert form.positions.shape == (0, 3)
    assert form.uvs.shape == (0, 2)


def test_the_same_area_is_paved_with_the_same_bytes():
    shape = box(0, 0, 20, 9).difference(Point(5, 5).buffer(2))
    along = (math.cos(0.3), math.sin(0.3))
    first, second = paved(shape, along), paved(shape, along)
    assert first.positions.tobytes() == second.positions.tobytes()
    assert first.triangles.tobytes() == second.triangles.tobytes()
