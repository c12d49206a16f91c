"""Promise to pay: the client's word, held against money. Money decides kept or broken, not people."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.calendar import NO_HOLIDAYS, next_business_day
from domain.money import Money

FOLLOW_UP_DAYS = 7


class PromiseState(StrEnum):
    """Open → kept | broken | withdrawn."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"


class Certainty(StrEnum):
    """Given: the client named a day. Proposed: they named none, and we suggested one to follow up on."""

    GIVEN = "given"
    PROPOSED = "proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What was promised for one invoice (or, invoice_id None, for all the client owed in the currency that day).

    `expected_minor` is the amount named, or what was owed when it was made; that too where the rest was promised.
    `made_on`, `promised_on` are dates of the workspace. `recorded_at` is when the amount was agreed on: money on record
    by then, or dated before `made_on`, is not in it.
    """

    id: int
    client_id: int
    invoice_id: int | None
    currency: str
    expected_minor: int
    made_on: date
    promised_on: date
    certainty: Certainty
    words: str
    by: str
    withdrawn: bool = False
    closed_as: PromiseState | None = None
    closed_on: date | None = None
    recorded_at: datetime | None = None

    @property
    def expected(self) -> Money:
        """What they said would come."""
        return Money(self.expected_minor, self.currency)

    def surrounds(self, invoice_id: int, sent_on: date | None) -> bool:
        """Whether it is about this invoice of its client: by name, or as one that was sent when all was promised."""
        if self.invoice_id is not None:
            return self.invoice_id == invoice_id
        return sent_on is not None and sent_on <= self.made_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """What a promise is held against: what is left today of all it was about, and what came in for that since the
    amount was agreed on. Minor units of the promise's currency."""

    owed_minor: int
    received_minor: int = 0


def is_part(promise: Promise, against: Against | None) -> bool:
    """Whether less was promised than was owed: once it has come, something is still left. Not so where nobody knows."""
    if against is None or promise.certainty is not Certainty.GIVEN:
        return False
    return promise.expected_minor < against.owed_minor + against.received_minor


def says_the_rest(words: str) -> bool:
    """Whether they are about what other money leaves: then no sum of it is known, only that nothing is left."""
    return _REST.search(words) is not None


def in_order(promises: Iterable[Promise]) -> list[Promise]:
    """Of several that are open about the same invoice the one that stands beside it first: a day the client named goes
    before one we proposed; of their days the next one, of ours the newest."""
    given, proposed = list[Promise](), list[Promise]()
    for each in promises:
        (given if each.certainty is Certainty.GIVEN else proposed).append(each)
    given.sort(key=lambda each: (each.promised_on, each.id))
    return [*given, *sorted(proposed, key=lambda each: -each.id)]


def latest(promises: Iterable[Promise]) -> Promise | None:
    """Of several broken ones about the same invoice the one made last."""
    return max(promises, key=lambda each: each.id, default=None)


def holds_until(promised_on: date, holidays: Container[date] = NO_HOLIDAYS) -> date:
    """The last day a promise holds back reminders: its date plus one business day."""
    return next_business_day(promised_on, holidays)


def follow_up_on(today: date, holidays: Container[date] = NO_HOLIDAYS) -> date:
    """Where the client gave no date: look again in a week, on a day when somebody is there to look."""
    return next_business_day(today + timedelta(days=FOLLOW_UP_DAYS - 1), holidays)


def watch_day(promise: Promise, holidays: Container[date] = NO_HOLIDAYS) -> date:
    """The day the clock looks: the day after a promise stops holding reminders back; a proposed date itself."""
    if promise.certainty is Certainty.PROPOSED:
        return promise.promised_on
    return holds_until(promise.promised_on, holidays) + timedelta(days=1)


def promise_state(
    promise: Promise, *, received_minor: int, owed_minor: int, today: date, holidays: Container[date] = NO_HOLIDAYS
) -> PromiseState:
    """Where the promise stands. `received_minor` came in since it was recorded, dated by its last day
    and not before it was made;
    `owed_minor` is what is left today, or was left when that day was over.

    A proposed date is ours, not the client's: it is never broken.
    """
    if promise.withdrawn:
        return PromiseState.WITHDRAWN
    if received_minor >= promise.expected_minor or owed_minor <= 0:
        return PromiseState.KEPT
    if promise.certainty is Certainty.GIVEN and today > holds_until(promise.promised_on, holidays):
        return PromiseState.BROKEN
    return PromiseState.OPEN


_REST = re.compile(
    r"\b(?:(?:other|second) half|other [^\s\d]{0,3} ?\d+|(?<!of )(?<!of the )(?:rest|remainder|remaining)"
    r"|andere halfte|andere hälfte|le reste|autre moitié|el resto|otra mitad|reszt[aeę]|drug[aą] połow[aeęy])\b",
    re.IGNORECASE,
)
