"""What makes up an invoice's balance: its lines, what was paid, what was credited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of an invoice; `amount_minor` in the invoice's currency."""

    description: str
    amount_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One payment or credit note. `on` is its date; a negative amount takes `reverses` back."""

    id: int
    client_id: int
    invoice_id: int | None
    amount: Money
    on: date
    recorded_at: datetime
    by: str
    source: str
    words: str | None
    reverses: int | None


def standing(entries: Sequence[Entry]) -> list[Entry]:
    """Those that were not taken back, and take nothing back."""
    taken_back = {entry.reverses for entry in entries}
    return [entry for entry in entries if entry.reverses is None and entry.id not in taken_back]


def latest_standing(entries: Sequence[Entry]) -> Entry | None:
    """The one recorded last that was not taken back; None where none stands."""
    return max(standing(entries), key=lambda entry: entry.id, default=None)
