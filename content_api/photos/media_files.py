"""Pictures in the media folder, each named by the SHA-256 of its bytes."""

import hashlib
import re
from pathlib import Path

from content_api.files import write_atomically
from content_api.photos.opening import PictureRefusedError, refuse_unreadable

MEDIA_NAME = re.compile(r"[0-9a-f]{64}\.(jpg|png|webp|heic)")
PICTURE_LIMIT_BYTES = 40 << 20
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


def keep_picture(path: Path, media: Path) -> str:
    """Copy a picture into the media folder, unless it is there, and return its name. It is decoded once, before that.

    Raises:
        PictureRefusedError: The file is missing, too big, no picture of a kind that we know, or cannot be shown.
    """
    try:
        if not path.is_file():
            raise PictureRefusedError(path, "파일이 없습니다.", "사진 파일을 넣거나 목록에서 이름을 고쳐 주세요.")
        if path.stat().st_size > PICTURE_LIMIT_BYTES:
            limit = PICTURE_LIMIT_BYTES >> 20
            raise PictureRefusedError(path, f"파일이 {limit} MB보다 큽니다.", "더 작게 저장해 다시 넣어 주세요.")
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        raise PictureRefusedError(path, "파일을 읽을 수 없습니다.", "파일 이름과 읽기 권한을 확인해 주세요.") from error
    ending = _ending(content)
    if ending is None:
        raise PictureRefusedError(
            path, "사진 파일이 아닙니다.", "JPG, PNG, WebP, HEIC 가운데 하나로 저장해 다시 넣어 주세요."
        )
    name = f"{hashlib.sha256(content).hexdigest()}.{ending}"
    kept = media / name
    if not kept.is_file():
        refuse_unreadable(path)
        write_atomically(kept, content)
    return name


def is_media_name(name: str) -> bool:
    """Whether a name can be one of the media folder."""
    return MEDIA_NAME.fullmatch(name) is not None


def _ending(content: bytes) -> str | None:
    """What the first bytes say; a file's own ending lies too often."""
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        return "heic"
    return None
