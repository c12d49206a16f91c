from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.chasing import Stage
from domain.letter import BuildsOn, Facts, Ground, Language, LetterName, Recipient, Words
from domain.money import Money
from reminders.writers.template import to_change, write
from tests.reminders.drafts import MARIA, PROMISED_ON, SAID_ON, an_item, some_facts
from views.letter_words import letter_date, letter_line, letter_money

THREE = (
    an_item(invoice_id=1, number="INV-1042", received=20_000),
    an_item(invoice_id=2, number="R/2026/007", due_on=date(2026, 3, 1), total=45_050),
    an_item(invoice_id=3, number="17", due_on=date(2026, 2, 20), total=9_999),
)
BOOKS: dict[str, dict[str, Any]] = {
    "one": {"items": (an_item(),)},
    "one paid in part": {"items": (an_item(received=20_000),)},
    "three with credit": {"items": THREE, "credit": 5_000, "how_to_pay": "IBAN PT50 0002\nReference: the number"},
    "yen": {"items": (an_item(currency="JPY", received=1),)},
    "dinar": {"items": (an_item(currency="BHD", total=1_234_567),)},
    "to two people": {
        "items": (an_item(),),
        "recipients": (MARIA, Recipient(contact_id=2, name="Inês Costa", email="ines@acme.example")),
    },
}
ENGLISH = re.compile(
    r"\b(?:the|and|you|your|please|invoices?|payment|reminder|received|remaining|issued|due|regards|dear|thank)\b",
    re.IGNORECASE,
)


def a_letter(book: str = "one", **changed: Any) -> Facts:
    said = BOOKS[book] | changed
    items = said.pop("items")
    return some_facts(*items, **said)


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("language", Language)
def test_every_letter_names_each_invoice_with_what_is_left_and_the_total(language: Language, stage: Stage):
    for ground, book in product(Ground, BOOKS):
        facts = a_letter(book, ground=ground, language=language, stage=stage)
        assert_complete(facts, write(facts))


def assert_complete(facts: Facts, words: Words) -> None:
    language = facts.language
    lines = words.text.splitlines()
    assert lines[0].strip()
    for item in facts.items:
        [line] = [line for line in lines if line.startswith(f"• {item.number}")]
        amounts = (item.total, item.received, item.remaining)
        assert all(letter_money(amount, language) in line for amount in amounts)
        assert letter_date(item.due_on, language) in line
        assert letter_date(item.issued_on, language) in line
    assert [line for line in lines if line.endswith(letter_money(facts.net, language)) and not line.startswith("•")]
    assert sum(item.remaining.minor for item in facts.items) - facts.credit.minor == facts.net.minor
    if facts.credit.minor > 0:
        assert any(
            line.startswith("•") and line.endswith(f" {letter_money(-facts.credit, language)}") for line in lines
        )
    assert not re.search(r"[{}]|None|\n\n\n|[ \t]\n", words.text + words.subject)
    assert "\n" not in words.subject
    if language is not Language.ENGLISH:
        said = words.text.replace(facts.how_to_pay, "")
        assert ENGLISH.findall(f"{words.subject}\n{said}") == []


@pytest.mark.parametrize("language", Language)
def test_a_letter_picks_up_from_the_last_contact_with_its_day_and_never_with_the_clients_words(language: Language):
    for ground in Ground:
        picks = some_facts(ground=ground).builds_on
        words = write(some_facts(language=language, builds_on=replace(picks, words="We are drowning in work")))
        assert "drowning" not in words.text
        assert (letter_date(SAID_ON, language) in words.text) is (ground is not Ground.NOTHING_YET)
        names_a_day = ground in (Ground.PROMISE_OPEN, Ground.PROMISE_BROKEN, Ground.NOT_BEFORE)
        assert (letter_date(PROMISED_ON, language) in words.text) is names_a_day


@pytest.mark.parametrize(
    ("language", "hedges"),
    [
        (Language.ENGLISH, ("as far as we can see",)),
        (Language.GERMAN, ("soweit wir sehen", "nach unseren unterlagen")),
        (Language.FRENCH, ("sauf erreur de notre part",)),
        (Language.SPANISH, ("salvo error", "según nuestros registros")),
        (Language.POLISH, ("według naszych zapisów",)),
    ],
)
def test_a_letter_says_only_once_that_it_knows_no_more_than_its_book(language: Language, hedges: tuple[str, ...]):
    for ground in (Ground.PROMISE_BROKEN, Ground.CALL):
        said = write(some_facts(language=language, ground=ground)).text.casefold()
        assert sum(said.count(hedge) for hedge in hedges) == 1


