"""A draft whose facts are no longer so lapses, with the reason in words; nothing of it leaves."""

from __future__ import annotations

from collections.abc import Iterable

from domain.exception_queue import ExceptionKind
from domain.reminder import Kind, Reminder, ReminderState
from reminders.card import ABOUT, show_reminder
from reminders.recheck import what_changed
from storage.unit_of_work import Work
from views.reminder_words import titled

# What a person took along to send, what is on its way and what may have arrived is theirs to settle.
LAPSES = (
    ReminderState.WRITING,
    ReminderState.WAITING,
    ReminderState.SECOND,
    ReminderState.APPROVED,
    ReminderState.REFUSED,
)


def lapse_changed(found: Iterable[Reminder], work: Work) -> tuple[tuple[int, str], ...]:
    """Lets those of them lapse whose facts changed. Returns whom the reminders among them were for: client and
    currency, each once."""
    lapsed = [each for each in found if each.state in LAPSES and _lapse_if_changed(each, work)]
    reminders = [each for each in lapsed if each.kind is Kind.REMINDER]
    return tuple(dict.fromkeys((each.client_id, each.currency) for each in reminders))


def _lapse_if_changed(found: Reminder, work: Work) -> bool:
    reminder = work.reminders.take(found.id)
    changed = what_changed(reminder, work) if reminder.state in LAPSES else None
    if changed is None:
        return False
    lapsed = work.reminders.move(reminder, ReminderState.LAPSED, reason=changed, decided_at=work.now)
    if lapsed:
        said = f"{titled(reminder)} is not sent: {changed}"
        work.record("lapse_reminder", said, client_id=reminder.client_id, invoice_id=reminder.lead_id)
        for kind in (ExceptionKind.NOT_SENT, ExceptionKind.JOB_FAILED):  # not sent, or not even written
            work.exceptions.resolve_about(
                kind.value, about=ABOUT, about_id=reminder.id, resolution=changed, now=work.now
            )
        if reminder.letter is not None:
            show_reminder(reminder.id, work)
    return lapsed
