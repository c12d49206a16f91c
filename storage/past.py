"""The book as it stood at the end of a day: what was issued, paid, credited or moved later is not there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Table, func, select

from domain.invoice import Invoice
from domain.terms import Due
from storage.invoice_rows import invoice_of, with_names
from storage.scope import Scope
from storage.tables import block_changes, credit_notes, due_changes, invoices, payments


@dataclass(frozen=True, slots=True)
class PastStore:
    """Reads a workspace's whole book from its facts alone; no index is believed."""

    scope: Scope

    def book(self, day: date) -> list[Invoice]:
        """Live invoices at the end of the day, oldest due first (none without a due date before one with).

        An entry that was undone was never true: it is in the book of no day.
        """
        paid = self._sums(payments, "paid_on", day)
        credited = self._sums(credit_notes, "issued_on", day)
        moved = self._before(due_changes, "was_due_on", day)
        blocked = self._before(block_changes, "was_blocked_work", day)
        query = with_names().where(self.scope.mine(invoices), invoices.c.issued_on <= day)
        found = []
        for row in self.scope.all(query):
            invoice = invoice_of(row)
            if invoice.was_undone or (invoice.voided_on is not None and invoice.voided_on <= day):
                continue
            was_due_on = moved.get(invoice.id, invoice.due_on)
            due = invoice.due if was_due_on == invoice.due_on else (Due(on=was_due_on) if was_due_on else None)
            found.append(
                replace(
                    invoice,
                    paid_minor=paid.get(invoice.id, 0),
                    credited_minor=credited.get(invoice.id, 0),
                    due=due,
                    blocked_work=blocked.get(invoice.id, invoice.blocked_work),
                    sent_on=invoice.sent_on if invoice.sent_on and invoice.sent_on <= day else None,
                    voided_on=None,
                    viewed_on=invoice.viewed_on if invoice.viewed_on and invoice.viewed_on <= day else None,
                )
            )
        return sorted(found, key=lambda invoice: (invoice.due_on or date.max, invoice.id))

    def _sums(self, table: Table, on: str, day: date) -> dict[int, int]:
        query = (
            select(table.c.invoice_id, func.sum(table.c.amount_minor).label("minor"))
            .where(self.scope.mine(table), table.c.invoice_id.is_not(None), table.c[on] <= day)
            .group_by(table.c.invoice_id)
        )
        return {row.invoice_id: int(row.minor) for row in self.scope.all(query)}

    def _before(self, changes: Table, what: str, day: date) -> dict[int, Any]:
        """What stood on each invoice before its first change after the day."""
        query = select(changes).where(self.scope.mine(changes), changes.c.changed_on > day)
        was: dict[int, Any] = {}
        for row in self.scope.all(query.order_by(changes.c.id)):
            was.setdefault(row.invoice_id, getattr(row, what))
        return was
