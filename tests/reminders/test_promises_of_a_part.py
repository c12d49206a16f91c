"""A part that was promised is told as a part, on every screen and in the letter about it."""

from __future__ import annotations

from datetime import date

import pytest

from domain.roles import Role
from receivables.book import AskBook, status_book
from receivables.find import Find, find
from receivables.show_client import ShowClient, show_client
from receivables.show_home import ShowHome, show_home
from reminders.digest import DigestRequest, gather_digest
from tests.reminders.chased import ChasingOffice
from tests.reminders.office import march, shown
from tests.views.samples import shown as read
from views.client_card import client_card
from views.digest import digest
from views.home import home
from views.invoice_card import invoice_card

PART = "€300.00 promised for Fri 13 Mar"


@pytest.fixture
def acme(office: ChasingOffice) -> ChasingOffice:
    """€1,200.00 of Acme, a week overdue on Wednesday 11 March."""
    office.at(march(11)).invoice("INV-1", due=march(4))
    return office


def card(office: ChasingOffice, said: str = "INV-1") -> str:
    found = office.act(find, Find(said=said))
    return read(invoice_card(found, locale="en_GB", role=Role.ADMIN))


def account(office: ChasingOffice) -> str:
    return read(client_card(office.act(show_client, ShowClient(client_id=1)), locale="en_GB", role=Role.ADMIN))


def week(office: ChasingOffice) -> str:
    with office.desk.reading(office.workspace) as work:
        gathered = gather_digest(DigestRequest(is_asked=True), work)
    return read(digest(gathered, locale="en_GB", tz=office.workspace.tz))


def in_the_book(office: ChasingOffice, day: date) -> list[object]:
    with office.desk.reading(office.workspace) as work:
        groups = status_book(AskBook(as_of=day), work).groups
    return [(badge.name, badge.part) for _, rows in groups for row in rows for badge in row.badges if badge.part]


def test_every_screen_says_that_a_part_was_promised_and_how_much(acme: ChasingOffice):
    acme.said("INV-1", "I'll pay 300 on Friday, the rest in January")
    told = card(acme)
    assert PART in told
    assert "wait for the promised €300.00, Fri 13 Mar" in told
    assert "€300.00 promised for Fri 13 Mar 2026: open" in told
    assert PART in account(acme)
    assert "INV-1 · Acme · €300.00 · “" in read(home(acme.act(show_home, ShowHome()), locale="en_GB"))


def test_a_promise_of_all_that_is_left_names_no_sum_beside_it(acme: ChasingOffice):
    acme.paid("INV-1", "200")
    acme.said("INV-1", "I'll pay it on Friday")
    acme.at(march(11), 10).paid("INV-1", "500")
    assert "Next: wait for the promised day, Fri 13 Mar" in card(acme)
    acme.said("INV-1", "We paid half today, the other half on Friday")
    assert "the rest promised for Fri 13 Mar 2026: open" in card(acme)


def test_a_part_stays_one_while_money_comes_in_for_it(acme: ChasingOffice):
    acme.said("INV-1", "I'll pay 1000 on Friday")
    acme.at(march(11), 10).paid("INV-1", "300")
    assert "€1,000.00 promised for Fri 13 Mar" in card(acme)
    assert in_the_book(acme, march(11))


def test_a_broken_part_is_told_with_its_sum(acme: ChasingOffice):
    acme.said("INV-1", "I'll pay 300 on Friday")
    acme.at(march(17)).tick()
    [told] = acme.posts("broken promise")
    assert told.body["text"] == "Promise broken: Acme meant to pay €300.00 by Fri 13 Mar 2026 (INV-1)"
    assert "*€300.00* promised for Fri 13 Mar 2026; nothing came in" in shown(told)
    assert "promise of €300.00 for 13 Mar broken" in card(acme)
    assert "ask about the broken promise of €300.00 for 13 Mar" in card(acme)
    assert "Acme · €300.00 · promised for Fri 13 Mar" in week(acme)


def test_a_part_of_all_a_client_owes_is_no_sum_of_one_invoice(acme: ChasingOffice):
    acme.invoice("INV-2", due=march(4))
    acme.said("Acme", "we can pay 300 on Friday")
    assert "€300.00 of all they owe promised for Fri 13 Mar" in card(acme, "INV-2")
    assert in_the_book(acme, march(11)) == in_the_book(acme, march(11))[:1] * 2
    acme.said("Acme", "we pay everything on Friday")
    assert "of all they owe" not in account(acme)


def test_of_two_promised_days_the_next_one_comes_first_and_the_other_stands_behind_it(acme: ChasingOffice):
    acme.invoice("INV-2", due=march(4))
    acme.said("Acme", "we pay it all on 27 March")
    acme.said("INV-1", "I'll pay 300 on Friday")
    assert f"{PART} · promised Fri 27 Mar" in account(acme)


def test_a_word_for_the_rest_leaves_the_part_that_comes_before_it_standing(acme: ChasingOffice):
    acme.said("INV-1", "I'll pay 300 on Friday")
    acme.at(march(11), 10).said("INV-1", "We'll pay the rest on 27 March")
    assert f"{PART} · promised Fri 27 Mar" in card(acme)
    acme.at(march(11), 11).said("INV-1", "Sorry, the rest will be paid on 30 March")
    assert f"{PART} · promised Mon 30 Mar" in card(acme)
    acme.at(march(11), 12).said("INV-1", "We'll pay all of it on 20 March")
    assert "Overdue, 7 days late · promised Fri 20 Mar" in card(acme)
