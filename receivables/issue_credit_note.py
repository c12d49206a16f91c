"""A credit note lowers what an invoice asks for, or waits with the client until it is applied."""

from __future__ import annotations

from dataclasses import dataclass

from domain.answers import Change
from domain.client import Client
from domain.credit import total
from domain.errors import NotUnderstood, OwnedBySource, WrongState
from domain.invoice import Invoice
from domain.roles import Role, require
from receivables.block_work import still_blocked
from receivables.changes import done, shown
from receivables.credit_left import credit_left
from receivables.money_moved import money_moved
from receivables.said import amount, either_meant
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCreditNote:
    """As typed: an invoice or a client, an amount, and why."""

    target: str
    amount: str
    reason: str


def issue_credit_note(request: IssueCreditNote, work: Work) -> Change:
    """Records a credit note. On an invoice it cannot exceed what is left; a client's own waits unapplied."""
    require(work.person, Role.APPROVER, "issue a credit note")
    if not request.reason.strip():
        words = 'Say why, for the records: `/invoice credit 1042 50 "two hours not delivered"`.'
        raise NotUnderstood(words, field="reason")
    target = either_meant(request.target, work)
    if isinstance(target, Client):
        return _to_client(request, target, work)
    return _to_invoice(request, target, work)


def _to_invoice(request: IssueCreditNote, invoice: Invoice, work: Work) -> Change:
    if invoice.is_mirrored:
        raise OwnedBySource(invoice.number, invoice.source, "credit notes")
    if not invoice.is_open:
        words = (
            f"Nothing is left on {invoice.number} to credit. `/invoice credit {invoice.client} {request.amount}"
            f" {request.reason.strip()}` credits the client instead."
        )
        raise WrongState(words, field="about")
    credit = amount(request.amount, work, currency=invoice.currency)
    if credit.minor > invoice.balance.minor:
        left = shown(invoice.balance.minor, invoice.currency, work)
        words = f"{shown(credit.minor, credit.currency, work)} is more than the {left} left on {invoice.number}."
        raise NotUnderstood(words, field="amount")
    credit_id = work.credits.add(
        client_id=invoice.client_id,
        invoice_id=invoice.id,
        amount=credit,
        issued_on=work.today,
        reason=request.reason,
        now=work.now,
        by_id=work.person.id,
    )
    after = work.invoices.recount(invoice, changed_on=work.today)
    money_moved(after, work)
    undo = [("reverse_credit", {"credit_id": credit_id, "invoice_id": invoice.id})]
    said = f"Credit note of {shown(credit.minor, credit.currency, work)} for {invoice.number}: {request.reason}"
    left = f"{shown(after.balance.minor, after.currency, work)} is left"
    blocked = (still_blocked(after),) if after.is_closed and after.blocked_work else ()
    understood = (left, *blocked, *_credit_besides(after, work))
    return done("issue_credit_note", said, work, invoice=after, undo=undo, understood=understood)


def _credit_besides(invoice: Invoice, work: Work) -> tuple[str, ...]:
    """Whoever credits what was paid too much elsewhere would count it twice: it waits as credit already."""
    waits = total(credit_left(invoice.client_id, work), invoice.currency)
    if not waits.minor:
        return ()
    money = shown(waits.minor, waits.currency, work)
    said = f"besides, {invoice.client} has {money} of credit not used yet: if that is what this is about, undo this and"
    return (f"{said} use it: `/invoice paid {invoice.number} from credit`",)


def _to_client(request: IssueCreditNote, client: Client, work: Work) -> Change:
    credit = amount(request.amount, work, currency=None)
    credit_id = work.credits.add(
        client_id=client.id,
        invoice_id=None,
        amount=credit,
        issued_on=work.today,
        reason=request.reason,
        now=work.now,
        by_id=work.person.id,
    )
    money = shown(credit.minor, credit.currency, work)
    said = f"Credit of {money} for {client.name}, not applied to an invoice yet: {request.reason}"
    undo = [("reverse_credit", {"credit_id": credit_id, "invoice_id": None})]
    return done("issue_credit_note", said, work, client=client, undo=undo)
