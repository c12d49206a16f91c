"""The one card of a reminder in the billing channel: posted once, brought up to date after."""

from __future__ import annotations

from datetime import date

from domain.approval import approvers_needed, is_money_old, standing_approvals
from domain.delivery import Message, State
from domain.dunning import is_asked_too_early
from domain.letter import Ground
from domain.reminder import DECIDED_ON, Reminder, ReminderState
from domain.reminder_card import ReminderCard, Sure
from domain.timeline import Direction, Touch, standing
from reminders.accounts import account_of
from reminders.recheck import what_changed
from storage.documents import DocumentStore
from storage.unit_of_work import Work
from views.kit import Body
from views.reminder_card import reminder_card

CARD = "reminder card"
ABOUT = "reminder"
# What a new message carries and an update does not.
_ONCE = frozenset({"metadata", "unfurl_links", "unfurl_media"})
# What shows nothing: it never reached the channel, or a newer one took its place.
_UNSEEN = (State.LAPSED, State.REFUSED)


def show_reminder(reminder_id: int, work: Work) -> None:
    """Puts the card as it is now in the outbox: a message the first time, an update of it afterwards; nothing where it
    shows that already, or where no channel is set."""
    channel = work.workspace.channel
    reminder = work.reminders.take(reminder_id)  # two who show it at once would give both updates one key
    before = work.outbox.all_about(CARD, ABOUT, reminder_id)
    first = next((message for message in before if message.updates_id is None), None)
    if channel is None and first is None:
        return
    body = reminder_card(card_of(reminder, work), locale=work.workspace.locale)
    if first is None:
        key = f"{ABOUT}:{reminder_id}"
        work.outbox.put(
            kind=CARD, key=key, channel=channel or "", body=body, now=work.now, about=ABOUT, about_id=reminder_id
        )
        return
    changed = _lasting(body)
    if changed == _lasting(_newest(before).body):
        return
    work.outbox.put(
        kind=CARD,
        key=f"update:{ABOUT}:{reminder_id}:{len(before)}",
        channel=first.channel,
        body=changed,
        now=work.now,
        updates=first.id,
        about=ABOUT,
        about_id=reminder_id,
    )


def show_waiting(work: Work) -> None:
    """Puts a card in the outbox for each reminder that waits for a person and has none: it was drafted while no channel
    was set, or shown in the local Slack alone."""
    if work.workspace.channel is None:
        return
    for reminder in work.reminders.in_state(*DECIDED_ON):
        if not work.outbox.all_about(CARD, ABOUT, reminder.id):
            show_reminder(reminder.id, work)


def card_of(reminder: Reminder, work: Work) -> ReminderCard:
    """The reminder with what stands around it at this moment."""
    return ReminderCard(
        reminder=reminder,
        needed=approvers_needed(work.workspace, reminder),
        tz=work.workspace.tz,
        approvals=standing_approvals(reminder),
        payments_known_up_to=work.payments.known_up_to(),
        asks=asked_twice(reminder, work),
        since=what_changed(reminder, work) if reminder.state is ReminderState.BY_HAND else None,
        last_words=_last_words(reminder, work),
        follow_up_on=_follow_up_on(reminder, work),
        files=_files(reminder, work),
        has_contacts=any(contact.email for contact in work.clients.contacts(reminder.client_id)),
    )


def asked_twice(reminder: Reminder, work: Work) -> tuple[Sure, ...]:
    """What an approval of it must be pressed through at this moment."""
    money = [Sure.MONEY] if is_money_old(work.payments.known_up_to(), work.now) else []
    return (*money, *([Sure.FLAWS] if reminder.flaws else []))


def _last_words(reminder: Reminder, work: Work) -> Touch | None:
    """What the client said last about something else: whoever approves should know it."""
    if reminder.builds_on.ground is not Ground.NOTHING_YET or not reminder.is_open:
        return None
    touches = standing(work.timeline.of_client(reminder.client_id))
    return next((each for each in touches if each.direction is Direction.IN and each.words), None)


def _follow_up_on(reminder: Reminder, work: Work) -> date | None:
    """The day to follow up, still to come, of what is asked for before it because a person wanted that."""
    if reminder.asked_by is None or not reminder.is_open:
        return None
    named = {item.invoice_id for item in reminder.items}
    debts = account_of(reminder.client_id, reminder.currency, work).debts
    days = (debt.follow_up_on for debt in debts if debt.invoice_id in named and is_asked_too_early(debt, work.today))
    return max((day for day in days if day is not None), default=None)


def _files(reminder: Reminder, work: Work) -> tuple[str, ...]:
    hashes = reminder.letter.documents if reminder.letter else ()
    return DocumentStore(work.scope).names_of(hashes, [item.invoice_id for item in reminder.items]) if hashes else ()


def _newest(before: list[Message]) -> Message:
    return next((message for message in reversed(before) if message.state not in _UNSEEN), before[0])


def _lasting(body: Body) -> Body:
    return {key: value for key, value in body.items() if key not in _ONCE}
