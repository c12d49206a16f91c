"""Invoice numbers: those in scope, and whatever else looks like one."""

from __future__ import annotations

import re

from domain.currencies import currencies_named
from reminders.checks.known import Known
from reminders.checks.number_words import COUNTS, INVOICES_COUNTED, INVOICES_IN_WORDS
from reminders.checks.page import Kind, Page
from reminders.checks.units import is_beside_currency

INVOICE_WORD = (
    r"(?:invoices?|inv|bills?|rechnung(?:en|snummern?|s-?nr)?|belegnummer|re|factur(?:e|a)s?|faktur\w*|fv|number"
    r"|numbers|nummern?|numeros?|numery?|no|nos|nr|n|num|ref|reference|referenz|referencia|order|po|#)"
)


def is_wordlike(number: str) -> bool:
    """Whether a number can be told from amounts by itself: INV-1042, but not 1250."""
    return any(map(str.isalpha, number)) and any(map(str.isdigit, number))


def number_pattern(number: str) -> re.Pattern[str]:
    """The number as a whole: INV-1042 is not in INV-10425 nor in INV-1042-A."""
    before = r"(?<!\w)(?<!\w[-/.])" if number[0].isalnum() else r"(?<!\w)"
    after = r"(?!\w)(?![-/.]\w)" if number[-1].isalnum() else r"(?!\w)"
    return re.compile(before + r"\s+".join(map(re.escape, number.split())) + after, re.IGNORECASE)


def take_marked_numbers(page: Page, known: Known) -> None:
    """Those in figures with marks (2026-03-12, 12/2026), where no currency stands beside them."""
    for number in sorted(known.numbers, key=len, reverse=True):
        if is_wordlike(number) or number.isdecimal():
            continue
        for found in list(number_pattern(number).finditer(page.left)):
            if not is_beside_currency(page.left, found.span(), known):
                page.take(Kind.NUMBER, found.span(), number)


def take_unknown_numbers(page: Page) -> None:
    """Letters and figures in one word, and figures with dashes or a #, which are no invoice in scope."""
    for found in list(_LOOKS_LIKE_ONE.finditer(page.left)):
        if not (_MEASURE.fullmatch(found[0]) or any(map(currencies_named, _LETTERS.findall(found[0])))):
            page.take(Kind.NUMBER, found.span())


def take_counts(page: Page, known: Known) -> None:
    """“3 invoices”, “three invoices”."""
    for pattern in (INVOICES_COUNTED, INVOICES_IN_WORDS):
        for found in list(pattern.finditer(page.said)):
            said = found["n"]
            if page.plain[slice(*found.span("n"))] != said or is_beside_currency(page.left, found.span("n"), known):
                continue
            page.take(Kind.COUNT, found.span("n"), int(said) if said.isdecimal() else COUNTS[said])


_LOOKS_LIKE_ONE = re.compile(
    r"(?<![\w])(?=[\w/.-]*\d)(?:(?=[\w/.-]*[A-Za-z])[A-Za-z0-9]+(?:[-_/.]*[A-Za-z0-9]+)*|\d+(?:[-_/]+\d+)+"
    r"|#\s?\d[\w/-]*)(?!\w)|#\s?\d[\w/-]*"
)
# “2nd”, “1.5k”, “500kr”: not a number of an invoice.
_MEASURE = re.compile(r"\d+(?:[.,]\d+)*[a-z]{1,5}")
_LETTERS = re.compile(r"\A[A-Za-z]+(?=\d)|(?<=\d)[A-Za-z]+\Z")
