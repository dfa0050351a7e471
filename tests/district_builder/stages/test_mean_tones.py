"""What light is told of the shared texture agrees with what is painted on it."""

import numpy as np
import pytest

from district_builder.stages import surfaces
from district_builder.stages.paint_surfaces import paint_matter
from district_builder.stages.surfaces import NAMES, PLAIN, TEXTURE_HEIGHT, first_row, glazing, mean_tones


@pytest.fixture(scope="module")
def painted() -> np.ndarray:
    """The texture in linear light, one value a pixel."""
    return (np.asarray(paint_matter().convert("L"), dtype=float) / 255) ** 2.2


@pytest.mark.parametrize("name", NAMES)
def test_the_mean_tone_of_a_strip_is_what_its_painting_shows(painted: np.ndarray, name: str) -> None:
    top = first_row(name)
    middle = (top + surfaces.INNER / 2) / TEXTURE_HEIGHT
    shown = painted[top : top + surfaces.INNER].mean()
    assert mean_tones(np.array([[0.3, middle]])) == pytest.approx(shown, abs=0.12)


def test_plain_parts_show_their_tint() -> None:
    assert mean_tones(np.array([[0.0, PLAIN.top], [5.0, PLAIN.bottom]])).tolist() == [1.0, 1.0]


def test_the_edges_of_a_strip_belong_to_it() -> None:
    patch = glazing(2)
    uvs = np.array([[patch.left, patch.top], [patch.right, patch.bottom]])
    assert len(set(mean_tones(uvs).tolist())) == 1
