"""The facts as a check compares them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from domain.letter import Facts, Item
from domain.money import Money
from reminders.checks.straight import one_line, straight
from views.letter_words import letter_money


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """`theirs`: names of the client and its contacts; `ours`: of who signs, and whoever noted the last contact.

    `numbers` are invoice numbers in small letters on one line, with their items. `net` is what is to be paid;
    `subtotal` the same before credit. `signs`: how the letter's language writes the currency. `days`: how long each
    invoice is overdue, and how long ago the last contact was.
    """

    facts: Facts
    theirs: frozenset[str]
    ours: frozenset[str]
    titles: frozenset[str]
    numbers: dict[str, Item]
    dates: frozenset[date]
    amounts: frozenset[Money]
    net: Money
    subtotal: Money
    signs: frozenset[str]
    days: frozenset[int]
    pay_lines: tuple[str, ...]

    @property
    def names(self) -> frozenset[str]:
        """Every name there is, as straight text."""
        return self.theirs | self.ours | self.titles

    @property
    def written(self) -> tuple[str, ...]:
        """Every fact that is text, as it is stored, and the parts of people's names, longest first."""
        facts = self.facts
        said = [facts.client, facts.sender, facts.company, facts.builds_on.by or "", *facts.how_to_pay.splitlines()]
        said += [text for each in facts.recipients for text in (each.name, each.email)]
        said += [text or "" for item in facts.items for text in (item.number, item.title)]
        said += [word for name in (facts.sender, *(each.name for each in facts.recipients)) for word in name.split()]
        return tuple(sorted(filter(None, said), key=len, reverse=True))


def known_from(facts: Facts) -> Known:
    """All a letter may say."""
    currency = facts.net.currency
    subtotal = Money(sum(item.remaining.minor for item in facts.items), currency)
    by_item = [money for item in facts.items for money in (item.total, item.received, item.remaining)]
    return Known(
        facts=facts,
        theirs=_names(facts.client, *(each.name for each in facts.recipients)),
        ours=_names(facts.sender, facts.company, facts.builds_on.by or ""),
        titles=_names(*(item.title or "" for item in facts.items)),
        numbers={one_line(item.number).casefold(): item for item in facts.items},
        dates=frozenset(_dates(facts)),
        amounts=frozenset([*by_item, facts.credit, facts.net, subtotal, *facts.builds_on.parts]),
        net=facts.net,
        subtotal=subtotal,
        signs=frozenset({_sign(Money(0, currency), facts)}),
        days=frozenset(_days(facts)),
        pay_lines=tuple(one_line(line) for line in straight(facts.how_to_pay).splitlines() if line.strip()),
    )


def _names(*names: str) -> frozenset[str]:
    return frozenset(filter(None, map(one_line, names)))


def _dates(facts: Facts) -> set[date]:
    return {facts.today, *facts.builds_on.days, *(day for item in facts.items for day in (item.issued_on, item.due_on))}


def _days(facts: Facts) -> set[int]:
    days = {abs((facts.today - item.due_on).days) for item in facts.items}
    return days | ({(facts.today - facts.builds_on.on).days} if facts.builds_on.on else set())


def _sign(amount: Money, facts: Facts) -> str:
    return re.sub(r"[\d.,-]+", "", straight(letter_money(amount, facts.language))).strip()
