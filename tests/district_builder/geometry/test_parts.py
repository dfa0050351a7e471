"""Panels, boxes and forms become the triangles that their descriptions promise."""

from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from district_builder.domain.frames import Point2
from district_builder.geometry.coats import Art, Patch, Strip
from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import Parts, Side
from district_builder.geometry.raw_mesh import Form, RawMesh, Shade, join_raw
from tests.district_builder.triangles import areas, facing, middles, recorded, spans, volume

BRICK = Strip(Surface.MATTER, 0.25, 0.5, 8.0, 1.2)
ENDLESS = Strip(Surface.MATTER, 0.1, 0.2, 1e6, 1e6)
POSTER = Patch(Surface.ART, 0.2, 0.3, 0.6, 0.9)

metres = st.floats(-50, 50)
vectors = st.tuples(metres, metres, metres)
lengths = st.floats(0.05, 30)
counts = st.integers(1, 6)


def one(parts: Parts, surface: Surface = Surface.MATTER) -> RawMesh:
    meshes = recorded(parts)
    assert set(meshes) == {surface}
    return meshes[surface]


@st.composite
def parallelograms(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    corner, right, up = (np.array(draw(vectors)) for _ in range(3))
    area = np.linalg.norm(np.cross(right, up))
    assume(area > 0.05 and area > 0.05 * np.linalg.norm(right) * np.linalg.norm(up))
    return corner, right, up


def panel(corner, right, up, coat=BRICK, **options) -> RawMesh:
    parts = Parts()
    parts.panel(coat, tuple(corner), tuple(right), tuple(up), **options)
    return one(parts, coat.surface)


def within_parallelogram(points, corner, right, up):
    """Points as shares of `right` and `up`."""
    shares, *_ = np.linalg.lstsq(np.column_stack([right, up]), (points - corner).T, rcond=None)
    back = shares.T @ np.array([right, up]) + corner
    assert np.allclose(back, points, atol=1e-6)  # in the plane
    return shares.T


# Panels


@given(shape=parallelograms(), columns=counts, rows=counts)
def test_a_panels_cells_cover_its_parallelogram_exactly(shape, columns, rows):
    corner, right, up = shape
    mesh = panel(corner, right, up, columns=columns, rows=rows)
    whole = np.linalg.norm(np.cross(right, up))
    assert len(mesh.triangles) == 2 * columns * rows
    assert areas(mesh) == pytest.approx(np.full(2 * columns * rows, whole / (2 * columns * rows)), rel=1e-6)
    shares = within_parallelogram(mesh.positions, corner, right, up)
    assert shares.min() >= -1e-6
    assert shares.max() <= 1 + 1e-6
    cells = {
        tuple(np.floor(share).astype(int))
        for share in within_parallelogram(middles(mesh), corner, right, up) * (columns, rows)
    }
    assert cells == set(product(range(columns), range(rows)))


@given(shape=parallelograms(), columns=counts, rows=counts)
def test_a_panel_is_seen_from_where_right_times_up_points(shape, columns, rows):
    corner, right, up = shape
    mesh = panel(corner, right, up, columns=columns, rows=rows)
    eye = np.cross(right, up) / np.linalg.norm(np.cross(right, up))
    turned = facing(mesh) / (2 * areas(mesh))[:, None]
    assert turned == pytest.approx(np.broadcast_to(eye, turned.shape), abs=1e-5)
    assert mesh.normals == pytest.approx(np.broadcast_to(eye, mesh.normals.shape), abs=1e-9)


def test_a_panel_without_an_area_has_no_nan_in_it():
    mesh = panel((0, 0, 0), (1, 0, 0), (2, 0, 0))
    assert np.isfinite(mesh.normals).all()
    assert np.isfinite(mesh.uvs).all()


@given(width=lengths, height=lengths, slide=st.floats(-20, 20), columns=counts, extra=st.integers(0, 3))
def test_a_strip_runs_along_a_panel_in_metres_and_stays_within_its_rows(width, height, slide, columns, extra):
    rows = int(np.ceil(height / BRICK.height_metres)) + extra
    mesh = panel((3, 4, 5), (width, 0, 0), (0, 0, height), slide=slide, columns=columns, rows=rows)
    along = mesh.positions[:, 0] - 3 + slide
    assert mesh.uvs[:, 0] * BRICK.width_metres == pytest.approx(along, abs=1e-6)
    assert mesh.uvs[:, 1].min() >= BRICK.top - 1e-12
    assert mesh.uvs[:, 1].max() == pytest.approx(BRICK.bottom)


@given(height=lengths, extra=st.integers(0, 3))
def test_a_strip_keeps_its_scale_upwards_and_starts_anew_in_every_row(height, extra):
    rows = int(np.ceil(height / BRICK.height_metres)) + extra
    mesh = panel((0, 0, 0), (1, 0, 0), (0, 0, height), rows=rows)
    quads = mesh.positions.reshape(-1, 4, 3)[:, :, 2], mesh.uvs.reshape(-1, 4, 2)[:, :, 1]
    for heights, vs in zip(*quads, strict=True):
        risen = heights - heights.min()
        metres_per_v = BRICK.height_metres / (BRICK.bottom - BRICK.top)
        assert (BRICK.bottom - vs) * metres_per_v == pytest.approx(risen, abs=1e-6)


@given(columns=counts, rows=counts)
def test_a_picture_maps_its_corners_to_the_panels_corners_however_it_is_cut(columns, rows):
    mesh = panel((1, 2, 3), (4, 0, 0), (0, 0, 2), coat=POSTER, columns=columns, rows=rows)
    across, upward = (mesh.positions[:, 0] - 1) / 4, (mesh.positions[:, 2] - 3) / 2
    assert mesh.uvs[:, 0] == pytest.approx(POSTER.left + across * (POSTER.right - POSTER.left))
    assert mesh.uvs[:, 1] == pytest.approx(POSTER.bottom + upward * (POSTER.top - POSTER.bottom))


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


# Walls


@given(left=metres, width=lengths, low=st.floats(-5, 20), height=lengths, step=st.floats(0.5, 5))
def test_a_wall_faces_the_pavement_and_fills_its_rectangle(left, width, low, height, step):
    parts = Parts()
    parts.wall(BRICK, (left, left + width), (low, low + height), y=0.3, step_metres=step)
    mesh = one(parts)
    assert areas(mesh).sum() == pytest.approx(width * height, rel=1e-6)
    assert (facing(mesh)[:, 1] < 0).all()
    lowest, highest = spans(mesh)
    assert lowest == pytest.approx((left, 0.3, low))
    assert highest == pytest.approx((left + width, 0.3, low + height))


@given(width=lengths, height=lengths, step=st.floats(0.5, 5))
def test_a_walls_bands_are_no_higher_than_the_strip_and_its_columns_about_a_step(width, height, step):
    parts = Parts()
    parts.wall(BRICK, (0, width), (0, height), step_metres=step)
    quads = one(parts).positions.reshape(-1, 4, 3)
    bands = np.ptp(quads[:, :, 2], axis=1)
    columns = np.ptp(quads[:, :, 0], axis=1)
    assert (bands <= BRICK.height_metres + 1e-6).all()
    assert (columns <= max(step * 1.5 + 1e-6, width if width < step else 0)).all()


@given(split=st.floats(0.5, 9.5))
def test_two_walls_side_by_side_continue_one_pattern(split):
    parts = Parts()
    parts.wall(BRICK, (0, split), (0, 1))
    parts.wall(BRICK, (split, 10), (0, 1))
    mesh = one(parts)
    assert mesh.uvs[:, 0] * BRICK.width_metres == pytest.approx(mesh.positions[:, 0], abs=1e-9)


@pytest.mark.parametrize(("x", "z"), [((1, 1), (0, 3)), ((2, 1), (0, 3)), ((0, 3), (2, 2)), ((0, 3), (2, 1))])
def test_a_wall_without_width_or_height_is_not_there(x, z):
    parts = Parts()
    parts.wall(BRICK, x, z)
    assert recorded(parts) == {}


# Boxes

corners = st.tuples(metres, metres, metres)
sizes = st.tuples(lengths, lengths, lengths)
OUTWARD = {
    Side.FRONT: (0, -1, 0),
    Side.BACK: (0, 1, 0),
    Side.LEFT: (-1, 0, 0),
    Side.RIGHT: (1, 0, 0),
    Side.TOP: (0, 0, 1),
    Side.BOTTOM: (0, 0, -1),
}


def box_of(low, size, sides, coat=ENDLESS) -> RawMesh:
    parts = Parts()
    parts.box(coat, tuple(low), tuple(np.add(low, size)), sides=sides)
    return one(parts)


@given(low=corners, size=sizes)
def test_a_whole_box_is_closed_and_its_faces_point_outwards(low, size):
    mesh = box_of(low, size, Side.ALL)
    moved = RawMesh(
        positions=mesh.positions - np.array(low),
        **{name: getattr(mesh, name) for name in RawMesh.__slots__ if name != "positions"},
    )
    assert volume(moved) == pytest.approx(np.prod(size), rel=1e-4)
    assert facing(mesh).sum(axis=0) == pytest.approx(np.zeros(3), abs=1e-4)


@pytest.mark.parametrize("side", list(OUTWARD))
@given(low=corners, size=sizes)
def test_each_side_of_a_box_is_where_its_name_says(side, low, size):
    mesh = box_of(low, size, side)
    outward = np.array(OUTWARD[side])
    assert mesh.normals == pytest.approx(np.broadcast_to(outward, mesh.normals.shape), abs=1e-9)
    axis = int(np.abs(outward).argmax())
    plane = low[axis] + (size[axis] if outward[axis] > 0 else 0.0)
    assert mesh.positions[:, axis] == pytest.approx(np.full(len(mesh.positions), plane), abs=1e-9)
    assert (facing(mesh) @ outward > 0).all()
    others = [k for k in range(3) if k != axis]
    assert areas(mesh).sum() == pytest.approx(size[others[0]] * size[others[1]], rel=1e-5)


@given(bits=st.integers(1, 63))
def test_a_box_has_just_the_sides_that_are_asked_for(bits):
    mesh = box_of((0, 0, 0), (1, 2, 3), Side(bits))
    seen = {side for side, outward in OUTWARD.items() if (mesh.normals @ outward > 0.9).any()}
    assert seen == {side for side in OUTWARD if Side(bits) & side}
    assert len(mesh.triangles) == 2 * bits.bit_count()


def test_the_named_sets_of_sides_are_what_a_builder_means():
    shelf = box_of((0, 0, 0), (1, 1, 1), Side.SHELF)
    assert not (shelf.normals[:, 2] < -0.5).any()
    assert not (shelf.normals[:, 1] > 0.5).any()
    board = box_of((0, 0, 0), (1, 1, 1), Side.BOARD)
    assert not (board.normals[:, 1] > 0.5).any()
    assert len(board.triangles) == 10


@given(height=st.floats(0.1, 12))
def test_a_high_box_is_cut_into_bands_of_its_coat(height):
    mesh = box_of((0, 0, 0), (1, 1, height), Side.FRONT, coat=BRICK)
    bands = np.ptp(mesh.positions.reshape(-1, 4, 3)[:, :, 2], axis=1)
    assert bands.max() <= BRICK.height_metres + 1e-6
    assert len(bands) <= height / BRICK.height_metres + 1


# Frames


@given(
    foot=st.tuples(st.floats(-2000, 2000), st.floats(-2000, 2000)),
    turn=st.floats(0, 2 * np.pi),
    far=st.floats(0.1, 50),
    base=st.floats(-5, 40),
)
def test_a_frame_is_rigid_and_stands_upright(foot, turn, far, base):
    def shape(parts: Parts) -> RawMesh:
        parts.box(ENDLESS, (1, 2, 3), (2, 4, 6), sides=Side.ALL)
        return one(parts)

    plain = shape(Parts())
    standing = Parts()
    towards = Point2(foot[0] + far * np.cos(turn), foot[1] + far * np.sin(turn))
    standing.stand_at(Point2(*foot), towards, base_metres=base)
    moved = shape(standing)
    cosine, sine = np.cos(turn), np.sin(turn)
    rotation = np.array([[cosine, -sine, 0], [sine, cosine, 0], [0, 0, 1]])
    assert moved.positions == pytest.approx(plain.positions @ rotation.T + (*foot, base), abs=1e-5)
    assert moved.normals == pytest.approx(plain.normals @ rotation.T, abs=1e-6)
    assert volume(moved) == pytest.approx(volume(plain), abs=1e-2)
    assert (moved.triangles == plain.triangles).all()


def test_in_a_frame_the_building_lies_to_the_left_of_the_wall_seen_from_above():
    """From the pavement the wall runs to the right and the house stands behind it: y is left of x."""
    parts = Parts()
    parts.stand_at(Point2(10, 10), Point2(20, 10))
    parts.panel(ENDLESS, (0, 5, 0), (1, 0, 0), (0, 0, 1))
    assert (one(parts).positions[:, 1] == 15).all()


def test_what_is_recorded_later_in_the_district_stands_in_the_district():
    parts = Parts()
    parts.stand_at(Point2(100, 100), Point2(100, 200), base_metres=7)
    parts.panel(ENDLESS, (0, 0, 0), (1, 0, 0), (0, 0, 1))
    parts.stand_in_district()
    parts.panel(ENDLESS, (0, 0, 0), (1, 0, 0), (0, 0, 1))
    first, second = one(parts).positions.reshape(2, 4, 3)
    assert first[0] == pytest.approx([100, 100, 7])
    assert second[0].tolist() == [0, 0, 0]


# Forms

FLAG = Form(
    positions=np.array([[0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [1.0, 0.0, 1.0]]),
    normals=np.tile([0.0, -1.0, 0.0], (3, 1)),
    uvs=np.array([[0.0, 1.0], [1.0, 1.0], [1.0, 0.0]]),
    triangles=np.array([[0, 1, 2]]),
)


def placed(coat=POSTER, at=(0.0, 0.0, 0.0), **options) -> RawMesh:
    parts = Parts()
    parts.form(FLAG, coat, at, **options)
    return one(parts, coat.surface)


@given(at=vectors, scale=st.tuples(lengths, lengths, lengths), turn=st.floats(-7, 7))
def test_a_form_is_scaled_then_turned_then_placed(at, scale, turn):
    mesh = placed(at=at, scale=scale, turn_radians=turn)
    tip = np.array([scale[0] * np.cos(turn), scale[0] * np.sin(turn), scale[2]]) + at
    assert mesh.positions[2] == pytest.approx(tip, abs=1e-6)
    assert mesh.positions[0] == pytest.approx(at)


@given(
    tangents=arrays(float, (2, 3), elements=st.floats(-3, 3)),
    scale=st.tuples(lengths, lengths, lengths),
    turn=st.floats(-7, 7),
)
def test_a_forms_normals_stay_at_right_angles_to_a_stretched_surface(tangents, scale, turn):
    normal = np.cross(*tangents)
    assume(np.linalg.norm(normal) > 0.1)
    form = Form(
        positions=np.array([np.zeros(3), *tangents]),
        normals=np.tile(normal / np.linalg.norm(normal), (3, 1)),
        uvs=np.zeros((3, 2)),
        triangles=np.array([[0, 1, 2]]),
    )
    parts = Parts()
    parts.form(form, POSTER, (0, 0, 0), scale=scale, turn_radians=turn)
    mesh = one(parts, Surface.ART)
    surface = facing(mesh)[0] / np.linalg.norm(facing(mesh)[0])
    assert np.linalg.norm(mesh.normals, axis=1) == pytest.approx(np.ones(3))
    assert mesh.normals @ surface == pytest.approx(np.ones(3), abs=1e-6)


def test_a_forms_uvs_are_shares_of_its_patch():
    assert placed().uvs == pytest.approx(np.array([[0.2, 0.9], [0.6, 0.9], [0.6, 0.3]]))


def test_a_form_on_a_strip_takes_one_colour_from_the_strips_middle():
    uvs = placed(coat=BRICK).uvs
    assert (uvs[:, 1] == 0.375).all()


def test_with_a_probe_a_whole_form_takes_the_light_of_one_point_of_its_frame():
    parts = Parts()
    parts.stand_at(Point2(10, 0), Point2(10, 5), base_metres=1.0)
    parts.form(FLAG, POSTER, (3, 0, 0), probe=(2.0, -1.0, 0.5))
    assert one(parts, Surface.ART).probes == pytest.approx(np.tile([11.0, 2.0, 1.5], (3, 1)))


def test_without_a_probe_a_form_is_lit_where_its_vertices_are():
    mesh = placed(at=(5, 6, 7))
    assert (mesh.probes == mesh.positions).all()


# What travels with a part


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
