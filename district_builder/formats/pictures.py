"""Photos from strangers, read within fixed limits: upright, sRGB, opaque, and without a word about who took them."""

import io
import struct
import warnings
import zlib
from enum import StrEnum
from pathlib import Path

import numpy as np
import pillow_heif
from PIL import Image

from district_builder.domain.errors import GolmokError
from district_builder.formats.picture_colours import as_srgb

LARGEST_BYTES = 30_000_000
LARGEST_PIXELS = 64_000_000
NEAR_ENOUGH = 0.96  # 4032 px / 4 = 1008 serves for 1024; insisting would decode four times the pixels
WEBP_EFFORT = 4

pillow_heif.register_heif_opener()

DECODER_FAILURES = (  # what Pillow's and libheif's readers raise on broken files
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    ArithmeticError,
    LookupError,
    RuntimeError,
    EOFError,
    MemoryError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


class PictureRefused(GolmokError):  # noqa: N818 (reads as what happened to the merchant's picture)
    """A picture that cannot be used; both sentences are for the merchant who sent it."""

    def __init__(self, reason_ko: str, *, remedy_ko: str) -> None:
        self.reason_ko, self.remedy_ko = reason_ko, remedy_ko
        super().__init__(f"{reason_ko} {remedy_ko}")


class PictureFormat(StrEnum):
    """Pillow's names of the formats that we open."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"
    HEIF = "HEIF"
    AVIF = "AVIF"


HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}  # ISO 23008-12
TRANSPOSITIONS = {  # Exif 2.32, tag 0x0112
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def sniffed_format(content: bytes) -> PictureFormat | None:
    """The format by the file's first bytes; its name and declared type are the sender's opinion."""
    if content.startswith(b"\xff\xd8\xff"):
        return PictureFormat.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PictureFormat.PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return PictureFormat.WEBP
    if content[4:8] == b"ftyp":
        brands = {content[8:12]} | {content[at : at + 4] for at in range(16, min(int.from_bytes(content[:4]), 128), 4)}
        if brands & {b"avif", b"avis"}:
            return PictureFormat.AVIF
        return PictureFormat.HEIF if brands & HEIF_BRANDS else None
    return None


def load_picture(path: Path, *, wanted_side: int) -> Image.Image:
    """Read a picture file as read_picture does, and never more of it than the limit.

    Raises:
        PictureRefused: also when the file cannot be opened.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except OSError as problem:
        raise PictureRefused(
            f"사진 파일을 열 수 없습니다: {path.name}", remedy_ko="파일이 있는지, 읽을 권한이 있는지 확인해 주세요."
        ) from problem
    return read_picture(content, wanted_side=wanted_side)


def read_picture(content: bytes, *, wanted_side: int) -> Image.Image:
    """Decode a picture near a wanted size: RGB in sRGB, upright, flattened on white, without metadata.

    The longer side comes out between 0.96 and 2 times `wanted_side` where the picture is that large, by whole divisors
    only: JPEG then skips most of its decoding.

    Raises:
        PictureRefused: unknown format, over a limit, or broken.
    """
    if len(content) > LARGEST_BYTES:
        raise _too_heavy()
    kind = sniffed_format(content)
    if kind is None:
        raise PictureRefused(
            "사진으로 쓸 수 없는 파일입니다.", remedy_ko="JPEG, PNG, WebP, HEIC, AVIF 형식의 사진을 올려 주세요."
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd metadata is dropped anyway
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _decoded(content, kind, wanted_side)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise _too_large() from problem
    except DECODER_FAILURES as problem:
        raise PictureRefused(
            "사진 파일이 손상되어 읽을 수 없습니다.", remedy_ko="휴대폰에 있는 원본 사진을 다시 올려 주세요."
        ) from problem


def encode_webp(image: Image.Image, *, quality: int) -> bytes:
    """Lossy WebP, the same bytes each time.

    Colours under transparent pixels stay, because texture filtering mixes them in. An alpha channel that says nothing
    is left out.
    """
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    file = io.BytesIO()
    image.save(file, "WEBP", quality=quality, method=WEBP_EFFORT, exact=True)
    return file.getvalue()


def _decoded(content: bytes, kind: PictureFormat, wanted_side: int) -> Image.Image:
    image: Image.Image = Image.open(io.BytesIO(content), formats=[kind])
    if image.width * image.height > LARGEST_PIXELS:
        raise Image.DecompressionBombError
    full_side = max(image.size)
    divisor = max((k for k in (1, 2, 4, 8) if full_side / k >= NEAR_ENOUGH * wanted_side), default=1)
    orientation, profile = _orientation(image), image.info.get("icc_profile")
    image.draft(None, (-(-image.width // divisor), -(-image.height // divisor)))
    image.load()
    rest = divisor * max(image.size) // full_side  # formats without scale-on-load came at full size
    image = as_srgb(_flattened(image), profile)
    if rest > 1:
        image = image.reduce(rest)
    if orientation in TRANSPOSITIONS:
        image = image.transpose(TRANSPOSITIONS[orientation])
    return Image.frombytes("RGB", image.size, image.tobytes())


def _orientation(image: Image.Image) -> int:
    """Exif's orientation, 1 (upright) where the metadata cannot be read: a sideways photo is better than none."""
    try:
        return int(image.getexif().get(0x0112, 1))
    except DECODER_FAILURES:
        return 1


def _flattened(image: Image.Image) -> Image.Image:
    """RGB or CMYK, transparency on white, 16-bit greys as 8."""
    if image.mode.startswith("I;16"):
        return Image.fromarray((np.asarray(image) >> 8).astype(np.uint8)).convert("RGB")
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer).convert("RGB")
    return image if image.mode == "CMYK" else image.convert("RGB")


def _too_heavy() -> PictureRefused:
    return PictureRefused(
        f"사진 파일이 {LARGEST_BYTES // 1_000_000}MB보다 큽니다.", remedy_ko="크기를 줄이거나 JPEG로 바꿔 올려 주세요."
    )


def _too_large() -> PictureRefused:
    return PictureRefused(
        f"사진의 화소 수가 {LARGEST_PIXELS // 10_000:,}만을 넘습니다.", remedy_ko="가로세로 크기를 줄여 올려 주세요."
    )
