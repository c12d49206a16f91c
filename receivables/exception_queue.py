"""The exception queue: what waits for a person, and the person saying that it is settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from domain.answers import Change
from domain.errors import AlreadyDone, WrongState
from domain.exception_queue import OpenException
from domain.money import Money
from domain.news import FollowUp
from domain.promise import Promise, PromiseState
from domain.queue_page import QueuePage, only_its_own
from domain.reminder import DECIDED_ON, Reminder
from domain.roles import Role, require
from receivables.changes import done
from storage.standing import standing_of
from storage.unit_of_work import Work

_LETTER = "reminder"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowQueue:
    """All of it, from one of its rows on."""

    start: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveException:
    """A row of the queue, as a button carries it."""

    exception_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueShown:
    """What waits, as of today in the workspace's time zone."""

    today: date
    tz: ZoneInfo
    page: QueuePage

    @property
    def waiting(self) -> tuple[OpenException, ...]:
        """What failed, contradicts or needs a person."""
        return self.page.waiting


def show_queue(request: ShowQueue, work: Work) -> QueueShown:
    """What failed, contradicts or needs a person; letters that wait for somebody; follow-ups whose day has come."""
    require(work.person, Role.VIEWER, "see the queue")
    waiting = tuple(work.exceptions.waiting())
    drafts = tuple(work.reminders.in_state(*DECIDED_ON))
    follow_ups = tuple(_follow_up(each, work) for each in work.promises.follow_ups(work.today))
    page = QueuePage(
        waiting=waiting,
        drafts=drafts,
        follow_ups=tuple(each for each in follow_ups if each is not None),
        letters={row.about_id: work.reminders.get(row.about_id) for row in waiting if row.about == _LETTER},
        owners={each: work.clients.get(each).owner for each in {draft.client_id for draft in drafts}},
        start=max(0, request.start),
    )
    return QueueShown(today=work.today, tz=work.workspace.tz, page=page)


def resolve_exception(request: ResolveException, work: Work) -> Change:
    """Takes a row off the queue; who did it stays on record."""
    require(work.person, Role.MEMBER, "settle something in the queue")
    waiting = work.exceptions.get(request.exception_id)
    settled = f"settled by {work.person.name}"
    if waiting is not None and only_its_own(waiting, _letter(waiting, work)):
        words = "That is not settled by saying so: say what became of it with the other buttons of its row."
        raise WrongState(words)
    if waiting is None or not work.exceptions.resolve(waiting.id, resolution=settled, now=work.now):
        words = "That is settled already."
        raise AlreadyDone(words)
    invoice = work.invoices.get(waiting.about_id) if waiting.about == "invoice" else None
    return done("resolve_exception", f"Settled: {waiting.reason}", work, invoice=invoice)


def take_exception(request: ResolveException, work: Work) -> Change:
    """Makes the person its owner."""
    require(work.person, Role.MEMBER, "take something from the queue")
    waiting = work.exceptions.get(request.exception_id)
    if waiting is None:
        words = "That is settled already."
        raise AlreadyDone(words)
    work.exceptions.give_to(waiting.id, work.person.id)
    return done("take_exception", f"{work.person.name} looks after: {waiting.reason}", work)


def _letter(waiting: OpenException, work: Work) -> Reminder | None:
    return work.reminders.get(waiting.about_id) if waiting.about == _LETTER else None


def _follow_up(promise: Promise, work: Work) -> FollowUp | None:
    """None where the money came meanwhile: the clock has not looked yet."""
    stand = standing_of(promise, work)
    if stand.state is not PromiseState.OPEN:
        return None
    number = work.invoices.get(promise.invoice_id).number if promise.invoice_id is not None else None
    client = work.clients.get(promise.client_id)
    return FollowUp(promise=promise, client=client, number=number, owed=Money(stand.owed_minor, promise.currency))
