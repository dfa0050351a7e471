"""Six views of the demo by day and after dark look as they did when somebody last looked at them and liked them."""

from collections.abc import Callable

import pytest
from PIL import Image

from tests.end_to_end.built import Built
from tests.end_to_end.pictures import REFERENCES, SHOTS, draw_shots, share_of_other_pixels

pytest.importorskip("panda3d.core", reason="pip install panda3d to draw pictures")


@pytest.fixture(scope="module")
def pictures(build_once: Callable[[str], Built]) -> dict[str, Image.Image]:
    from viewer.panda.engine import EngineError

    try:
        return dict(draw_shots(build_once("demo").scene_folder))
    except EngineError as error:
        pytest.skip(f"{error} On Debian: apt-get install libegl1 libgl1-mesa-dri")


@pytest.mark.parametrize("shot", SHOTS)
def test_a_view_looks_as_it_did(pictures: dict[str, Image.Image], shot: str) -> None:
    """Equal to the bit on one rasteriser; another may round, but not redraw: 0.1 % of pixels by more than 8 of 255."""
    reference = Image.open(REFERENCES / f"{shot}.webp").convert("RGB")
    picture = pictures[shot]
    assert picture.size == reference.size
    if picture.tobytes() != reference.tobytes():
        assert share_of_other_pixels(picture, reference, by_more_than=8) <= 0.001


def test_shots_show_different_places_and_hours(pictures: dict[str, Image.Image]) -> None:
    for one in SHOTS:
        for other in SHOTS:
            if one < other:
                assert share_of_other_pixels(pictures[one], pictures[other], by_more_than=8) > 0.3


def test_a_missing_sign_would_be_seen() -> None:
    """The tolerance is smaller than a board across the street."""
    reference = Image.open(REFERENCES / "start.webp").convert("RGB")
    changed = reference.copy()
    changed.paste((128, 128, 128), (620, 250, 660, 270))
    assert share_of_other_pixels(changed, reference, by_more_than=8) > 0.001
