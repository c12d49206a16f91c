"""A payment typed wrong: most are met before they are recorded, the others can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.clock import MovableClock
from bot.desk import Desk
from domain.answers import NextStep
from domain.badges import BadgeName
from domain.errors import AlreadyDone, GoneFromBook, NotAllowed, NotUnderstood, OwnedBySource, WrongState
from domain.invoice import Status
from domain.roles import Role
from domain.workspace import Workspace
from receivables.find import Find, find
from receivables.issue_credit_note import IssueCreditNote, issue_credit_note
from receivables.log_reply import LogReply, log_reply
from receivables.record_payment import RecordPayment, record_payment
from receivables.take_back_payment import TakeBackPayment, take_back_payment
from receivables.undo import Undo, undo
from tests.builders import keep_invoice
from tests.receivables.conftest import Do


@pytest.mark.parametrize("day", ["1 December", "1/12", "1 February", "Sunday 1 February"])
def test_a_day_without_a_year_is_never_put_before_the_invoice(do: Do, acme: str, day: str):
    with pytest.raises(NotUnderstood, match=r"is before INV-1042 was issued \(2 Feb 2026\)\. Say the year") as refused:
        do(record_payment, RecordPayment(invoice=acme, amount="100", on=day))
    assert refused.value.field == "on"


@pytest.mark.parametrize("day", ["1 December 2025", "1/12/25", "2025-12-01"])
def test_a_deposit_is_recorded_before_the_invoice_with_its_year(do: Do, acme: str, day: str):
    change = do(record_payment, RecordPayment(invoice=acme, amount="100", on=day))
    assert "Monday 1 December 2025" in change.said


def test_yesterday_leaves_no_year_open(do: Do, desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        keep_invoice(work, number="N-1", issued_on=date(2026, 3, 11), sent_on=date(2026, 3, 11))
    assert "Tuesday 10 March 2026" in do(record_payment, RecordPayment(invoice="N-1", on="yesterday")).said


@pytest.mark.parametrize("slip", ["9,999.00", "510.001", "1200 k"])
def test_far_more_than_is_left_is_asked_about_first(do: Do, acme: str, slip: str):
    do(record_payment, RecordPayment(invoice=acme, amount="690"))
    with pytest.raises(
        NotUnderstood, match=r"is far more than the €510\.00 left on INV-1042.* add `anyway`"
    ) as refused:
        do(record_payment, RecordPayment(invoice=acme, amount=slip))
    assert refused.value.field == "amount"
    assert do(find, Find(said=acme)).row.invoice.paid_minor == 690_00


def test_anyway_lets_it_through(do: Do, acme: str):
    change = do(record_payment, RecordPayment(invoice=acme, amount="9,999.00 anyway"))
    assert change.row.invoice.balance.minor == -8_799_00


def test_the_same_payment_typed_twice_is_recorded_once(do: Do, acme: str):
    do(record_payment, RecordPayment(invoice=acme, amount="100"))
    with pytest.raises(
        AlreadyDone, match=r"^€100\.00 received for INV-1042 on .* recorded already, just now by Ana\."
    ) as refused:
        do(record_payment, RecordPayment(invoice=acme, amount="100.00"))
    assert refused.value.field == "amount"
    assert do(find, Find(said=acme)).row.invoice.paid_minor == 100_00


@pytest.mark.parametrize(
    "second",
    [
        RecordPayment(invoice="INV-1042", amount="100 anyway"),
        RecordPayment(invoice="INV-1042", amount="100", is_sure=True),
        RecordPayment(invoice="INV-1042", amount="100", on="yesterday"),
        RecordPayment(invoice="INV-1042", amount="100.01"),
    ],
)
def test_a_second_instalment_is_recorded(do: Do, acme: str, second: RecordPayment):
    do(record_payment, RecordPayment(invoice=acme, amount="100"))
    assert do(record_payment, second).row.invoice.paid_minor >= 200_00


def test_the_same_payment_counts_after_a_while_or_after_it_was_taken_back(do: Do, acme: str, clock: MovableClock):
    first = do(record_payment, RecordPayment(invoice=acme, amount="100"))
    do(undo, Undo(record_id=first.record_id or 0))
    do(record_payment, RecordPayment(invoice=acme, amount="100"))
    clock.move(timedelta(minutes=11))
    assert do(record_payment, RecordPayment(invoice=acme, amount="100")).row.invoice.paid_minor == 200_00


def test_a_payment_is_taken_back_long_after_undo_is_over(do: Do, acme: str, clock: MovableClock):
    do(record_payment, RecordPayment(invoice=acme, amount="200"))
    do(record_payment, RecordPayment(invoice=acme, amount="1000"))
    clock.move(timedelta(days=3))
    back = do(take_back_payment, TakeBackPayment(invoice=acme))
    assert back.said == "Payment of €1,000.00 for INV-1042 on Wednesday 11 March 2026 taken back"
    assert back.record_id is None
    assert back.row.status is Status.OVERDUE
    assert do(take_back_payment, TakeBackPayment(invoice=acme)).row.invoice.paid_minor == 0
    with pytest.raises(WrongState, match="nothing to take back"):
        do(take_back_payment, TakeBackPayment(invoice=acme))
    card = do(find, Find(said=acme))
    assert [entry.amount.minor for entry in card.payments] == [200_00, 1_000_00, -1_000_00, -200_00]
    assert [record.act for record in card.records].count("take_back_payment") == 2


def test_the_promise_the_money_kept_is_open_again(do: Do, acme: str, clock: MovableClock):
    do(log_reply, LogReply(target=acme, words="will pay next Friday"))
    do(record_payment, RecordPayment(invoice=acme))
    clock.move(timedelta(hours=20))
    back = do(take_back_payment, TakeBackPayment(invoice=acme))
    assert back.row.badge(BadgeName.PROMISED).on == date(2026, 3, 20)
    assert do(find, Find(said=acme)).next_action.step is NextStep.WAIT_FOR_PROMISE


def test_one_payment_is_taken_back_once_whichever_way(do: Do, acme: str):
    do(record_payment, RecordPayment(invoice=acme, amount="200"))
    later = do(record_payment, RecordPayment(invoice=acme, amount="300"))
    payment = do(find, Find(said=acme)).payments[-1].id
    do(take_back_payment, TakeBackPayment(invoice=acme, payment_id=payment))
    with pytest.raises(AlreadyDone, match="taken back already"):
        do(take_back_payment, TakeBackPayment(invoice=acme, payment_id=payment))
    with pytest.raises(AlreadyDone, match="taken back already"):
        do(undo, Undo(record_id=later.record_id))
    with pytest.raises(GoneFromBook):
        do(take_back_payment, TakeBackPayment(invoice=acme, payment_id=payment + 99))
    assert do(find, Find(said=acme)).row.invoice.paid_minor == 200_00


def test_what_the_source_owns_is_taken_back_there(do: Do, desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        mirrored = keep_invoice(work, number="Q-1", source="quickbooks")
    with pytest.raises(OwnedBySource, match="Change it there"):
        do(take_back_payment, TakeBackPayment(invoice=mirrored.number))


def test_nothing_left_to_credit_names_a_line_that_works(do: Do, acme: str):
    do(record_payment, RecordPayment(invoice=acme))
    with pytest.raises(WrongState, match="`/invoice credit Acme 50 goodwill` credits the client"):
        do(issue_credit_note, IssueCreditNote(target=acme, amount="50", reason="goodwill"))
    change = do(issue_credit_note, IssueCreditNote(target="Acme", amount="50", reason="goodwill"))
    assert "Credit of €50.00 for Acme" in change.said


def test_taking_money_back_is_for_approvers(do: Do, acme: str, desk: Desk, workspace: Workspace):
    do(record_payment, RecordPayment(invoice=acme, amount="200"))
    with desk.work(workspace) as work:
        member = replace(work, person=replace(work.person, role=Role.MEMBER))
        with pytest.raises(NotAllowed, match="approver"):
            take_back_payment(TakeBackPayment(invoice=acme), member)
