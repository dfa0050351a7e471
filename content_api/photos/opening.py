"""Opening a picture within limits, and what is said of one that cannot be opened."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pillow_heif
from PIL import Image

from district_builder.domain.errors import GolmokError

PIXEL_LIMIT = 64_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
SAVE_AGAIN = "다시 저장해 올려 주세요."

pillow_heif.register_heif_opener(thumbnails=False)


class PictureRefusedError(GolmokError):
    """A file that cannot be kept or shown as a picture. `problem` and `remedy` are Korean sentences for its owner."""

    def __init__(self, path: Path, problem: str, remedy: str) -> None:
        self.path, self.problem, self.remedy = path, problem, remedy
        super().__init__(f"{path.name}: {problem} {remedy}")


@contextmanager
def opened_picture(path: Path, *, shown_width: int) -> Iterator[Image.Image]:
    """A picture to decode inside the block; a JPEG comes at about twice the width shown, in a quarter of the time.

    Raises:
        PictureRefusedError: It has too many pixels, or the block met bytes that cannot be decoded.
    """
    try:
        with Image.open(path, formats=FORMATS) as picture:
            if picture.width * picture.height > PIXEL_LIMIT:
                million = PIXEL_LIMIT // 1_000_000
                raise PictureRefusedError(
                    path, f"가로와 세로를 곱해 {million}백만 화소를 넘는 사진입니다.", f"더 작게 줄여 {SAVE_AGAIN}"
                )
            picture.draft("RGB", (shown_width * 2, shown_width * 2))
            yield picture
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise PictureRefusedError(path, "망가졌거나 지원하지 않는 사진입니다.", SAVE_AGAIN) from error


def refuse_unreadable(path: Path) -> None:
    """Decode a picture once, as small as its format allows.

    Raises:
        PictureRefusedError: It cannot be shown.
    """
    with opened_picture(path, shown_width=1) as picture:
        picture.load()
