from __future__ import annotations

from datetime import date

import pytest

from domain.badges import Badge, BadgeName
from domain.invoice import Status
from tests.views.samples import HOSTILE, TODAY, a_list, a_row, actions_of, shown, takes_message
from views.ids import Action, read_pairs
from views.invoices import status_list

PAID = {"paid_minor": 120_000}
DRAFT = {"sent_on": None}


def test_the_book_is_grouped_by_status_with_a_total_for_each_currency():
    book = a_list(
        a_row(number="INV-1"),
        a_row(number="INV-2", currency="USD", total_minor=300_000),
        a_row(number="INV-3", due_on=TODAY),
        a_row(number="INV-4", due_on=date(2026, 4, 2)),
        a_row(number="INV-5", **DRAFT),
        a_row(number="INV-6", **PAID),
    )
    body = status_list(book, locale="en_GB")
    takes_message(body)
    read = shown(body)
    assert "Overdue (2) €1,200.00 · US$3,000.00" in read
    order = [read.index(f"{status} (") for status in ("Overdue", "Due", "Sent", "Draft", "Paid")]
    assert order == sorted(order)


def test_a_row_says_number_client_amount_left_days_late_and_badges():
    row = a_row(
        Badge(name=BadgeName.PROMISE_BROKEN, on=date(2026, 3, 6)),
        Badge(name=BadgeName.NO_CONTACT, on=date(2026, 3, 4)),
        Badge(name=BadgeName.PARTIALLY_PAID),
        paid_minor=50_000,
    )
    read = shown(status_list(a_list(row), locale="en_GB"))
    assert "INV-1042 Acme · €700.00 left of €1,200.00 · 12 days late" in read
    assert "promise of 6 Mar broken · no action since 4 Mar" in read


def test_an_invoice_due_soon_says_in_how_many_days_and_on_which():
    row = a_row(Badge(name=BadgeName.DUE_SOON, on=date(2026, 3, 18)), due_on=date(2026, 3, 18))
    assert "due in 2 days, Wed 18 Mar" in shown(status_list(a_list(row), locale="en_GB"))


def test_what_does_not_fit_is_counted_by_status_and_led_to():
    book = a_list(a_row(), more={Status.OVERDUE: 4, Status.SENT: 10, Status.PAID: 3}, later="next")
    body = status_list(book, locale="en_GB")
    assert "1 to 1 of 18. *17 more*: 4 Overdue, 10 Sent and 3 Paid." in shown(body)
    assert actions_of(body) == [Action.OPEN_INVOICE, Action.STATUS_LATER]
    assert read_pairs(body["blocks"][-1]["elements"][-1]["value"]) == {"cursor": "next"}


def test_a_later_page_says_where_it_stands_and_leads_both_ways():
    book = a_list(
        a_row(), more={Status.OVERDUE: 40}, shown_before=20, earlier="before", later="after", only=Status.OVERDUE
    )
    body = status_list(book, locale="en_GB")
    assert "21 to 21 of 41. *20 more*: 20 Overdue." in shown(body)
    earlier = body["blocks"][-1]["elements"][1]
    assert read_pairs(earlier["value"]) == {"cursor": "before", "only": "Overdue"}


def test_a_status_without_a_row_on_this_page_still_shows_its_total():
    read = shown(status_list(a_list(a_row(), more={Status.DRAFT: 3}), locale="en_GB"))
    assert "Draft (3) €300.00 on another page" in read


def test_an_empty_book_says_how_to_begin():
    body = status_list(a_list(), locale="en_GB")
    takes_message(body)
    assert "/invoice add" in shown(body)
    assert actions_of(body) == [Action.NEW_INVOICE]


def test_a_status_with_nothing_in_it_says_so():
    body = status_list(a_list(only=Status.DUE), locale="en_GB")
    takes_message(body)
    assert "No invoice is Due today" in shown(body)


def test_ten_thousand_invoices_make_one_message_that_counts_the_others():
    rows = [a_row(number=f"INV-{place}", id=place) for place in range(20)]
    book = a_list(*rows, more={Status.OVERDUE: 9_000, Status.PAID: 980}, later="more")
    body = status_list(book, locale="en_GB")
    takes_message(body)
    assert "1 to 20 of 10,000. *9,980 more*: 9,000 Overdue and 980 Paid." in shown(body)


@pytest.mark.parametrize("words", HOSTILE)
def test_nobodys_words_become_markup_or_break_the_list(words: str):
    rows = [a_row(id=place, number=words, client=words, title=words, owner=words) for place in range(20)]
    takes_message(status_list(a_list(*rows), locale="en_GB"))


@pytest.mark.parametrize(
    ("locale", "said"),
    [("de", "1.200,00 €"), ("fr", "1 200,00 €"), ("pl", "1 200,00 €"), ("en_US", "€1,200.00"), ("pt-BR", "€ 1.200,00")],
)
def test_amounts_are_written_as_the_workspace_writes_them(locale: str, said: str):
    assert said in shown(status_list(a_list(a_row()), locale=locale))


def test_an_answer_is_private_unless_public_was_asked_for():
    assert status_list(a_list(a_row()), locale="en_GB")["response_type"] == "ephemeral"
    assert status_list(a_list(a_row()), locale="en_GB", public=True)["response_type"] == "in_channel"
