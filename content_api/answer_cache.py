"""Answers kept in memory until anything in the database changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from content_api.answers import accepts_gzip, names

KEPT_PATHS = ("/v1/", "/d/", "/s/")
LIMIT_BYTES = 32 << 20
LONGEST_QUERY_BYTES = 500  # nobody asks the same long question twice
PERSONAL = (b"authorization", b"cookie")  # an answer to one person is not for the next

RawHeaders = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    headers: RawHeaders
    body: bytes

    @property
    def tag(self) -> str:
        return Headers(raw=self.headers)["etag"].strip('"')


class AnswerCache:
    """ASGI layer. Keeps whole 200 answers that carry an entity tag, and answers 304 from them.

    Args:
        generation: Another value after every change that an answer may show. It is asked before an answer is made,
            so a change meanwhile makes the kept answer useless, never stale.
    """

    def __init__(self, app: ASGIApp, *, generation: Callable[[], Hashable], limit_bytes: int = LIMIT_BYTES) -> None:
        self.app, self.generation, self.limit_bytes = app, generation, limit_bytes
        self._kept: OrderedDict[Hashable, KeptAnswer] = OrderedDict()
        self._kept_bytes = 0
        self._kept_generation: Hashable = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _may_be_kept(scope):
            await self.app(scope, receive, send)
            return
        generation = self.generation()
        if generation != self._kept_generation:
            self._kept.clear()
            self._kept_bytes, self._kept_generation = 0, generation
        request = Request(scope)
        key = (scope["path"], scope["query_string"], accepts_gzip(request))
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            await _send_kept(kept, request, send)
            return
        recorder = _Recorder(send)
        await self.app(scope, receive, recorder.send)
        answer = recorder.answer
        if answer is not None and generation == self._kept_generation:
            self._keep(key, answer)

    def _keep(self, key: Hashable, answer: KeptAnswer) -> None:
        if len(answer.body) > self.limit_bytes // 8:
            return
        before = self._kept.pop(key, None)  # two requests may have made the same answer
        self._kept_bytes += len(answer.body) - (len(before.body) if before else 0)
        self._kept[key] = answer
        while self._kept_bytes > self.limit_bytes:
            _, oldest = self._kept.popitem(last=False)
            self._kept_bytes -= len(oldest.body)


class _Recorder:
    """Passes an answer on and remembers it, if it is one to keep."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._growing: KeptAnswer | None = None
        self.answer: KeptAnswer | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = list(message["headers"])
            if message["status"] == 200 and "etag" in Headers(raw=headers):
                self._growing = KeptAnswer(headers=headers, body=b"")
        elif self._growing is not None:
            self._growing = replace(self._growing, body=self._growing.body + message.get("body", b""))
            if not message.get("more_body", False):
                self.answer = self._growing
        await self._send(message)


def _may_be_kept(scope: Scope) -> bool:
    return (
        scope["type"] == "http"
        and scope["method"] == "GET"
        and (scope["path"].startswith(KEPT_PATHS) or scope["path"] == "/")
        and len(scope["query_string"]) <= LONGEST_QUERY_BYTES
        and not any(name in PERSONAL for name, _ in scope["headers"])
    )


async def _send_kept(kept: KeptAnswer, request: Request, send: Send) -> None:
    status, headers, body = 200, kept.headers, kept.body
    if names(request.headers.get("if-none-match"), kept.tag):
        about_body = (b"content-length", b"content-type", b"content-encoding")
        status, headers, body = 304, [each for each in headers if each[0] not in about_body], b""
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
