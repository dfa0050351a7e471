"""A camera's colours as sRGB, the only colour space that tiles and pages know."""

import io
from functools import lru_cache

from PIL import Image, ImageCms


def as_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """RGB or CMYK pixels to sRGB. A profile that is broken or of another colour model is ignored.

    Most phones state sRGB itself; then nothing is computed, because a transform costs as much as decoding.
    """
    transform = _transform(profile, image.mode) if profile else None
    if transform is None:
        return image.convert("RGB")
    return ImageCms.applyTransform(image, transform) or image


@lru_cache(maxsize=16)
def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if mode == "RGB" and "sRGB" in ImageCms.getProfileDescription(source):
            return None
        return ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, "RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
