"""What failed, contradicts its source or needs a person: nothing ends only in a log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.date_rules import MONTH_NAMES


class ExceptionKind(StrEnum):
    """Why a row waits for a person."""

    CONTRADICTION = "contradiction"
    NOT_POSTED = "not posted"
    MAYBE_POSTED = "maybe posted"
    JOB_FAILED = "job failed"
    NO_DUE_DATE = "no due date"
    NO_CHANNEL = "no channel"
    CLOCK_STOPPED = "clock stopped"
    OLD_DEBT = "imported overdue"
    MAYBE_SENT = "maybe sent"
    NOT_SENT = "not sent"
    BOUNCED = "bounced"
    LETTERS_USED_UP = "letters used up"
    STILL_BLOCKED = "still blocked"
    NOT_PLANNED = "not planned"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenException:
    """One row of the queue: what it is about, why it is there, since when, and whose it is."""

    id: int
    kind: str
    about: str
    about_id: int
    reason: str
    raised_at: datetime
    owner: str | None


def old_debt_reason(client: str, found: int, oldest: date, *, today: date) -> str:
    """Of a client whose invoices arrived already overdue and wait for a person: how many, and the oldest due date."""
    many = found > 1
    what = f"{found:,} invoices" if many else "1 invoice"
    year = "" if oldest.year == today.year else f" {oldest.year}"
    due = f"{'the oldest ' if many else ''}due {oldest.day} {MONTH_NAMES[oldest.month - 1]}{year}"
    them = "them" if many else "it"
    return f"{client}: {what} arrived already overdue, {due}: no letter names {them} until a person says so."
