"""Dates in a column of an export: which order the column is written in, and a fast reader for it.

Order is decided for the whole column, never a cell at a time: 03/04 next to 25/12 is 3 April. When no sample decides,
the answer is Ambiguous with both readings, and a person is asked. A time of day after a date is dropped: the date is
taken as written, no zone is converted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.date_rules import MONTH_NAMES, NotADate, full_year
from domain.date_words import TOKENS, folded


class FirstPart(StrEnum):
    """What a date begins with."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class DateOrder(StrEnum):
    """How a column writes its dates, by the strptime format; two-digit years are read by the same order."""

    ISO = "%Y-%m-%d"
    YMD_SLASH = "%Y/%m/%d"
    COMPACT = "%Y%m%d"
    DMY_SLASH = "%d/%m/%Y"
    MDY_SLASH = "%m/%d/%Y"
    DMY_DASH = "%d-%m-%Y"
    MDY_DASH = "%m-%d-%Y"
    DMY_DOT = "%d.%m.%Y"
    DAY_MONTH_NAME = "%d-%b-%y"
    MONTH_NAME_DAY = "%b %d %Y"

    @property
    def first(self) -> FirstPart:
        """What is written first."""
        return {"%d": FirstPart.DAY, "%Y": FirstPart.YEAR}.get(self.value[:2], FirstPart.MONTH)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ambiguous:
    """No sample says whether day or month comes first: `example` reads both ways."""

    example: str
    readings: tuple[str, str]


def date_order(samples: Iterable[str]) -> DateOrder | Ambiguous:
    """The one order that reads every sample (empty ones are passed over). Raises NotADate when none does."""
    possible = list(DateOrder)
    seen: dict[str, None] = {}
    for sample in samples:
        if not sample.strip() or sample in seen:
            continue
        seen[sample] = None
        left = [order for order in possible if _reads(order, sample)]
        if not left:
            why = "the column's other dates are written in another order" if len(seen) > 1 else "no order fits it"
            raise NotADate(sample, why)
        possible = left
    if not seen:
        raise NotADate("", "the column is empty")
    if len(possible) == 1:
        return possible[0]
    example = max(seen, key=lambda sample: len({_read(order, sample) for order in possible}))
    first, second = (_read(order, example) for order in possible[:2])
    return Ambiguous(example=example, readings=(_in_words(first), _in_words(second)))


def date_reader(order: str) -> Callable[[str], date]:
    """A reader for a column in that order (a DateOrder or its format). It raises NotADate and remembers dates seen."""
    known = DateOrder(order)
    remembered: dict[str, date] = {}

    def read(text: str) -> date:
        on = remembered.get(text)
        if on is None:
            on = _read(known, text)
            if len(remembered) >= _REMEMBERED:  # a column with times of day never repeats
                remembered.clear()
            remembered[text] = on
        return on

    return read


_REMEMBERED = 20_000
_TIME = r"(?:(?:[T ]| at )\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?\s?(?:[AaPp][Mm])?\s?(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?)?"
_NAME = r"(?P<name>[^\W\d_]{3,12})\.?"
_SHAPES: dict[DateOrder, re.Pattern[str]] = {
    order: re.compile(rf"\s*{shape}{_TIME}\s*", re.ASCII if "name" not in shape else 0)
    for order, shape in {
        DateOrder.ISO: r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)",
        DateOrder.YMD_SLASH: r"(?P<y>\d{4})/(?P<m>\d\d?)/(?P<d>\d\d?)",
        DateOrder.COMPACT: r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?:\.0)?",  # .0: spreadsheets write it as a number
        DateOrder.DMY_SLASH: r"(?P<d>\d\d?)/(?P<m>\d\d?)/(?P<y>\d{4}|\d\d)",
        DateOrder.MDY_SLASH: r"(?P<m>\d\d?)/(?P<d>\d\d?)/(?P<y>\d{4}|\d\d)",
        DateOrder.DMY_DASH: r"(?P<d>\d\d?)-(?P<m>\d\d?)-(?P<y>\d{4}|\d\d)",
        DateOrder.MDY_DASH: r"(?P<m>\d\d?)-(?P<d>\d\d?)-(?P<y>\d{4}|\d\d)",
        DateOrder.DMY_DOT: r"(?P<d>\d\d?)\.\s?(?P<m>\d\d?)\.\s?(?P<y>\d{4}|\d\d)",
        DateOrder.DAY_MONTH_NAME: rf"(?P<d>\d\d?)[.\s-]\s?(?:de )?{_NAME}[,\s-]\s?(?:de )?(?P<y>\d{{4}}|\d\d)",
        DateOrder.MONTH_NAME_DAY: rf"{_NAME}[\s-](?P<d>\d\d?)(?:,\s?|\s|-)(?P<y>\d{{4}}|\d\d)",
    }.items()
}


def _read(order: DateOrder, text: str) -> date:
    found = _SHAPES[order].fullmatch(text)
    if found is None:
        raise NotADate(text, "the other dates of its column are written in another way", _in_order(order))
    parts = found.groupdict()
    month = _month_named(parts["name"]) if "name" in parts else int(parts["m"])
    try:
        return date(full_year(parts["y"]), month, int(parts["d"]))
    except ValueError:
        raise NotADate(text, "the calendar has no such day", _in_order(order)) from None


def _reads(order: DateOrder, text: str) -> bool:
    try:
        _read(order, text)
    except NotADate:
        return False
    return True


def _month_named(name: str) -> int:
    """1-12, or 0 (which no calendar has) for a word that is no month."""
    token = TOKENS.get(folded(name), "")
    return int(token[1:]) if token[:1] == "m" and token[1:].isdecimal() else 0


def _in_order(order: DateOrder) -> str:
    return date(2026, 12, 31).strftime(order)


def _in_words(on: date) -> str:
    return f"{on.day} {MONTH_NAMES[on.month - 1]} {on.year}"
