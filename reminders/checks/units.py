"""Currencies beside figures: a sign, a code or a word, before or after them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from domain.currencies import currencies_named
from reminders.checks.known import Known


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A currency as written, where it stands, and which ones it may mean."""

    start: int
    end: int
    codes: tuple[str, ...]


def unit_before(text: str, start: int, known: Known, *, from_place: int = 0) -> Unit | None:
    """The currency right before figures that begin at `start`."""
    found = _BEFORE.search(text, max(from_place, start - _LONGEST), start)
    return _unit(found["unit"], found.span("unit"), known) if found else None


def unit_after(text: str, end: int, known: Known) -> Unit | None:
    """The currency right after figures that end at `end`."""
    for sign in known.signs:
        if (place := text.find(sign, end, end + len(sign) + 1)) >= 0 and not text[end:place].strip():
            return Unit(start=place, end=place + len(sign), codes=(known.net.currency,))
    found = _AFTER.match(text, end)
    return _unit(found[1], found.span(1), known) if found else None


def is_beside_currency(text: str, span: tuple[int, int], known: Known) -> bool:
    """Whether the figures are money: a currency before them, or one after them that does not lead to an amount."""
    before, after = unit_before(text, span[0], known), unit_after(text, span[1], known)
    if before and not re.search(r"\d ?$", text[max(0, before.start - 2) : before.start]):
        return True
    return after is not None and not re.match(r" ?-?\d", text[after.end : after.end + 3])


def _unit(said: str, span: tuple[int, int], known: Known) -> Unit | None:
    codes = (known.net.currency,) if said in known.signs else currencies_named(said)
    # A currency sign that is no currency of ours is one all the same: the amount in it is no fact.
    is_sign = not codes and any(map(_is_sign, said))
    return Unit(start=span[0], end=span[1], codes=codes) if codes or is_sign else None


def _is_sign(letter: str) -> bool:
    return unicodedata.category(letter) == "Sc"


_LONGEST = 12
_SIGN = r"[^\w\s.,;:()'\"#/•*|?!%&+=<>\[\]{}\ue000-]"
_BEFORE = re.compile(rf"(?P<unit>[^\W\d_]{{0,4}}{_SIGN}[A-Z]{{0,2}}|F CFA|[^\W\d_]{{1,5}}\.?) ?-?\Z")
_AFTER = re.compile(rf" ?([A-Z]{{0,3}}{_SIGN}(?:[A-Z]{{1,2}}(?![a-z]))?|[^\W\d_]+)")
