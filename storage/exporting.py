"""A workspace's rows as they leave: read in a stream, in the order a person would look for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, and_, exists, func, select

from storage.money_that_stands import stands
from storage.scope import Scope
from storage.tables import clients, contacts, credit_notes, disputes, invoices, payments, people, touches

AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Export:
    """What of one workspace can be taken along."""

    scope: Scope

    def invoices(self, *, everything: bool) -> Iterator[Row[Any]]:
        """Open invoices by due date, or every one, void ones too; with client, addresses and last payment."""
        emails = (
            select(func.aggregate_strings(contacts.c.email, "; "))
            .where(self.scope.mine(contacts), contacts.c.client_id == clients.c.id)
            .correlate(clients)
            .scalar_subquery()
        )
        paid_on = (
            select(func.max(payments.c.paid_on))
            .where(self.scope.mine(payments), payments.c.invoice_id == invoices.c.id, stands(payments))
            .correlate(invoices)
            .scalar_subquery()
        )
        contested = and_(disputes.c.invoice_id == invoices.c.id, disputes.c.resolved_on.is_(None))
        disputed = exists().where(self.scope.mine(disputes), contested).correlate(invoices)
        query = (
            select(
                invoices,
                clients.c.name.label("client"),
                clients.c.number.label("client_number"),
                emails.label("emails"),
                paid_on.label("last_paid_on"),
                disputed.label("disputed"),
            )
            .join_from(invoices, clients, clients.c.id == invoices.c.client_id)
            .where(self.scope.mine(invoices))
            .order_by(invoices.c.due_on, invoices.c.id)
        )
        return self._rows(query if everything else query.where(invoices.c.open_minor.is_not(None)))

    def touches(self) -> Iterator[Row[Any]]:
        """The whole timeline in the order it was recorded, corrections and what they correct included."""
        return self._rows(self._told(touches).order_by(touches.c.id))

    def payments(self) -> Iterator[Row[Any]]:
        """Every payment and reversal in the order it was recorded."""
        return self._rows(self._told(payments).order_by(payments.c.id))

    def credits(self) -> Iterator[Row[Any]]:
        """Every credit note and reversal in the order it was recorded; those of no invoice are their client's own."""
        return self._rows(self._told(credit_notes).order_by(credit_notes.c.id))

    def _told(self, table: Any) -> Select[Any]:
        """Rows with the names of client, invoice and the person who recorded them."""
        return (
            select(
                table,
                clients.c.name.label("client"),
                clients.c.number.label("client_number"),
                invoices.c.number.label("invoice"),
                people.c.name.label("by"),
            )
            .join_from(table, clients, clients.c.id == table.c.client_id)
            .outerjoin(invoices, invoices.c.id == table.c.invoice_id)
            .join(people, people.c.id == table.c.by_id)
            .where(self.scope.mine(table))
        )

    def _rows(self, query: Select[Any]) -> Iterator[Row[Any]]:
        yield from self.scope.connection.execute(query, execution_options={"yield_per": AT_ONCE})
