"""One real database a test, a clock that stands still, a workspace with people. Never a fake store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import make_url

from bot.clock import MovableClock
from bot.desk import Desk
from domain.workspace import Workspace
from storage.database import Database
from storage.workspaces import keep_workspace
from tests.books import PostgresBook, empty_book, postgres_server
from tests.builders import a_workspace

# How quickly examples come says something of the machine, nothing of the program.
settings.register_profile("dunwell", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("dunwell")

# A Wednesday, nine in the morning in Lisbon (UTC that day is the same).
WEDNESDAY = datetime(2026, 3, 11, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """One PostgreSQL for the run."""
    with postgres_server(waits_for_disk=False) as url:
        yield url


@pytest.fixture(scope="session")
def postgres_book(postgres_url: str) -> Iterator[PostgresBook]:
    """A database of that server, lent to one test after the other."""
    book = PostgresBook(make_url(postgres_url))
    yield book
    book.drop()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database with all tables: every test that uses it runs on both kinds."""
    if request.param == "sqlite":
        opened = empty_book(tmp_path / "dunwell.db")
        yield opened
        opened.close()
        return
    book: PostgresBook = request.getfixturevalue("postgres_book")
    opened = book.open()
    yield opened
    opened.close()
    book.clear()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    """An empty SQLite database, for tests in which the kind does not matter."""
    opened = empty_book(tmp_path / "dunwell.db")
    yield opened
    opened.close()


@pytest.fixture
def clock() -> MovableClock:
    """Stands still on Wednesday 11 March 2026, 09:00 UTC, until moved."""
    return MovableClock(WEDNESDAY, stands_still=True)


@pytest.fixture
def workspace(database: Database, clock: MovableClock) -> Workspace:
    """A workspace in Lisbon whose default currency is EUR."""
    with database.writing() as connection:
        return keep_workspace(connection, a_workspace(), clock.now())


@pytest.fixture
def desk(database: Database, clock: MovableClock, workspace: Workspace) -> Desk:
    """The desk of that workspace."""
    return Desk(database=database, clock=clock)
