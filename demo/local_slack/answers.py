from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Ack:
    """How the bot acknowledged one delivery; `body` is what it answered with, `ms` the time it took."""

    ok: bool
    ms: int
    error: str | None = None
    body: Any = None
    no_retry: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a person got back for one act. `message` is the message that appeared, as the page shows it."""

    ok: bool
    ms: int = 0
    error: str | None = None
    text: str | None = None
    blocks: list[dict[str, Any]] | None = None
    message: dict[str, Any] | None = None
    errors: dict[str, str] = field(default_factory=dict)
    response_action: str | None = None
    options: list[dict[str, Any]] = field(default_factory=list)
    option_groups: list[dict[str, Any]] = field(default_factory=list)
    body: Any = None


def answer_to(ack: Ack) -> Answer:
    """The answer of an act for which the bot only has to say that it heard."""
    return Answer(ok=ack.ok, ms=ack.ms, error=ack.error, body=ack.body)
