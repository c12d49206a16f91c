"""What the card of a reminder shows: the reminder, and what stands around it at this moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.client import Contact
from domain.letter import Route
from domain.reminder import Approval, Reminder
from domain.timeline import Touch


class Sure(StrEnum):
    """What an approval must be pressed through, where it applies."""

    MONEY = "money"
    FLAWS = "flaws"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderCard:
    """One reminder as people decide on it. `approvals` are those of the letter as it is now, `needed` how many it
    takes; `payments_known_up_to` is None where no payment was ever recorded; `asks` must be pressed through.

    `since` says what changed since a person took it along. `files` are the names of what goes along. `has_contacts`:
    somebody at the client has an address. `last_words` are the client's newest about something else, where none are
    about these invoices. `follow_up_on` is the day to follow up that a letter asked for by a person does not wait for.
    `tz` is the workspace's: the card says its days.
    """

    reminder: Reminder
    needed: int
    tz: ZoneInfo
    approvals: tuple[Approval, ...] = ()
    payments_known_up_to: datetime | None = None
    asks: tuple[Sure, ...] = ()
    since: str | None = None
    last_words: Touch | None = None
    follow_up_on: date | None = None
    files: tuple[str, ...] = ()
    has_contacts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterOpen:
    """A letter in a form: who may be written to, by which ways."""

    card: ReminderCard
    contacts: tuple[Contact, ...]
    routes: tuple[Route, ...]
