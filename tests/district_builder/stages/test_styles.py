"""Every category of store can be dressed: its fonts, surfaces and recipes exist."""

import re
from itertools import combinations

import pytest

from assets import FONT_FILES
from district_builder.domain.categories import Category
from district_builder.geometry.letters import has_letter
from district_builder.geometry.parts import Parts
from district_builder.stages.colours import linear
from district_builder.stages.detail import Detail
from district_builder.stages.front import DOOR_WIDTHS, WALL_SURFACES
from district_builder.stages.interior import DEPTH_METRES, furnish_room
from district_builder.stages.outside import set_out_goods
from district_builder.stages.paint_art import BODY_FONT
from district_builder.stages.paint_interiors import RECIPES
from district_builder.stages.styles import STYLES, DoorKind, SignKind
from tests.district_builder.triangles import everything, spans

CASES = list(STYLES.items())
PALETTES = [(category, palette) for category, style in CASES for palette in style.palettes]


class FixedLuck:
    """Luck that always takes the first."""

    def uniform(self, low, high):
        return low

    def random(self):
        return 0.0

    def randrange(self, *span):
        return span[0] if len(span) > 1 else 0

    def choice(self, options):
        return options[0]


def test_every_category_has_a_style():
    assert set(STYLES) == set(Category)


@pytest.mark.parametrize(("category", "style"), CASES)
def test_a_style_names_fonts_surfaces_and_rooms_that_exist(category, style):
    assert (FONT_FILES / style.font).is_file()
    assert style.walls
    assert set(style.walls) <= set(WALL_SURFACES)
    assert style.interior in RECIPES
    assert style.palettes


@pytest.mark.parametrize(("category", "style"), CASES)
def test_everything_that_a_style_sets_out_can_be_built(category, style):
    parts = Parts()
    for detail in Detail:
        set_out_goods(parts, style.outside, x=(0.2, 6.8), door=(3.0, 4.0), luck=FixedLuck(), detail=detail)
        for depth in (DEPTH_METRES, 1.2):
            furnish_room(
                parts,
                x=(0.3, 6.7),
                top=2.8,
                front_y=0.3,
                depth=depth,
                recipe=style.interior,
                detail=detail,
                luck=FixedLuck(),
            )
    assert spans(everything(parts))[1][1] <= 0.3 + DEPTH_METRES + 1e-9
    assert len(everything(parts).triangles) > 10


@pytest.mark.parametrize(("category", "palette"), PALETTES)
def test_a_palettes_codes_are_colours(category, palette):
    codes = (palette.board, palette.letter, palette.wall, palette.frame, *palette.awning)
    assert all(re.fullmatch("#[0-9a-f]{6}", code) for code in codes)
    assert len(palette.awning) <= 2


def luminance(code: str) -> float:
    red, green, blue = linear(code)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("category", "palette"), PALETTES)
def test_letters_are_readable_on_their_board(category, palette):
    """WCAG 2.2 asks for a contrast of 3 to 1 for large text."""
    light, dark = sorted((luminance(palette.board), luminance(palette.letter)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 3.0


@pytest.mark.parametrize(("category", "style"), CASES)
def test_a_style_writes_its_blade_in_a_face_that_has_the_letters(category, style):
    """Pillow draws an empty box for a letter that a face lacks."""
    font = FONT_FILES / style.font
    assert [letter for letter in style.blade if not letter.isspace() and not has_letter(font, letter)] == []


@pytest.mark.parametrize(("category", "style"), CASES)
def test_words_on_glass_have_all_their_letters(category, style):
    font = FONT_FILES / BODY_FONT
    words = "".join(style.vinyl)
    assert [letter for letter in words if not letter.isspace() and not has_letter(font, letter)] == []


@pytest.mark.parametrize(("category", "style"), CASES)
def test_sills_leave_room_for_glass(category, style):
    assert 0.0 <= style.sill_metres <= 1.2


def test_there_is_a_door_for_every_kind_of_door():
    assert set(DOOR_WIDTHS) == set(DoorKind)
    assert all(width >= 0.9 for kind, width in DOOR_WIDTHS.items() if kind is not DoorKind.OPEN)


def test_a_street_of_all_categories_has_all_kinds_of_signs_and_doors():
    assert {style.sign for style in STYLES.values()} == set(SignKind)
    assert {style.door for style in STYLES.values()} >= {DoorKind.SINGLE, DoorKind.DOUBLE, DoorKind.OPEN}


def test_categories_do_not_all_look_the_same():
    alike = [(a, b) for (a, one), (b, other) in combinations(CASES, 2) if one == other]
    assert alike == []


def test_eating_places_have_several_palettes_so_a_row_of_them_is_not_one_colour():
    for category in (Category.CAFE, Category.KOREAN, Category.SNACK, Category.CHICKEN, Category.PUB):
        assert len(STYLES[category].palettes) >= 2
