"""What leaves of a picture: upright WebP copies on a fixed ladder of widths, without metadata, made once."""

from enum import IntEnum
from io import BytesIO
from pathlib import Path

from anyio import CapacityLimiter, to_thread
from PIL import Image, ImageCms, ImageOps

from content_api.errors import ContentError, ProblemCode
from content_api.files import write_atomically
from content_api.photos.opening import PictureRefusedError, opened_picture

TALLEST = 4  # heights to a width; a scroll of a menu is cut, a portrait is not
WEBP_QUALITY = 80
DECODERS = CapacityLimiter(2)  # a decoded picture of 64 MP holds 192 MB; beside the threads of other answers
SRGB = ImageCms.createProfile("sRGB")


class PictureWidth(IntEnum):
    """Widths in pixels. A ladder, so that nobody fills the disk by asking for every width."""

    SMALL = 160
    MEDIUM = 320
    LARGE = 640
    LARGEST = 1280


async def public_copy(picture: Path, width: PictureWidth, *, cache: Path) -> Path:
    """`thumbnail` in a thread of its own kind, few at a time."""
    return await to_thread.run_sync(lambda: thumbnail(picture, width, cache=cache), limiter=DECODERS)


def thumbnail(picture: Path, width: PictureWidth, *, cache: Path) -> Path:
    """The WebP copy of a picture, upright, at most `width` pixels wide and never wider than the picture.

    An original tells where and with whose phone it was taken, so only such copies leave. Colours are turned to sRGB,
    because the profile that explained them stays behind with the rest of the metadata.

    Raises:
        ContentError: UNREADABLE_PICTURE.
    """
    copy = cache / "pictures" / f"{picture.stem}-{width}.webp"
    if not copy.is_file():
        write_atomically(copy, _redrawn(picture, width))
    return copy


def _redrawn(path: Path, width: int) -> bytes:
    try:
        with opened_picture(path, shown_width=width) as picture:
            drawn = _in_srgb(_at_most(_in_full_colours(ImageOps.exif_transpose(picture)), width))
            content = BytesIO()
            drawn.save(content, "WEBP", quality=WEBP_QUALITY, method=4, exif=b"", xmp=b"", icc_profile=b"")
            return content.getvalue()
    except PictureRefusedError as refused:
        raise ContentError(ProblemCode.UNREADABLE_PICTURE, f"{refused.problem} {refused.remedy}") from None


def _in_full_colours(picture: Image.Image) -> Image.Image:
    """Modes that can be scaled; four inks stay, because only their profile knows what they look like."""
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    return picture if picture.mode == "CMYK" else picture.convert("RGB")


def _at_most(picture: Image.Image, width: int) -> Image.Image:
    width = min(width, picture.width)
    height = max(1, min(round(picture.height * width / picture.width), TALLEST * width))
    if (width, height) == picture.size:
        return picture
    whole = (0, 0, picture.width, min(picture.height, round(picture.width * height / width)))
    return picture.resize((width, height), Image.Resampling.LANCZOS, box=whole, reducing_gap=3.0)


def _in_srgb(picture: Image.Image) -> Image.Image:
    """The picture as sRGB; a profile that is broken or of another mode is dropped, as browsers do."""
    wanted = "RGBA" if picture.mode == "RGBA" else "RGB"
    profile = picture.info.get("icc_profile")
    if profile:
        try:
            turned = ImageCms.profileToProfile(picture, BytesIO(profile), SRGB, outputMode=wanted)
        except (ImageCms.PyCMSError, OSError):
            turned = None
        if turned is not None:
            return turned
    return picture.convert(wanted)
