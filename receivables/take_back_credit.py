"""A credit note recorded wrong, found after Undo is over: taken back by a row of its own, and used credit likewise."""

from __future__ import annotations

from dataclasses import dataclass

from domain.answers import Change
from domain.client import Client
from domain.errors import OwnedBySource, WrongState
from domain.invoice import Invoice
from domain.ledger import Entry, EntryKind, latest_standing
from domain.roles import Role, require
from domain.said_dates import in_full
from receivables.changes import done, shown
from receivables.credit_left import refuse_if_used
from receivables.money_moved import money_moved
from receivables.said import either_meant
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackCredit:
    """As typed: the invoice, or the client, whose credit note recorded last is taken back."""

    target: str


def take_back_credit(request: TakeBackCredit, work: Work) -> Change:
    """Makes the amount owed again, or no credit of theirs any more. There is no Undo: it is recorded again instead."""
    require(work.person, Role.APPROVER, "take a credit note back")
    target = either_meant(request.target, work)
    invoice = target if isinstance(target, Invoice) else None
    if invoice is not None and invoice.is_mirrored:
        raise OwnedBySource(invoice.number, invoice.source, "credit notes")
    client = target if isinstance(target, Client) else work.clients.get(target.client_id)
    work.clients.take(client.id)
    credit = _latest(target, work)
    half = work.credits.other_half(credit)
    for each in (credit, *([half] if half else [])):
        work.credits.reverse(each.id, now=work.now, by_id=work.person.id)
    # Of credit that was used, the other half lowered an invoice: it is owed again.
    lowered = half.invoice_id if half and half.invoice_id else invoice.id if invoice else None
    after = None
    if lowered is not None:
        after = work.invoices.recount(work.invoices.get(lowered), changed_on=work.today)
        refuse_if_used(after, work)
        money_moved(after, work)
    refuse_if_used(client, work)
    amount = shown(abs(credit.amount.minor), credit.amount.currency, work)
    said = f"{_what(credit)} of {amount} of {in_full(credit.on)} taken back"
    left = (f"{shown(after.balance.minor, after.currency, work)} is left on {after.number}",) if after else ()
    understood = (*left, "both stay on record; if it was right, record it again")
    return done("take_back_credit", said, work, invoice=after, client=client, understood=understood)


def _latest(target: Invoice | Client, work: Work) -> Entry:
    entries = work.credits.of_invoice(target.id) if isinstance(target, Invoice) else work.credits.unapplied(target.id)
    latest = latest_standing(entries)
    if latest is not None:
        return latest
    name = target.number if isinstance(target, Invoice) else target.name
    moved = " Credit from another invoice stands among its payments:" if isinstance(target, Invoice) else ""
    way = f"{moved} `/invoice paid {name} back`." if moved else ""
    raise WrongState(f"No credit note stands on {name}: there is nothing to take back.{way}", field="about")


def _what(credit: Entry) -> str:
    return {EntryKind.ENTERED: "Credit note", EntryKind.MOVED: "Used credit", EntryKind.REFUNDED: "Refund"}[credit.kind]
