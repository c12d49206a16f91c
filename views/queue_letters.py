"""Rows of the queue about letters: drafts that wait, letters that did not arrive, follow-ups whose day has come."""

from __future__ import annotations

from datetime import date

from domain.news import FollowUp
from domain.reminder import Reminder, ReminderState
from views import ids, kit, reminder_words, rich, wording
from views.ids import Action
from views.kit import Block
from views.reminder_buttons import by_whom_sent

S = ReminderState
_WAITS_FOR = {
    S.WAITING: "waits for approval",
    S.SECOND: "waits for a second person's approval",
    S.BY_HAND: "was taken along to be sent by hand",
}


def draft(reminder: Reminder, *, owner: str | None, today: date, locale: str) -> list[Block]:
    """A letter that waits for somebody."""
    said = f"{reminder_words.in_short(reminder, locale)}, {_WAITS_FOR.get(reminder.state, str(reminder.state))}"
    head = rich.line(rich.bold("A reminder waits"), rich.text(f"  {_since(reminder.planned_on, owner, today)}"))
    return [rich.rich(head, rich.line(rich.text(said))), *kit.actions(*_decide(reminder))]


def line(reminder: Reminder, *, today: date, locale: str) -> list[rich.Node]:
    """In one line, for lists elsewhere."""
    waits = _WAITS_FOR.get(reminder.state, str(reminder.state))
    since = wording.ago(reminder.planned_on, today)
    return [rich.bold(reminder_words.in_short(reminder, locale)), rich.text(f" · {waits} · drafted {since}")]


def of_letter(reminder: Reminder, *, is_bounced: bool) -> list[Block]:
    """The ways on from a letter that did not arrive, or perhaps did."""
    value = ids.pairs(reminder=reminder.id, version=reminder.version)
    read = kit.button("Read the letter", Action.READ_LETTER, value)
    if is_bounced:
        client = ids.pairs(client=reminder.client_id)
        contacts = kit.button("Client's contacts", Action.CLIENT_DETAILS, client)
        return [read, contacts, kit.button("Draft a reminder", Action.REMIND, client)]
    if reminder.state is S.UNCERTAIN:
        return [*by_whom_sent(reminder), read]
    if reminder.state is S.REFUSED:
        return [
            kit.button("Edit", Action.EDIT_LETTER, value),
            kit.button("Try again", Action.LETTER_NOT_SENT, value),
            kit.button("Skip", Action.SKIP_REMINDER, value),
            read,
        ]
    return [read]


def follow_up(one: FollowUp, *, today: date, locale: str) -> list[Block]:
    """A client who named no day, on the day that was proposed instead."""
    promise = one.promise
    about = f"{wording.one_line(one.client.name)} · {wording.one_line(one.number or 'all they owe')}"
    since = _since(promise.promised_on, one.client.owner, today)
    said = f"{about} · {wording.money(one.owed, locale)} left. They said: “{wording.one_line(promise.words, 200)}”"
    head = rich.line(rich.bold("Time to follow up"), rich.text(f"  {since}"))
    value = ids.pairs(invoice=promise.invoice_id, client=None if promise.invoice_id else promise.client_id)
    ways = [
        kit.button("Log reply", Action.LOG_REPLY, value),
        kit.button("Draft a reminder", Action.REMIND, value),
    ]
    if promise.id:
        ways.append(kit.button("Another day", Action.CHANGE_PROMISE, ids.pairs(promise=promise.id)))
    return [rich.rich(head, rich.line(rich.text(said))), *kit.actions(*ways)]


def _decide(reminder: Reminder) -> list[Block]:
    value = ids.pairs(reminder=reminder.id, version=reminder.version)
    if reminder.state is S.BY_HAND:
        return [
            kit.button("I sent it", Action.SENT_BY_HAND, value),
            kit.button("Show the text", Action.SHOW_LETTER, value),
            kit.button("Not sending", Action.NOT_SENDING, value),
        ]
    return [
        kit.button("Read and approve", Action.READ_LETTER, value),
        kit.button("Edit", Action.EDIT_LETTER, value),
        kit.button("Snooze", Action.SNOOZE_REMINDER, value),
        kit.button("Skip", Action.SKIP_REMINDER, value),
    ]


def _since(day: date, owner: str | None, today: date) -> str:
    whose = wording.one_line(owner) if owner else "nobody's yet"
    return f"since {wording.ago(day, today)} · {whose}"
