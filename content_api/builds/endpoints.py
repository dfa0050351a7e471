"""GET of builds."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from content_api.answers import NOT_MODIFIED, answer
from content_api.builds.repository import list_builds
from content_api.builds.schemas import BuildPage
from content_api.database import Reading
from content_api.errors import ProblemCode, problem_responses
from content_api.paging import Cursor, Limit

router = APIRouter(prefix="/v1/districts/{slug}/builds", tags=["builds"])


@router.get(
    "",
    operation_id="list_builds",
    summary="거리 장면을 만든 기록",
    response_model=BuildPage,
    responses=NOT_MODIFIED
    | problem_responses(ProblemCode.DISTRICT_NOT_FOUND, ProblemCode.INVALID_INPUT, ProblemCode.INVALID_CURSOR),
)
def get_list(
    slug: Annotated[str, Path(max_length=100, description="동네 이름표")],
    request: Request,
    session: Reading,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    return answer(request, list_builds(session, slug, cursor=cursor, limit=limit).model_dump_json().encode())
