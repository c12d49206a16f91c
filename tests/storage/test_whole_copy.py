from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.desk import Desk
from domain.workspace import Workspace
from receivables.log_reply import LogReply, log_reply
from receivables.record_payment import RecordPayment, record_payment
from receivables.set_chasing import SetChasing, set_chasing
from reminders.card import show_reminder
from storage.database import Database, open_database
from storage.tables import metadata
from storage.upgrade import upgrade
from storage.whole_copy import copy_book
from storage.workspaces import keep_workspace
from tests.builders import a_workspace, keep_invoice
from tests.reminders.letters import a_waiting_letter


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Database]:
    """An empty book in a file, as a rehearsal makes it."""
    opened = open_database(f"sqlite:///{tmp_path / 'copy.db'}")
    upgrade(opened)
    yield opened
    opened.close()


def rows(database: Database, workspace_id: int) -> dict[str, list[dict[str, Any]]]:
    """Every row of a workspace, by table."""
    found = {}
    with database.reading() as connection:
        for table in metadata.sorted_tables:
            owner = table.c.id if table.name == "workspaces" else table.c.workspace_id
            query = table.select().where(owner == workspace_id).order_by(*table.primary_key)
            found[table.name] = [dict(row) for row in connection.execute(query).mappings()]
    return found


def test_a_copy_holds_every_row_of_one_workspace_and_nothing_of_another(
    desk: Desk, workspace: Workspace, database: Database, clock: MovableClock, copy: Database
):
    with desk.work(workspace) as work:
        first = keep_invoice(work, number="A-1")
        keep_invoice(work, number="B-1", client="Blum")
        set_chasing(SetChasing(target="Blum", least="EUR 50"), work)
        record_payment(RecordPayment(invoice="A-1", amount="100"), work)
        log_reply(LogReply(target="B-1", words="we will pay on 20 March"), work)
        reminder = a_waiting_letter(work, first)
        work.reminders.keep_raw(reminder, b"To: Petra\r\n\x00\xff", "a hash")
        show_reminder(reminder.id, work)
    with database.writing() as connection:
        other = keep_workspace(connection, a_workspace(team_id="T0OTHER"), clock.now())
    with desk.work(other) as work:
        keep_invoice(work, number="X-1", client="Elsewhere")
    before = rows(database, workspace.id)
    with database.reading() as source, copy.writing() as target:
        copy_book(source, target, workspace.id)
    assert rows(copy, workspace.id) == before == rows(database, workspace.id)
    for wanted in ("reminders", "outbox", "payments", "promises", "chasing_rules", "audit", "contacts"):
        assert before[wanted], wanted
    assert not any(rows(copy, other.id).values())


def test_a_copied_book_goes_on_by_itself(desk: Desk, workspace: Workspace, database: Database, copy: Database):
    with desk.work(workspace) as work:
        keep_invoice(work, number="A-1")
    with database.reading() as source, copy.writing() as target:
        copy_book(source, target, workspace.id)
    with Desk(database=copy, clock=desk.clock).work(workspace) as work:
        keep_invoice(work, number="A-2")
        record_payment(RecordPayment(invoice="A-1"), work)
        assert work.invoices.find("A-1").balance.minor == 0
    with desk.reading(workspace) as work:
        assert work.invoices.find("A-1").balance.minor > 0
        assert work.invoices.by_number("A-2") is None
