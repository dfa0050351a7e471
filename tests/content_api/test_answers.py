"""Entity tags, 304 and gzip of JSON answers, and the answers kept in memory."""

import gzip

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, text
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from content_api.answer_cache import AnswerCache
from content_api.answers import accepts_gzip, names
from content_api.changes_seen import AlwaysChanged, changes_of
from content_api.database import writing
from content_api.settings import Settings


def asking(header: str | None) -> Request:
    headers = [] if header is None else [(b"accept-encoding", header.encode())]
    return Request({"type": "http", "headers": headers})


@pytest.mark.parametrize("header", ["gzip", "br, gzip;q=0.5", "*", "GZIP", "deflate,gzip ; q=1.0"])
def test_gzip_is_welcome(header: str) -> None:
    assert accepts_gzip(asking(header))


@pytest.mark.parametrize("header", [None, "", "br", "gzip;q=0", "gzip; q=0.0", "identity", "*;q=0", "gzipped"])
def test_gzip_is_not_welcome(header: str | None) -> None:
    assert not accepts_gzip(asking(header))


@pytest.mark.parametrize("header", ['"7"', 'W/"7"', '"6", "7"', "*", ' "7" '])
def test_a_tag_is_recognised(header: str) -> None:
    assert names(header, "7")


@pytest.mark.parametrize("header", [None, "", "7", '"70"', '"7-gzip"', "W/7"])
def test_another_tag_is_not(header: str | None) -> None:
    assert not names(header, "7")


@pytest.mark.parametrize(
    ("path", "tag"), [("/v1/stores/hair", '"2"'), ("/v1/stores/bread/menu", '"1"'), ("/v1/districts/neutinamu", '"1"')]
)
def test_the_tag_of_one_thing_is_its_version(client: TestClient, path: str, tag: str) -> None:
    plain = client.get(path, headers={"Accept-Encoding": "identity"})
    assert plain.headers["etag"] == tag
    assert tag == f'"{plain.json()["version"]}"'


@pytest.mark.parametrize(
    "path",
    ["/v1/districts", "/v1/districts/neutinamu/stores", "/v1/stores/hair", "/v1/stores/bread/menu", "/d/neutinamu"],
)
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_what_the_client_has_is_not_sent_again(client: TestClient, path: str, encoding: str) -> None:
    first = client.get(path, headers={"Accept-Encoding": encoding})
    again = client.get(path, headers={"Accept-Encoding": encoding, "If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["cache-control"] == "no-cache"


def test_long_answers_travel_compressed_under_a_tag_of_their_own(client: TestClient) -> None:
    path = "/v1/districts/neutinamu/stores"
    plain = client.get(path, headers={"Accept-Encoding": "identity"})
    with client.stream("GET", path, headers={"Accept-Encoding": "gzip"}) as small:
        raw = b"".join(small.iter_raw())
    assert small.headers["content-encoding"] == "gzip"
    assert small.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(raw) == plain.content
    assert small.headers["etag"] != plain.headers["etag"]


def test_head_is_get_without_the_body(client: TestClient) -> None:
    head, get = client.head("/v1/stores/hair"), client.get("/v1/stores/hair")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == get.headers


def test_a_kept_answer_ends_with_the_next_commit(own_client: TestClient, engine: Engine, street: Settings) -> None:
    before = own_client.get("/v1/stores/hair")
    assert own_client.get("/v1/stores/hair").content == before.content
    with writing(engine) as session:
        session.execute(text("UPDATE stores SET phone = '031-000-7777', version = version + 1 WHERE store_id = 'hair'"))
    after = own_client.get("/v1/stores/hair", headers={"If-None-Match": before.headers["etag"]})
    assert (after.status_code, after.json()["phone"]) == (200, "031-000-7777")


class Counting:
    """An application that counts how often it is asked, behind a cache whose generation the test turns."""

    def __init__(self, *, limit_bytes: int = 1_000_000) -> None:
        self.asked = 0
        self.generation = 0
        self.app = AnswerCache(
            Starlette(routes=[Route("/{path:path}", self.answer)]),
            generation=lambda: self.generation,
            limit_bytes=limit_bytes,
        )
        self.client = TestClient(self.app)

    async def answer(self, request: Request) -> Response:
        self.asked += 1
        headers = {} if request.url.path.endswith("untagged") else {"ETag": f'"{self.asked}"'}
        status = 404 if request.url.path.endswith("lost") else 200
        return PlainTextResponse("x" * int(request.query_params.get("size", 1)), status, headers=headers)


def test_an_answer_is_made_once_for_each_question() -> None:
    counting = Counting()
    for path in ("/v1/a", "/v1/a", "/v1/b", "/v1/a?size=2", "/v1/a"):
        assert counting.client.get(path).status_code == 200
    assert counting.asked == 3


def test_a_change_ends_all_kept_answers() -> None:
    counting = Counting()
    counting.client.get("/v1/a")
    counting.generation += 1
    assert counting.client.get("/v1/a", headers={"If-None-Match": '"1"'}).headers["etag"] == '"2"'


@pytest.mark.parametrize("path", ["/v1/lost", "/v1/untagged", "/media/a", "/scenes/a", "/v1/a?" + "x" * 501])
def test_what_is_no_whole_tagged_answer_is_not_kept(path: str) -> None:
    counting = Counting()
    counting.client.get(path)
    counting.client.get(path)
    assert counting.asked == 2


@pytest.mark.parametrize("header", ["Cookie", "Authorization"])
def test_a_personal_answer_is_neither_kept_nor_taken(header: str) -> None:
    counting = Counting()
    for headers in ({header: "me"}, {}, {header: "me"}):
        counting.client.get("/v1/a", headers=headers)
    assert counting.asked == 3


def test_the_oldest_answers_make_room() -> None:
    counting = Counting(limit_bytes=1_000)
    for number in range(11):
        counting.client.get(f"/v1/{number}?size=100")
    counting.client.get("/v1/10?size=100")
    assert counting.asked == 11
    counting.client.get("/v1/0?size=100")
    assert counting.asked == 12


def test_an_answer_that_would_fill_the_memory_is_not_kept() -> None:
    counting = Counting(limit_bytes=1_000)
    counting.client.get("/v1/a?size=900")
    counting.client.get("/v1/a?size=900")
    assert counting.asked == 2


def test_a_commit_of_any_connection_is_seen(street: Settings, engine: Engine) -> None:
    changes = changes_of(engine)
    first = changes()
    assert changes() == first
    with writing(engine) as session:
        session.execute(text("UPDATE stores SET phone = ''"))
    assert changes() != first
    changes.close()


def test_a_database_that_cannot_tell_has_always_changed() -> None:
    changes = AlwaysChanged()
    assert changes() != changes()
