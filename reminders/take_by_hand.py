"""Copy, I'll send it: a person takes the approved words along. It is sent when they say so, and not before."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.answers import Change
from domain.approval import is_approved
from domain.errors import TooLate, WrongState
from domain.reminder import MAY_REACH, Reminder, ReminderState
from domain.reminder_card import Sure
from domain.roles import Role, require
from reminders.approve import UNDECIDED, agree, lapse, wait_for_another
from reminders.decided import OnCard, afresh, decided, move, still
from reminders.edit_letter import OpenLetter
from reminders.recheck import what_changed
from reminders.settle_sending import remember_sent
from storage.unit_of_work import Work
from views.reminder_words import letter_named, titled
from views.wording import listed


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeByHand:
    """A press on “Copy, I'll send it”, and what the person pressed through."""

    card: OnCard
    sure: frozenset[Sure] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of it: the letter to copy (None: it is not to be sent yet, or no more), and in words."""

    change: Change
    reminder: Reminder | None = None


def take_by_hand(request: TakeByHand, work: Work) -> Taken:
    """Taking it along is an approval of these exact words: where two must approve, somebody else has before. Refused
    while another letter to the client is out, which may be on its way to them."""
    require(work.person, Role.APPROVER, "send a reminder")
    reminder = still(request.card, work, *UNDECIDED)
    work.clients.take(reminder.client_id)  # of two letters to one client taken along at once, one sees the other
    _none_before(reminder, work)
    changed = what_changed(reminder, work)
    if changed is not None:
        return Taken(change=lapse(reminder, changed, work))
    reminder = agree(reminder, request.sure, work)
    if not is_approved(work.workspace, reminder):
        return Taken(change=wait_for_another(reminder, work))
    # An attempt of before is over: what is sent from here is sent by a person.
    move(reminder, ReminderState.BY_HAND, work, claimed_at=None, message_id=None)
    said = f"{titled(reminder)} taken along to be sent by hand"
    return Taken(change=decided("take_by_hand", said, reminder, work), reminder=reminder)


def _none_before(reminder: Reminder, work: Work) -> None:
    """Raises WrongState where the client may be getting another letter: two of them are days apart."""
    others = [each for each in work.reminders.of_client(reminder.client_id) if each.state in MAY_REACH]
    if not others:
        return
    other = others[0]
    what = f"The {letter_named(other)} about {listed([item.number for item in other.items])} to {other.client}"
    by = other.decided_by or "somebody"
    how = {
        ReminderState.BY_HAND: f"was taken along by {by} and may have gone. Press “I sent it” or “Not sending” on its"
        " card first",
        ReminderState.CLAIMED: "is on its way. Look again in a few minutes",
        ReminderState.UNCERTAIN: "may or may not have reached them. Say on its card which, first",
    }[other.state]
    words = f"{what} {how}: nobody gets two letters at once."
    raise WrongState(words)


def letter_to_copy(request: OpenLetter, work: Work) -> Reminder:
    """The letter that was taken along. Raises TooLate where it is not on its way by hand (any more)."""
    require(work.person, Role.APPROVER, "send a reminder")
    reminder = work.reminders.get(request.reminder_id)
    if reminder.state is not ReminderState.BY_HAND:
        words = f"{titled(reminder)} is not to be sent by hand any more. The card in the channel shows how it stands."
        raise TooLate(words)
    return reminder


def sent_by_hand(request: OnCard, work: Work) -> Change:
    """The person sent it: it counts as sent today, and is the last contact."""
    require(work.person, Role.APPROVER, "send a reminder")
    reminder = still(request, work, ReminderState.BY_HAND)
    move(reminder, ReminderState.SENT, work, sent_on=work.today, reason=None)
    remember_sent(reminder, work.today, work, is_by_hand=True)
    return decided("sent_by_hand", f"{titled(reminder)} sent by hand", reminder, work)


def not_sending(request: OnCard, work: Work) -> Change:
    """It was not sent after all: it waits to be approved anew."""
    require(work.person, Role.MEMBER, "put a reminder back")
    reminder = still(request, work, ReminderState.BY_HAND)
    afresh(reminder, work)
    return decided("not_sending", f"{titled(reminder)} was not sent: it waits for approval again", reminder, work)
