"""Words on glass: each whole on one pane, in colours that can be read whatever is behind."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import Parts
from district_builder.stages.art import Lettering
from district_builder.stages.colours import linear
from district_builder.stages.detail import Detail
from district_builder.stages.paint_art import FILM_ALPHA, paint
from district_builder.stages.styles import STYLES
from district_builder.stages.vinyl import BETWEEN_WORDS, film_colours, share_out, stick_words, words_of
from tests.district_builder.triangles import facing, recorded

PALETTES = sorted({palette for style in STYLES.values() for palette in style.palettes}, key=str)
WORDS = ("찌개", "전골", "볶음")
texts = st.lists(st.sampled_from(("PT", "필라테스", "요가", "임플란트", "교정")), min_size=1, max_size=6)


def stuck(panes, words=WORDS, detail=Detail.NEAR) -> Parts:
    parts = Parts()
    stick_words(parts, panes, words, y=0.2, low=1.0, height=0.3, colours=("#2a2320", "#f3e6cf"), detail=detail)
    return parts


def contrast(one: str, other: str) -> float:
    """WCAG 2: from 1 to 21."""
    bright, dark = sorted(
        (0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in map(linear, (one, other))), reverse=True
    )
    return (bright + 0.05) / (dark + 0.05)


def test_a_line_is_taken_apart_at_its_dots():
    assert words_of("찌개 · 전골 · 볶음") == WORDS
    assert words_of("COFFEE & CAKE") == ("COFFEE & CAKE",)
    assert words_of("") == ()


@given(words=texts, panes=st.integers(1, 9))
def test_every_word_is_shown_in_its_order_however_few_panes_there_are(words, panes):
    shown = share_out(words, panes)
    assert len(shown) == panes
    flat = [word for text in shown for word in words_of(text)]
    assert flat[: len(words)] == list(words)
    assert set(flat) == set(words)


def test_without_words_or_panes_nothing_is_written():
    assert share_out((), 3) == ("", "", "")
    assert share_out(WORDS, 0) == ()


def test_each_pane_gets_its_own_film_from_bar_to_bar():
    panes = [(0.0, 1.2), (1.3, 2.5), (2.6, 3.8)]
    glass = recorded(stuck(panes))[Surface.GLASS]
    corners = glass.positions[glass.triangles][:, :, 0]
    assert (
        sorted(
            {
                (round(float(low), 3), round(float(high), 3))
                for low, high in zip(corners.min(1), corners.max(1), strict=True)
            }
        )
        == panes
    )
    assert (facing(glass)[:, 1] < 0).all()


def test_a_pane_too_narrow_for_a_word_is_filmed_and_the_words_go_on_beside_it():
    written = [p.text for p in stuck([(0.0, 1.2), (1.3, 1.6), (1.7, 2.9), (3.0, 4.2)]).pictures()]
    assert written == ["찌개", "", "전골", "볶음"]


def test_equal_panes_with_equal_words_share_a_picture():
    assert len(stuck([(k * 1.5, k * 1.5 + 1.2) for k in range(9)]).pictures()) == 3


def test_films_far_off_are_smaller_pictures():
    (near,), (far,) = (stuck([(0.0, 1.2)], ("PT",), detail).pictures() for detail in (Detail.NEAR, Detail.STANDARD))
    assert far.width < near.width


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: f"{palette.board}-{palette.letter}")
def test_letters_stand_out_from_their_film(palette):
    """Large text wants 3 : 1 (WCAG 2.2, 1.4.3); film of the board's colour and frosted film both give it."""
    assert contrast(palette.board, palette.letter) > 3.0
    film, ink = film_colours(palette)
    assert contrast(film, ink) > 3.0


@pytest.mark.parametrize("behind", [(250, 250, 250), (20, 20, 20), (200, 120, 60)])
@pytest.mark.parametrize(("film", "ink"), [("#ece9e0", "#2b2b2e"), ("#2a2320", "#f3e6cf"), ("#c8261e", "#ffe95c")])
def test_words_are_read_before_bright_and_dark_rooms(film, ink, behind):
    picture = np.asarray(paint(Lettering("찌개 전골", ink, 144, 32, film)), dtype=float)
    alpha = picture[..., 3:] / 255
    seen = picture[..., :3] * alpha + np.array(behind) * (1 - alpha)
    letters, ground = seen[picture[..., 3] == 255], seen[picture[..., 3] == FILM_ALPHA]
    assert len(letters) > 200
    assert np.abs(letters.mean(axis=0) - ground.mean(axis=0)).max() > 90


def test_no_style_promises_hours_prices_or_offers_on_its_glass():
    """What a store has to keep, only its merchant may say."""
    for style in STYLES.values():
        for line in (*style.vinyl, style.blade):
            assert not any(word in line for word in ("24", "365", "할인", "무료", "특선", "최저", "오늘"))
            assert BETWEEN_WORDS.strip() not in style.blade
