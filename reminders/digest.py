"""The weekly digest: gathered from facts, posted once an ISO week, late once, never twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from domain.answers import Digest, InvoiceRow, NextAction
from domain.calendar import latest_weekday, today_in
from domain.hold import Hold
from domain.invoice import Invoice, Status
from domain.next_step import needs_a_person, urgency
from domain.occasions import DAY, WEEK, Occasion, weekly_on
from domain.promise import Promise, PromiseState
from domain.reminder import DECIDED_ON, LEAVING
from storage.cards import CardStore
from storage.promised_parts import PromisedPartsStore
from storage.records import RECORDING
from storage.seen import seen
from storage.turns import is_nobody_at
from storage.unit_of_work import Work
from storage.week import WeekStore
from views.digest import digest

DIGEST = "digest"
# A week's digest posted in the next week would only be in the way of that one.
USEFUL_FOR = timedelta(days=6)
# So many of what needs a person, and of each thing that changed, are in the digest; the rest is counted.
MOST_NEEDED = 25
MOST_TOLD = 25
# So many overdue and due ones are weighed against each other; a book with more still counts them all.
MOST_READ = 2_000
_LONGEST_OUTAGE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestRequest:
    """The digest of this week, as of now. `meant_for` is set where it comes late; `skipped` were left out before.

    `is_asked`: somebody wants to read it, whether this week's was posted already or not.
    """

    meant_for: date | None = None
    skipped: tuple[date, ...] = ()
    is_asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ready:
    """A digest gathered, and what it was gathered after."""

    week: Digest
    now: datetime
    last_act: int
    last_digest: tuple[str, datetime] | None

    def is_still_so(self, work: Work) -> bool:
        """Whether nobody did anything since, as far as is known here."""
        return CardStore(work.scope).last_act() == self.last_act and work.jobs.last_digest() == self.last_digest


Act = Callable[[Occasion, Work], object]
"""What is done in a transaction that may write."""


def is_digest_owed(occasion: Occasion, work: Work) -> bool:
    """Whether the latest digest day's is not posted yet. Nothing before the book was opened is owed."""
    return not work.jobs.was_claimed(DIGEST, occasion.period) and occasion.at >= work.jobs.started_at()


def prepare_digest(occasion: Occasion, work: Work) -> Act:
    """Gathers it in a look of its own, which keeps nobody waiting. Returns the act that posts it."""
    ready = _ready(occasion, work)
    return lambda occasion, work: _post(occasion, ready, work)


def post_digest(occasion: Occasion, work: Work) -> int | None:
    """Posts the digest of the occasion's week. Returns the message's id; None where another was first, or where
    somebody acts at this moment: then it is owed still."""
    return _post(occasion, None, work)


def _ready(occasion: Occasion, work: Work) -> _Ready:
    late = occasion.day if work.today != occasion.day else None
    last_act = CardStore(work.scope).last_act()
    week = gather_digest(DigestRequest(meant_for=late, skipped=_skipped_before(occasion, work)), work)
    return _Ready(week=week, now=work.now, last_act=last_act, last_digest=work.jobs.last_digest())


def _post(occasion: Occasion, ready: _Ready | None, work: Work) -> int | None:
    channel = work.workspace.channel
    if not is_nobody_at(work.scope, RECORDING):
        # What they do is of an earlier instant than this digest's and cannot be read yet: it would be in none.
        return None
    if channel is None or not work.jobs.claim(DIGEST, occasion.period, now=work.now):
        return None
    if ready is None or not ready.is_still_so(work):
        # Somebody acted meanwhile: what they did would be in no digest, for the next begins where this one ends.
        ready = _ready(occasion, work)
    week = ready.week
    message_id = work.outbox.put(
        kind=DIGEST,
        key=f"digest:{occasion.period}",
        channel=channel,
        body=digest(week, locale=work.workspace.locale, tz=work.workspace.tz),
        now=work.now,
    )
    if message_id is None:
        msg = f"the digest of {occasion.period} was put before it was claimed"
        raise RuntimeError(msg)
    since = week.since or ready.now - WEEK
    work.jobs.add_digest(occasion.period, covers_from=since, covers_to=ready.now, outbox_id=message_id)
    told = [_as_told(promise) for promise, _ in (*week.promises_kept, *week.promises_broken)]
    work.jobs.finish(DIGEST, occasion.period, now=work.now, note=json.dumps(told))
    return message_id


def gather_digest(request: DigestRequest, work: Work) -> Digest:
    """What changed since the last posted digest (a week, where there was none), what needs a person, what there is."""
    expected = work.milestones.expected_by(work.today + WEEK - DAY)
    return replace(
        _of_invoices(request, work),
        not_reached=tuple(one for one in expected if one.is_past(work.today)),
        coming=tuple(one for one in expected if not one.is_past(work.today)),
    )


