"""GET of districts and their notes."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from content_api.answers import NOT_MODIFIED, answer
from content_api.database import Reading
from content_api.districts.repository import find_district, list_districts, list_notes
from content_api.districts.schemas import DistrictAnswer, DistrictList, NotePage
from content_api.errors import ProblemCode, problem_responses
from content_api.paging import Cursor, Limit

router = APIRouter(prefix="/v1/districts", tags=["districts"])

Slug = Annotated[str, Path(max_length=100, description="동네 이름표")]


@router.get(
    "",
    operation_id="list_districts",
    summary="동네 목록",
    response_model=DistrictList,
    responses=NOT_MODIFIED,
)
def get_list(request: Request, session: Reading) -> Response:
    return answer(request, DistrictList(districts=list_districts(session)).model_dump_json().encode())


@router.get(
    "/{slug}",
    operation_id="get_district",
    summary="동네 하나",
    response_model=DistrictAnswer,
    responses=NOT_MODIFIED | problem_responses(ProblemCode.DISTRICT_NOT_FOUND, ProblemCode.INVALID_INPUT),
)
def get_one(slug: Slug, request: Request, session: Reading) -> Response:
    district = find_district(session, slug)
    return answer(request, district.model_dump_json().encode(), version=district.version)


@router.get(
    "/{slug}/notes",
    operation_id="list_notes",
    summary="확인할 점",
    response_model=NotePage,
    responses=NOT_MODIFIED
    | problem_responses(ProblemCode.DISTRICT_NOT_FOUND, ProblemCode.INVALID_INPUT, ProblemCode.INVALID_CURSOR),
)
def get_notes(slug: Slug, request: Request, session: Reading, cursor: Cursor = None, limit: Limit = 50) -> Response:
    return answer(request, list_notes(session, slug, cursor=cursor, limit=limit).model_dump_json().encode())
