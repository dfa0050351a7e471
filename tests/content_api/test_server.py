"""The server in a thread: it answers when it says so, and it ends."""

import socket
import statistics

import httpx
import pytest

from content_api.server import serving
from content_api.settings import Settings
from district_builder.domain.errors import GolmokError


def test_the_server_answers_as_soon_as_its_address_is_known(street: Settings) -> None:
    with serving(street) as url:
        assert httpx.get(f"{url}/health").json() == {"status": "ok"}
        assert httpx.get(f"{url}/v1/districts").json()["districts"][0]["slug"] == "neutinamu"


def test_the_server_ends_and_frees_its_port(settings: Settings) -> None:
    with serving(settings) as url:
        port = httpx.URL(url).port
    assert port is not None
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}/health")
    with serving(settings, port=port) as again:
        assert again == url


def test_it_listens_on_the_loopback_address_only(settings: Settings) -> None:
    with serving(settings) as url:
        assert httpx.URL(url).host == "127.0.0.1"


def test_a_taken_port_is_one_clear_sentence(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(GolmokError, match=rf"^127\.0\.0\.1:{port}에서 열 수 없습니다.*다른 포트를 골라 주세요\.$"):
            serving(settings, port=port).__enter__()


def test_an_answer_on_a_kept_connection_does_not_wait_for_the_client_to_confirm_its_head(street: Settings) -> None:
    with serving(street) as url, httpx.Client(base_url=url) as client:
        waits = [client.get("/v1/stores/hair").elapsed.total_seconds() for _ in range(40)]
    assert statistics.median(waits) < 0.03  # held back, a body comes after 40 ms


def test_two_servers_share_one_data_folder(street: Settings) -> None:
    with serving(street) as one, serving(street) as other:
        assert httpx.get(f"{one}/v1/stores/hair").content == httpx.get(f"{other}/v1/stores/hair").content
