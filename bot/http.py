"""The HTTP port: Slack's signed requests (where Socket Mode is not used), /healthz and /readyz."""

from __future__ import annotations

import contextlib
import errno
import socket
import threading
from collections.abc import AsyncIterator, Callable

import anyio.to_thread
import uvicorn
from slack_bolt import App, BoltRequest
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.health import OK
from domain.errors import Refusal

EVENTS = "/slack/events"
# Slack's own largest request, a form with everything filled in, is a tenth of this.
LARGEST_BODY = 1_000_000
THREADS = 8
START_SECONDS = 10


def web(answers: Callable[[], dict[str, str]], app: App | None) -> Starlette:
    """The web application; `app` None (Socket Mode) leaves only the health pages."""
    routes = [Route("/healthz", _alive), Route("/readyz", _ready(answers))]
    if app is not None:
        routes.append(Route(EVENTS, _slack(app), methods=["POST"]))
    return Starlette(routes=routes, lifespan=_few_threads)


class HttpDoor:
    """Serves in a thread of its own."""

    def __init__(self, application: Starlette, *, host: str, port: int) -> None:
        self._host, self._wanted = host, port
        self.port = port
        self._server = _Server(
            uvicorn.Config(
                application,
                lifespan="on",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_keep_alive=15,
                h11_max_incomplete_event_size=64_000,
                ws="none",
            )
        )
        self._thread: threading.Thread | None = None

    def open(self) -> None:
        """Binds and serves; port 0 takes a free one. Raises a Refusal where the port is taken."""
        listening = _bound(self._host, self._wanted)
        self.port = int(listening.getsockname()[1])
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [listening]}, name="http", daemon=True
        )
        self._thread.start()
        self._server.serving.wait(START_SECONDS)

    def close(self, seconds: float) -> None:
        """Finishes the requests in hand, up to `seconds`."""
        if self._thread is not None:
            self._server.config.timeout_graceful_shutdown = max(1, round(seconds))
            self._server.should_exit = True
            self._thread.join(seconds + 1)


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.serving = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.serving.set()


@contextlib.asynccontextmanager
async def _few_threads(_application: Starlette) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    yield


async def _alive(_request: Request) -> Response:
    return PlainTextResponse(OK)


def _ready(answers: Callable[[], dict[str, str]]) -> Callable[[Request], object]:
    async def ready(_request: Request) -> Response:
        found = await run_in_threadpool(answers)
        is_ready = set(found.values()) == {OK}
        return JSONResponse({"ready": is_ready, **found}, status_code=200 if is_ready else 503)

    return ready


def _slack(app: App) -> Callable[[Request], object]:
    async def events(request: Request) -> Response:
        try:
            body = (await _read(request)).decode()
        except _TooLarge:
            return PlainTextResponse("too large", status_code=413)
        except (UnicodeDecodeError, ClientDisconnect):
            return PlainTextResponse("not text", status_code=400)
        asked = BoltRequest(body=body, query=str(request.query_params), headers=dict(request.headers))
        # Bolt's own adapter would hold up every other request while an act writes.
        answer = await run_in_threadpool(app.dispatch, asked)
        headers = {name: value for name, value in answer.first_headers().items() if name != "content-length"}
        return Response(answer.body, status_code=answer.status, headers=headers)

    return events


class _TooLarge(Exception):
    """More than anybody at Slack has to say."""


async def _read(request: Request) -> bytes:
    found = bytearray()
    async for chunk in request.stream():
        found += chunk
        if len(found) > LARGEST_BODY:
            raise _TooLarge
    return bytes(found)


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # TCP said aloud: asyncio turns Nagle's waiting off only where it is, else every answer is 40 ms late.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except OSError as taken:
        listening.close()
        why = "is taken by another program" if taken.errno == errno.EADDRINUSE else f"cannot be used: {taken.strerror}"
        words = f"Port {port} on {host} {why}. Set PORT to another; 0 takes any free one."
        raise Refusal(words) from taken
    return listening
