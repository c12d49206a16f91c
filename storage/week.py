"""What changed since an instant, for the digest: what turned Overdue, was paid, came in, and may need a person.

A week may be the one in which a million rows were imported: what is long is counted, and only its beginning read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, func, or_, select

from domain.client import Client
from domain.invoice import Invoice
from domain.money import Money
from storage.clients import ClientStore
from storage.clockwork import ALERT, ON_ARRIVAL, arrived_quietly
from storage.invoice_rows import invoice_of, with_names
from storage.scope import Scope
from storage.tables import alerts, credit_notes, disputes, imports, invoices, payments

# Databases take only so many values in one question.
_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class WeekStore:
    """Reads one workspace's week."""

    scope: Scope

    def newly_overdue(self, at: datetime, today: date, *, limit: int) -> tuple[list[Invoice], int]:
        """Invoices that an alert told of from the instant on and that still are overdue: the first, oldest due first,
        and how many there are."""
        query = self._told(at, today, ALERT, invoices.c.id, func.count().over().label("found"))
        return self._first(query.order_by(invoices.c.due_on, invoices.c.id).limit(limit))

    def count_arrived_overdue(self, at: datetime, today: date) -> int:
        """How many an old book brought overdue from the instant on that still are; later ones are alerted."""
        counted = self._told(at, today, ON_ARRIVAL, func.count())
        told = int(self.scope.connection.execute(counted).scalar_one())
        ran = [
            row.id for row in self.scope.all(select(imports.c.id).where(self.scope.mine(imports), imports.c.at >= at))
        ]
        if not ran:
            return told
        brought = (invoices.c.import_id.in_(ran), arrived_quietly(self.scope))
        return told + self.scope.count(invoices, *_still_overdue(today), *brought)

    def paid_since(self, at: datetime, *, limit: int) -> tuple[list[Invoice], int]:
        """Invoices that are paid, by money or credit recorded since the instant, and not those that arrived paid: the
        first that were, and how many there are."""
        # The week's own entries name the invoices; the book is never read through.
        moved = or_(*(invoices.c.id.in_(self._settled_by(table, at)) for table in (payments, credit_notes)))
        query = select(invoices.c.id, func.count().over().label("found")).where(
            self.scope.mine(invoices), invoices.c.settled_on.is_not(None), moved
        )
        return self._first(query.order_by(invoices.c.settled_on, invoices.c.id).limit(limit))

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
                payments.c.kind.is_(None),  # not what was moved from another invoice, or paid back
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

    def _told(self, at: datetime, today: date, told_as: str, *columns: ColumnElement[Any]) -> Select[Any]:
        same = and_(alerts.c.invoice_id == invoices.c.id, alerts.c.due_on == invoices.c.due_on)
        told = (self.scope.mine(alerts), alerts.c.raised_at >= at, alerts.c.told_as == told_as)
        query = select(*columns).select_from(alerts.join(invoices, same))
        return query.where(self.scope.mine(invoices), *told, *_still_overdue(today))

    def _first(self, ids: Select[Any]) -> tuple[list[Invoice], int]:
        """The invoices that a question for ids found, in its order; each of its rows says how many there are in all."""
        rows = self.scope.all(ids)
        wanted = invoices.c.id.in_([row.id for row in rows])
        found = {
            row.id: invoice_of(row) for row in self.scope.all(with_names().where(self.scope.mine(invoices), wanted))
        }
        return [found[row.id] for row in rows], rows[0].found if rows else 0

    def _settled_by(self, table: Table, at: datetime) -> Select[Any]:
        known = invoices.alias()
        return (
            select(table.c.invoice_id)
            .select_from(table.join(known, known.c.id == table.c.invoice_id))
            .where(
                self.scope.mine(table),
                table.c.recorded_at >= at,
                table.c.recorded_at > known.c.recorded_at,
                table.c.amount_minor > 0,  # money used for another invoice, or paid back, settles nothing here
            )
        )


def _still_overdue(today: date) -> tuple[ColumnElement[bool], ...]:
    return invoices.c.open_minor.is_not(None), invoices.c.due_on < today
