"""A first book comes in the short way, any other the long way: nobody can tell from the book which it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import MovableClock
from bot.desk import Desk
from domain.workspace import Workspace
from receivables.import_faults import RowsRefused
from storage.check import check_book
from storage.database import Database
from storage.workspaces import keep_workspace
from tests.books import empty_book
from tests.builders import a_workspace
from tests.receivables.imports import ask, book, bring_in, contents
from tests.receivables.test_import_invoices import ALL, DRAFT, LATE, OPEN

SPELLED = "INV-6,ACME Group,C1,2026-02-01,2026-03-25,9.00,,,EUR,sent,yes,ap@acme.example; cfo@acme.example,"
NUMBERLESS = "INV-7,Acme,,2026-02-01,2026-03-25,9.00,9.00,,EUR,sent,,,"
EVERY_KIND = (*ALL, SPELLED, NUMBERLESS, NUMBERLESS.replace("INV-7,Acme", "INV-8,ACME"))


@pytest.fixture
def first(sqlite: Database, clock: MovableClock) -> tuple[Desk, Workspace]:
    """A new book on the embedded database."""
    with sqlite.writing() as connection:
        workspace = keep_workspace(connection, a_workspace(), clock.now())
    return Desk(database=sqlite, clock=clock), workspace


def test_the_short_way_and_the_long_way_make_the_same_book(
    first: tuple[Desk, Workspace], clock: MovableClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("storage.import_first.AT_ONCE", 1)
    monkeypatch.setattr("connectors.apart.CHUNK", 2)
    path = book(tmp_path, *EVERY_KIND)
    short = bring_in(*first, path)
    monkeypatch.setattr("receivables.import_invoices.is_first_book", lambda _: False)
    other = empty_book(tmp_path / "other.db")
    with other.writing() as connection:
        workspace = keep_workspace(connection, a_workspace(), clock.now())
    assert bring_in(Desk(database=other, clock=clock), workspace, path) == short
    with first[0].database.reading() as one, other.reading() as two:
        assert contents(one) == contents(two)
    assert check_book(first[0].database) == check_book(other) == []
    other.close()


@pytest.mark.parametrize("at_once", [1, 10_000])
def test_a_number_that_comes_twice_sends_a_first_book_the_long_way(
    first: tuple[Desk, Workspace], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
):
    monkeypatch.setattr("storage.import_first.AT_ONCE", at_once)
    monkeypatch.setattr("connectors.apart.CHUNK", 1)
    with pytest.raises(RowsRefused, match="line 2 has the same number"):
        bring_in(*first, book(tmp_path, OPEN, LATE, OPEN.replace("100.00", "90.00")))
    assert ask(first[0], "SELECT (SELECT count(*) FROM invoices) + (SELECT count(*) FROM clients)") == [(0,)]
    done = bring_in(*first, book(tmp_path, OPEN, LATE, OPEN))
    assert (done.new, done.duplicates, done.clients_new, done.totals) == (2, 1, 1, {"EUR": (2, 15_000)})
    indexes = {name for (name,) in ask(first[0], "SELECT name FROM sqlite_master WHERE type = 'index'")}
    assert {"ix_invoices_open", "ix_invoices_watch", "ix_payments_invoice"} <= indexes
    assert check_book(first[0].database) == []


def test_part_of_what_arrived_overdue_is_paid_and_nobody_is_alerted(desk: Desk, workspace: Workspace, tmp_path: Path):
    bring_in(desk, workspace, book(tmp_path, *ALL))
    with desk.work(workspace) as work:
        invoice = work.invoices.find("INV-2")
        work.payments.add(invoice, minor=1_000, paid_on=work.today, now=work.now, by_id=work.person.id)
        work.invoices.recount(invoice, changed_on=work.today)
        assert not work.alerts.is_any_owed(work.today)
    assert check_book(desk.database) == []
    bring_in(desk, workspace, book(tmp_path, LATE.replace("20.00", "40.00")))
    with desk.work(workspace) as work:
        assert work.alerts.count_owed(work.today) == 0
    assert check_book(desk.database) == []


def test_a_new_due_date_of_what_arrived_overdue_is_alerted_once_when_it_passes(
    desk: Desk, workspace: Workspace, tmp_path: Path, clock: MovableClock
):
    bring_in(desk, workspace, book(tmp_path, LATE))
    bring_in(desk, workspace, book(tmp_path, LATE.replace("2026-01-31", "2026-03-12")))
    clock.move_to(clock.now() + timedelta(days=3))
    with desk.work(workspace) as work:
        assert work.alerts.claim(work.today, now=work.now) == 1
        work.alerts.stop_watching(work.today)
        assert work.alerts.claim(work.today, now=work.now) == 0
    bring_in(desk, workspace, book(tmp_path, LATE))
    with desk.work(workspace) as work:
        assert work.alerts.count_owed(work.today) == 0
    assert check_book(desk.database) == []


def test_a_draft_that_arrived_past_its_date_is_alerted_once_it_is_sent_here(
    desk: Desk, workspace: Workspace, tmp_path: Path
):
    bring_in(desk, workspace, book(tmp_path, DRAFT.replace("2026-03-01,,", "2026-01-01,2026-02-01,")))
    with desk.work(workspace) as work:
        draft = work.invoices.find("INV-4")
        work.invoices.keep(draft, replace(draft, sent_on=work.today), changed_on=work.today)
        assert work.alerts.count_owed(work.today) == 1
    assert check_book(desk.database) == []
