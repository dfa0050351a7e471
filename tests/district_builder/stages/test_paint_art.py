"""Pictures of signs, notices and rooms: readable, of the size they were asked for, the same every time."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw

from assets import FONT_FILES
from district_builder.geometry.letters import has_letter
from district_builder.stages import paint_interiors
from district_builder.stages.art import (
    BLANK,
    SOFT_SHADOW,
    Cloth,
    InteriorWall,
    Lettering,
    Notice,
    Sheen,
    SignFace,
    StorefrontPhoto,
    TenantBoard,
    UprightFace,
)
from district_builder.stages.colours import bytes_of, is_dark, linear, scaled
from district_builder.stages.paint_art import BODY_FONT, face, fitting_face, paint

SIGN = SignFace("온기커피", "", "#204030", "#f0e8d0", "Jua.ttf", 320, 64)
BLADE = UprightFace("노래연습장", "#2a1748", "#ffd84a", "BlackHanSans.ttf", 56, 136)
WORDS = Lettering("직접 볶은 커피", "#ffffff", 240, 32)
PAPER = Notice("새 소식", ("신상품", "들어왔어요"), "#fbf6e6", "#b3352a")
BOARD = TenantBoard("새벽프라자", (("5F", "구름요가"), ("1F", "온기커피 · 엄마김밥"), ("B1", "챔프당구장")))
ROOMS = [InteriorWall(recipe, variant) for recipe in paint_interiors.RECIPES for variant in (0, 1)]
FILM = replace(WORDS, film="#2a2320")
SHEENS = [Sheen(has_streak=False), Sheen(has_streak=True)]
BANNER = Cloth("걷고싶은거리", "#31594c", "#c9a45c", "#f3ecd8")
ALL = [SIGN, replace(SIGN, is_lit=True), BLADE, WORDS, FILM, PAPER, BOARD, BLANK, *SHEENS, SOFT_SHADOW, BANNER, *ROOMS]


def pixels(picture) -> np.ndarray:
    return np.asarray(paint(picture)).astype(int)


def ink(picture, background: tuple[int, int, int]) -> np.ndarray:
    """Where a picture differs clearly from its background."""
    return np.abs(pixels(picture)[:, :, :3] - np.array(background)).max(axis=2) > 60


@pytest.mark.parametrize("picture", ALL, ids=lambda picture: f"{type(picture).__name__}-{ALL.index(picture)}")
def test_the_same_description_gives_the_same_picture_bytes(picture):
    first, second = paint(picture), paint(picture)
    assert first.mode in ("RGB", "RGBA")
    assert first.size == second.size
    assert first.tobytes() == second.tobytes()


@pytest.mark.parametrize("picture", [SIGN, BLADE, WORDS])
def test_a_picture_has_the_size_it_was_asked_for(picture):
    assert paint(picture).size == (picture.width, picture.height)


def test_a_thing_without_a_painter_is_refused_by_name():
    with pytest.raises(TypeError, match="StorefrontPhoto"):
        paint(StorefrontPhoto("s", "abc"))


# Words


@pytest.mark.parametrize("text", ["빵", "온기커피", "세상에서 제일 긴 이름을 가진 우리 동네 떡볶이 가게"])
def test_a_name_is_on_its_board_and_keeps_off_the_edges(text):
    seen = ink(replace(SIGN, text=text), bytes_of(SIGN.board))
    assert seen.sum() > 60
    assert not seen[:, :8].any()
    assert not seen[:, -8:].any()
    assert not seen[:3].any()
    assert not seen[-3:].any()


def test_a_name_stands_in_the_middle_of_its_board():
    seen = ink(SIGN, bytes_of(SIGN.board))
    columns, rows = np.nonzero(seen.any(axis=0))[0], np.nonzero(seen.any(axis=1))[0]
    assert (columns[0] + columns[-1]) / 2 == pytest.approx(SIGN.width / 2, abs=6)
    assert (rows[0] + rows[-1]) / 2 == pytest.approx(SIGN.height / 2, abs=8)


def test_another_name_is_another_picture():
    assert (pixels(SIGN) != pixels(replace(SIGN, text="온기커파"))).any()


@pytest.mark.parametrize("font", ["Jua.ttf", "DoHyeon.ttf"])
def test_a_name_is_printed_even_where_the_signs_face_lacks_a_syllable(font):
    """The playful faces have 2,350 to 2,600 of the 11,172 syllables; 똠얌 is on many boards."""
    missing = [letter for letter in "똠쌰펲뷁" if not has_letter(FONT_FILES / font, letter)][:2]
    assert len(missing) == 2
    first, second = (paint(replace(SIGN, font=font, text=letter)).tobytes() for letter in missing)
    assert first != second  # an empty box looks the same for both


def test_the_small_line_is_under_the_name_where_there_is_room_for_it():
    with_line, without = pixels(replace(SIGN, small_text="카페  02-123-4567")), pixels(SIGN)
    low = slice(round(SIGN.height * 0.76), None)
    assert np.abs(with_line[low] - bytes_of(SIGN.board)).max() > 60
    assert np.abs(without[low] - bytes_of(SIGN.board)).max() < 60
    flat = replace(SIGN, height=40)
    assert (pixels(flat) == pixels(replace(flat, small_text="카페"))).all()


def test_a_lit_board_is_brighter_than_an_unlit_one():
    assert pixels(replace(SIGN, is_lit=True)).mean() > pixels(SIGN).mean()


def test_words_on_glass_leave_the_glass_clear():
    alpha = pixels(WORDS)[:, :, 3]
    assert 0.05 < (alpha > 128).mean() < 0.6
    assert (alpha[:, 0] == 0).all()
    assert (alpha[0] == 0).all()


def test_a_tall_blade_is_written_downwards_and_a_square_one_across():
    tall = ink(BLADE, bytes_of(BLADE.board))[6:-6, 6:-6]
    letters = np.diff(tall.any(axis=1).astype(int))
    assert (letters == 1).sum() >= 3  # a gap between one syllable and the next
    wide = ink(replace(BLADE, width=88, height=88, text="약국"), bytes_of(BLADE.board))[6:-6, 6:-6]
    assert (np.diff(wide.any(axis=1).astype(int)) == 1).sum() <= 2


@pytest.mark.parametrize("text", ["노래", "동네노래방", "행복한 부동산", "COFFEE", " ", ""])
def test_a_blade_bears_any_text(text):
    for width, height in ((56, 136), (72, 72), (16, 16)):
        assert paint(replace(BLADE, text=text, width=width, height=height)).size == (width, height)


def test_each_row_of_a_tenant_board_says_something():
    shown = pixels(BOARD)
    for index in range(len(BOARD.rows)):
        row = shown[34 + 22 * index : 34 + 22 * (index + 1) - 3, 36:170]
        assert (row.max(axis=2) > 180).sum() > 20


def test_a_tenant_board_grows_with_its_rows():
    longer = replace(BOARD, rows=tuple((f"{storey}F", f"가게 {storey}") for storey in range(9, 0, -1)))
    assert paint(longer).height > paint(BOARD).height


def test_a_notice_with_too_many_lines_shows_the_first_that_fit():
    many = replace(PAPER, lines=tuple(f"{line}번째 줄" for line in range(20)))
    assert paint(many).size == paint(PAPER).size


@pytest.mark.parametrize("width", [30, 80, 300])
@pytest.mark.parametrize("text", ["온기커피", "COFFEE & CAKE", "세상에서 제일 긴 이름"])
def test_a_fitting_face_fits(width, text):
    font = fitting_face("Jua.ttf", text, width, 40)
    assert font.size <= 40
    assert font.getlength(text) <= width * 1.02 or font.size == 8  # below eight pixels nobody reads


def test_a_face_that_draws_hangul_draws_it_as_hangul():
    """A face without a letter draws the same empty box for all of them."""
    for name in (BODY_FONT, "Jua.ttf", "DoHyeon.ttf", "BlackHanSans.ttf"):
        drawn = set()
        for letter in "가나다":
            image = Image.new("L", (48, 48))
            ImageDraw.Draw(image).text((4, 4), letter, 255, font=face(name, 32))
            drawn.add(image.tobytes())
        assert len(drawn) == 3


def test_the_body_font_is_among_the_assets():
    assert (FONT_FILES / BODY_FONT).is_file()


# Rooms


@pytest.mark.parametrize("recipe", paint_interiors.RECIPES)
def test_a_room_has_something_in_it_and_two_looks(recipe):
    first, second = pixels(InteriorWall(recipe, 0)), pixels(InteriorWall(recipe, 1))
    assert first.std() > 10
    assert (first != second).any()
    assert first.shape == (paint_interiors.HEIGHT, paint_interiors.WIDTH, 3)


def test_no_two_recipes_paint_the_same_room():
    assert len({paint(InteriorWall(recipe, 0)).tobytes() for recipe in paint_interiors.RECIPES}) == len(
        paint_interiors.RECIPES
    )


# Colours


@pytest.mark.parametrize(
    ("code", "expected"), [("#000000", 0.0), ("#ffffff", 1.0), ("#808080", 0.2159), ("#0a0a0a", 0.003)]
)
def test_colours_become_linear_light_as_srgb_defines_it(code, expected):
    assert linear(code) == pytest.approx((expected,) * 3, abs=1e-3)


def test_a_colours_channels_keep_their_order():
    red, green, blue = linear("#ff8000")
    assert red > green > blue == 0.0
    assert bytes_of("#ff8000") == (255, 128, 0)


def test_scaling_darkens_all_channels_alike():
    assert scaled((0.2, 0.4, 0.8), 0.5) == pytest.approx((0.1, 0.2, 0.4))


def test_black_is_dark_and_yellow_is_not():
    assert is_dark("#101010")
    assert is_dark("#1d3a78")
    assert not is_dark("#f2b420")
    assert not is_dark("#ffffff")


# Glass, dusk and cloth


def test_film_covers_its_pane_and_bare_lettering_does_not():
    film, bare = pixels(FILM), pixels(WORDS)
    assert film[:, :, 3].min() > 150
    assert bare[:, :, 3].min() == 0
    assert (film[0, 0, :3] == bytes_of(FILM.film)).all()


@pytest.mark.parametrize("sheen", SHEENS)
def test_glass_returns_most_sky_at_its_top_and_is_never_quite_shut(sheen):
    painted = pixels(sheen)
    rows = painted[:, :, 3].mean(axis=1)
    assert rows[0] > 2 * rows[-1]
    assert painted[:, :, 3].max() < 240
    assert painted[0, :, :3].mean() > painted[-1, :, :3].mean()
    assert (painted[:, :, 2] >= painted[:, :, 0]).all()  # sky is no warmer than it is blue


def test_a_streak_is_a_streak():
    plain, streaked = (pixels(sheen)[:, :, 3] for sheen in SHEENS)
    more = streaked - plain
    assert more.max() > 25
    assert (more < 5).mean() > 0.3


def test_dusk_is_black_darkest_in_the_middle_and_gone_at_its_rim():
    dusk = pixels(SOFT_SHADOW)
    assert (dusk[:, :, :3] == 0).all()
    alpha = dusk[:, :, 3]
    assert alpha[15:17, 15:17].min() > 150
    assert max(alpha[0].max(), alpha[-1].max(), alpha[:, 0].max(), alpha[:, -1].max()) < 8


def test_a_banner_carries_its_word_above_its_hem():
    seen = np.abs(pixels(BANNER)[:, :, :3] - np.array(bytes_of(BANNER.letter))).max(axis=2) < 40
    rows = np.nonzero(seen.any(axis=1))[0]
    assert seen.sum() > 300
    assert rows[0] > 4
    assert rows[-1] < 0.8 * len(seen)
