"""A letter while it is read: what was found in it is covered, so that nothing is read twice and nothing is left out."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum

from domain.date_words import folded
from domain.letter import Fault

COVER = "\ue000"  # no letter, digit or space


class Kind(StrEnum):
    """What a found token is about."""

    OURS = "how to pay"
    NAME = "name"
    LINK = "link"
    ADDRESS = "address"
    BANK = "bank"
    NUMBER = "number"
    DATE = "date"
    AMOUNT = "amount"
    COUNT = "count"


FAULTS = {
    Kind.NAME: Fault.NAME,
    Kind.LINK: Fault.LINK,
    Kind.ADDRESS: Fault.ADDRESS,
    Kind.BANK: Fault.BANK,
    Kind.NUMBER: Fault.NUMBER,
    Kind.DATE: Fault.DATE,
    Kind.AMOUNT: Fault.AMOUNT,
    Kind.COUNT: Fault.NUMBER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something a letter says, and where. `values` are all it may be read as; none: it cannot be a fact."""

    kind: Kind
    text: str
    start: int
    end: int
    values: frozenset[Hashable] = frozenset()


class Page:
    """The straight text of a letter, the subject its first paragraph; `left` is the same with what was found covered,
    `said` and `plain` are both in small letters without accents. All four have every character at the same place.
    """

    def __init__(self, subject: str, body: str) -> None:
        text = f"{subject}\n\n{body}"
        self.subject_end = len(subject)
        self.text = text
        self.left = text
        self.said = self.plain = folded(text)
        self.found: list[Found] = []

    def take(self, kind: Kind, span: tuple[int, int], *values: Hashable) -> None:
        """Covers the place and keeps what stood there."""
        start, end = span
        if start < end:
            found = Found(kind=kind, text=self.text[start:end], start=start, end=end, values=frozenset(values))
            self.found.append(found)
            cover = COVER * (end - start)
            self.left = self.left[:start] + cover + self.left[end:]
            self.plain = self.plain[:start] + cover + self.plain[end:]

    def take_each(self, kind: Kind, pattern: re.Pattern[str], *values: Hashable) -> None:
        """The same for each place in what is left where the pattern is found."""
        for found in list(pattern.finditer(self.left)):
            self.take(kind, found.span(), *values)

    def of(self, *kinds: Kind) -> list[Found]:
        """What was found of these kinds, in order of place."""
        return sorted((each for each in self.found if each.kind in kinds), key=lambda each: each.start)
