from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DBAPIError

from bot.clock import MovableClock
from bot.desk import Desk
from domain.errors import Refusal
from domain.timeline import Direction, Medium
from domain.workspace import Workspace
from storage.database import Database, open_database
from storage.tables import metadata, touches
from storage.upgrade import FromTheFuture, backup, is_current, newest, upgrade, version_of
from storage.workspaces import all_workspaces, keep_workspace
from tests.books import fresh_postgres
from tests.builders import a_workspace, keep_invoice


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database in which nothing was ever made."""
    if request.param == "sqlite":
        opened = open_database(f"sqlite:///{tmp_path / 'book' / 'dunwell.db'}")
        yield opened
        opened.close()
        return
    with fresh_postgres(request.getfixturevalue("postgres_url")) as url:
        opened = open_database(url)
        yield opened
        opened.close()


def test_the_migrations_make_exactly_the_tables_the_stores_use(empty: Database):
    upgrade(empty)
    with empty.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_the_migrations_make_the_same_triggers_as_the_tables_do(empty: Database, database: Database):
    if empty.is_sqlite is not database.is_sqlite:
        return
    upgrade(empty)
    assert _triggers(empty) == _triggers(database) != []


def test_an_empty_database_is_brought_up_to_date_once(empty: Database):
    assert version_of(empty) is None
    assert not is_current(empty)
    assert upgrade(empty)[-1] == newest()
    assert upgrade(empty) == []
    assert is_current(empty)


def test_processes_that_start_together_migrate_once(empty: Database):
    done: list[list[str]] = []
    starting = threading.Barrier(4)

    def start() -> None:
        starting.wait()
        done.append(upgrade(empty))

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 4
    assert is_current(empty)


def test_a_database_of_a_newer_dunwell_is_left_alone(empty: Database):
    upgrade(empty)
    with empty.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(FromTheFuture, match="Update Dunwell"):
        upgrade(empty)


def test_nobody_can_change_or_remove_what_was_said(desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        invoice = keep_invoice(work)
        work.timeline.add(
            client_id=invoice.client_id,
            invoice_id=invoice.id,
            direction=Direction.IN,
            medium=Medium.EMAIL,
            words="I'll sort it Friday",
            happened_on=date(2026, 3, 11),
            now=work.now,
            by_id=work.person.id,
        )
    for attempt in (update(touches).values(words="never said"), delete(touches)):
        with pytest.raises(DBAPIError, match="never changed or removed"), desk.database.writing() as connection:
            connection.execute(attempt)
    with desk.reading(workspace) as work:
        assert [touch.words for touch in work.timeline.of_client(invoice.client_id)] == ["I'll sort it Friday"]


def test_a_backup_taken_while_dunwell_runs_is_a_whole_book(tmp_path: Path, clock: MovableClock):
    database = open_database(f"sqlite:///{tmp_path / 'dunwell.db'}")
    upgrade(database)
    with database.writing() as connection:
        keep_workspace(connection, a_workspace(), clock.now())
    with database.reading():
        backup(database, tmp_path / "copies" / "monday.db")
    copy = open_database(f"sqlite:///{tmp_path / 'copies' / 'monday.db'}")
    with copy.reading() as connection:
        assert [kept.name for kept in all_workspaces(connection)] == ["Rua Nova Studio"]
    with pytest.raises(Refusal, match="there already"):
        backup(database, tmp_path / "copies" / "monday.db")
    copy.close()
    database.close()


def test_a_backup_of_postgresql_names_the_tool_that_makes_one(empty: Database, tmp_path: Path):
    if empty.is_sqlite:
        return
    with pytest.raises(Refusal, match="pg_dump"):
        backup(empty, tmp_path / "copy.db")


def test_a_database_that_does_not_answer_is_said_without_its_password():
    nowhere = open_database("postgresql://dunwell:hunter2@127.0.0.1:1/book?connect_timeout=1")
    with pytest.raises(Refusal, match="does not answer") as refused:
        upgrade(nowhere)
    assert "hunter2" not in refused.value.words
    nowhere.close()


def _triggers(database: Database) -> list[str]:
    query = (
        "SELECT sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
        if database.is_sqlite
        else "SELECT pg_get_triggerdef(t.oid) || pg_get_functiondef(t.tgfoid) FROM pg_trigger t"
        " WHERE NOT t.tgisinternal ORDER BY t.tgname"
    )
    with database.reading() as connection:
        return [str(row[0]) for row in connection.execute(text(query))]
