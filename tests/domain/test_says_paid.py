from __future__ import annotations

from datetime import date

import pytest

from domain.says_paid import says_paid

SAID_ON = date(2026, 3, 11)


@pytest.mark.parametrize(
    "words",
    [
        "paid it, check your bank",
        "We paid this last Friday.",
        "It was transferred yesterday",
        "wurde am Montag überwiesen",
        "nous avons réglé la facture",
    ],
)
def test_words_that_say_the_money_has_left(words: str):
    assert says_paid(words, SAID_ON)


@pytest.mark.parametrize(
    "words",
    [
        "will pay Friday",
        "it will be paid on Friday",
        "we have not paid it",
        "has it been paid?",
        "hello",
        "the usual",
        "",
    ],
)
def test_words_that_do_not(words: str):
    assert not says_paid(words, SAID_ON)
