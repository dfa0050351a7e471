"""Waiting for a server that does not answer yet: no test here waits for a clock."""

import threading
from collections.abc import Callable

import httpx
import pytest

from viewer.content.client import ContentClient
from viewer.content.errors import ContentAbsentError, ContentError, ContentUnreachableError
from viewer.content.patience import PAUSES_SECONDS, PatientOpening, try_patiently


class Server:
    """Answers from its `up`-th try on."""

    def __init__(self, *, up: int, answer: Callable[[], str] = lambda: "street") -> None:
        self._up, self._answer = up, answer
        self.tries = 0

    def ask(self) -> str:
        self.tries += 1
        if self.tries < self._up:
            raise ContentUnreachableError("http://golmok.test does not answer. Is `golmok serve` running there?")
        return self._answer()


class Clock:
    """Notes the pauses; somebody loses patience after `patience` of them."""

    def __init__(self, *, patience: int = 99) -> None:
        self.pauses: list[float] = []
        self._patience = patience

    def pause(self, seconds: float) -> bool:
        self.pauses.append(seconds)
        return len(self.pauses) >= self._patience


def absent() -> str:
    raise ContentAbsentError("http://golmok.test has no such district.")


def test_a_server_that_answers_is_asked_once() -> None:
    server, clock = Server(up=1), Clock()
    assert try_patiently(server.ask, pause=clock.pause) == "street"
    assert (server.tries, clock.pauses) == (1, [])


def test_a_server_that_is_slow_to_start_is_waited_for_with_growing_pauses() -> None:
    server, clock = Server(up=5), Clock()
    assert try_patiently(server.ask, pause=clock.pause) == "street"
    assert clock.pauses == list(PAUSES_SECONDS[:4])
    assert clock.pauses == sorted(clock.pauses)


def test_after_half_a_minute_the_servers_own_sentence_says_what_to_do() -> None:
    server, clock = Server(up=99), Clock()
    with pytest.raises(ContentUnreachableError, match="Is `golmok serve` running there"):
        try_patiently(server.ask, pause=clock.pause)
    assert sum(clock.pauses) == 30.0
    assert server.tries == len(clock.pauses) + 1


def test_who_leaves_is_not_kept_waiting() -> None:
    server, clock = Server(up=99), Clock(patience=3)
    with pytest.raises(ContentUnreachableError):
        try_patiently(server.ask, pause=clock.pause)
    assert server.tries == 3


def test_a_final_answer_is_not_asked_for_again() -> None:
    server, clock = Server(up=2, answer=absent), Clock()
    with pytest.raises(ContentAbsentError):
        try_patiently(server.ask, pause=clock.pause)
    assert len(clock.pauses) == 1


def test_a_window_can_go_on_while_somebody_tries() -> None:
    may_answer = threading.Event()

    def answer() -> str:
        assert may_answer.wait(timeout=20)
        return "street"

    opening = PatientOpening(answer)
    assert not opening.is_over
    may_answer.set()
    assert opening.found() == "street"
    assert opening.is_over
    opening.close()


def test_closing_ends_the_trying_at_once() -> None:
    opening = PatientOpening(Server(up=99).ask)
    opening.close()
    with pytest.raises(ContentUnreachableError):
        opening.found()


def client_of(answer: Callable[[httpx.Request], httpx.Response], *, url: str = "http://golmok.test") -> ContentClient:
    return ContentClient(url, transport=httpx.MockTransport(answer), pause=lambda seconds: None)


def refuse(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused", request=request)


@pytest.mark.parametrize(
    "answer",
    [refuse, lambda request: httpx.Response(503), lambda request: httpx.Response(502)],
    ids=["refused", "starting", "proxy without server"],
)
def test_a_server_that_is_not_up_is_told_from_one_that_says_no(
    answer: Callable[[httpx.Request], httpx.Response],
) -> None:
    with pytest.raises(ContentUnreachableError):
        client_of(answer).get("v1/districts")


@pytest.mark.parametrize("status", [400, 403, 404, 410, 500])
def test_a_no_is_final(status: int) -> None:
    with pytest.raises(ContentError) as raised:
        client_of(lambda request: httpx.Response(status)).get("v1/districts")
    assert not isinstance(raised.value, ContentUnreachableError)


def test_what_is_no_address_is_not_waited_for() -> None:
    client = ContentClient("golmok.test", pause=lambda seconds: None)
    with pytest.raises(ContentError, match="begins with http") as raised:
        client.get("v1/districts")
    assert not isinstance(raised.value, ContentUnreachableError)


@pytest.mark.parametrize("slugs", [[], ["kaywon", "seongsu"]])
def test_which_district_must_be_said_where_there_is_not_exactly_one(slugs: list[str]) -> None:
    listed = {"districts": [{"slug": slug} for slug in slugs]}
    with pytest.raises(ContentError, match="--district") as raised:
        client_of(lambda request: httpx.Response(200, json=listed)).only_district()
    assert all(slug in str(raised.value) for slug in slugs)


def test_the_only_district_needs_no_name() -> None:
    listed = {"districts": [{"slug": "kaywon"}]}
    assert client_of(lambda request: httpx.Response(200, json=listed)).only_district() == "kaywon"
