"""What became of a letter, with all that follows from it: timeline, audit, queue, card."""

from __future__ import annotations

from datetime import timedelta

from delivery.letter_claim import WORKSPACE, Claim, LetterRules, put_off_all, settle, tell
from delivery.outcome import PATIENCE, Answer, wait_before_next
from delivery.patience import keep_waited
from delivery.smtp import NOT_NOW, UNREACHED
from domain.approval import leaves_at, standing_approvals
from domain.calendar import today_in
from domain.delivery import Outcome
from domain.exception_queue import ExceptionKind
from domain.letter import Route
from domain.mailbox import shown
from domain.reminder import Reminder, ReminderState
from domain.timeline import Direction, Medium
from storage.unit_of_work import Work
from views.reminder_words import sent_to, titled

DIED = "Dunwell stopped while sending this letter, so it may or may not have left."
_ASK = (
    "Ask the client or look into the mail server's log, then say whether it was sent. It is never sent again by itself."
)
_LATE = "It was sent after all, a moment after it had been given up. Look at its card before another one goes."
_MEDIUM = {Route.EMAIL: Medium.EMAIL, Route.SLACK: Medium.SLACK}
_STUCK = (ExceptionKind.NOT_SENT, ExceptionKind.MAYBE_SENT)
_LONGEST_WAIT = timedelta(minutes=15)


def record(claim: Claim, answer: Answer, work: Work, rules: LetterRules) -> None:
    """Writes down what became of an attempt. Whoever was given up meanwhile is settled as far as it is known."""
    reminder = work.reminders.take(claim.reminder.id)
    if (reminder.state, reminder.attempts) == (ReminderState.CLAIMED, claim.reminder.attempts):
        _RECORDED[answer.outcome](reminder, answer, work, rules)
        rules.show(reminder.id, work)
    elif answer.outcome is Outcome.SENT:
        _sent_late(reminder, claim, answer, work, rules)
        rules.show(reminder.id, work)


def doubt(reminder: Reminder, reason: str, work: Work, rules: LetterRules) -> None:
    """Nobody knows whether it left: a person looks, and it is never sent again by itself."""
    if work.reminders.move(reminder, ReminderState.UNCERTAIN, reason=reason):
        _to_queue(reminder, ExceptionKind.MAYBE_SENT, f"{reason} {_ASK}", work)
        rules.show(reminder.id, work)


def _sent(reminder: Reminder, answer: Answer, work: Work, _: LetterRules) -> None:
    on = today_in(work.workspace.tz, reminder.claimed_at or work.now)
    work.reminders.move(reminder, ReminderState.SENT, sent_on=on, reason=_missed(answer))
    _clear(reminder, work)
    letter = reminder.letter
    if letter is None:
        return
    approvals = standing_approvals(reminder)
    by_id = approvals[-1].by_id if approvals else work.person.id
    one = {item.invoice_id for item in reminder.items}
    work.timeline.add(
        client_id=reminder.client_id,
        invoice_id=one.pop() if len(one) == 1 else None,
        direction=Direction.OUT,
        medium=_MEDIUM.get(letter.route),
        words=f"{letter.words.subject}\n\n{letter.words.text}",
        happened_on=on,
        now=work.now,
        by_id=by_id,
    )
    said = f"{titled(reminder)} sent {sent_to(letter)}"
    work.audit.add(
        "send_reminder", said, now=work.now, by_id=by_id, client_id=reminder.client_id, invoice_id=reminder.lead_id
    )
    if answer.missed:
        _to_queue(reminder, ExceptionKind.BOUNCED, f"{_missed(answer)} The others got it.", work)


def _refused(reminder: Reminder, answer: Answer, work: Work, _: LetterRules) -> None:
    work.reminders.move(reminder, ReminderState.REFUSED, reason=answer.reason)
    _to_queue(reminder, ExceptionKind.NOT_SENT, f"{answer.reason} Nobody got it.", work)


def _uncertain(reminder: Reminder, answer: Answer, work: Work, _: LetterRules) -> None:
    work.reminders.move(reminder, ReminderState.UNCERTAIN, reason=answer.reason)
    _to_queue(reminder, ExceptionKind.MAYBE_SENT, f"{answer.reason} {_ASK}", work)


def _try_later(reminder: Reminder, answer: Answer, work: Work, rules: LetterRules) -> None:
    """Nothing left. All of it is read again at the next attempt, which waits for working hours like the first."""
    wait = min(wait_before_next(reminder.attempts, answer.wait), max(_LONGEST_WAIT, answer.wait or _LONGEST_WAIT))
    later = leaves_at(work.now + wait, work.workspace.tz, rules.holidays_of(reminder.client_id, work))
    work.reminders.move(reminder, ReminderState.APPROVED, not_before=later, reason=answer.reason)
    if answer.code == NOT_NOW:
        keep_waited(reminder, answer.reason or "", work)
    is_for_long = reminder.attempts >= PATIENCE
    if answer.is_setup or (answer.code == UNREACHED and is_for_long):
        put_off_all(reminder, f"{answer.reason} Approved letters wait until it works.", work, rules)
    elif is_for_long:
        _to_queue(reminder, ExceptionKind.NOT_SENT, f"{answer.reason} Dunwell keeps trying.", work)


def _sent_late(reminder: Reminder, claim: Claim, answer: Answer, work: Work, rules: LetterRules) -> None:
    """The answer came after it had been given up as uncertain."""
    if (reminder.state, reminder.attempts) == (ReminderState.UNCERTAIN, claim.reminder.attempts):
        _sent(reminder, answer, work, rules)
    elif reminder.state is not ReminderState.SENT:
        _to_queue(reminder, ExceptionKind.MAYBE_SENT, _LATE, work)


def _clear(reminder: Reminder, work: Work) -> None:
    """The queue waits no more for this one, nor for those before it that came to nothing, nor for the mail server."""
    earlier = [
        each
        for each in work.reminders.of_client(reminder.client_id)
        if each.state is ReminderState.LAPSED and each.currency == reminder.currency
    ]
    for each in (reminder, *earlier):
        for kind in _STUCK:
            settle(each, kind, "It was sent." if each is reminder else "A later one was sent.", work)
    if reminder.letter is not None and reminder.letter.route is Route.EMAIL:
        work.exceptions.resolve_about(
            ExceptionKind.NOT_SENT.value, about=WORKSPACE, about_id=0, resolution="A letter was sent.", now=work.now
        )


def _missed(answer: Answer) -> str | None:
    told = [f"{shown(address)} ({why})" for address, why in answer.missed]
    return f"It did not reach {', '.join(told)}." if told else None


def _to_queue(reminder: Reminder, kind: ExceptionKind, reason: str, work: Work) -> None:
    tell(reminder, kind, f"{titled(reminder)}: {reason}", work)


_RECORDED = {
    Outcome.SENT: _sent,
    Outcome.REFUSED: _refused,
    Outcome.UNCERTAIN: _uncertain,
    Outcome.TRY_LATER: _try_later,
}
