"""Work that waits, through Slack: typed, from the card's form, and let go on from the answer or the queue."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import keep_invoice
from tests.handlers.conftest import ANA, Office, words_of


@pytest.fixture(autouse=True)
def book(office: Office) -> None:
    """INV-1042 of Acme, overdue since 5 March."""
    with office.desk.work(office.workspace) as work:
        keep_invoice(work)


def press(office: Office, message: Any, button: str) -> str:
    """What the bot answers to it."""
    before = len(office.slack.ephemerals(ANA))
    assert office.slack.press(ANA, message, button).ok
    office.slack.wait_for(lambda: len(office.slack.ephemerals(ANA)) > before)
    return words_of(office.slack.ephemerals(ANA)[-1])


@pytest.mark.parametrize("line", ["1042 launch of the shop & more", 'acme "launch of the shop & more"'])
def test_work_is_blocked_on_a_line_and_the_card_shows_it(office: Office, line: str):
    assert "Work blocked until INV-1042 is paid" in office.read(f"/invoice block {line}")
    card = office.read("/invoice status 1042")
    assert "work blocked" in card
    assert "launch of the shop &amp; more" in card
    assert "without “tomorrow”" in office.read("/invoice unblock 1042 tomorrow")
    assert "Work no longer blocked by INV-1042" in office.read("/invoice unblock 1042")
    assert "work blocked" not in office.read("/invoice status 1042")


def test_the_form_of_the_card_asks_which_work_waits(office: Office):
    office.slack.press(ANA, office.type("/invoice status 1042").message, "block")
    office.slack.wait_for(lambda: office.slack.modals(ANA))
    form = office.slack.modals(ANA)[-1]
    refused = office.slack.submit(ANA, form, {"reason": "   "})
    assert "Which work waits?" in refused.errors["reason"]
    office.slack.submit(ANA, form, {"reason": "launch of the shop"})
    assert "Work blocked until INV-1042 is paid: launch of the shop" in words_of(office.slack.modals(ANA)[-1])
    card = office.type("/invoice status 1042").message
    assert "Work no longer blocked by INV-1042: launch of the shop" in press(office, card, "unblock")


def test_the_answer_to_the_payment_and_the_queue_lead_on(office: Office):
    office.read("/invoice block 1042 launch of the shop")
    paid = office.type("/invoice paid 1042")
    assert "Its work is still marked blocked (launch of the shop)" in words_of(paid.message)
    assert "Unblock work" in words_of(paid.message)
    queue = office.type("/invoice queue")
    assert "INV-1042 is paid, but its work is still marked blocked (launch of the shop)." in words_of(queue.message)
    assert "Work is still marked blocked" in words_of(queue.message)
    assert "Work no longer blocked by INV-1042" in press(office, queue.message, "unblock")
    assert "Nothing waits for anybody" in office.read("/invoice queue")
    assert "No work is marked blocked on INV-1042" in press(office, paid.message, "unblock")
