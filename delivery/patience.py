"""Whom the mail server cannot take just now is waited for, so many times a letter; then the others get it alone.

The book remembers each time in the history of the invoice that led the letter. Attempts that failed for everybody say
nothing about one recipient and use up no patience with them.
"""

from __future__ import annotations

from domain.reminder import Reminder
from storage.unit_of_work import Work
from views.reminder_words import titled

_ACT = "recipient_not_now"
_TIMES = 3


def is_patient(reminder: Reminder, work: Work) -> bool:
    """Whether this attempt still waits for everybody. A letter that was approved anew begins anew."""
    begun = reminder.decided_at or reminder.planned_at
    waited = [
        record
        for record in work.audit.of_invoice(reminder.lead_id)
        if record.act == _ACT and record.at >= begun and record.said.startswith(titled(reminder))
    ]
    return len(waited) < _TIMES


def keep_waited(reminder: Reminder, reason: str, work: Work) -> None:
    """Remembers that the letter waits for somebody, as long as that counts: a history needs no line a quarter of an
    hour."""
    if is_patient(reminder, work):
        said = f"{titled(reminder)} waits: {reason}"
        work.record(_ACT, said, client_id=reminder.client_id, invoice_id=reminder.lead_id)
