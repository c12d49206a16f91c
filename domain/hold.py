"""What takes an invoice out of chasing for a while: a hold (with an end) or a dispute (with an owner)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """No chasing of this invoice (or, invoice_id None, this client) through `until`; `ended_on` ends it early.
    When it ends the invoice returns to the queue; nothing fires by itself."""

    id: int
    client_id: int
    invoice_id: int | None
    reason: str
    until: date
    placed_on: date
    by: str
    ended_on: date | None = None

    def is_on(self, today: date) -> bool:
        """Whether it holds on this day."""
        return self.placed_on <= today <= self.until and (self.ended_on is None or today < self.ended_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """The client contests this invoice. It stays in totals, marked; the client's others go on."""

    id: int
    client_id: int
    invoice_id: int
    reason: str
    opened_on: date
    by: str
    owner: str | None = None
    resolved_on: date | None = None
    outcome: str | None = None

    def is_open(self, today: date) -> bool:
        """Whether it is contested on this day."""
        return self.opened_on <= today and (self.resolved_on is None or today < self.resolved_on)
