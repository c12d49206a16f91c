"""A reminder's card: approve, edit, snooze, skip, copy, and what became of it. Each press carries what it was about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slack_bolt import App

from domain.answers import Change
from domain.errors import Refusal
from domain.letter import Route
from domain.reminder import Reminder
from domain.reminder_card import LetterOpen, ReminderCard, Sure
from domain.roles import Role
from handlers.edge import Ack, Edge, pressed, value_of
from handlers.forms import kept, typed
from handlers.ports import Act, Body, Caller, Reader
from reminders.approve import UNDECIDED, Approve, NotSureYet, approve, take_back_approval
from reminders.decided import OnCard
from reminders.edit_letter import EditLetter, OpenLetter, edit_letter, letter_to_edit, letter_to_read
from reminders.settle_sending import letter_bounced, letter_left, letter_not_sent
from reminders.skip_reminder import SkipReminder, skip_reminder
from reminders.snooze_reminder import SnoozeReminder, snooze_reminder, wake_reminder
from reminders.take_by_hand import TakeByHand, Taken, letter_to_copy, not_sending, sent_by_hand, take_by_hand
from storage.unit_of_work import Work
from views import ids, kit, reminder_forms
from views.changes import changed
from views.ids import Action, Field, Form, any_of, pairs, read_pairs
from views.modals import told
from views.refusals import refused

# A press on the card as it was: one act, one answer.
PRESSES: dict[Action, Act[Change]] = {
    Action.TAKE_BACK_APPROVAL: take_back_approval,
    Action.WAKE_REMINDER: wake_reminder,
    Action.SENT_BY_HAND: sent_by_hand,
    Action.NOT_SENDING: not_sending,
    Action.LETTER_LEFT: letter_left,
    Action.LETTER_NOT_SENT: letter_not_sent,
    Action.LETTER_BOUNCED: letter_bounced,
}
Sent = dict[str, str]


def _snooze(card: OnCard, view: Body) -> SnoozeReminder:
    return SnoozeReminder(card=card, until=typed(view).get(Field.UNTIL, ""))


def _skip(card: OnCard, view: Body) -> SkipReminder:
    return SkipReminder(card=card, reason=typed(view).get(Field.REASON, ""))


def _edit(card: OnCard, view: Body) -> EditLetter:
    fields = typed(view)
    chosen = fields.get(Field.RECIPIENTS, "").split(",")
    return EditLetter(
        card=card,
        subject=fields.get(Field.SUBJECT, ""),
        text=whole_text(view),
        recipients=tuple(int(each) for each in chosen if each.isdecimal() and len(each) <= ids.LONGEST_ID),
        route=Route(fields.get(Field.ROUTE, Route.BY_HAND)),
    )


def _read(card: OnCard, view: Body) -> Approve:
    return Approve(card=card, sure=_sure(kept(view)))


FORMS: dict[Form, tuple[Act[Change], Callable[[OnCard, Body], Any]]] = {
    Form.SNOOZE_REMINDER: (snooze_reminder, _snooze),
    Form.SKIP_REMINDER: (skip_reminder, _skip),
    Form.EDIT_LETTER: (edit_letter, _edit),
    Form.READ_LETTER: (approve, _read),
}


def _editing(opened: LetterOpen, _: Reader) -> Body:
    return reminder_forms.edit_letter(opened)


def _snoozing(card: ReminderCard, _: Reader) -> Body:
    return reminder_forms.snooze(card.reminder)


def _skipping(card: ReminderCard, _: Reader) -> Body:
    return reminder_forms.skip(card.reminder)


def _reading(card: ReminderCard, reader: Reader) -> Body:
    may_approve = reader.role in (Role.APPROVER, Role.ADMIN) and card.reminder.state in UNDECIDED
    return reminder_forms.read_letter(card, locale=reader.locale, may_approve=may_approve)


def _copying(reminder: Reminder, _: Reader) -> Body:
    return reminder_forms.copy_letter(reminder)


OPENED: dict[Action, tuple[Act[Any], Callable[[Any, Reader], Body]]] = {
    Action.EDIT_LETTER: (letter_to_edit, _editing),
    Action.SNOOZE_REMINDER: (letter_to_read, _snoozing),
    Action.SKIP_REMINDER: (letter_to_read, _skipping),
    Action.READ_LETTER: (letter_to_read, _reading),
    Action.SHOW_LETTER: (letter_to_copy, _copying),
}


def register(app: App, edge: Edge) -> None:
    """Listens for every button and form of a card."""
    for action, act in PRESSES.items():
        _listen(app, edge, action, act)
    for action, (look, view) in OPENED.items():
        _opens(app, edge, action, look, view)
    for form, (act, read) in FORMS.items():
        _submitted(app, edge, form, act, read)

    @app.action(any_of(Action.APPROVE))
    def on_approve(ack: Ack, body: dict[str, Any]) -> None:
        def answer(caller: Caller) -> Body:
            request = Approve(card=on_card(body), sure=_sure(read_pairs(value_of(body))))
            try:
                return edge.desk.answer(approve, request, _done, caller)
            except NotSureYet as not_sure:
                return told(asked_again(not_sure, body, Action.APPROVE, "Approve anyway"), title="Approve it?")

        edge.press(ack, body, answer)

    @app.action(any_of(Action.COPY_LETTER))
    def on_copy(ack: Ack, body: dict[str, Any]) -> None:
        def taken(caller: Caller) -> Body:
            request = TakeByHand(card=on_card(body), sure=_sure(read_pairs(value_of(body))))
            try:
                return edge.desk.answer(take_by_hand, request, _taken, caller)
            except NotSureYet as not_sure:
                return told(asked_again(not_sure, body, Action.COPY_LETTER, "Copy it anyway"))

        edge.form(ack, body, taken, acts=True)


def on_card(body: Body) -> OnCard:
    """What a press was about: the reminder, its version and its letter as the card showed them."""
    version, letter = pressed(body, "version") or 0, read_pairs(value_of(body)).get("letter", "")
    return OnCard(reminder_id=pressed(body, "reminder") or 0, version=version, letter=letter)


def whole_text(view: Body) -> str:
    """The text of a letter from its one or several inputs, line for line as typed."""
    values = view.get("state", {}).get("values", {})
    pieces = [(values.get(str(field)) or {}).get(ids.VALUE, {}).get("value") or "" for field in reminder_forms.TEXTS]
    pieces = [piece for piece in pieces if piece]
    joined = [piece if piece.endswith("\n") else f"{piece}\n" for piece in pieces[:-1]]
    return "".join([*joined, *pieces[-1:]]).replace("\0", "")


def asked_again(not_sure: NotSureYet, body: Body, action: Action, yes: str) -> Body:
    """The question a first press did not ask, with the button that goes through it."""
    value = pairs(**{**read_pairs(value_of(body)), "sure": "+".join(Sure)})
    return refused(not_sure, buttons=[kit.button(yes, action, value)])


def _listen(app: App, edge: Edge, action: Action, act: Act[Change]) -> None:
    @app.action(any_of(action))
    def on_press(ack: Ack, body: dict[str, Any]) -> None:
        edge.press(ack, body, lambda caller: edge.desk.answer(act, on_card(body), _done, caller))


def _opens(
    app: App, edge: Edge, action: Action, look: Callable[[OpenLetter, Work], Any], view: Callable[[Any, Reader], Body]
) -> None:
    @app.action(any_of(action))
    def on_press(ack: Ack, body: dict[str, Any]) -> None:
        request = OpenLetter(reminder_id=pressed(body, "reminder") or 0)
        edge.form(ack, body, lambda caller: edge.desk.look(look, request, view, caller))


def _submitted(app: App, edge: Edge, form: Form, act: Act[Change], read: Callable[[OnCard, Body], Any]) -> None:
    @app.view(str(form))
    def on_sent(ack: Ack, body: dict[str, Any]) -> None:
        view = body["view"]
        card = _carried(view)

        def answer(caller: Caller) -> Body:
            try:
                return edge.desk.answer(act, read(card, view), _told, caller)
            except Refusal as refusal:
                if refusal.field:
                    raise
                return told(refused(refusal))  # about the reminder and no input: it takes the place of the form

        edge.submission(ack, body, answer)


def _carried(view: Body) -> OnCard:
    carried = view.get("private_metadata")
    return OnCard(
        reminder_id=ids.id_in(carried, "reminder") or 0,
        version=ids.id_in(carried, "version") or 0,
        letter=read_pairs(carried).get("letter", ""),
    )


def _sure(carried: Sent) -> frozenset[Sure]:
    said = carried.get("sure", "").split("+")
    return frozenset(each for each in Sure if each.value in said)


def _taken(taken: Taken, reader: Reader) -> Body:
    return reminder_forms.copy_letter(taken.reminder) if taken.reminder else _told(taken.change, reader)


def _done(change: Change, reader: Reader) -> Body:
    return changed(change, locale=reader.locale)


def _told(change: Change, reader: Reader) -> Body:
    return told(changed(change, locale=reader.locale), title="Done")
