"""When one client or one invoice is chased, through Slack's own protocol: the button, the form, the way back."""

from __future__ import annotations

from typing import Any

import pytest

from bot.desk import Desk, Roles
from bot.holidays import holidays_of
from domain.chasing import ChasingRule
from domain.roles import Role
from tests.builders import keep_invoice
from tests.handlers.conftest import ANA, BILLING, Office, words_of


@pytest.fixture
def desk(desk: Desk) -> Desk:
    object.__setattr__(desk, "holidays", holidays_of)
    return desk


@pytest.fixture
def book(office: Office) -> Office:
    """INV-1042 of Acme, overdue; the workspace drafts after 4, 10 and 21 days."""
    with office.desk.work(office.workspace) as work:
        work.chasing.keep(ChasingRule(friendly_days=4, least=(("EUR", 2_500),)))
        keep_invoice(work)
    return office


def opened(book: Office, line: str) -> dict[str, Any]:
    for window in book.slack.modals(ANA):
        book.slack.close(ANA, window)
    answer = book.slack.press(ANA, book.type(line).message, "chasing")
    assert answer.ok, answer.error
    book.slack.wait_for(lambda: book.slack.modals(ANA))
    return book.slack.modals(ANA)[-1]


def sent_in(book: Office, view: dict[str, Any], **values: Any) -> Any:
    return book.slack.submit(ANA, view, values)


def asked(view: dict[str, Any], field: str) -> dict[str, Any]:
    return next(block for block in view["blocks"] if block.get("block_id") == field)


def rules(book: Office) -> tuple[ChasingRule | None, ChasingRule | None]:
    with book.desk.reading(book.workspace) as work:
        invoice = work.invoices.find("INV-1042")
        return work.chasing.of_client(invoice.client_id), work.chasing.of_invoice(invoice.id)


def test_every_empty_input_shows_what_counts_instead_and_where_that_is_from(book: Office):
    view = opened(book, "/invoice client Acme")
    shown = {
        field: asked(view, field)["element"]["placeholder"]["text"]
        for field in ("coming_days", "friendly_days", "firm_days", "gap_days", "least", "country")
    }
    assert shown == {
        "coming_days": "now no such note, from your settings",
        "friendly_days": "now 4, from your settings",
        "firm_days": "now 10, from your settings",
        "gap_days": "now 5, from your settings",
        "least": "now €25.00, from your settings",
        "country": "now none, only weekends, from your settings",
    }
    assert sent_in(book, view, friendly_days="6").ok
    of_invoice = opened(book, "/invoice status 1042")
    assert asked(of_invoice, "friendly_days")["element"]["placeholder"]["text"] == "now 6, from Acme"
    assert asked(of_invoice, "firm_days")["element"]["placeholder"]["text"] == "now 10, from your settings"
    assert [block for block in of_invoice["blocks"] if block.get("block_id") == "country"] == []


def test_a_client_is_chased_by_days_of_its_own_and_undo_takes_that_back(book: Office):
    view = opened(book, "/invoice client Acme")
    typed = {"coming_days": "5", "firm_days": "12", "gap_days": "0", "least": "EUR 50; GBP 40", "country": "de"}
    assert sent_in(book, view, **typed).ok
    own = ChasingRule(coming_days=5, firm_days=12, gap_days=0, least=(("EUR", 5_000), ("GBP", 4_000)), country="DE")
    assert rules(book) == (own, None)
    told = book.slack.modals(ANA)[-1]
    assert "the firm letter after 12 days" in words_of(told["blocks"])
    assert book.slack.press(ANA, told, "undo").ok
    assert rules(book) == (None, None)


def test_the_form_is_filled_in_with_what_is_the_client_s_own(book: Office):
    assert sent_in(book, opened(book, "/invoice client Acme"), least="EUR 50; 40 GBP", country="de").ok
    again = opened(book, "/invoice client Acme")
    assert asked(again, "least")["element"]["initial_value"] == "EUR 50.00; GBP 40.00"
    assert asked(again, "country")["element"]["initial_value"] == "DE"


def test_what_is_emptied_is_as_everywhere_else_again(book: Office):
    assert sent_in(book, opened(book, "/invoice client Acme"), grace_days="4", firm_days="15").ok
    assert sent_in(book, opened(book, "/invoice client Acme"), grace_days="", firm_days="15").ok
    assert rules(book)[0] == ChasingRule(firm_days=15)
    assert sent_in(book, opened(book, "/invoice client Acme"), firm_days="").ok
    assert rules(book)[0] is None


def test_an_invoice_is_never_reminded_of_while_its_client_is(book: Office):
    view = opened(book, "/invoice status 1042")
    assert sent_in(book, view, is_off=["yes"]).ok
    assert rules(book) == (None, ChasingRule(is_off=True))
    again = opened(book, "/invoice status 1042")
    assert asked(again, "is_off")["element"]["initial_options"][0]["value"] == "yes"
    assert sent_in(book, again, is_off=[]).ok
    assert rules(book) == (None, None)


@pytest.mark.parametrize(
    ("field", "said", "words"),
    [
        ("gap_days", "soon", "not a number of days from 0 to 60"),
        ("coming_days", "9999", "not a number of days from 1 to 60"),
        ("grace_days", "-3", "not a number of days from 0 to 365"),
        ("firm_days", "3", "The firm letter would come after 3 days, and the friendly one after 4"),
        ("friendly_days", "10", "The firm letter would come after 10 days, and the friendly one after 10"),
        ("final_days", "10", "The final letter would come after 10 days, and the firm one after 10"),
        ("least", "plenty", "plenty"),
        ("least", "EUR 5; EUR 6", "EUR is there twice"),
        ("country", "QQ", "No public holidays are known for “QQ”"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_nothing_is_kept(
    book: Office, field: str, said: str, words: str
):
    answer = sent_in(book, opened(book, "/invoice client Acme"), **{field: said})
    assert words in answer.body["errors"][field], answer.body
    assert rules(book) == (None, None)


def test_a_member_has_no_such_button_and_an_old_one_is_refused_in_words(book: Office):
    card = book.type("/invoice client Acme").message
    object.__setattr__(book.desk, "roles", Roles(everybody_else=Role.MEMBER))
    assert "Chasing" not in book.read("/invoice client Acme")
    assert book.slack.press(ANA, card, "chasing").ok
    refused = "To change when a client is chased you need to be an approver"
    book.slack.wait_for(lambda: refused in str(book.slack.ephemerals(ANA)[-1:]))
    assert book.slack.messages(BILLING) == []
