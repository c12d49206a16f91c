"""What “why” and “remind” answer with: every rule in words, passed or not, and the next day a letter can go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.chasing import Stage
from domain.client import Client
from domain.dunning_rules import Rule
from domain.invoice import Invoice
from domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyLine:
    """One rule as it stands today. `words` are plain text: names and numbers in them are not escaped."""

    rule: Rule
    passed: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyAccount:
    """A client in one currency. `verdict` says it in a sentence; `next_on` is the first day a letter may go by itself
    (None: a person must act first); `stage` and `net` are that letter's, as things stand; `open_reminder_id` is a draft
    that waits already; `may_draft`: a person may ask for one now."""

    currency: str
    verdict: str
    lines: tuple[WhyLine, ...]
    next_on: date | None = None
    stage: Stage | None = None
    net: Money | None = None
    open_reminder_id: int | None = None
    may_draft: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyShown:
    """Why a client was, or was not, reminded. `about` is the invoice asked about, if one was; `letters` are those that
    went, newest first, in words; `accounts` are empty where nothing of it is open."""

    today: date
    client: Client
    verdict: str
    about: Invoice | None = None
    accounts: tuple[WhyAccount, ...] = ()
    letters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A letter that a person asked for is being drafted."""

    reminder_id: int
    words: str
