"""The client against servers that restart, break off, keep silent, send too much or send elsewhere."""

import socket
import threading
from http.server import BaseHTTPRequestHandler

import httpx
import pytest

from tests.viewer.content.tiny_server import answer, client_of, serving
from viewer.content import client as client_module
from viewer.content.client import ContentClient
from viewer.content.errors import ContentError


def test_a_server_that_restarts_is_asked_again_until_it_answers() -> None:
    states = iter([503, 503, 200])
    with serving() as server, client_of(server) as (client, pauses):
        server.special["/x"] = lambda handler: answer(handler, next(states), b"awake")
        assert client.get("x") == b"awake"
    assert pauses == list(client_module.PAUSES_SECONDS)


def test_a_connection_that_breaks_in_the_middle_is_tried_again() -> None:
    with serving() as server, client_of(server) as (client, pauses):

        def breaks_once(handler: BaseHTTPRequestHandler) -> None:
            if len(server.asked) == 1:
                handler.send_response(200)
                handler.send_header("Content-Length", "1000")
                handler.end_headers()
                handler.wfile.write(b"half")
                handler.close_connection = True
            else:
                answer(handler, 200, b"whole")

        server.special["/x"] = breaks_once
        assert client.get("x") == b"whole"
    assert len(pauses) == 1


def test_a_server_that_never_answers_is_given_up_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "TIMEOUT", httpx.Timeout(0.15))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        client = ContentClient(f"http://127.0.0.1:{silent.getsockname()[1]}", pause=lambda seconds: None)
        with pytest.raises(ContentError, match=r"does not answer \(ReadTimeout\)\. Is `golmok serve` running"):
            client.get("v1/districts")
        client.close()


def test_nobody_at_the_address_is_said_with_the_address() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    client = ContentClient(f"http://127.0.0.1:{port}", pause=lambda seconds: None)
    with pytest.raises(ContentError, match=str(port)):
        client.get("v1/districts")
    client.close()


def test_a_server_that_speaks_no_http_is_one_clear_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)

        def talk() -> None:
            for _ in range(3):
                connection, _ = server.accept()
                with connection:
                    connection.recv(4096)
                    connection.sendall(b"220 mail ready\r\n\r\n")

        thread = threading.Thread(target=talk)
        thread.start()
        client = ContentClient(f"http://127.0.0.1:{server.getsockname()[1]}", pause=lambda seconds: None)
        with pytest.raises(ContentError, match="does not answer"):
            client.get("x")
        client.close()
        thread.join()


def test_an_answer_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "MOST_ANSWER_BYTES", 1000)
    with serving() as server, client_of(server) as (client, _):
        server.special["/x"] = lambda handler: answer(handler, 200, bytes(1001))
        with pytest.raises(ContentError, match="1,001 bytes; the limit is 1,000"):
            client.get("x")


def test_a_redirect_to_elsewhere_is_not_followed() -> None:
    with serving() as server, serving() as elsewhere, client_of(server) as (client, _):

        def away(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(302)
            handler.send_header("Location", f"{elsewhere.url}/secret")
            handler.send_header("Content-Length", "0")
            handler.end_headers()

        server.special["/x"] = away
        with pytest.raises(ContentError, match="302"):
            client.get("x")
        assert elsewhere.asked == []
