"""Parts of what is owed, as clients say them: “500 on Friday”, “half”, “a third”, “50%”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypedDict

from domain.amounts import NotAnAmount, said_amount
from domain.amounts import SaidAmount as ReadAmount
from domain.currencies import currencies_named
from domain.date_words import folded, words_of
from domain.said_dates_in import DateInText, ImpossibleDay


@dataclass(frozen=True, kw_only=True, slots=True)
class SaidAmount:
    """An amount and where it stands. `minor` is in minor units of the ISO 4217 `currency`, which is "" where a sign of
    several currencies was written and the one asked about is not among them (“$” on an invoice in euro)."""

    minor: int
    currency: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SaidShare:
    """A share of what is owed and where it stands."""

    of_it: Fraction
    start: int
    end: int


def masked(text: str, places: Iterable[DateInText | ImpossibleDay | SaidAmount | SaidShare]) -> str:
    """The text with these places blanked; every other character keeps its place."""
    for said in places:
        text = text[: said.start] + BLANK * (said.end - said.start) + text[said.end :]
    return text


def amounts_in(text: str, *, default_currency: str, alone: bool = False) -> Iterator[SaidAmount]:
    """The amounts of a clause whose dates are masked: with a currency beside them, or right after a word of paying.

    `alone`: the clause is known to be brief (“500 on Friday”), so a number of three digits is money too.
    """
    for figures in _FIGURES.finditer(text):
        before = _BEFORE_FIGURES.search(text, 0, figures.start())
        after = _AFTER_FIGURES.match(text, figures.end())
        around = [unit[1] if unit and currencies_named(unit[1]) else "" for unit in (before, after)]
        is_counted = after is not None and folded(after[1]) in _COUNTED
        is_money = _PAYS.search(folded(text[: figures.start()])) or (alone and _LONG.match(figures[0]))
        if not any(around) and (is_counted or not is_money):
            continue
        amount = _read(f"{around[0]} {figures[0]} {around[1]}", around, default_currency)
        if amount is None:
            continue
        start = before.start() if before and around[0] else figures.start()
        end = after.end() if after and around[1] else figures.end()
        if amount.minor > 0:
            yield SaidAmount(minor=amount.minor, currency=amount.currency, start=start, end=end)


class Sum(TypedDict):
    """A sum as a promise keeps it."""

    amount_minor: int | None
    currency: str | None


def first_sum(amounts: Sequence[SaidAmount]) -> Sum:
    """The first amount named; neither figures nor currency where its currency is not known."""
    first = amounts[0] if amounts and amounts[0].currency else None
    return {"amount_minor": first.minor if first else None, "currency": first.currency if first else None}


def other_sum(text: str, amounts: Sequence[SaidAmount], default_currency: str) -> str | None:
    """The first sum of another currency, as it stands in the text."""
    other = next((amount for amount in amounts if amount.currency != default_currency), None)
    return text[other.start : other.end] if other else None


def shares_in(plain: str) -> list[SaidShare]:
    """The shares named in folded text: “half”, “the other half”, “two thirds”, “50%”."""
    return [SaidShare(of_it=_share(found), start=found.start(), end=found.end()) for found in _SHARE.finditer(plain)]


BLANK = "\u2007"
_FIGURES = re.compile(
    r"(?<![\w#/.,-])\d{1,12}(?:[.,' \u00a0]\d{3})*(?:[.,]\d{1,3})?(?:[kK](?![^\W\d_]))?(?![\d/%]|[.,]\d)"
)
_LONG = re.compile(r"\d{3}|\d+[.,]\d|\d+[kK]")
_BEFORE_FIGURES = re.compile(r"([^\W\d_]{0,3}[^\w\s.,;:()'\"#/-]|[^\W\d_]{1,4}\.?) ?\Z")
_AFTER_FIGURES = re.compile(r" ?([^\w\s.,;:()'\"?!-]|[^\W\d_]+)")
_PAYS = re.compile(
    r"\b(?:pay|pays|paying|paid|settle|settling|transfer|transfers|transferring|transferred|wire|wires|wiring|wired"
    r"|send|sends|sending|sent|zahle|zahlen|"
    r"uberweise|uberweisen|paie|paye|payons|pago|pagamos|pagare|zaplace|zaplacimy|place|przeleje)"
    r"(?: (?:you|the|a|another|only|just|out|over|about|around|ihnen|vous|te|ich|wir))* \Z"
)
_COUNTED = words_of(
    "invoice invoices bill bills day days week weeks month months hours percent per cent times x business "
    "working rechnungen factures facturas faktury am pm of st nd rd th"
)
# What has halves as well, in German, French, Spanish and Polish.
_TIMES = (
    "monats|jahres|woche|mois|semaine|annee|mes|ano|semana|miesiaca|roku|tygodnia|jan|feb|fev|ene|sty|lut|mar|apr|avr"
    "|abr|kwi|mai|may|maj|jun|jui|cze|jul|lip|aug|aou|ago|sie|sep|wrz|okt|oct|paz|nov|lis|dez|dec|dic|gru"
)
# “Half of December” and “half an hour” are no share of what is owed.
_SHARE = re.compile(
    r"\b(?P<percent>[1-9]\d?) ?(?:%|percent\b|per cent\b)"
    r"|(?<!in der )(?<!ersten )(?<!zweiten )(?<!seconde )(?<!segunda )(?<!drugiej )"
    rf"\b(?P<halfte>halfte|moitie|mitad|polow[eay])\b(?! (?:(?:des?|der|du|del|de la|im) |d')?(?:{_TIMES}))"
    r"|(?<!first )(?<!last )\b(?:(?:the )?(?P<half>(?:(?:other|second|first|one) )?half|50/50)|(?P<two>two|2) thirds"
    r"|(?:a|one) (?:(?P<third>third)|(?P<quarter>quarter)))\b"
    r"(?! (?:of (?:the )?(?:month|year|week|day|next|this|\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|year|an? |day|hour|past))"
)


def _read(text: str, around: list[str], default_currency: str) -> ReadAmount | None:
    """The amount; one under a sign that others share and the default does not, without a currency."""
    try:
        return said_amount(text, default_currency=default_currency)
    except NotAnAmount:
        shared = currencies_named(around[0] or around[1])
    if default_currency in shared or len(shared) < 2:  # noqa: PLR2004 - shared by two
        return None
    try:
        return replace(said_amount(text, default_currency=shared[0]), currency="")
    except NotAnAmount:
        return None


def _share(found: re.Match[str]) -> Fraction:
    if found["percent"]:
        return Fraction(int(found["percent"]), 100)
    if found["half"] or found["halfte"]:
        return Fraction(1, 2)
    if found["quarter"]:
        return Fraction(1, 4)
    return Fraction(2 if found["two"] else 1, 3)
