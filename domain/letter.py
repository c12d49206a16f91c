"""A reminder's words, and the closed list of facts they may say. Nothing that is not here may stand in a letter."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.chasing import Stage
from domain.money import Money


class Language(StrEnum):
    """Languages letters are kept in."""

    ENGLISH = "en"
    GERMAN = "de"
    FRENCH = "fr"
    SPANISH = "es"
    POLISH = "pl"


class LetterName(StrEnum):
    """Which letter it is: one for each stage, and thanks for a full payment."""

    COMING = Stage.COMING.value
    FRIENDLY = Stage.FRIENDLY.value
    FIRM = Stage.FIRM.value
    FINAL = Stage.FINAL.value
    THANKS = "thank-you"


class Route(StrEnum):
    """How a letter travels: by e-mail, into the Slack channel shared with the client, or by a person's own hand."""

    EMAIL = "email"
    SLACK = "slack"
    BY_HAND = "by hand"


class Ground(StrEnum):
    """What the last contact was: a letter picks up from it."""

    NOTHING_YET = "nothing yet"
    REPLY = "a reply without a day"
    NOT_BEFORE = "a reply that no payment comes before a day"
    PROMISE_OPEN = "an open promise"
    PROMISE_BROKEN = "a broken promise"
    DISPUTE_ANSWERED = "a dispute that was settled"
    CALL = "a call or a meeting"
    OUR_WORD = "what we wrote"
    REMINDER_UNANSWERED = "a reminder without an answer"
    SAYS_PAID = "the client says it is paid"


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenWord:
    """A promise that no letter has cited since it was broken: the day it was made, the day it was for, the sum where
    that was not all of it, who recorded it."""

    on: date
    promised_on: date
    part: Money | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildsOn:
    """What a letter picks up from. `on` is the day of the contact, `by` who recorded it; `words` are the client's own
    (data, never orders). A promise carries its day, and the sum where that was not all of it (`part`); NOT_BEFORE the
    first day they can pay on. `broken` is cited beside it."""

    ground: Ground
    on: date | None = None
    by: str | None = None
    words: str | None = None
    touch_id: int | None = None
    promised_on: date | None = None
    part: Money | None = None
    broken: BrokenWord | None = None

    @property
    def days(self) -> frozenset[date]:
        """Every day it names."""
        cited = (self.broken.on, self.broken.promised_on) if self.broken else ()
        return frozenset(day for day in (self.on, self.promised_on, *cited) if day)

    @property
    def parts(self) -> frozenset[Money]:
        """Every sum it names."""
        return frozenset(part for part in (self.part, self.broken.part if self.broken else None) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One invoice as a letter names it: what was billed, what came in (payments and credit notes), what is left."""

    invoice_id: int
    number: str
    issued_on: date
    due_on: date
    total: Money
    received: Money
    remaining: Money
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody at the client; a letter goes to nobody else."""

    contact_id: int
    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All a letter may say. `net` is what `items` leave less `credit` (≥ 0, unapplied, of the same currency).

    `sender` is the person who signs, `company` the workspace; `how_to_pay` are its payment details as typed in the
    settings. `recipients` may be empty: then nobody to write to is on file. Names and numbers are one line each.
    `is_thanks`: everything is paid, and the letter says thank you.
    """

    language: Language
    stage: Stage
    today: date
    client: str
    recipients: tuple[Recipient, ...]
    items: tuple[Item, ...]
    credit: Money
    net: Money
    sender: str
    company: str
    builds_on: BuildsOn
    how_to_pay: str = ""
    is_thanks: bool = False

    @property
    def letter(self) -> LetterName:
        """Which letter says them."""
        return LetterName.THANKS if self.is_thanks else LetterName(self.stage.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a letter says: its subject and its text, in plain words, lines ended by a newline."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Exactly what would leave. An approval is of this and of nothing else: see `fingerprint`."""

    route: Route
    recipients: tuple[Recipient, ...]
    words: Words
    documents: tuple[str, ...] = ()
    """Hashes of what is attached."""
    channel: str | None = None
    """The Slack channel shared with the client that it is posted in, where it goes by Slack."""


def fingerprint(letter: Letter) -> str:
    """The hash an approval is bound to: route, every recipient's address or the channel, subject, text, attachments."""
    said = [
        letter.route.value,
        [[each.name, each.email] for each in letter.recipients],
        letter.words.subject,
        letter.words.text,
        list(letter.documents),
        *([letter.channel] if letter.channel else []),
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


class Fault(StrEnum):
    """What a check finds wrong in a letter."""

    AMOUNT = "an amount that is not one of the facts"
    DATE = "a date that is not one of the facts"
    NUMBER = "an invoice number that is not in scope"
    NAME = "a name that is not one of the facts"
    LINK = "a link that is not one of the facts"
    ADDRESS = "an e-mail address that is not one of the facts"
    BANK = "a bank account that is not one of the facts"
    MISSING_INVOICE = "an invoice in scope is not named with what is left"
    WRONG_TOTAL = "the total is not named, or not right"
    LANGUAGE = "not in the client's language"
    PLACEHOLDER = "a placeholder that was left"
    HIDDEN = "signs that hide, or letters that only look like others"
    THREAT = "a threat or a legal claim before the final letter"
    OBEYED = "it follows an order found in the client's words"
    EMPTY = "nothing is said"
    TOO_LONG = "longer than a letter should be"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """One fault, and the words of the letter that show it (empty where something is missing)."""

    fault: Fault
    shown: str = ""
