from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.answers import InvoiceRow, NextAction, NextStep
from domain.badges import Badge, BadgeName
from domain.invoice import Status
from domain.roles import Role
from tests.views.samples import (
    TODAY,
    a_change,
    a_client_card,
    a_full_card,
    a_home,
    a_list,
    a_row,
    shown,
    takes_message,
    takes_view,
)
from views import modals, rows
from views.changes import changed
from views.home import home
from views.invoices import client_card, invoice_card, status_list

_WORDS = st.text(max_size=120)
_DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))
_LOCALES = st.sampled_from(["en_GB", "en_US", "de", "fr", "pl", "pt-BR", "ar", "ja"])
_BADGES = st.lists(st.builds(Badge, name=st.sampled_from(BadgeName), on=st.none() | _DAYS), max_size=9)


@st.composite
def _rows(draw: st.DrawFn) -> InvoiceRow:
    total = draw(st.integers(min_value=1, max_value=10**12))
    facts: dict[str, Any] = {
        "id": draw(st.integers(min_value=1, max_value=10**9)),
        "number": draw(_WORDS),
        "client": draw(_WORDS),
        "owner": draw(st.none() | _WORDS),
        "currency": draw(st.sampled_from(["EUR", "JPY", "BHD", "CLF", "USD", "HUF"])),
        "total_minor": total,
        "paid_minor": draw(st.integers(min_value=0, max_value=2 * total)),
        "sent_on": draw(st.none() | _DAYS),
        "due_on": draw(st.none() | _DAYS),
    }
    return a_row(*draw(_BADGES), **facts)


@settings(max_examples=60)
@given(st.lists(_rows(), max_size=30), st.integers(min_value=0, max_value=10**6), _LOCALES)
def test_any_page_of_any_book_is_a_message_that_counts_all_of_it(found: list[InvoiceRow], more: int, locale: str):
    book = a_list(*found, more={Status.OVERDUE: more}, later="x" if more else None)
    body = status_list(book, locale=locale)
    takes_message(body)
    if more:
        assert f"*{more:,} more*: {more:,} Overdue." in shown(body)


@settings(max_examples=60)
@given(_rows(), _WORDS, _LOCALES, st.sampled_from(Role))
def test_any_invoice_has_a_card_an_answer_and_forms(row: InvoiceRow, words: str, locale: str, role: Role):
    card = replace(a_full_card(words), row=row)
    takes_message(invoice_card(card, locale=locale, role=role))
    takes_message(changed(a_change(words, row=row, understood=(words,)), locale=locale))
    takes_view(modals.record_payment(row.invoice, today=TODAY, locale=locale))
    takes_view(modals.void(row.invoice, locale=locale))
    takes_view(modals.log_reply(today=TODAY, about=modals.about_invoice(row.invoice), words=words))


@settings(max_examples=40)
@given(st.lists(_rows(), max_size=25), _LOCALES, st.integers(min_value=0, max_value=500))
def test_any_account_and_any_home_fit(found: list[InvoiceRow], locale: str, left: int):
    takes_message(client_card(a_client_card(*found), locale=locale, role=Role.MEMBER))
    action = NextAction(step=NextStep.FOLLOW_UP, on=TODAY + timedelta(days=left))
    urgent = tuple((row, action) for row in found)
    takes_view(home(a_home(mine=tuple(found), needs_person=urgent, needs_person_left=left), locale=locale))


@given(_rows(), _LOCALES)
def test_a_line_about_an_invoice_never_says_more_is_left_than_is(row: InvoiceRow, locale: str):
    said = rows.left(row.invoice, locale)
    balance = row.invoice.balance.minor
    assert ("overpaid" in said) is (balance < 0)
    assert ("left of" in said) is (0 < balance < row.invoice.total_minor)
