from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect


class Hub:
    """The open pages, by the person who sits in front of them."""

    def __init__(self) -> None:
        self._pages: defaultdict[str, set[asyncio.Queue[str]]] = defaultdict(set)

    def publish(self, frame: dict[str, Any], *, only_for: str | None = None) -> None:
        """Sends a frame to every page, or to one person's."""
        text = json.dumps(frame)
        for person, queues in self._pages.items():
            if only_for in (None, person):
                for queue in queues:
                    queue.put_nowait(text)

    def people(self) -> list[str]:
        """Who has a page open."""
        return [person for person, queues in self._pages.items() if queues]

    async def serve(self, socket: WebSocket, person: str, first: dict[str, Any]) -> None:
        """One page from its first frame to its end."""
        await socket.accept()
        queue: asyncio.Queue[str] = asyncio.Queue()
        queue.put_nowait(json.dumps(first))
        self._pages[person].add(queue)
        sending = asyncio.create_task(_send(socket, queue))
        try:
            while True:
                await socket.receive_text()
        except (WebSocketDisconnect, RuntimeError, asyncio.CancelledError):
            # The page went away, or the server is stopping.
            pass
        finally:
            self._pages[person].discard(queue)
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)


async def _send(socket: WebSocket, queue: asyncio.Queue[str]) -> None:
    while True:
        await socket.send_text(await queue.get())
