"""Money came in: all that is left, or an amount, on a day."""

from __future__ import annotations

from dataclasses import dataclass

from domain.answers import Change
from domain.errors import AlreadyDone, OwnedBySource, WrongState
from domain.invoice import Invoice
from domain.roles import Role, require
from domain.said_dates import in_full
from receivables.changes import done, shown
from receivables.promises import settle_by_money
from receivables.said import amount, invoice_meant, past_day
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPayment:
    """As typed: which invoice, how much (None: exactly what is left), when (None: today)."""

    invoice: str
    amount: str | None = None
    on: str | None = None


def record_payment(request: RecordPayment, work: Work) -> Change:
    """Records a payment; what comes in above the balance stays on the invoice as overpaid, for a person to place."""
    require(work.person, Role.APPROVER, "record a payment")
    invoice = invoice_meant(request.invoice, work)
    _refuse_wrong_state(invoice)
    on = past_day(request.on or "today", work, field="on", what="A payment")
    paid = amount(request.amount, work, currency=invoice.currency) if request.amount else invoice.balance
    payment_id = work.payments.add(invoice, minor=paid.minor, paid_on=on.on, now=work.now, by_id=work.person.id)
    after = work.invoices.recount(invoice, changed_on=work.today)
    undo = [("reverse_payment", {"payment_id": payment_id, "invoice_id": invoice.id}), *settle_by_money(after, work)]
    said = f"{shown(paid.minor, paid.currency, work)} received for {invoice.number} on {in_full(on.on)}"
    return done("record_payment", said, work, invoice=after, undo=undo, understood=_understood(after, on.assumed, work))


def _refuse_wrong_state(invoice: Invoice) -> None:
    if invoice.is_mirrored:
        raise OwnedBySource(invoice.number, invoice.source, "payments")
    if invoice.sent_on is None:
        words = f"{invoice.number} is still a draft. Mark it sent first: `/invoice send {invoice.number}`."
        raise WrongState(words, field="invoice")
    if not invoice.is_open:
        words = f"{invoice.number} is paid already; nothing is left on it."
        raise AlreadyDone(words, field="invoice")


def _understood(after: Invoice, assumed: str | None, work: Work) -> tuple[str, ...]:
    left = after.balance.minor
    if left > 0:
        outcome = f"{shown(left, after.currency, work)} is left"
    elif left == 0:
        outcome = "nothing is left: it is paid"
    else:
        outcome = f"that is {shown(-left, after.currency, work)} more than was owed: apply it elsewhere or refund it"
    return (outcome, assumed) if assumed else (outcome,)
