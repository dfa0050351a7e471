"""A change made by another process is in the very next answer, of every server on the data folder."""

import subprocess
import sys
from collections.abc import Iterator

import httpx
import pytest
from sqlalchemy import Engine, text

from content_api.builds.worker import build_district
from content_api.database import writing
from content_api.server import serving
from content_api.settings import Settings
from tests.content_api.invented import placement
from tests.content_api.test_build_worker import FakeScene

RENAME = """
import sys
from pathlib import Path
from sqlalchemy import text
from content_api.database import open_engine, writing
from content_api.settings import Settings
engine = open_engine(Settings(data=Path(sys.argv[1])))
with writing(engine) as session:
    session.execute(
        text("UPDATE stores SET name = :name, version = version + 1 WHERE store_id = 'hair'"), {"name": sys.argv[2]}
    )
"""
IMPORT = """
import dataclasses, sys
from pathlib import Path
from content_api.database import open_engine, writing
from content_api.imports import load_source, store_source
from content_api.settings import Settings
settings = Settings(data=Path(sys.argv[1]))
engine = open_engine(settings)
with writing(engine) as session:
    source = load_source(session, "neutinamu", settings.folder.media)
    store_source(session, dataclasses.replace(source, stores=source.stores[:2]), media=settings.folder.media)
"""
SHOWING_HAIR = (
    "/v1/stores/hair",
    "/v1/districts/neutinamu/stores",
    "/v1/districts/neutinamu/stores?q=&storey=2",
    "/s/hair",
    "/d/neutinamu",
)


def run(program: str, settings: Settings, *arguments: str) -> None:
    subprocess.run([sys.executable, "-c", program, str(settings.data), *arguments], check=True)


@pytest.fixture
def two_servers(street: Settings) -> Iterator[list[httpx.Client]]:
    with (
        serving(street) as one,
        serving(street) as other,
        httpx.Client(base_url=one) as first,
        httpx.Client(base_url=other) as second,
    ):
        yield [first, second]


def test_a_change_of_another_process_is_in_the_next_answer(two_servers: list[httpx.Client], street: Settings) -> None:
    for client in two_servers:
        for path in SHOWING_HAIR:
            assert "머리하는날" in client.get(path).text
    run(RENAME, street, "머리 새로 하는 날")
    for client in two_servers:
        for path in SHOWING_HAIR:
            assert "머리 새로 하는 날" in client.get(path).text, path


def test_a_tag_from_before_the_change_is_not_enough_after_it(two_servers: list[httpx.Client], street: Settings) -> None:
    client = two_servers[0]
    tags = {path: client.get(path).headers["etag"] for path in SHOWING_HAIR}
    for path, tag in tags.items():
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    run(RENAME, street, "다른 이름")
    for path, tag in tags.items():
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 200, path


def test_an_import_of_another_process_ends_what_was_kept_of_the_stores_that_left(
    two_servers: list[httpx.Client], street: Settings
) -> None:
    for client in two_servers:
        assert client.get("/v1/stores/karaoke").status_code == 200
        assert client.get("/v1/districts").json()["districts"][0]["stores"] == 4
    run(IMPORT, street)
    for client in two_servers:
        assert client.get("/v1/stores/karaoke").status_code == 410
        assert client.get("/s/karaoke").status_code == 410
        assert client.get("/v1/districts").json()["districts"][0]["stores"] == 2
        assert "별밤" not in client.get("/d/neutinamu").text


def test_a_build_is_in_the_next_answer(two_servers: list[httpx.Client], street: Settings, engine: Engine) -> None:
    for client in two_servers:
        assert client.get("/v1/districts/neutinamu").json()["build"] is None
    build_district(engine, street.folder, "neutinamu", builder=FakeScene((placement("hair", along=7.0),)))
    for client in two_servers:
        assert client.get("/v1/districts/neutinamu").json()["build"]["build_id"] == "build-1"
        assert client.get("/v1/stores/hair").json()["placement"]["along_street_metres"] == 7.0
        assert len(client.get("/v1/districts/neutinamu/builds").json()["builds"]) == 1


def test_a_change_that_is_rolled_back_changes_no_answer(
    two_servers: list[httpx.Client], street: Settings, engine: Engine
) -> None:
    client = two_servers[0]
    before = client.get("/v1/stores/hair")

    def fail_on_the_way() -> None:
        with writing(engine) as session:
            session.execute(text("UPDATE stores SET name = 'never'"))
            assert client.get("/v1/stores/hair").content == before.content
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_on_the_way()
    after = client.get("/v1/stores/hair")
    assert (after.content, after.headers["etag"]) == (before.content, before.headers["etag"])


def test_both_servers_give_the_same_tag_for_the_same_content(two_servers: list[httpx.Client]) -> None:
    """So that a load balancer between them spares nobody's 304."""
    for path in SHOWING_HAIR:
        tags = {client.get(path).headers["etag"] for client in two_servers for _ in range(2)}
        assert len(tags) == 1
