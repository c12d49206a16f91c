"""What makes up an invoice's balance: its lines, what was paid, what was credited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of an invoice; `amount_minor` in the invoice's currency."""

    description: str
    amount_minor: int


class EntryKind(StrEnum):
    """What an entry stands for. Entered: money that came in, a credit note that was issued. Moved: credit used for
    another invoice, a negative entry where it was and a positive one where it counts now. Refunded: paid back."""

    ENTERED = "entered"
    MOVED = "moved"
    REFUNDED = "refunded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One payment or credit note. `on` is its date; one that takes `reverses` back is its opposite. `moved_from` is the
    entry that took the money from where it was."""

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
    kind: EntryKind = EntryKind.ENTERED
    moved_from: int | None = None


def standing(entries: Sequence[Entry]) -> list[Entry]:
    """Those that were not taken back, and take nothing back."""
    taken_back = {entry.reverses for entry in entries}
    return [entry for entry in entries if entry.reverses is None and entry.id not in taken_back]


def latest_standing(entries: Sequence[Entry]) -> Entry | None:
    """The one recorded last that was not taken back; None where none stands."""
    return max(standing(entries), key=lambda entry: entry.id, default=None)
