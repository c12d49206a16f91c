"""“Not before 10 January” names a day to ask again on, and promises none."""

from __future__ import annotations

from datetime import date

import pytest

from domain.said_promise import FoundPromise, PromiseKind, find_promise

WEDNESDAY = date(2026, 11, 18)
FRIDAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 23)
JANUARY = date(2027, 1, 1)
JANUARY_10 = date(2027, 1, 10)


def read(words: str) -> FoundPromise | None:
    return find_promise(words, today=WEDNESDAY, default_currency="EUR")


FIRST_DAYS = [
    ("not before 10 January", JANUARY_10),
    ("maria says not before friday", FRIDAY),
    ("not until the 10th of January", JANUARY_10),
    ("no earlier than 10 January", JANUARY_10),
    ("we can't pay before january", JANUARY),
    ("We cannot pay before 10 January", JANUARY_10),
    ("I won't pay before Friday", FRIDAY),
    ("we are not able to pay before next week", MONDAY),
    ("won't be able to pay before March", date(2027, 3, 1)),
    ("We're unable to settle until March", date(2027, 3, 1)),
    ("No money until Friday", FRIDAY),
    ("we can't do it before January 2027", JANUARY),
    ("Hi Ana, sorry, we can't pay this invoice before 10 January because of cash flow. Best, Tom", JANUARY_10),
    ("don't expect payment before 10 January", JANUARY_10),
    ("earliest 10 January", JANUARY_10),
    ("10 January at the earliest, sorry", JANUARY_10),
    ("January at the earliest", JANUARY),
    ("The invoice will be paid on Friday at the earliest.", FRIDAY),
    ("the earliest we can pay is Friday", FRIDAY),
    ("after 10 January", JANUARY_10),
    ("only after the 15th", date(2026, 12, 15)),
    ("we'll pay after January", date(2027, 1, 31)),
    ("nicht vor dem 10. Januar", JANUARY_10),
    ("wir können vor dem 10. Januar nicht zahlen", JANUARY_10),
    ("frühestens am 10. Januar", JANUARY_10),
    ("nous ne pourrons pas payer avant le 10 janvier", JANUARY_10),
    ("au plus tôt le 10 janvier", JANUARY_10),
    ("no podemos pagar antes del 10 de enero", JANUARY_10),
    ("nie zapłacimy przed 10 stycznia", JANUARY_10),
]


@pytest.mark.parametrize(("words", "day"), FIRST_DAYS)
def test_the_first_day_they_can_pay_on_is_one_to_ask_again_on_and_no_promise(words: str, day: date) -> None:
    found = read(words)
    assert found is not None
    assert (found.kind, found.on) == (PromiseKind.UNDATED, None)
    assert (found.follow_up_on, found.not_before) == (day, day)


PROMISES = [
    ("before Friday", FRIDAY),
    ("I'll pay before Friday", FRIDAY),
    ("I can't pay before Friday, will pay Monday", MONDAY),
    ("Not before Friday but by Monday at the latest", MONDAY),
    ("I'll pay Friday, not before Thursday", FRIDAY),
    ("we'll pay the day after tomorrow", FRIDAY),
    ("we will pay no later than Friday", FRIDAY),
]


@pytest.mark.parametrize(("words", "day"), PROMISES)
def test_a_day_promised_beside_or_by_such_words_stays_a_promise(words: str, day: date) -> None:
    found = read(words)
    assert found is not None
    assert (found.kind, found.on, found.not_before) == (PromiseKind.DATED, day, None)


NEITHER = [
    "we paid before Friday",
    "We paid after 10 November",
    "I can't pay by Friday",
    "can't you pay before Friday?",
    "I won't be back before Monday",
    "we will pay 30 days after 3 November",
    "I'll pay it, let's talk after Friday",
    "we will not pay before the site is live",
    "We can't pay because the director is away until January",
    "at your earliest convenience",
    "not before 3 November",
    "you said not before Friday",
]


@pytest.mark.parametrize("words", NEITHER)
def test_words_that_only_sound_alike_name_no_first_day(words: str) -> None:
    found = read(words)
    assert found is None or (found.not_before is None and found.kind is not PromiseKind.DATED)
