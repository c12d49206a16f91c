"""The day the work was delivered, told once it was; a due date that counts from it comes, or moves, with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from domain.answers import Change
from domain.errors import AlreadyDone, NotUnderstood, OwnedBySource, WrongState
from domain.invoice import Invoice
from domain.roles import Role, require
from domain.said_dates import SaidDate, in_full
from domain.terms import Basis, Due, Terms, due_date
from receivables.changes import done
from receivables.said import invoice_meant, past_day
from receivables.undo import facts_before
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDelivery:
    """As typed: which invoice, and the day what it is for was delivered (None: today)."""

    invoice: str
    on: str | None = None


def record_delivery(request: RecordDelivery, work: Work) -> Change:
    """Keeps the day, before or after the invoice was issued or sent. What is due by terms from delivery is counted anew
    from it, and may alert again; any other due date stays."""
    require(work.person, Role.MEMBER, "say when work was delivered")
    invoice = invoice_meant(request.invoice, work)
    if invoice.is_mirrored:
        raise OwnedBySource(invoice.number, invoice.source, "delivery day")
    delivered = past_day(request.on or "today", work, field="delivered_on", what="A delivery")
    if delivered.on == invoice.delivered_on:
        words = f"{invoice.number} was delivered on {delivered.words} already."
        raise AlreadyDone(words, field="delivered_on")
    due = due_once_delivered(invoice, delivered.on, work)
    if due != invoice.due and invoice.sent_on is not None:
        require(work.person, Role.APPROVER, f"move the due date of {invoice.number}, which counts from delivery")
        if not invoice.is_open:
            words = f"{invoice.number} is paid; its due date, which counts from delivery, is history."
            raise WrongState(words, field="delivered_on")
    changed = replace(invoice, due=due, delivered_on=delivered.on)
    after = work.invoices.keep(invoice, changed, changed_on=work.today)
    understood = [_now_due(invoice, after), *([delivered.assumed] if delivered.assumed else [])]
    said = f"{invoice.number} delivered on {delivered.words}"
    return done(
        "record_delivery", said, work, invoice=after, undo=[facts_before(invoice)], understood=tuple(understood)
    )


def delivery_said(said: str | None, invoice: Invoice, work: Work) -> SaidDate | None:
    """A delivery day told beside something else; None where none was, or the one there is: forms show it filled in.

    Raises NotUnderstood for one still to come: nothing counts from what did not happen.
    """
    if not said or (invoice.delivered_on and said == invoice.delivered_on.isoformat()):
        return None
    return past_day(said, work, field="delivered_on", what="A delivery")


def due_once_delivered(invoice: Invoice, delivered_on: date, work: Work) -> Due | None:
    """Its due date counted anew where its terms (for one without any, its client's) count from delivery; else the one
    it has."""
    terms = invoice.terms if invoice.due else invoice.terms or work.clients.get(invoice.client_id).terms
    if terms is None or terms.basis is not Basis.DELIVERY:
        return invoice.due
    return due_date(terms, issued_on=invoice.issued_on, delivered_on=delivered_on)


def due_by_terms(terms: Terms, *, what: str, issued_on: date, delivered_on: date | None, line: str) -> Due:
    """The due date these terms give. Where they wait for a delivery, the refusal shows the `line` to type."""
    if terms.basis is Basis.DELIVERY and delivered_on is None:
        words = (
            f"The terms of {what} are {terms}, and its delivery day is not known."
            f" Say it, like {line}, or state the due date."
        )
        raise NotUnderstood(words, field="delivered_on")
    return due_date(terms, issued_on=issued_on, delivered_on=delivered_on)


def _now_due(before: Invoice, after: Invoice) -> str:
    if after.due is None:
        return "no due date yet: it needs one before it is sent"
    if after.due_on == before.due_on:
        source = f", {after.due.terms}" if after.due.terms else ", as stated"
        return f"it stays due {in_full(after.due.on)}{source}"
    was = f"; it was due {in_full(before.due.on)}" if before.due else ""
    return f"due {in_full(after.due.on)} ({after.due.terms}){was}"
