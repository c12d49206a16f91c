from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
from collections.abc import Callable
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from demo.local_slack.answers import Ack
from demo.local_slack.courier.packet import Kind, Packet

_TICKET_USED = 4401


class Sockets:
    """The bot's Socket Mode connections. Slack hands each envelope to one of them."""

    def __init__(self, *, app_id: str, milliseconds: Callable[[], float]) -> None:
        self._app_id = app_id
        self._milliseconds = milliseconds
        self._tickets: set[str] = set()
        self._open: list[WebSocket] = []
        self._waiting: dict[str, asyncio.Future[Any]] = {}
        self._turn = 0

    @property
    def count(self) -> int:
        """How many connections are open."""
        return len(self._open)

    def new_ticket(self) -> str:
        """A one-time permission to connect."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        return ticket

    async def serve(self, socket: WebSocket) -> None:
        """One connection from hello to its end."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets:
            await socket.close(_TICKET_USED)
            return
        self._tickets.discard(ticket)
        await socket.accept()
        self._open.append(socket)
        try:
            await socket.send_text(json.dumps(self._hello()))
            while True:
                self._hear(await socket.receive_text())
        except (WebSocketDisconnect, RuntimeError, asyncio.CancelledError):
            # The bot went away, or the server is stopping.
            pass
        finally:
            if socket in self._open:
                self._open.remove(socket)

    async def deliver(self, packet: Packet, *, deadline: float, attempt: int, reason: str) -> Ack:
        """Sends one envelope and waits for its acknowledgement, seconds until the deadline."""
        if not self._open:
            return Ack(ok=False, ms=0, error="dispatch_failed")
        self._turn += 1
        socket = self._open[self._turn % len(self._open)]
        envelope_id = secrets.token_hex(16)
        heard: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = heard
        started = self._milliseconds()
        try:
            async with asyncio.timeout(deadline):
                await socket.send_text(_envelope(packet, envelope_id, attempt, reason))
                body = await heard
            return Ack(ok=True, ms=round(self._milliseconds() - started), body=body)
        except TimeoutError:
            return Ack(ok=False, ms=round(self._milliseconds() - started), error="operation_timeout")
        except (WebSocketDisconnect, RuntimeError):
            return Ack(ok=False, ms=round(self._milliseconds() - started), error="dispatch_failed")
        finally:
            self._waiting.pop(envelope_id, None)

    async def say_disconnect(self, reason: str) -> None:
        """Tells every connection that it will be closed: warning, refresh_requested or link_disabled."""
        frame = json.dumps({"type": "disconnect", "reason": reason, "debug_info": {"host": "local"}})
        for socket in list(self._open):
            with contextlib.suppress(WebSocketDisconnect, RuntimeError):
                await socket.send_text(frame)

    def drop(self) -> None:
        """Cuts every connection without a word, as a dead network does."""
        for socket in list(self._open):
            socket.scope["local_slack.cut"]()

    def _hear(self, text: str) -> None:
        try:
            frame = json.loads(text)
        except ValueError:
            return
        heard = self._waiting.get(str(frame.get("envelope_id"))) if isinstance(frame, dict) else None
        if heard is not None and not heard.done():
            heard.set_result(frame.get("payload"))

    def _hello(self) -> dict[str, Any]:
        return {
            "type": "hello",
            "num_connections": self.count,
            "debug_info": {"host": "local", "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": self._app_id},
        }


def _envelope(packet: Packet, envelope_id: str, attempt: int, reason: str) -> str:
    outside: dict[str, Any] = {
        "envelope_id": envelope_id,
        "type": str(packet.kind),
        "accepts_response_payload": packet.kind is not Kind.EVENT,
    }
    if packet.kind is Kind.EVENT:
        outside |= {"retry_attempt": attempt, "retry_reason": reason}
    return f'{json.dumps(outside)[:-1]}, "payload": {packet.raw}}}'
