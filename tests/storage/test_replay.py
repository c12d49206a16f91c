"""The book on a past evening: the same questions, answered as they would have been then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from bot.clock import MovableClock
from bot.desk import Desk
from domain.calendar import end_of
from domain.invoice import Status
from domain.workspace import Workspace
from receivables.drop_milestone import DropMilestone, drop_milestone
from receivables.log_reply import LogReply, log_reply
from receivables.move_milestone import MoveMilestone, move_milestone
from receivables.reach_milestone import ReachMilestone, reach_milestone
from receivables.record_milestone import RecordMilestone, record_milestone
from receivables.record_payment import RecordPayment, record_payment
from receivables.undo import Undo, undo
from receivables.void_invoice import VoidInvoice, void_invoice
from reminders.digest import DigestRequest, gather_digest
from storage.database import open_database
from storage.replay import Replay
from storage.upgrade import upgrade
from tests.builders import keep_invoice
from tests.receivables.conftest import Do, do  # noqa: F401 - a fixture

MONDAY = date(2026, 3, 9)


def test_last_weeks_digest_knows_nothing_of_this_week(
    desk: Desk,
    workspace: Workspace,
    clock: MovableClock,
    do: Do,  # noqa: F811 - the fixture
    tmp_path: Path,
):
    with desk.work(workspace) as work:
        keep_invoice(work, number="LATE", due_on=date(2026, 3, 4))
        keep_invoice(work, number="GONE", due_on=date(2026, 3, 5))
        keep_invoice(
            work, number="NEW", issued_on=date(2026, 3, 10), sent_on=date(2026, 3, 10), due_on=date(2026, 4, 9)
        )
    do(record_payment, RecordPayment(invoice="LATE", amount="200", on="6 March"))
    do(record_payment, RecordPayment(invoice="LATE", on="10 March"))
    do(log_reply, LogReply(target="NEW", words="thanks, we pay in April"))
    do(void_invoice, VoidInvoice(invoice="GONE", reason="billed twice"))
    clock.move(timedelta(days=1))

    copy = open_database(f"sqlite:///{tmp_path / 'copy.db'}")
    upgrade(copy)
    with desk.reading(workspace) as work:
        with copy.writing() as target:
            Replay(source=work.connection, target=target, workspace=workspace, day=MONDAY).copy()
        with copy.reading() as target:
            then = replace(work, connection=target, now=end_of(MONDAY, workspace.tz))
            week = gather_digest(DigestRequest(), then)
            book = then.past.book(MONDAY)
    copy.close()

    assert {(total.status, total.count, total.balance_minor) for total in week.totals} == {
        (Status.OVERDUE, 2, 1_000_00 + 1_200_00)
    }
    assert [row.invoice.number for row in week.newly_overdue] == ["LATE", "GONE"]
    assert [(money.minor, count) for money, count in week.received] == [(200_00, 1)]
    assert [invoice.number for invoice in book] == ["LATE", "GONE"]


def test_the_digest_of_a_past_day_asks_about_what_waited_then(
    desk: Desk,
    workspace: Workspace,
    clock: MovableClock,
    do: Do,  # noqa: F811 - the fixture
    tmp_path: Path,
):
    for title in ("Moved since", "Reached since", "Dropped before", "Undone"):
        made = do(record_milestone, RecordMilestone(client="Acme", amount="900", title=title, expected="12 March"))
    do(undo, Undo(record_id=made.record_id))
    do(drop_milestone, DropMilestone(milestone="M-3", reason="no budget"))
    clock.move(timedelta(days=5))
    do(record_milestone, RecordMilestone(client="Acme", amount="900", title="Later", expected="12 March 2026"))
    do(move_milestone, MoveMilestone(milestone="M-1", to="1 April"))
    do(reach_milestone, ReachMilestone(milestone="M-2"))

    copy = open_database(f"sqlite:///{tmp_path / 'copy.db'}")
    upgrade(copy)
    with desk.reading(workspace) as work:
        with copy.writing() as target:
            Replay(source=work.connection, target=target, workspace=workspace, day=date(2026, 3, 13)).copy()
        with copy.reading() as target:
            then = replace(work, connection=target, now=end_of(date(2026, 3, 13), workspace.tz))
            week = gather_digest(DigestRequest(), then)
            dropped = then.milestones.by_number(3)
    copy.close()
    assert [each.title for each in week.not_reached] == ["Moved since", "Reached since"]
    assert dropped is not None
    assert dropped.reason == "no budget"
