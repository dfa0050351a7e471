"""Small copies of pictures in a fixed ladder of widths, made once, within limits."""

from enum import IntEnum
from io import BytesIO
from pathlib import Path

import pillow_heif
from anyio import CapacityLimiter, to_thread
from PIL import Image, ImageOps

from content_api.errors import ContentError, ProblemCode
from content_api.files import write_atomically

PIXEL_LIMIT = 64_000_000
WEBP_QUALITY = 80
DECODERS = CapacityLimiter(2)  # a decoded picture of 64 MP holds 192 MB; beside the threads of other answers
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")

pillow_heif.register_heif_opener(thumbnails=False)


class ThumbnailWidth(IntEnum):
    """Widths in pixels. A ladder, so that nobody fills the disk by asking for every width."""

    SMALL = 160
    MEDIUM = 320
    LARGE = 640


async def small_copy(picture: Path, width: ThumbnailWidth, *, cache: Path) -> Path:
    """`thumbnail` in a thread of its own kind, few at a time."""
    return await to_thread.run_sync(lambda: thumbnail(picture, width, cache=cache), limiter=DECODERS)


def thumbnail(picture: Path, width: ThumbnailWidth, *, cache: Path) -> Path:
    """The WebP copy of a picture, upright, at most `width` pixels wide, without metadata.

    Raises:
        ContentError: UNREADABLE_PICTURE.
    """
    small = cache / "thumbnails" / f"{picture.stem}-{width}.webp"
    if not small.is_file():
        write_atomically(small, _shrunk(picture, width))
    return small


def _shrunk(path: Path, width: int) -> bytes:
    try:
        with Image.open(path, formats=FORMATS) as picture:
            if picture.width * picture.height > PIXEL_LIMIT:
                raise _unreadable(f"가로와 세로를 곱해 {PIXEL_LIMIT // 1_000_000}백만 화소를 넘는 사진입니다.")
            picture.draft("RGB", (width * 2, width * 2))
            upright = ImageOps.exif_transpose(picture)
            upright = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
            height = max(1, round(upright.height * width / upright.width))
            if upright.width > width:
                upright = upright.resize((width, min(height, 4 * width)), Image.Resampling.LANCZOS, reducing_gap=3.0)
            content = BytesIO()
            upright.save(content, "WEBP", quality=WEBP_QUALITY, method=4)
            return content.getvalue()
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _unreadable("망가졌거나 지원하지 않는 사진입니다.") from None


def _unreadable(problem: str) -> ContentError:
    return ContentError(ProblemCode.UNREADABLE_PICTURE, f"{problem} 다시 저장해 올려 주세요.")
