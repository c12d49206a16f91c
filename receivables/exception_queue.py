"""The exception queue: what waits for a person, and the person saying that it is settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.answers import Change
from domain.errors import AlreadyDone
from domain.exception_queue import OpenException
from domain.roles import Role, require
from receivables.changes import done
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowQueue:
    """All of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveException:
    """A row of the queue, as a button carries it."""

    exception_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueShown:
    """The rows that wait, oldest first, as of today."""

    today: date
    waiting: tuple[OpenException, ...]


def show_queue(_: ShowQueue, work: Work) -> QueueShown:
    """What failed, contradicts or needs a person."""
    require(work.person, Role.VIEWER, "see the queue")
    return QueueShown(today=work.today, waiting=tuple(work.exceptions.waiting()))


def resolve_exception(request: ResolveException, work: Work) -> Change:
    """Takes a row off the queue; who did it stays on record."""
    require(work.person, Role.MEMBER, "settle something in the queue")
    waiting = work.exceptions.get(request.exception_id)
    settled = f"settled by {work.person.name}"
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
