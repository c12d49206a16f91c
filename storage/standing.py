"""Where a promise stands by the money: the one reading of it, for cards, accounts and the clock."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from domain.invoice import Invoice
from domain.promise import Certainty, Promise, PromiseState, holds_until, promise_state
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """What a promise is about, what came in by its last day, what is left today, and so where it stands."""

    promise: Promise
    state: PromiseState
    invoices: tuple[Invoice, ...]
    received_minor: int
    owed_minor: int


def standing_of(promise: Promise, work: Work) -> Stand:
    """Where the promise stands today, by its invoice or by all of the client's in its currency.

    While its invoice is a draft, because its sending was taken back, nobody is asked for the money: it waits unbroken.
    """
    about = _about(promise, work)
    ids = [invoice.id for invoice in about]
    last = holds_until(promise.promised_on, work.holidays)
    received = _received(promise, ids, last, work)
    owed = sum(invoice.balance.minor for invoice in about if invoice.is_open or _is_draft(invoice))
    if not about:
        owed = promise.expected_minor  # Words dated before anything was sent: no money has answered them yet.
    late = _is_late(promise, last, work) and bool(ids)
    owed_then = owed + (work.payments.paid_after(ids, last) if late else 0)
    is_void = bool(about) and not any(invoice.is_live for invoice in about)
    state = promise_state(
        replace(promise, withdrawn=promise.withdrawn or is_void),
        received_minor=received,
        owed_minor=owed_then,
        today=work.today,
        holidays=work.holidays,
    )
    if state is PromiseState.BROKEN and promise.closed_as is None and any(_is_draft(invoice) for invoice in about):
        state = PromiseState.OPEN
    return Stand(promise=promise, state=state, invoices=tuple(about), received_minor=received, owed_minor=owed)


def state_of(promise: Promise, work: Work) -> PromiseState:
    """The same where only the state is asked for: what was decided before is not counted again."""
    return promise.closed_as or standing_of(promise, work).state


def _about(promise: Promise, work: Work) -> list[Invoice]:
    if promise.invoice_id is not None:
        return [work.invoices.get(promise.invoice_id)]
    theirs = work.invoices.of_client(promise.client_id)
    return [
        invoice
        for invoice in theirs
        if invoice.currency == promise.currency and promise.surrounds(invoice.id, invoice.sent_on)
    ]


def _is_draft(invoice: Invoice) -> bool:
    return invoice.is_live and invoice.sent_on is None


def _received(promise: Promise, ids: list[int], last: date, work: Work) -> int:
    """Money of an earlier day is not what they promised, whenever it is recorded."""
    after = promise.recorded_at
    if not ids or after is None:
        return 0
    return work.payments.received_since(ids, after=after, first=promise.made_on, last=last)


def _is_late(promise: Promise, last: date, work: Work) -> bool:
    """Whether its last day is over. A day we proposed ourselves is never too late."""
    return promise.certainty is Certainty.GIVEN and work.today > last
