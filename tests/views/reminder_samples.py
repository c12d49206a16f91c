"""Small builders of reminders as their cards show them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from domain.calendar import zone
from domain.chasing import Stage
from domain.letter import BuildsOn, Ground, Item, Language, Letter, Recipient, Route, Words, fingerprint
from domain.money import Money
from domain.reminder import Approval, Kind, Reminder, ReminderState, Writer
from domain.reminder_card import ReminderCard

AT = datetime(2026, 3, 16, 9, 12, tzinfo=UTC)
LISBON = zone("Europe/Lisbon")


def an_item(place: int = 1, **facts: Any) -> Item:
    """€1,200.00 of INV-1042, due 4 March, €500.00 of it received."""
    known = {
        "invoice_id": place,
        "number": f"INV-{1041 + place}",
        "issued_on": date(2026, 2, 2),
        "due_on": date(2026, 3, 4),
        "total": Money(120_000, "EUR"),
        "received": Money(50_000, "EUR"),
        "remaining": Money(70_000, "EUR"),
    }
    return Item(**{**known, **facts})


def a_letter(**facts: Any) -> Letter:
    """To Petra, by e-mail."""
    known = {
        "route": Route.EMAIL,
        "recipients": (Recipient(contact_id=1, name="Petra", email="petra@acme.example"),),
        "words": Words(subject="INV-1042", text="Hello Petra,\n\n€700.00 of INV-1042 is still open.\n\nAna"),
    }
    return Letter(**{**known, **facts})


def a_reminder(**facts: Any) -> Reminder:
    """A friendly one to Acme that waits for approval."""
    known = {
        "id": 5,
        "kind": Kind.REMINDER,
        "client_id": 1,
        "client": "Acme",
        "currency": "EUR",
        "lead_id": 1,
        "stage": Stage.FRIENDLY,
        "state": ReminderState.WAITING,
        "version": 2,
        "language": Language.ENGLISH,
        "items": (an_item(),),
        "credit": Money(0, "EUR"),
        "net": Money(70_000, "EUR"),
        "basis": "as it was",
        "builds_on": BuildsOn(ground=Ground.REPLY, on=date(2026, 3, 9), by="Ana", words="I'll sort it Friday"),
        "planned_on": date(2026, 3, 16),
        "planned_at": AT,
        "letter": a_letter(),
        "writer": Writer.TEMPLATE,
    }
    return Reminder(**{**known, **facts})


def a_reminder_card(reminder: Reminder | None = None, **facts: Any) -> ReminderCard:
    """Its card, for one to approve, with payments known up to Monday 9 March."""
    known = {
        "reminder": reminder or a_reminder(),
        "needed": 1,
        "tz": LISBON,
        "payments_known_up_to": datetime(2026, 3, 9, 9, 12, tzinfo=UTC),
    }
    return ReminderCard(**{**known, **facts})


def an_approval(by: str, reminder: Reminder) -> Approval:
    """Somebody's approval of the letter as it is."""
    letter = fingerprint(reminder.letter) if reminder.letter else ""
    return Approval(by_id=1, by=by, fingerprint=letter, version=reminder.version, at=AT)
