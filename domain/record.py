"""The audit trail: every change says who, and how long it can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

UNDO_FOR = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One act: who, when, what changed in words, and what takes it back (None: nothing can)."""

    id: int
    at: datetime
    by: str
    by_id: int
    act: str
    said: str
    client_id: int | None
    invoice_id: int | None
    undo: dict[str, Any] | None
    undone_by: str | None
    undone_at: datetime | None

    def can_be_undone(self, now: datetime) -> bool:
        """Whether Undo still works: fifteen minutes, once."""
        return self.undo is not None and self.undone_at is None and now <= self.at + UNDO_FOR
