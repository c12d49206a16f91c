"""A person says what became of a letter: it left, it did not, it came back. Dunwell never guesses, and never sends an
uncertain one again by itself."""

from __future__ import annotations

from datetime import date

from domain.answers import Change
from domain.calendar import today_in
from domain.exception_queue import ExceptionKind
from domain.letter import Letter, Route
from domain.reminder import Reminder, ReminderState
from domain.roles import Role, require
from domain.timeline import Direction, Medium, standing
from reminders.card import ABOUT
from reminders.decided import OnCard, afresh, decided, move, still
from storage.unit_of_work import Work
from views.reminder_words import sent_to, titled, to_whom
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
    """It left and came back: a row in the queue asks for another way to the client.

    Where it went to one person, nobody got it: it was no contact, and is drafted anew at its stage. Where it went to
    several, the others have it, and it stays on record as sent."""
    require(work.person, Role.MEMBER, "say that a reminder came back")
    reminder = still(request, work, ReminderState.SENT)
    said = f"{titled(reminder)} came back"
    whom = f" It went {sent_to(reminder.letter)}." if reminder.letter else ""
    nobody_got_it = reminder.letter is not None and len(reminder.letter.recipients) == 1
    then = "before you approve it again: it is drafted anew" if nobody_got_it else "then draft it again"
    reason = f"{said}.{whom} Find another address, {then}."
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
        corrects=_row_of(reminder, work) if nobody_got_it else None,
    )
    if nobody_got_it and reminder.letter is not None:
        came = f"the last one came back from {to_whom(reminder.letter.recipients)}: nobody got it"
        move(reminder, ReminderState.LAPSED, work, reason=came)
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
        words=_on_timeline(letter),
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


def _row_of(reminder: Reminder, work: Work) -> int | None:
    """The letter's own row on the timeline."""
    words = _on_timeline(reminder.letter) if reminder.letter else None
    sent = (Direction.OUT, reminder.sent_on, words)
    found = standing(work.timeline.of_client(reminder.client_id))
    return next((each.id for each in found if (each.direction, each.happened_on, each.words) == sent), None)


def _on_timeline(letter: Letter) -> str:
    return f"{letter.words.subject}\n\n{letter.words.text}"


def _one_invoice(reminder: Reminder) -> int | None:
    ids = {each.invoice_id for each in reminder.items}
    return ids.pop() if len(ids) == 1 else None
