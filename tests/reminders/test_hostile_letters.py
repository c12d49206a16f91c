"""Whatever a client writes or is called, the letter to them says the same amounts, days, links and accounts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from domain.letter import Facts, Fault, Flaw, Language
from reminders.checks import flaws_of
from reminders.writers import template
from tests.reminders.checks.facts import some_facts
from tests.reminders.hostile import (
    OURS,
    benign_replies,
    facts_called,
    facts_saying,
    hostile_words,
    shared,
)

# What would be told of a letter that carries another's money, day, link or account.
CHANGED = {Fault.AMOUNT, Fault.DATE, Fault.NUMBER, Fault.LINK, Fault.ADDRESS, Fault.BANK, Fault.OBEYED}


def flaws(facts: Facts) -> tuple[Flaw, ...]:
    return flaws_of(template.write(facts), facts)


def is_the_same_for(words: str, plain: Facts) -> bool:
    """Whether the letter is, byte for byte, the one to a client who said nothing of note."""
    return template.write(facts_saying(words)) == template.write(plain)


def body(facts: Facts, name: str) -> str:
    """The letter's text without the name in it."""
    return template.write(facts).text.replace(name, "NAME")


@pytest.mark.parametrize("words", OURS)
@pytest.mark.parametrize("language", Language)
def test_what_a_client_says_changes_nothing_in_the_letter(words: str, language: Language):
    said, plain = (replace(facts_saying(each), language=language) for each in (words, "We will look into it"))
    assert template.write(said) == template.write(plain)
    assert flaws(said) == ()


@pytest.mark.parametrize("words", OURS)
def test_what_a_client_is_called_changes_nothing_but_the_name(words: str):
    for place, facts in facts_called(words).items():
        assert_only_the_name_differs(facts, place)


@pytest.mark.ledgers
def test_no_hostile_reply_changes_a_letter():
    plain = facts_saying("We will look into it")
    assert [words for words in hostile() if not is_the_same_for(words, plain)] == []


@pytest.mark.ledgers
def test_no_hostile_name_or_title_changes_a_letter():
    for words in sampled(hostile()):
        for place, facts in facts_called(words).items():
            assert_only_the_name_differs(facts, place)


@pytest.mark.ledgers
def test_letters_that_answer_hostile_replies_are_not_stopped_nor_those_to_real_ones():
    replies = benign_replies()
    if not replies:
        pytest.skip("no real replies beside the project (DUNWELL_SHARED_DATA)")
    stopped = [words for words in (*replies, *sampled(hostile())) if flaws(facts_saying(words))]
    assert stopped == []


@pytest.mark.ledgers
def test_hostile_words_of_a_letter_itself_are_stopped_where_they_name_money_or_a_way_to_pay():
    accounts = [words for words in hostile() if words.startswith("IBAN ") or "IBAN" in words[:8]]
    right = template.write(some_facts())
    for words in accounts:
        found = flaws_of(replace(right, text=right.text.replace("\n\n", f"\n\n{words}\n\n", 1)), some_facts())
        assert {flaw.fault for flaw in found} & CHANGED, words


def hostile() -> list[str]:
    if not (shared() / "hostile").exists():
        pytest.skip("no hostile words beside the project (DUNWELL_SHARED_DATA)")
    found = sorted(set(hostile_words()))
    assert found
    return found


def sampled(words: Iterable[str]) -> list[str]:
    """One of four: the check reads each for a hundredth of a second."""
    return list(words)[::4]


def assert_only_the_name_differs(facts: Facts, place: str) -> None:
    """The letter is the plain one with the name in its place; or the check tells what the name brings along."""
    name = {"client": facts.client, "title": facts.items[0].title or ""}.get(place) or facts.recipients[0].name
    plain = {
        "client": replace(facts, client="Acme Lda"),
        "contact": replace(facts, recipients=tuple(replace(each, name="Maria Lopes") for each in facts.recipients)),
        "title": replace(facts, items=tuple(replace(item, title=None) for item in facts.items)),
    }[place]
    said, wanted = template.write(facts), template.write(plain)
    instead = {"client": "Acme Lda", "contact": "Maria Lopes", "title": ""}[place]
    if place == "contact" and "@" in name:  # an address is no name: then the client is greeted
        name, instead = "Dear Acme Lda,", "Dear Maria Lopes,"
    same = said.text.split("\n")[1:] == wanted.text.split("\n")[1:]
    assert same, (place, name)
    assert said.text.split("\n")[0] in (wanted.text.split("\n")[0].replace(instead, name) if instead else wanted.text)
    assert said.subject == wanted.subject
