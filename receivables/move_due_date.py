"""The due date moves: agreed anew, or typed wrong. The old one stays on record; a new one may alert again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from domain.answers import Change
from domain.errors import AlreadyDone, NotUnderstood, OwnedBySource, WrongState
from domain.invoice import Invoice
from domain.roles import Role, require
from domain.said_dates import SaidDate, in_full
from domain.terms import Due
from receivables.changes import done
from receivables.record_delivery import RecordDelivery, delivery_said, due_by_terms, record_delivery
from receivables.record_invoice import terms_said
from receivables.said import day_after, invoice_meant
from receivables.undo import facts_before
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveDueDate:
    """As typed: which invoice, and the new day or new terms, or the day of the delivery its terms count from."""

    invoice: str
    due: str | None = None
    net: str | None = None
    delivered: str | None = None


def move_due_date(request: MoveDueDate, work: Work) -> Change:
    """Moves it, and with it status, badges and the next alert."""
    require(work.person, Role.APPROVER, "move a due date")
    invoice = invoice_meant(request.invoice, work)
    if invoice.is_mirrored:
        raise OwnedBySource(invoice.number, invoice.source, "due date")
    if invoice.sent_on is not None and not invoice.is_open:
        words = f"{invoice.number} is paid; its due date is history."
        raise WrongState(words, field="due_on")
    delivered = delivery_said(request.delivered, invoice, work)
    stated = day_after(request.due, work, after=invoice.issued_on, field="due_on") if request.due else None
    if delivered and not request.net and (stated is None or stated.on == invoice.due_on):
        # All that was told is the day of the delivery.
        return record_delivery(RecordDelivery(invoice=f"invoice:{invoice.id}", on=request.delivered), work)
    delivered_on = delivered.on if delivered else invoice.delivered_on
    due = _due(request, stated, replace(invoice, delivered_on=delivered_on))
    if due.on == invoice.due_on and not delivered:
        words = f"{invoice.number} is due on {in_full(due.on)} already."
        raise AlreadyDone(words, field="due_on")
    moved = replace(invoice, due=due, delivered_on=delivered_on)
    after = work.invoices.keep(invoice, moved, changed_on=work.today)
    before = f"from {in_full(invoice.due_on)} " if invoice.due_on else ""
    said = f"Due date of {invoice.number} moved {before}to {in_full(due.on)}"
    understood = (f"delivered {delivered.words}",) if delivered else ()
    return done("move_due_date", said, work, invoice=after, undo=[facts_before(invoice)], understood=understood)


def _due(request: MoveDueDate, stated: SaidDate | None, invoice: Invoice) -> Due:
    if not request.net:
        if stated is None:
            words = "Give the new due date, or terms such as net 30."
            raise NotUnderstood(words, field="due_on")
        return Due(on=stated.on)
    line = f"`/invoice delivered {invoice.number} yesterday`"
    by_terms = due_by_terms(
        terms_said(request.net),
        what=invoice.number,
        issued_on=invoice.issued_on,
        delivered_on=invoice.delivered_on,
        line=line,
    )
    # A form shows the present day filled in: left alone, it is not an answer.
    if stated is not None and stated.on not in (invoice.due_on, by_terms.on):
        words = f"{request.net} would be {in_full(by_terms.on)}, not {in_full(stated.on)}. Leave one of the two empty."
        raise NotUnderstood(words, field="terms")
    return by_terms
