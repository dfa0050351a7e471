"""Keyset paging: a cursor names the last row seen, so rows that come or go meanwhile repeat and skip nothing."""

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Query
from sqlalchemy import ColumnElement, SQLColumnExpression, tuple_

from content_api.errors import ContentError, ProblemCode, ProblemError
from content_api.text import tidy

CURSOR_LONGEST = 1_000

Limit = Annotated[int, Query(ge=1, le=100, description="한 번에 받을 개수")]
Cursor = Annotated[
    str | None, Query(max_length=CURSOR_LONGEST, description="앞선 답의 `next` 값. 뜻이 없는 글이니 그대로 돌려주세요.")
]


def cursor_after(key: Sequence[str | int | float]) -> str:
    """The cursor that continues after a row's key."""
    text = json.dumps(list(key), ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def after(cursor: str | None, *columns: SQLColumnExpression[Any], kinds: Sequence[type]) -> list[ColumnElement[bool]]:
    """The condition that a row comes after the cursor; none without a cursor.

    Args:
        columns: The sort key, ending with a unique column.
        kinds: The type of each column's values.

    Raises:
        ContentError: INVALID_CURSOR, when the cursor is not one of ours.
    """
    key = key_before(cursor, kinds=kinds)
    return [] if key is None else [tuple_(*columns) > tuple_(*key)]


def key_before(cursor: str | None, *, kinds: Sequence[type]) -> list[Any] | None:
    """The key of the last row that a cursor's owner has seen, None without a cursor.

    Raises:
        ContentError: INVALID_CURSOR, when the cursor is not one of ours.
    """
    if cursor is None:
        return None
    key = _key_of(cursor)
    if len(key) != len(kinds) or any(type(value) is not kind for value, kind in zip(key, kinds, strict=True)):
        raise _invalid()
    return key


def _key_of(cursor: str) -> list[Any]:
    try:
        key = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        raise _invalid() from None
    if not isinstance(key, list) or not all(map(_can_be_stored, key)):
        raise _invalid()
    return key


def _can_be_stored(value: Any) -> bool:
    if isinstance(value, int):
        return abs(value) < 1 << 63
    return not isinstance(value, str) or tidy(value) == value


def _invalid() -> ContentError:
    wrong = ProblemError(pointer="/query/cursor", reason="앞선 답의 next 값을 그대로 보내 주세요.", code="cursor")
    return ContentError(ProblemCode.INVALID_CURSOR, "첫 쪽부터 다시 불러와 주세요.", errors=[wrong])
