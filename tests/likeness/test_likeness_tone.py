"""Cycles' light reaches the screen as the clients' does."""

import numpy as np
import pytest

from tests.likeness.tone import develop, srgb
from viewer.core.srgb import SRGB_OF_BYTE


def test_srgb_is_the_viewers() -> None:
    ours = np.round(srgb(np.arange(256) / 255.0) * 255)
    assert (ours == SRGB_OF_BYTE).all()


def test_what_is_brighter_than_white_bends_below_it() -> None:
    shown = develop(
        np.array([[[0.5] * 3, [1.0] * 3, [9.0] * 3]]), np.zeros((1, 3)), haze=(0, 0, 0), haze_per_metre=0.01
    )
    low, white, glaring = shown[0, :, 0].tolist()
    assert low == round(float(srgb(np.array([0.5]))[0]) * 255)
    assert low < white < glaring <= 255


def test_far_things_fade_into_the_haze() -> None:
    light = np.full((1, 3, 3), 0.2)
    near, middle, far = develop(light, np.array([[0.0, 100.0, 1e6]]), haze=(1.0, 0.5, 0.0), haze_per_metre=0.01)[0]
    plain = round(float(srgb(np.array([0.2]))[0]) * 255)
    assert near.tolist() == [plain] * 3
    assert far.tolist() == [255, 128, 0]
    assert middle[0] == pytest.approx(plain * np.exp(-1) + 255 * (1 - np.exp(-1)), abs=1)
