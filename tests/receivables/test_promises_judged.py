"""Money decides a promise again: late, taken back, or both."""

from __future__ import annotations

from datetime import timedelta

from bot.clock import MovableClock
from bot.desk import Desk
from domain.promise import PromiseState
from domain.workspace import Workspace
from receivables.log_reply import LogReply, log_reply
from receivables.record_payment import RecordPayment, record_payment
from receivables.undo import Undo, undo
from tests.receivables.conftest import Do


def test_a_payment_recorded_after_the_alert_but_dated_by_the_promised_day_keeps_the_promise(
    do: Do, acme: str, desk: Desk, workspace: Workspace, clock: MovableClock
):
    promised = do(log_reply, LogReply(target=acme, words="will pay Friday")).promise
    clock.move(timedelta(days=7))
    with desk.work(workspace) as work:
        work.promises.close(promised.id, closed_as=PromiseState.BROKEN, closed_on=work.today)
    paid = do(record_payment, RecordPayment(invoice=acme, on="13 March"))
    with desk.reading(workspace) as work:
        assert work.promises.get(promised.id).closed_as is PromiseState.KEPT
    do(undo, Undo(record_id=paid.record_id))
    with desk.reading(workspace) as work:
        assert work.promises.get(promised.id).closed_as is PromiseState.BROKEN


def test_taking_back_the_first_of_two_payments_takes_the_kept_promise_back(
    do: Do, acme: str, desk: Desk, workspace: Workspace, clock: MovableClock
):
    promised = do(log_reply, LogReply(target=acme, words="will pay Friday")).promise
    clock.move(timedelta(minutes=1))
    first = do(record_payment, RecordPayment(invoice=acme, amount="700"))
    do(record_payment, RecordPayment(invoice=acme))
    do(undo, Undo(record_id=first.record_id))
    with desk.reading(workspace) as work:
        assert work.promises.get(promised.id).closed_as is None
