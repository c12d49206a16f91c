"""What the client did meanwhile, from a reminder's card: they paid, they dispute; of several invoices, which one."""

from __future__ import annotations

from typing import Any

from slack_bolt import App

from domain.errors import GoneFromBook
from domain.reminder_card import ReminderCard
from handlers.as_opened import FormSent, marked
from handlers.edge import Ack, Edge, pressed
from handlers.forms import kept, typed
from handlers.ports import Body, Caller, Reader
from receivables.find import ForForm, FormFacts, for_form
from receivables.says_paid import SaysPaid, says_paid, waits_until
from reminders.edit_letter import OpenLetter, letter_to_read
from views import ids, modals, reminder_forms
from views.changes import Choice, changed, choose
from views.ids import Action, Field, Form, any_of, pairs
from views.modals import told
from views.reminder_words import item

ASKED = {
    Action.WHICH_PAID: ("Which one did they pay?", Action.THEY_PAID),
    Action.WHICH_DISPUTED: ("Which one do they dispute?", Action.DISPUTE),
}


def register(app: App, edge: Edge) -> None:
    """Listens for the second row of a card's buttons."""
    for action, (question, then) in ASKED.items():
        _asks(app, edge, action, question, then)

    @app.action(any_of(Action.THEY_PAID))
    def on_paid(ack: Ack, body: dict[str, Any]) -> None:
        request = ForForm(invoice_id=pressed(body, "invoice"))
        edge.form(ack, body, lambda caller: edge.desk.look(for_form, request, _paid, caller))

    @app.view(str(Form.SAYS_PAID))
    def on_word(ack: Ack, body: dict[str, Any]) -> None:
        view = body["view"]
        invoice = ids.id_in(pairs(**kept(view)), "invoice") or 0
        request = SaysPaid(invoice=pairs(invoice=invoice), words=typed(view).get(Field.WORDS, ""))

        def shown(change: Any, reader: Reader) -> Body:
            return told(changed(change, locale=reader.locale), title="Done")

        def again(caller: Caller) -> Body:
            about = ForForm(invoice_id=invoice)
            return edge.desk.look(for_form, about, _paid, caller)

        stood = FormSent(edge=edge, body=body, again=again)
        edge.submission(ack, body, lambda caller: stood.answer(says_paid, request, shown, caller))


def _asks(app: App, edge: Edge, action: Action, question: str, then: Action) -> None:
    @app.action(any_of(action))
    def on_press(ack: Ack, body: dict[str, Any]) -> None:
        def shown(card: ReminderCard, reader: Reader) -> Body:
            choices = [
                Choice(label=" · ".join(item(each, reader.locale)), value=pairs(invoice=each.invoice_id))
                for each in card.reminder.items
            ]
            return choose(question, choices, action=then)

        request = OpenLetter(reminder_id=pressed(body, "reminder") or 0)
        edge.press(ack, body, lambda caller: edge.desk.look(letter_to_read, request, shown, caller))


def _paid(facts: FormFacts, reader: Reader) -> Body:
    """Money is recorded where the book owns it; where a source does, the client's word is kept and chasing waits."""
    invoice = facts.invoice
    if invoice is None:
        raise GoneFromBook("invoice")
    if invoice.is_mirrored:
        form = reminder_forms.says_paid(invoice, until=waits_until(facts.today))
    else:
        form = modals.record_payment(invoice, today=facts.today, locale=reader.locale)
    return marked(form, facts.opened)
