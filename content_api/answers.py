"""Answers that a cache can hold: strong ETags, 304, gzip."""

import gzip
import hashlib
from typing import Any

from fastapi import Request
from starlette.responses import Response

GZIP_LEAST_BYTES = 1_000  # below, a packet is saved rarely and time is lost always
GZIP_LEVEL = 5
GZIP_SUFFIX = "-gzip"
NOT_MODIFIED: dict[int | str, dict[str, Any]] = {304: {"description": "가지고 있는 내용이 최신입니다"}}


def accepts_gzip(request: Request) -> bool:
    """Whether the answer to a request may be compressed."""
    return welcomes_gzip(request.headers.get("accept-encoding", ""))


def welcomes_gzip(header: str) -> bool:
    """What an Accept-Encoding header says of the one coding that we have (RFC 9110 section 12.5.3)."""
    for part in header.lower().split(","):
        coding, _, parameters = part.strip().partition(";")
        if coding.strip() in ("gzip", "*"):
            return parameters.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def names(header: str | None, tag: str) -> bool:
    """Whether an If-None-Match header names an entity tag. Weak comparison, as RFC 9110 section 13.1.2 wants."""
    if not header:
        return False
    return any(each.strip().removeprefix("W/") in (f'"{tag}"', "*") for each in header.split(","))


def headers_of_kept(tag: str, *, cache_control: str) -> dict[str, str]:
    """What every answer says that a cache may hold, its 304 too."""
    return {
        "ETag": f'"{tag}"',
        "Cache-Control": cache_control,
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }


def answer(
    request: Request,
    content: bytes,
    *,
    media_type: str = "application/json",
    version: int | None = None,
    cache_control: str = "no-cache",
    headers: dict[str, str] | None = None,
) -> Response:
    """200 with the content, or 304 when the client has it already.

    The entity tag is the aggregate's version where there is one, else a digest of the content. RFC 9110 wants
    another strong tag for the compressed bytes, so that one ends with "-gzip"; the version itself is in the body.
    """
    is_compressed = len(content) >= GZIP_LEAST_BYTES and accepts_gzip(request)
    tag = str(version) if version is not None else hashlib.sha256(content).hexdigest()[:20]
    tag += GZIP_SUFFIX if is_compressed else ""
    sent = headers_of_kept(tag, cache_control=cache_control) | (headers or {})
    if names(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=sent)
    if is_compressed:
        sent["Content-Encoding"] = "gzip"
        content = gzip.compress(content, GZIP_LEVEL, mtime=0)
    return Response(content, headers=sent, media_type=media_type)
