"""Which words of a typed line name the invoice or client, and which are the rest.

A name spelt out wins, then the beginning of one. A misspelt name never takes an amount, a day or a client's words with
it: it is looked up without them, once, and offered if it is not close enough.
"""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from domain.amounts import NotAnAmount, said_amount
from domain.client import name_key
from domain.command_words import longest_first
from domain.invoice import Invoice
from domain.said_dates import Lean, NotADate, read_said_date
from domain.said_dates_in import dates_in
from domain.sentence import Said, target_and_words
from receivables.said import currencies_signed, day_order, is_begun, is_known_exactly, is_spelt_apart
from storage.unit_of_work import Work

_MISSPELT = 88
_LONGEST = 8
_UNTIL = re.compile(r"(?:till|til|by|to)\s+", re.IGNORECASE)
# “for 30 days”, “3 weeks”
_SPAN = re.compile(
    r"(?:for )?(?P<span>(?:an?|one|two|three|four|five|six|\d{1,3}) (?:days?|weeks?|fortnights?|months?))(?!\w)",
    re.IGNORECASE,
)
# “2 weeks late”, “30 days notice” are reasons.
_SPEAKS_OF_THE_SPAN = re.compile(
    r" (?:late|overdue|behind|delay\w*|old|ago|notice|before|after|of|is|was|are|were|will|to)\b|['-]", re.IGNORECASE
)
# Days only where nothing follows them: “sat on it for weeks”, “Christmas closure”, “may 2 people see it”.
_ONLY_ALONE = re.compile(r"sat|sun|mar|christmas|xmas|(?-i:may) \d+|\d+\.\d+|.* of", re.IGNORECASE)
_SPEAKS_OF_THE_DAY = frozenset({"is", "was", "are", "were", "will", "and", "or", "to"})  # “Friday is a holiday there”


def target_and_sentence(said: Said, work: Work) -> tuple[str | Invoice, str]:
    """`1042 "I'll sort it"`, `Acme I'll sort it Friday`: whom it is about, and the words as spoken."""
    first, _, rest = said.rest.partition(" ")
    # The usual case, a whole number first, is one look at an index.
    if rest and any(letter.isdigit() for letter in first):
        numbered = work.invoices.by_number(first.lstrip("#"))
        if numbered is not None:
            return numbered, _words_alone(rest)
    target, words = target_and_words(said.rest, is_target=lambda name: is_known_exactly(name, work))
    if is_known_exactly(target, work):
        return target, words
    target, words = target_and_words(said.rest, is_target=lambda name: is_begun(name, work))
    if said.quoted is not None:
        return target, words
    return _stretched(target.split(), words.split(), work)


def target_and_rest(words: list[str], work: Work, *, ends: int | None = None) -> tuple[str, str]:
    """`1042 500 yesterday`, `Blue Harbor billed twice`: the target, and the words after it.

    `ends` is where the target must end at the latest: the place of the first amount or day.
    """
    if is_spelt_apart(" ".join(words[:2]), work) and not is_known_exactly(words[0], work):
        return " ".join(words[:2]), " ".join(words[2:])
    name, after = (words, []) if ends is None else (words[:ends], words[ends:])
    for known in (is_known_exactly, is_begun):
        target, rest = longest_first(name, lambda text, known=known: known(text, work), most=_LONGEST)  # type: ignore[misc] # a default binds it
        if target:
            target, rest = _stretched(target.split(), rest.split(), work)
            return target, " ".join([*rest.split(), *after])
    if ends is not None:
        return " ".join(name), " ".join(after)
    return words[0] if words else "", " ".join(words[1:])


def is_amount(text: str, work: Work) -> bool:
    """Whether these words are an amount of money, and nothing else; in whichever currency."""
    if not any(letter.isdigit() for letter in text):
        return False
    try:
        said_amount(text, default_currency=work.workspace.currency or "EUR")
    except NotAnAmount:
        return bool(currencies_signed(text))
    return True


def is_day(text: str, work: Work) -> bool:
    """Whether these words are a day, and nothing else."""
    try:
        read_said_date(text, today=work.today, order=day_order(work), lean=Lean.PAST)
    except NotADate:
        return False
    return True


def day_first(text: str, work: Work) -> tuple[str, str]:
    """`friday waiting for PO`: a day still to come that the words begin with, and what follows; no day: "", and all.

    Read as strictly as a day within a client's words: what only begins like one (“Friday's call”, “may be late”) is
    none.
    """
    if (span := _SPAN.match(text)) and not _SPEAKS_OF_THE_SPAN.match(text, span.end()):
        return f"in {span['span']}", text[span.end() :].lstrip(" ,;:.!-\u2013\u2014")
    said = _UNTIL.sub("", text, count=1) if _UNTIL.match(text) else text
    lead = "until "
    found = next(iter(dates_in(f"{lead}{said}", today=work.today, order=day_order(work))), None)
    if found is None or found.start != len(lead) or found.on < work.today:
        return "", text
    day, after = said[: found.end - len(lead)], said[found.end - len(lead) :]
    rest = after.lstrip(" ,;:.!-\u2013\u2014")
    is_spoken_of = after[:1] == " " and rest.split()[0].casefold() in _SPEAKS_OF_THE_DAY if rest else False
    if (
        day.casefold().endswith("'s")
        or is_spoken_of
        or (rest and (_ONLY_ALONE.fullmatch(day) or found.on == work.today))
    ):
        return "", text
    return day, rest


def _stretched(target: list[str], rest: list[str], work: Work) -> tuple[str, str]:
    """Takes along the words that are the rest of the name, misspelt: `Blue Harbor` + `Studo`."""
    begun = work.clients.begun(" ".join(target)) if rest else []
    for client in begun:
        length = len(client.name.split())
        longer = [*target, *rest][:length]
        if length > len(target) and fuzz.ratio(name_key(" ".join(longer)), name_key(client.name)) >= _MISSPELT:
            return " ".join(longer), " ".join([*target, *rest][length:])
    return " ".join(target), " ".join(rest)


def _words_alone(rest: str) -> str:
    return target_and_words(f"x {rest}", is_target=lambda name: name == "x")[1]
