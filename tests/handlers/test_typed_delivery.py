"""The delivery day as people type it, and as the forms take it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import keep_invoice
from tests.handlers.conftest import ANA, Office, words_of


@pytest.fixture(autouse=True)
def book(office: Office) -> None:
    """INV-7 of Acme is a draft of 2 February; Acme pays 60 days from delivery. Today is Wednesday 11 March 2026."""
    with office.desk.work(office.workspace) as work:
        kept = keep_invoice(work, number="INV-7", sent_on=None, due_on=None)
        work.clients.keep(kept.client_id, net_days=60, terms_basis="delivery")


def form_of(office: Office, button: str) -> dict[str, Any]:
    office.slack.press(ANA, office.type("/invoice status INV-7").message, button)
    office.slack.wait_for(lambda: office.slack.modals(ANA))
    return office.slack.modals(ANA)[-1]


@pytest.mark.parametrize(
    "line",
    [
        "delivered 1 March",
        "delivered on 1 March",
        "on Monday delivered on 1 March",
        "delivered 1/3 on Monday",
        "net 60 from delivery delivered 1 March on 9 March",
        "delivered 1 March due on 30 April",
    ],
)
def test_a_delivery_day_stands_beside_the_other_words_of_send_in_any_order(office: Office, line: str):
    read = office.read(f"/invoice send INV-7 {line}")
    assert "INV-7 sent on" in read
    assert "Delivered Sunday 1 March 2026" in read
    assert "Due Thursday 30 April 2026" in read


def test_the_refusal_of_send_names_a_line_that_works_and_the_card_says_what_is_waited_for(office: Office):
    assert "net 60 from delivery, whose day is not known yet" in office.read("/invoice status INV-7")
    refused = office.read("/invoice send INV-7")
    assert "The terms of INV-7 are net 60 from delivery, and its delivery day is not known." in refused
    assert "/invoice send INV-7 delivered yesterday" in refused
    assert "Due Saturday 9 May 2026" in office.read("/invoice send INV-7 delivered yesterday")
    assert "net 60 from delivery 10 Mar" in office.read("/invoice status INV-7")


def test_the_delivery_of_what_is_sent_is_told_on_a_line_of_its_own_or_in_the_form_of_the_due_date(office: Office):
    office.read("/invoice send INV-7 due 30 April")
    assert "It stays due Thursday 30 April 2026, as stated" in office.read("/invoice delivered 7 on 1 March")
    assert "was delivered on Sunday 1 March 2026 already" in office.read("/invoice delivered INV-7 1 March")
    assert "in the future" in office.read("/invoice delivered INV-7 on 1 April 2026")
    form = form_of(office, "change_due_date")
    office.slack.submit(
        ANA, form, {"due_on": "2026-04-30", "terms": "net 60 from delivery", "delivered_on": "2026-03-09"}
    )
    told = words_of(office.slack.modals(ANA))
    assert "Due date of INV-7 moved from Thursday 30 April 2026 to Friday 8 May 2026" in told
    assert "Delivered Monday 9 March 2026" in told


def test_the_form_that_marks_an_invoice_sent_asks_for_the_delivery_day_and_shows_the_refusal_beside_it(office: Office):
    form = form_of(office, "mark_sent")
    refused = office.slack.submit(ANA, form, {"on": "2026-03-11"})
    assert "delivery day is not known" in refused.errors["delivered_on"]
    office.slack.submit(ANA, form, {"on": "2026-03-11", "delivered_on": "2026-03-01"})
    assert "Due Thursday 30 April 2026 (net 60 from delivery)" in words_of(office.slack.modals(ANA))


def test_that_the_client_opened_it_is_typed_with_or_without_a_day(office: Office):
    office.read("/invoice send INV-7 on 9 March due 30 April")
    assert "viewed 10 Mar" in office.read("/invoice viewed 7 yesterday")
    assert "INV-7 viewed by the client on Wednesday 11 March 2026" in office.read("/invoice viewed INV-7 on 11 March")
    assert "viewed on Wednesday 11 March 2026 already" in office.read("/invoice viewed INV-7")
