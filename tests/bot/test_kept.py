"""A kept answer is the answer: it holds as long as nobody wrote and the day goes on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from sqlite3 import Connection

import pytest
from sqlalchemy import event

from bot.clock import MovableClock
from bot.desk import Desk
from domain.answers import StatusList
from domain.workspace import Workspace
from handlers.ports import Body, Caller, Reader
from receivables.list_invoices import ListInvoices, list_invoices
from storage.database import Database, open_database
from tests.builders import ANA, BEN, keep_invoice


@pytest.fixture
def database(sqlite: Database) -> Database:
    """Only SQLite says whether somebody wrote."""
    return sqlite


def shown(found: StatusList, reader: Reader) -> Body:
    return {"today": found.today.isoformat(), "locale": reader.locale, "count": sum(g.count for g in found.groups)}


def look(desk: Desk, caller: Caller = ANA) -> Body:
    return desk.look(list_invoices, ListInvoices(), shown, caller)


def read_by(desk: Desk, ask: Callable[[], object]) -> int:
    """How many statements SQLite was handed for it."""
    ran: list[str] = []

    def taken(driver: Connection, *_about: object) -> None:
        driver.set_trace_callback(ran.append)

    event.listen(desk.database.engine, "checkout", taken)
    ask()
    event.remove(desk.database.engine, "checkout", taken)
    return len(ran)


def test_the_same_look_at_an_unchanged_book_reads_nothing_again(desk: Desk):
    look(desk)
    first = look(desk)
    assert read_by(desk, lambda: look(desk)) == 0
    assert look(desk) == first


def test_what_anybody_wrote_is_seen_at_once(desk: Desk, workspace: Workspace):
    look(desk)
    before = look(desk)
    with desk.work(workspace) as work:
        keep_invoice(work, number="INV-1")
    assert (before["count"], look(desk)["count"]) == (0, 1)


def test_what_another_process_wrote_is_seen_at_once(desk: Desk, workspace: Workspace):
    look(desk)
    look(desk)
    other = open_database(desk.database.engine.url.render_as_string(hide_password=False))
    elsewhere = Desk(database=other, clock=desk.clock)
    with elsewhere.work(workspace) as work:
        keep_invoice(work, number="INV-1")
    other.close()
    assert look(desk)["count"] == 1


def test_a_new_day_is_told_anew(desk: Desk, clock: MovableClock):
    look(desk)
    today = look(desk)["today"]
    clock.move(timedelta(days=1))
    tomorrow = look(desk)["today"]
    assert (today, tomorrow) == ("2026-03-11", "2026-03-12")


def test_everybody_is_asked_for_by_themselves(desk: Desk):
    look(desk)
    look(desk)
    assert read_by(desk, lambda: look(desk, BEN)) > 0


def test_a_book_in_memory_keeps_no_answers():
    memory = open_database("sqlite:///:memory:")
    assert memory.watch.version() is None
    memory.close()
