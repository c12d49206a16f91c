"""Buttons and shortcuts that open a form, filled in as far as the book knows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from slack_bolt import App

from domain.errors import GoneFromBook
from domain.invoice import Invoice
from domain.roles import Role
from domain.sentence import unescape
from domain.timeline import Medium
from handlers.as_opened import marked
from handlers.edge import Ack, Edge, pressed
from handlers.ports import Body, Caller, Reader
from receivables.find import ForForm, FormFacts, for_form
from receivables.hold_chasing import REVIEW_DAYS
from receivables.set_promise import ToBeDated, Undated, to_be_dated
from receivables.spoken_of import SpokenOf, spoken_of
from views import modals
from views.block_form import block_work
from views.ids import Action, Form, Shortcut, any_of, id_in
from views.modals import About
from views.refund_form import refund

Filled = Callable[[FormFacts, Reader], Body]


def _log_reply(facts: FormFacts, _: Reader) -> Body:
    return modals.log_reply(today=facts.today, about=_about(facts))


def _new_invoice(facts: FormFacts, reader: Reader) -> Body:
    may_send = reader.role in (Role.APPROVER, Role.ADMIN)
    return modals.new_invoice(today=facts.today, currency=facts.currency, about=_about(facts), may_send=may_send)


def _record_payment(facts: FormFacts, reader: Reader) -> Body:
    return modals.record_payment(_invoice(facts), today=facts.today, locale=reader.locale)


def _mark_sent(facts: FormFacts, _: Reader) -> Body:
    return modals.mark_sent(_invoice(facts), today=facts.today)


def _hold(facts: FormFacts, _: Reader) -> Body:
    return modals.hold(_about(facts) or About(label="", kept=""), until=facts.today + timedelta(days=REVIEW_DAYS))


def _dispute(facts: FormFacts, _: Reader) -> Body:
    return modals.dispute(_invoice(facts))


def _settle_dispute(facts: FormFacts, _: Reader) -> Body:
    return modals.settle_dispute(_invoice(facts))


def _block_work(facts: FormFacts, _: Reader) -> Body:
    return block_work(_invoice(facts))


def _credit_note(facts: FormFacts, reader: Reader) -> Body:
    return modals.credit_note(_invoice(facts), locale=reader.locale)


def _refund(facts: FormFacts, reader: Reader) -> Body:
    about = _about(facts) or About(label="", kept="")
    return refund(about, left=facts.credit, today=facts.today, locale=reader.locale)


def _void(facts: FormFacts, reader: Reader) -> Body:
    return modals.void(_invoice(facts), locale=reader.locale)


def _change_due_date(facts: FormFacts, _: Reader) -> Body:
    return modals.change_due_date(_invoice(facts))


def _client_details(facts: FormFacts, _: Reader) -> Body:
    if facts.client is None:
        raise GoneFromBook("client")
    return modals.client_details(facts.client)


def _assign(facts: FormFacts, _: Reader) -> Body:
    return modals.assign(_about(facts) or About(label="", kept=""), owner=facts.owner)


def _change_promise(facts: FormFacts, _: Reader) -> Body:
    if facts.promise is None:
        raise GoneFromBook("promise")
    return modals.change_promise(facts.promise)


def _set_promise(undated: Undated, _: Reader) -> Body:
    return marked(modals.set_promise(undated.touch, on=undated.on), undated.opened)


FORMS: dict[Action, Filled] = {
    Action.LOG_REPLY: _log_reply,
    Action.NEW_INVOICE: _new_invoice,
    Action.RECORD_PAYMENT: _record_payment,
    Action.MARK_SENT: _mark_sent,
    Action.HOLD: _hold,
    Action.DISPUTE: _dispute,
    Action.SETTLE_DISPUTE: _settle_dispute,
    Action.BLOCK: _block_work,
    Action.CREDIT_NOTE: _credit_note,
    Action.REFUND: _refund,
    Action.VOID: _void,
    Action.CHANGE_DUE_DATE: _change_due_date,
    Action.CHANGE_PROMISE: _change_promise,
    Action.ASSIGN: _assign,
    Action.CLIENT_DETAILS: _client_details,
}


def register(app: App, edge: Edge) -> None:
    """A listener for each form, and the two shortcuts."""
    for action, filled in FORMS.items():
        _listen(app, edge, action, filled)

    @app.action(any_of(Action.SET_PROMISE))
    def on_set_promise(ack: Ack, body: dict[str, Any]) -> None:
        request = ToBeDated(touch_id=pressed(body, "touch") or 0)
        edge.form(ack, body, lambda caller: edge.desk.look(to_be_dated, request, _set_promise, caller))

    @app.shortcut(Shortcut.NEW_INVOICE)
    def on_new_invoice(ack: Ack, body: dict[str, Any]) -> None:
        edge.form(ack, body, lambda caller: edge.desk.look(for_form, ForForm(), _new_invoice, caller))

    @app.shortcut(Shortcut.LOG_CLIENT_REPLY)
    def on_log_client_reply(ack: Ack, body: dict[str, Any]) -> None:
        words = unescape(str((body.get("message") or {}).get("text") or ""))

        def filled(facts: FormFacts, _: Reader) -> Body:
            about, link = _about(facts), _link(body)
            return modals.log_reply(today=facts.today, about=about, words=words, medium=Medium.SLACK, link=link)

        edge.form(ack, body, lambda caller: edge.desk.look(spoken_of, SpokenOf(words=words), filled, caller))


def _listen(app: App, edge: Edge, action: Action, filled: Filled) -> None:
    @app.action(any_of(action))
    def on_press(ack: Ack, body: dict[str, Any]) -> None:
        request = ForForm(
            invoice_id=pressed(body, "invoice"), client_id=pressed(body, "client"), promise_id=pressed(body, "promise")
        )
        edge.form(ack, body, lambda caller: edge.desk.look(for_form, request, _marked(filled), caller))


def opened_again(form: Form, carried: str | None, edge: Edge, caller: Caller) -> Body:
    """A form that is open, as it would open now. `carried` are the ids it was opened with."""
    if form is Form.SET_PROMISE:
        request = ToBeDated(touch_id=id_in(carried, "touch") or 0)
        return edge.desk.look(to_be_dated, request, _set_promise, caller)
    about = ForForm(
        invoice_id=id_in(carried, "invoice"), client_id=id_in(carried, "client"), promise_id=id_in(carried, "promise")
    )
    return edge.desk.look(for_form, about, _marked(FORMS[Action(form.value)]), caller)


def _marked(filled: Filled) -> Filled:
    return lambda facts, reader: marked(filled(facts, reader), facts.opened)


def _about(facts: FormFacts) -> About | None:
    if facts.invoice is not None:
        return modals.about_invoice(facts.invoice)
    return modals.about_client(facts.client) if facts.client is not None else None


def _invoice(facts: FormFacts) -> Invoice:
    if facts.invoice is None:
        raise GoneFromBook("invoice")
    return facts.invoice


def _link(body: dict[str, Any]) -> str | None:
    """The address of the message, as Slack builds it."""
    domain = (body.get("team") or {}).get("domain")
    if not domain:
        return None
    return f"https://{domain}.slack.com/archives/{body['channel']['id']}/p{body['message_ts'].replace('.', '')}"
