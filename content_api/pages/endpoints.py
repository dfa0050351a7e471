"""GET of plain pages."""

from datetime import date, timedelta, timezone
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from content_api.answers import answer
from content_api.database import Reading, ReadingSession, Reads, now
from content_api.districts.repository import find_district, find_facts, list_districts
from content_api.files import IMMUTABLE
from content_api.menus.repository import find_menu, list_products
from content_api.pages.rendering import ICON, STYLE, STYLE_PATH, page
from content_api.pages.street import streets_in_order
from content_api.pages.structured import json_ld
from content_api.paging import Cursor
from content_api.photos.repository import list_photos
from content_api.scenes.files import street_picture
from content_api.stores.repository import StoreFilter, find_store, stores_along_streets
from content_api.text import tidy
from district_builder.domain.categories import Category
from district_builder.domain.photos import PhotoKind

router = APIRouter(include_in_schema=False)

STORES_ON_PAGE = 1_000
PRODUCTS_ON_PAGE = 60
KOREA = timezone(timedelta(hours=9))


@router.get("/")
def get_districts(request: Request, session: Reading) -> Response:
    return page(request, "districts.html", districts=list_districts(session))


@router.get("/d/{slug}")
def get_district(
    slug: Annotated[str, Path(max_length=100)],
    request: Request,
    session: Reading,
    category: Category | None = None,
    q: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    district = find_district(session, slug)
    wanted = StoreFilter(category=category, words=q)
    stores = stores_along_streets(session, slug, wanted, limit=STORES_ON_PAGE + 1)
    shown = stores[:STORES_ON_PAGE]
    return page(
        request,
        "district.html",
        district=district,
        streets=streets_in_order(shown, streets=district.streets),
        unplaced=[store for store in shown if store.placement is None],
        found=len(shown),
        is_cut=len(stores) > STORES_ON_PAGE,
        category=category,
        q=tidy(q).strip(),
        picture=street_picture(request.app.state.folder.scenes, slug),
    )


@router.get("/s/{store_id}")
async def get_store(
    store_id: Annotated[str, Path(max_length=200)], request: Request, read: Reads, cursor: Cursor = None
) -> Response:
    return page(request, "store.html", **await read(lambda session: _of_store(session, tidy(store_id), cursor)))


def _of_store(session: ReadingSession, store_id: str, cursor: str | None) -> dict[str, Any]:
    """What the page of a store shows."""
    store = find_store(session, store_id)
    menu = find_menu(session, store.store_id)
    products = list_products(session, store.store_id, cursor=cursor, limit=PRODUCTS_ON_PAGE)
    photos = list_photos(session, store.store_id).photos
    fronts = [photo.url for photo in photos if photo.kind is PhotoKind.FRONT]
    return {
        "store": store,
        "district": find_facts(session, store.district),
        "menu": menu,
        "products": products,
        "is_first_page": cursor is None,
        "front": fronts[0] if fronts else None,
        "interiors": [photo.url for photo in photos if photo.kind is PhotoKind.INTERIOR],
        "json_ld": json_ld(store, menu, products.products, pictures=fronts),
        "today": today_in_korea(),
    }


@router.get(STYLE_PATH)
def get_style(request: Request) -> Response:
    return answer(request, STYLE, media_type="text/css; charset=utf-8", cache_control=IMMUTABLE)


@router.get("/pages/icon.svg")
def get_icon(request: Request) -> Response:
    return answer(request, ICON, media_type="image/svg+xml", cache_control="public, max-age=86400")


def today_in_korea() -> date:
    return now().astimezone(KOREA).date()
