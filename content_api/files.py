"""Files as answers: strong tags, 304, ranges, and compressed copies that are made once."""

import gzip
import os
import tempfile
from pathlib import Path

from fastapi import Request
from starlette.responses import FileResponse, Response

from content_api.answers import GZIP_SUFFIX, accepts_gzip, names

IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"
WORTH_COMPRESSING = 0.9  # a copy that saves less than a tenth costs the client more than it gives


def file_answer(
    request: Request, path: Path, *, media_type: str, tag: str, cache_control: str, compressed: Path | None = None
) -> Response:
    """200 with the file, 206 with the range asked for, or 304.

    Args:
        tag: Names the file's bytes: a digest of them.
        compressed: A gzip copy of the file. Ranges are always cut from the file itself.
    """
    encoded = compressed is not None and "range" not in request.headers and accepts_gzip(request)
    tag += GZIP_SUFFIX if encoded else ""
    headers = {
        "ETag": f'"{tag}"',
        "Cache-Control": cache_control,
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
        "Access-Control-Allow-Origin": "*",  # scenes and pictures are public and made to be shown by other sites
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    if names(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=headers)
    if encoded and compressed is not None:
        return FileResponse(compressed, headers=headers | {"Content-Encoding": "gzip"}, media_type=media_type)
    return FileResponse(path, headers=headers, media_type=media_type)


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
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
