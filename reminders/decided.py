"""What every act on a reminder's card begins and ends with: it is still as the card showed it, and what came of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from domain.answers import Change
from domain.errors import TooLate
from domain.letter import fingerprint
from domain.reminder import Reminder, ReminderState
from reminders.card import card_of, show_reminder
from storage.unit_of_work import Work
from views.reminder_card import standing
from views.reminder_words import titled, wall

_AGAIN = "The card in the channel shows how it stands now."
# How the acts below and the clock's name themselves in the audit trail.
ACTS = frozenset(
    {
        "approve_reminder",
        "take_back_approval",
        "edit_letter",
        "snooze_reminder",
        "wake_reminder",
        "skip_reminder",
        "take_by_hand",
        "sent_by_hand",
        "not_sending",
        "letter_left",
        "letter_not_sent",
        "letter_bounced",
        "lapse_reminder",
    }
)
# Nobody's press brought it there: where it stands says more than who pressed last.
_MOVED_BY_ITSELF = frozenset(
    {ReminderState.CLAIMED, ReminderState.SENT, ReminderState.REFUSED, ReminderState.UNCERTAIN, ReminderState.LAPSED}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCard:
    """A press on a card: of which reminder, in which version, showing which letter (its hash; empty: any)."""

    reminder_id: int
    version: int
    letter: str = ""


def still(pressed: OnCard, work: Work, *states: ReminderState) -> Reminder:
    """The reminder, if it still is as the card that was pressed showed it; nobody else decides on it meanwhile.

    Raises TooLate with who did what and when where it moved on."""
    reminder = work.reminders.take(pressed.reminder_id)
    is_same = reminder.version == pressed.version and pressed.letter in ("", _hash(reminder))
    if reminder.state not in states or not is_same:
        raise TooLate(f"{_who_was_first(reminder, work, states)} {_AGAIN}")
    return reminder


def decided(act: str, said: str, reminder: Reminder, work: Work, *understood: str) -> Change:
    """Writes it down, brings the card up to date and answers with what came of it."""
    work.record(act, said, client_id=reminder.client_id, invoice_id=reminder.lead_id)
    show_reminder(reminder.id, work)
    return Change(said=said, record_id=None, understood=understood, today=work.today)


def move(reminder: Reminder, to: ReminderState, work: Work, **changed: object) -> None:
    """Moves it on, by this person, now. Raises TooLate where somebody was first."""
    if not work.reminders.move(reminder, to, decided_by_id=work.person.id, decided_at=work.now, **changed):
        words = f"Somebody decided about it at the same moment. {_AGAIN}"
        raise TooLate(words)


def afresh(reminder: Reminder, work: Work, *, reason: str | None = None) -> None:
    """Back to be approved: by its new version no approval before counts."""
    move(reminder, ReminderState.WAITING, work, version=reminder.version + 1, reason=reason, not_before=None)


def _hash(reminder: Reminder) -> str:
    return fingerprint(reminder.letter) if reminder.letter else ""


def _who_was_first(reminder: Reminder, work: Work, states: Collection[ReminderState]) -> str:
    """What was done to it last, in words. Of one still in a state the press was for, that is an edit or a coming
    back."""
    last = [
        record
        for record in work.audit.of_invoice(reminder.lead_id)
        if record.act in ACTS and record.at >= reminder.planned_at and titled(reminder) in record.said
    ]
    if not last or reminder.state in _MOVED_BY_ITSELF:
        return f"{titled(reminder)}: {standing(card_of(reminder, work))}"
    record = last[-1]
    who = "You" if record.by_id == work.person.id else record.by
    meanwhile = "That card is older than the letter. " if reminder.state in states else ""
    return f"{meanwhile}{who} did this on {wall(record.at, work.workspace.tz)}: {record.said}."
