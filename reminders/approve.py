"""A person approves a letter, these exact bytes and no others; and takes that back while it has not begun to leave."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.answers import Change
from domain.approval import approvers_needed, is_approved, leaves_at, standing_approvals
from domain.errors import AlreadyDone, NotUnderstood, WrongState
from domain.letter import Route, fingerprint
from domain.reminder import Reminder, ReminderState
from domain.reminder_card import Sure
from domain.roles import Role, require
from reminders.accounts import holidays_of_client
from reminders.card import asked_twice
from reminders.decided import OnCard, decided, move, still
from reminders.recheck import what_changed
from storage.unit_of_work import Work
from views.reminder_buttons import really_words
from views.reminder_words import sent_to, titled, wall
from views.wording import listed

UNDECIDED = (ReminderState.WAITING, ReminderState.SECOND)


@dataclass(frozen=True, slots=True, kw_only=True)
class Approve:
    """A press on Approve: the card it was on, and what the person pressed through."""

    card: OnCard
    sure: frozenset[Sure] = field(default_factory=frozenset)


class NotSureYet(NotUnderstood):
    """Something stands against it that this press was not asked about; a second one goes through it."""

    def __init__(self, asked: tuple[Sure, ...]) -> None:
        super().__init__(f"{really_words(asked)} Approve it all the same?")
        self.asked = asked


def approve(request: Approve, work: Work) -> Change:
    """Approves the letter as the card showed it; it leaves in working hours, or waits for the second person where two
    must approve. Where its facts changed meanwhile it lapses instead, and nothing leaves."""
    require(work.person, Role.APPROVER, "approve a reminder")
    reminder = still(request.card, work, *UNDECIDED)
    _can_be_sent(reminder, work)
    changed = what_changed(reminder, work)
    if changed is not None:
        return lapse(reminder, changed, work)
    reminder = agree(reminder, request.sure, work)
    if not is_approved(work.workspace, reminder):
        return wait_for_another(reminder, work)
    leaves = leaves_at(work.now, work.workspace.tz, holidays_of_client(reminder.client_id, work))
    move(reminder, ReminderState.APPROVED, work, not_before=leaves, reason=None)
    when = "It leaves now" if leaves <= work.now else f"It leaves on {wall(leaves, work.workspace.tz)}"
    how = sent_to(reminder.letter) if reminder.letter else ""
    said = f"{titled(reminder)} about {_numbers(reminder)} approved"
    return decided("approve_reminder", said, reminder, work, f"{when}, {how}")


def take_back_approval(request: OnCard, work: Work) -> Change:
    """Stops a letter that was approved and has not begun to leave: it waits to be approved anew."""
    require(work.person, Role.APPROVER, "take an approval back")
    reminder = still(request, work, ReminderState.APPROVED)
    move(reminder, ReminderState.WAITING, work, version=reminder.version + 1, not_before=None)
    return decided("take_back_approval", f"Approval of {titled(reminder)} taken back: nothing left", reminder, work)


def agree(reminder: Reminder, sure: frozenset[Sure], work: Work) -> Reminder:
    """Records this person's approval of the letter as it is. Raises NotSureYet where something must be pressed through
    first, AlreadyDone where they had approved it."""
    open_questions = tuple(each for each in asked_twice(reminder, work) if each not in sure)
    if open_questions:
        raise NotSureYet(open_questions)
    if reminder.letter is None:
        words = "Its words are not written yet."
        raise WrongState(words)
    if not work.reminders.approve(reminder, fingerprint(reminder.letter), by_id=work.person.id, now=work.now):
        words = f"You approved {titled(reminder)} already. Somebody else must approve it too before it can leave."
        raise AlreadyDone(words)
    return work.reminders.get(reminder.id)


def wait_for_another(reminder: Reminder, work: Work) -> Change:
    """One approval is there, and more are needed."""
    left = approvers_needed(work.workspace, reminder) - len(standing_approvals(reminder))
    if reminder.state is ReminderState.WAITING:
        move(reminder, ReminderState.SECOND, work)
    people = "one more person" if left == 1 else f"{left} more people"
    said = f"{titled(reminder)} about {_numbers(reminder)} approved; it waits for {people}"
    return decided("approve_reminder", said, reminder, work)


def lapse(reminder: Reminder, changed: str, work: Work) -> Change:
    """Its facts are no longer what it was written from: nothing leaves, and a new draft says what changed."""
    move(reminder, ReminderState.LAPSED, work, reason=changed)
    said = f"{titled(reminder)} is not sent: {changed}"
    return decided("lapse_reminder", said, reminder, work, "Where one is still due, it is drafted anew")


def _numbers(reminder: Reminder) -> str:
    return listed([item.number for item in reminder.items])


def _can_be_sent(reminder: Reminder, work: Work) -> None:
    letter = reminder.letter
    if letter is None:
        words = "Its words are not written yet."
        raise WrongState(words)
    if letter.route is Route.BY_HAND:
        words = "This one goes by your own hand: press “Copy, I'll send it”."
        raise WrongState(words)
    if letter.route is Route.EMAIL and not letter.recipients:
        words = f"Nobody to write to is on it. Add a contact to {reminder.client}, then press Edit and choose them."
        raise WrongState(words)
    if letter.route is Route.EMAIL and not work.workspace.sends_mail:
        words = (
            "Dunwell sends no e-mail here yet. Press “Copy, I'll send it”, send it from your mail, then press “I sent"
            " it”. (Whoever runs Dunwell can set SMTP_URL, DUNWELL_MAIL_FROM and DUNWELL_REPLY_TO.)"
        )
        raise WrongState(words)
