"""Errors as RFC 9457 problems, byte for byte, and nothing of the inside with them."""

import json
from collections.abc import Iterator

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException

from content_api.app import create_app
from content_api.body_limit import BodyLimit
from content_api.errors import (
    CODES_OF_STATUS,
    KINDS,
    ContentError,
    ProblemCode,
    install_problem_answers,
    problem_responses,
)
from content_api.pages.rendering import problem_page
from content_api.settings import Settings

GOLDEN = [
    (
        "GET",
        "/v1/stores/nobody",
        '{"type":"urn:golmok:problem:store_not_found","title":"없는 가게입니다","status":404,'
        '"detail":"주소를 확인하거나 동네 목록에서 찾아 주세요.","instance":"/v1/stores/nobody",'
        '"code":"store_not_found","errors":[]}',
    ),
    (
        "GET",
        "/v1/nothing",
        '{"type":"urn:golmok:problem:not_found","title":"찾을 수 없습니다","status":404,'
        '"detail":"찾을 수 없습니다.","instance":"/v1/nothing","code":"not_found","errors":[]}',
    ),
    (
        "DELETE",
        "/v1/districts",
        '{"type":"urn:golmok:problem:method_not_allowed","title":"여기서는 할 수 없는 요청입니다",'
        '"status":405,"detail":"여기서는 할 수 없는 요청입니다.","instance":"/v1/districts",'
        '"code":"method_not_allowed","errors":[]}',
    ),
    (
        "GET",
        "/v1/districts/neutinamu/stores?limit=many&category=shoes",
        '{"type":"urn:golmok:problem:invalid_input","title":"값이 올바르지 않습니다","status":422,'
        '"detail":"값 2개를 고쳐 다시 보내 주세요.","instance":"/v1/districts/neutinamu/stores","code":"invalid_input",'
        '"errors":[{"pointer":"/query/category","reason":"정해진 값 가운데 하나여야 합니다.","code":"enum"},'
        '{"pointer":"/query/limit","reason":"정수로 써 주세요.","code":"int_parsing"}]}',
    ),
]


@pytest.mark.parametrize(("method", "path", "body"), GOLDEN)
def test_a_problem_reads_exactly_so(client: TestClient, method: str, path: str, body: str) -> None:
    answer = client.request(method, path)
    assert answer.text == body
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.status_code == json.loads(body)["status"]


def test_a_method_that_is_not_allowed_names_those_that_are(client: TestClient) -> None:
    assert client.delete("/v1/districts").headers["allow"] == "GET"


def test_every_code_has_one_kind_and_every_status_its_code() -> None:
    assert set(KINDS) == set(ProblemCode)
    assert all(KINDS[code].status == status for status, code in CODES_OF_STATUS.items())


def test_a_person_gets_a_page_and_a_program_gets_json(client: TestClient) -> None:
    page = client.get("/s/nobody")
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "없는 가게입니다" in page.text
    lost = client.get("/somewhere", headers={"Accept": "text/html,*/*"})
    assert "찾을 수 없습니다" in lost.text
    assert lost.headers["content-type"] == "text/html; charset=utf-8"
    assert client.get("/somewhere").headers["content-type"] == "application/problem+json"
    assert client.get("/v1/x", headers={"Accept": "text/html"}).headers["content-type"] == "application/problem+json"


def test_a_failure_says_nothing_of_the_inside(street: Settings, caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(street)

    @app.get("/v1/broken")
    def fail() -> None:
        raise RuntimeError("the password is 열려라참깨")

    with TestClient(app, raise_server_exceptions=False) as client:
        answer = client.get("/v1/broken")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert "password" not in answer.text
    assert "Traceback" not in answer.text
    assert "GET /v1/broken failed" in caplog.text


@pytest.fixture
def echo() -> Iterator[TestClient]:
    """An application that reads bodies, with the limit at 1,000 bytes."""
    app = FastAPI()
    install_problem_answers(app, page=problem_page)
    app.add_middleware(BodyLimit, limit_bytes=1_000)

    @app.post("/v1/length")
    async def length(request: Request) -> int:
        return len(await request.body())

    @app.post("/v1/json")
    async def parse(body: dict[str, str]) -> int:
        return len(body)

    @app.get("/v1/teapot")
    async def teapot() -> None:
        raise HTTPException(418, "a stack of secrets")

    @app.get("/v1/conflict")
    async def conflict() -> None:
        raise ContentError(ProblemCode.STORE_GONE, "‘빵집’ 가게는 이제 없습니다.")

    with TestClient(app) as client:
        yield client


def test_a_body_at_the_limit_passes(echo: TestClient) -> None:
    assert echo.post("/v1/length", content=b"x" * 1_000).json() == 1_000


@pytest.mark.parametrize("path", ["/v1/length", "/v1/json"])
def test_a_body_over_the_limit_is_refused_however_it_comes(echo: TestClient, path: str) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(11):
            yield b'"' + b"x" * 99

    for content in (b"x" * 1_001, chunks()):
        answer = echo.post(path, content=content, headers={"Content-Type": "application/json"})
        assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


def test_another_http_error_keeps_its_status_and_loses_its_words(echo: TestClient) -> None:
    answer = echo.get("/v1/teapot")
    assert (answer.status_code, answer.json()["code"]) == (418, "bad_request")
    assert "secrets" not in answer.text


def test_an_error_of_ours_brings_its_own_sentence(echo: TestClient) -> None:
    assert echo.get("/v1/conflict").json()["detail"] == "‘빵집’ 가게는 이제 없습니다."


def test_routes_declare_two_problems_of_one_status_together() -> None:
    declared = problem_responses(ProblemCode.INVALID_INPUT, ProblemCode.INVALID_CURSOR)
    assert declared[422]["description"] == "값이 올바르지 않습니다 / 이어보기 표시가 올바르지 않습니다"
