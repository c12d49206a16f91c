"""How late a client usually pays is said from days that are known, never from a day an import made up."""

from __future__ import annotations

from pathlib import Path

from bot.desk import Desk
from domain.workspace import Workspace
from receivables.find import Find, find_client
from receivables.issue_credit_note import IssueCreditNote, issue_credit_note
from receivables.record_payment import RecordPayment, record_payment
from receivables.undo import Undo, undo
from tests.builders import keep_invoice
from tests.receivables.conftest import Do
from tests.receivables.imports import book, bring_in


def test_an_import_without_payment_days_says_nothing_about_how_late_a_client_pays(
    do: Do, desk: Desk, workspace: Workspace, tmp_path: Path
):
    rows = [
        "A-1,Acme,,2025-10-01,2025-10-31,100.00,100.00,2025-11-10,EUR,Paid,,,",
        "A-2,Acme,,2025-11-01,2025-11-30,100.00,100.00,,EUR,Paid,,,",
        "A-3,Acme,,2025-12-01,2025-12-31,100.00,100.00,,EUR,Paid,,,",
    ]
    bring_in(desk, workspace, book(tmp_path, *rows))
    habit = do(find_client, Find(said="Acme")).habit
    assert (habit.settled, habit.undated, habit.usual_days_late) == (3, 2, 10)


def test_an_invoice_credited_away_is_no_payment_and_one_taken_back_is_none_either(
    do: Do, desk: Desk, workspace: Workspace
):
    with desk.work(workspace) as work:
        credited, paid = keep_invoice(work, number="A-1"), keep_invoice(work, number="A-2")
    do(issue_credit_note, IssueCreditNote(target=credited.number, amount="1200", reason="not delivered"))
    change = do(record_payment, RecordPayment(invoice=paid.number, on="9 March"))
    habit = do(find_client, Find(said="Acme")).habit
    assert (habit.settled, habit.undated, habit.usual_days_late) == (2, 1, 5)
    do(undo, Undo(record_id=change.record_id))
    habit = do(find_client, Find(said="Acme")).habit
    assert (habit.settled, habit.undated, habit.usual_days_late) == (1, 1, None)
