"""A milestone: work agreed with a client and not billed yet. No invoice, no status of the five, in no sum of debts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.client import Client
from domain.money import Money

NOT_YET_TRIGGERED = "Not yet triggered"
"""What the group of milestones is called wherever invoices are listed by status."""

_NUMBER = re.compile(r"#?m[-_/.\u2010-\u2015 ]?\s?0{0,9}(?P<number>[1-9]\d{0,8})", re.IGNORECASE)


class MilestoneState(StrEnum):
    """Where a milestone stands. `UNDONE`: its entry was taken back, so it was never true."""

    WAITING = "waiting"
    REACHED = "reached"
    DROPPED = "dropped"
    UNDONE = "undone"


MOVES = {
    MilestoneState.WAITING: (MilestoneState.REACHED, MilestoneState.DROPPED, MilestoneState.UNDONE),
    MilestoneState.REACHED: (MilestoneState.WAITING,),
    MilestoneState.DROPPED: (MilestoneState.WAITING,),
    MilestoneState.UNDONE: (),
}
"""Which state may follow which: back to waiting only by Undo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """What was agreed. `number` counts from 1 in a workspace; `waits_for` is what it waits for, in somebody's words.

    `ended_on` is the day it was reached or dropped, `reason` why it was dropped, `invoice` the number it was billed as.
    """

    id: int
    client_id: int
    client: str
    number: int
    title: str
    currency: str
    amount_minor: int
    expected_on: date | None = None
    waits_for: str | None = None
    recorded_on: date
    state: MilestoneState = MilestoneState.WAITING
    ended_on: date | None = None
    reason: str | None = None
    invoice: str | None = None

    @property
    def label(self) -> str:
        """What people call it by: M-3."""
        return label(self.number)

    @property
    def amount(self) -> Money:
        """What will be billed."""
        return Money(self.amount_minor, self.currency)

    def is_past(self, today: date) -> bool:
        """Whether the day it was expected is over. Without a day it never is."""
        return self.expected_on is not None and self.expected_on < today


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Milestones that wait: the first of them, oldest expected first, and count and sum of all, a currency each."""

    first: tuple[Milestone, ...] = ()
    totals: tuple[tuple[Money, int], ...] = ()

    @property
    def count(self) -> int:
        """How many wait in all."""
        return sum(count for _, count in self.totals)

    @property
    def left(self) -> int:
        """How many are not among the first."""
        return self.count - len(self.first)


NOTHING_WAITS = Waiting()


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneList:
    """What waits on a day, of all clients (None) or of one."""

    today: date
    waiting: Waiting
    client: Client | None = None


def label(number: int) -> str:
    """M-3."""
    return f"M-{number}"


def number_said(said: str) -> int | None:
    """The number in `M-3`, `m3`, `M 3`, `#m-003`; None where the words are no such thing."""
    found = _NUMBER.fullmatch(said.strip())
    return int(found["number"]) if found else None


def in_order(milestones: Iterable[Milestone]) -> list[Milestone]:
    """Oldest expected first, those without a day last, then as they were recorded."""
    return sorted(milestones, key=lambda each: (each.expected_on or date.max, each.number))


def all_waiting(milestones: Iterable[Milestone]) -> Waiting:
    """Every one of them with the sums, never one sum across currencies."""
    found = in_order(milestones)
    totals: dict[str, tuple[Money, int]] = {}
    for each in found:
        money, count = totals.get(each.currency, (Money(0, each.currency), 0))
        totals[each.currency] = (money + each.amount, count + 1)
    return Waiting(first=tuple(found), totals=tuple(totals[currency] for currency in sorted(totals)))
