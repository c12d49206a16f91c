"""Everyday sentences of clients in five languages, said on Wednesday 18 November 2026, that were once read wrongly."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from domain.said_promise import FoundPromise, PromiseKind, find_promise
from domain.says_paid import says_paid
from tests.domain.promised_days import FRIDAY, THE_15TH

TODAY = date(2026, 11, 18)
NEW_YEAR = date(2027, 1, 1)


def read(words: str) -> FoundPromise | None:
    return find_promise(words, today=TODAY, default_currency="EUR")


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("am 15. die Hälfte", THE_15TH),
        ("die Hälfte kommt am Freitag", FRIDAY),
        ("La moitié vendredi", FRIDAY),
        ("la mitad el viernes", FRIDAY),
        ("połowa w piątek", FRIDAY),
        ("Die Hälfte haben wir schon bezahlt, den Rest am Freitag", FRIDAY),
        ("Zapłaciliśmy połowę, reszta w piątek", FRIDAY),
    ],
)
def test_a_half_is_promised_for_its_day(words: str, on: date):
    found = read(words)
    assert found is not None
    assert (found.kind, found.on, found.share) == (PromiseKind.DATED, on, Fraction(1, 2))


def test_a_sum_behind_the_verb_is_the_part_that_is_promised():
    found = read("Am 3. Dezember zahle ich 300")
    assert found is not None
    assert (found.on, found.amount_minor) == (date(2026, 12, 3), 300_00)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Vor Januar wird das nichts", NEW_YEAR),
        ("Vor dem 15. geht nichts", THE_15TH),
        ("Vor Weihnachten schaffen wir das nicht", date(2026, 12, 24)),
        ("Nothing before January", NEW_YEAR),
        ("Before January we can't", NEW_YEAR),
        ("We won't have the money until January", NEW_YEAR),
        ("Antes de enero no podemos", NEW_YEAR),
        ("Nie przed styczniem", NEW_YEAR),
        ("Przed styczniem nie damy rady", NEW_YEAR),
    ],
)
def test_the_first_day_they_can_pay_on_is_no_promise_of_it(words: str, first: date):
    found = read(words)
    assert found is not None
    assert (found.kind, found.on, found.not_before) == (PromiseKind.UNDATED, None, first)


@pytest.mark.parametrize(
    "words",
    [
        "die Rechnung ist falsch",
        "Die Rechnung stimmt nicht",
        "Der Betrag ist zu hoch",
        "Wir haben keine Rechnung bekommen",
        "La facture est fausse",
        "Il y a une erreur sur la facture",
        "La factura está mal",
        "Faktura jest błędna",
        "Na fakturze jest błąd",
    ],
)
def test_an_invoice_that_is_wrong_hints_at_a_dispute_as_it_does_in_english(words: str):
    found, english = read(words), read("the invoice is wrong")
    assert found is not None
    assert english is not None
    assert found.kind is english.kind is PromiseKind.DISPUTE_HINT


@pytest.mark.parametrize(
    "words",
    [
        "check is in the mail",
        "cheque is in the post",
        "The check's in the mail, should be there Friday",
        "I put a check in the mail on Monday",
        "Die Überweisung ist heute raus",
    ],
)
def test_money_that_has_left_is_looked_for_and_no_day_is_promised(words: str):
    found = read(words)
    assert found is not None
    assert found.kind is PromiseKind.CLAIMS_PAID
    assert says_paid(words, TODAY)


@pytest.mark.parametrize(
    "words",
    ["I'll put a check in the mail on Friday", "The check will be in the mail on Friday", "check going out friday"],
)
def test_a_cheque_still_to_be_posted_is_a_promise(words: str):
    found = read(words)
    assert found is not None
    assert (found.kind, found.on) == (PromiseKind.DATED, FRIDAY)


@pytest.mark.parametrize(
    "words",
    [
        "I was going to pay on Friday",
        "I was going to pay on Friday but the bank is closed",
        "We had planned to pay on the 15th",
        "It was due to be paid on Friday",
        "The payment was scheduled for Friday",
        "Payment on Friday is not possible",
        "Payment by Friday won't be possible",
        "Paying by Friday is impossible",
        "Please send the invoice again by Friday and we'll pay",
        "We'll pay the other invoices on Friday, not this one",
        "Our client pays us on Friday",
        "Wir wollten am Freitag zahlen",
        "Wir hätten am Freitag zahlen sollen",
        "Wir zahlen keinen Cent bis Freitag",
        "Ich hoffe, dass wir Freitag zahlen können",
        "Ich wollte fragen, ob wir Freitag zahlen können",
        "Am 15. bin ich zurück",
        "die Hälfte der Gäste kommt am Freitag",
        "No te voy a pagar el viernes",
    ],
)
def test_no_day_is_promised_by_who_only_meant_to_hopes_asks_or_refuses(words: str):
    found = read(words)
    assert found is None or found.kind in (PromiseKind.UNDATED, PromiseKind.NOT_A_PROMISE), found
    assert found is None or found.on is None


@pytest.mark.parametrize(
    "words",
    [
        "That should have been paid on Monday",
        "Aún no está pagada",
        "No está pagada la factura",
        "Die Zahlung ist noch nicht raus",
        "The check is not in the mail",
        "Is the check in the mail?",
        "Paid the other one on Friday, this one is next",
    ],
)
def test_who_has_not_paid_is_not_heard_to_say_that_they_have(words: str):
    found = read(words)
    assert found is None or found.kind is not PromiseKind.CLAIMS_PAID
    assert not says_paid(words, TODAY)


@pytest.mark.parametrize(
    "words",
    [
        "Bitte haben Sie Geduld, am Freitag zahlen wir",
        "Please accept my apologies, on Friday we will pay",
        "Wir zahlen am Freitag, keine Sorge",
        "Die Rechnung ist richtig, wir zahlen Freitag",
        "No está mal, pagamos el viernes",
        "We will pay before Friday, no doubt",
        "I was going to pay last week, we will pay on Friday",
    ],
)
def test_a_promise_beside_such_words_stays_one(words: str):
    found = read(words)
    assert found is not None
    assert (found.kind, found.on) == (PromiseKind.DATED, FRIDAY)
