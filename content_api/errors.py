"""What goes wrong, as RFC 9457 problems. Errors meet HTTP in this one table."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from district_builder.domain.errors import GolmokError

PROBLEM_MEDIA_TYPE = "application/problem+json"

log = logging.getLogger("content_api")


class ProblemCode(StrEnum):
    """Stable codes for machines; people read the Korean title."""

    BAD_REQUEST = "bad_request"
    DISTRICT_NOT_FOUND = "district_not_found"
    STORE_NOT_FOUND = "store_not_found"
    MEDIA_NOT_FOUND = "media_not_found"
    SCENE_NOT_FOUND = "scene_not_found"
    NOT_FOUND = "not_found"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    STORE_GONE = "store_gone"
    BODY_TOO_LARGE = "body_too_large"
    RANGE_NOT_SATISFIABLE = "range_not_satisfiable"
    INVALID_INPUT = "invalid_input"
    INVALID_CURSOR = "invalid_cursor"
    UNREADABLE_PICTURE = "unreadable_picture"
    INTERNAL_ERROR = "internal_error"


@dataclass(frozen=True, slots=True)
class Kind:
    status: int
    title: str


KINDS: dict[ProblemCode, Kind] = {
    ProblemCode.BAD_REQUEST: Kind(400, "요청을 읽을 수 없습니다"),
    ProblemCode.DISTRICT_NOT_FOUND: Kind(404, "없는 동네입니다"),
    ProblemCode.STORE_NOT_FOUND: Kind(404, "없는 가게입니다"),
    ProblemCode.MEDIA_NOT_FOUND: Kind(404, "없는 사진입니다"),
    ProblemCode.SCENE_NOT_FOUND: Kind(404, "거리 장면에 없는 파일입니다"),
    ProblemCode.NOT_FOUND: Kind(404, "찾을 수 없습니다"),
    ProblemCode.METHOD_NOT_ALLOWED: Kind(405, "여기서는 할 수 없는 요청입니다"),
    ProblemCode.STORE_GONE: Kind(410, "목록에서 빠진 가게입니다"),
    ProblemCode.BODY_TOO_LARGE: Kind(413, "보낸 내용이 너무 큽니다"),
    ProblemCode.RANGE_NOT_SATISFIABLE: Kind(416, "파일에 없는 범위입니다"),
    ProblemCode.INVALID_INPUT: Kind(422, "값이 올바르지 않습니다"),
    ProblemCode.INVALID_CURSOR: Kind(422, "이어보기 표시가 올바르지 않습니다"),
    ProblemCode.UNREADABLE_PICTURE: Kind(422, "사진을 열 수 없습니다"),
    ProblemCode.INTERNAL_ERROR: Kind(500, "서버에 문제가 생겼습니다"),
}

CODES_OF_STATUS: dict[int, ProblemCode] = {
    404: ProblemCode.NOT_FOUND,
    405: ProblemCode.METHOD_NOT_ALLOWED,
    413: ProblemCode.BODY_TOO_LARGE,
    416: ProblemCode.RANGE_NOT_SATISFIABLE,
}

ENDS_CONNECTION = frozenset({413, 500})
"""After an unread body or a broken route the server hangs up: who is not told sends the next request into nothing."""

REASONS: dict[str, str] = {
    "missing": "꼭 있어야 하는 값입니다.",
    "int_parsing": "정수로 써 주세요.",
    "enum": "정해진 값 가운데 하나여야 합니다.",
    "literal_error": "정해진 값 가운데 하나여야 합니다.",
    "greater_than_equal": "너무 작은 값입니다.",
    "less_than_equal": "너무 큰 값입니다.",
    "string_too_long": "글이 너무 깁니다.",
    "string_too_short": "글이 너무 짧습니다.",
    "string_pattern_mismatch": "쓸 수 없는 글자가 있습니다.",
}


class ProblemError(BaseModel):
    """One wrong value: where it stands (`/query/limit`), the reason for people and the reason's code."""

    pointer: str
    reason: str
    code: str


