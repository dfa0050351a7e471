"""The window fits its screen and keeps its shape."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.window_size import USUAL_WINDOW_PIXELS, window_size

SIDES = st.integers(200, 8000)


@pytest.mark.parametrize("screen", [(1920, 1080), (3840, 2160), (0, 0)])
def test_a_large_or_unknown_screen_gets_the_usual_window(screen: tuple[int, int]) -> None:
    assert window_size(screen) == USUAL_WINDOW_PIXELS


def test_a_small_screen_gets_a_smaller_window_of_the_same_shape() -> None:
    assert window_size((1280, 720)) == (1177, 662)


def test_a_window_that_just_fits_is_left_alone() -> None:
    assert window_size((1280, 720), wanted=(1280, 720)) == (1280, 720)


@given(SIDES, SIDES, SIDES, SIDES)
def test_no_window_is_larger_than_its_screen_or_than_wanted(width: int, height: int, wide: int, high: int) -> None:
    size = window_size((width, height), wanted=(wide, high))
    assert all(side <= most for side, most in zip(size, (width, height), strict=True))
    assert all(side <= most for side, most in zip(size, (wide, high), strict=True))
    assert size[0] * high == pytest.approx(size[1] * wide, abs=(wide + high))
