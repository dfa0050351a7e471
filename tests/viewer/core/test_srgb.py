"""The tables of encoded light hold what the formula gives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.srgb import ONE, SRGB_OF_BYTE, SRGB_OF_STEP, srgb_from_linear


def formula(light: float) -> float:
    """IEC 61966-2-1, in bytes."""
    return 255.0 * (light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055)


@given(st.floats(0.0, 1.0, width=32))
def test_srgb_rises_with_light_and_keeps_black_and_white(light: float) -> None:
    low, here, high = srgb_from_linear(np.array([0.0, light, 1.0], np.float32))
    assert low == 0.0
    assert high == pytest.approx(1.0)
    assert light <= here + 1e-6 <= 1.0 + 2e-6


@given(step=st.integers(0, ONE))
def test_every_step_of_light_is_encoded_as_the_formula_says(step: int) -> None:
    assert abs(int(SRGB_OF_STEP[step]) - formula(step / ONE)) <= 0.5 + 1e-3


@given(light=st.floats(0.0, 1.0))
def test_light_between_two_steps_is_encoded_within_a_twentieth_of_a_byte_of_rounding(light: float) -> None:
    assert abs(int(SRGB_OF_STEP[round(light * ONE)]) - formula(light)) <= 0.5 + 0.05


def test_a_byte_of_light_is_encoded_alike_by_both_tables() -> None:
    assert SRGB_OF_STEP[::257].tolist() == SRGB_OF_BYTE.tolist()


def test_the_tables_never_fall() -> None:
    assert (np.diff(SRGB_OF_STEP.astype(int)) >= 0).all()
    assert (SRGB_OF_STEP[0], SRGB_OF_STEP[-1]) == (0, 255)
