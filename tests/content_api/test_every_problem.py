"""Every problem code can be met, over HTTP, with the status and the title that the table gives it."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import httpx
import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request

from content_api.app import create_app
from content_api.database import open_engine, writing
from content_api.errors import KINDS, ContentError, ProblemCode
from content_api.imports import store_source
from content_api.server import serving_app
from content_api.settings import Settings
from tests.content_api.invented import street_source
from tests.content_api.test_scene_files import TILE, put_scene

BROKEN_PICTURE = "0" * 64 + ".jpg"

MEETINGS: dict[ProblemCode, tuple[str, str, dict[str, str]]] = {
    ProblemCode.BAD_REQUEST: ("GET", "/v1/teapot", {}),
    ProblemCode.DISTRICT_NOT_FOUND: ("GET", "/v1/districts/nowhere", {}),
    ProblemCode.STORE_NOT_FOUND: ("GET", "/v1/stores/nobody", {}),
    ProblemCode.MEDIA_NOT_FOUND: ("GET", f"/media/{'1' * 64}.png", {}),
    ProblemCode.SCENE_NOT_FOUND: ("GET", "/scenes/neutinamu/tiles/none.glb", {}),
    ProblemCode.NOT_FOUND: ("GET", "/v2", {}),
    ProblemCode.METHOD_NOT_ALLOWED: ("PUT", "/v1/stores/hair", {}),
    ProblemCode.STORE_GONE: ("GET", "/v1/stores/closed", {}),
    ProblemCode.BODY_TOO_LARGE: ("POST", "/v1/length", {}),
    ProblemCode.RANGE_NOT_SATISFIABLE: ("GET", f"/scenes/neutinamu/tiles/{TILE}.glb", {"Range": "bytes=999999-"}),
    ProblemCode.INVALID_INPUT: ("GET", "/v1/districts/neutinamu/stores?limit=0", {}),
    ProblemCode.INVALID_CURSOR: ("GET", "/v1/districts/neutinamu/stores?cursor=AAAA", {}),
    ProblemCode.UNREADABLE_PICTURE: ("GET", f"/media/{BROKEN_PICTURE}", {}),
    ProblemCode.INTERNAL_ERROR: ("GET", "/v1/broken", {}),
}


@pytest.fixture(scope="module")
def server(street_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """The street with one store gone, one broken picture, a scene, and three routes that misbehave."""
    folder = tmp_path_factory.mktemp("problems")
    settings = Settings(data=Path(copytree(street_template, folder / "data")), body_limit_bytes=1_000)
    source = street_source(folder / "source")
    engine = open_engine(settings)
    with writing(engine) as session:
        fewer = dataclasses.replace(source, stores=source.stores[:3])
        store_source(session, fewer, media=settings.folder.media, folder=folder / "source")
    engine.dispose()
    (settings.folder.media / BROKEN_PICTURE).write_bytes(b"\xff\xd8\xff and no more")
    put_scene(settings.folder.scenes)
    app = create_app(settings)

    @app.get("/v1/teapot")
    def pour() -> None:
        raise HTTPException(418, "the maker's secret")

    @app.get("/v1/broken")
    def fail() -> None:
        raise RuntimeError("the maker's secret")

    @app.post("/v1/length")
    async def length(request: Request) -> int:
        return len(await request.body())

    with serving_app(app) as url, httpx.Client(base_url=url) as client:
        yield client


def test_there_is_a_way_to_meet_every_code() -> None:
    assert list(MEETINGS) == list(ProblemCode)


@pytest.mark.parametrize("code", ProblemCode)
def test_a_code_is_met_with_its_status_and_title(server: httpx.Client, code: ProblemCode) -> None:
    method, path, headers = MEETINGS[code]
    answer = server.request(method, path, headers=headers, content=b"x" * 1_001 if method == "POST" else None)
    problem = answer.json()
    expected_status = 418 if code is ProblemCode.BAD_REQUEST else KINDS[code].status
    assert answer.status_code == problem["status"] == expected_status
    assert (problem["code"], problem["title"]) == (code, KINDS[code].title)
    assert problem["type"] == f"urn:golmok:problem:{code}"
    assert problem["instance"] == path.partition("?")[0]
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert "secret" not in answer.text
    assert problem["detail"].endswith(".")


@pytest.mark.parametrize(
    "code", [each for each, (method, _, headers) in MEETINGS.items() if method == "GET" and not headers]
)
def test_head_meets_the_same_problem_without_a_body(server: httpx.Client, code: ProblemCode) -> None:
    method, path, headers = MEETINGS[code]
    get, head = server.request(method, path, headers=headers), server.head(path, headers=headers)
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert head.headers["content-type"] == get.headers["content-type"]
    assert head.headers["content-length"] == get.headers["content-length"]


@pytest.mark.parametrize("code", ProblemCode)
def test_who_is_hung_up_on_is_told(server: httpx.Client, code: ProblemCode) -> None:
    method, path, headers = MEETINGS[code]
    answer = server.request(method, path, headers=headers, content=b"x" * 1_001 if method == "POST" else None)
    assert (answer.headers.get("connection") == "close") == (answer.status_code in (413, 500))


def test_a_problem_is_never_remembered(server: httpx.Client) -> None:
    """A store that is not there now may be there in a minute."""
    for _ in range(2):
        answer = server.get("/v1/stores/nobody", headers={"If-None-Match": "*"})
        assert (answer.status_code, "etag" in answer.headers) == (404, False)


@pytest.mark.parametrize(
    "path", ["/s/nobody", "/s/closed", "/d/nowhere", "/d/neutinamu?category=shoes", "/s/bread?cursor=x"]
)
def test_on_plain_pages_a_problem_is_a_page_in_korean(server: httpx.Client, path: str) -> None:
    answer = server.get(path)
    assert answer.status_code in (404, 410, 422)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert '<html lang="ko">' in answer.text
    assert '<a href="/">동네 목록으로 가기</a>' in answer.text


def test_a_range_that_cannot_be_had_names_the_length(server: httpx.Client) -> None:
    method, path, headers = MEETINGS[ProblemCode.RANGE_NOT_SATISFIABLE]
    whole = server.get(path, headers={"Accept-Encoding": "identity"})
    answer = server.request(method, path, headers=headers)
    assert answer.headers["content-range"] == f"bytes */{len(whole.content)}"


def test_every_wrong_value_is_named(server: httpx.Client) -> None:
    wrong = {"limit": "0", "storey": "many", "category": "shoes", "q": "x" * 101, "building": "b" * 201}
    problem = server.get("/v1/districts/neutinamu/stores", params=wrong).json()
    assert {each["pointer"] for each in problem["errors"]} == {f"/query/{name}" for name in wrong}
    assert all("가" <= each["reason"][0] <= "힣" for each in problem["errors"])
    assert problem["detail"] == "값 5개를 고쳐 다시 보내 주세요."


def test_an_error_of_content_carries_its_sentence_as_its_text() -> None:
    error = ContentError(ProblemCode.STORE_GONE, "가게가 이사했습니다.")
    assert (str(error), error.code, error.errors) == ("가게가 이사했습니다.", ProblemCode.STORE_GONE, ())
