"""The content API over HTTP, with time limits, retries and entity tags."""

import json
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import httpx

from viewer.content.errors import ContentAbsentError, ContentError, ContentUnreachableError
from viewer.content.wire import menu_from_wire, products_from_wire, store_from_wire
from viewer.core.store_facts import StoreFacts

TIMEOUT = httpx.Timeout(10.0, connect=4.0)
PAUSES_SECONDS = (0.2, 0.8)  # between three tries
MOST_ANSWER_BYTES = 64 * 2**20
MOST_REMEMBERED = 512
_WORTH_ANOTHER_TRY = {429, 502, 503, 504}


class ContentClient:
    """Reads one content API. Safe to use from several threads; every method blocks, so never call it while drawing."""

    def __init__(
        self,
        base_url: str,
        *,
        transport: httpx.BaseTransport | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._http = httpx.Client(
            base_url=base_url.rstrip("/") + "/", timeout=TIMEOUT, transport=transport, follow_redirects=False
        )
        self._pause = pause
        self._remembered: OrderedDict[str, tuple[str, bytes]] = OrderedDict()
        self._lock = threading.Lock()

    def close(self) -> None:
        self._http.close()

    def districts(self) -> tuple[str, ...]:
        """The slugs of all districts."""
        return tuple(str(district["slug"]) for district in self._object("v1/districts").get("districts", ()))

    def only_district(self) -> str:
        """The slug of the only district.

        Raises:
            ContentError: there are several, or none; the message names them.
        """
        slugs = self.districts()
        if len(slugs) == 1:
            return slugs[0]
        known = ", ".join(slugs) or "없음"
        raise ContentError(f"어느 거리인지 --district 로 알려 주세요. 지금 있는 거리: {known}")

    def store(self, store_id: str, *, picture_width: int = 160) -> StoreFacts:
        """A store with its menu, products and menu pictures. A picture that does not come is left out.

        Raises:
            ContentAbsentError: there is no such store.
            ContentError: the API cannot be reached or answers nonsense.
        """
        path = f"v1/stores/{quote(store_id, safe='')}"
        try:
            answer = self._object(path)
            menu = menu_from_wire(self._object(f"{path}/menu"))
            products = products_from_wire(self._object(f"{path}/products"))
            names = [item.picture for section in menu for item in section.items if item.picture]
            pictures = {name: self._picture(name, picture_width) for name in dict.fromkeys(names)}
            return store_from_wire(
                answer, menu=menu, products=products, pictures={n: p for n, p in pictures.items() if p}
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ContentError(
                f"The answer about store {store_id!r} is not as it must be ({error}). "
                "Are server and viewer of one version?"
            ) from error

    def get(self, path: str) -> bytes:
        """The body at a path of the server. Asked again, an unchanged one is not sent again.

        Raises:
            ContentUnreachableError: no connection, or the server is too busy even for a third try.
            ContentAbsentError: 404 or 410.
            ContentError: a refusal, an answer over 64 MiB, or an address that is none.
        """
        with self._lock:
            known = self._remembered.get(path)
        headers = {"If-None-Match": known[0]} if known else {}
        for pause in (*PAUSES_SECONDS, None):
            try:
                answer = self._http.get(path.lstrip("/"), headers=headers)
            except httpx.UnsupportedProtocol as error:
                raise ContentError(f"{self._http.base_url} is no server's address. It begins with http://.") from error
            except httpx.HTTPError as error:
                if pause is None:
                    raise ContentUnreachableError(
                        f"{self._http.base_url} does not answer ({type(error).__name__}). "
                        "Is `golmok serve` running there?"
                    ) from error
                self._pause(pause)
                continue
            if answer.status_code in _WORTH_ANOTHER_TRY and pause is not None:
                self._pause(pause)
                continue
            return self._body(path, answer, known)
        raise AssertionError("the last try returns or raises")

    def _body(self, path: str, answer: httpx.Response, known: tuple[str, bytes] | None) -> bytes:
        if answer.status_code == 304 and known:
            return known[1]
        if answer.status_code in (404, 410):
            raise ContentAbsentError(f"{self._http.base_url} has no {path}{_reason(answer)}.")
        if not answer.is_success:
            kind = ContentUnreachableError if answer.status_code in _WORTH_ANOTHER_TRY else ContentError
            raise kind(f"{self._http.base_url} answered {answer.status_code} for {path}{_reason(answer)}.")
        body = answer.content
        if len(body) > MOST_ANSWER_BYTES:
            raise ContentError(f"The answer for {path} has {len(body):,} bytes; the limit is {MOST_ANSWER_BYTES:,}.")
        tag = answer.headers.get("etag", "")
        if tag and len(body) < 2**20:
            with self._lock:
                self._remembered[path] = (tag, body)
                self._remembered.move_to_end(path)
                while len(self._remembered) > MOST_REMEMBERED:
                    self._remembered.popitem(last=False)
        return body

    def _object(self, path: str) -> dict[str, Any]:
        found = json.loads(self.get(path))
        if not isinstance(found, dict):
            raise ValueError("not a JSON object")
        return found

    def _picture(self, path: str, width: int) -> bytes:
        if not path.startswith("/") or path.startswith("//"):
            return b""
        try:
            return self.get(f"{path}?width={width}")
        except ContentError:
            return b""


def _reason(answer: httpx.Response) -> str:
    """The server's own words (RFC 9457), if it gave any."""
    if not answer.headers.get("content-type", "").startswith("application/problem+json"):
        return ""
    try:
        problem = answer.json()
        return f": {problem.get('detail') or problem.get('title') or ''}".rstrip(":. ")
    except (ValueError, AttributeError):
        return ""


class HttpScene:
    """A scene as a content API serves it."""

    def __init__(self, client: ContentClient, slug: str) -> None:
        self._client, self._slug = client, slug

    def read(self, path: str) -> bytes:
        return self._client.get(f"scenes/{quote(self._slug, safe='')}/{quote(path)}")
