"""Forms sent in: what was typed → one act → what came of it, in the place of the form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt import App

from domain.answers import Change
from domain.timeline import Direction, Medium
from handlers.as_opened import FormSent
from handlers.edge import Ack, Edge
from handlers.forms import kept, typed
from handlers.opening import opened_again
from handlers.ports import Body, Reader
from receivables.assign_owner import AssignOwner, assign_owner
from receivables.block_work import BlockWork, block_work
from receivables.dispute import OpenDispute, Resume, open_dispute, resume
from receivables.hold_chasing import HoldChasing, hold_chasing
from receivables.issue_credit_note import IssueCreditNote, issue_credit_note
from receivables.keep_client import KeepClient, keep_client
from receivables.log_reply import LogReply, log_reply
from receivables.mark_sent import MarkSent, mark_sent
from receivables.move_due_date import MoveDueDate, move_due_date
from receivables.promises import ChangePromise, change_promise
from receivables.record_invoice import RecordInvoice, record_invoice
from receivables.record_payment import RecordPayment, record_payment
from receivables.refund_credit import RefundCredit, refund_credit
from receivables.set_promise import SetPromise, set_promise
from receivables.void_invoice import VoidInvoice, void_invoice
from storage.unit_of_work import Work
from views.changes import changed
from views.ids import Field, Form, id_in, pairs
from views.modals import AS_SAID, told


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as sent in."""

    fields: dict[str, str]
    ids: dict[str, str]

    def __getitem__(self, field: Field) -> str:
        """What was typed into an input; empty where nothing was."""
        return self.fields.get(field, "")

    def get(self, field: Field) -> str | None:
        """The same, None where nothing was."""
        return self.fields.get(field) or None

    def id_of(self, key: str) -> int:
        """An id the form carries; 0, which nothing has, where it carries none."""
        return id_in(pairs(**self.ids), key) or 0

    @property
    def about(self) -> str:
        """What the form is about: chosen in it, or carried by it."""
        return self[Field.ABOUT] or pairs(invoice=self.ids.get("invoice"), client=self.ids.get("client"))


def _log_reply(sent: Sent) -> LogReply:
    medium, spoke = sent.get(Field.MEDIUM), sent.get(Field.DIRECTION)
    return LogReply(
        target=sent.about,
        words=sent[Field.WORDS],
        on=sent.get(Field.ON),
        medium=Medium(medium) if medium else None,
        direction=None if spoke in (None, AS_SAID) else Direction(spoke),
        link=sent.ids.get("link"),
    )


def _record_invoice(sent: Sent) -> RecordInvoice:
    return RecordInvoice(
        client=sent[Field.CLIENT] or sent[Field.CLIENT_NAME],
        amount=f"{sent[Field.AMOUNT]} {sent[Field.CURRENCY]}".strip(),
        number=sent.get(Field.NUMBER),
        title=sent.get(Field.TITLE),
        issued=sent.get(Field.ISSUED_ON),
        delivered=sent.get(Field.DELIVERED_ON),
        due=sent.get(Field.DUE_ON),
        net=sent.get(Field.TERMS),
        sent=(sent[Field.ISSUED_ON] or "today") if sent[Field.ALREADY_SENT] else None,
        is_new_client=not sent[Field.CLIENT],
    )


def _mark_sent(sent: Sent) -> MarkSent:
    on, due, net = sent.get(Field.ON), sent.get(Field.DUE_ON), sent.get(Field.TERMS)
    return MarkSent(invoice=sent.about, on=on, due=due, net=net, delivered=sent.get(Field.DELIVERED_ON))


def _move_due_date(sent: Sent) -> MoveDueDate:
    due, net, delivered = sent.get(Field.DUE_ON), sent.get(Field.TERMS), sent.get(Field.DELIVERED_ON)
    return MoveDueDate(invoice=sent.about, due=due, net=net, delivered=delivered)


FORMS: dict[Form, tuple[Callable[[Any, Work], Change], Callable[[Sent], Any]]] = {
    Form.LOG_REPLY: (log_reply, _log_reply),
    Form.NEW_INVOICE: (record_invoice, _record_invoice),
    Form.MARK_SENT: (mark_sent, _mark_sent),
    Form.RECORD_PAYMENT: (
        record_payment,
        lambda sent: RecordPayment(invoice=sent.about, amount=sent[Field.AMOUNT], on=sent.get(Field.ON)),
    ),
    Form.HOLD: (
        hold_chasing,
        lambda sent: HoldChasing(target=sent.about, until=sent.get(Field.UNTIL), reason=sent[Field.REASON]),
    ),
    Form.DISPUTE: (
        open_dispute,
        lambda sent: OpenDispute(invoice=sent.about, reason=sent[Field.REASON], owner=_mention(sent) or "me"),
    ),
    Form.SETTLE_DISPUTE: (resume, lambda sent: Resume(target=sent.about, outcome=sent[Field.OUTCOME])),
    Form.BLOCK: (block_work, lambda sent: BlockWork(invoice=sent.about, what=sent[Field.REASON])),
    Form.VOID: (void_invoice, lambda sent: VoidInvoice(invoice=sent.about, reason=sent[Field.REASON])),
    Form.CREDIT_NOTE: (
        issue_credit_note,
        lambda sent: IssueCreditNote(target=sent.about, amount=sent[Field.AMOUNT], reason=sent[Field.REASON]),
    ),
    Form.REFUND: (
        refund_credit,
        lambda sent: RefundCredit(target=sent.about, amount=sent.get(Field.AMOUNT), on=sent.get(Field.ON)),
    ),
    Form.CHANGE_DUE_DATE: (move_due_date, _move_due_date),
    Form.CHANGE_PROMISE: (
        change_promise,
        lambda sent: ChangePromise(promise_id=sent.id_of("promise"), on=sent[Field.ON]),
    ),
    Form.SET_PROMISE: (
        set_promise,
        lambda sent: SetPromise(touch_id=sent.id_of("touch"), on=sent[Field.ON], amount=sent.get(Field.AMOUNT)),
    ),
    Form.CLIENT_DETAILS: (
        keep_client,
        lambda sent: KeepClient(
            client=sent.about,
            terms=sent.get(Field.TERMS),
            contact=sent.get(Field.CONTACT),
            email=sent.get(Field.EMAIL),
            language=sent.get(Field.LANGUAGE),
            channel=sent.get(Field.CHANNEL),
        ),
    ),
    Form.ASSIGN: (assign_owner, lambda sent: AssignOwner(target=sent.about, owner=_mention(sent) or "me")),
}


def register(app: App, edge: Edge) -> None:
    """A listener for each form."""
    for form, (act, read) in FORMS.items():
        _listen(app, edge, form, act, read)


def _listen(app: App, edge: Edge, form: Form, act: Callable[[Any, Work], Change], read: Callable[[Sent], Any]) -> None:
    @app.view(str(form))
    def on_sent(ack: Ack, body: dict[str, Any]) -> None:
        view = body["view"]
        sent = Sent(typed(view), kept(view))
        carried = view.get("private_metadata")
        stood = FormSent(edge=edge, body=body, again=lambda caller: opened_again(form, carried, edge, caller))
        edge.submission(ack, body, lambda caller: stood.answer(act, read(sent), _shown, caller))


def _shown(change: Change, reader: Reader) -> Body:
    return told(changed(change, locale=reader.locale), title="Done")


def _mention(sent: Sent) -> str:
    chosen = sent[Field.OWNER]
    return f"<@{chosen}>" if chosen else ""
