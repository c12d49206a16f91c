"""Money came in: all that is left, or an amount, on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from domain.answers import Change
from domain.errors import AlreadyDone, NotUnderstood, OwnedBySource, WrongState
from domain.invoice import Invoice
from domain.ledger import standing
from domain.money import Money
from domain.roles import Role, require
from domain.said_dates import Lean, NotADate, SaidDate, in_full, read_said_date
from receivables.block_work import still_blocked
from receivables.changes import done, shown
from receivables.money_moved import money_moved
from receivables.said import amount, day_order, invoice_meant, past_day
from storage.unit_of_work import Work

ANYWAY = "anyway"
# An amount more than this many times what is left is probably a slip: 510.001 for 510.01, or another invoice's sum.
_FAR_MORE = 2
# Typed twice within this time it is a slip of the hand, or somebody who did not see the first answer.
SAME_WITHIN = timedelta(minutes=10)
_FIVE_YEARS = timedelta(days=5 * 365)  # longer than from one 29 February to the next


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPayment:
    """As typed: which invoice, how much (None: exactly what is left), when (None: today).

    `is_sure` lets an amount far above what is left through, and the same one a second time within minutes; `anyway`
    behind the amount says the same.
    """

    invoice: str
    amount: str | None = None
    on: str | None = None
    is_sure: bool = False


def record_payment(request: RecordPayment, work: Work) -> Change:
    """Records a payment; what comes in above the balance stays on the invoice as overpaid, for a person to place."""
    require(work.person, Role.APPROVER, "record a payment")
    invoice = invoice_meant(request.invoice, work)
    refuse_unpayable(invoice, what="payments")
    on = _day(request.on or "today", invoice, work)
    paid, is_sure = _amount(request, invoice, work)
    if not is_sure:
        _refuse_again(paid, on.on, invoice, work)
    payment_id = work.payments.add(invoice, minor=paid.minor, paid_on=on.on, now=work.now, by_id=work.person.id)
    after = work.invoices.recount(invoice, changed_on=work.today)
    money_moved(after, work)
    undo = [("reverse_payment", {"payment_id": payment_id, "invoice_id": invoice.id})]
    said = f"{shown(paid.minor, paid.currency, work)} received for {invoice.number} on {in_full(on.on)}"
    return done("record_payment", said, work, invoice=after, undo=undo, understood=_understood(after, on.assumed, work))


def refuse_unpayable(invoice: Invoice, *, what: str) -> None:
    """Raises OwnedBySource for a mirrored invoice (whose source owns `what`), WrongState for a draft."""
    if invoice.is_mirrored:
        raise OwnedBySource(invoice.number, invoice.source, what)
    if invoice.sent_on is None:
        words = f"{invoice.number} is still a draft. Mark it sent first: `/invoice send {invoice.number}`."
        raise WrongState(words, field="invoice")


def _day(said: str, invoice: Invoice, work: Work) -> SaidDate:
    found = past_day(said, work, field="on", what="A payment")
    # A deposit may come before the invoice; a year nobody said may not put a payment there.
    if found.on < invoice.issued_on and not _is_one_day_only(said, found, work):
        issued = f"{invoice.issued_on:%-d %b %Y}"
        words = (
            f"{found.on:%-d %B %Y} is before {invoice.number} was issued ({issued})."
            " Say the year if you mean it, or another day."
        )
        raise NotUnderstood(words, field="on")
    return found


def _is_one_day_only(said: str, found: SaidDate, work: Work) -> bool:
    """Whether the words leave no year open: it is in them, or they count from today (yesterday, 3 days ago)."""
    one_day = timedelta(days=1)
    return _read_on(said, work.today - _FIVE_YEARS, work) == found.on or (
        _read_on(said, work.today - one_day, work) == found.on - one_day
    )


def _read_on(said: str, today: date, work: Work) -> date | None:
    try:
        return read_said_date(said, today=today, order=day_order(work), lean=Lean.PAST).on
    except NotADate:  # Sunday 1 March: in another year that was no Sunday
        return None


def _amount(request: RecordPayment, invoice: Invoice, work: Work) -> tuple[Money, bool]:
    """How much, and whether whoever typed it is sure of it."""
    if not request.amount and invoice.is_open:
        return invoice.balance, request.is_sure
    if not request.amount:
        raise AlreadyDone(_paid_already(invoice), field="invoice")
    said = request.amount.strip()
    figures = said[: -len(ANYWAY)] if said.casefold().endswith(f" {ANYWAY}") else said
    paid = amount(figures, work, currency=invoice.currency)
    is_sure = request.is_sure or figures != said
    if not invoice.is_open and not is_sure:
        raise AlreadyDone(_paid_already(invoice), field="invoice")
    if paid.minor > _FAR_MORE * invoice.balance.minor and not is_sure:
        left = shown(invoice.balance.minor, invoice.currency, work)
        words = (
            f"{shown(paid.minor, paid.currency, work)} is far more than the {left} left on {invoice.number}."
            f" If it is right, add `{ANYWAY}`."
        )
        raise NotUnderstood(words, field="amount")
    return paid, is_sure


def _paid_already(invoice: Invoice) -> str:
    return (
        f"{invoice.number} is paid already; nothing is left on it. If they paid again, say how much, with `{ANYWAY}`:"
        f" `/invoice paid {invoice.number} 500 {ANYWAY}`. It then waits as their credit."
    )


def _refuse_again(paid: Money, on: date, invoice: Invoice, work: Work) -> None:
    """Two equal instalments of one day are rare, a line sent twice is not."""
    for entry in standing(work.payments.of_invoice(invoice.id)):
        if (entry.amount, entry.on) == (paid, on) and entry.recorded_at > work.now - SAME_WITHIN:
            words = (
                f"{shown(paid.minor, paid.currency, work)} received for {invoice.number} on {in_full(on)} is recorded"
                f" already, just now by {entry.by}. Nothing was added. If it came twice, add `{ANYWAY}`."
            )
            raise AlreadyDone(words, field="amount")


def _understood(after: Invoice, assumed: str | None, work: Work) -> tuple[str, ...]:
    left = after.balance.minor
    if left > 0:
        outcome = f"{shown(left, after.currency, work)} is left"
    elif left == 0:
        outcome = "nothing is left: it is paid"
    else:
        over = shown(-left, after.currency, work)
        outcome = f"that is {over} more than was owed: it waits as their credit, and letters take it off what they owe"
    blocked = still_blocked(after) if after.is_closed and after.blocked_work else None
    return tuple(each for each in (outcome, blocked, assumed) if each)
