"""A light map as the picture that a tile carries: greys, the day above the evening."""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

QUALITY, EFFORT = 100, 4


def encode_light_map(texels: NDArray[np.uint8]) -> bytes:
    """Factors (height, width) as a WebP, every one of them as it is, the same bytes each time."""
    file = io.BytesIO()
    Image.fromarray(texels).convert("RGB").save(file, "WEBP", lossless=True, quality=QUALITY, method=EFFORT)
    return file.getvalue()
