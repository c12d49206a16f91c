"""A window that Slack does not open is told in words where it was asked for, and tried no oftener than makes sense."""

from __future__ import annotations

from typing import Any

import pytest

from demo.local_slack import Faults
from demo.local_slack.faults import Fault
from tests.builders import keep_invoice
from tests.handlers.billing import Billing
from tests.handlers.conftest import ANA, BEN, Office, words_of
from views.ids import pairs

OPEN, PUSH = "views.open", "views.push"
LATE = Faults.error("expired_trigger_id")


@pytest.mark.parametrize(
    ("trouble", "times", "words"),
    [
        (LATE, 1, "Slack did not open “Record payment”: it allows three seconds"),
        (Faults.server_error(503), 2, "Slack did not say whether it opened “Record payment”"),
        (Faults.reset_before(), 2, "If no window is open, please press again"),
        (Faults.rate_limited(30), 1, "Slack is busy"),
        (Faults.error("invalid_arguments"), 1, "if it stays, quote \ntest-reference"),
    ],
    ids=str,
)
def test_a_lost_form_is_told_privately_where_it_was_asked_for(billing: Billing, trouble: Fault, times: int, words: str):
    card = a_card(billing.office)
    billing.slack.faults.next(OPEN, trouble, times=times)
    billing.press("record_payment", where=card)
    assert words in told_here(billing.office)
    assert billing.slack.modals(ANA) == []
    assert len(billing.slack.calls(OPEN)) == times
    missed(billing.office)


@pytest.mark.parametrize("trouble", [Faults.server_error(503), Faults.reset_after(), Faults.garbage()], ids=str)
def test_a_form_whose_answer_was_lost_is_asked_for_once_more_and_nobody_is_told(billing: Billing, trouble: Fault):
    card = a_card(billing.office)
    billing.slack.faults.next(OPEN, trouble)
    billing.press("record_payment", where=card)
    assert billing.window()["title"]["text"] == "Record payment"
    billing.slack.wait_for(lambda: len(billing.slack.calls(OPEN)) == 2)
    assert billing.slack.ephemerals(ANA) == [card]
    assert billing.slack.messages(ANA) == []


def test_where_there_is_no_channel_it_is_told_in_a_direct_message(office: Office):
    office.slack.open_home(BEN)
    office.slack.wait_for(lambda: office.slack.home(BEN))
    office.slack.faults.next(OPEN, LATE)
    office.slack.press(BEN, office.slack.home(BEN), "new_invoice")
    assert "did not open “New invoice”" in told_directly(office, BEN)
    missed(office)


def test_nor_is_a_shortcut_lost_in_silence(office: Office):
    office.slack.faults.next(OPEN, LATE)
    office.slack.shortcut(ANA, "new_invoice")
    assert "did not open “New invoice”" in told_directly(office)
    missed(office)


def test_what_was_done_from_home_is_told_in_words_where_its_window_is_lost(office: Office):
    with office.desk.work(office.workspace) as work:
        keep_invoice(work)
    office.slack.open_home(ANA)
    office.slack.wait_for(lambda: office.slack.home(ANA))
    office.slack.press(ANA, office.slack.home(ANA), "status")
    office.slack.wait_for(lambda: office.slack.modals(ANA))
    [listed] = office.slack.modals(ANA)
    office.slack.faults.next("views.update", Faults.error("not_found"))
    office.slack.press(ANA, listed, "open_invoice", pairs(invoice=1))
    assert "INV-1042" in told_directly(office)
    missed(office)


def test_a_letter_taken_by_hand_is_not_said_to_be_unchanged_where_its_window_is_lost(billing: Billing):
    billing.draft()
    billing.slack.faults.next(OPEN, LATE)
    billing.press("copy_letter")
    read = told_here(billing.office)
    assert "Look at what you pressed again" in read
    assert "Nothing was changed" not in read
    missed(billing.office)


def test_where_the_channel_takes_no_words_either_the_direct_message_does(billing: Billing):
    card = a_card(billing.office)
    billing.slack.faults.next(OPEN, LATE)
    billing.slack.faults.next("response_url", Faults.error("expired_url"))
    billing.press("record_payment", where=card)
    assert "did not open “Record payment”" in told_directly(billing.office)
    missed(billing.office, 2)


def a_card(office: Office) -> dict[str, Any]:
    with office.desk.work(office.workspace) as work:
        keep_invoice(work)
    return dict(office.type("/invoice status 1042").message)


def told_here(office: Office) -> str:
    """What Ana alone was told in the channel since, beside any card she asked for."""
    office.slack.wait_for(lambda: any("Slack" in str(one["text"]) or "Sorry" in one["text"] for one in _seen(office)))
    return words_of(_seen(office)[-1]["blocks"])


def _seen(office: Office) -> list[dict[str, Any]]:
    return office.slack.ephemerals(ANA)


def told_directly(office: Office, by: Any = ANA) -> str:
    office.slack.wait_for(lambda: office.slack.messages(by))
    [said] = office.slack.messages(by)
    return words_of(said["blocks"])


def missed(office: Office, times: int = 1) -> None:
    """The log knows too."""
    office.slack.wait_for(lambda: len(office.surprises) == times)
    office.surprises.clear()
