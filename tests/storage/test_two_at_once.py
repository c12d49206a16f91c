"""Two processes at one database do the same first thing at once: one row comes of it, and nobody meets a surprise."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import date
from threading import Barrier
from typing import TypeVar

import pytest
from sqlalchemy import func, select

from bot.clock import MovableClock
from bot.desk import Desk
from domain.errors import AlreadyDone
from domain.invoice import Invoice
from domain.roles import Role
from domain.workspace import Workspace
from receivables.log_reply import LogReply, log_reply
from storage.database import Database
from storage.invoice_rows import Place
from storage.scope import Scope
from storage.tables import people, totals, workspaces
from storage.totals import TotalsStore
from storage.unit_of_work import Work
from storage.workspaces import PeopleStore, keep_workspace
from tests.builders import a_workspace, keep_invoice

Value = TypeVar("Value")
# How long the second writer is given to run into the first.
MEETING = 0.3


def at_once(desk: Desk, workspace: Workspace, act: Callable[[Work], Value]) -> tuple[Value, Value]:
    """The act twice: the second begins while the first is done and not committed yet."""

    def second() -> Value:
        with desk.work(workspace) as work:
            return act(work)

    with ThreadPoolExecutor(1) as beside:
        with desk.work(workspace) as work:
            first = act(work)
            later = beside.submit(second)
            wait([later], timeout=MEETING)
        return first, later.result(timeout=30)


def test_two_first_ticks_know_one_dunwell(database: Database, workspace: Workspace):
    def first_tick() -> int:
        with database.writing() as connection:
            return PeopleStore(Scope(connection, workspace.id)).itself().id

    with ThreadPoolExecutor(1) as beside:
        with database.writing() as connection:
            first = PeopleStore(Scope(connection, workspace.id)).itself().id
            later = beside.submit(first_tick)
            wait([later], timeout=MEETING)
        assert later.result(timeout=30) == first
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(people)).scalar_one() == 1


def test_a_persons_first_two_requests_know_one_person(desk: Desk, workspace: Workspace):
    first, later = at_once(
        desk, workspace, lambda work: work.people.keep(slack_id="U0ANA", name="Ana", role=Role.APPROVER)
    )
    assert first == later


def test_a_workspace_connected_by_two_processes_at_once_is_one(database: Database, clock: MovableClock):
    def connect() -> int:
        with database.writing() as connection:
            return keep_workspace(connection, a_workspace(), clock.now()).id

    with ThreadPoolExecutor(1) as beside:
        with database.writing() as connection:
            first = keep_workspace(connection, a_workspace(), clock.now()).id
            later = beside.submit(connect)
            wait([later], timeout=MEETING)
        assert later.result(timeout=30) == first
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(workspaces)).scalar_one() == 1


def test_two_first_invoices_of_a_due_date_are_both_in_its_total(desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        work.clients.add(name="Acme", now=work.now)
    numbers = iter(["INV-1", "INV-2"])
    at_once(desk, workspace, lambda work: keep_invoice(work, number=next(numbers)))
    with desk.reading(workspace) as work:
        [total] = work.totals.by_status(work.today)
    assert (total.count, total.balance_minor) == (2, 240_000)


def test_a_number_recorded_twice_at_once_is_refused_in_words_the_second_time(desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        work.clients.add(name="Acme", now=work.now)
    with pytest.raises(AlreadyDone, match="INV-7 is recorded already"):
        at_once(desk, workspace, lambda work: keep_invoice(work, number="INV-7"))
    with desk.reading(workspace) as work:
        assert [total.count for total in work.totals.by_status(work.today)] == [1]


def test_two_people_who_name_a_new_client_at_once_name_one_client(desk: Desk, workspace: Workspace):
    first, later = at_once(desk, workspace, lambda work: work.clients.add(name="Blue Harbor", now=work.now))
    assert first == later
    with desk.reading(workspace) as work:
        assert [client.id for client in work.clients.named("Blue Harbor")] == [first.id]


def test_two_answers_of_a_client_logged_at_once_leave_one_promise_open(desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        invoice = keep_invoice(work, number="INV-1")
        work.people.itself()
    days = iter(["Friday", "Monday"])

    def log(work: Work) -> None:
        log_reply(LogReply(target="INV-1", words=f"we pay on {next(days)}"), work)

    at_once(desk, workspace, log)
    with desk.reading(workspace) as work:
        [promise] = work.promises.open_of_clients([invoice.client_id])
        assert len(work.promises.of_client(invoice.client_id)) == 2
    assert promise.words == "we pay on Monday"


def test_money_in_and_money_taken_back_at_once_never_wait_for_each_other_in_a_circle(
    database: Database, workspace: Workspace
):
    opened = Place(state="open", currency="EUR", due_on=date(2026, 3, 4), balance_minor=100)
    paid = replace(opened, state="paid", due_on=date.min, balance_minor=0)
    with database.writing() as connection:
        for _ in range(50):
            TotalsStore(Scope(connection, workspace.id)).move(None, opened)
            TotalsStore(Scope(connection, workspace.id)).move(None, paid)
    gate = Barrier(2)

    def move(before: Place, after: Place) -> None:
        gate.wait(timeout=10)
        for _ in range(50):
            with database.writing() as connection:
                TotalsStore(Scope(connection, workspace.id)).move(before, after)

    with ThreadPoolExecutor(2) as both:
        for done in [both.submit(move, opened, paid), both.submit(move, paid, opened)]:
            done.result(timeout=60)
    with database.reading() as connection:
        assert [row.invoices for row in connection.execute(select(totals.c.invoices))] == [50, 50]


def test_a_change_made_on_an_old_look_is_refused_in_words(desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        before: Invoice = keep_invoice(work, number="INV-1")
        work.invoices.keep(before, replace(before, title="Website"), changed_on=work.today)
    with desk.work(workspace) as work, pytest.raises(AlreadyDone, match="at the same moment"):
        work.invoices.keep(before, replace(before, title="Logo"), changed_on=work.today)
