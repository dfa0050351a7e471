"""Extruded letters are those of the font: as large, with open holes, closed all round."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont
from shapely.geometry import Point, Polygon

from assets import FONT_FILES
from district_builder.geometry.letters import FALLBACK_EM, Letter, has_letter, letter_of
from tests.district_builder.triangles import areas, facing, middles, spans

FACES = sorted(path.name for path in FONT_FILES.glob("*.[ot]tf"))
PRETENDARD = FONT_FILES / "Pretendard-Black.otf"
SAMPLE = "골목빵집약국ABCg8&@"
syllables = st.integers(0xAC00, 0xD7A3).map(chr)


def outline_area(face: str, letter: str) -> float:
    """The ink of a letter in square ems as another renderer draws it: Pillow's FreeType at 400 pixels an em."""
    font = ImageFont.truetype(str(FONT_FILES / face), 400)
    sheet = Image.new("L", (800, 800))
    ImageDraw.Draw(sheet).text((200, 100), letter, 255, font=font)
    return float(np.asarray(sheet, dtype=float).sum() / 255 / 400**2)


def front_shape(letter: Letter) -> shapely.Geometry:
    """The front as a plane shape, x to the right and z up."""
    assert letter.front is not None
    corners = letter.front.positions[letter.front.triangles][:, :, [0, 2]]
    whole = shapely.union_all([Polygon(triangle) for triangle in corners])
    return whole.buffer(1e-5, join_style="mitre").buffer(-1e-5, join_style="mitre")  # closes slits of rounding


def assert_sides_face_outwards(letter: Letter) -> None:
    assert letter.side is not None
    shape = front_shape(letter)
    shapely.prepare(shape)
    outward = facing(letter.side)[:, [0, 2]]
    outward /= np.linalg.norm(outward, axis=1, keepdims=True)
    places = middles(letter.side)[:, [0, 2]]
    step = 5e-4
    wrong = [
        (place, out)
        for place, out in zip(places, outward, strict=True)
        if shape.contains(Point(place + out * step)) and not shape.contains(Point(place - out * step))
    ]
    assert not wrong


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("letter", SAMPLE)
def test_a_letters_front_has_the_area_that_the_font_draws(face, letter):
    if not has_letter(FONT_FILES / face, letter):
        pytest.skip(f"{face} has no {letter}")
    found = letter_of(FONT_FILES / face, letter)
    assert found.front is not None
    assert areas(found.front).sum() == pytest.approx(outline_area(face, letter), rel=0.06)


@settings(max_examples=40)
@given(letter=syllables)
def test_every_syllable_has_the_ink_that_the_font_gives_it(letter):
    found = letter_of(PRETENDARD, letter)
    assert found.front is not None
    assert areas(found.front).sum() == pytest.approx(outline_area(PRETENDARD.name, letter), rel=0.06)


@settings(max_examples=40)
@given(letter=syllables)
def test_a_front_does_not_lie_on_itself(letter):
    found = letter_of(PRETENDARD, letter)
    assert found.front is not None
    assert front_shape(found).area == pytest.approx(areas(found.front).sum(), rel=2e-3)


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("letter", "ㅇ오8")
def test_holes_stay_open(face, letter):
    """The middle of the ring of ㅇ is air."""
    if not has_letter(FONT_FILES / face, letter):
        pytest.skip(f"{face} has no {letter}")
    shape = front_shape(letter_of(FONT_FILES / face, letter))
    rings = [hole for part in getattr(shape, "geoms", [shape]) for hole in part.interiors]
    assert len([hole for hole in rings if Polygon(hole).area > 0.002]) == (2 if letter == "8" else 1)


@settings(max_examples=25)
@given(letter=syllables)
def test_every_side_of_a_syllable_faces_out_of_its_ink(letter):
    assert_sides_face_outwards(letter_of(PRETENDARD, letter))


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("letter", "원B@")
def test_every_side_of_a_letter_faces_out_of_its_ink_in_every_face(face, letter):
    """TrueType and PostScript outlines wind the other way round."""
    assert_sides_face_outwards(letter_of(FONT_FILES / face, letter))


@settings(max_examples=25)
@given(letter=syllables)
def test_a_front_faces_the_pavement_one_em_before_its_wall(letter):
    found = letter_of(PRETENDARD, letter)
    assert found.front is not None
    assert found.side is not None
    assert (facing(found.front)[:, 1] < 0).all()
    assert (found.front.positions[:, 1] == -1.0).all()
    assert set(np.unique(found.side.positions[:, 1])) == {-1.0, 0.0}


@settings(max_examples=25)
@given(letter=syllables)
def test_sides_join_the_fronts_rim_to_the_wall(letter):
    """The sides' area is the outline's length, one em deep."""
    found = letter_of(PRETENDARD, letter)
    assert found.side is not None
    assert found.front is not None
    rim = {tuple(point) for point in found.front.positions.round(9)}
    assert {tuple(point) for point in found.side.positions.round(9) if point[1] == -1.0} == rim
    assert areas(found.side).sum() == pytest.approx(front_shape(found).length, rel=0.02)


@settings(max_examples=25)
@given(letter=syllables)
def test_a_letter_stands_about_its_baseline_and_within_its_advance(letter):
    found = letter_of(PRETENDARD, letter)
    assert found.front is not None
    lowest, highest = spans(found.front)
    assert lowest[2] > -0.35
    assert highest[2] < 1.05
    assert -0.1 < lowest[0] < highest[0] < found.advance_em + 0.1


def test_a_blank_moves_on_without_a_form():
    blank = letter_of(PRETENDARD, " ")
    assert (blank.front, blank.side) == (None, None)
    assert 0.1 < blank.advance_em < 0.6


@pytest.mark.parametrize("letter", ["\U0001f600", "龘"])
def test_a_letter_that_the_face_lacks_is_a_blank_of_known_width(letter):
    assert not has_letter(PRETENDARD, letter)
    assert letter_of(PRETENDARD, letter) == Letter(None, None, FALLBACK_EM)


def test_a_letter_is_cheap_enough_for_a_street_of_signs():
    """The design's near level has about 5,000 triangles a store; a name of six letters may take a fifth of them."""
    counts = [
        len(found.front.triangles) + len(found.side.triangles)
        for letter in "온기커피뚫빵"
        if (found := letter_of(PRETENDARD, letter)).front is not None and found.side is not None
    ]
    assert len(counts) == 6
    assert sum(counts) < 1500


def test_the_face_with_all_syllables_has_all_syllables():
    assert [code for code in range(0xAC00, 0xD7A4) if not has_letter(PRETENDARD, chr(code))] == []
