"""What follows when money moved on an invoice, whichever act moved it."""

from __future__ import annotations

from domain.invoice import Invoice
from receivables.block_work import tell_still_blocked
from receivables.promises import settle_by_money
from storage.unit_of_work import Work


def money_moved(invoice: Invoice, work: Work) -> None:
    """Promises stand where the money now puts them; work still marked blocked by what is paid is told."""
    settle_by_money(invoice, work)
    tell_still_blocked(invoice, work)
