"""Forms that stand on what was so when they opened: the marks they carry, and what is shown where that changed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from domain.answers import Change
from domain.errors import Refusal
from handlers.edge import Edge
from handlers.forms import kept
from handlers.ports import Act, Body, Caller, View
from receivables.as_opened import ActAsOpened, AsOpened, ChangedSince, Facts, act_as_opened
from views import ids
from views.ids import Form
from views.modals import told
from views.opened_anew import opened_anew
from views.refusals import refused

STANDS_ON: dict[Form, Facts] = {
    Form.RECORD_PAYMENT: Facts.MONEY,
    Form.CREDIT_NOTE: Facts.MONEY,
    Form.REFUND: Facts.MONEY,
    Form.CHANGE_DUE_DATE: Facts.MONEY,
    Form.MARK_SENT: Facts.MONEY,
    Form.VOID: Facts.STOPS,
    Form.HOLD: Facts.STOPS,
    Form.DISPUTE: Facts.STOPS,
    Form.SETTLE_DISPUTE: Facts.STOPS,
    Form.CHANGE_PROMISE: Facts.STOPS,
    Form.SET_PROMISE: Facts.STOPS,
    Form.SAYS_PAID: Facts.STOPS,
}
"""Forms that change money or dates of an invoice, or what stops the chasing of it."""


def marked(form: Body, opened: AsOpened | None) -> Body:
    """The form, carrying the marks of what it was filled in with."""
    if opened is None:
        return form
    marks = {field: getattr(opened, field) for field in _MARKS} | {_INVOICE: opened.invoice_id}
    return {**form, "private_metadata": ids.pairs(**{**ids.read_pairs(form["private_metadata"]), **marks})}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSent:
    """A form as Slack sent it in. `again` opens it anew, filled in with what is so now."""

    edge: Edge
    body: Body
    again: Callable[[Caller], Body]

    def answer(self, act: Act[Change], request: Any, view: View[Change], caller: Caller) -> Body:
        """Acts, and shows what came of it; where what it stands on is so no longer, shows that instead."""
        stands = _stands_on(act, request, self.body["view"])
        if stands is None:
            return self.edge.desk.answer(act, request, view, caller)
        try:
            return self.edge.desk.answer(act_as_opened, stands, view, caller)
        except ChangedSince as changed:
            return self._changed(changed, caller)

    def _changed(self, changed: ChangedSince, caller: Caller) -> Body:
        if not changed.is_over:
            with suppress(Refusal):  # it cannot be opened any more: the words alone say why
                return opened_anew(self.again(caller), self.body["view"], changed.words)
        return told(refused(changed), title="Changed meanwhile")


def _stands_on(act: Act[Change], request: Any, view: Body) -> ActAsOpened | None:
    """None for a form that stands on nothing, or that was opened before forms carried marks."""
    carried, facts = kept(view), STANDS_ON.get(Form(view["callback_id"]))
    if facts is None or not all(field in carried for field in _MARKS):
        return None
    text = view.get("private_metadata")
    opened = AsOpened(
        money=carried["money"],
        stops=carried["stops"],
        record=ids.id_in(text, "record") or 0,
        invoice_id=ids.id_in(text, _INVOICE),
        client_id=ids.id_in(text, "client_id") or 0,
    )
    inputs = frozenset(str(block["block_id"]) for block in view["blocks"] if block["type"] == "input")
    return ActAsOpened(act=act, request=request, facts=facts, opened=opened, inputs=inputs)


_MARKS = ("money", "stops", "record", "client_id")
_INVOICE = "invoice_id"
