"""Promises: found in a client's words, moved, kept or reopened by money."""

from __future__ import annotations

from dataclasses import dataclass, replace

from domain.answers import Change
from domain.errors import NotUnderstood, WrongState
from domain.invoice import Invoice
from domain.promise import Certainty, Promise, PromiseState, watch_day
from domain.roles import Role, require
from domain.said_dates import in_full
from receivables.changes import Step, done
from receivables.said import coming_day
from storage.standing import state_of
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePromise:
    """The day a person gives instead of the one that was understood, as they typed it."""

    promise_id: int
    on: str


def keep_promise(promise: Promise, work: Work, *, touch_id: int | None) -> tuple[Promise, list[Step]]:
    """Records a promise in place of an open one for the same invoice; returns it and what takes it back."""
    undo: list[Step] = []
    work.clients.take(promise.client_id)
    for earlier in work.promises.open_of_clients([promise.client_id]):
        if (earlier.invoice_id, earlier.currency) == (promise.invoice_id, promise.currency):
            work.promises.withdraw(earlier.id, now=work.now)
            undo.append(("restore_promise", {"promise_id": earlier.id}))
    promise_id = work.promises.add(
        promise, touch_id=touch_id, watch_on=watch_day(promise, work.holidays), now=work.now, by_id=work.person.id
    )
    undo.insert(0, ("withdraw_promise", {"promise_id": promise_id}))
    return work.promises.get(promise_id), undo


def change_promise(request: ChangePromise, work: Work) -> Change:
    """Moves an open promise (or a proposed follow-up) to another day: the old row stays, withdrawn."""
    require(work.person, Role.MEMBER, "change a promised day")
    before = work.promises.get(request.promise_id)
    if before.withdrawn or before.closed_as is not None:
        words = "That promise is settled or was replaced already. Log what the client said now."
        raise WrongState(words)
    on = coming_day(request.on, work, field="on")
    if on.on < work.today:
        words = f"{on.words} is past. A promise is for a day still to come."
        raise NotUnderstood(words, field="on")
    moved = replace(before, promised_on=on.on, certainty=Certainty.GIVEN)
    kept, undo = keep_promise(moved, work, touch_id=None)
    invoice = work.invoices.get(before.invoice_id) if before.invoice_id else None
    client = work.clients.get(before.client_id)
    said = f"Promise moved from {in_full(before.promised_on)} to {on.words}"
    heard = (on.assumed,) if on.assumed else ()
    return done("change_promise", said, work, invoice=invoice, client=client, undo=undo, understood=heard, promise=kept)


def settle_by_money(invoice: Invoice, work: Work) -> list[Step]:
    """After money moved on an invoice: closes the promises it kept. Returns what takes that back."""
    undo: list[Step] = []
    for promise in work.promises.open_of_clients([invoice.client_id]):
        if promise.invoice_id not in (None, invoice.id) or promise.currency != invoice.currency:
            continue
        if state_of(promise, work) is PromiseState.KEPT:
            work.promises.close(promise.id, closed_as=PromiseState.KEPT, closed_on=work.today)
            undo.append(("restore_promise", {"promise_id": promise.id}))
    return undo
