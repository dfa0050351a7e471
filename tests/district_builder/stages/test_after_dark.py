"""What shines after dark: lamps over the pavement, rooms and signs; and what a store throws on the ground before it."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.domain.categories import Category
from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import Parts
from district_builder.geometry.raw_mesh import RawMesh, Shade
from district_builder.stages.contact import POOL_METRES, light_pavement
from district_builder.stages.detail import Detail
from district_builder.stages.front import Front, build_front
from district_builder.stages.items import Item, Kind
from district_builder.stages.posts import LAMP_REACH, lamp_head, lamp_light, stand_lamp
from district_builder.stages.styles import STYLES, SignKind

WHOLE = (0.0, 0.0, 1.0, 1.0)


def recorded(parts: Parts) -> dict[Surface, RawMesh]:
    return parts.meshes(dict.fromkeys(parts.pictures(), WHOLE))


def front_of(category: Category, detail: Detail = Detail.NEAR) -> dict[Surface, RawMesh]:
    parts = Parts()
    front = Front(
        store_id="s1", name="느티나무", phone="", category=category, width_metres=6.0, height_metres=4.2, seed="seed"
    )
    build_front(parts, front, detail=detail)
    return recorded(parts)


def lamp(turn: float) -> Item:
    return Item(kind=Kind.LAMP, x=3.0, y=-2.0, turn_radians=turn, seed="lamp")


@given(st.floats(-math.pi, math.pi))
def test_a_lamp_shines_down_from_the_end_of_its_arm(turn):
    x, y, z = lamp_head(lamp(turn))
    assert math.hypot(x - 3.0, y + 2.0) == pytest.approx(LAMP_REACH, abs=2e-3)
    parts = Parts()
    stand_lamp(parts, lamp(turn), detail=Detail.NEAR)
    mesh = recorded(parts)[Surface.MATTER]
    shining = mesh.positions[mesh.glows.max(axis=1) > 0]
    assert shining.mean(axis=0) == pytest.approx([x, y, z], abs=0.01)
    assert mesh.normals[mesh.glows.max(axis=1) > 0][:, 2].max() == -1.0


def test_every_lamp_has_its_light():
    heads = [lamp_head(lamp(turn)) for turn in (0.0, 1.0, 2.0)]
    light = lamp_light(heads)
    assert light.middles.tolist() == [list(head) for head in heads]
    assert (light.normals[:, 2] == -1).all()
    assert len(lamp_light([])) == 0


def test_light_on_the_pavement_is_not_there_by_day():
    parts = Parts()
    light_pavement(parts, (0.0, 4.0))
    pool = recorded(parts)[Surface.GLASS]
    assert pool.tints[:, 3].max() == 0
    assert pool.night_alphas.min() > 0.3
    assert (pool.normals[:, 2] == 1).all()
    assert pool.positions[:, 1].min() == pytest.approx(-POOL_METRES)


@pytest.mark.parametrize("category", Category)
@pytest.mark.parametrize("detail", list(Detail))
def test_every_store_has_a_lit_room_and_a_sign_that_can_be_read_after_dark(category, detail):
    meshes = front_of(category, detail)
    matter, art = meshes[Surface.MATTER], meshes[Surface.ART]
    assert (matter.glows[matter.shades == Shade.GLOWING].max(axis=1) > 0).mean() > 0.9
    board = [mesh.positions[:, 2] > 2.9 for mesh in (matter, art)]
    assert max(mesh.glows[high].max(initial=0.0) for mesh, high in zip((matter, art), board, strict=True)) >= 0.1


@pytest.mark.parametrize("category", Category)
def test_glass_returns_less_after_dark_and_hides_no_more(category):
    glass = front_of(category).get(Surface.GLASS)
    if glass is None:
        return
    standing = np.abs(glass.normals[:, 2]) < 0.5
    assert (glass.night_alphas[standing] <= glass.tints[standing, 3]).all()


def test_letters_of_a_channel_sign_shine_more_than_their_board():
    category = next(c for c in Category if STYLES[c].sign is SignKind.CHANNEL)
    matter = front_of(category)[Surface.MATTER]
    high = (matter.positions[:, 2] > 2.95) & (matter.positions[:, 2] < 4.0) & (matter.glows.max(axis=1) > 0)
    share = matter.glows[high].max(axis=1) / np.maximum(matter.tints[high, :3].max(axis=1), 1e-6)
    assert share.max() > 4 * share.min()
