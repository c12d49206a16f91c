from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

MASK = "••••"


class Direction(StrEnum):
    """Which way a line of the journal went."""

    TO_BOT = "to bot"
    FROM_BOT = "from bot"


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One call of the Web API or one delivery to the bot. `kind` is the method's or the payload's name."""

    n: int
    at: datetime
    direction: Direction
    kind: str
    args: dict[str, Any]
    answer: Any
    ok: bool
    error: str | None
    ms: int | None
    summary: str
    attempt: int = 0
    raw: str = ""

    @property
    def method(self) -> str:
        """The Web API method, or the name of what was delivered."""
        return self.kind


class Journal:
    """Everything that went over the wire, oldest first."""

    def __init__(self, *, wall: Callable[[], datetime], secrets: Iterable[str]) -> None:
        self.entries: list[Entry] = []
        self.watchers: list[Callable[[Entry], None]] = []
        self._wall = wall
        self._secrets = tuple(secret for secret in secrets if secret)

    def write(
        self,
        direction: Direction,
        kind: str,
        *,
        args: dict[str, Any],
        answer: Any,
        error: str | None = None,
        ms: int | None = None,
        summary: str = "",
        attempt: int = 0,
        raw: str = "",
    ) -> Entry:
        """Keeps one line; `error` None means it went well."""
        entry = Entry(
            n=len(self.entries) + 1,
            at=self._wall(),
            direction=direction,
            kind=kind,
            args=args,
            answer=answer,
            ok=error is None,
            error=error,
            ms=ms,
            summary=summary or kind,
            attempt=attempt,
            raw=raw,
        )
        self.entries.append(entry)
        for watcher in self.watchers:
            watcher(entry)
        return entry

    def as_wire(self, entry: Entry) -> dict[str, Any]:
        """The line as the page shows it: no token leaves."""
        body: dict[str, Any] = {"sent": self._masked(entry.args)}
        if entry.answer is not None:
            body["answer"] = self._masked(entry.answer)
        if entry.error:
            body["error"] = entry.error
        if entry.attempt:
            body["attempt"] = entry.attempt
        return {
            "n": entry.n,
            "at": entry.at.isoformat(),
            "direction": str(entry.direction),
            "kind": entry.kind,
            "ms": entry.ms,
            "ok": entry.ok,
            "summary": self._masked(entry.summary),
            "body": body,
        }

    def _masked(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: MASK if key == "token" else self._masked(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self._masked(inner) for inner in value]
        if isinstance(value, str):
            for secret in self._secrets:
                value = value.replace(secret, MASK)
        return value
