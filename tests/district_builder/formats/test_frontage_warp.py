"""Straightening a front: the corners go where they were put, to half a pixel."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from district_builder.domain.frames import Point2
from district_builder.formats.frontage_warp import homography, warp_to_frontage
from district_builder.formats.pictures import PictureRefused

WHOLE = (Point2(0, 0), Point2(1, 0), Point2(1, 1), Point2(0, 1))
DOTS = [(0.08, 0.08), (0.92, 0.08), (0.92, 0.92), (0.08, 0.92), (0.5, 0.5)]  # fractions of the front
RADIUS = 0.05
offset = st.floats(0, 0.22)


@st.composite
def quads(draw: st.DrawFn) -> tuple[Point2, Point2, Point2, Point2]:
    """Each corner somewhere in its own quarter of the picture, so always convex."""
    return tuple(
        Point2(abs(x - draw(offset) - 0.02), abs(y - draw(offset) - 0.02)) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))
    )


def photographed(corners: tuple[Point2, ...], size: tuple[int, int]) -> Image.Image:
    """A front with white dots at DOTS, as a camera with this homography sees it; 3 x 3 samples a pixel."""
    width, height = size
    quad = [Point2(x * width, y * height) for x, y in corners]
    front_from_photo = homography(quad, list(WHOLE))
    x, y = np.meshgrid((np.arange(width * 3) + 0.5) / 3, (np.arange(height * 3) + 0.5) / 3)
    u, v, w = np.einsum("ij,jyx->iyx", front_from_photo, np.stack([x, y, np.ones_like(x)]))
    u, v = u / w, v / w
    light = np.zeros_like(u)
    for at_u, at_v in DOTS:
        light[np.hypot(u - at_u, v - at_v) < RADIUS] = 255
    return Image.fromarray(light.reshape(height, 3, width, 3).mean(axis=(1, 3)).astype(np.uint8)).convert("RGB")


def found_dots(front: Image.Image) -> list[tuple[float, float]]:
    """The centre of the light around each dot, in pixels from the top left corner of the picture."""
    light = np.asarray(front.convert("L"), float)
    y, x = np.indices(light.shape) + 0.5
    centres = []
    for u, v in DOTS:
        near = np.hypot(x / front.width - u, y / front.height - v) < 1.6 * RADIUS
        weight = light * near
        centres.append((float((x * weight).sum() / weight.sum()), float((y * weight).sum() / weight.sum())))
    return centres


@settings(deadline=None, max_examples=15)
@given(corners=quads(), width=st.integers(90, 300), height=st.integers(80, 200))
def test_every_part_of_the_front_lands_within_half_a_pixel(corners, width: int, height: int) -> None:
    front = warp_to_frontage(photographed(corners, (400, 300)), corners, (width, height))
    assert front.size == (width, height)
    for (u, v), (x, y) in zip(DOTS, found_dots(front), strict=True):
        assert abs(x - u * width) < 0.5
        assert abs(y - v * height) < 0.5


@settings(deadline=None)
@given(source=quads(), target=quads())
def test_a_homography_maps_its_four_points(source, target) -> None:
    for (x, y), (u, v) in zip(source, target, strict=True):
        mapped = homography(list(source), list(target)) @ [x, y, 1]
        assert mapped[:2] / mapped[2] == pytest.approx([u, v], abs=1e-6)


def test_the_whole_picture_at_its_own_size_comes_back_as_it_was() -> None:
    pixels = np.random.default_rng(3).integers(0, 256, (60, 90, 3), dtype=np.uint8)
    assert (np.asarray(warp_to_frontage(Image.fromarray(pixels), WHOLE, (90, 60))) == pixels).all()


def test_fine_lines_do_not_turn_into_coarse_ones() -> None:
    """Lines of a pixel, shrunk 3 times, are grey; without supersampling they would be stripes."""
    lines = np.zeros((300, 600, 3), np.uint8)
    lines[:, ::2] = 255
    front = np.asarray(warp_to_frontage(Image.fromarray(lines), WHOLE, (201, 100)), float)
    assert front[:, 2:-2].std() < 25
    assert abs(front.mean() - 127) < 3


@pytest.mark.parametrize(
    ("corners", "complaint"),
    [
        ([(0, 0), (1, 0), (0.3, 0.3), (0, 1)], "네모를 이루지"),  # concave
        ([(0, 0), (1, 1), (1, 0), (0, 1)], "네모를 이루지"),  # crossed
        ([(1, 0), (0, 0), (0, 1), (1, 1)], "네모를 이루지"),  # mirrored
        ([(0, 0), (0.5, 0), (1, 0), (0, 1)], "네모를 이루지"),  # three on a line
        ([(0.2, 0.5), (0.4, 0.5), (0.6, 0.5), (0.8, 0.5)], "네모를 이루지"),  # all on a line
        ([(0.5, 0.5)] * 4, "너무 작습니다"),
        ([(0, 0), (0.01, 0), (0.01, 0.01), (0, 0.01)], "너무 작습니다"),
        ([(-0.1, 0), (1, 0), (1, 1), (0, 1)], "사진 밖"),
        ([(0, 0), (1, 0), (1, 1.01), (0, 1)], "사진 밖"),
        ([(float("nan"), 0), (1, 0), (1, 1), (0, 1)], "사진 밖"),
    ],
)
def test_corners_that_make_no_front_are_refused_with_what_to_do(corners, complaint: str) -> None:
    image = Image.new("RGB", (400, 300))
    with pytest.raises(PictureRefused, match=complaint) as refusal:
        warp_to_frontage(image, tuple(Point2(*corner) for corner in corners), (100, 100))
    assert refusal.value.remedy_ko.endswith("찍어 주세요.")


@given(corners=st.lists(st.tuples(st.floats(-1, 2), st.floats(-1, 2)), min_size=4, max_size=4))
@settings(deadline=None)
def test_any_corners_at_all_give_a_front_or_a_refusal(corners) -> None:
    try:
        front = warp_to_frontage(
            Image.new("RGB", (80, 60), "white"), tuple(Point2(*corner) for corner in corners), (32, 32)
        )
    except PictureRefused:
        return
    assert np.asarray(front).min() == 255  # never a pixel from beyond the picture's edge
