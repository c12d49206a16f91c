"""How a letter speaks of the days a client named: the one they promise, and the first one they can pay on."""

from __future__ import annotations

from datetime import date

import pytest

from domain.letter import BuildsOn, Ground, Language
from receivables.log_reply import LogReply, log_reply
from reminders.grounds import builds_on
from reminders.writers.slots import Slot
from reminders.writers.template import write
from reminders.writers.values import values_of
from tests.reminders.drafts import SAID_ON, some_facts
from tests.reminders.office import Office
from views.letter_words import letter_date
from views.reminder_words import builds_on as named

WEDNESDAY, THE_20TH = date(2026, 3, 11), date(2026, 3, 20)


def picked_up(office: Office, words: str) -> BuildsOn:
    office.invoice("INV-7", due=date(2026, 3, 4))
    office.act(log_reply, LogReply(target="INV-7", words=words))
    with office.desk.reading(office.workspace) as work:
        invoice = work.invoices.find("INV-7")
        return builds_on(invoice.client_id, [invoice.id], work)


@pytest.mark.parametrize("words", ["not before 20 March", "we can't pay before the 20th", "20 March at the earliest"])
def test_a_letter_never_says_that_they_left_the_day_open_when_they_named_the_first_one(office: Office, words: str):
    found = picked_up(office, words)
    assert (found.ground, found.on, found.promised_on) == (Ground.NOT_BEFORE, WEDNESDAY, THE_20TH)
    assert found.words == words
    text = write(some_facts(builds_on=found)).text
    assert "On 11 March 2026 you told us that we could not expect the payment before 20 March 2026." in text
    assert "left open" not in text


def test_a_reply_that_names_no_day_of_paying_left_it_open(office: Office):
    found = picked_up(office, "on holiday until the 20th")
    assert found.ground is Ground.REPLY
    assert "It left open when we can expect the payment." in write(some_facts(builds_on=found)).text


def test_the_first_day_they_can_pay_is_never_filled_in_as_the_promised_one():
    assert Slot.PROMISED not in values_of(some_facts(ground=Ground.NOT_BEFORE))
    assert Slot.PROMISED in values_of(some_facts(ground=Ground.PROMISE_OPEN))


def test_the_card_names_the_first_day_they_can_pay_and_not_as_a_promise():
    picks = BuildsOn(ground=Ground.NOT_BEFORE, on=WEDNESDAY, by="Ana", promised_on=THE_20TH)
    assert named(picks, "en_GB") == "reply, no payment before Fri 20 Mar 2026, said Wed 11 Mar 2026, by Ana"


@pytest.mark.parametrize(
    ("language", "same_day"),
    [
        (Language.ENGLISH, "that same day"),
        (Language.GERMAN, "für denselben Tag"),
        (Language.FRENCH, "pour le jour même"),
        (Language.SPANISH, "para ese mismo día"),
        (Language.POLISH, "na ten sam dzień"),
    ],
)
@pytest.mark.parametrize("ground", [Ground.PROMISE_OPEN, Ground.PROMISE_BROKEN])
def test_a_payment_promised_for_the_day_it_was_said_on_names_that_day_once(
    ground: Ground, language: Language, same_day: str
):
    picks = BuildsOn(ground=ground, on=SAID_ON, promised_on=SAID_ON)
    text = write(some_facts(language=language, builds_on=picks)).text
    assert same_day in text
    assert text.count(letter_date(SAID_ON, language)) == 1
    assert same_day not in write(some_facts(language=language, ground=ground)).text
