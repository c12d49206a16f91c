"""Whether a thank-you to a client fits: nobody is thanked while they are asked for money, or argue about it."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import timedelta

from domain.invoice import Invoice
from domain.promise import Promise, PromiseState
from domain.reminder import Reminder
from storage.standing import state_of
from storage.unit_of_work import Work
from views.wording import weekday

# Approved later than this nobody would know what it is for.
LONGEST = timedelta(days=14)


def against_thanks(client_id: int, currency: str, work: Work, *, besides: Container[int] = ()) -> Iterator[str]:
    """In words, what stands against thanking the client now: what is overdue or due today in that currency, an open
    dispute, a broken promise about what is still open. What the invoices `besides` say is left out."""
    theirs = [each for each in work.invoices.of_client(client_id) if each.is_open and each.currency == currency]
    found = [each for each in theirs if each.id not in besides]
    for invoice in found:
        if invoice.due_on is not None and invoice.due_on <= work.today:
            yield f"{invoice.number} is {'due' if invoice.due_on == work.today else 'overdue'} now"
        if work.disputes.open_of_invoice(invoice.id) is not None:
            yield f"{invoice.number} is disputed"
    for promise in work.promises.of_client(client_id) if found else ():
        if _is_broken(promise, found, currency, work):
            yield f"the promise for {weekday(promise.promised_on, work.today)} was broken"


def is_too_old(reminder: Reminder, work: Work) -> bool:
    """Whether a thank-you waited so long that it would puzzle who gets it."""
    return work.today > reminder.planned_on + LONGEST


def _is_broken(promise: Promise, still_open: list[Invoice], currency: str, work: Work) -> bool:
    is_about = promise.currency == currency and any(promise.surrounds(each.id, each.sent_on) for each in still_open)
    return is_about and not promise.withdrawn and state_of(promise, work) is PromiseState.BROKEN
