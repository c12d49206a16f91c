"""What changed since an instant, for the digest: what was paid, what came in, what may need a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Table, func, or_, select

from domain.client import Client
from domain.invoice import Invoice
from domain.money import Money
from storage.clients import ClientStore
from storage.invoice_rows import invoice_of, with_names
from storage.scope import Scope
from storage.tables import credit_notes, disputes, invoices, payments

# Databases take only so many values in one question.
_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class WeekStore:
    """Reads one workspace's week."""

    scope: Scope

    def paid_since(self, at: datetime) -> list[Invoice]:
        """Invoices that are paid, by money or credit recorded since the instant; not those that arrived paid."""
        # The week's own entries name the invoices; the book is never read through.
        moved = or_(*(invoices.c.id.in_(self._settled_by(table, at)) for table in (payments, credit_notes)))
        query = with_names().where(self.scope.mine(invoices), invoices.c.settled_on.is_not(None), moved)
        return [invoice_of(row) for row in self.scope.all(query.order_by(invoices.c.settled_on, invoices.c.id))]

    def received_since(self, at: datetime) -> tuple[tuple[Money, int], ...]:
        """Money recorded since the instant, a sum and a number of payments for each currency. Payments that arrived
        together with their invoice are history, not news."""
        query = (
            select(
                payments.c.currency,
                func.sum(payments.c.amount_minor).label("minor"),
                func.count().label("found"),
            )
            .select_from(payments.join(invoices, invoices.c.id == payments.c.invoice_id))
            .where(
                self.scope.mine(payments),
                payments.c.recorded_at >= at,
                payments.c.recorded_at > invoices.c.recorded_at,
            )
            .group_by(payments.c.currency)
            .order_by(payments.c.currency)
        )
        return tuple((Money(int(row.minor), row.currency), int(row.found)) for row in self.scope.all(query))

    def open_of_clients(self, client_ids: Sequence[int]) -> list[Invoice]:
        """The open invoices of several clients."""
        found: list[Invoice] = []
        for start in range(0, len(client_ids), _AT_ONCE):
            some = invoices.c.client_id.in_(client_ids[start : start + _AT_ONCE])
            query = with_names().where(self.scope.mine(invoices), some, invoices.c.open_minor.is_not(None))
            found += [invoice_of(row) for row in self.scope.all(query)]
        return found

    def disputed(self) -> list[Invoice]:
        """Open invoices that are contested."""
        contested = select(disputes.c.invoice_id).where(self.scope.mine(disputes), disputes.c.resolved_on.is_(None))
        query = with_names().where(
            self.scope.mine(invoices), invoices.c.open_minor.is_not(None), invoices.c.id.in_(contested)
        )
        return [invoice_of(row) for row in self.scope.all(query)]

    def overpaid(self) -> list[Invoice]:
        """Invoices on which more came in than was owed. Reads every settled one: ask the totals first."""
        over = invoices.c.paid_minor + invoices.c.credited_minor > invoices.c.total_minor
        query = with_names().where(self.scope.mine(invoices), invoices.c.settled_on.is_not(None), over)
        return [invoice_of(row) for row in self.scope.all(query)]

    def clients(self, client_ids: Sequence[int]) -> dict[int, Client]:
        """Several clients by id."""
        store = ClientStore(self.scope)
        return {client_id: store.get(client_id) for client_id in sorted(set(client_ids))}

    def _settled_by(self, table: Table, at: datetime) -> Select[Any]:
        known = invoices.alias()
        return (
            select(table.c.invoice_id)
            .select_from(table.join(known, known.c.id == table.c.invoice_id))
            .where(self.scope.mine(table), table.c.recorded_at >= at, table.c.recorded_at > known.c.recorded_at)
        )
