from __future__ import annotations

import asyncio
import hashlib
import hmac
import http.client
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

from demo.local_slack.answers import Ack
from demo.local_slack.clock import slack_now
from demo.local_slack.courier.packet import Packet

_OK = 200


class SignedPosts:
    """Deliveries as HTTP requests to the bot's request URL, signed with the v0 scheme."""

    def __init__(self, *, request_url: str, signing_secret: str, milliseconds: Callable[[], float]) -> None:
        self.request_url = request_url
        self._signing_secret = signing_secret
        self._milliseconds = milliseconds
        self._threads = ThreadPoolExecutor(max_workers=8, thread_name_prefix="local-slack-post")

    def close(self) -> None:
        """Lets the threads go; what is under way is not waited for."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def headers(self, body: bytes, content_type: str) -> dict[str, str]:
        """The headers Slack sends; the signature's time is real time, whatever the story's clock says."""
        stamp = str(int(slack_now().timestamp()))
        base = f"v0:{stamp}:".encode() + body
        signature = hmac.new(self._signing_secret.encode(), base, hashlib.sha256).hexdigest()
        return {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={signature}",
        }

    async def deliver(self, packet: Packet, *, deadline: float, attempt: int, reason: str) -> Ack:
        """Posts one packet and reads the answer, seconds until the deadline."""
        body, content_type = packet.http_body()
        headers = self.headers(body, content_type)
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason}
        return await self.send(body, headers, deadline=deadline)

    async def prove(self, challenge: str, *, deadline: float) -> bool:
        """What Slack does when a request URL is saved: a certificate check, then a challenge to be echoed."""
        check = b"ssl_check=1&token=local-verification-token"
        checked = await self.send(check, self.headers(check, "application/x-www-form-urlencoded"), deadline=deadline)
        asked = {"token": "local-verification-token", "challenge": challenge, "type": "url_verification"}
        body = json.dumps(asked).encode()
        answer = await self.send(body, self.headers(body, "application/json"), deadline=deadline)
        echoed = answer.body.get("challenge") if isinstance(answer.body, dict) else answer.body
        return checked.ok and answer.ok and echoed == challenge

    async def send(self, body: bytes, headers: dict[str, str], *, deadline: float) -> Ack:
        """Posts these bytes with these headers as they are."""
        started = self._milliseconds()
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(deadline):
                answer = await loop.run_in_executor(self._threads, self._post, body, headers, deadline)
        except TimeoutError:
            return Ack(ok=False, ms=round(self._milliseconds() - started), error="operation_timeout")
        except (OSError, http.client.HTTPException):
            return Ack(ok=False, ms=round(self._milliseconds() - started), error="dispatch_failed")
        status, no_retry, content = answer
        ms = round(self._milliseconds() - started)
        error = None if status == _OK else "http_service_error"
        return Ack(ok=error is None, ms=ms, error=error, body=content, no_retry=no_retry)

    def _post(self, body: bytes, headers: dict[str, str], deadline: float) -> tuple[int, bool, Any]:
        address = urlsplit(self.request_url)
        kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
        connection = kind(address.hostname or "", address.port, timeout=deadline)
        try:
            connection.request("POST", address.path or "/", body=body, headers=headers)
            response = connection.getresponse()
            content = response.read().decode("utf-8", "replace")
        finally:
            connection.close()
        is_json = response.headers.get_content_type() == "application/json"
        no_retry = response.headers.get("X-Slack-No-Retry") == "1"
        return response.status, no_retry, _read(content) if is_json else content or None


def _read(content: str) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return content
