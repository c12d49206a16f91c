"""Slack's door: posts and changes messages exactly as stored, and finds one again whose answer was lost.

The SDK's own silent retry is off: it resends a message after a reset, which posts it twice.
"""

from __future__ import annotations

import http.client
import socket
import urllib.error
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from delivery.outcome import Answer
from delivery.slack_errors import CANNOT_LOOK, meaning_of
from domain.delivery import Message, Outcome

SECONDS = 10
OK = 200
TOO_MANY = 429
SERVERS_FAULT = 500
PAGE = 200
_SLACKS_PACE = timedelta(seconds=1)

_LOST = "The answer was lost on the way, so it may or may not be posted."


class Found(StrEnum):
    """What a look into the channel's history answered."""

    THERE = "there"
    NOT_THERE = "not there"
    CANNOT_LOOK = "cannot look"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The answer of a look, and the message's ts where it is there."""

    found: Found
    ts: str | None = None


def open_client(token: str, *, base_url: str | None = None, seconds: int = SECONDS) -> WebClient:
    """A client for posting: it gives up after `seconds` and never sends anything twice by itself."""
    if base_url is None:
        return WebClient(token=token, timeout=seconds, retry_handlers=[])
    return WebClient(token=token, base_url=base_url, timeout=seconds, retry_handlers=[])


@dataclass(frozen=True, slots=True)
class SlackCourier:
    """Carries messages of one workspace. `pace` is the least time between two posts in a channel: a second where Slack
    itself listens, none at another address (a stand-in, which asks for a pause by itself if it wants one)."""

    client: WebClient
    pace: timedelta | None = None
    _posted: dict[str, datetime] = field(default_factory=dict)

    def busy_channels(self, now: datetime) -> frozenset[str]:
        """Channels posted to less than `pace` ago by this process. A clock that was set back silences none."""
        pace = self.pace
        if pace is None:
            host = urllib.parse.urlsplit(self.client.base_url).hostname or ""
            pace = _SLACKS_PACE if f".{host}".endswith(".slack.com") else timedelta()
        return frozenset(channel for channel, at in self._posted.items() if timedelta() <= now - at < pace)

    def send(self, message: Message, anchor: Message | None, now: datetime) -> Answer:
        """One attempt: posts the message, in the thread of `anchor` where it is a reply, or changes `anchor`.

        Never raises: what is not understood is uncertain.
        """
        if message.updates_id is not None:
            return self._update(message, anchor)
        channel = anchor.posted_channel if anchor and anchor.posted_channel else message.channel
        self._posted[message.channel] = self._posted[channel] = now
        # A message that a person said had arrived has no known ts: what belonged under it stands beside it.
        thread = {"thread_ts": anchor.posted_ts} if anchor and anchor.posted_ts else {}
        return self._call("chat.postMessage", {"channel": channel, **thread, **message.body})

    def look_for(self, message: Message, anchor: Message | None) -> Look:
        """Whether the message is in its channel (or thread) already, by the reference it carries."""
        wanted = message.body["metadata"]["event_payload"]["ref"]
        try:
            answer = self._recent(message, anchor)
        except SlackApiError as refused:
            code = str(refused.response.get("error") or "")
            return Look(found=Found.CANNOT_LOOK if code in CANNOT_LOOK else Found.LATER)
        except (OSError, http.client.HTTPException):
            return Look(found=Found.LATER)
        for known in answer.get("messages") or ():
            payload = (known.get("metadata") or {}).get("event_payload") or {}
            if payload.get("ref") == wanted:
                return Look(found=Found.THERE, ts=known["ts"])
        return Look(found=Found.NOT_THERE)

    def _recent(self, message: Message, anchor: Message | None) -> SlackResponse:
        if anchor is not None and anchor.posted_channel and anchor.posted_ts:
            return self.client.conversations_replies(
                channel=anchor.posted_channel, ts=anchor.posted_ts, limit=PAGE, include_all_metadata=True
            )
        return self.client.conversations_history(channel=message.channel, limit=PAGE, include_all_metadata=True)

    def _update(self, message: Message, anchor: Message | None) -> Answer:
        if anchor is None or not anchor.posted_ts:
            return Answer(outcome=Outcome.REFUSED, code="message_not_found")
        return self._call("chat.update", {"channel": anchor.posted_channel, "ts": anchor.posted_ts, **message.body})

    def _call(self, method: str, arguments: dict[str, Any]) -> Answer:
        try:
            answer = self.client.api_call(method, json=arguments)
        except SlackApiError as refused:
            return _answer_of(refused.response)
        except urllib.error.URLError as unreached:
            return _answer_of_unreached(unreached)
        except (OSError, http.client.HTTPException, ValueError):
            # A reset, a time-out or half an answer: Slack had the request in its hands.
            return Answer(outcome=Outcome.UNCERTAIN, reason=_LOST)
        return Answer(outcome=Outcome.SENT, channel=answer["channel"], ts=answer["ts"])


def _answer_of(response: SlackResponse) -> Answer:
    status = response.status_code
    if status == TOO_MANY:
        wait = timedelta(seconds=_seconds(response.headers))
        return Answer(outcome=Outcome.TRY_LATER, reason=meaning_of("ratelimited").words, code="ratelimited", wait=wait)
    if status >= SERVERS_FAULT:
        reason = f"Slack answered with a fault of its own ({status}) and does not say whether it posted the message."
        return Answer(outcome=Outcome.UNCERTAIN, reason=reason)
    if status == OK and not _is_slacks_word(response):
        return Answer(outcome=Outcome.UNCERTAIN, reason=_LOST)
    code = str(response.get("error") or f"http_{status}")
    meaning = meaning_of(code)
    detail = "; ".join(_details(response))
    return Answer(outcome=meaning.outcome, reason=f"{meaning.words} ({detail})" if detail else meaning.words, code=code)


def _answer_of_unreached(unreached: urllib.error.URLError) -> Answer:
    # urllib wraps what went wrong before or while sending; only these two say for sure that nothing left.
    if isinstance(unreached.reason, (ConnectionRefusedError, socket.gaierror)):
        return Answer(outcome=Outcome.TRY_LATER, reason="Slack could not be reached.")
    return Answer(outcome=Outcome.UNCERTAIN, reason=_LOST)


def _is_slacks_word(response: SlackResponse) -> bool:
    """Slack's codes are one word; the SDK puts a sentence there where the answer was not JSON."""
    code = response.get("error") if isinstance(response.data, dict) else None
    return isinstance(code, str) and code.replace("_", "").isalnum()


def _details(response: SlackResponse) -> Iterator[str]:
    """What Slack adds to a refusal of blocks."""
    metadata = response.get("response_metadata") or {}
    yield from (str(line) for line in (metadata.get("messages") or ())[:3])


def _seconds(headers: Any) -> int:
    """Retry-After; a minute where it is missing or no number."""
    asked = str(headers.get("Retry-After") or headers.get("retry-after") or "")
    return int(asked) if asked.isdecimal() else 60
