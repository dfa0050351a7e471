"""Awnings, plants, goods and rooms by themselves."""

from itertools import pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import Parts
from district_builder.geometry.raw_mesh import Form, RawMesh, Shade, join_raw
from district_builder.stages.awning import SCALLOP, stretch_awning
from district_builder.stages.detail import Detail
from district_builder.stages.interior import DEPTH_METRES, furnish_room
from district_builder.stages.outside import set_out_goods
from district_builder.stages.paint_interiors import RECIPES
from district_builder.stages.plants import FLOWERS, LEAVES, crown, plant_tree, pot_plant
from district_builder.stages.round_forms import tube
from tests.district_builder.triangles import areas, everything, facing, middles, recorded, spans

GOODS = ("plants", "flowers", "board", "bench", "crates", "fruit", "freezer", "terrace")
LEVELS = list(Detail)
seeds = st.integers(0, 10_000)

# Awnings


def awning(seed=1, *, x=(0.2, 5.8), cloths=("#2c4a3c",), detail=Detail.NEAR) -> RawMesh:
    parts = Parts()
    stretch_awning(parts, x=x, top=2.9, cloths=cloths, luck=Random(seed), detail=detail)
    return everything(parts)


@given(seed=seeds, width=st.floats(1.0, 12.0), detail=st.sampled_from(LEVELS), striped=st.booleans())
def test_an_awning_spans_its_front_slopes_outwards_and_leaves_headroom(seed, width, detail, striped):
    cloths = ("#b98d5a", "#f6efe2") if striped else ("#2c4a3c",)
    lowest, highest = spans(awning(seed, x=(0.2, 0.2 + width), cloths=cloths, detail=detail))
    assert (lowest[0], highest[0]) == pytest.approx((0.2, 0.2 + width))
    assert -1.4 <= lowest[1] <= -0.8
    assert highest[1] <= 1e-9
    assert highest[2] == pytest.approx(2.9)
    assert lowest[2] >= 2.0  # a tall person walks under it


def test_an_awning_is_seen_from_above_and_from_below():
    mesh = awning()
    sloped = np.abs(facing(mesh)[:, 2]) > 1e-6
    up, down = (areas(mesh)[sloped & (np.sign(facing(mesh)[:, 2]) == sign)].sum() for sign in (1, -1))
    assert up == pytest.approx(down, rel=1e-6)
    assert up > 5.6 * 0.8


def test_stripes_alternate_between_two_cloths():
    mesh = awning(cloths=("#ff0000", "#ffffff"))
    cloth = np.nonzero(facing(mesh)[:, 2] > 1e-6)[0]
    order = cloth[np.argsort(middles(mesh)[cloth][:, 0])]
    reds = [tuple(mesh.tints[mesh.triangles[index, 0], :3]) for index in order][::2]
    assert len(set(reds)) == 2
    assert all(a != b for a, b in pairwise(reds))


def test_the_scalloped_edge_hangs_down_and_looks_at_the_street():
    assert (facing(SCALLOP)[:, 1] < 0).all()
    lowest, highest = spans(SCALLOP)
    assert (lowest[0], highest[0], highest[2]) == pytest.approx((0.0, 1.0, 0.0))
    assert lowest[2] == pytest.approx(-1.0)


# Plants


def is_outward(form: Form) -> bool:
    return bool((np.einsum("ij,ij->i", facing(form), form.normals[form.triangles[:, 0]]) > 0).all())


@pytest.mark.parametrize("sides", [3, 5, 8, 12])
@pytest.mark.parametrize("top", [1.0, 0.6])
def test_a_post_is_closed_above_and_looks_outwards(sides, top):
    post = tube(sides, top)
    lowest, highest = spans(post)
    assert (lowest[2], highest[2]) == (0.0, 1.0)
    assert np.hypot(post.positions[:, 0], post.positions[:, 1]).max() == pytest.approx(1.0)
    outward = middles(post) * (1.0, 1.0, 0.0)
    walls = np.abs(facing(post)[:, 2]) < np.linalg.norm(facing(post), axis=1) * 0.9
    assert (np.einsum("ij,ij->i", facing(post), outward)[walls] > 0).all()
    lid = ~walls
    assert areas(post)[lid].sum() == pytest.approx(sides / 2 * np.sin(2 * np.pi / sides) * top**2)
    assert (facing(post)[lid][:, 2] > 0).all()


@pytest.mark.parametrize("cards", [7, 34, 110])
def test_a_crown_is_a_ball_of_cards_lit_as_a_ball(cards):
    ball = crown(1, cards)
    assert len(ball.triangles) == 2 * cards
    assert np.linalg.norm(ball.normals, axis=1) == pytest.approx(np.ones(4 * cards))
    assert np.linalg.norm(ball.positions, axis=1).max() < 2.2
    outward = np.einsum("ij,ij->i", ball.positions, ball.normals)
    assert (outward > -0.3).mean() > 0.9
    assert ball.normals[:, 2].mean() > 0  # the sky is above


def test_crowns_of_different_kinds_differ_and_equal_ones_are_shared():
    assert crown(0, 34) is crown(0, 34)
    assert (crown(0, 34).positions != crown(1, 34).positions).any()


