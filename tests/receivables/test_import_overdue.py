"""What an import brings already overdue: an old book is quiet, later debt is alerted, and every client is listed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.clock import MovableClock
from bot.desk import Desk
from domain.exception_queue import ExceptionKind
from domain.reminder import ReminderState
from domain.workspace import Workspace
from receivables.record_payment import RecordPayment, record_payment
from receivables.undo import Undo, undo
from receivables.void_invoice import VoidInvoice, void_invoice
from reminders.digest import DigestRequest, gather_digest
from storage.check import check_book
from storage.week import WeekStore
from tests.receivables.imports import ask, book, bring_in, iso, reminded
from tests.reminders.office import Office

OLD = "INV-1,Acme,C1,2026-01-01,2026-01-31,100.00,,,EUR,sent,,,"
LATE = "INV-2,Acme,C1,2026-02-01,2026-03-04,50.00,,,EUR,sent,,,"
BLUE = "INV-3,Blue,C2,2025-11-01,2025-12-01,70.00,,,EUR,sent,,,"
FINE = "INV-4,Cove,C3,2026-03-01,2026-03-31,30.00,,,EUR,sent,,,"
PAID = LATE.replace(",,,EUR", ",50.00,2026-03-05,EUR")


@pytest.fixture
def office(desk: Desk, workspace: Workspace, clock: MovableClock) -> Office:
    return Office(desk, workspace, clock)


@pytest.fixture
def first(office: Office, tmp_path: Path) -> Path:
    """A folder whose old book is imported: INV-1, overdue already, and INV-4, which is not."""
    bring(office, tmp_path, OLD, FINE)
    return tmp_path


def bring(office: Office, folder: Path, *rows: str):
    return bring_in(office.desk, office.workspace, book(folder, *rows))


def alerted(office: Office) -> list[str]:
    """What the clock tells of, the moment it ticks."""
    office.clock.move(timedelta(minutes=1))
    office.tick()
    return office.heard("overdue alert")


def arrived(office: Office) -> list[tuple[str, str | None]]:
    found = ask(office.desk, "SELECT number, told_for FROM invoices WHERE told_for IS NOT NULL ORDER BY number")
    return [(number, iso(day)) for number, day in found]


def listed(office: Office) -> list[str]:
    return [reason for kind, reason in office.queue() if kind == ExceptionKind.OLD_DEBT]


def test_an_old_book_is_not_alerted(office: Office, first: Path):
    assert alerted(office) == []
    assert arrived(office) == [("INV-1", "2026-01-31")]
    assert check_book(office.desk.database) == []


def test_what_a_later_import_brings_overdue_is_alerted_in_one_message(office: Office, first: Path):
    done = bring(office, first, OLD, LATE, BLUE, FINE)
    assert done.arrived_overdue == 2
    assert "2 arrived already overdue and are in the next alert" in done.words
    [said] = alerted(office)
    assert said == "overdue alert: 2 invoices turned Overdue: €120.00 left (2 invoices)"
    assert alerted(office) == []
    assert arrived(office) == [("INV-1", "2026-01-31"), ("INV-2", "2026-03-04"), ("INV-3", "2025-12-01")]
    assert check_book(office.desk.database) == []


def test_the_digest_counts_each_of_them_once(office: Office, first: Path):
    bring(office, first, OLD, LATE, FINE)
    alerted(office)
    with office.desk.work(office.workspace) as work:
        week, since = WeekStore(work.scope), work.now - timedelta(days=7)
        assert [late.number for late in week.newly_overdue(since, work.today, limit=5)[0]] == ["INV-2"]
        assert week.count_arrived_overdue(since, work.today) == 1


def test_a_change_before_the_alert_neither_hides_the_new_nor_wakes_the_old(office: Office, first: Path):
    bring(office, first, OLD, LATE, FINE)
    with office.desk.work(office.workspace) as work:
        for number in ("INV-1", "INV-2"):
            work.invoices.recount(work.invoices.find(number), changed_on=work.today)
    bring(office, first, OLD.replace("100.00", "110.00"), LATE.replace("50.00", "60.00"), FINE)
    assert alerted(office) == ["overdue alert: Overdue: Acme INV-2, €60.00 left, 7 days late"]


def test_the_first_import_of_another_source_is_an_old_book_too(office: Office, first: Path):
    bring_in(office.desk, office.workspace, book(first, LATE, name="before we came here.csv"))
    assert alerted(office) == []


def test_a_payment_its_source_takes_back_after_the_due_date_is_alerted_once(office: Office, tmp_path: Path):
    bring(office, tmp_path, PAID)
    bring(office, tmp_path, LATE)
    assert alerted(office) == ["overdue alert: Overdue: Acme INV-2, €50.00 left, 7 days late"]
    bring(office, tmp_path, PAID)
    bring(office, tmp_path, LATE)
    assert alerted(office) == []
    assert check_book(office.desk.database) == []


def test_old_debt_that_was_paid_and_is_owed_again_is_debt_like_any_other(office: Office, tmp_path: Path):
    for rows in (LATE, PAID, LATE):
        bring(office, tmp_path, rows)
    assert len(alerted(office)) == 1
    assert arrived(office) == []


def test_a_draft_its_source_sent_after_its_due_date_is_alerted(office: Office, tmp_path: Path):
    bring(office, tmp_path, LATE.replace("sent", "draft"))
    bring(office, tmp_path, LATE)
    assert len(alerted(office)) == 1


def test_every_client_with_old_debt_is_in_the_queue_once(office: Office, tmp_path: Path):
    bring(office, tmp_path, OLD, LATE, BLUE, FINE)
    one, many = ("no letter names it until a person says so.", "no letter names them until a person says so.")
    rows = [
        f"Acme: 2 invoices arrived already overdue, the oldest due 31 January: {many}",
        f"Blue: 1 invoice arrived already overdue, due 1 December 2025: {one}",
    ]
    assert listed(office) == rows
    bring(office, tmp_path, OLD, LATE, BLUE, FINE)
    assert listed(office) == rows


def test_more_old_debt_of_a_client_that_waits_is_told_in_its_row(office: Office, first: Path):
    bring(office, first, OLD, LATE, FINE)
    [said] = listed(office)
    assert said.startswith("Acme: 2 invoices arrived already overdue, the oldest due 31 January:")


def test_what_a_person_settled_is_not_raised_again(office: Office, first: Path):
    with office.desk.work(office.workspace) as work:
        [waiting] = work.exceptions.waiting()
        work.exceptions.resolve(waiting.id, resolution="may be chased, says Ana", now=work.now)
    bring(office, first, OLD, FINE)
    assert listed(office) == []
    office.clock.move(timedelta(minutes=1))
    bring(office, first, OLD, LATE, FINE)
    [said] = listed(office)
    assert said.startswith("Acme: 1 invoice arrived already overdue, due 4 March:")


def test_old_debt_that_is_paid_waits_for_nobody(office: Office, tmp_path: Path):
    bring(office, tmp_path, LATE, BLUE)
    bring(office, tmp_path, PAID, BLUE)
    [said] = listed(office)
    assert said.startswith("Blue:")
    assert ask(office.desk, "SELECT count(*) FROM exceptions WHERE resolved_at IS NOT NULL") == [(0,)]


def test_old_debt_stands_last_in_the_queue(office: Office, first: Path):
    with office.desk.work(office.workspace) as work:
        work.exceptions.put_in("job failed", about="job", about_id=0, reason="The digest failed.", now=work.now)
        assert [one.kind for one in work.exceptions.waiting()] == ["job failed", ExceptionKind.OLD_DEBT]
        assert [one.kind for one in work.exceptions.waiting(limit=1)] == ["job failed"]


def test_old_debt_a_person_says_is_paid_waits_for_nobody_until_that_is_taken_back(office: Office, tmp_path: Path):
    bring_in(office.desk, office.workspace, book(tmp_path, OLD, BLUE), own=True)
    with office.desk.work(office.workspace) as work:
        paid = record_payment(RecordPayment(invoice="INV-1"), work)
        record_payment(RecordPayment(invoice="INV-3"), work)
    with office.desk.reading(office.workspace) as work:
        assert (work.exceptions.waiting(), work.exceptions.count_waiting()) == ([], 0)
        assert gather_digest(DigestRequest(), work).exceptions == ()
    assert paid.record_id is not None
    office.act(undo, Undo(record_id=paid.record_id))
    [said] = listed(office)
    assert said.startswith("Acme:")


def test_old_debt_that_is_voided_or_due_later_waits_for_nobody(office: Office, tmp_path: Path):
    bring_in(office.desk, office.workspace, book(tmp_path, OLD, BLUE), own=True)
    office.due_moved("INV-1", "2026-04-30")
    office.act(void_invoice, VoidInvoice(invoice="INV-3", reason="billed twice"))
    assert listed(office) == []


def test_what_a_letter_names_by_now_waits_for_nobody(office: Office, first: Path):
    dollars = BLUE.replace("INV-3,Blue,C2", "USD-1,Acme,C1").replace("EUR", "USD")
    bring(office, first, OLD, LATE, dollars, FINE)
    [told] = listed(office)
    assert told.startswith("Acme: 3 invoices arrived already overdue, the oldest due 1 December 2025")
    reminded(office.desk, office.workspace, "USD-1")
    two = "Acme: 2 invoices arrived already overdue, the oldest due 31 January"
    assert listed(office) == [f"{two}: no letter names them until a person says so."]
    reminded(office.desk, office.workspace, "INV-1", state=ReminderState.WAITING)
    assert len(listed(office)) == 1
    ask_away(office, "UPDATE reminders SET state = 'sent'")
    assert listed(office) == [
        "Acme: 1 invoice arrived already overdue, due 4 March: no letter names it until a person says so."
    ]
    reminded(office.desk, office.workspace, "INV-2")
    assert listed(office) == []
    ask_away(office, "UPDATE reminders SET state = 'lapsed'")
    assert "3 invoices" in listed(office)[0]


def ask_away(office: Office, statement: str) -> None:
    with office.desk.work(office.workspace) as work:
        work.connection.execute(text(statement))
