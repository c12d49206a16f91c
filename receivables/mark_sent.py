"""A draft went out. A due date is required: stated, or from the terms."""

from __future__ import annotations

from dataclasses import dataclass, replace

from domain.answers import Change
from domain.errors import AlreadyDone, NotUnderstood, OwnedBySource
from domain.roles import Role, require
from domain.said_dates import in_full
from domain.terms import Due, due_date
from receivables.changes import done
from receivables.record_invoice import no_due_date, terms_said
from receivables.said import day_after, invoice_meant, past_day
from receivables.undo import facts_before
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkSent:
    """As typed: which invoice, on which day it went out (None: today), and a due day or terms where it has none."""

    invoice: str
    on: str | None = None
    due: str | None = None
    net: str | None = None


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
    due = invoice.due
    if request.due:
        due = Due(on=day_after(request.due, work, after=invoice.issued_on, field="due_on").on)
    elif request.net or due is None:
        client = work.clients.get(invoice.client_id)
        terms = terms_said(request.net) if request.net else client.terms
        if terms is None:
            raise no_due_date(invoice.number, client)
        due = due_date(terms, issued_on=invoice.issued_on, delivered_on=invoice.delivered_on)
    after = work.invoices.keep(invoice, replace(invoice, sent_on=on.on, due=due), changed_on=work.today)
    said = f"{invoice.number} sent on {on.words}"
    falls_due = f"due {in_full(due.on)} ({due.terms})" if due.terms else f"due {in_full(due.on)}"
    understood = (falls_due, on.assumed) if on.assumed else (falls_due,)
    return done("mark_sent", said, work, invoice=after, undo=[facts_before(invoice)], understood=understood)
