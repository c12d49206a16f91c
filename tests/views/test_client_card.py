from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.answers import ClientCard, PayingHabit
from domain.client import Contact
from domain.credit import CreditSource
from domain.hold import Hold
from domain.money import Money
from domain.roles import Role
from tests.views.samples import (
    HOSTILE,
    a_client,
    a_client_card,
    a_row,
    a_touch,
    actions_of,
    an_invoice_numbered,
    shown,
    takes_message,
)
from views.ids import Action
from views.invoices import client_card


def _shown(card: ClientCard, role: Role = Role.MEMBER, locale: str = "en_GB") -> dict[str, Any]:
    body = client_card(card, locale=locale, role=role)
    takes_message(body)
    return body


def test_an_account_says_what_is_open_in_each_currency_and_how_they_pay():
    card = a_client_card(
        a_row(), a_row(currency="USD", total_minor=99_000), overdue_total=((Money(120_000, "EUR"), 1),)
    )
    read = shown(_shown(card))
    assert "*Open* €1,200.00 (1 invoice) US$990.00 (1 invoice)" in read
    assert "*Overdue* €1,200.00 (1 invoice)" in read
    assert "usually 5 days late (12 invoices settled)" in read
    assert "3 kept, 1 broken" in read
    assert "net 30 from issue" in read
    assert "Petra, petra@acme.example" in read


@pytest.mark.parametrize(
    ("days", "said"), [(0, "usually on the due date"), (-3, "usually 3 days early"), (1, "usually 1 day late")]
)
def test_a_habit_is_said_in_days(days: int, said: str):
    habit = PayingHabit(settled=4, usual_days_late=days, promises_kept=0, promises_broken=0)
    assert said in shown(_shown(a_client_card(habit=habit)))


def test_invoices_settled_on_days_nobody_knows_are_counted_apart():
    known = PayingHabit(settled=12, usual_days_late=5, promises_kept=0, promises_broken=0, undated=9)
    assert "usually 5 days late (3 invoices settled, 9 more without a known day)" in shown(
        _shown(a_client_card(habit=known))
    )
    none = PayingHabit(settled=9, usual_days_late=None, promises_kept=0, promises_broken=0, undated=9)
    assert "9 invoices settled, on days not known" in shown(_shown(a_client_card(habit=none)))


def test_a_client_who_owes_nothing_has_a_card_too():
    habit = PayingHabit(settled=0, usual_days_late=None, promises_kept=0, promises_broken=0)
    read = shown(_shown(a_client_card(habit=habit, contacts=())))
    assert "*Open* nothing" in read
    assert "no invoice settled so far" in read
    assert "nobody on file" in read


def test_forty_open_invoices_show_fifteen_and_count_the_rest():
    rows = [a_row(**_facts(place)) for place in range(40)]
    body = _shown(a_client_card(*rows))
    assert "*25 more*" in shown(body)
    menu = next(one for one in body["blocks"][-1]["elements"] if one["type"] == "static_select")
    assert len(menu["options"]) == 40


def test_three_hundred_open_invoices_say_where_those_are_that_the_menu_does_not_hold():
    rows = [a_row(**_facts(place)) for place in range(300)]
    read = shown(_shown(a_client_card(*rows)))
    assert "*285 more*: the menu below holds the first 100, `/invoice export` has them all." in read


def test_many_holds_are_counted():
    hold = Hold(
        id=1, client_id=1, invoice_id=2, reason="po", until=date(2026, 3, 31), placed_on=date(2026, 3, 2), by="Ana"
    )
    assert "4 more holds." in shown(_shown(a_client_card(holds=(hold,) * 9)))


def test_a_client_on_hold_says_until_when_and_offers_to_resume():
    hold = Hold(
        id=1,
        client_id=1,
        invoice_id=None,
        reason="new PO",
        until=date(2026, 3, 31),
        placed_on=date(2026, 3, 2),
        by="Ana",
    )
    body = _shown(a_client_card(a_row(), holds=(hold,)))
    assert "On hold until Tue 31 Mar 2026 (by Ana): new PO" in shown(body)
    assert Action.RESUME in actions_of(body)
    assert Action.HOLD not in actions_of(body)


def test_credit_not_applied_yet_is_shown():
    credit = (CreditSource(invoice=None, left=Money(15_000, "EUR")),)
    assert "Credit not used yet* €150.00 of credit notes" in shown(_shown(a_client_card(credit=credit)))


def test_a_viewer_may_open_invoices_and_nothing_else():
    assert actions_of(_shown(a_client_card(a_row()), Role.VIEWER)) == [Action.OPEN_INVOICE]
    assert actions_of(_shown(a_client_card(), Role.VIEWER)) == []


@pytest.mark.parametrize("words", HOSTILE)
def test_nobodys_words_become_markup_or_break_the_account(words: str):
    rows = [a_row(**{**_facts(place), "number": words, "client": words}) for place in range(30)]
    card = a_client_card(
        *rows,
        client=a_client(name=words, number=words, owner=words, language=words),
        aliases=(words,) * 20,
        contacts=(Contact(id=1, name=words, email=words),) * 12,
        drafts=tuple(rows),
        last_contact=a_touch(words, by=words),
        touches=(a_touch(words, by=words, link=words),) * 20,
    )
    _shown(card, locale="pl")


def _facts(place: int) -> dict[str, object]:
    invoice = an_invoice_numbered(place)
    return {"id": invoice.id, "number": invoice.number}
