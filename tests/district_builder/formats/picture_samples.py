"""A picture whose corners tell each other apart, in every format that a phone may write."""

import io

import numpy as np
from PIL import Image

FORMATS = ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"]


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def gradient(width: int = 96, height: int = 64) -> Image.Image:
    """Red grows to the right, green downwards: every corner is another colour."""
    x, y = np.meshgrid(np.linspace(0, 255, width), np.linspace(0, 255, height))
    return Image.fromarray(np.stack([x, y, np.full_like(x, 90)], axis=-1).astype(np.uint8))
