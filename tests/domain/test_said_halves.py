"""Half of what is owed, as clients say it in five languages; half a month is a time."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from domain.said_promise import find_promise

SATURDAY = date(2026, 11, 21)
HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("we'll pay half on Friday", date(2026, 11, 27)),
        ("Wir überweisen am Freitag die Hälfte", date(2026, 11, 27)),
        ("Wir zahlen am 15. Dezember die Hälfte", date(2026, 12, 15)),
        ("die andere Hälfte zahlen wir am Freitag", date(2026, 11, 27)),
        ("Nous payons la moitié vendredi", date(2026, 11, 27)),
        ("Pagamos la mitad el viernes", date(2026, 11, 27)),
        ("Zapłacimy połowę w piątek", date(2026, 11, 27)),
    ],
)
def test_half_is_promised_and_no_more(words: str, on: date):
    found = find_promise(words, today=SATURDAY, default_currency="EUR")
    assert found is not None
    assert (found.on, found.share) == (on, HALF)


@pytest.mark.parametrize(
    "words",
    [
        "Wir zahlen in der zweiten Hälfte Dezember",
        "Wir zahlen zweite Hälfte des Monats",
        "Pagaremos en la segunda mitad de diciembre",
    ],
)
def test_half_a_month_is_no_share_of_what_is_owed(words: str):
    found = find_promise(words, today=SATURDAY, default_currency="EUR")
    assert found is None or found.share is None