class Problem(BaseModel):
    """RFC 9457 problem details, with a stable `code`."""

    type: str = Field(description="URN of the kind of problem")
    title: str
    status: int
    detail: str
    instance: str = Field(description="The path that was asked for")
    code: ProblemCode
    errors: list[ProblemError] = []


class ContentError(GolmokError):
    """A request that cannot be fulfilled. `detail` is a Korean sentence that says what to do."""

    def __init__(self, code: ProblemCode, detail: str, *, errors: Sequence[ProblemError] = ()) -> None:
        self.code, self.detail, self.errors = code, detail, tuple(errors)
        super().__init__(detail)


PageOfProblem = Callable[[Request, Problem], Response]


def problem_responses(*codes: ProblemCode) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that may answer with these problems, for OpenAPI."""
    by_status: dict[int | str, dict[str, Any]] = {}
    schema = {"$ref": "#/components/schemas/Problem"}
    for code in codes:
        kind = KINDS[code]
        known = by_status.setdefault(
            kind.status, {"description": kind.title, "content": {PROBLEM_MEDIA_TYPE: {"schema": schema}}}
        )
        if kind.title not in known["description"]:
            known["description"] += f" / {kind.title}"
    return by_status


def install_problem_answers(app: FastAPI, *, page: PageOfProblem) -> None:
    """Answer every error as a problem; a browser on a plain page gets `page` instead of JSON."""

    def answer(request: Request, problem: Problem, headers: dict[str, str] | None = None) -> Response:
        if _wants_page(request):
            response = page(request, problem)
        else:
            response = Response(problem.model_dump_json(), problem.status, media_type=PROBLEM_MEDIA_TYPE)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
        if problem.status in ENDS_CONNECTION:
            response.headers["Connection"] = "close"
        response.headers.update(headers or {})
        return response

    def on_content_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, ContentError)
        return answer(request, _problem(request, error.code, error.detail, errors=error.errors))

    def on_http_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        code = CODES_OF_STATUS.get(error.status_code, ProblemCode.BAD_REQUEST)
        problem = _problem(request, code, KINDS[code].title + ".", status=error.status_code)
        return answer(request, problem, dict(error.headers or {}))

    def on_invalid_input(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        wrong = [_wrong_value(each) for each in error.errors()]
        detail = f"값 {len(wrong)}개를 고쳐 다시 보내 주세요."
        return answer(request, _problem(request, ProblemCode.INVALID_INPUT, detail, errors=wrong))

    def on_failure(request: Request, error: Exception) -> Response:
        log.error("%s %s failed", request.method, request.url.path, exc_info=error)
        return answer(request, _problem(request, ProblemCode.INTERNAL_ERROR, "잠시 뒤에 다시 시도해 주세요."))

    app.add_exception_handler(ContentError, on_content_error)
    app.add_exception_handler(HTTPException, on_http_error)
    app.add_exception_handler(RequestValidationError, on_invalid_input)
    app.add_exception_handler(Exception, on_failure)


def _problem(
    request: Request, code: ProblemCode, detail: str, *, status: int | None = None, errors: Sequence[ProblemError] = ()
) -> Problem:
    kind = KINDS[code]
    return Problem(
        type=f"urn:golmok:problem:{code}",
        title=kind.title,
        status=status or kind.status,
        detail=detail,
        instance=request.url.path,
        code=code,
        errors=list(errors),
    )


def _wrong_value(error: dict[str, Any]) -> ProblemError:
    pointer = "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in error["loc"])
    reason = REASONS.get(error["type"], "값이 올바르지 않습니다.")
    return ProblemError(pointer=pointer, reason=reason, code=error["type"])


def _wants_page(request: Request) -> bool:
    path = request.url.path
    is_page = path == "/" or path.startswith(("/d/", "/s/"))
    return is_page or ("text/html" in request.headers.get("accept", "") and not path.startswith("/v1/"))