def test_no_two_grounds_and_no_two_stages_read_the_same():
    for language in Language:
        by_ground = {write(some_facts(language=language, ground=ground)).text for ground in Ground}
        by_stage = {write(some_facts(language=language, stage=stage)).text for stage in Stage}
        assert (len(by_ground), len(by_stage)) == (len(Ground), len(Stage))


def test_a_client_who_says_it_is_paid_is_asked_how_and_not_when():
    text = write(some_facts(ground=Ground.SAYS_PAID)).text
    assert "On 12 March 2026 you told us that the payment had been made" in text
    assert "when we can expect the payment" not in text


def test_the_final_letter_says_that_it_is_the_last_and_asks_for_a_call():
    text = write(some_facts(stage=Stage.FINAL)).text
    assert "This is our last written reminder" in text
    assert "please call us" in text


def test_a_letter_before_the_due_date_calls_nothing_late():
    words = write(some_facts(stage=Stage.COMING, ground=Ground.REPLY))
    assert "Nothing is late" in words.text
    assert "left open when" not in words.text


def test_a_promise_without_its_day_is_not_picked_up():
    picks = BuildsOn(ground=Ground.PROMISE_BROKEN, on=SAID_ON)
    assert "We are writing about your account" in write(some_facts(builds_on=picks)).text


@pytest.mark.parametrize(
    ("language", "one", "three", "five", "many"),
    [
        (Language.ENGLISH, "Overdue: invoice INV-1042", "3 invoices", "5 invoices", "22 invoices"),
        (Language.GERMAN, "Überfällig: Rechnung INV-1042", "3 Rechnungen", "5 Rechnungen", "22 Rechnungen"),
        (Language.POLISH, "Po terminie płatności: faktura INV-1042", "3 faktury", "5 faktur", "22 faktury"),
    ],
)
def test_the_subject_names_one_invoice_and_counts_several_in_the_languages_own_plural(
    language: Language, one: str, three: str, five: str, many: str
):
    def subject(count: int) -> str:
        items = [an_item(invoice_id=place) for place in range(count)]
        return write(some_facts(*items, language=language, stage=Stage.FIRM)).subject

    assert subject(1) == one
    assert [
        said for count, said in ((3, three), (5, five), (22, many)) if not subject(count).endswith(f": {said}")
    ] == []


@pytest.mark.parametrize(
    ("language", "greeting"),
    [
        (Language.ENGLISH, "Dear Maria Lopes and Inês Costa,"),
        (Language.GERMAN, "Guten Tag Maria Lopes und Inês Costa,"),
        (Language.FRENCH, "Bonjour Maria Lopes et Inês Costa,"),
        (Language.SPANISH, "Buenos días, Maria Lopes e Inês Costa:"),
        (Language.POLISH, "Sz. P. Maria Lopes i Inês Costa"),
    ],
)
def test_everybody_it_goes_to_is_greeted_by_name(language: Language, greeting: str):
    assert write(a_letter("to two people", language=language)).text.splitlines()[0] == greeting


def test_where_no_name_is_on_file_the_client_is_greeted():
    nameless = Recipient(contact_id=1, name="billing@acme.example", email="billing@acme.example")
    crowd = tuple(replace(MARIA, contact_id=place, name=f"Maria {place}") for place in range(4))
    for recipients in ((), (nameless,), crowd):
        assert write(some_facts(recipients=recipients)).text.startswith("Dear Acme,\n")
    assert write(some_facts(recipients=(nameless, MARIA))).text.startswith("Dear Maria Lopes,\n")


def test_how_to_pay_is_there_where_it_is_set_and_leaves_no_gap_where_it_is_not():
    assert "How to pay:\nIBAN X\n" in write(some_facts(how_to_pay="IBAN X")).text
    assert "How to pay" not in write(some_facts()).text


def test_a_workspace_that_signs_itself_is_named_once():
    text = write(some_facts(sender="Rua Nova Studio")).text
    assert text.endswith("Kind regards,\nRua Nova Studio\n")
    assert write(some_facts()).text.endswith("Kind regards,\nAna Sousa\nRua Nova Studio\n")


