"""Where a promise stands by the money: the one reading of it, for cards, accounts and the clock."""

from __future__ import annotations

from dataclasses import dataclass

from domain.invoice import Invoice
from domain.promise import Promise, PromiseState, holds_until, promise_state
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
    """Where the promise stands today, by its invoice or by all of the client's in its currency."""
    about = _about(promise, work)
    ids = [invoice.id for invoice in about]
    last = holds_until(promise.promised_on, work.holidays)
    received = work.payments.received_since(ids, first=promise.made_on, last=last) if ids else 0
    owed = sum(invoice.balance.minor for invoice in about if invoice.is_open)
    state = promise_state(promise, received_minor=received, owed_minor=owed, today=work.today, holidays=work.holidays)
    return Stand(promise=promise, state=state, invoices=tuple(about), received_minor=received, owed_minor=owed)


def state_of(promise: Promise, work: Work) -> PromiseState:
    """The same where only the state is asked for: what was decided before is not counted again."""
    return promise.closed_as or standing_of(promise, work).state


def _about(promise: Promise, work: Work) -> list[Invoice]:
    if promise.invoice_id is not None:
        return [work.invoices.get(promise.invoice_id)]
    theirs = work.invoices.of_client(promise.client_id)
    return [invoice for invoice in theirs if invoice.currency == promise.currency and invoice.is_live]
