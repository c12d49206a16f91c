"""Credit of a client is paid back to them: it no longer lowers what they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.answers import Change
from domain.client import Client
from domain.credit import CreditSource, Draw, draw, total
from domain.errors import NotUnderstood, OwnedBySource, WrongState, listed
from domain.invoice import Invoice
from domain.ledger import EntryKind
from domain.money import Money
from domain.roles import Role, require
from domain.said_dates import SaidDate, in_full
from receivables.changes import Step, done, shown
from receivables.credit_left import credit_left
from receivables.said import amount, either_meant, past_day
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundCredit:
    """As typed: a client, or an invoice that was paid too much; how much (None: all of it), and when (None: today)."""

    target: str
    amount: str | None = None
    on: str | None = None


def refund_credit(request: RefundCredit, work: Work) -> Change:
    """Records money that went back to the client; Dunwell itself moves none."""
    require(work.person, Role.APPROVER, "record a refund")
    target = either_meant(request.target, work)
    work.clients.take(target.id if isinstance(target, Client) else target.client_id)
    sources = _sources(target, work)
    on = past_day(request.on or "today", work, field="on", what="A refund")
    refund = _amount(request, target, sources, work)
    undo = [step for each in draw(sources, refund) for step in _take(each, target, on, work)]
    invoice = work.invoices.get(target.id) if isinstance(target, Invoice) else None
    client = target if isinstance(target, Client) else work.clients.get(target.client_id)
    where = f" of what was paid too much on {invoice.number}" if invoice else ""
    said = f"{shown(refund.minor, refund.currency, work)}{where} paid back to {client.name} on {in_full(on.on)}"
    left = total(credit_left(client.id, work), refund.currency)
    rest = f"{shown(left.minor, left.currency, work)} of their credit is left" if left.minor else "no credit is left"
    understood = (rest, on.assumed) if on.assumed else (rest,)
    return done("refund_credit", said, work, invoice=invoice, client=client, undo=undo, understood=understood)


def _sources(target: Invoice | Client, work: Work) -> tuple[CreditSource, ...]:
    if isinstance(target, Client):
        sources = credit_left(target.id, work)
        if not sources:
            raise WrongState(f"{target.name} has no credit here that could be paid back.", field="about")
        return sources
    if target.is_mirrored:
        raise OwnedBySource(target.number, target.source, "payments")
    invoice = work.invoices.get(target.id)
    if not (invoice.is_live and invoice.sent_on and invoice.balance.minor < 0):
        words = f"Nothing was paid too much on {invoice.number}. `/invoice refund {invoice.client}` pays back credit."
        raise WrongState(words, field="about")
    return (CreditSource(invoice=invoice, left=-invoice.balance),)


def _amount(request: RefundCredit, target: Invoice | Client, sources: Sequence[CreditSource], work: Work) -> Money:
    currencies = list(dict.fromkeys(source.left.currency for source in sources))
    have = [total(sources, currency) for currency in currencies]
    shown_each = listed([shown(each.minor, each.currency, work) for each in have])
    name = target.name if isinstance(target, Client) else target.number
    if not request.amount:
        if len(have) > 1:
            words = f"{name} has {shown_each} of credit. Say which is paid back: `/invoice refund {name} 50 EUR`."
            raise NotUnderstood(words, field="amount")
        return have[0]
    said = request.amount.strip()
    is_bare = len(currencies) == 1 and not any(letter.isalpha() for letter in said)
    only = currencies[0] if is_bare or isinstance(target, Invoice) else None
    wanted = amount(said, work, currency=only)
    if total(sources, wanted.currency) < wanted:
        words = f"{name} has {shown_each} of credit, not {shown(wanted.minor, wanted.currency, work)}."
        raise NotUnderstood(words, field="amount")
    return wanted


def _take(each: Draw, target: Invoice | Client, on: SaidDate, work: Work) -> list[Step]:
    invoice, money = each.source.invoice, Money(each.minor, each.source.left.currency)
    if invoice is not None:
        payment_id = work.payments.add(
            invoice,
            minor=-each.minor,
            paid_on=on.on,
            now=work.now,
            by_id=work.person.id,
            note="paid back",
            kind=EntryKind.REFUNDED,
        )
        work.invoices.recount(invoice, changed_on=work.today)
        return [("reverse_payment", {"payment_id": payment_id, "invoice_id": invoice.id})]
    credit_id = work.credits.add(
        client_id=target.id if isinstance(target, Client) else target.client_id,
        invoice_id=None,
        amount=-money,
        issued_on=on.on,
        reason="paid back",
        now=work.now,
        by_id=work.person.id,
        kind=EntryKind.REFUNDED,
    )
    return [("reverse_credit", {"credit_id": credit_id, "invoice_id": None})]
