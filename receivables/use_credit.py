"""Credit of a client is used for an invoice: it moves there from where it waits. Nothing came in, nothing is erased."""

from __future__ import annotations

from dataclasses import dataclass

from domain.answers import Change
from domain.credit import Draw, draw, total
from domain.errors import AlreadyDone, NotUnderstood, WrongState
from domain.invoice import Invoice
from domain.money import Money
from domain.roles import Role, require
from receivables.block_work import still_blocked
from receivables.changes import Step, done, shown
from receivables.credit_left import all_credit, credit_left
from receivables.money_moved import money_moved
from receivables.record_payment import refuse_unpayable
from receivables.said import amount, invoice_meant
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class UseCredit:
    """As typed: for which invoice, and how much (None: as much as there is and is left to pay)."""

    invoice: str
    amount: str | None = None


def use_credit(request: UseCredit, work: Work) -> Change:
    """Takes it off what is left, from the client's credit notes first, then from what was paid too much."""
    require(work.person, Role.APPROVER, "use a client's credit")
    invoice = invoice_meant(request.invoice, work)
    refuse_unpayable(invoice, what="payments and credit notes")
    if not invoice.is_open:
        words = f"{invoice.number} is paid already; nothing is left on it."
        raise AlreadyDone(words, field="invoice")
    work.clients.take(invoice.client_id)
    invoice = work.invoices.get(invoice.id)
    sources = credit_left(invoice.client_id, work)
    used = _amount(request, invoice, total(sources, invoice.currency), work)
    drawn = draw(sources, used)
    undo = [step for each in drawn for step in _move(each, invoice, work)]
    after = work.invoices.recount(invoice, changed_on=work.today)
    money_moved(after, work)
    said = f"{shown(used.minor, used.currency, work)} of {invoice.client}'s credit used for {invoice.number}"
    left = total(credit_left(invoice.client_id, work), invoice.currency)
    blocked = (still_blocked(after),) if after.is_closed and after.blocked_work else ()
    now = (_what_is_left(after, work), *blocked, *_credit_after(left, work))
    understood = (*_where_from(drawn, invoice, work), *now)
    return done("use_credit", said, work, invoice=after, undo=undo, understood=understood)


def _amount(request: UseCredit, invoice: Invoice, there_is: Money, work: Work) -> Money:
    have = shown(there_is.minor, there_is.currency, work)
    if not there_is.minor:
        words = f"{invoice.client} has no credit in {invoice.currency} to use.{_elsewhere(invoice, work)}"
        raise WrongState(words, field="invoice")
    if not request.amount:
        return min(there_is, invoice.balance)
    wanted = amount(request.amount, work, currency=invoice.currency)
    said = shown(wanted.minor, wanted.currency, work)
    if there_is < wanted:
        raise NotUnderstood(f"{invoice.client} has {have} of credit, not {said}.", field="amount")
    if invoice.balance < wanted:
        left = shown(invoice.balance.minor, invoice.currency, work)
        raise NotUnderstood(f"{said} is more than the {left} left on {invoice.number}.", field="amount")
    return wanted


def _elsewhere(invoice: Invoice, work: Work) -> str:
    """What was paid too much where its source has to place it."""
    for each in all_credit(invoice.client_id, work):
        if each.invoice is not None and each.left.currency == invoice.currency:
            return f" {each.invoice.number} was paid too much, but its source owns its payments: place that there."
    return ""


def _move(each: Draw, invoice: Invoice, work: Work) -> list[Step]:
    """Moves one part; returns the steps that take it back."""
    source = each.source.invoice
    if source is None:
        money = Money(each.minor, invoice.currency)
        taken, used = work.credits.move(invoice, amount=money, on=work.today, now=work.now, by_id=work.person.id)
        return [
            ("reverse_credit", {"credit_id": used, "invoice_id": invoice.id}),
            ("reverse_credit", {"credit_id": taken, "invoice_id": None}),
        ]
    taken, used = work.payments.move(
        source, invoice, minor=each.minor, on=work.today, now=work.now, by_id=work.person.id
    )
    work.invoices.recount(source, changed_on=work.today)
    return [
        ("reverse_payment", {"payment_id": used, "invoice_id": invoice.id}),
        ("reverse_payment", {"payment_id": taken, "invoice_id": source.id}),
    ]


def _where_from(drawn: tuple[Draw, ...], invoice: Invoice, work: Work) -> tuple[str, ...]:
    return tuple(
        f"{shown(each.minor, invoice.currency, work)} "
        + (f"paid too much on {each.source.invoice.number}" if each.source.invoice else "of their credit notes")
        for each in drawn
    )


def _what_is_left(after: Invoice, work: Work) -> str:
    if not after.balance.minor:
        return "nothing is left: it is paid"
    return f"{shown(after.balance.minor, after.currency, work)} is left to pay"


def _credit_after(left: Money, work: Work) -> tuple[str, ...]:
    return (f"{shown(left.minor, left.currency, work)} of their credit is left",) if left.minor else ()
