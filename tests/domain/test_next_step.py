from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from domain.answers import InvoiceRow, NextStep
from domain.badges import Surroundings, badges
from domain.hold import Dispute
from domain.invoice import Invoice, days_past_due, status
from domain.next_step import needs_a_person, next_action
from domain.promise import Certainty, PromiseState
from tests.builders import an_invoice
from tests.domain.test_badges import a_promise

TODAY = date(2026, 3, 25)
BROKEN = replace(a_promise(date(2026, 3, 13)), closed_as=PromiseState.BROKEN, closed_on=date(2026, 3, 17))


def step(invoice: Invoice, around: Surroundings, today: date = TODAY) -> NextStep:
    row = InvoiceRow(
        invoice=invoice,
        status=status(invoice, today),
        badges=badges(invoice, around, today),
        days_past_due=days_past_due(invoice, today),
    )
    return next_action(row, around, today).step


def test_a_broken_promise_is_asked_about_though_an_older_word_for_a_later_day_stands():
    older = replace(a_promise(date(2026, 3, 31)), id=2, made_on=date(2026, 3, 1))
    around = Surroundings(promise=older, broken=BROKEN, last_contact_on=date(2026, 3, 2))
    assert step(an_invoice(), around) is NextStep.ASK_ABOUT_BROKEN_PROMISE


def test_a_new_word_after_the_broken_one_is_waited_for():
    newer = replace(a_promise(date(2026, 3, 31)), id=2, made_on=date(2026, 3, 20))
    around = Surroundings(promise=newer, broken=BROKEN, last_contact_on=date(2026, 3, 20))
    assert step(an_invoice(), around) is NextStep.WAIT_FOR_PROMISE


@pytest.mark.parametrize("beside", [{}, {"broken": BROKEN}, {"promise": a_promise(date(2026, 3, 31))}])
def test_who_says_it_is_paid_is_not_asked_again_before_somebody_looked(beside: dict[str, Any]):
    around = Surroundings(said_paid_on=date(2026, 3, 24), **beside)
    assert step(an_invoice(), around) is NextStep.LOOK_FOR_PAYMENT


def test_a_dispute_comes_before_everything_and_needs_a_person():
    dispute = Dispute(id=1, client_id=1, invoice_id=1, reason="hours", opened_on=date(2026, 3, 1), by="Ana")
    around = Surroundings(broken=BROKEN, disputes=(dispute,))
    assert step(an_invoice(), around) is NextStep.SETTLE_DISPUTE


@pytest.mark.parametrize(
    ("invoice", "expected"),
    [
        (an_invoice(sent_on=None), NextStep.SEND),
        (an_invoice(paid_minor=1_200_00), NextStep.NOTHING),
        (an_invoice(paid_minor=1_300_00), NextStep.REFUND_OR_APPLY),
        (an_invoice(due_on=date(2026, 4, 1)), NextStep.WAIT_FOR_DUE),
        (an_invoice(), NextStep.CONTACT),
    ],
)
def test_each_state_has_its_next_step(invoice: Invoice, expected: NextStep):
    assert step(invoice, Surroundings()) is expected


def test_waiting_needs_nobody_and_silence_does():
    row = InvoiceRow(invoice=an_invoice(), status=status(an_invoice(), TODAY), badges=(), days_past_due=21)
    assert needs_a_person(row, next_action(row, Surroundings(), TODAY))
    waiting = Surroundings(promise=replace(a_promise(date(2026, 3, 31)), made_on=date(2026, 3, 20)))
    assert not needs_a_person(row, next_action(row, waiting, TODAY))


@pytest.mark.parametrize(("follow_up_on", "needs"), [(TODAY, True), (TODAY + timedelta(days=1), False)])
def test_a_follow_up_needs_somebody_on_its_day_and_not_before(follow_up_on: date, *, needs: bool):
    row = InvoiceRow(invoice=an_invoice(), status=status(an_invoice(), TODAY), badges=(), days_past_due=21)
    around = Surroundings(promise=replace(a_promise(follow_up_on), certainty=Certainty.PROPOSED))
    assert needs_a_person(row, next_action(row, around, TODAY)) is needs
