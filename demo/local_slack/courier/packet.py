from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode


class Kind(StrEnum):
    """What a packet is, in Socket Mode's words."""

    COMMAND = "slash_commands"
    INTERACTIVE = "interactive"
    EVENT = "events_api"


@dataclass(frozen=True, kw_only=True, slots=True)
class Packet:
    """One thing the bot is told. `raw` is the payload's JSON, the same bytes at every attempt."""

    kind: Kind
    name: str
    summary: str
    raw: str

    @property
    def payload(self) -> dict[str, Any]:
        """The payload, read anew."""
        value: dict[str, Any] = json.loads(self.raw)
        return value

    def http_body(self) -> tuple[bytes, str]:
        """The body and content type of the signed POST."""
        if self.kind is Kind.EVENT:
            return self.raw.encode(), "application/json"
        fields = self.payload if self.kind is Kind.COMMAND else {"payload": self.raw}
        return urlencode(fields).encode(), "application/x-www-form-urlencoded"


def packet(kind: Kind, payload: dict[str, Any], *, summary: str) -> Packet:
    """Freezes a payload; its name is the command, the interaction's type or the event's type."""
    name = payload.get("type", "slash_commands")
    if kind is Kind.EVENT:
        name = payload["event"]["type"]
    return Packet(kind=kind, name=str(name), summary=summary, raw=json.dumps(payload))
