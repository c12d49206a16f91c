"""Subcommands that change something: one typed line, one act, one answer with Undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slack_bolt import App

from domain.answers import Change
from domain.sentence import Said
from handlers.command import Line, Typed
from handlers.edge import Ack, Edge, pressed, value_of
from handlers.ports import Body, Caller, Reader, View
from receivables import typed
from receivables.block_work import UnblockWork, unblock_work
from receivables.dispute import Resume, resume
from receivables.take_back_payment import TakeBackPayment, take_back_payment
from receivables.typed_add import typed_add
from receivables.typed_facts import typed_block, typed_delivered, typed_unblock, typed_viewed
from receivables.undo import Undo, undo
from receivables.use_credit import UseCredit, use_credit
from storage.unit_of_work import Work
from views.changes import changed, undone
from views.ids import Action, any_of

TypedAct = Callable[[Said, Work], Change]


def typed_as(act: TypedAct) -> Typed:
    """The feature that runs an act on what was typed."""

    def feature(line: Line, caller: Caller, edge: Edge) -> Body:
        return edge.desk.answer(act, line.said, change_shown(public=line.said.public), caller)

    return feature


def on_assign(line: Line, caller: Caller, edge: Edge) -> Body:
    """`assign Acme @ana`: the mention is read from the text as Slack escaped it."""
    escaped = line.escaped.strip()[len("assign") :].strip()
    if line.said.public:
        escaped = escaped[: -len("public")].strip()
    return edge.desk.answer(typed.typed_assign, escaped, change_shown(public=line.said.public), caller)


FEATURES: dict[str, Typed] = {
    "log": typed_as(typed.typed_log),
    "add": typed_as(typed_add),
    "send": typed_as(typed.typed_send),
    "delivered": typed_as(typed_delivered),
    "viewed": typed_as(typed_viewed),
    "paid": typed_as(typed.typed_paid),
    "credit": typed_as(typed.typed_credit),
    "refund": typed_as(typed.typed_refund),
    "void": typed_as(typed.typed_void),
    "hold": typed_as(typed.typed_hold),
    "resume": typed_as(typed.typed_resume),
    "dispute": typed_as(typed.typed_dispute),
    "block": typed_as(typed_block),
    "unblock": typed_as(typed_unblock),
    "assign": on_assign,
}


def register(app: App, edge: Edge) -> None:
    """The Undo button under every change, and the buttons that act without a form."""

    @app.action(any_of(Action.UNDO))
    def on_undo(ack: Ack, body: dict[str, Any]) -> None:
        request = Undo(record_id=pressed(body, "record") or 0)
        edge.press(ack, body, lambda caller: edge.desk.answer(undo, request, _undone, caller), replaces=True)

    @app.action(any_of(Action.RESUME))
    def on_resume(ack: Ack, body: dict[str, Any]) -> None:
        request = Resume(target=value_of(body))
        edge.press(ack, body, lambda caller: edge.desk.answer(resume, request, change_shown(), caller))

    @app.action(any_of(Action.UNBLOCK))
    def on_unblock(ack: Ack, body: dict[str, Any]) -> None:
        request = UnblockWork(invoice=f"invoice:{pressed(body, 'invoice') or 0}")
        edge.press(ack, body, lambda caller: edge.desk.answer(unblock_work, request, change_shown(), caller))

    @app.action(any_of(Action.TAKE_BACK_PAYMENT))
    def on_take_back(ack: Ack, body: dict[str, Any]) -> None:
        request = TakeBackPayment(
            invoice=f"invoice:{pressed(body, 'invoice') or 0}", payment_id=pressed(body, "payment") or 0
        )
        edge.press(ack, body, lambda caller: edge.desk.answer(take_back_payment, request, change_shown(), caller))

    @app.action(any_of(Action.USE_CREDIT))
    def on_use_credit(ack: Ack, body: dict[str, Any]) -> None:
        request = UseCredit(invoice=value_of(body))
        edge.press(ack, body, lambda caller: edge.desk.answer(use_credit, request, change_shown(), caller))


def change_shown(*, public: bool = False) -> View[Change]:
    """What was done, what was understood, and the way back."""

    def shown(change: Change, reader: Reader) -> Body:
        return changed(change, locale=reader.locale, public=public)

    return shown


def _undone(change: Change, reader: Reader) -> Body:
    return undone(change, locale=reader.locale)
