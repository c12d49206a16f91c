"""Every figure that is left once names, numbers, accounts and days are covered: money, or nothing a letter may say."""

from __future__ import annotations

import re
from collections.abc import Iterable

from domain.amounts import NotAnAmount, read_amount
from domain.currencies import digits
from domain.letter import Language
from domain.money import Money
from reminders.checks.dates import day_and_month
from reminders.checks.known import Known
from reminders.checks.number_words import MONEY_IN_WORDS
from reminders.checks.numbers import INVOICE_WORD
from reminders.checks.page import Kind, Page
from reminders.checks.units import is_beside_currency, unit_after, unit_before


def take_figures(page: Page, known: Known) -> None:
    """Covers all figures there are; what cannot be a fact has no values."""
    for found in list(MONEY_IN_WORDS.finditer(page.plain)):
        page.take(Kind.AMOUNT, found.span())
    place = 0
    while figures := _FIGURES.search(page.left, place):
        place = max(_take(page, known, figures, place), figures.start() + 1)


def _take(page: Page, known: Known, found: re.Match[str], from_place: int) -> int:
    """Takes one figure and what belongs to it; the place after it."""
    start, end = found.span()
    split = _number_then_amount(found[0], known)
    if split:
        end = start + split
    said = page.left[start:end]
    if said in known.numbers and not is_beside_currency(page.left, (start, end), known):
        page.take(Kind.NUMBER, (start, end), said)
        return end
    if _is_bare(page, known, (start, end)):
        return _take_bare(page, known, (start, end))
    return _take_money(page, known, (start, end), from_place)


def _number_then_amount(figures: str, known: Known) -> int:
    """“42 250,00” is invoice 42 and an amount where that is what the facts say."""
    first, _, rest = figures.partition(" ")
    if first not in known.numbers or not rest:
        return 0
    whole, parted = (_readings(each, known, known.net.currency) for each in (figures, rest))
    return len(first) if parted & known.amounts and not whole & known.amounts else 0


def _is_bare(page: Page, known: Known, span: tuple[int, int]) -> bool:
    return not is_beside_currency(page.left, span, known) and not _SCALE.match(page.plain, span[1])


def _take_bare(page: Page, known: Known, span: tuple[int, int]) -> int:
    """Figures with no currency: an amount of the facts, a day, or something else that is none."""
    said = page.left[slice(*span)]
    amounts = _readings(said, known, known.net.currency) & known.amounts
    days = day_and_month(said, known)
    before = page.plain[max(0, span[0] - _LOOKED_BACK) : span[0]]
    if days and not amounts:
        page.take(Kind.DATE, span, *days)
    elif amounts and len(said) >= _SHORTEST_AMOUNT:
        page.take(Kind.AMOUNT, span, *amounts)
    else:
        page.take(_kind(before, said), span)
    return span[1]


def _kind(before: str, said: str) -> Kind:
    if _AFTER_ACCOUNT.search(before):
        return Kind.BANK
    if _AFTER_INVOICE.search(before):
        return Kind.NUMBER
    if _AFTER_PHONE.search(before) or (said.startswith("0") and len(said) > _SHORTEST_AMOUNT):
        return Kind.ADDRESS
    return Kind.AMOUNT


def _take_money(page: Page, known: Known, span: tuple[int, int], from_place: int) -> int:
    start, end = span
    units = []
    if before := unit_before(page.left, start, known, from_place=from_place):
        units.append(before.codes)
        start = before.start
    after = unit_after(page.left, end, known)
    if after and not (units and re.match(r" ?\d", page.left[after.end : after.end + 2])):
        units.append(after.codes)
        end = after.end
    is_scaled = _SCALE.match(page.plain, span[1])
    values: Iterable[Money] = ()
    if not is_scaled and units and all(known.net.currency in codes for codes in units):
        values = _readings(page.left[slice(*span)], known, known.net.currency)
    negative = bool(_MINUS.search(page.left[:start][-2:]) or page.left[start : span[0]].endswith("-"))
    page.take(Kind.AMOUNT, (start, end), *((-each for each in values) if negative else values))
    return end


def _readings(figures: str, known: Known, currency: str) -> frozenset[Money]:
    places = digits(currency)
    mark = "." if known.facts.language is Language.ENGLISH else ","
    # Three decimals read both ways: then as the letter's language writes them.
    for decimal_mark in (None, mark):
        try:
            return frozenset({Money(read_amount(figures, digits=places, decimal_mark=decimal_mark), currency)})
        except NotAnAmount:
            continue
    return frozenset()


_SHORTEST_AMOUNT = 3
_LOOKED_BACK = 40
_FIGURES = re.compile(r"\d{1,3}(?: \d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,']\d+)*")
_MINUS = re.compile(r"(?:^|[\s(:])-$")
_SCALE = re.compile(
    r" ?(?:%|‰|percent|per cent|prozent|pour ?cent|por ciento|procent|k\b|m\b|mn\b|bn\b|mio\b|mln\b|tsd\b|tys\b"
    r"|hundred|thousand|million|tausend|mille\b|mil\b|grand\b)"
)
_AFTER_INVOICE = re.compile(rf"(?<!\w){INVOICE_WORD}\.?:? ?[#(]?$|#$")
_AFTER_ACCOUNT = re.compile(
    r"(?:account|konto\w*|compte|cuenta|konta|rachun\w+|sort code|routing|aba|blz|rib|clabe|ifsc|bsb|iban|swift|bic"
    r"|pix|acct|a/c)[^\d\n]{0,25}$"
)
_AFTER_PHONE = re.compile(r"(?:\+|tel\w*\.?:?|phone|mobile|call\w*|fax|whats ?app|anruf\w*|\(0?)[^\d\n]{0,12}$")
