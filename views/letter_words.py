"""How a letter to a client writes amounts, dates and names: in the client's language, whatever the workspace's is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date

from domain.letter import Language
from domain.money import Money
from views.wording import money

_LOCALES = {
    Language.ENGLISH: "en_GB",
    Language.GERMAN: "de",
    Language.FRENCH: "fr",
    Language.SPANISH: "es",
    Language.POLISH: "pl",
}
# Spanish says “e” before the sound of i: Ana e Inés, but Ana y Hierro.
_SPANISH_I = re.compile(r"h?[ií](?!e)", re.IGNORECASE)
# They join letters of one word, in names of several scripts.
_JOINERS = "\u200c\u200d"


def letter_money(amount: Money, language: Language) -> str:
    """€1,200.00 · 1.200,00 € · ¥1,200: ISO's digits, the language's signs. Spaces in it do not break."""
    return money(amount, _LOCALES[language])


@lru_cache(maxsize=4_096)
def letter_date(day: date, language: Language) -> str:
    """4 March 2026 · 4. März 2026 · 1er mars 2026: the month as a word, so that nobody takes it for another."""
    said = format_date(day, format="long", locale=_LOCALES[language])
    return f"1er{said[1:]}" if language is Language.FRENCH and day.day == 1 else said


def letter_plural(count: int, language: Language) -> str:
    """Which form of a word a count asks for: `one`, `few`, `many` or `other`. 5 in Polish is `many`."""
    return str(Locale.parse(_LOCALES[language]).plural_form(count))


def letter_names(names: Sequence[str], joint: str, language: Language) -> str:
    """Maria Lopes, John Smith and Ana Costa, with the language's own word (`joint`) before the last."""
    if len(names) < 2:  # noqa: PLR2004 - one name stands alone
        return "".join(names)
    if language is Language.SPANISH and _SPANISH_I.match(names[-1]):
        joint = "e"
    return f"{', '.join(names[:-1])} {joint} {names[-1]}"


def letter_line(text: str) -> str:
    """A name or a number as one line of plain text: without characters that break a line or turn its direction."""
    return " ".join("".join(_plain(letter) for letter in text).split())


def _plain(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind in ("Cc", "Zl", "Zp"):
        return " "
    return "" if kind in ("Cf", "Cs") and letter not in _JOINERS else letter
