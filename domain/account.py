"""All that counts when one client is chased in one currency: what is open, what holds it back, which letters went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.chasing import USUAL, Chasing, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """One open invoice as chasing sees it. `held_until`, `promised_until`: the last day it is held back, both counted.
    `follow_up_on`: the day on which to ask again, by the client's words or as we proposed; before it no letter is
    drafted by itself. `waits_for_person`: an import brought it already overdue and nobody has said yet that it may be
    chased.
    """

    invoice_id: int
    number: str
    due_on: date
    balance_minor: int
    chasing: Chasing = USUAL
    is_disputed: bool = False
    held_until: date | None = None
    promised_until: date | None = None
    follow_up_on: date | None = None
    waits_for_person: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PastLetter:
    """A reminder that left (`is_sent`) or that a person chose to skip. `lead_id` is the invoice that led it."""

    lead_id: int
    stage: Stage
    on: date
    is_sent: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A reminder that was drafted and has not left: it waits, rests, or lapsed. `on` is the day it was planned."""

    lead_id: int
    stage: Stage
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """All that counts about one client in one currency. `debts` come oldest due first, then by id; `credit_minor` is
    credit not applied to any invoice, and what was paid too much on others, ≥ 0.

    `last_contact_on` is the newest in or out touch with the client, by anyone, letters of ours in any currency
    included; `last_reply_on` the newest of the client's own. `letters` are the ones about this currency, oldest first;
    `drafts` those that never left. `has_open_draft`: one is being written, waits for a person or for its sending.
    """

    client_id: int
    currency: str
    debts: tuple[Debt, ...]
    credit_minor: int = 0
    last_contact_on: date | None = None
    last_reply_on: date | None = None
    letters: tuple[PastLetter, ...] = ()
    drafts: tuple[Draft, ...] = ()
    has_open_draft: bool = False
    snoozed_until: date | None = None
