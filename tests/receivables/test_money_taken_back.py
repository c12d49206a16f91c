"""Money that was taken back never came: no day is told by it, and no word of the client is answered by it."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

from bot.clock import MovableClock
from bot.desk import Desk
from domain.answers import NextStep
from domain.workspace import Workspace
from receivables.export_book import ExportRequest, export_book
from receivables.find import Find, find, find_client
from receivables.issue_credit_note import IssueCreditNote, issue_credit_note
from receivables.log_reply import LogReply, log_reply
from receivables.record_payment import RecordPayment, record_payment
from receivables.take_back_payment import TakeBackPayment, take_back_payment
from receivables.undo import Undo, undo
from tests.receivables.conftest import Do
from tests.receivables.imports import book, bring_in

ISSUED_AND_DUE = "INV-1,Acme,C1,2026-02-01,2026-03-04,100.00"


def settled_on(desk: Desk, workspace: Workspace) -> date:
    with desk.reading(workspace) as work:
        return work.invoices.settled_on(1)


def test_a_payment_dated_wrong_and_taken_back_makes_nobody_late(
    do: Do, desk: Desk, workspace: Workspace, acme: str, tmp_path: Path
):
    do(record_payment, RecordPayment(invoice=acme))
    do(take_back_payment, TakeBackPayment(invoice=acme))
    do(record_payment, RecordPayment(invoice=acme, on="4 March"))
    assert settled_on(desk, workspace) == date(2026, 3, 4)
    assert do(find_client, Find(said="Acme")).habit.usual_days_late == 0
    with desk.work(workspace) as work:
        export_book(ExportRequest(folder=tmp_path / "out", everything=True), work)
    with (tmp_path / "out" / "invoices.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [row["Last paid on"] for row in csv.DictReader(stream)] == ["2026-03-04"]


def test_a_payment_taken_back_before_another_leaves_the_day_of_the_other(
    do: Do, desk: Desk, workspace: Workspace, acme: str
):
    first = do(record_payment, RecordPayment(invoice=acme, amount="700", on="10 March"))
    do(record_payment, RecordPayment(invoice=acme, amount="500", on="2 March"))
    do(undo, Undo(record_id=first.record_id))
    do(record_payment, RecordPayment(invoice=acme, on="3 March"))
    assert settled_on(desk, workspace) == date(2026, 3, 3)


def test_a_credit_note_taken_back_does_not_settle_it_later(do: Do, desk: Desk, workspace: Workspace, acme: str):
    credit = do(issue_credit_note, IssueCreditNote(target=acme, amount="200", reason="goodwill"))
    do(undo, Undo(record_id=credit.record_id))
    do(record_payment, RecordPayment(invoice=acme, on="5 March"))
    assert settled_on(desk, workspace) == date(2026, 3, 5)


def test_money_its_source_no_longer_counts_settles_nothing(desk: Desk, workspace: Workspace, tmp_path: Path):
    for paid in ("100.00,2026-03-10,EUR,paid", "0.00,,EUR,sent", "100.00,2026-03-04,EUR,paid"):
        bring_in(desk, workspace, book(tmp_path, f"{ISSUED_AND_DUE},{paid},,,"))
    assert settled_on(desk, workspace) == date(2026, 3, 4)


def test_too_much_counted_by_its_source_and_put_right_later_does_not_move_the_day(
    desk: Desk, workspace: Workspace, clock: MovableClock, tmp_path: Path
):
    bring_in(desk, workspace, book(tmp_path, f"{ISSUED_AND_DUE},120.00,2026-03-01,EUR,paid,,,"))
    clock.move(timedelta(days=7))
    bring_in(desk, workspace, book(tmp_path, f"{ISSUED_AND_DUE},100.00,2026-03-01,EUR,paid,,,"))
    assert settled_on(desk, workspace) == date(2026, 3, 1)


def test_what_is_left_of_the_money_of_a_source_keeps_its_days(desk: Desk, workspace: Workspace, tmp_path: Path):
    for paid in ("40.00,2026-03-02,EUR,sent", "70.00,2026-03-09,EUR,sent", "40.00,,EUR,sent", "100.00,2026-03-05,EUR,"):
        bring_in(desk, workspace, book(tmp_path, f"{ISSUED_AND_DUE},{paid},,,"))
    assert settled_on(desk, workspace) == date(2026, 3, 5)


def test_a_payment_undone_answers_no_word_of_the_client(do: Do, acme: str, clock: MovableClock):
    do(log_reply, LogReply(target=acme, words="We paid it yesterday, check your bank"))
    clock.move(timedelta(minutes=1))
    change = do(record_payment, RecordPayment(invoice=acme))
    do(undo, Undo(record_id=change.record_id))
    assert do(find, Find(said=acme)).next_action.step is NextStep.LOOK_FOR_PAYMENT
