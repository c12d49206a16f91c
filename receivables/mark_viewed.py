"""The client opened an invoice: somebody here knows, where its source does not say. It is no contact."""

from __future__ import annotations

from dataclasses import dataclass, replace

from domain.answers import Change
from domain.errors import AlreadyDone, NotUnderstood, WrongState
from domain.roles import Role, require
from domain.said_dates import in_full
from receivables.changes import done
from receivables.said import invoice_meant, past_day
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkViewed:
    """As typed: which invoice, and the day they opened it (None: today)."""

    invoice: str
    on: str | None = None


def mark_viewed(request: MarkViewed, work: Work) -> Change:
    """Keeps the day, or corrects the one there is. Nobody was in touch by it: last contact, silence and the days
    between letters stay as they are."""
    require(work.person, Role.MEMBER, "say that an invoice was viewed")
    invoice = invoice_meant(request.invoice, work)
    if invoice.sent_on is None:
        words = f"{invoice.number} is a draft: nobody has it yet. `/invoice send {invoice.number}` marks it sent."
        raise WrongState(words, field="invoice")
    on = past_day(request.on or "today", work, field="on", what="A view")
    # When its source sent a mirrored one is not always known: the day we heard of it is no limit.
    first, what = (invoice.issued_on, "issued") if invoice.is_mirrored else (invoice.sent_on, "sent")
    if on.on < first:
        words = f"{invoice.number} was {what} on {in_full(first)}, so it was not viewed on {on.words}."
        raise NotUnderstood(words, field="on")
    if invoice.viewed_on and (invoice.viewed_on == on.on or not request.on):
        words = (
            f"{invoice.number} was viewed on {in_full(invoice.viewed_on)} already."
            f" If it was another day, say which: `/invoice viewed {invoice.number} on Monday`."
        )
        raise AlreadyDone(words, field="on")
    after = work.invoices.keep(invoice, replace(invoice, viewed_on=on.on), changed_on=work.today)
    was = invoice.viewed_on.isoformat() if invoice.viewed_on else None
    said = f"{invoice.number} viewed by the client on {on.words}"
    heard = (on.assumed,) if on.assumed else ()
    undo = [("restore_viewed", {"invoice_id": invoice.id, "was": was})]
    return done("mark_viewed", said, work, invoice=after, undo=undo, understood=heard)
