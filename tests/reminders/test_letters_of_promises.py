"""What a letter says of a promise: its part, and one that was broken before the client said something newer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.chasing import Stage
from domain.letter import BrokenWord, Facts, Ground, Language, Words
from domain.money import Money
from domain.reminder import ReminderState
from reminders.card import card_of
from reminders.checks import flaws_of
from reminders.facts import facts_of
from reminders.writers.question import Said, framed, question
from reminders.writers.slots import filled
from reminders.writers.template import write
from reminders.writers.values import values_of
from tests.reminders.chased import ChasingOffice
from tests.reminders.drafts import an_item, some_facts
from tests.reminders.office import march
from tests.views.samples import shown as read
from views.letter_words import letter_date, letter_money
from views.reminder_card import reminder_card

PART = Money(300_00, "EUR")
BROKEN = BrokenWord(on=date(2026, 3, 3), promised_on=date(2026, 3, 6), part=PART, by="Ana")
WHOLE = replace(BROKEN, part=None)
DAYS = (BROKEN.on, BROKEN.promised_on)
PROMISES = (Ground.PROMISE_OPEN, Ground.PROMISE_BROKEN)


def some(language: Language, ground: Ground, *, broken: BrokenWord | None = None, part: Money | None = None) -> Facts:
    picks = replace(some_facts(ground=ground).builds_on, broken=broken, part=part)
    return some_facts(an_item(), an_item(invoice_id=2, number="INV-7"), language=language, builds_on=picks)


@pytest.mark.parametrize("language", Language)
def test_a_letter_cites_a_promise_broken_before_the_last_contact_on_every_ground_and_stage(language: Language):
    for ground in set(Ground) - {Ground.NOTHING_YET, Ground.SAYS_PAID}:
        for broken, stage in zip((BROKEN, WHOLE, BROKEN, WHOLE), Stage, strict=True):
            facts = replace(some(language, ground, broken=broken), stage=stage)
            words = write(facts)
            assert all(letter_date(day, language) in words.text for day in DAYS)
            assert (letter_money(PART, language) in words.text) is (broken is BROKEN)
            assert flaws_of(words, facts) == (), (ground, stage)


@pytest.mark.parametrize("language", Language)
def test_a_letter_names_the_part_that_was_promised_and_no_other_sum_is_let_through(language: Language):
    for ground in PROMISES:
        facts = some(language, ground, part=PART)
        words = write(facts)
        assert letter_money(PART, language) in words.text
        assert flaws_of(words, facts) == ()
        wrong = letter_money(Money(301_00, "EUR"), language)
        said = Words(subject=words.subject, text=words.text.replace(letter_money(PART, language), wrong, 1))
        assert flaws_of(said, facts) != ()


def test_a_part_that_was_promised_is_never_asked_for_in_place_of_the_total():
    facts = some(Language.ENGLISH, Ground.PROMISE_BROKEN, part=PART)
    words = write(facts)
    total = letter_money(facts.net, Language.ENGLISH)
    asked = Words(subject=words.subject, text=words.text.replace(f"Total to pay: {total}", "Total to pay: €300.00"))
    assert flaws_of(asked, facts) != ()


@pytest.mark.parametrize("language", Language)
def test_what_a_language_model_writes_is_followed_by_the_broken_promise(language: Language):
    facts = some(language, Ground.REPLY, broken=BROKEN)
    said = Said(subject="{{ what }}", pick_up="{{ last_contact }}", request="{{ total }}", closing="{{ company }}")
    text = filled(framed(said, language), values_of(facts)).text
    assert letter_money(PART, language) in text
    without = filled(framed(said, language), values_of(some(language, Ground.REPLY))).text
    assert "\n\n\n" not in without


def test_a_language_model_is_offered_the_part_that_was_promised():
    assert "{{ promised_part }}" in question(some(Language.ENGLISH, Ground.PROMISE_BROKEN, part=PART))
    assert "{{ promised_part }}" not in question(some(Language.ENGLISH, Ground.PROMISE_BROKEN))


def test_the_card_names_the_newest_contact_and_what_the_letter_cites_beside_it(office: ChasingOffice):
    office.at(march(11)).invoice("INV-1", due=march(4))
    office.said("INV-1", "I'll pay 300 on Friday")
    office.at(march(17)).said("INV-1", "Sorry, busy week")
    office.day(march(23))
    office.written()
    with office.desk.reading(office.workspace) as work:
        [reminder] = work.reminders.in_state(ReminderState.WAITING)
        facts, card = facts_of(reminder, work), read(reminder_card(card_of(reminder, work), locale="en_GB"))
    assert facts.builds_on.broken == BrokenWord(on=march(11), promised_on=march(13), part=PART, by="Dunwell")
    assert "Builds on: reply, Tue 17 Mar 2026, by Dunwell" in card
    assert "Cites: the broken promise of €300.00 for Fri 13 Mar 2026, made Wed 11 Mar 2026, by Dunwell" in card
    assert (
        "Earlier, on 11 March 2026, you had told us that we could expect a payment of €300.00 by 13"
        in write(facts).text
    )
