"""Which of several open words stands beside an invoice: a day the client named, before one we proposed ourselves."""

from __future__ import annotations

from datetime import date

import pytest

from domain.answers import InvoiceRow, NextStep
from domain.badges import BadgeName
from receivables.book import AskBook, status_book
from receivables.find import Find, find
from reminders.digest import DigestRequest, gather_digest
from tests.reminders.chased import ChasingOffice
from tests.reminders.office import march

DATED, VAGUE = ("INV-1", "will pay on 27 March"), ("Acme", "I'll sort it")


@pytest.fixture
def acme(office: ChasingOffice) -> ChasingOffice:
    """Two invoices of Acme, a week overdue on Wednesday 11 March."""
    for number in ("INV-1", "INV-2"):
        office.at(march(11)).invoice(number, due=march(4))
    return office


@pytest.mark.parametrize("words", [(DATED, VAGUE), (VAGUE, DATED)])
def test_a_vaguer_word_of_the_client_hides_no_promised_day(acme: ChasingOffice, words: tuple[tuple[str, str], ...]):
    for target, said in words:
        acme.said(target, said)
    card = acme.act(find, Find(said="INV-1"))
    assert promised_days(card.row) == [march(27)]
    assert (card.next_action.step, card.next_action.on) == (NextStep.WAIT_FOR_PROMISE, march(27))
    other = acme.act(find, Find(said="INV-2"))
    assert (promised_days(other.row), other.next_action.step) == ([], NextStep.FOLLOW_UP)


def test_nobody_is_sent_after_a_client_who_promised_a_day_still_to_come(acme: ChasingOffice):
    acme.said(*DATED)
    acme.said(*VAGUE)
    acme.at(march(19))
    with acme.desk.reading(acme.workspace) as work:
        week = gather_digest(DigestRequest(is_asked=True), work)
    assert [(row.invoice.number, action.step) for row, action in week.needs_person] == [("INV-2", NextStep.FOLLOW_UP)]


def test_the_book_of_a_past_day_shows_the_same_day_promised(acme: ChasingOffice):
    acme.said(*DATED)
    acme.said(*VAGUE)
    acme.at(march(13))
    assert days_in_the_book(acme, march(11)) == {"INV-1": [march(27)], "INV-2": []}
    assert days_in_the_book(acme, march(13)) == {"INV-1": [march(27)], "INV-2": []}


def test_of_two_days_the_client_named_the_next_one_comes_first_and_both_are_shown(acme: ChasingOffice):
    acme.said(*DATED)
    acme.said("Acme", "we pay both on 20 March")
    assert promised_days(acme.act(find, Find(said="INV-1")).row) == [march(20), march(27)]
    assert days_in_the_book(acme, march(11))["INV-1"] == [march(20), march(27)]


def promised_days(row: InvoiceRow) -> list[date | None]:
    return [badge.on for badge in row.badges if badge.name is BadgeName.PROMISED]


def days_in_the_book(office: ChasingOffice, day: date) -> dict[str, list[date | None]]:
    with office.desk.reading(office.workspace) as work:
        groups = status_book(AskBook(as_of=day), work).groups
    return {row.invoice.number: promised_days(row) for _, rows in groups for row in rows}
