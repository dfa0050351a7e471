"""Reading an operator's files within fixed limits."""

import unicodedata
from pathlib import Path

from district_builder.domain.errors import SourceError

LARGEST_FILE_BYTES = 200 * 1024 * 1024
MOST_ROWS = 2_000_000


def files_below(folder: Path) -> tuple[Path, ...]:
    """The plain files of a folder and its subfolders, by name; hidden ones and links are left out."""
    if not folder.is_dir():
        return ()
    found = [
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not path.is_symlink()
        and not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    ]
    return tuple(sorted(found, key=lambda path: unicodedata.normalize("NFC", path.relative_to(folder).as_posix())))


def check_size(path: Path) -> None:
    """Refuse a file that is too large before a byte of it is read.

    Raises:
        SourceError: the file is larger than 200 MB, or cannot be looked at.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise SourceError(
            f"파일을 열 수 없습니다 ({error.strerror}).", remedy="파일 권한을 확인하세요.", file=path
        ) from error
    if size > LARGEST_FILE_BYTES:
        raise SourceError(
            f"파일이 {size / 1024**2:.0f} MB로 한도 200 MB를 넘습니다.",
            remedy="필요한 구역만 잘라서 다시 넣으세요.",
            file=path,
        )


def read_bytes(path: Path) -> bytes:
    """A whole file.

    Raises:
        SourceError: the file is too large or cannot be read.
    """
    check_size(path)
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"파일을 읽을 수 없습니다 ({error.strerror}).", remedy="파일 권한을 확인하세요.", file=path
        ) from error


class WrongEncodingError(SourceError):
    """The bytes are neither UTF-8 nor CP949."""


def decode(raw: bytes, path: Path) -> str:
    """Text from UTF-8 (with or without a byte order mark) or CP949, both strict.

    UTF-8 comes first: Korean text in CP949 is practically never valid UTF-8, the reverse does happen.

    Raises:
        WrongEncodingError: neither fits, or the file holds NUL bytes as UTF-16 and binary files do.
    """
    remedy = "엑셀에서 'CSV UTF-8(쉼표로 분리)' 형식으로 다시 저장하세요."
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in raw[:4096]:
        raise WrongEncodingError(
            "글자 인코딩이 UTF-8도 CP949도 아닙니다 (UTF-16이거나 텍스트가 아님).", remedy=remedy, file=path
        )
    reached = 0  # the encoding that reads farther is the one that was meant
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError as error:
            reached = max(reached, error.start)
    line = raw.count(b"\n", 0, reached) + 1
    raise WrongEncodingError("글자 인코딩이 UTF-8도 CP949도 아닙니다.", remedy=remedy, file=path, row=line)
