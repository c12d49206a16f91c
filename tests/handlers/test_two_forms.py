"""Two people have a form about the same thing open: whoever comes second is told what the first did, and decides."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import keep_invoice
from tests.handlers.conftest import ANA, BEN, Office, words_of


@pytest.fixture
def opened(office: Office) -> Office:
    """INV-1042 of Acme, €1,200.00, due 4 March."""
    with office.desk.work(office.workspace) as work:
        keep_invoice(work)
    return office


def test_a_payment_that_somebody_recorded_meanwhile_is_never_booked_again(opened: Office):
    window = form(opened, "record_payment", ANA), form(opened, "record_payment", BEN)
    opened.slack.submit(ANA, window[0], {})
    assert opened.slack.submit(BEN, window[1], {}).ok
    read = top(opened)
    assert "INV-1042 changed since you opened this. ana: €1,200.00 received" in read
    assert "nothing is left on it" in read
    assert payments(opened) == [120_000]


def test_a_part_that_came_meanwhile_leaves_the_rest_to_be_recorded(opened: Office):
    window = form(opened, "record_payment", ANA), form(opened, "record_payment", BEN)
    opened.slack.submit(ANA, window[0], {"amount": "500"})
    assert opened.slack.submit(BEN, window[1], {}).ok
    assert "ana: €500.00 received for INV-1042 on Wednesday 11 March 2026. Nothing of yours is kept yet" in top(opened)
    [amount, _] = [one for one in opened.slack.modals(BEN)[-1]["blocks"] if one["type"] == "input"]
    assert (amount["element"]["initial_value"], amount["hint"]["text"]) == ("700.00", "€700.00 left of €1,200.00.")
    assert payments(opened) == [50_000]
    opened.slack.submit(BEN, opened.slack.modals(BEN)[-1], {})
    assert "€700.00 received" in top(opened)
    assert payments(opened) == [50_000, 70_000]


def test_the_same_amount_typed_by_two_people_is_kept_as_typed_and_asked_about(opened: Office):
    window = form(opened, "record_payment", ANA), form(opened, "record_payment", BEN)
    opened.slack.submit(ANA, window[0], {"amount": "500", "on": "2026-03-10"})
    opened.slack.submit(BEN, window[1], {"amount": "500", "on": "2026-03-10"})
    [amount, on] = [one["element"] for one in opened.slack.modals(BEN)[-1]["blocks"] if one["type"] == "input"]
    assert (amount["initial_value"], on["initial_date"]) == ("500", "2026-03-10")
    again = opened.slack.submit(BEN, opened.slack.modals(BEN)[-1], {})
    assert "recorded already, just now by ana" in again.errors["amount"]
    assert payments(opened) == [50_000]


@pytest.mark.parametrize(
    ("action", "typed", "meanwhile", "told"),
    [
        ("credit_note", {"amount": "100", "reason": "late"}, "/invoice credit 1042 100 late", "Credit note of €100.00"),
        ("change_due_date", {"due_on": "2026-04-30"}, "/invoice credit 1042 100 late", "Credit note of €100.00"),
        ("void", {"reason": "billed twice"}, "/invoice hold 1042 until friday", "on hold until Friday 13 March 2026"),
        ("hold", {"until": "2026-03-20"}, "/invoice hold Acme until friday", "on hold until Friday 13 March 2026"),
        ("dispute", {"reason": "hours"}, '/invoice log 1042 "I will pay on Friday"', "I will pay on Friday"),
    ],
)
def test_no_form_acts_on_what_is_so_no_longer(opened: Office, action: str, typed: Any, meanwhile: str, told: str):
    window = form(opened, action, BEN)
    opened.type(meanwhile)
    title = window["title"]
    assert opened.slack.submit(BEN, window, typed).ok
    assert told in top(opened)
    assert "opened this. ana: " in top(opened)
    now = opened.slack.modals(BEN)[-1]
    assert now["title"] == title
    opened.slack.submit(BEN, now, {})
    assert "✓" in top(opened)


def test_a_promise_that_was_moved_meanwhile_is_not_moved_by_a_form_opened_before(opened: Office):
    answer = opened.type('/invoice log 1042 "I will pay on Friday"').message
    opened.slack.press(ANA, answer, "change_promise")
    opened.slack.wait_for(lambda: opened.slack.modals(ANA))
    opened.type('/invoice log 1042 "I will pay on Monday"', BEN)
    opened.slack.submit(ANA, opened.slack.modals(ANA)[-1], {"on": "2026-03-19"})
    read = words_of(opened.slack.modals(ANA)[-1]["blocks"])
    assert "changed since you opened this. ben" in read
    assert "was replaced already" in read


def test_what_makes_no_difference_disturbs_nobody(opened: Office):
    window = form(opened, "record_payment", BEN)
    opened.type("/invoice assign 1042 <@U0BEN|ben>")
    opened.type("/invoice hold 1042 until friday")
    paid = opened.type("/invoice paid 1042 500").message
    opened.slack.press(ANA, paid, "undo")
    opened.slack.wait_for(lambda: "€1,200.00" in opened.read("/invoice status 1042"))
    opened.slack.submit(BEN, window, {})
    assert "✓ \n€1,200.00 received" in top(opened)


def form(office: Office, action: str, by: Any) -> dict[str, Any]:
    """The form a button on the invoice's card opens for somebody."""
    card = office.type("/invoice status 1042", by).message
    menus = [one for block in card["blocks"] if block["type"] == "actions" for one in block["elements"]]
    assert any(str(each["action_id"]).startswith(action) for each in menus), [each["action_id"] for each in menus]
    office.slack.press(by, card, action)
    office.slack.wait_for(lambda: office.slack.modals(by))
    return dict(office.slack.modals(by)[-1])


def top(office: Office, by: Any = BEN) -> str:
    return words_of(office.slack.modals(by)[-1]["blocks"]).replace("\xa0", " ")


def payments(office: Office) -> list[int]:
    with office.desk.reading(office.workspace) as work:
        [invoice] = work.invoices.of_client(1)
        return [each.amount.minor for each in work.payments.of_invoice(invoice.id)]
