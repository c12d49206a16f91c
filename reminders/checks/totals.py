"""Whether every invoice in scope is named with what is left of it, and the total with its currency."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from domain.letter import Fault, Flaw, Item
from reminders.checks.belonging import Said
from reminders.checks.cues import Role
from reminders.checks.known import Known
from reminders.checks.page import Kind, Page


def missing(page: Page, known: Known, said: Sequence[Said]) -> Iterator[Flaw]:
    """Invoices that are not named with their balance, and a total that is not said."""
    named = {value for each in page.of(Kind.NUMBER) if each.start > page.subject_end for value in each.values}
    for number, item in known.numbers.items():
        if number not in named or not _is_told(item, known, said):
            yield Flaw(fault=Fault.MISSING_INVOICE, shown=item.number)
    if not known.facts.is_thanks and not any(_is_total(each, known, said) for each in said):
        yield Flaw(fault=Fault.WRONG_TOTAL)


def _is_told(item: Item, known: Known, said: Sequence[Said]) -> bool:
    wanted = item.total if known.facts.is_thanks else item.remaining
    return any(
        wanted in each.moneys and each.role not in {Role.RECEIVED, Role.CREDIT}
        for each in said
        if each.of == (item,) or (not each.of and len(known.facts.items) == 1) or (item in each.of and len(each.of) > 1)
    )


def _is_total(each: Said, known: Known, said: Sequence[Said]) -> bool:
    if known.net not in each.moneys or each.role in {Role.RECEIVED, Role.CREDIT} or not _SIGN.search(each.found.text):
        return False
    if not each.of or len(known.facts.items) == 1:
        return True
    # The same amount was said of the invoice before: this time it is what is left of all.
    return any(
        other.of == each.of and known.net in other.moneys and other.found.start < each.found.start for other in said
    )


_SIGN = re.compile(r"[^\d.,' -]")
