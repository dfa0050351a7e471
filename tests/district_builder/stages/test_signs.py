"""Boards, letters and blades: on their wall, in their rectangle, readable from the pavement."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import Parts
from district_builder.stages.art import SignFace, UprightFace
from district_builder.stages.detail import Detail
from district_builder.stages.signs import hang_blade, raise_board, raise_letters
from district_builder.stages.styles import STYLES, Category, Palette, SignKind
from tests.district_builder.triangles import everything, facing, middles, recorded, spans

PALETTE = Palette("#204030", "#f0e8d0", "#ffffff", "#303030")
CHANNEL, LIGHT_BOX = STYLES[Category.CAFE], STYLES[Category.KARAOKE]
names = st.text("가나다라온기커피빵뛟ABC 12", min_size=1, max_size=18)


def letters(text: str, *, x=(1.0, 5.0), z=(3.0, 3.8), font="Jua.ttf") -> Parts:
    parts = Parts()
    raise_letters(parts, text=text, x=x, z=z, y=-0.1, font=font, tint=(1.0, 1.0, 1.0))
    return parts


def board(style=LIGHT_BOX, detail=Detail.NEAR, *, x=(0.2, 5.8), z=(2.9, 3.8), name="온기커피", small="카페") -> Parts:
    parts = Parts()
    raise_board(parts, x=x, z=z, name=name, small_text=small, style=style, palette=PALETTE, detail=detail)
    return parts


# Letters


@settings(deadline=None, max_examples=40)
@given(text=names, width=st.floats(1.0, 9.0), height=st.floats(0.3, 1.2))
def test_letters_keep_within_their_rectangle(text, width, height):
    parts = letters(text, x=(1.0, 1.0 + width), z=(3.0, 3.0 + height))
    if not text.strip():
        assert recorded(parts) == {}
        return
    lowest, highest = spans(everything(parts))
    assert 1.0 <= lowest[0] < highest[0] <= 1.0 + width
    assert 3.0 <= lowest[2] < highest[2] <= 3.0 + height


@settings(deadline=None, max_examples=40)
@given(text=st.text("가나다라온기커피", min_size=2, max_size=10))
def test_letters_stand_in_the_middle(text):
    lowest, highest = spans(everything(letters(text, x=(0.0, 10.0))))
    assert (lowest[0] + highest[0]) / 2 == pytest.approx(5.0, abs=0.1)
    assert (lowest[2] + highest[2]) / 2 == pytest.approx(3.4, abs=0.1)


def test_letters_stand_off_the_board_towards_the_street():
    mesh = everything(letters("빵"))
    lowest, highest = spans(mesh)
    assert -0.1 - 0.2 < lowest[1] < -0.1 - 0.03
    assert highest[1] <= -0.1 + 1e-9


def test_letters_run_from_left_to_right():
    """A first letter that is blank leaves room at the left."""
    assert spans(everything(letters("   빵")))[0][0] > spans(everything(letters("빵   ")))[1][0]


@pytest.mark.parametrize("text", ["", " ", "   "])
def test_no_letters_are_no_parts(text):
    assert recorded(letters(text)) == {}


@pytest.mark.parametrize("letter", ["똠", "펲", "é", "·"])
def test_a_letter_that_the_signs_face_lacks_comes_from_the_face_that_has_it(letter):
    missing = everything(letters(letter, font="Jua.ttf"))
    fallback = everything(letters(letter, font="Pretendard-Black.otf"))
    assert len(missing.triangles) == len(fallback.triangles) > 0


def test_a_letter_that_no_face_has_leaves_a_gap_and_the_rest_stands():
    with_gap, without = everything(letters("가\U0001f600나")), everything(letters("가나"))
    assert len(with_gap.triangles) == len(without.triangles)


def test_all_letters_of_a_name_take_the_same_light():
    mesh = everything(letters("온기커피"))
    assert np.ptp(mesh.probes, axis=0) == pytest.approx([0, 0, 0])


# Boards


@pytest.mark.parametrize("detail", list(Detail))
@pytest.mark.parametrize("style", [CHANNEL, LIGHT_BOX, STYLES[Category.WORKSHOP]], ids=lambda style: style.sign.value)
def test_a_board_covers_its_rectangle_and_hangs_on_the_wall(style, detail):
    mesh = everything(board(style, detail))
    lowest, highest = spans(mesh)
    assert (lowest[0], highest[0]) == pytest.approx((0.2, 5.8))
    assert (lowest[2], highest[2]) == pytest.approx((2.9, 3.8))
    assert highest[1] == pytest.approx(0.0)
    assert -0.35 < lowest[1] < -0.03


@pytest.mark.parametrize("style", [CHANNEL, LIGHT_BOX], ids=lambda style: style.sign.value)
def test_far_boards_are_printed_and_near_ones_have_letters_where_the_style_has(style):
    assert [type(p) for p in board(style, Detail.STANDARD).pictures()] == [SignFace]
    near = board(style, Detail.NEAR).pictures()
    assert [type(p) for p in near] == ([SignFace] if style.sign is SignKind.LIGHT_BOX else [])


def test_a_printed_board_says_the_name_and_on_a_light_box_the_small_line():
    (lit,) = board(LIGHT_BOX).pictures()
    assert (lit.text, lit.small_text, lit.is_lit) == ("온기커피", "카페", True)
    (plain,) = board(CHANNEL, Detail.STANDARD).pictures()
    assert (plain.text, plain.small_text, plain.is_lit) == ("온기커피", "", False)


@given(width=st.floats(0.8, 20), height=st.floats(0.3, 2.5), detail=st.sampled_from(list(Detail)))
def test_a_boards_picture_has_the_boards_shape_in_whole_blocks(width, height, detail):
    (face,) = board(LIGHT_BOX, detail, x=(0, width), z=(0, height)).pictures()
    assert face.width % 8 == face.height % 8 == 0
    assert face.width <= 9 * 104 + 4
    if min(face.width, face.height) > 32:
        assert face.width / face.height == pytest.approx(width / min(height, 2.0), rel=0.2)


def test_boards_of_equal_size_and_words_share_a_picture():
    parts = Parts()
    for x in ((0.0, 4.0), (5.0, 9.01)):
        raise_board(
            parts, x=x, z=(3, 3.8), name="빵", small_text="", style=LIGHT_BOX, palette=PALETTE, detail=Detail.STANDARD
        )
    assert len(parts.pictures()) == 1


def test_a_near_picture_is_finer_than_a_far_one():
    (near,), (far,) = board(LIGHT_BOX, Detail.NEAR).pictures(), board(LIGHT_BOX, Detail.STANDARD).pictures()
    assert near.width > far.width


def test_a_sign_stays_readable():
    """The design asks for 384 pixels across the sign of a usual store at the near level."""
    (near,) = board(LIGHT_BOX, Detail.NEAR).pictures()
    assert near.width >= 384


# Blades


def blade(size=(0.8, 1.2)) -> Parts:
    parts = Parts()
    hang_blade(parts, x=3.0, z=4.0, size=size, text="노래", palette=PALETTE, font="Jua.ttf")
    return parts


@given(reach=st.floats(0.4, 1.1), height=st.floats(0.5, 2.0))
def test_a_blade_projects_by_its_reach_and_hangs_on_two_arms(reach, height):
    mesh = everything(blade((reach, height)))
    lowest, highest = spans(mesh)
    assert lowest[1] == pytest.approx(-0.18 - reach)
    assert highest[1] == pytest.approx(0.0)  # the arms reach the wall
    assert (lowest[2], highest[2]) == pytest.approx((4.0, 4.0 + height), abs=0.06)
    assert highest[0] - lowest[0] == pytest.approx(0.18)


def test_a_blade_is_read_from_both_directions():
    art = recorded(blade())[Surface.ART]
    turned = facing(art)[:, 0]
    assert (turned < 0).sum() == (turned > 0).sum() == 2
    assert (middles(art)[turned < 0][:, 0] < 3.0).all()
    assert (middles(art)[turned > 0][:, 0] > 3.0).all()


def test_a_blade_is_not_mirrored_on_either_side():
    """Seen from the left the street is at the left: words begin at the wall's far side of the viewer's left hand."""
    art = recorded(blade())[Surface.ART]
    for side in (-1, 1):
        chosen = art.triangles[facing(art)[:, 0] * side > 0]
        corners, u = art.positions[chosen].reshape(-1, 3), art.uvs[chosen].reshape(-1, 2)[:, 0]
        rightwards = corners[:, 1] * side  # whoever looks west (side 1) has north, +y, at the right
        assert np.corrcoef(rightwards, u)[0, 1] > 0.9


def test_both_sides_of_a_blade_share_one_picture():
    assert [type(picture) for picture in blade().pictures()] == [UprightFace]
