"""An invoice whose sending was taken back asks for no money yet: no money has answered what was promised for it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.clock import MovableClock
from bot.desk import Desk
from domain.promise import Promise, PromiseState
from domain.workspace import Workspace
from receivables.log_reply import LogReply, log_reply
from receivables.mark_sent import MarkSent, mark_sent
from receivables.record_payment import RecordPayment, record_payment
from receivables.undo import Undo, undo
from receivables.void_invoice import VoidInvoice, void_invoice
from reminders.accounts import accounts_of
from tests.builders import keep_invoice
from tests.receivables.conftest import Do
from tests.reminders.chased import ChasingOffice


@pytest.fixture
def promised(do: Do, desk: Desk, workspace: Workspace, clock: MovableClock) -> str:
    """€1,200 of Acme, due on 10 March and promised for the 27th; then its sending was undone."""
    with desk.work(workspace) as work:
        number = keep_invoice(work, sent_on=None, due_on=date(2026, 3, 10)).number
    sent = do(mark_sent, MarkSent(invoice=number, on="5 March"))
    clock.move(timedelta(minutes=1))
    do(log_reply, LogReply(target=number, words="will pay 27 March"))
    do(undo, Undo(record_id=sent.record_id))
    return number


def the_promise(desk: Desk, workspace: Workspace) -> Promise:
    with desk.reading(workspace) as work:
        [promise] = work.promises.of_client(1)
        return promise


def test_undoing_the_sending_leaves_the_promise_open_for_when_it_is_sent_again(
    do: Do, promised: str, desk: Desk, workspace: Workspace, clock: MovableClock
):
    assert the_promise(desk, workspace).closed_as is None
    clock.move(timedelta(minutes=1))
    do(mark_sent, MarkSent(invoice=promised, on="6 March"))
    with desk.reading(workspace) as work:
        assert accounts_of(1, work)[0].debts[0].promised_until == date(2026, 3, 30)


def test_a_promise_is_not_broken_while_its_invoice_is_a_draft_and_is_once_it_is_sent(
    do: Do, promised: str, desk: Desk, workspace: Workspace, clock: MovableClock
):
    office = ChasingOffice(desk, workspace, clock)
    office.days(date(2026, 3, 27), date(2026, 4, 2))
    assert the_promise(desk, workspace).closed_as is None
    assert office.heard("broken promise") == []
    do(mark_sent, MarkSent(invoice=promised, on="6 March"))
    office.day(date(2026, 4, 3))
    assert the_promise(desk, workspace).closed_as is PromiseState.BROKEN


def test_what_was_told_as_broken_stays_broken_when_the_sending_is_undone(
    do: Do, desk: Desk, workspace: Workspace, clock: MovableClock
):
    with desk.work(workspace) as work:
        number = keep_invoice(work, sent_on=None, due_on=date(2026, 3, 10)).number
    sent = do(mark_sent, MarkSent(invoice=number, on="4 March"))
    do(log_reply, LogReply(target=number, words="will pay on 5 March", on="4 March"))
    clock.move(timedelta(minutes=1))
    ChasingOffice(desk, workspace, clock).tick()
    do(undo, Undo(record_id=sent.record_id))
    assert the_promise(desk, workspace).closed_as is PromiseState.BROKEN


def test_sent_again_and_paid_it_is_kept(do: Do, promised: str, desk: Desk, workspace: Workspace):
    do(mark_sent, MarkSent(invoice=promised, on="6 March"))
    do(record_payment, RecordPayment(invoice=promised))
    assert the_promise(desk, workspace).closed_as is PromiseState.KEPT


def test_a_draft_made_void_takes_its_promise_along(do: Do, promised: str, desk: Desk, workspace: Workspace):
    do(void_invoice, VoidInvoice(invoice=promised, reason="billed twice"))
    assert the_promise(desk, workspace).withdrawn
