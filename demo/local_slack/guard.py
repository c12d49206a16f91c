from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_OURS = ("127.0.0.1", "localhost")
_FROM_HERE = (None, "same-origin", "none")


class OnlyFromHere:
    """Refuses what another web site could make a browser send: the page can approve reminders.

    A foreign Host is DNS rebinding, a foreign Origin or Sec-Fetch-Site a forged request.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An ASGI application."""
        if scope["type"] in ("http", "websocket") and not _is_from_here(Headers(scope=scope)):
            if scope["type"] == "websocket":
                await receive()
                await send({"type": "websocket.close", "code": 4403})
            else:
                await PlainTextResponse("Only from this machine.", status_code=403)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _is_from_here(headers: Headers) -> bool:
    host = headers.get("host", "")
    if urlsplit(f"//{host}").hostname not in _OURS:
        return False
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != host:
        return False
    return headers.get("sec-fetch-site") in _FROM_HERE
