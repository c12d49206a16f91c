"""Rows of invoices ↔ domain values, and the indexes derived from the facts in one place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, Select, bindparam, select

from domain.calendar import last_of_month
from domain.invoice import Invoice
from domain.terms import Basis, Due, Terms
from domain.totals import NO_DUE_DATE
from storage.scope import Scope, of_workspace
from storage.tables import clients, invoices, people
from storage.turns import takes_turns
from storage.written import Written


@dataclass(frozen=True, slots=True)
class Place:
    """Which total an invoice counts into, and with how much. None of it for a void one."""

    state: str
    currency: str
    due_on: date
    balance_minor: int


def place(invoice: Invoice) -> Place | None:
    """Where the invoice stands in the `totals` index."""
    if not invoice.is_live:
        return None
    balance = invoice.balance.minor
    if invoice.sent_on is None:
        return Place("draft", invoice.currency, NO_DUE_DATE, balance)
    if balance <= 0:
        return Place("paid", invoice.currency, NO_DUE_DATE, balance)
    return Place("open", invoice.currency, invoice.due_on or NO_DUE_DATE, balance)


def indexes(invoice: Invoice, *, settled_on: date | None, told_for: date | None) -> dict[str, Any]:
    """The derived columns. `told_for` is the due date an alert was already raised for, if it is the current one."""
    is_settled = invoice.is_live and invoice.sent_on is not None and not invoice.is_open
    watched = invoice.is_open and invoice.due_on is not None and told_for != invoice.due_on
    return {
        "paid_minor": invoice.paid_minor,
        "credited_minor": invoice.credited_minor,
        "open_minor": invoice.balance.minor if invoice.is_open else None,
        "settled_on": settled_on if is_settled else None,
        "watch_on": invoice.due_on + timedelta(days=1) if watched and invoice.due_on else None,
    }


def facts(invoice: Invoice) -> dict[str, Any]:
    """The columns that hold facts of the invoice itself."""
    terms = invoice.terms
    return {
        "client_id": invoice.client_id,
        "number": invoice.number,
        "currency": invoice.currency,
        "total_minor": invoice.total_minor,
        "issued_on": invoice.issued_on,
        "delivered_on": invoice.delivered_on,
        "due_on": invoice.due_on,
        "net_days": terms.net_days if terms else None,
        "terms_basis": terms.basis.value if terms else None,
        "sent_on": invoice.sent_on,
        "voided_on": invoice.voided_on,
        "void_reason": invoice.void_reason,
        "source": invoice.source,
        "title": invoice.title,
        "blocked_work": invoice.blocked_work,
        "viewed_on": invoice.viewed_on,
    }


def with_names() -> Select[Any]:
    """Invoices with their client's and owner's names; the caller narrows it to a workspace."""
    owner = people.c.name.label("owner")
    client_owner = clients.c.owner_id.label("client_owner_id")
    joined = invoices.join(clients, clients.c.id == invoices.c.client_id).outerjoin(
        people, people.c.id == invoices.c.owner_id
    )
    return select(invoices, clients.c.name.label("client"), client_owner, owner).select_from(joined)


def invoice_of(row: Row[Any]) -> Invoice:
    """The domain value of a row of `with_names`, as it stands now."""
    return Invoice(
        id=row.id,
        client_id=row.client_id,
        client=row.client,
        number=row.number,
        currency=row.currency,
        total_minor=row.total_minor,
        paid_minor=row.paid_minor,
        credited_minor=row.credited_minor,
        issued_on=row.issued_on,
        due=due_of(row),
        waiting_terms=None if row.due_on or row.net_days is None else _terms_of(row),
        delivered_on=row.delivered_on,
        sent_on=row.sent_on,
        voided_on=row.voided_on,
        void_reason=row.void_reason,
        source=row.source,
        owner=row.owner,
        title=row.title,
        blocked_work=row.blocked_work,
        viewed_on=row.viewed_on,
        version=row.version,
    )


def due_of(row: Row[Any]) -> Due | None:
    """The due date and where it came from."""
    if row.due_on is None:
        return None
    if row.net_days is None:
        return Due(on=row.due_on)
    terms = _terms_of(row)
    counted_from = {
        Basis.ISSUE: row.issued_on,
        Basis.DELIVERY: row.delivered_on,
        Basis.END_OF_MONTH: last_of_month(row.issued_on),
    }[terms.basis]
    return Due(on=row.due_on, terms=terms, counted_from=counted_from)


def _terms_of(row: Row[Any]) -> Terms:
    return Terms(net_days=row.net_days, basis=Basis(row.terms_basis))


def take_invoice(scope: Scope, invoice_id: int) -> None:
    """What is read of this invoice from here on stays so until the transaction ends."""
    if takes_turns(scope.connection):
        scope.one(_TAKEN, invoice_id=invoice_id)


_TAKEN = Written(
    select(invoices.c.id)
    .where(of_workspace(invoices), invoices.c.id == bindparam("invoice_id"))
    .with_for_update(key_share=True)
)
