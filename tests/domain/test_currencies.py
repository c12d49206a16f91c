from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.currencies import UnknownCurrency, currencies_named, currency_named, digits, is_currency


@pytest.mark.parametrize(
    ("code", "minor_digits"),
    [
        ("EUR", 2), ("USD", 2), ("HUF", 2), ("IDR", 2), ("RSD", 2), ("PKR", 2), ("XCG", 2), ("ZWG", 2), ("SLE", 2),
        ("JPY", 0), ("KRW", 0), ("ISK", 0), ("UGX", 0), ("CLP", 0), ("VND", 0), ("XAF", 0),
        ("BHD", 3), ("IQD", 3), ("KWD", 3), ("TND", 3),
        ("CLF", 4), ("UYW", 4),
    ],
)  # fmt: skip
def test_minor_digits_are_those_of_iso_4217(code: str, minor_digits: int) -> None:
    assert digits(code) == minor_digits


@pytest.mark.parametrize("code", ["BGN", "HRK", "ANG"])
def test_a_currency_lately_replaced_is_still_known_for_its_old_invoices(code: str) -> None:
    assert digits(code) == 2


@pytest.mark.parametrize("code", ["", "eur", "EURO", "XXX", "XAU", "XTS", "ABC", "€"])
def test_what_nobody_can_be_invoiced_in_is_refused_with_words(code: str) -> None:
    assert not is_currency(code)
    with pytest.raises(UnknownCurrency, match="three letters"):
        digits(code)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("eur", "EUR"), ("EUR", "EUR"), ("€", "EUR"), ("Euros", "EUR"), ("£", "GBP"), ("pounds", "GBP"), ("US$", "USD"),
        ("us dollars", "USD"), ("C$", "CAD"), ("A$", "AUD"), ("NZ$", "NZD"), ("HK$", "HKD"), ("S$", "SGD"),
        ("R$", "BRL"), ("zł", "PLN"), ("Kč", "CZK"), ("Ft", "HUF"), ("Fr.", "CHF"), ("CHF", "CHF"), ("₹", "INR"),
        ("₽", "RUB"), ("₺", "TRY"), ("₴", "UAH"), ("₪", "ILS"), ("swiss  francs", "CHF"),
    ],
)  # fmt: skip
def test_people_name_currencies_by_sign_code_or_word(said: str, code: str) -> None:
    assert currency_named(said) == code


@pytest.mark.parametrize("said", ["$", "dollars", "kr", "¥", "francs", "pesos", "rupees", "apples", ""])
def test_a_name_of_several_currencies_or_none_is_not_guessed(said: str) -> None:
    assert currency_named(said) is None


@pytest.mark.parametrize(
    ("said", "ours", "code"),
    [("$", "CAD", "CAD"), ("kr", "NOK", "NOK"), ("¥", "JPY", "JPY"), ("$", "EUR", None), ("£", "USD", "GBP")],
)
def test_the_currency_at_hand_decides_between_several(said: str, ours: str, code: str | None) -> None:
    assert currency_named(said, default=ours) == code


@given(st.text(max_size=20))
def test_every_currency_a_text_may_mean_is_one_with_known_digits(text: str) -> None:
    assert all(is_currency(code) for code in currencies_named(text))
