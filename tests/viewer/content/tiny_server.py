"""A real server on a real socket that answers as a test tells it to, and a client of it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from viewer.content.client import ContentClient

Answer = Callable[[BaseHTTPRequestHandler], None]


class TinyServer(ThreadingHTTPServer):
    """Serves a folder below /scenes/test/ with entity tags; `special` answers some paths in its own way."""

    daemon_threads = True

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder, self.special = folder, dict[str, Answer]()
        self.asked: list[tuple[str, str | None]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: TinyServer

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers.get("If-None-Match")))
        special = self.server.special.get(self.path)
        if special is not None:
            special(self)
            return
        file = (self.server.folder or Path("absent")) / self.path.removeprefix("/scenes/test/")
        if not file.is_file():
            answer(self, 404)
            return
        tag = f'"{file.stat().st_mtime_ns}"'
        if self.headers.get("If-None-Match") == tag:
            answer(self, 304)
        else:
            answer(self, 200, file.read_bytes(), etag=tag)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output clean."""


def answer(handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", *, etag: str = "") -> None:
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(body)))
    if etag:
        handler.send_header("ETag", etag)
    handler.end_headers()
    if status != 304:
        handler.wfile.write(body)


@contextmanager
def serving(folder: Path | None = None) -> Iterator[TinyServer]:
    server = TinyServer(folder)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def client_of(server: TinyServer) -> Iterator[tuple[ContentClient, list[float]]]:
    pauses: list[float] = []
    client = ContentClient(server.url, pause=pauses.append)
    try:
        yield client, pauses
    finally:
        client.close()
