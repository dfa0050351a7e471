"""Somebody pages while others import: what was there all the time is seen exactly once."""

import dataclasses
import threading

from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from content_api.database import reading, writing
from content_api.imports import store_source
from content_api.settings import Settings
from content_api.stores.repository import StoreFilter, list_stores
from district_builder.domain.districts import District, DistrictSource
from district_builder.domain.frames import LonLat
from district_builder.domain.layout import Layout
from tests.content_api.invented import store

TENANTS = 12


def tenants(present: frozenset[int]) -> DistrictSource:
    """Stores whose names sort by number, so that comers and goers stand between the others."""
    return DistrictSource(
        district=District(slug="busy", name_ko="바쁜 동네", anchor=LonLat(127.0, 37.0)),
        layout=Layout(),
        stores=tuple(store(f"t{number:02}", f"{number:02}번 가게") for number in sorted(present)),
    )


def put(engine: Engine, settings: Settings, present: frozenset[int]) -> None:
    with writing(engine) as session:
        store_source(session, tenants(present), media=settings.folder.media)


@given(
    crowds=st.lists(st.frozensets(st.integers(0, TENANTS - 1), min_size=1), min_size=2, max_size=7),
    limit=st.integers(1, 5),
)
@hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whoever_stays_is_seen_once_and_in_order(
    engine: Engine, settings: Settings, crowds: list[frozenset[int]], limit: int
) -> None:
    """An import before every page; the last crowd stays to the end."""
    seen: list[str] = []
    cursor: str | None = None
    visited: list[frozenset[int]] = []
    for turn in range(TENANTS + 1):
        crowd = crowds[min(turn, len(crowds) - 1)]
        put(engine, settings, crowd)
        visited.append(crowd)
        with reading(engine) as session:
            page = list_stores(session, "busy", StoreFilter(), cursor=cursor, limit=limit)
        seen += [each.store_id for each in page.stores]
        cursor = page.next
        if cursor is None:
            break
    assert seen == sorted(set(seen))
    stayed = frozenset.intersection(*visited)
    assert {f"t{number:02}" for number in stayed} <= set(seen)
    assert set(seen) <= {f"t{number:02}" for number in frozenset.union(*visited)}


def test_pages_read_while_another_thread_imports_are_each_of_one_moment(
    own_client: TestClient, engine: Engine, settings: Settings
) -> None:
    """Two crowds of the same size that share nobody: a page that mixed them would show a torn list."""
    even, odd = frozenset(range(0, TENANTS, 2)), frozenset(range(1, TENANTS, 2))
    put(engine, settings, even)
    is_over = threading.Event()

    def swap() -> None:
        for turn in range(30):
            put(engine, settings, odd if turn % 2 == 0 else even)
        is_over.set()

    importer = threading.Thread(target=swap)
    importer.start()
    crowds = []
    while not is_over.is_set():
        page = own_client.get("/v1/districts/busy/stores", params={"limit": 100}).json()
        crowds.append(frozenset(int(each["store_id"][1:]) for each in page["stores"]))
    importer.join()
    assert set(crowds) <= {even, odd}


def test_a_cursor_outlives_the_store_that_it_names(own_client: TestClient, engine: Engine, settings: Settings) -> None:
    put(engine, settings, frozenset(range(6)))
    first = own_client.get("/v1/districts/busy/stores", params={"limit": 3}).json()
    put(engine, settings, frozenset({0, 4, 5}))
    second = own_client.get("/v1/districts/busy/stores", params={"cursor": first["next"]}).json()
    assert [each["store_id"] for each in second["stores"]] == ["t04", "t05"]


def test_a_store_renamed_past_the_cursor_is_seen_where_it_stands_now(
    own_client: TestClient, engine: Engine, settings: Settings
) -> None:
    put(engine, settings, frozenset(range(4)))
    first = own_client.get("/v1/districts/busy/stores", params={"limit": 2}).json()
    source = tenants(frozenset(range(4)))
    renamed = dataclasses.replace(source.stores[0], name="99번 가게")
    with writing(engine) as session:
        store_source(
            session, dataclasses.replace(source, stores=(renamed, *source.stores[1:])), media=settings.folder.media
        )
    second = own_client.get("/v1/districts/busy/stores", params={"cursor": first["next"]}).json()
    assert [each["store_id"] for each in second["stores"]] == ["t02", "t03", "t00"]


def test_a_cursor_of_one_list_is_no_way_into_another_of_other_keys(client: TestClient) -> None:
    stores = client.get("/v1/districts/neutinamu/stores", params={"limit": 1}).json()["next"]
    for path in ("notes", "builds"):
        answer = client.get(f"/v1/districts/neutinamu/{path}", params={"cursor": stores})
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid_cursor")


def test_the_last_full_page_has_no_next(own_client: TestClient, engine: Engine, settings: Settings) -> None:
    put(engine, settings, frozenset(range(6)))
    page = own_client.get("/v1/districts/busy/stores", params={"limit": 6}).json()
    assert (len(page["stores"]), page["next"]) == (6, None)
    assert own_client.get("/v1/districts/busy/stores", params={"limit": 5}).json()["next"] is not None