@pytest.mark.parametrize("language", Language)
def test_a_thank_you_names_what_is_settled_and_asks_for_nothing(language: Language):
    items = (an_item(received=120_000), an_item(invoice_id=2, number="INV-8", total=5_000, received=5_000))
    facts = some_facts(*items, is_thanks=True, language=language, how_to_pay="IBAN X")
    text = write(facts).text
    assert all(
        any(item.number in line and letter_money(item.total, language) in line for line in text.splitlines())
        for item in items
    )
    assert "IBAN" not in text
    assert re.search(r"(?<![\d.,])0[.,]00", text) is None


def test_dates_and_amounts_are_written_as_the_language_does_with_isos_digits():
    assert letter_date(date(2026, 3, 1), Language.FRENCH) == "1er mars 2026"
    assert letter_date(date(2026, 3, 11), Language.FRENCH) == "11 mars 2026"
    assert letter_date(date(2026, 3, 4), Language.SPANISH) == "4 de marzo de 2026"
    assert letter_date(date(2026, 3, 4), Language.POLISH) == "4 marca 2026"
    assert letter_money(Money(120_000, "EUR"), Language.GERMAN) == "1.200,00\u00a0€"
    assert letter_money(Money(1_234_567, "BHD"), Language.ENGLISH) == "BHD\u00a01,234.567"
    assert letter_money(Money(1_200, "JPY"), Language.ENGLISH) == "JP¥1,200"


HOSTILE = st.one_of(
    st.sampled_from(
        [
            "{{ 7 * 7 }}",
            "{{ total }}",
            "{% for x in [1] %}",
            "{# #}",
            "Acme\nBcc: all@example.com",
            "\u202eemca\u202c",
            "שלום בע״מ",
            "{{ greeting.__class__ }}",
            "Subject: paid",
            "%s {0} $total \\1 \\g<0>",
        ]
    ),
    st.text(max_size=40),
)


@settings(deadline=None)
@given(
    client=HOSTILE,
    names=st.lists(HOSTILE, min_size=1, max_size=3),
    numbers=st.lists(HOSTILE, min_size=1, max_size=3),
    how=HOSTILE,
    language=st.sampled_from(Language),
    stage=st.sampled_from(Stage),
    ground=st.sampled_from(Ground),
)
def test_no_name_number_or_payment_detail_is_ever_read_as_a_template(
    client: str,
    names: list[str],
    numbers: list[str],
    how: str,
    language: Language,
    stage: Stage,
    ground: Ground,
):
    numbers = [letter_line(number) or "1" for number in numbers]
    names = [letter_line(name) for name in names]
    items = tuple(an_item(invoice_id=place, number=number) for place, number in enumerate(numbers))
    people = tuple(Recipient(contact_id=place, name=name, email="a@b.c") for place, name in enumerate(names))
    said = {"client": letter_line(client), "recipients": people, "how_to_pay": letter_line(how)}
    facts = some_facts(*items, language=language, stage=stage, ground=ground, **said)
    own = to_change(language, LetterName(stage.value))
    for words in (write(facts), write(facts, own)):
        lines = words.text.split("\n")
        assert [line for line in lines if line.startswith("• ")][-len(items) :]
        for number in numbers:
            assert any(line.startswith(f"• {number}") for line in lines)
        assert letter_line(how) in words.text
        assert letter_money(facts.net, language) in words.text
        assert "\n" not in words.subject
        plain = write(some_facts(*items, language=language, stage=stage, ground=ground)).text
        assert len(lines) <= len(plain.split("\n")) + 3


@pytest.mark.parametrize("name", LetterName)
@pytest.mark.parametrize("language", Language)
def test_our_letter_with_its_slots_left_open_says_the_same_once_they_are_filled(language: Language, name: LetterName):
    stage = Stage.FRIENDLY if name is LetterName.THANKS else Stage(name.value)
    facts = a_letter("three with credit", language=language, stage=stage, is_thanks=name is LetterName.THANKS)
    own = to_change(language, name)
    assert "{{ invoices }}" in own.text
    assert write(facts, own) == write(facts)


def test_words_are_subject_and_text_with_lines_ended():
    words = write(some_facts())
    assert isinstance(words, Words)
    assert words.subject == "A friendly reminder: invoice INV-1042"
    assert words.text.endswith("\n")
    assert not words.text.endswith("\n\n")
