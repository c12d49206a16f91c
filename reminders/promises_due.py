"""The day after a promise stops holding back: money decides kept or broken. And days we proposed ourselves come due."""

from __future__ import annotations

from collections.abc import Sequence

from domain.answers import NextAction, NextStep
from domain.money import Money
from domain.news import BrokenPromise, FollowUp, FollowUps
from domain.next_step import urgency
from domain.occasions import Occasion
from domain.promise import Certainty, Promise, PromiseState, is_part, watch_day
from domain.said_dates import in_full
from domain.timeline import Touch, last_contact
from reminders.news import news
from storage.promised_parts import PromisedPartsStore
from storage.seen import seen
from storage.standing import Stand, standing_of
from storage.unit_of_work import Work
from views.alerts import broken_promise, broken_promises_headline, follow_ups
from views.kit import Body

BROKEN = "broken promise"
FOLLOW_UPS = "follow-ups"


def are_promises_owed(occasion: Occasion, work: Work) -> bool:
    """Whether the day of a promise or a proposed follow-up has come."""
    return work.promises.is_any_watched(occasion.day)


def settle_promises(occasion: Occasion, work: Work) -> int:
    """Closes what money decided, tells of what was broken, points out the follow-ups of the day. Returns how many
    promises it looked at; each is told once each time it is broken, because that is a conditional change."""
    stands = [standing_of(promise, work) for promise in work.promises.watched(occasion.day)]
    broken = []
    due = []
    for stand in stands:
        promise = stand.promise
        if promise.closed_as is PromiseState.BROKEN:
            if _is_told_anew(stand, work):
                broken.append(stand)
        elif stand.state is PromiseState.KEPT:
            work.promises.close(promise.id, closed_as=PromiseState.KEPT, closed_on=work.today)
        elif stand.state is PromiseState.BROKEN:
            if work.promises.close(promise.id, closed_as=PromiseState.BROKEN, closed_on=work.today):
                broken.append(stand)
        elif stand.state is PromiseState.WITHDRAWN:
            work.promises.withdraw(promise.id, now=work.now)
        elif promise.certainty is Certainty.PROPOSED and promise.promised_on <= work.today:
            if work.promises.stop_watching(promise.id):
                due.append(stand)
        else:
            # A holiday was entered meanwhile: the promise holds longer than when it was made.
            work.promises.watch(promise.id, watch_day(promise, work.holidays))
    _tell_broken(broken, work)
    _tell_follow_ups(due, work)
    return len(stands)


def broken_promise_body(promise: Promise, work: Work) -> Body:
    """The message of a broken promise as things are now; what it asks for vanishes once nothing is left to pay."""
    return broken_promise(_broken(standing_of(promise, work), work), locale=work.workspace.locale)


def _is_told_anew(stand: Stand, work: Work) -> bool:
    """Whether it was kept and is broken since, by money that was taken back. Nothing is told where it was made good
    meanwhile, and nothing yet while its invoice is a draft again."""
    if stand.owed_minor > 0 and not any(invoice.is_open for invoice in stand.invoices):
        return False
    return work.promises.stop_watching(stand.promise.id) and stand.owed_minor > 0


def _tell_broken(stands: Sequence[Stand], work: Work) -> None:
    channel = work.workspace.channel
    if not stands or channel is None:
        return
    headline = None
    if len(stands) > 1:
        # Several at once are one message with a thread, not a flood.
        headline = work.outbox.put(
            kind=BROKEN,
            key=f"broken promises:{stands[0].promise.id}{_again(stands[0], work)}",
            channel=channel,
            body=broken_promises_headline(len(stands)),
            now=work.now,
        )
    for stand in stands:
        promise = stand.promise
        work.record(
            "break_promise",
            f"Promise for {in_full(promise.promised_on)} was broken",
            client_id=promise.client_id,
            invoice_id=promise.invoice_id,
        )
        work.outbox.put(
            kind=BROKEN,
            key=f"broken promise:{promise.id}{_again(stand, work)}",
            channel=channel,
            body=broken_promise_body(promise, work),
            now=work.now,
            reply_to=headline,
            about="promise",
            about_id=promise.id,
        )


def _again(stand: Stand, work: Work) -> str:
    """What tells the message of a promise that is broken once more from those of the times before."""
    told = [each for each in work.outbox.all_about(BROKEN, "promise", stand.promise.id) if each.updates_id is None]
    return f":{len(told) + 1}" if told else ""


def _broken(stand: Stand, work: Work) -> BrokenPromise:
    promise = stand.promise
    touches = work.timeline.of_client(promise.client_id)
    against = PromisedPartsStore(work.scope).of([promise])
    return BrokenPromise(
        today=work.today,
        promise=promise,
        client=work.clients.get(promise.client_id),
        received=Money(stand.received_minor, promise.currency),
        owed=Money(stand.owed_minor, promise.currency),
        open_count=sum(invoice.is_open for invoice in stand.invoices),
        news=news(stand.invoices, work)[0] if promise.invoice_id is not None else None,
        last_contact=last_contact([touch for touch in touches if _concerns(touch, promise)]),
        next_action=_next_action(stand, work),
        part=promise.expected if is_part(promise, against.get(promise.id)) else None,
    )


def _next_action(stand: Stand, work: Work) -> NextAction:
    """As the cards of its open invoices say it: of several, what costs most to ignore."""
    found = seen([invoice for invoice in stand.invoices if invoice.is_open], work)
    first = min(found, key=lambda each: urgency(each.row, each.action), default=None)
    return first.action if first else NextAction(step=NextStep.NOTHING)


def _concerns(touch: Touch, promise: Promise) -> bool:
    return promise.invoice_id is None or touch.invoice_id in (None, promise.invoice_id)


def _tell_follow_ups(stands: Sequence[Stand], work: Work) -> None:
    channel = work.workspace.channel
    if not stands or channel is None:
        return
    due = [
        FollowUp(
            promise=stand.promise,
            client=work.clients.get(stand.promise.client_id),
            number=stand.invoices[0].number if stand.promise.invoice_id is not None else None,
            owed=Money(stand.owed_minor, stand.promise.currency),
        )
        for stand in stands
    ]
    work.outbox.put(
        kind=FOLLOW_UPS,
        # Once more on another day, where the money that answered it was taken back.
        key=f"follow-ups:{stands[0].promise.id}:{work.today.isoformat()}",
        channel=channel,
        body=follow_ups(FollowUps(today=work.today, due=tuple(due)), locale=work.workspace.locale),
        now=work.now,
    )
