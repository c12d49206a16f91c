"""A person says what became of a letter: it left, it did not, it came back. Dunwell never guesses, and never sends an
uncertain one again by itself."""

from __future__ import annotations

from datetime import date

from domain.answers import Change
from domain.calendar import today_in
from domain.exception_queue import ExceptionKind
from domain.letter import Route
from domain.reminder import Reminder, ReminderState
from domain.roles import Role, require
from domain.timeline import Direction, Medium
from reminders.card import ABOUT
from reminders.decided import OnCard, afresh, decided, move, still
from storage.unit_of_work import Work
from views.reminder_words import sent_to, titled
from views.wording import in_full

_MEDIUM = {Route.EMAIL: Medium.EMAIL, Route.SLACK: Medium.SLACK, Route.BY_HAND: None}
_STUCK = (ExceptionKind.MAYBE_SENT, ExceptionKind.NOT_SENT)


def letter_left(request: OnCard, work: Work) -> Change:
    """It reached the client: sent on the day it was tried, and on the timeline."""
    require(work.person, Role.APPROVER, "say that a reminder was sent")
    reminder = still(request, work, ReminderState.UNCERTAIN)
    tried = reminder.claimed_at or work.now
    on = today_in(work.workspace.tz, tried)
    move(reminder, ReminderState.SENT, work, sent_on=on, reason=None)
    remember_sent(reminder, on, work)
    said = f"{titled(reminder)} was sent on {in_full(on)}"
    settle_rows(reminder, f"sent, says {work.person.name}", work)
    return decided("letter_left", said, reminder, work)


def letter_not_sent(request: OnCard, work: Work) -> Change:
    """It did not reach the client: it waits to be approved anew, and only then can leave."""
    require(work.person, Role.APPROVER, "try a reminder again")
    reminder = still(request, work, ReminderState.UNCERTAIN, ReminderState.REFUSED)
    afresh(reminder, work)
    settle_rows(reminder, f"not sent, says {work.person.name}", work)
    said = f"{titled(reminder)} was not sent: it waits for approval again"
    return decided("letter_not_sent", said, reminder, work)


def letter_bounced(request: OnCard, work: Work) -> Change:
    """It left and came back: it stays on record as sent, and a row in the queue asks for another way to the client."""
    require(work.person, Role.MEMBER, "say that a reminder came back")
    reminder = still(request, work, ReminderState.SENT)
    said = f"{titled(reminder)} came back"
    whom = f" It went {sent_to(reminder.letter)}." if reminder.letter else ""
    reason = f"{said}.{whom} Find another address, then draft it again."
    work.exceptions.put_in(ExceptionKind.BOUNCED.value, about=ABOUT, about_id=reminder.id, reason=reason, now=work.now)
    work.timeline.add(
        client_id=reminder.client_id,
        invoice_id=_one_invoice(reminder),
        direction=Direction.INTERNAL,
        medium=None,
        words=f"{said}.{whom}",
        happened_on=work.today,
        now=work.now,
        by_id=work.person.id,
    )
    return decided("letter_bounced", said, reminder, work, "it is in the queue until somebody settles it")


def remember_sent(reminder: Reminder, on: date, work: Work, *, is_by_hand: bool = False) -> None:
    """Puts the letter on the timeline as our word to the client."""
    letter = reminder.letter
    if letter is None:
        return
    work.timeline.add(
        client_id=reminder.client_id,
        invoice_id=_one_invoice(reminder),
        direction=Direction.OUT,
        medium=None if is_by_hand else _MEDIUM[letter.route],
        words=f"{letter.words.subject}\n\n{letter.words.text}",
        happened_on=on,
        now=work.now,
        by_id=work.person.id,
    )


def settle_rows(reminder: Reminder, resolution: str, work: Work) -> None:
    """What waited in the queue because of it waits no more."""
    for kind in _STUCK:
        work.exceptions.resolve_about(
            kind.value, about=ABOUT, about_id=reminder.id, resolution=resolution, now=work.now
        )


def _one_invoice(reminder: Reminder) -> int | None:
    ids = {each.invoice_id for each in reminder.items}
    return ids.pop() if len(ids) == 1 else None
