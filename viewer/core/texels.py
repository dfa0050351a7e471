"""Encoded pictures as texels in memory order, with their smaller copies."""

import io
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError

from viewer.core.errors import SceneError

MOST_PIXELS = 4096 * 4096
FORMATS = ("WEBP", "PNG", "JPEG")
UNDECODABLE = (  # what Pillow raises on broken and on immense pictures; the warning where warnings are errors
    UnidentifiedImageError,
    OSError,
    ValueError,
    SyntaxError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Texels:
    """A picture for the GPU. `levels` are its mipmaps, largest first, rows from the top, BGR or BGRA bytes.

    Sides are powers of two, because the fixed-function fallback knows no others.
    """

    width: int
    height: int
    has_alpha: bool
    levels: tuple[bytes | memoryview, ...]

    @property
    def size_bytes(self) -> int:
        return sum(len(level) for level in self.levels)


def decode_texels(data: bytes, *, name: str) -> Texels:
    """Decode WebP, PNG or JPEG and halve it down to one texel.

    Raises:
        SceneError: another format, damaged, or more than 16.8 million pixels; said before any pixel is decoded.
    """
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS or min(opened.size) < 1:
                raise SceneError(f"the picture has {opened.width} × {opened.height} pixels.", file=name)
            has_alpha = "A" in opened.getbands() or "transparency" in opened.info
            picture = opened.convert("RGBA" if has_alpha else "RGB")
    except UNDECODABLE as error:
        raise SceneError(f"the picture cannot be decoded ({error}).", file=name) from error
    size = (_power_of_two(picture.width), _power_of_two(picture.height))
    if picture.size != size:
        picture = picture.resize(size, Image.Resampling.BOX)
    return texels_of(picture)


def texels_of(picture: Image.Image) -> Texels:
    """Texels of a picture whose sides are powers of two, by repeated halving with a box filter."""
    has_alpha = picture.mode == "RGBA"
    order = "BGRA" if has_alpha else "BGR"
    levels = [picture.tobytes("raw", order)]
    halved = picture
    while halved.size != (1, 1):
        halved = halved.resize((max(halved.width // 2, 1), max(halved.height // 2, 1)), Image.Resampling.BOX)
        levels.append(halved.tobytes("raw", order))
    return Texels(width=picture.width, height=picture.height, has_alpha=has_alpha, levels=tuple(levels))


def _power_of_two(length: int) -> int:
    return 1 << max(length - 1, 0).bit_length()
