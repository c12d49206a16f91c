"""A payment recorded wrong, found after Undo is over: taken back by a row of its own. Nothing is erased.

Credit used for an invoice, and money paid back, stand among its payments and are taken back the same way.
"""

from __future__ import annotations

from dataclasses import dataclass

from domain.answers import Change
from domain.errors import AlreadyDone, GoneFromBook, OwnedBySource, WrongState
from domain.invoice import Invoice
from domain.ledger import Entry, EntryKind, latest_standing
from domain.roles import Role, require
from domain.said_dates import in_full
from receivables.changes import done, shown
from receivables.credit_left import refuse_if_used
from receivables.money_moved import money_moved
from receivables.said import invoice_meant
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackPayment:
    """Which invoice, as typed, and which of its payments (None: the one recorded last)."""

    invoice: str
    payment_id: int | None = None


def take_back_payment(request: TakeBackPayment, work: Work) -> Change:
    """Makes the money owed again, and opens the promises it kept. There is no Undo: it is recorded again instead."""
    require(work.person, Role.APPROVER, "take a payment back")
    invoice = invoice_meant(request.invoice, work)
    if invoice.is_mirrored:
        raise OwnedBySource(invoice.number, invoice.source, "payments")
    work.clients.take(invoice.client_id)
    payment = _meant(request, invoice, work)
    half = work.payments.other_half(payment)
    for entry in (payment, *([half] if half else [])):
        work.payments.reverse(entry.id, now=work.now, by_id=work.person.id)
    elsewhere = [work.invoices.get(half.invoice_id)] if half and half.invoice_id else []
    after, *others = [work.invoices.recount(each, changed_on=work.today) for each in (invoice, *elsewhere)]
    for each in (after, *others):
        refuse_if_used(each, work)
        money_moved(each, work)
    amount = shown(abs(payment.amount.minor), payment.amount.currency, work)
    said = f"{_what(payment)} of {amount} {_where(payment, invoice)} on {in_full(payment.on)} taken back"
    understood = (_left(after, work), "it stays on the timeline, struck through; if it was right, record it again")
    return done("take_back_payment", said, work, invoice=after, understood=understood)


def _what(payment: Entry) -> str:
    return {EntryKind.ENTERED: "Payment", EntryKind.MOVED: "Credit", EntryKind.REFUNDED: "Refund"}[payment.kind]


def _where(payment: Entry, invoice: Invoice) -> str:
    if payment.kind is EntryKind.MOVED:
        return f"used for {invoice.number}" if payment.amount.minor > 0 else f"moved {payment.words}"
    return f"for {invoice.number}"


def _left(after: Invoice, work: Work) -> str:
    if after.balance.minor < 0:
        return f"{shown(-after.balance.minor, after.currency, work)} is paid too much on it"
    return f"{shown(after.balance.minor, after.currency, work)} is left"


def _meant(request: TakeBackPayment, invoice: Invoice, work: Work) -> Entry:
    payments = work.payments.of_invoice(invoice.id)
    if request.payment_id is None:
        latest = latest_standing(payments)
        if latest is None:
            words = f"No payment stands on {invoice.number}: there is nothing to take back."
            raise WrongState(words, field="invoice")
        return latest
    found = next((each for each in payments if each.id == request.payment_id), None)
    if found is None:
        what = "payment"
        raise GoneFromBook(what)
    if any(each.reverses == found.id for each in payments):
        words = f"That payment of {invoice.number} was taken back already."
        raise AlreadyDone(words)
    return found
