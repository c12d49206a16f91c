from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import threading
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request

Result = TypeVar("Result")

_START_SECONDS = 10.0


class _HttpWithCut(HttpToolsProtocol):
    """Puts into each request's scope how to cut its connection with a TCP reset."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        transport = self.transport
        self.scope["local_slack.cut"] = lambda: _reset(transport)  # type: ignore[typeddict-unknown-key]  # ours


class _WebSocketWithCut(WebSocketsSansIOProtocol):
    """The same for WebSockets."""

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        transport = self.transport
        if hasattr(self, "scope"):
            self.scope["local_slack.cut"] = lambda: _reset(transport)  # type: ignore[typeddict-unknown-key]  # ours


class _Server(uvicorn.Server):
    """Waits for the end without polling, and does not wait for anybody's goodbye."""

    def __init__(self, config: uvicorn.Config, on_started: Callable[[], None]) -> None:
        super().__init__(config)
        self.ended = asyncio.Event()
        self._on_started = on_started

    async def main_loop(self) -> None:
        self._on_started()
        await self.ended.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for listening in sockets or ():
            listening.close()
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        tasks = list(self.server_state.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class ServerThread:
    """One thread with one event loop that serves an application on 127.0.0.1."""

    def __init__(self) -> None:
        self.port = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None
        self._on_stop: Callable[[], Awaitable[None]] | None = None

    @property
    def is_running(self) -> bool:
        """Whether the thread serves."""
        return self._loop is not None

    def start(self, app: ASGIApp, port: int, *, on_stop: Callable[[], Awaitable[None]]) -> None:
        """Serves from now on; port 0 takes a free one. Raises OSError when the port is taken."""
        listening = socket.socket()
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(("127.0.0.1", port))
        except OSError:
            listening.close()
            raise
        self.port = listening.getsockname()[1]
        self._on_stop = on_stop
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(app, listening, ready), name="local-slack", daemon=True)
        self._thread.start()
        if not ready.wait(_START_SECONDS):
            raise TimeoutError("The local Slack did not start.")

    def stop(self) -> None:
        """Ends serving and waits for the thread; the second time does nothing."""
        loop, thread = self._loop, self._thread
        if loop is None or thread is None:
            return
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(self._end)
        thread.join()
        self._loop = self._thread = None

    def wait_for(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Runs a coroutine on the server's loop and waits for its result."""
        if self._loop is None:
            work.close()
            raise RuntimeError("The local Slack is not running: call start() first.")
        waiting: Future[Result] = asyncio.run_coroutine_threadsafe(work, self._loop)
        return waiting.result()

    def look(self, read: Callable[[], Result]) -> Result:
        """Reads or changes something on the server's thread; directly when nothing runs, or when already there."""
        if self._loop is None or threading.current_thread() is self._thread:
            return read()

        async def looked() -> Result:
            return read()

        return self.wait_for(looked())

    def _end(self) -> None:
        if self._server is not None:
            self._server.ended.set()

    def _run(self, app: ASGIApp, listening: socket.socket, ready: threading.Event) -> None:
        with asyncio.Runner() as runner:
            runner.run(self._serve(app, listening, ready))

    async def _serve(self, app: ASGIApp, listening: socket.socket, ready: threading.Event) -> None:
        config = uvicorn.Config(
            app,
            http=_HttpWithCut,
            ws=_WebSocketWithCut,
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            ws_ping_interval=5.0,
            ws_ping_timeout=20.0,
        )
        self._loop = asyncio.get_running_loop()
        self._server = _Server(config, ready.set)
        await self._server.serve(sockets=[listening])
        if self._on_stop is not None:
            await self._on_stop()


def _reset(transport: asyncio.Transport) -> None:
    """Closes with RST instead of FIN: the other side sees "connection reset by peer"."""
    connection = transport.get_extra_info("socket")
    if connection is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
