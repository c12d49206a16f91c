"""A reminder that waits for a person: planned, written, its card put in the outbox."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.desk import Desk
from domain.answers import Change
from domain.delivery import Message
from domain.dunning import asked_reminder
from domain.invoice import Invoice
from domain.letter import Flaw, Letter, Route, Words, fingerprint
from domain.reminder import Reminder, ReminderState, Writer
from domain.timeline import Direction
from domain.workspace import Workspace
from handlers.ports import Caller
from reminders.accounts import account_of
from reminders.card import ABOUT, CARD, show_reminder
from reminders.decided import OnCard
from reminders.edit_letter import EditLetter
from reminders.facts import recipients_of
from reminders.plan import draft
from storage.unit_of_work import Work
from tests.builders import ANA, ask

_PRESSES = itertools.count()
TEXT = "Hello Petra,\n\nINV-1042 is still open: €1,200.00, due on 4 March.\n\nKind regards,\nAna"
SUBJECT = "INV-1042: a friendly reminder"


def a_waiting_letter(
    work: Work,
    *invoices: Invoice,
    text: str = TEXT,
    route: Route = Route.EMAIL,
    flaws: tuple[Flaw, ...] = (),
    said: str | None = "I'll sort it soon",
    is_to_nobody: bool = False,
) -> Reminder:
    """Plans what is due to the client of these invoices, whose contact is Petra and who said something five days ago;
    writes it and shows its card."""
    client_id, currency = invoices[0].client_id, invoices[0].currency
    if not work.clients.contacts(client_id) and not is_to_nobody:
        work.clients.add_contact(client_id, name="Petra", email="petra@acme.example")
    if said:
        _logged(said, client_id, work)
    account = account_of(client_id, currency, work)
    due = asked_reminder(account, work.today)
    assert due is not None
    reminder_id = draft(due, account, work)
    assert reminder_id is not None
    letter = Letter(route=route, recipients=recipients_of(client_id, work), words=Words(subject=SUBJECT, text=text))
    assert work.reminders.write(work.reminders.get(reminder_id), letter, writer=Writer.TEMPLATE, flaws=flaws)
    show_reminder(reminder_id, work)
    return work.reminders.get(reminder_id)


def leave_in_doubt(approved: Reminder, work: Work) -> None:
    """As its sending leaves a letter of which nobody knows whether it arrived."""
    for state in (ReminderState.CLAIMED, ReminderState.UNCERTAIN):
        assert work.reminders.move(work.reminders.get(approved.id), state, claimed_at=work.now)


def on_its_card(reminder: Reminder) -> OnCard:
    """A press on the card that shows the reminder as it is."""
    letter = fingerprint(reminder.letter) if reminder.letter else ""
    return OnCard(reminder_id=reminder.id, version=reminder.version, letter=letter)


def an_edit(reminder: Reminder, **changed: Any) -> EditLetter:
    """What the form holds when nothing is changed in it."""
    assert reminder.letter
    plain = EditLetter(
        card=on_its_card(reminder),
        subject=reminder.letter.words.subject,
        text=reminder.letter.words.text,
        recipients=tuple(one.contact_id for one in reminder.letter.recipients),
        route=reminder.letter.route,
    )
    return replace(plain, **changed)


def now_of(reminder: Reminder, desk: Desk, workspace: Workspace) -> Reminder:
    """The reminder as it is now."""
    with desk.reading(workspace) as work:
        return work.reminders.get(reminder.id)


def press(desk: Desk, act: Callable[[Any, Work], Any], request: Any, by: Caller = ANA, request_id: str = "") -> str:
    """One press by a person, each a request of its own; what it said."""

    def said(done: Any, _: object) -> dict[str, Any]:
        change = done if isinstance(done, Change) else done.change
        return {"said": change.said}

    return str(desk.answer(act, request, said, ask(by, request_id or f"press {next(_PRESSES)}"))["said"])


def cards_of(work: Work, reminder_id: int) -> list[Message]:
    """The card and its updates, oldest first."""
    return work.outbox.all_about(CARD, ABOUT, reminder_id)


def _logged(words: str, client_id: int, work: Work) -> None:
    work.timeline.add(
        client_id=client_id,
        invoice_id=None,
        direction=Direction.IN,
        medium=None,
        words=words,
        happened_on=work.today - timedelta(days=5),
        now=work.now,
        by_id=work.person.id,
    )
