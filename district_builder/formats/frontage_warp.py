"""Four corners on a photo to an upright rectangle: how a store's front leaves its picture."""

import math
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from district_builder.domain.frames import Point2
from district_builder.formats.pictures import PictureRefused

Corners = tuple[Point2, Point2, Point2, Point2]
"""Top left, top right, bottom right, bottom left."""

FINEST = 3  # bilinear at 3 x and then reduced: within 0.1 dB of all that was tried, in Pillow alone
LEAST_EDGE_PIXELS = 8
LEAST_SINE = 0.05  # 3 degrees: beyond that the rectangle would be smeared from a line


def warp_to_frontage(image: Image.Image, corners: Corners, size: tuple[int, int]) -> Image.Image:
    """Cut out the quadrilateral and straighten it to `size` (width, height) pixels.

    It is sampled as finely as the photo has pixels, up to 3 x 3 samples a pixel: fine lettering would alias otherwise.

    Args:
        corners: fractions of the upright picture, (0, 0) at its top left.

    Raises:
        PictureRefused: when the corners are off the picture, out of order, concave, or nearly on a line.
    """
    quad = [Point2(corner.x * image.width, corner.y * image.height) for corner in corners]
    _refuse_unusable(corners, quad)
    fineness = _fineness(quad, size)
    width, height = size[0] * fineness, size[1] * fineness
    photo_from_front = homography([Point2(0, 0), Point2(width, 0), Point2(width, height), Point2(0, height)], quad)
    front = image.transform(
        (width, height),
        Image.Transform.PERSPECTIVE,
        photo_from_front.ravel()[:8].tolist(),
        Image.Resampling.BILINEAR,
    )
    return front.reduce(fineness) if fineness > 1 else front


def homography(source: list[Point2], target: list[Point2]) -> NDArray[np.float64]:
    """The 3 x 3 target_from_source that maps four points onto four, its last element 1."""
    rows, values = [], []
    for (x, y), (u, v) in zip(source, target, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return np.append(np.linalg.solve(np.array(rows), np.array(values)), 1.0).reshape(3, 3)


def _fineness(quad: list[Point2], size: tuple[int, int]) -> int:
    """Samples a pixel along each axis, so that no pixel of the photo is skipped within reason."""
    top, right, bottom, left = (math.dist(a, b) for a, b in pairwise([*quad, quad[0]]))
    photo_pixels_per_pixel = max(max(top, bottom) / size[0], max(left, right) / size[1])
    return min(FINEST, max(1, math.ceil(photo_pixels_per_pixel - 0.1)))


def _refuse_unusable(corners: Corners, quad: list[Point2]) -> None:
    if not all(0 <= value <= 1 for corner in corners for value in corner):  # also refuses NaN
        raise PictureRefused(
            "가게 앞면의 모서리가 사진 밖에 있습니다.", remedy_ko="네 모서리를 사진 안에 다시 찍어 주세요."
        )
    ring = [quad[-1], *quad, quad[0]]
    edges = [(b.x - a.x, b.y - a.y) for a, b in pairwise(ring)]
    lengths = [math.hypot(*edge) for edge in edges]
    if min(lengths) < LEAST_EDGE_PIXELS:
        raise PictureRefused(
            "표시한 앞면이 너무 작습니다.", remedy_ko="가게 앞면 전체를 둘러싸도록 모서리를 다시 찍어 주세요."
        )
    turns = [
        (ax * by - ay * bx) / (a_length * b_length)  # the sine of the turn, positive clockwise with y downwards
        for ((ax, ay), (bx, by)), (a_length, b_length) in zip(pairwise(edges), pairwise(lengths), strict=True)
    ]
    if min(turns) < LEAST_SINE:
        raise PictureRefused(
            "네 모서리가 네모를 이루지 않습니다.", remedy_ko="왼쪽 위부터 시계 방향으로 네 모서리를 다시 찍어 주세요."
        )
