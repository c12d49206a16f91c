"""A payment recorded wrong, found after Undo is over: taken back by a row of its own. Nothing is erased."""

from __future__ import annotations

from dataclasses import dataclass

from domain.answers import Change
from domain.errors import AlreadyDone, GoneFromBook, OwnedBySource, WrongState
from domain.invoice import Invoice
from domain.ledger import Entry, latest_standing
from domain.roles import Role, require
from domain.said_dates import in_full
from receivables.changes import done, shown
from receivables.promises import settle_by_money
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
    work.payments.reverse(payment.id, now=work.now, by_id=work.person.id)
    after = work.invoices.recount(invoice, changed_on=work.today)
    settle_by_money(after, work)
    amount = shown(payment.amount.minor, payment.amount.currency, work)
    said = f"Payment of {amount} for {invoice.number} on {in_full(payment.on)} taken back"
    left = shown(after.balance.minor, after.currency, work)
    understood = (f"{left} is left", "it stays on the timeline, struck through; if it did come in, record it again")
    return done("take_back_payment", said, work, invoice=after, understood=understood)


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
