"""A day to follow up keeps letters back: asking before the client asked to be asked would be chasing blind."""

from __future__ import annotations

import pytest

from domain.dunning_rules import Rule
from reminders.card import card_of
from reminders.remind import Remind, remind
from reminders.why import Why, why
from tests.reminders.chased import ChasingOffice
from tests.reminders.office import april, march
from views.reminder_card import reminder_card


@pytest.fixture
def asked_later(office: ChasingOffice) -> ChasingOffice:
    """INV-1 is nine days late, and Acme says on Wednesday 11 March to be asked in two weeks."""
    office.invoice("INV-1", due=march(2))
    office.at(march(11)).said("INV-1", "ask me in two weeks")
    return office


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("ask me in two weeks", march(25)),
        ("not before 10 April", april(10)),
        ("I'll sort it", march(18)),
        ("get back to us on 25 March", march(25)),
    ],
)
def test_nothing_is_drafted_by_itself_before_the_day_to_follow_up(office: ChasingOffice, words: str, on: object):
    office.invoice("INV-1", due=march(2))
    office.at(march(11)).said("INV-1", words)
    assert min(office.days(march(12), april(10))) == on


def test_why_names_the_rule_and_its_day(asked_later: ChasingOffice):
    asked_later.at(march(17))
    with asked_later.desk.reading(asked_later.workspace) as work:
        [account] = why(Why(target="INV-1"), work).accounts
    stands = {line.rule: line.words for line in account.lines if not line.passed}
    assert stands == {Rule.FOLLOW_UP: "INV-1 is to be followed up on Wed 25 Mar and not before"}
    assert "can go on Wed 25 Mar at the earliest" in account.verdict
    assert account.may_draft


def test_a_person_may_ask_before_it_and_is_told_and_so_is_whoever_approves(asked_later: ChasingOffice):
    asked_later.at(march(17))
    answer = asked_later.act(remind, Remind(target="INV-1"))
    assert "It asks early: INV-1 is to be followed up on Wed 25 Mar." in answer.words
    asked_later.written()
    assert asked_later.day(march(18)) == []
    [draft] = asked_later.open()
    with asked_later.desk.reading(asked_later.workspace) as work:
        card = str(reminder_card(card_of(draft, work), locale="en_GB"))
    assert "it is to be followed up on Wed 25 Mar 2026, and this letter asks before that" in card
    asked_later.send_all()