def _of_invoices(request: DigestRequest, work: Work) -> Digest:
    """All of it that stands on invoices."""
    last = _last(request, work)
    since = last[1] if last else work.now - WEEK
    week = WeekStore(work.scope)
    closed = _closed_since(since, last[0] if last and not request.is_asked else None, work)
    overdue, overdue_count = week.newly_overdue(since, work.today, limit=MOST_TOLD)
    paid, paid_count = week.paid_since(since, limit=MOST_TOLD)
    needed, left = _needed(week, work)
    holds = _really_ended(work.holds.ended_between(_day(since, work), work.today - DAY), work)
    follow_ups = work.promises.follow_ups(work.today + WEEK - DAY)
    clients = week.clients([*(one.client_id for one in [*closed, *follow_ups]), *(one.client_id for one in holds)])
    return Digest(
        today=work.today,
        week_of=latest_weekday(work.today, work.workspace.digest_day),
        period=weekly_on(work.workspace, work.today).period,
        since=since if last else None,
        newly_overdue=_rows(overdue, work),
        newly_overdue_left=overdue_count - len(overdue),
        arrived_overdue=week.count_arrived_overdue(since, work.today),
        paid=_rows(paid, work),
        paid_left=paid_count - len(paid),
        received=week.received_since(since),
        promises_kept=tuple((one, clients[one.client_id]) for one in closed if _is(one, PromiseState.KEPT)),
        promises_broken=tuple((one, clients[one.client_id]) for one in closed if _is(one, PromiseState.BROKEN)),
        holds_ended=tuple((one, clients[one.client_id]) for one in holds),
        needs_person=needed,
        needs_person_left=left,
        follow_ups=tuple((one, clients[one.client_id]) for one in follow_ups),
        totals=tuple(work.totals.by_status(work.today)),
        aging=tuple(work.totals.by_bucket(work.today)),
        exceptions=tuple(work.exceptions.waiting(limit=MOST_TOLD)),
        drafts=tuple(work.reminders.in_state(*DECIDED_ON)),
        leaving=tuple(work.reminders.in_state(*LEAVING)),
        against=PromisedPartsStore(work.scope).of([*closed, *follow_ups]),
        exceptions_left=max(0, work.exceptions.count_waiting() - MOST_TOLD),
        payments_known_up_to=work.payments.known_up_to(),
        meant_for=request.meant_for,
        skipped=request.skipped,
    )


def _really_ended(over: list[Hold], work: Work) -> list[Hold]:
    """Those after which nothing holds the same thing back: a second hold of it, or of its client, may still run."""
    running = {
        (hold.client_id, hold.invoice_id)
        for hold in work.holds.current_of_clients([hold.client_id for hold in over], work.today)
    }
    return [hold for hold in over if not running & {(hold.client_id, hold.invoice_id), (hold.client_id, None)}]


def _last(request: DigestRequest, work: Work) -> tuple[str, datetime] | None:
    """The digest this one goes on from. Asked for after this week's was posted, it is that one again, brought up to
    date: at ten on Monday nobody asks for the hour since nine."""
    last = work.jobs.last_digest()
    if not request.is_asked or last is None or last[0] != weekly_on(work.workspace, work.today).period:
        return last
    return last[0], work.jobs.digest_began(last[0]) or last[1]


def _needed(week: WeekStore, work: Work) -> tuple[tuple[tuple[InvoiceRow, NextAction], ...], int]:
    """The most urgent in order, and how many more there are."""
    late = [
        *work.invoices.page(Status.OVERDUE, work.today, limit=MOST_READ),
        *work.invoices.page(Status.DUE, work.today, limit=MOST_READ),
    ]
    worded = [*work.promises.clients_with_broken(), *(one.client_id for one in work.promises.follow_ups(work.today))]
    read = {one.id: one for one in (*late, *week.open_of_clients(sorted(set(worded))), *week.disputed())}
    totals = work.totals.by_status(work.today)
    if any(one.status is Status.PAID and one.balance_minor < 0 for one in totals):
        read |= {one.id: one for one in week.overpaid()}
    found = [(one.row, one.action) for one in seen(list(read.values()), work) if needs_a_person(one.row, one.action)]
    found.sort(key=lambda pair: urgency(*pair))
    due = sum(one.count for one in totals if one.status in (Status.OVERDUE, Status.DUE))
    unread = due - sum(_is_late(one, work.today) for one in read.values())
    return tuple(found[:MOST_NEEDED]), len(found[MOST_NEEDED:]) + unread


def _is_late(invoice: Invoice, today: date) -> bool:
    return invoice.is_open and invoice.due_on is not None and invoice.due_on <= today


def _rows(invoices: list[Invoice], work: Work) -> tuple[InvoiceRow, ...]:
    return tuple(one.row for one in seen(invoices, work))


def _is(promise: Promise, state: PromiseState) -> bool:
    return promise.closed_as is state


def _closed_since(since: datetime, last: str | None, work: Work) -> list[Promise]:
    """Promises kept or broken since. Those the digest of the period `last` told of are not told again; one closed later
    on its day is, and so is one that is broken since it was told as kept."""
    note = work.jobs.note_of(DIGEST, last) if last else None
    told = json.loads(note) if note and note.startswith("[") else []
    closed = work.promises.closed_since(_day(since, work))
    # Digests of earlier versions noted the id alone.
    return [one for one in closed if one.id not in told and _as_told(one) not in told]


def _as_told(promise: Promise) -> str:
    return f"{promise.id} {promise.closed_as}"


def _skipped_before(occasion: Occasion, work: Work) -> tuple[date, ...]:
    """Digest days since the last posted one (or since the book was opened) that had none."""
    last = work.jobs.last_digest()
    started = work.jobs.started_at()
    found = []
    for weeks in range(1, _LONGEST_OUTAGE):
        before = weekly_on(work.workspace, occasion.day - timedelta(weeks=weeks))
        if before.at < started or (last and before.period <= last[0]):
            break
        found.append(before.day)
    return tuple(reversed(found))


def _day(at: datetime, work: Work) -> date:
    return today_in(work.workspace.tz, at)
