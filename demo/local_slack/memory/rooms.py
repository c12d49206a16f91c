from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

MICROSECONDS = 1_000_000


@dataclass(kw_only=True, slots=True)
class Room:
    """A channel or a direct message with its history, oldest message first."""

    id: str
    name: str
    kind: str
    members: list[str]
    topic: str = ""
    is_private: bool = False
    is_archived: bool = False
    messages: list[dict[str, Any]] = field(default_factory=list)
    ephemerals: list[dict[str, Any]] = field(default_factory=list)
    last_stamp: int = 0
    last_posted_at: datetime | None = None

    def next_ts(self, now: datetime) -> str:
        """A timestamp no other message of this room has, never before the last one."""
        stamp = max(int(now.timestamp() * MICROSECONDS), self.last_stamp + 1)
        self.last_stamp = stamp
        return f"{stamp // MICROSECONDS}.{stamp % MICROSECONDS:06d}"

    def find(self, ts: object) -> dict[str, Any] | None:
        """The message with this ts, or None; ephemeral ones are never found."""
        return next((message for message in self.messages if message["ts"] == ts), None)

    def find_ephemeral(self, ts: object, user: str) -> dict[str, Any] | None:
        """The ephemeral message this person sees under this ts, or None."""
        return next((m for m in self.ephemerals if m["ts"] == ts and m["_only_for"] == user), None)

    def replies(self, ts: object) -> Iterator[dict[str, Any]]:
        """The messages in the thread of `ts`, without the first."""
        return (m for m in self.messages if m.get("thread_ts") == ts and m["ts"] != ts)

    @property
    def event_type(self) -> str:
        """`channel_type` in events: channel, group or im."""
        if self.kind == "im":
            return "im"
        return "group" if self.is_private else "channel"

    @property
    def event_subscription(self) -> str:
        """The subscription that brings messages of this room: message.channels, message.groups, message.im."""
        return {"im": "message.im", "group": "message.groups", "channel": "message.channels"}[self.event_type]

    @property
    def history_scope(self) -> str:
        """The scope that allows reading this room's history."""
        return {"im": "im:history", "group": "groups:history", "channel": "channels:history"}[self.event_type]
