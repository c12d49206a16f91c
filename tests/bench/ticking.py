"""The daily tick over a large open book, beside the one statement that finds what turned Overdue."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from statistics import median

from bot.clock import MovableClock
from bot.desk import Desk
from bot.jobs import compose, tick
from domain.workspace import Workspace
from storage.clockwork import AlertStore
from storage.database import open_database
from storage.invoice_rows import with_names
from storage.scope import Scope
from storage.tables import invoices
from storage.workspaces import workspace_of_team
from tests.bench.book import TEAM
from tests.bench.figures import Figure, milliseconds

# A Monday; the days measured are the ones after it, so that none of them owes the weekly digest too.
MONDAY = date(2026, 11, 23)
DAYS = 6
IDLE_TICKS = 50
ALERT_HOUR = time_of_day(9, 0, tzinfo=UTC)


def measure(book: Path, *, held: int, a_day: int) -> list[Figure]:
    """`book`: all open, `a_day` of them due each day from the Sunday before MONDAY on."""
    database = open_database(f"sqlite:///{book}")
    clock = MovableClock(datetime.combine(MONDAY, ALERT_HOUR), stands_still=True)
    with database.reading() as connection:
        workspace = workspace_of_team(connection, TEAM)
    assert workspace is not None
    desk = Desk(database=database, clock=clock)
    tick(desk, workspace)
    compose(desk, workspace)
    selecting: list[float] = []
    ticking: list[float] = []
    idle: list[float] = []
    for days in range(1, DAYS + 1):
        _small_hours(desk, workspace, MONDAY + timedelta(days=days))
        selecting += [_timed(lambda: _selected(desk, workspace, a_day)) for _ in range(3)]
        ticking.append(_timed(lambda: _told(desk, workspace)))
        compose(desk, workspace)
        clock.move(timedelta(minutes=1))
        idle += [_timed(lambda: _nothing(desk, workspace)) for _ in range(IDLE_TICKS)]
    database.close()
    return _figures(selecting, ticking, idle, held=held, a_day=a_day)


def _figures(selecting: list[float], ticking: list[float], idle: list[float], *, held: int, a_day: int) -> list[Figure]:
    return [
        Figure(
            what=f"the daily tick, {held:,} open invoices, {a_day:,} turn Overdue",
            measured=milliseconds(median(ticking)),
            against=f"the one statement that selects them, {milliseconds(median(selecting))}",
            ratio=median(ticking) / median(selecting),
            at_most=3,
        ),
        Figure(
            what=f"a tick with nothing due, {held:,} open invoices",
            measured=milliseconds(median(idle)),
            against="5 ms",
            ratio=median(idle) / 0.005,
            at_most=1,
        ),
    ]


def _small_hours(desk: Desk, workspace: Workspace, day: date) -> None:
    """What a running program did by itself before the alert hour: not part of what is measured."""
    clock = desk.clock
    assert isinstance(clock, MovableClock)
    clock.move_to(datetime.combine(day, ALERT_HOUR) - timedelta(minutes=1))
    tick(desk, workspace)
    clock.move_to(datetime.combine(day, ALERT_HOUR))


def _selected(desk: Desk, workspace: Workspace, wanted: int) -> None:
    """The statement with every column of an invoice, through the same engine, fetched."""
    with desk.database.reading() as connection:
        owed = AlertStore(Scope(connection, workspace.id))._owed(desk.clock.now().date())
        rows = connection.execute(with_names().where(*owed).order_by(invoices.c.due_on, invoices.c.id)).all()
    assert len(rows) == wanted, len(rows)


def _told(desk: Desk, workspace: Workspace) -> None:
    done = tick(desk, workspace)
    assert "overdue alert" in done.jobs, done


def _nothing(desk: Desk, workspace: Workspace) -> None:
    done = tick(desk, workspace)
    assert not done.jobs, done


def _timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun
