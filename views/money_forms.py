"""How a locale writes money in one currency: looked up once, then only the figures are put in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError
from babel.numbers import NumberPattern, get_decimal_symbol, get_group_symbol, parse_pattern

from domain.currencies import digits

NBSP = "\u00a0"
FALLBACK = "en_GB"
# CLDR puts a space between a symbol of letters and the number; Babel does not.
_LETTERS_TOUCH = re.compile(r"(?<=[^\W\d_])(?=[-\d])|(?<=\d)(?=[^\W\d_])")


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyForm:
    """What stands around an amount above and below zero, and how its figures are parted.

    `places`: digits after the point. `sizes`: figures in the last group, and in each before it.
    """

    above: tuple[str, str]
    below: tuple[str, str]
    places: int
    point: str
    parting: str
    sizes: tuple[int, int]

    def of(self, minor: int) -> str:
        """The amount of so many minor units."""
        before, after = self.above if minor >= 0 else self.below
        figures = f"{abs(minor):0{self.places + 1}d}"
        whole, fraction = figures[: len(figures) - self.places], figures[len(figures) - self.places :]
        return f"{before}{self._parted(whole)}{self.point if fraction else ''}{fraction}{after}"

    def _parted(self, whole: str) -> str:
        groups: list[str] = []
        size, others = self.sizes
        while len(whole) > size:
            groups.insert(0, whole[-size:])
            whole, size = whole[:-size], others
        return self.parting.join([whole, *groups])


@lru_cache(maxsize=1_024)
def money_form(locale: str, currency: str) -> MoneyForm:
    """ISO's digits (not CLDR's), the locale's signs. Spaces in it do not break."""
    known, places = known_locale(locale), digits(currency)
    pattern = _pattern(known, places)
    return MoneyForm(
        above=_around(pattern, known, currency, 1),
        below=_around(pattern, known, currency, -1),
        places=places,
        point=get_decimal_symbol(known),
        parting=get_group_symbol(known),
        sizes=pattern.grouping,
    )


@lru_cache(maxsize=64)
def known_locale(locale: str) -> Locale:
    """An unknown locale writes as en_GB does: a screen is no place to refuse one."""
    try:
        return Locale.parse(locale.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(FALLBACK)


def _around(pattern: NumberPattern, locale: Locale, currency: str, sample: int) -> tuple[str, str]:
    """What stands before and after the number, found on a sample."""
    said = _LETTERS_TOUCH.sub(NBSP, pattern.apply(sample, locale, currency=currency, currency_digits=False))
    figures = [place for place, letter in enumerate(said) if letter.isdigit()]
    return said[: figures[0]], said[figures[-1] + 1 :]


def _pattern(locale: Locale, places: int) -> NumberPattern:
    """The locale's way with money, with this many digits after the point whatever the currency's CLDR digits are."""
    fraction = f"0.{'0' * places}" if places else "0"
    return parse_pattern(locale.currency_formats["standard"].pattern.replace("0.00", fraction))
