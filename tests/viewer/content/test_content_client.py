"""The client of the content API, against a server of five lines."""

import json
from datetime import date
from typing import Any

import httpx
import pytest

from viewer.content.client import ContentClient, HttpScene
from viewer.content.errors import ContentAbsentError, ContentError

STORE = {
    "store_id": "k/1",
    "district": "d",
    "name": "별다방",
    "branch": "계원대점",
    "category": "cafe",
    "category_label": "카페",
    "category_text": "",
    "address": {"text": "계원대학로 28", "road": "계원대학로"},
    "status": "open",
    "phone": "",
    "hours_text": "매일",
    "description": "",
    "confirmed_on": "2026-03-02",
    "is_example": True,
    "is_illustration": False,
    "placement": {"building_name": "모락산빌딩", "storey": 2, "unit": "201"},
    "version": 3,
}
MENU = {
    "store_id": "k/1",
    "version": 1,
    "sections": [
        {
            "name": "커피",
            "items": [
                {
                    "name": "라테",
                    "price_won": 5000,
                    "description": "",
                    "picture": "/media/a.webp",
                    "is_signature": True,
                },
                {"name": "물", "price_won": None, "description": "", "picture": None, "is_signature": False},
                {
                    "name": "엉뚱",
                    "price_won": 1,
                    "description": "",
                    "picture": "//elsewhere/x.webp",
                    "is_signature": False,
                },
            ],
        }
    ],
}
PRODUCTS = {"products": [{"name": "원두", "price_won": 14000, "maker": "", "seen_on": "2026-01-09"}], "next": None}


class Server:
    """Answers by path; remembers what was asked."""

    def __init__(self, answers: dict[str, Any]) -> None:
        self.answers, self.asked, self.pauses = answers, [], []  # type: ignore[var-annotated]

    def __call__(self, request: httpx.Request) -> httpx.Response:
        path = request.url.raw_path.decode()
        self.asked.append((path, request.headers.get("if-none-match")))
        answer = self.answers.get(path, 404)
        if callable(answer):
            answer = answer(request)
        if isinstance(answer, httpx.Response):
            return answer
        if isinstance(answer, int):
            return httpx.Response(answer)
        return httpx.Response(200, content=answer if isinstance(answer, bytes) else json.dumps(answer).encode())

    def client(self) -> ContentClient:
        return ContentClient("http://golmok.test", transport=httpx.MockTransport(self), pause=self.pauses.append)


def shop_window() -> dict[str, Any]:
    return {
        "/v1/stores/k%2F1": STORE,
        "/v1/stores/k%2F1/menu": MENU,
        "/v1/stores/k%2F1/products": PRODUCTS,
        "/media/a.webp?width=160": b"RIFF",
    }


def test_a_store_comes_with_menu_products_and_pictures() -> None:
    store = Server(shop_window()).client().store("k/1")
    assert (store.name, store.storey, store.unit, store.building_name) == ("별다방 계원대점", 2, "201", "모락산빌딩")
    assert (store.confirmed_on, store.is_example) == (date(2026, 3, 2), True)
    assert [item.price_won for item in store.menu[0].items] == [5000, None, 1]
    assert store.products[0].seen_on == date(2026, 1, 9)
    assert store.pictures == {"/media/a.webp": b"RIFF"}


def test_pictures_are_asked_for_on_this_server_only() -> None:
    server = Server(shop_window())
    server.client().store("k/1")
    assert not any("elsewhere" in path for path, _ in server.asked)


def test_a_picture_that_does_not_come_leaves_the_store_whole() -> None:
    answers = shop_window()
    del answers["/media/a.webp?width=160"]
    assert Server(answers).client().store("k/1").pictures == {}


def test_a_store_that_is_not_there_is_said_in_the_servers_own_words() -> None:
    problem = httpx.Response(
        404, headers={"content-type": "application/problem+json"}, content='{"detail": "가게가 없습니다"}'.encode()
    )
    with pytest.raises(ContentAbsentError, match="가게가 없습니다"):
        Server({"/v1/stores/x": problem}).client().store("x")


@pytest.mark.parametrize("nonsense", [{"sections": 3}, [], {}, b"<html>"])
def test_an_answer_that_is_nonsense_is_one_clear_error(nonsense: Any) -> None:
    answers = shop_window() | {"/v1/stores/k%2F1/menu": nonsense}
    with pytest.raises(ContentError, match="one version"):
        Server(answers).client().store("k/1")


def test_an_unchanged_answer_is_not_sent_again() -> None:
    def tagged(request: httpx.Request) -> httpx.Response:
        if request.headers.get("if-none-match") == '"7"':
            return httpx.Response(304)
        return httpx.Response(200, headers={"etag": '"7"'}, content=b"body")

    server = Server({"/scenes/d/tileset.json": tagged})
    scene = HttpScene(server.client(), "d")
    assert (scene.read("tileset.json"), scene.read("tileset.json")) == (b"body", b"body")
    assert [tag for _, tag in server.asked] == [None, '"7"']


def test_a_busy_server_is_asked_three_times_with_pauses() -> None:
    answers = iter([503, 502, b"at last"])
    server = Server(
        {
            "/x": lambda request: (
                httpx.Response(200, content=a) if isinstance(a := next(answers), bytes) else httpx.Response(a)
            )
        }
    )
    assert server.client().get("x") == b"at last"
    assert server.pauses == [0.2, 0.8]


def test_a_server_that_stays_busy_is_given_up() -> None:
    with pytest.raises(ContentError, match="503"):
        Server({"/x": 503}).client().get("x")


def test_no_connection_names_the_address_and_the_remedy() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    with pytest.raises(ContentError, match=r"golmok\.test.*golmok serve"):
        Server({"/x": refuse}).client().get("x")


@pytest.mark.parametrize(
    ("status", "error"),
    [(404, ContentAbsentError), (410, ContentAbsentError), (403, ContentError), (302, ContentError)],
)
def test_refusals_are_not_tried_again(status: int, error: type[ContentError]) -> None:
    server = Server({"/x": status})
    with pytest.raises(error):
        server.client().get("x")
    assert len(server.asked) == 1


def test_districts_are_listed() -> None:
    assert Server({"/v1/districts": {"districts": [{"slug": "a"}, {"slug": "b"}]}}).client().districts() == ("a", "b")
