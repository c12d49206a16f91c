"""What is wrong in a letter: everything it says is found, and compared with the facts it was given."""

from __future__ import annotations

from collections.abc import Iterator

from domain.letter import Facts, Fault, Flaw, Words
from reminders.checks.addresses import take_addresses
from reminders.checks.amounts import take_figures
from reminders.checks.bank import take_accounts
from reminders.checks.belonging import misplaced, said_of_invoices
from reminders.checks.dates import take_dates
from reminders.checks.known import Known, known_from
from reminders.checks.language import wrong_language
from reminders.checks.names import maskable, unknown_names
from reminders.checks.numbers import (
    is_wordlike,
    number_pattern,
    take_counts,
    take_marked_numbers,
    take_unknown_numbers,
)
from reminders.checks.orders import obeyed
from reminders.checks.page import FAULTS, Found, Kind, Page
from reminders.checks.placeholders import placeholders
from reminders.checks.straight import hidden_in, one_line, straight
from reminders.checks.tone import threats
from reminders.checks.totals import missing
from reminders.checks.unasked import unasked

LONGEST = 4_000
LONGEST_LINE_OF_ITEM = 300
"""Characters of a letter, and how many more each invoice may take."""


def flaws_of(words: Words, facts: Facts) -> tuple[Flaw, ...]:
    """Every fault of a letter, the worst first to be read; none for a letter that says nothing but the facts.

    For drafts of the template, of a model, and a person's edit alike. Pure: the same words and facts, the same flaws.
    """
    if not words.subject.strip() or not words.text.strip():
        return (Flaw(fault=Fault.EMPTY),)
    known = known_from(facts)
    too_long = _too_long(words, facts)
    if too_long:
        return too_long
    page = _read(words, known)
    return tuple(dict.fromkeys(_flaws(words, page, known)))


def _flaws(words: Words, page: Page, known: Known) -> Iterator[Flaw]:
    said = said_of_invoices(page, known)
    for found in page.of(*FAULTS):
        if not _is_fact(found, known):
            yield Flaw(fault=FAULTS[found.kind], shown=found.text.strip())
    yield from misplaced(said, known)
    yield from missing(page, known, said)
    yield from unknown_names(page, known)
    for sign in hidden_in(f"{words.subject}\n{words.text}", known.written):
        yield Flaw(fault=Fault.HIDDEN, shown=sign)
    yield from placeholders(page)
    yield from threats(page, known.facts.stage)
    yield from obeyed(page, known)
    yield from unasked(page, known)
    yield from wrong_language(page, known.facts.language)


def _read(words: Words, known: Known) -> Page:
    """The letter with everything it says found: what is a fact word for word first, then family by family."""
    page = Page(one_line(words.subject), straight(words.text).strip())
    for line in sorted(known.pay_lines, key=len, reverse=True):
        page.take_each(Kind.OURS, number_pattern(line))
    verbatim = [(name, Kind.NAME, pattern) for name, pattern in maskable(known)]
    verbatim += [(each, Kind.NUMBER, number_pattern(each)) for each in known.numbers if is_wordlike(each)]
    for value, kind, pattern in sorted(verbatim, key=lambda each: len(each[0]), reverse=True):
        page.take_each(kind, pattern, value)
    take_addresses(page, known)
    take_accounts(page, known)
    take_marked_numbers(page, known)
    take_dates(page, known)
    take_counts(page, known)
    take_unknown_numbers(page)
    take_figures(page, known)
    return page


def _is_fact(found: Found, known: Known) -> bool:
    match found.kind:
        case Kind.NAME:
            return True
        case Kind.NUMBER:
            return any(value in known.numbers for value in found.values)
        case Kind.DATE:
            return bool(found.values & known.dates)
        case Kind.AMOUNT:
            lowered = {-known.facts.credit, *(-item.received for item in known.facts.items)}
            return bool(found.values & (known.amounts | lowered))
        case Kind.COUNT:
            return len(known.facts.items) in found.values
    return False


def _too_long(words: Words, facts: Facts) -> tuple[Flaw, ...]:
    length = len(words.subject) + len(words.text)
    most = LONGEST + len(facts.how_to_pay) + LONGEST_LINE_OF_ITEM * len(facts.items)
    return (Flaw(fault=Fault.TOO_LONG, shown=f"{length:,} characters"),) if length > most else ()
