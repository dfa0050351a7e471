"""The measure knows equal pictures, punishes shifts and noise by known amounts, and never looks behind its mask."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.likeness.ssim import K1, K2, SIGMA, WINDOW, compare, luma


def _texture(seed: int, shape: tuple[int, int] = (40, 60)) -> np.ndarray:
    return np.random.default_rng(seed).uniform(0.2, 0.8, shape)


def test_a_picture_is_like_itself() -> None:
    assert compare(_texture(1), _texture(1)).ssim == pytest.approx(1.0, abs=1e-12)


@given(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))
def test_the_order_of_two_pictures_does_not_matter_and_one_is_the_most(one: int, other: int) -> None:
    there, back = compare(_texture(one), _texture(other)).ssim, compare(_texture(other), _texture(one)).ssim
    assert there == pytest.approx(back)
    assert -1.0 <= there <= 1.0 + 1e-12


@pytest.mark.parametrize(("one", "other"), [(0.5, 0.6), (0.2, 0.8), (0.0, 1.0)])
def test_flat_pictures_differ_by_the_brightness_term_alone(one: float, other: float) -> None:
    """Wang et al. 2004, equation 6."""
    expected = (2 * one * other + K1**2) / (one**2 + other**2 + K1**2)
    assert compare(np.full((20, 20), one), np.full((20, 20), other)).ssim == pytest.approx(expected)


def test_a_constant_shift_leaves_the_structure_whole() -> None:
    likeness = compare(_texture(2), _texture(2) + 0.1)
    assert np.nanmin(likeness.structure) == pytest.approx(1.0, abs=1e-9)
    assert 0.9 < likeness.ssim < 1.0


def test_a_negative_has_a_negative_structure() -> None:
    likeness = compare(_texture(3), 1.0 - _texture(3))
    assert np.nanmax(likeness.structure) < 0.0


def test_the_middle_pixel_agrees_with_the_formula_written_out() -> None:
    """Wang et al. 2004, equations 13 to 16, on one window."""
    one, other = _texture(4, (WINDOW, WINDOW)), _texture(5, (WINDOW, WINDOW))
    steps = np.arange(WINDOW) - WINDOW // 2
    weights = np.exp(-(steps[:, None] ** 2 + steps[None, :] ** 2) / (2 * SIGMA**2))
    weights /= weights.sum()
    mean_one, mean_other = (weights * one).sum(), (weights * other).sum()
    var_one, var_other = (weights * (one - mean_one) ** 2).sum(), (weights * (other - mean_other) ** 2).sum()
    together = (weights * (one - mean_one) * (other - mean_other)).sum()
    expected = ((2 * mean_one * mean_other + K1**2) * (2 * together + K2**2)) / (
        (mean_one**2 + mean_other**2 + K1**2) * (var_one + var_other + K2**2)
    )
    middle = WINDOW // 2
    assert compare(one, other).similarity[middle, middle] == pytest.approx(expected)


def test_more_noise_is_less_like() -> None:
    noise = np.random.default_rng(6).normal(0.0, 1.0, (40, 60))
    likenesses = [compare(_texture(7), _texture(7) + strength * noise).ssim for strength in (0.0, 0.02, 0.05, 0.2)]
    assert likenesses == sorted(likenesses, reverse=True)
    assert likenesses[-1] < 0.7


@given(st.floats(0.0, 1.0), st.integers(1, 59))
def test_what_is_masked_counts_nowhere(colour: float, columns: int) -> None:
    """Whatever lies behind the mask, beside it the answer is the same."""
    one, other = _texture(8), _texture(9)
    mask = np.ones(one.shape, dtype=bool)
    mask[:, :columns] = False
    expected = compare(one, other, mask)
    other[:, :columns] = colour
    changed = compare(one, other, mask)
    assert changed.ssim == expected.ssim
    assert np.isnan(changed.similarity[:, :columns]).all()
    assert not np.isnan(changed.similarity[:, columns:]).any()


def test_a_part_of_a_picture_is_asked_for_by_itself() -> None:
    one = _texture(10)
    other = one.copy()
    other[:, 30:] = 1.0 - other[:, 30:]
    likeness = compare(one, other)
    left = np.zeros(one.shape, dtype=bool)
    left[:, :20] = True
    assert likeness.within(left) == pytest.approx(1.0)
    assert likeness.within(~left) < 0.6
    assert np.isnan(likeness.within(np.zeros_like(left)))


def test_luminance_weighs_green_most_and_white_is_one() -> None:
    colours = np.array([[[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255]]], np.uint8)
    assert luma(colours)[0] == pytest.approx([0.2126, 0.7152, 0.0722, 1.0])