@given(seed=seeds, detail=st.sampled_from(LEVELS))
def test_a_trees_crown_is_on_top_of_its_trunk_and_clear_of_the_ground(seed, detail):
    parts = Parts()
    plant_tree(parts, 3.0, 4.0, base=0.0, luck=Random(seed), detail=detail)
    meshes = recorded(parts)
    leaves, trunk = meshes[Surface.LEAF], meshes[Surface.MATTER]
    assert np.quantile(leaves.positions[:, 2], 0.05) > 1.5
    assert np.abs(trunk.positions[:, :2] - (3.0, 4.0)).max() < 0.2
    assert trunk.positions[:, 2].max() > np.quantile(leaves.positions[:, 2], 0.1)  # the trunk reaches the crown


@given(seed=seeds, blooms=st.booleans())
def test_a_pot_stands_on_the_ground_with_its_plant_in_it(seed, blooms):
    parts = Parts()
    pot_plant(parts, 1.0, -0.3, luck=Random(seed), detail=Detail.NEAR, blooms=blooms)
    meshes = recorded(parts)
    assert spans(meshes[Surface.MATTER])[0][2] == 0.0
    assert spans(meshes[Surface.LEAF])[1][2] < 1.6
    u = meshes[Surface.LEAF].uvs[:, 0]
    patches = FLOWERS if blooms else LEAVES
    assert any(patch.left <= u.min() and u.max() <= patch.right for patch in patches)


# Goods on the pavement


def goods(recipe: str, seed: int, *, width=8.0, door=(3.5, 4.5), detail=Detail.NEAR) -> Parts:
    parts = Parts()
    set_out_goods(parts, (recipe,), x=(0.2, width - 0.2), door=door, luck=Random(seed), detail=detail)
    return parts


def solid(parts: Parts) -> RawMesh:
    """Everything but the dusk that goods throw on the ground."""
    return join_raw([mesh for surface, mesh in recorded(parts).items() if surface is not Surface.GLASS])


@pytest.mark.parametrize("recipe", GOODS)
@given(seed=seeds)
def test_goods_stand_on_the_pavement_before_the_wall(recipe, seed):
    lowest, highest = spans(solid(goods(recipe, seed)))
    assert lowest[2] >= -1e-9
    leaves = 0.35 if recipe in ("plants", "flowers") else 0.0  # one may brush past leaves
    assert lowest[1] >= -0.95 - leaves  # a pavement of 3.5 m with a row at its kerb keeps 1.5 m to walk on
    assert highest[1] <= (0.4 if recipe in ("plants", "flowers") else 0.0)  # leaves may lean on the front
    assert highest[2] <= 1.7


@pytest.mark.parametrize("recipe", ["board", "crates", "terrace"])
@given(seed=seeds)
def test_small_goods_leave_the_door_free(recipe, seed):
    mesh = solid(goods(recipe, seed))
    x = mesh.positions[mesh.triangles][:, :, 0]
    assert not ((x.min(axis=1) < 4.4) & (x.max(axis=1) > 3.6)).any()


def test_a_terrace_has_a_table_of_common_height_and_two_seats():
    mesh = recorded(goods("terrace", 3))[Surface.MATTER]
    up = facing(mesh)[:, 2] > 1e-9
    heights, sizes = middles(mesh)[up][:, 2], areas(mesh)[up]
    table = sizes[np.abs(heights - 0.74) < 0.01].sum()
    seats = sizes[np.abs(heights - 0.46) < 0.01].sum()
    assert table == pytest.approx(np.pi * 0.3**2, rel=0.05)
    assert seats == pytest.approx(2 * 0.4 * 0.4, rel=0.01)


@pytest.mark.parametrize("recipe", GOODS)
def test_goods_rest_in_their_own_dusk_when_seen_from_near_only(recipe):
    near, far = (recorded(goods(recipe, 5, detail=detail)) for detail in (Detail.NEAR, Detail.STANDARD))
    assert Surface.GLASS not in far
    dusk = near[Surface.GLASS]
    lowest, highest = spans(dusk)
    own_low, own_high = spans(solid(goods(recipe, 5)))
    assert 0.0 < lowest[2] == highest[2] < 0.02
    assert (facing(dusk)[:, 2] > 0).all()
    assert lowest[0] < own_high[0]
    assert highest[0] > own_low[0]


def test_a_front_that_is_all_door_sets_nothing_out_unless_it_is_open():
    assert recorded(goods("board", 1, width=1.4, door=(0.3, 1.0))) == {}
    assert recorded(goods("board", 1, width=8.0, door=(0.3, 7.7))) != {}


# Rooms


@pytest.mark.parametrize("detail", LEVELS)
@pytest.mark.parametrize("recipe", RECIPES)
def test_a_room_is_a_closed_box_seen_from_its_front_and_lit_by_itself(recipe, detail):
    parts = Parts()
    furnish_room(
        parts,
        x=(0.3, 5.7),
        top=2.8,
        front_y=0.3,
        depth=DEPTH_METRES,
        recipe=recipe,
        detail=detail,
        luck=Random(1),
    )
    mesh = everything(parts)
    lowest, highest = spans(mesh)
    assert (lowest >= np.array([0.3, 0.3, 0.0]) - 1e-6).all()
    assert (highest <= np.array([5.7, 0.3 + DEPTH_METRES, 2.8]) + 1e-6).all()
    assert set(np.unique(mesh.shades)) == {Shade.GLOWING}
    centre = np.array([3.0, 0.3 + DEPTH_METRES / 2, 1.4])
    large = areas(mesh) > 3.0
    inward = np.einsum("ij,ij->i", facing(mesh), centre - middles(mesh))
    assert large.sum() == 10  # floor, ceiling, two sides and the far wall
    assert (inward[large] > 0).all()
