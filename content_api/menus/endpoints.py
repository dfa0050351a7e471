"""GET of menus and products."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from content_api.answers import NOT_MODIFIED, answer
from content_api.database import Reads
from content_api.errors import ProblemCode, problem_responses
from content_api.menus.repository import find_menu, list_products
from content_api.menus.schemas import MenuAnswer, ProductPage
from content_api.paging import Cursor, Limit
from content_api.text import tidy

router = APIRouter(prefix="/v1/stores/{store_id}", tags=["menus"])

StoreKey = Annotated[str, Path(max_length=200, description="가게 번호")]
ABSENT = (ProblemCode.STORE_NOT_FOUND, ProblemCode.STORE_GONE, ProblemCode.INVALID_INPUT)


@router.get(
    "/menu",
    operation_id="get_menu",
    summary="메뉴판",
    response_model=MenuAnswer,
    responses=NOT_MODIFIED | problem_responses(*ABSENT),
)
async def get_menu(store_id: StoreKey, request: Request, read: Reads) -> Response:
    menu = await read(lambda session: find_menu(session, tidy(store_id)))
    return answer(request, menu.model_dump_json().encode(), version=menu.version)


@router.get(
    "/products",
    operation_id="list_products",
    summary="상품과 값",
    response_model=ProductPage,
    responses=NOT_MODIFIED | problem_responses(*ABSENT, ProblemCode.INVALID_CURSOR),
)
async def get_products(
    store_id: StoreKey, request: Request, read: Reads, cursor: Cursor = None, limit: Limit = 50
) -> Response:
    page = await read(lambda session: list_products(session, tidy(store_id), cursor=cursor, limit=limit))
    return answer(request, page.model_dump_json().encode())
