"""Promises: found in a client's words, moved, kept or reopened by money. One at a time is open for one thing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from domain.answers import Change
from domain.errors import NotUnderstood, WrongState
from domain.invoice import Invoice
from domain.promise import Certainty, Promise, PromiseState, says_the_rest, watch_day
from domain.roles import Role, require
from domain.said_dates import in_full
from receivables.changes import Step, done
from receivables.said import coming_day
from storage.standing import standing_of
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePromise:
    """The day a person gives instead of the one that was understood, as they typed it."""

    promise_id: int
    on: str


def keep_promise(promise: Promise, work: Work, *, touch_id: int | None) -> tuple[Promise, list[Step]]:
    """Records a promise in place of an open one for the same invoice, not of a part that comes before the rest it is
    for; returns it and what takes it back."""
    undo: list[Step] = []
    work.clients.take(promise.client_id)
    for earlier in work.promises.open_of_clients([promise.client_id]):
        if _takes_place_of(promise, earlier):
            work.promises.withdraw(earlier.id, now=work.now)
            undo.append(("restore_promise", {"promise_id": earlier.id}))
    promise_id = work.promises.add(
        promise, touch_id=touch_id, watch_on=watch_day(promise, work.holidays), now=work.now, by_id=work.person.id
    )
    undo.insert(0, ("withdraw_promise", {"promise_id": promise_id, "touch_id": touch_id}))
    kept = replace(promise, id=promise_id, by=work.person.name, recorded_at=promise.recorded_at or work.now)
    return kept, undo


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


def take_back_promise(promise_id: int, work: Work) -> None:
    """Withdraws it, whatever money made of it meanwhile: the words it was read from are taken back."""
    work.promises.reopen(promise_id, watch_on=work.today)
    work.promises.withdraw(promise_id, now=work.now)


def bring_back_promise(promise_id: int, work: Work) -> None:
    """Lets a replaced promise stand again, as money puts it now; a newer word for the same thing keeps its place."""
    replaced = work.promises.get(promise_id)
    if not replaced.withdrawn or any(not later.withdrawn for later in _later(replaced, work)):
        return
    work.promises.reopen(replaced.id, watch_on=watch_day(replaced, work.holidays))
    again = work.promises.get(replaced.id)
    _decide(again, _judged(again, work), work)


def settle_by_money(invoice: Invoice, work: Work) -> None:
    """After money moved on an invoice: every promise about it stands where the money now puts it, decided ones too.

    A payment recorded late keeps what was told as broken; one taken back opens or breaks what was kept, and the clock
    tells that. That an open one is broken is the clock's to say: money that comes a day late still ends it as kept.
    """
    for promise in work.promises.of_client(invoice.client_id):
        is_about = promise.currency == invoice.currency and promise.surrounds(invoice.id, invoice.sent_on)
        if not promise.withdrawn and is_about:
            _decide(promise, _judged(promise, work), work)


def _judged(promise: Promise, work: Work) -> PromiseState:
    stand = standing_of(promise, work)
    is_answered = bool(stand.invoices) and stand.owed_minor <= 0 and stand.state is not PromiseState.WITHDRAWN
    if promise.closed_as is not PromiseState.BROKEN and is_answered:
        return PromiseState.KEPT
    if promise.closed_as is None and stand.state is PromiseState.BROKEN:
        return PromiseState.OPEN
    return stand.state


def _decide(promise: Promise, state: PromiseState, work: Work) -> None:
    if state is (promise.closed_as or PromiseState.OPEN):
        return
    if state is PromiseState.OPEN and any(_is_open(later) for later in _later(promise, work)):
        take_back_promise(promise.id, work)  # they gave a newer word for the same thing since
    elif state is PromiseState.OPEN:
        work.promises.reopen(promise.id, watch_on=watch_day(promise, work.holidays))
    elif state is PromiseState.WITHDRAWN:
        work.promises.withdraw(promise.id, now=work.now)
    else:
        work.promises.decide(promise.id, closed_as=state, closed_on=work.today)


def _later(promise: Promise, work: Work) -> list[Promise]:
    """What was promised for the same thing after it."""
    return [
        each
        for each in work.promises.of_client(promise.client_id)
        if each.id > promise.id and _takes_place_of(each, promise)
    ]


def _takes_place_of(later: Promise, earlier: Promise) -> bool:
    """Whether it is a newer word for the same thing; one for the rest says nothing of a part that comes before."""
    if (later.invoice_id, later.currency) != (earlier.invoice_id, earlier.currency):
        return False
    comes_before = earlier.promised_on < later.promised_on and earlier.expected_minor < later.expected_minor
    return not (comes_before and earlier.certainty is Certainty.GIVEN and says_the_rest(later.words))


def _is_open(promise: Promise) -> bool:
    return not promise.withdrawn and promise.closed_as is None
