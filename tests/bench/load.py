"""A process that sends signed commands over a few kept connections and says how long each answer took.

Everything is signed before the first is sent, and an answer is only looked at for its length: what is measured is the
server, not this.
"""

# ruff: noqa: T201 - what it prints is what it is for

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

from bot.clock import SystemClock
from bot.http import EVENTS
from tests.bench.book import TEAM
from tests.bench.serving import SECRET
from views.ids import COMMAND

CONNECTIONS = 16
LONGEST_SECONDS = 120


def main(asked: dict[str, Any]) -> None:
    """Prints the seconds of each answer."""
    requests = [_signed(line, f"{asked['name']}-{place}") for place, line in enumerate(asked["lines"])]
    found = asyncio.run(asyncio.wait_for(_send(asked["port"], requests), LONGEST_SECONDS))
    print(json.dumps(found))


async def _send(port: int, requests: list[bytes]) -> list[float]:
    waiting = iter(requests)
    found: list[float] = []
    connections = [asyncio.open_connection("127.0.0.1", port) for _ in range(CONNECTIONS)]
    opened = await asyncio.gather(*connections)
    await asyncio.gather(*(_talk(reader, writer, waiting, found) for reader, writer in opened))
    return found


async def _talk(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    waiting: Iterator[bytes],
    found: list[float],
) -> None:
    for request in waiting:
        begun = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = _length(head)
        if length:
            await reader.readexactly(length)
        found.append(time.perf_counter() - begun)
    writer.close()
    await writer.wait_closed()


def _length(head: bytes) -> int:
    status, *lines = head.lower().split(b"\r\n")
    assert status.startswith(b"http/1.1 200 "), head
    return next(int(line[15:]) for line in lines if line.startswith(b"content-length:"))


def _signed(line: str, trigger: str) -> bytes:
    words = {
        "command": COMMAND,
        "text": line,
        "team_id": TEAM,
        "team_domain": "bench",
        "channel_id": "C0BENCH",
        "channel_name": "billing",
        "user_id": "U0ANA",
        "user_name": "ana",
        "api_app_id": "A0BENCH",
        "trigger_id": trigger,
        "response_url": "http://127.0.0.1:9/never",
    }
    body = urlencode(words)
    moment = str(int(SystemClock().now().timestamp()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=moment, body=body)
    head = (
        f"POST {EVENTS} HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
        f"X-Slack-Request-Timestamp: {moment}",
        f"X-Slack-Signature: {signature}",
        "\r\n",
    )
    return "\r\n".join(head).encode() + body.encode()


if __name__ == "__main__":
    main(json.load(sys.stdin))
