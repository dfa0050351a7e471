"""GET of stores."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from content_api.answers import NOT_MODIFIED, answer
from content_api.database import Reading, Reads
from content_api.errors import ProblemCode, problem_responses
from content_api.paging import Cursor, Limit
from content_api.stores.repository import StoreFilter, find_store, list_stores
from content_api.stores.schemas import StoreAnswer, StorePage
from content_api.text import tidy
from district_builder.domain.categories import Category

router = APIRouter(prefix="/v1", tags=["stores"])

Slug = Annotated[str, Path(max_length=100, description="동네 이름표")]
StoreKey = Annotated[str, Path(max_length=200, description="가게 번호")]
Name = Annotated[str | None, Query(max_length=200)]


@router.get(
    "/districts/{slug}/stores",
    operation_id="list_stores",
    summary="동네의 가게, 이름순",
    response_model=StorePage,
    responses=NOT_MODIFIED
    | problem_responses(ProblemCode.DISTRICT_NOT_FOUND, ProblemCode.INVALID_INPUT, ProblemCode.INVALID_CURSOR),
)
def get_list(
    slug: Slug,
    request: Request,
    session: Reading,
    category: Annotated[Category | None, Query(description="업종")] = None,
    storey: Annotated[int | None, Query(ge=-20, le=200, description="층, 지하 1층은 -1")] = None,
    building: Name = None,
    street: Name = None,
    q: Annotated[str, Query(max_length=100, description="가게 이름에 든 글자")] = "",
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    wanted = StoreFilter(
        category=category,
        storey=storey,
        building=None if building is None else tidy(building),
        street=None if street is None else tidy(street),
        words=q,
    )
    page = list_stores(session, slug, wanted, cursor=cursor, limit=limit)
    return answer(request, page.model_dump_json().encode())


@router.get(
    "/stores/{store_id}",
    operation_id="get_store",
    summary="가게 하나",
    response_model=StoreAnswer,
    responses=NOT_MODIFIED
    | problem_responses(ProblemCode.STORE_NOT_FOUND, ProblemCode.STORE_GONE, ProblemCode.INVALID_INPUT),
)
async def get_one(store_id: StoreKey, request: Request, read: Reads) -> Response:
    store = await read(lambda session: find_store(session, tidy(store_id)))
    return answer(request, store.model_dump_json().encode(), version=store.version)
