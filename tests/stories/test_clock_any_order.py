"""Whatever order ticks of two clocks, payments, moved dates and outages come in: told at most once, and never not."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as some
from sqlalchemy import select

from bot.clock import MovableClock
from bot.desk import Desk
from bot.jobs import compose, tick
from domain.delivery import State
from domain.errors import AlreadyDone
from domain.invoice import Status, status
from domain.promise import PromiseState
from domain.workspace import Workspace
from receivables.log_reply import LogReply, log_reply
from receivables.move_due_date import MoveDueDate, move_due_date
from receivables.record_payment import RecordPayment, record_payment
from storage.database import Database
from storage.tables import alerts, promises
from storage.unit_of_work import Work
from storage.workspaces import keep_workspace
from tests.books import empty_book
from tests.builders import a_workspace, keep_invoice

START = datetime(2026, 3, 20, 7, 0, tzinfo=UTC)
NUMBERS = ("INV-1", "INV-2", "INV-3")


@dataclass(frozen=True)
class Wait:
    hours: int


@dataclass(frozen=True)
class Tick:
    clock: int


@dataclass(frozen=True)
class Compose:
    clock: int


@dataclass(frozen=True)
class Pay:
    number: str


@dataclass(frozen=True)
class TakeBack:
    number: str


@dataclass(frozen=True)
class Move:
    number: str
    days: int


@dataclass(frozen=True)
class Promise:
    number: str
    days: int


numbers = some.sampled_from(NUMBERS)
steps = some.one_of(
    # Hours up to a day, and outages of up to nine.
    some.builds(Wait, hours=some.integers(1, 24) | some.integers(24, 220)),
    some.builds(Tick, clock=some.integers(0, 1)),
    some.builds(Tick, clock=some.integers(0, 1)),
    some.builds(Compose, clock=some.integers(0, 1)),
    some.builds(Pay, number=numbers),
    some.builds(TakeBack, number=numbers),
    some.builds(Move, number=numbers, days=some.integers(-10, 20)),
    some.builds(Promise, number=numbers, days=some.integers(1, 9)),
)


@settings(max_examples=40, deadline=None)
@given(some.lists(steps, max_size=25))
def test_every_overdue_invoice_is_told_once_for_each_due_date(story: list[object]):
    with an_empty_book() as database:
        clock = MovableClock(START, stands_still=True)
        with database.writing() as connection:
            workspace = keep_workspace(connection, a_workspace(), START)
        desks = [Desk(database=database, clock=clock) for _ in range(2)]
        with desks[0].work(workspace) as work:
            for place, number in enumerate(NUMBERS):
                keep_invoice(work, number=number, due_on=date(2026, 3, 18) + timedelta(days=3 * place))
        for step in story:
            play(step, desks, workspace, clock)
        # In the end the clock runs: the next morning comes, and both tick.
        clock.move(timedelta(hours=25))
        for desk in desks:
            assert tick(desk, workspace).failed == ()
            compose(desk, workspace)
        with desks[0].reading(workspace) as work:
            told = work.scope.all(select(alerts.c.invoice_id, alerts.c.due_on, alerts.c.outbox_id))
            assert len({(row.invoice_id, row.due_on) for row in told}) == len(told)
            assert all(row.outbox_id is not None for row in told)
            keys = {(row.invoice_id, row.due_on) for row in told}
            for number in NUMBERS:
                invoice = work.invoices.find(number)
                due_yesterday = invoice.due_on is not None and invoice.due_on < work.today - timedelta(days=1)
                if status(invoice, work.today) is Status.OVERDUE and due_yesterday:
                    assert (invoice.id, invoice.due_on) in keys
            assert work.exceptions.waiting() == []
            waiting = work.outbox.in_state(State.WAITING)
            words = [each for each in waiting if each.kind == "broken promise" and each.updates_id is None]
            closed = work.scope.all(select(promises.c.id).where(promises.c.closed_as == PromiseState.BROKEN.value))
            about = [message.about_id for message in words if message.about_id is not None]
            assert len(about) == len(set(about))
            assert set(about) >= {row.id for row in closed}


def play(step: object, desks: list[Desk], workspace: Workspace, clock: MovableClock) -> None:
    match step:
        case Wait(hours=hours):
            clock.move(timedelta(hours=hours))
        case Tick(clock=which):
            assert tick(desks[which], workspace).failed == ()
        case Compose(clock=which):
            compose(desks[which], workspace)
        case Pay() | TakeBack() | Move() | Promise():
            with desks[0].work(workspace) as work:
                act(step, work)


def act(step: Pay | TakeBack | Move | Promise, work: Work) -> None:
    invoice = work.invoices.find(step.number)
    if isinstance(step, TakeBack):
        for entry in [] if invoice.is_open else work.payments.of_invoice(invoice.id)[-1:]:
            work.payments.reverse(entry.id, now=work.now, by_id=work.person.id)
            work.invoices.recount(invoice, changed_on=work.today)
        return
    if not invoice.is_open or invoice.due_on is None:
        return
    if isinstance(step, Pay):
        record_payment(RecordPayment(invoice=step.number), work)
    elif isinstance(step, Promise):
        day = work.today + timedelta(days=step.days)
        with suppress(AlreadyDone):  # the same words within ten minutes are kept once
            log_reply(LogReply(target=step.number, words=f"I will pay on {day.isoformat()}"), work)
    else:
        to = max(invoice.due_on + timedelta(days=step.days), invoice.issued_on + timedelta(days=1))
        if to != invoice.due_on:
            move_due_date(MoveDueDate(invoice=step.number, due=to.isoformat()), work)


@contextmanager
def an_empty_book() -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        database = empty_book(Path(folder) / "dunwell.db")
        yield database
        database.close()
