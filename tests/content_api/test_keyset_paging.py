"""Cursors: the union of the pages is the list, whatever ties there are and whatever happens between pages."""

import base64
import json

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete

from content_api.database import reading, writing
from content_api.imports import store_source
from content_api.settings import Settings
from content_api.stores.repository import StoreFilter, list_stores
from content_api.stores.tables import StoreRow
from district_builder.domain.districts import District, DistrictSource
from district_builder.domain.frames import LonLat
from district_builder.domain.layout import Layout
from tests.content_api.invented import store


def named_stores(names: list[str]) -> DistrictSource:
    return DistrictSource(
        district=District(slug="many", name_ko="많은 가게", anchor=LonLat(127.0, 37.0)),
        layout=Layout(),
        stores=tuple(store(f"many-{number}", name) for number, name in enumerate(names)),
    )


def all_pages(engine: Engine, *, limit: int) -> list[list[str]]:
    pages, cursor = [], None
    while True:
        with reading(engine) as session:
            page = list_stores(session, "many", StoreFilter(), cursor=cursor, limit=limit)
        pages.append([each.store_id for each in page.stores])
        cursor = page.next
        if cursor is None:
            return pages


@given(
    names=st.lists(
        st.sampled_from(["김밥", "김밥", "Bakery", "bakery", "가", "a b", "a  b", "힣", "ß", "\U0001f35e"]), min_size=1
    ),
    limit=st.integers(1, 7),
)
@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_pages_together_are_the_list_without_repeats(
    engine: Engine, settings: Settings, names: list[str], limit: int
) -> None:
    with writing(engine) as session:
        store_source(session, named_stores(names), media=settings.folder.media)
    pages = all_pages(engine, limit=limit)
    seen = [store_id for page in pages for store_id in page]
    assert sorted(seen) == sorted(f"many-{number}" for number in range(len(names)))
    assert all(len(page) == limit for page in pages[:-1])
    assert 1 <= len(pages[-1]) <= limit
    assert seen == [store_id for page in all_pages(engine, limit=100) for store_id in page]


def test_a_row_that_goes_between_pages_repeats_and_skips_no_other(engine: Engine, settings: Settings) -> None:
    with writing(engine) as session:
        store_source(session, named_stores(list("가나다라마")), media=settings.folder.media)
    with reading(engine) as session:
        first = list_stores(session, "many", StoreFilter(), cursor=None, limit=2)
    with writing(engine) as session:
        session.execute(delete(StoreRow).where(StoreRow.store_id.in_(["many-0", "many-1"])))
    with reading(engine) as session:
        second = list_stores(session, "many", StoreFilter(), cursor=first.next, limit=10)
    assert [each.name for each in second.stores] == ["다", "라", "마"]


def crafted(key: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "나쁜 글",
        "////",
        "a",
        crafted({"a": 1}),
        crafted([]),
        crafted(["name"]),
        crafted(["name", 7.5]),
        crafted(["name", None]),
        crafted(["name", "id", "more"]),
        crafted([["name"], "id"]),
        crafted(["\ud800", "id"]),
        crafted(["\x00", "id"]),
        crafted([1 << 70, "id"]),
        crafted([float("nan"), "id"]),
        base64.urlsafe_b64encode(b"[" * 700).decode(),
    ],
)
@pytest.mark.parametrize("path", ["stores", "notes", "builds"])
def test_a_cursor_that_is_not_ours_is_refused(client: TestClient, path: str, cursor: str) -> None:
    answer = client.get(f"/v1/districts/neutinamu/{path}", params={"cursor": cursor})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_cursor")
    assert answer.json()["errors"][0]["pointer"] == "/query/cursor"


def test_true_is_no_number_in_a_cursor(client: TestClient) -> None:
    answer = client.get("/v1/districts/neutinamu/builds", params={"cursor": crafted([True])})
    assert answer.status_code == 422


def test_a_limit_over_a_hundred_is_refused(client: TestClient) -> None:
    assert client.get("/v1/districts/neutinamu/stores?limit=101").status_code == 422
    assert client.get("/v1/districts/neutinamu/stores?limit=100").status_code == 200
