"""Dates inside a longer text, by far stricter than a whole-text date: “sat down”, “I may”, “1st of all” are none."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from domain.date_rules import MONTH_NAMES
from domain.date_words import PHRASES, TOKENS, folded, words_of
from domain.said_dates import DayMonth, Lean, NotADate, SaidDate, read_said_date


@dataclass(frozen=True, kw_only=True, slots=True)
class DateInText:
    """A date and where it stands: `text[start:end]`."""

    on: date
    start: int
    end: int
    assumed: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ImpossibleDay:
    """“31 February”: a day no calendar has, and where it stands."""

    words: str
    start: int
    end: int


def impossible_day(text: str) -> ImpossibleDay | None:
    """The first day of a named month that the month does not have in any year; None where there is none."""
    for found in _NAMED_DAY.finditer(folded(text)):
        day, number = int(found["d"] or found["d2"]), int(TOKENS[found["m"] or found["m2"]][1:])
        if not 1 <= day <= monthrange(_LEAP_YEAR, number)[1]:
            return ImpossibleDay(words=f"{day} {MONTH_NAMES[number - 1]}", start=found.start(), end=found.end())
    return None


def dates_in(
    text: str, *, today: date, order: DayMonth = DayMonth.DAY_FIRST, lean: Lean = Lean.FUTURE
) -> tuple[DateInText, ...]:
    """Every date said in the text, longest reading first, in order of place; unsure ones are left out."""
    words = [_Word(said=found[0], start=found.start(), end=found.end()) for found in _WORD.finditer(text)]
    dates: list[DateInText] = []
    first = 0
    while first < len(words):
        last = _last_of_date(words, first, today=today, order=order, lean=lean)
        if last is None:
            first += 1
            continue
        said, stop = last
        dates.append(DateInText(on=said.on, start=words[first].start, end=words[stop].end, assumed=said.assumed))
        first = stop + 1
    return tuple(dates)


class _Word:
    """A word of the text: as said, folded without punctuation, and its place."""

    __slots__ = ("bare", "end", "said", "start", "token")

    def __init__(self, *, said: str, start: int, end: int) -> None:
        stripped = said.rstrip(",;:!?)\"'”»")
        self.said, self.start, self.end = said, start, start + len(stripped) if stripped else end
        self.bare = folded(said).strip(",;:!?()\"'.").removesuffix("'s")
        self.token = TOKENS.get(self.bare)

    def may_open(self) -> bool:
        return bool(self.token) or self.bare in _OPENING or self._has_digits()

    def may_close(self) -> bool:
        return bool(self.token) or self.bare in _CLOSING or self._has_digits()

    def _has_digits(self) -> bool:
        return len(self.bare) <= _LONGEST_NUMBER and any(letter.isdigit() for letter in self.bare)


_WORD = re.compile(r"(?<!\S)\d\d? / \d\d?(?: / \d{2,4})?(?!\S)|\S+")  # some mail gateways write 9 / 22
_MONTH = "|".join(word for word, token in TOKENS.items() if token[:1] == "m" and token[1:].isdecimal())
_NAMED_DAY = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)? (?:of )?(?P<m>{_MONTH})"
    rf"|(?P<m2>{_MONTH})\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))\b"
)
_LEAP_YEAR = 2024
_LONGEST_NUMBER = 12  # 15-Dec-2026
_MOST_WORDS = 7
_POINTING = frozenset({"the", "le", "el", "am", "den", "zum"})
_OPENING = _POINTING | {phrase.split()[0] for phrase in PHRASES} | {"mid", "mid-december"}
_CLOSING = frozenset(phrase.split()[-1] for phrase in PHRASES)

# Before a date: it names another thing than the day of payment (“your invoice of 3 November”).
_NAMING = words_of(
    "of from dated since after not vom seit nach du datee depuis apres del desde despues z od po nr no inv "
    "invoice rechnung facture factura faktura po# order"
)
_BILLED = words_of("invoice invoices bill bills work services hours charges fees rechnung facture factura")
_PREPOSITIONS = words_of("on by before until till come for latest am bis zum le avant el antes do przed")
# After a day of the month: anything else may be a noun, as in “the 1st reminder”.
_AFTER_A_DAY = words_of(
    "of and or at for with if when once as in to then this next thanks thank but please pls via by und oder et "
    "ou y o i a we i'll we'll will is it latest morning afternoon sorry "
    "die der den das ein eine wird werden geht kommt zahlen zahle zahlt uberweise uberweisen ich wir"
)
_UP_TO = words_of("before by until till vor bis avant antes de przed")  # “merry Christmas” is no day of payment
_ABBREVIATED = frozenset({"sat", "sun", "wed", "mon", "mar"})


def _last_of_date(
    words: list[_Word], first: int, *, today: date, order: DayMonth, lean: Lean
) -> tuple[SaidDate, int] | None:
    """The longest date that begins with this word: as read, and the index of its last word."""
    if not words[first].may_open():
        return None
    for last in range(min(first + _MOST_WORDS, len(words)) - 1, first - 1, -1):
        if not words[last].may_close() or any(word.said[-1] in ",;:!?" for word in words[first + 1 : last]):
            continue
        try:
            said = read_said_date(
                " ".join(word.said for word in words[first : last + 1]).rstrip(",;:!?)"),
                today=today,
                order=order,
                lean=lean,
            )
        except NotADate:
            continue
        return (said, last) if _is_meant(words, first, last) else None
    return None


def _is_meant(words: list[_Word], first: int, last: int) -> bool:
    before = words[first - 1].bare if first else ""
    after = words[last + 1].bare if last + 1 < len(words) and words[last].said[-1] not in ",;:!?" else ""
    inside = words[first : last + 1]
    earlier = words[first - 2].bare if first > 1 else ""
    if before in _NAMING or (before in {"for", "fur", "pour", "para", "za"} and earlier in _BILLED):
        return False
    if len(inside) == 1 and inside[0].token and inside[0].bare in _ABBREVIATED:
        return before in _PREPOSITIONS or (inside[0].said[0].isupper() and not after)
    if len(inside) == 1 and TOKENS["christmas"] == inside[0].token:
        return before in _UP_TO
    if _counts_a_named_month([word.token or "" for word in inside]):
        return False
    if inside[-1].bare[:1].isdigit() and all(word.token is None or not word.token for word in inside):
        return _is_numeric_meant(inside, before, after)
    return True


def _counts_a_named_month(tokens: list[str]) -> bool:
    """“No one may pay” is not 1 May."""
    return any(map(str.isdecimal, tokens)) and any(token[:1] == "m" and token[1:].isdecimal() for token in tokens)


def _is_numeric_meant(inside: list[_Word], before: str, after: str) -> bool:
    number = inside[-1].bare
    if "/" in number:
        return number != "24/7" and after != "of"
    is_english = inside[0].bare == "am" and (before == "i" or (not before and not inside[-1].said.endswith(".")))
    pointed = inside[0].bare in _POINTING and not is_english
    if number.count(".") == 1:
        return pointed or before in _PREPOSITIONS or inside[-1].said.endswith(".")
    if len(number) <= len("31st"):  # a day of the month
        return (pointed or before in _PREPOSITIONS) and (not after or after in _AFTER_A_DAY)
    return True
