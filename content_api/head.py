"""HEAD wherever GET is."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class HeadAsGet:
    """ASGI layer: asks the application with GET and lets the headers through (RFC 9110 section 9.3.2)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        headers = [each for each in scope["headers"] if each[0] != b"range"]  # defined for GET alone (section 14.2)
        await self.app({**scope, "method": "GET", "headers": headers}, receive, without_body)
