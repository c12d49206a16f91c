from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any

from demo.local_slack.answers import Ack
from demo.local_slack.courier.packet import Kind, Packet
from demo.local_slack.courier.posting import SignedPosts
from demo.local_slack.courier.sockets import Sockets
from demo.local_slack.journal import Direction, Journal

_REASONS = {
    "operation_timeout": ("http_timeout", "timeout"),
    "http_service_error": ("http_error", "http_error"),
    "dispatch_failed": ("connection_failed", "connection_failed"),
}


@dataclass(kw_only=True, slots=True)
class Times:
    """Seconds: how long the bot has to acknowledge, and the waits before an event is sent again."""

    ack_deadline: float = 3.0
    retry_delays: Sequence[float] = (0, 60, 300)


class Courier:
    """Takes packets to the bot, over Socket Mode or HTTP, and writes each attempt down."""

    def __init__(
        self, *, app_id: str, request_url: str | None, signing_secret: str, journal: Journal, times: Times
    ) -> None:
        self.sockets = Sockets(app_id=app_id, milliseconds=_milliseconds)
        self.posts = (
            SignedPosts(request_url=request_url, signing_secret=signing_secret, milliseconds=_milliseconds)
            if request_url
            else None
        )
        self.times = times
        self.sent: list[Packet] = []
        self._journal = journal
        self._under_way: set[asyncio.Task[Any]] = set()

    @property
    def is_bot_there(self) -> bool:
        """Whether the bot can be reached: a connection is open, or requests have an address."""
        return self.posts is not None or self.sockets.count > 0

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is on its way to the bot."""
        return not self._under_way

    async def deliver(self, packet: Packet) -> Ack:
        """Delivers once and waits for the acknowledgement."""
        self.sent.append(packet)
        return await self._attempt(packet, attempt=0, reason="")

    async def deliver_event(self, packet: Packet) -> Ack:
        """Delivers an event; when it is not acknowledged it comes again, up to three times. Answers the first try."""
        self.sent.append(packet)
        ack = await self._attempt(packet, attempt=0, reason="")
        if not ack.ok and not ack.no_retry:
            self.start(self._retry(packet, ack))
        return ack

    async def redeliver(self, n: int, kind: str | None) -> Ack:
        """The n-th packet (of one kind) once more, byte for byte; an event says that it is a retry."""
        packet = [packet for packet in self.sent if kind in (None, packet.name)][n]
        return await self._attempt(packet, attempt=1, reason=self._reason("operation_timeout"))

    def start(self, work: Coroutine[Any, Any, Any]) -> None:
        """Lets something happen meanwhile; `is_quiet` knows of it."""
        task = asyncio.get_running_loop().create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def stop(self) -> None:
        """Ends what is under way."""
        tasks = list(self._under_way)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self.posts is not None:
            self.posts.close()

    async def _retry(self, packet: Packet, ack: Ack) -> None:
        for number, delay in enumerate(self.times.retry_delays, start=1):
            await asyncio.sleep(delay)
            ack = await self._attempt(packet, attempt=number, reason=self._reason(ack.error))
            if ack.ok or ack.no_retry:
                return

    def _reason(self, error: str | None) -> str:
        return _REASONS[error or "operation_timeout"][0 if self.posts else 1]

    async def _attempt(self, packet: Packet, *, attempt: int, reason: str) -> Ack:
        ways = self.posts or self.sockets
        retry = attempt if packet.kind is Kind.EVENT else 0
        ack = await ways.deliver(
            packet, deadline=self.times.ack_deadline, attempt=retry, reason=reason if retry else ""
        )
        self._journal.write(
            Direction.TO_BOT,
            packet.name,
            args=packet.payload,
            answer=ack.body,
            error=ack.error,
            ms=ack.ms,
            summary=packet.summary,
            attempt=attempt,
            raw=packet.raw,
        )
        return ack


def _milliseconds() -> float:
    return monotonic() * 1000
