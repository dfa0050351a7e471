"""The content API as a server: blocking for `serve`, in a thread for a kiosk's local replica."""

import gc
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from content_api.app import create_app
from content_api.settings import Settings
from district_builder.domain.errors import GolmokError

STOP_SECONDS = 10


def serve(settings: Settings, *, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Answer until interrupted. Who asked for what is not written down: addresses of visitors are personal data.

    What was made before the first request stays for good, so it is taken out of the garbage collection, whose full
    round would hold all answers up for a tenth of a second.

    Raises:
        GolmokError: The address cannot be had.
    """
    listening = _listen(host, port)
    server = uvicorn.Server(_config(create_app(settings), log_level="info"))
    gc.collect()
    gc.freeze()
    server.run(sockets=[listening])


@contextmanager
def serving(settings: Settings, *, port: int = 0) -> Iterator[str]:
    """Run the server in a thread of this process and yield its base URL once it answers; stop it at the end.

    Args:
        port: 0 takes a free one. The server listens on the loopback address only.

    Raises:
        GolmokError: The port is taken, or the server did not start.
    """
    with serving_app(create_app(settings), port=port) as url:
        yield url


@contextmanager
def serving_app(app: FastAPI, *, port: int = 0) -> Iterator[str]:
    """`serving` for an application that is made already."""
    listening = _listen("127.0.0.1", port)
    server = _AnnouncingServer(_config(app, log_level="warning"))
    thread = threading.Thread(target=server.run_on, args=(listening,), name="content-api", daemon=True)
    thread.start()
    try:
        server.is_decided.wait()
        if not server.started:
            raise GolmokError("내용 서버가 시작하지 못했습니다. 자료 폴더의 권한과 남은 공간을 확인해 주세요.")
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(STOP_SECONDS)
        listening.close()


class _AnnouncingServer(uvicorn.Server):
    """Says when it has started or failed to."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_decided = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.is_decided.set()

    def run_on(self, listening: socket.socket) -> None:
        try:
            self.run(sockets=[listening])
        finally:
            self.is_decided.set()


def _config(app: FastAPI, *, log_level: str) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_level=log_level,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=3,
        timeout_keep_alive=30,
        lifespan="on",
        ws="none",
    )


def _listen(host: str, port: int) -> socket.socket:
    try:
        listening = socket.create_server((host, port), backlog=512)
    except OSError as error:
        raise GolmokError(f"{host}:{port}에서 열 수 없습니다({error.strerror}). 다른 포트를 골라 주세요.") from error
    # Every connection takes this over. asyncio would see to it, but not for sockets that others made: then the body
    # of an answer waits for the client to confirm the head, 40 ms on a connection that is kept.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening
