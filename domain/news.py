"""What the clock tells the channel of its own accord: plain values that views turn into messages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.answers import InvoiceRow, NextAction, OverdueNews
from domain.client import Client
from domain.money import Money
from domain.promise import Promise
from domain.timeline import Touch


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueAlert:
    """What turned Overdue since the last look: `totals` of all `count` (how many and what is left, a currency each),
    `first` of them in full, oldest due first."""

    today: date
    count: int
    totals: tuple[tuple[int, Money], ...]
    first: tuple[OverdueNews, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueThread:
    """The rest of a long alert: a card for the first, a line for each of the others."""

    today: date
    cards: tuple[OverdueNews, ...]
    lines: tuple[InvoiceRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenPromise:
    """A client's word that the money did not keep. `received` came in by the last day; `news` is the invoice it was
    about (None: all the client owes in that currency, `owed` of it on `open_count` invoices). `part` is the sum
    promised where that was not all of it; `next_action` the most urgent of its invoices' own."""

    today: date
    promise: Promise
    client: Client
    received: Money
    owed: Money
    open_count: int
    news: OverdueNews | None
    last_contact: Touch | None
    next_action: NextAction
    part: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A day we proposed because the client named none, with what is still owed on what it was about."""

    promise: Promise
    client: Client
    number: str | None
    owed: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUps:
    """The follow-ups whose day has come."""

    today: date
    due: tuple[FollowUp, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStopped:
    """A gap between two ticks, as wall times of the workspace's zone, and what came late because of it. `digest_for`
    is the day of a digest missed in it (None: none was), `digest_skipped` whether it is too old to post."""

    stopped_at: datetime
    back_at: datetime
    overdue: int
    promises: int
    digest_for: date | None
    digest_skipped: bool
