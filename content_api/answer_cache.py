"""Answers kept in memory until anything in the database changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from content_api.answers import names, welcomes_gzip

KEPT_PATHS = ("/v1/", "/d/", "/s/")
LIMIT_BYTES = 32 << 20
LONGEST_QUERY_BYTES = 500  # nobody asks the same long question twice
PERSONAL = (b"authorization", b"cookie")  # an answer to one person is not for the next

RawHeaders = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    tag: str
    headers: RawHeaders
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What of a request decides which answer it gets."""

    path: str
    query: bytes
    is_gzip_welcome: bool


class AnswerCache:
    """ASGI layer. Keeps whole 200 answers that carry an entity tag, and answers 304 from them.

    Args:
        generation: Another value after every change that an answer may show. It is asked before an answer is made,
            so a change meanwhile makes the kept answer useless, never stale.
    """

    def __init__(self, app: ASGIApp, *, generation: Callable[[], Hashable], limit_bytes: int = LIMIT_BYTES) -> None:
        self.app, self.generation, self.limit_bytes = app, generation, limit_bytes
        self._kept: OrderedDict[Question, KeptAnswer] = OrderedDict()
        self._kept_bytes = 0
        self._kept_generation: Hashable = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = _question(scope)
        if asked is None:
            await self.app(scope, receive, send)
            return
        question, known_tags = asked
        generation = self.generation()
        if generation != self._kept_generation:
            self._kept.clear()
            self._kept_bytes, self._kept_generation = 0, generation
        kept = self._kept.get(question)
        if kept is not None:
            self._kept.move_to_end(question)
            await _send_kept(kept, known_tags, send)
            return
        recorder = _Recorder(send)
        await self.app(scope, receive, recorder.send)
        answer = recorder.answer
        if answer is not None and generation == self._kept_generation:
            self._keep(question, answer)

    def _keep(self, question: Question, answer: KeptAnswer) -> None:
        if len(answer.body) > self.limit_bytes // 8:
            return
        before = self._kept.pop(question, None)  # two requests may have made the same answer
        self._kept_bytes += len(answer.body) - (len(before.body) if before else 0)
        self._kept[question] = answer
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
            tag = Headers(raw=headers).get("etag")
            if message["status"] == 200 and tag is not None:
                self._growing = KeptAnswer(tag=tag.strip('"'), headers=headers, body=b"")
        elif self._growing is not None:
            self._growing = replace(self._growing, body=self._growing.body + message.get("body", b""))
            if not message.get("more_body", False):
                self.answer = self._growing
        await self._send(message)


def _question(scope: Scope) -> tuple[Question, str] | None:
    """The question and its If-None-Match header, None for a request whose answer is never kept.

    Reads the raw headers once: this runs before every answer, and is most of what a kept one costs.
    """
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    path, query = scope["path"], scope["query_string"]
    if not (path.startswith(KEPT_PATHS) or path == "/") or len(query) > LONGEST_QUERY_BYTES:
        return None
    codings, tags = [], []
    for name, value in scope["headers"]:
        if name in PERSONAL:
            return None
        if name == b"accept-encoding":
            codings.append(value.decode("latin-1"))
        elif name == b"if-none-match":
            tags.append(value.decode("latin-1"))
    return Question(path=path, query=query, is_gzip_welcome=welcomes_gzip(",".join(codings))), ",".join(tags)


async def _send_kept(kept: KeptAnswer, known_tags: str, send: Send) -> None:
    status, headers, body = 200, kept.headers, kept.body
    if names(known_tags, kept.tag):
        about_body = (b"content-length", b"content-type", b"content-encoding")
        status, headers, body = 304, [each for each in headers if each[0] not in about_body], b""
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
