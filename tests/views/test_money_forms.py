"""Money is written as the locale writes it, whatever the amount and currency."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from babel import Locale
from babel.numbers import parse_pattern
from hypothesis import given
from hypothesis import strategies as st

from domain.currencies import digits
from domain.money import Money
from views.wording import money

LOCALES = ("en_GB", "en_US", "de", "de_CH", "de_AT", "fr", "es", "pt-BR", "pl", "hi", "en_IN", "ja", "nb", "nl", "tr")
CURRENCIES = ("EUR", "USD", "GBP", "CHF", "JPY", "BHD", "KWD", "INR", "SEK", "PLN", "ISK", "CLF", "HUF", "UGX", "BRL")


@pytest.mark.parametrize("locale", LOCALES)
@given(currency=st.sampled_from(CURRENCIES), minor=st.integers(min_value=-(10**13), max_value=10**13))
def test_an_amount_reads_as_the_locale_writes_it(locale: str, currency: str, minor: int) -> None:
    assert money(Money(minor, currency), locale) == _written(minor, currency, locale)


def _written(minor: int, currency: str, locale: str) -> str:
    """Worked out anew by the library that knows the locales, with a space where it lets letters touch figures."""
    known, places = Locale.parse(locale.replace("-", "_")), digits(currency)
    fraction = f"0.{'0' * places}" if places else "0"
    pattern = parse_pattern(known.currency_formats["standard"].pattern.replace("0.00", fraction))
    said = pattern.apply(Decimal(minor).scaleb(-places), known, currency=currency, currency_digits=False)
    return re.sub(r"(?<=[^\W\d_])(?=[-\d])|(?<=\d)(?=[^\W\d_])", "\u00a0", said)
