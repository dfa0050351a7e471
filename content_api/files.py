"""Files as answers: strong tags, 304, ranges, and compressed copies that are made once."""

import gzip
import os
import re
import tempfile
from pathlib import Path

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response

from content_api.answers import GZIP_SUFFIX, accepts_gzip, headers_of_kept, names

IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"
ONE_RANGE = re.compile(r"bytes=[ \t]*([0-9]{0,30})-([0-9]{0,30})[ \t]*", re.IGNORECASE)
WORTH_COMPRESSING = 0.9  # a copy that saves less than a tenth costs the client more than it gives


def file_answer(
    request: Request, path: Path, *, media_type: str, tag: str, cache_control: str, compressed: Path | None = None
) -> Response:
    """200 with the file, 206 with the one range asked for, or 304.

    Ranges that are many, malformed or of an outdated file give the whole file, as RFC 9110 section 14.2 allows.

    Args:
        tag: Names the file's bytes: a digest of them.
        compressed: A gzip copy of the file. Ranges are always cut from the file itself.

    Raises:
        HTTPException: 416, when the range begins beyond the end.
    """
    encoded = compressed is not None and "range" not in request.headers and accepts_gzip(request)
    tag += GZIP_SUFFIX if encoded else ""
    headers = headers_of_kept(tag, cache_control=cache_control) | {
        "Accept-Ranges": "bytes",
        "Access-Control-Allow-Origin": "*",  # scenes and pictures are public and made to be shown by other sites
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    if names(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=headers)
    if encoded and compressed is not None:
        return FileResponse(compressed, headers=headers | {"Content-Encoding": "gzip"}, media_type=media_type)
    if "range" not in request.headers:
        return FileResponse(path, headers=headers, media_type=media_type)
    content = path.read_bytes()
    if request.headers.get("if-range", f'"{tag}"') != f'"{tag}"':
        return Response(content, headers=headers, media_type=media_type)
    part = byte_range(request.headers["range"], len(content))
    if part is None:
        return Response(content, headers=headers, media_type=media_type)
    headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{len(content)}"
    return Response(content[part.start : part.stop], 206, headers=headers, media_type=media_type)


def byte_range(header: str, length: int) -> range | None:
    """The bytes that a Range header means of so many (RFC 9110 section 14.1.2), None for all of them.

    Raises:
        HTTPException: 416.
    """
    match = ONE_RANGE.fullmatch(header)
    if match is None or not any(match.groups()):
        return None
    first, last = match.groups()
    if not first:
        start, stop = max(0, length - int(last)), length
    else:
        start, stop = int(first), min(int(last) + 1, length) if last else length
        if last and int(last) < start:
            return None
    if start >= length:
        raise HTTPException(416, headers={"Content-Range": f"bytes */{length}"})
    return range(start, stop)


def gzip_copy(path: Path, *, cache: Path, name: str) -> Path | None:
    """The compressed copy of a file, made at the first call; None where compression does not pay.

    Args:
        name: Names the file's bytes; an empty copy of that name remembers that it did not pay.
    """
    copy = cache / "gzip" / f"{name}.gz"
    try:
        return copy if copy.stat().st_size else None
    except FileNotFoundError:
        content = path.read_bytes()
        small = gzip.compress(content, 6, mtime=0)
        pays = len(small) < len(content) * WORTH_COMPRESSING
        write_atomically(copy, small if pays else b"")
        return copy if pays else None


def write_atomically(path: Path, content: bytes) -> None:
    """A reader sees the old file or the whole new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)  # whatever went wrong; once replaced, nothing has this name
