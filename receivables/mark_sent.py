"""A draft went out. A due date is required: stated, or from the terms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from domain.answers import Change
from domain.errors import AlreadyDone, NotUnderstood, OwnedBySource
from domain.invoice import Invoice
from domain.roles import Role, require
from domain.said_dates import in_full
from domain.terms import Basis, Due
from receivables.changes import done
from receivables.record_delivery import delivery_said, due_by_terms
from receivables.record_invoice import no_due_date, terms_said
from receivables.said import day_after, invoice_meant, past_day
from receivables.undo import facts_before
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkSent:
    """As typed: which invoice, on which day it went out (None: today), a due day or terms where it has none, and the
    day what it is for was delivered, where its terms count from that."""

    invoice: str
    on: str | None = None
    due: str | None = None
    net: str | None = None
    delivered: str | None = None


def mark_sent(request: MarkSent, work: Work) -> Change:
    """Marks it sent; from then on the calendar decides between Sent, Due and Overdue."""
    require(work.person, Role.APPROVER, "mark an invoice sent")
    invoice = invoice_meant(request.invoice, work)
    if invoice.sent_on is not None:
        words = f"{invoice.number} was sent on {in_full(invoice.sent_on)} already."
        raise AlreadyDone(words, field="invoice")
    if invoice.is_mirrored:
        raise OwnedBySource(invoice.number, invoice.source, "sending")
    on = past_day(request.on or "today", work, field="on", what="Sending")
    if on.on < invoice.issued_on:
        words = f"{invoice.number} was issued on {in_full(invoice.issued_on)}, so it was not sent on {on.words}."
        raise NotUnderstood(words, field="on")
    delivered = delivery_said(request.delivered, invoice, work)
    delivered_on = delivered.on if delivered else invoice.delivered_on
    due = _due(request, invoice, delivered_on, work)
    sent = replace(invoice, sent_on=on.on, due=due, delivered_on=delivered_on)
    after = work.invoices.keep(invoice, sent, changed_on=work.today)
    said = f"{invoice.number} sent on {on.words}"
    understood = [f"due {in_full(due.on)} ({due.terms})" if due.terms else f"due {in_full(due.on)}"]
    if delivered:
        understood.insert(0, f"delivered {delivered.words}")
    understood += [each.assumed for each in (on, delivered) if each and each.assumed]
    return done("mark_sent", said, work, invoice=after, undo=[facts_before(invoice)], understood=tuple(understood))


def _due(request: MarkSent, invoice: Invoice, delivered_on: date | None, work: Work) -> Due:
    """As stated, or by the terms stated; else as it has it, counted anew where that counts from delivery; else by the
    client's terms."""
    if request.due:
        return Due(on=day_after(request.due, work, after=invoice.issued_on, field="due_on").on)
    if request.net:
        terms = terms_said(request.net)
    elif invoice.due and (invoice.due.terms is None or invoice.due.terms.basis is not Basis.DELIVERY):
        return invoice.due
    else:
        client = work.clients.get(invoice.client_id)
        known = invoice.terms or client.terms
        if known is None:
            raise no_due_date(invoice.number, client)
        terms = known
    line = f"`/invoice send {invoice.number} delivered yesterday`"
    return due_by_terms(terms, what=invoice.number, issued_on=invoice.issued_on, delivered_on=delivered_on, line=line)
