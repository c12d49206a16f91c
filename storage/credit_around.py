"""Whose own money covers what they owe by today: credit that belongs to no invoice, and what was paid too much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import BindParameter, bindparam, func, select, union_all

from domain.invoice import Invoice
from storage.scope import Scope, of_workspace
from storage.tables import credit_notes, invoices
from storage.written import Written

Key = tuple[int, str]
"""A client, and a currency."""


@dataclass(frozen=True, slots=True)
class CreditAroundStore:
    """Reads, for one workspace, whom nobody asks for money. One look, and a second where there is any credit."""

    scope: Scope

    def covered(self, found: Sequence[Invoice], today: date) -> frozenset[Key]:
        """Of the clients and currencies of these invoices those whose credit is at least all they owe that is due."""
        clients = sorted({each.client_id for each in found if each.due_on is not None and each.due_on <= today})
        if not clients:
            return frozenset()
        rows = self.scope.all(_CREDITS, client_ids=clients)
        credit = {(row.client_id, row.currency): int(row.minor) for row in rows if row.minor > 0}
        if not credit:
            return frozenset()
        late = self.scope.all(_LATE, client_ids=sorted({client_id for client_id, _ in credit}), today=today)
        owed = {(row.client_id, row.currency): int(row.minor) for row in late}
        return frozenset(key for key, minor in credit.items() if 0 < owed.get(key, 0) <= minor)


_CLIENTS: BindParameter[list[int]] = bindparam("client_ids", expanding=True)
_over = invoices.c.paid_minor + invoices.c.credited_minor - invoices.c.total_minor
_money = union_all(
    select(credit_notes.c.client_id, credit_notes.c.currency, credit_notes.c.amount_minor.label("minor")).where(
        of_workspace(credit_notes), credit_notes.c.client_id.in_(_CLIENTS), credit_notes.c.invoice_id.is_(None)
    ),
    select(invoices.c.client_id, invoices.c.currency, _over.label("minor")).where(
        of_workspace(invoices),
        invoices.c.client_id.in_(_CLIENTS),
        invoices.c.settled_on.is_not(None),
        invoices.c.sent_on.is_not(None),
        invoices.c.voided_on.is_(None),
        _over > 0,
    ),
).subquery()
_CREDITS = Written(
    select(_money.c.client_id, _money.c.currency, func.sum(_money.c.minor).label("minor")).group_by(
        _money.c.client_id, _money.c.currency
    )
)
_LATE = Written(
    select(invoices.c.client_id, invoices.c.currency, func.sum(invoices.c.open_minor).label("minor"))
    .where(
        of_workspace(invoices),
        invoices.c.client_id.in_(_CLIENTS),
        invoices.c.open_minor > 0,
        invoices.c.due_on <= bindparam("today"),
    )
    .group_by(invoices.c.client_id, invoices.c.currency)
)
