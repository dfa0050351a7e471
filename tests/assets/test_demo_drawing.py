"""The brush behind the menu pictures: shapes are where they should be, and a seed gives the same picture."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Polygon

from assets import DEMO_SOURCE
from assets.demo.draw_example_photo import CORNERS, FRONT, perspective_coefficients
from assets.demo.draw_menu_pictures import RECIPES
from assets.demo.drawing.painting import HEIGHT, SCALE, WIDTH, Colour, Picture, box, disc, mixed, oval, ribbon
from assets.demo.drawing.tableware import cloth, wood

sizes = st.floats(4, 150)
turns = st.floats(-3, 3)


def picture(seed: int = 1) -> Picture:
    sheet = Picture(dice=np.random.default_rng(seed))
    cloth(sheet, (200, 200, 200))
    return sheet


@given(across=sizes, down=sizes, turn=turns)
def test_an_oval_has_the_area_of_an_ellipse_however_turned(across: float, down: float, turn: float) -> None:
    assert Polygon(oval(10, 20, across, down, turn=turn)).area == pytest.approx(math.pi * across * down, rel=0.05)


@given(width=st.floats(10, 200), height=st.floats(10, 200), turn=turns)
def test_a_box_stands_about_its_centre_and_loses_only_its_corners(width: float, height: float, turn: float) -> None:
    shape = Polygon(box(100, 80, width, height, turn=turn, corner=3))
    assert shape.is_valid
    assert (shape.centroid.x, shape.centroid.y) == pytest.approx((100, 80), abs=0.01)
    assert width * height - 9 < shape.area <= width * height


def test_a_straight_ribbon_is_as_wide_as_asked() -> None:
    assert Polygon(ribbon([(0, 0), (50, 0), (100, 0)], 6)).area == pytest.approx(600)


@given(radius=st.floats(5, 100), seed=st.integers(0, 1000))
def test_a_blob_stays_near_its_radius(radius: float, seed: int) -> None:
    outline = Picture(dice=np.random.default_rng(seed)).blob(0, 0, radius, wobble=0.2)
    assert all(0.6 * radius < math.hypot(x, y) < 1.4 * radius for x, y in outline)


@given(seed=st.integers(0, 1000))
def test_scattered_places_stay_in_their_circle(seed: int) -> None:
    sheet = Picture(dice=np.random.default_rng(seed))
    assert math.dist(sheet.within(5, 6, 40), (5, 6)) <= 40


def test_mixing_goes_from_one_colour_to_the_other() -> None:
    assert mixed((0, 0, 0), (200, 100, 50), 0.0) == (0, 0, 0)
    assert mixed((0, 0, 0), (200, 100, 50), 0.5) == (100, 50, 25)
    assert mixed((0, 0, 0), (200, 100, 50), 1.0) == (200, 100, 50)


def test_a_laid_shape_has_its_colour_and_throws_its_shadow_to_the_lower_right() -> None:
    bare, sheet = picture(), picture()
    sheet.lay(disc(WIDTH / 2, HEIGHT / 2, 40), (220, 40, 40), shadow=8, grain=0)
    row, column = HEIGHT * SCALE // 2, WIDTH * SCALE // 2
    assert sheet.pixels[row, column] == pytest.approx([220 / 255, 40 / 255, 40 / 255], abs=0.02)
    fallen = (bare.pixels - sheet.pixels).mean(axis=2)
    beside = 100
    assert fallen[row + beside, column + 10] > 0.02
    assert fallen[row - beside, column - 10] < fallen[row + beside, column + 10] / 2


def test_light_falls_from_the_top_left() -> None:
    sheet = picture()
    sheet.lay(disc(WIDTH / 2, HEIGHT / 2, 60), (128, 128, 128), dome=20, relief=0.8, shadow=0, grain=0)
    row, column = HEIGHT * SCALE // 2, WIDTH * SCALE // 2
    assert sheet.pixels[row - 80, column - 60].mean() > sheet.pixels[row + 80, column + 60].mean() + 0.1


def test_a_shape_off_the_sheet_changes_nothing() -> None:
    bare, sheet = picture(), picture()
    sheet.lay(disc(-400, -400, 20), (255, 0, 0))
    assert np.array_equal(bare.pixels, sheet.pixels)


@pytest.mark.parametrize("table", [cloth, wood])
def test_a_table_covers_the_whole_sheet_in_about_its_colour(table: Callable[[Picture, Colour], None]) -> None:
    sheet = Picture(dice=np.random.default_rng(3))
    table(sheet, (200, 150, 100))
    assert sheet.pixels.min() > 0.1
    assert sheet.pixels.mean(axis=(0, 1)) * 255 == pytest.approx([200, 150, 100], rel=0.12)


def test_every_recipe_has_its_committed_picture() -> None:
    assert {path.stem for path in (DEMO_SOURCE / "menus" / "pictures").glob("*.webp")} == set(RECIPES)


def test_the_same_seed_paints_the_same_picture() -> None:
    table, colour, recipe = RECIPES["coffee"]
    sheets = []
    for _ in range(2):
        sheet = Picture(dice=np.random.default_rng(7))
        table(sheet, colour)
        recipe(sheet)
        sheets.append(np.asarray(sheet.finished()))
    assert np.array_equal(sheets[0], sheets[1])
    assert sheets[0].shape == (HEIGHT, WIDTH, 3)


def test_the_photo_shows_the_flat_front_between_its_corners() -> None:
    a, b, c, d, e, f, g, h = perspective_coefficients(CORNERS, ((0, 0), (FRONT[0], 0), FRONT, (0, FRONT[1])))
    for (x, y), flat in zip(CORNERS, ((0, 0), (FRONT[0], 0), FRONT, (0, FRONT[1])), strict=True):
        w = g * x + h * y + 1
        assert ((a * x + b * y + c) / w, (d * x + e * y + f) / w) == pytest.approx(flat, abs=1e-6)
