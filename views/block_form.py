"""The form that marks work as waiting for an invoice to be paid."""

from __future__ import annotations

from domain.invoice import Invoice
from views import inputs, kit
from views.ids import Field, Form
from views.inputs import Ask
from views.kit import Body
from views.modals import about_invoice


def block_work(invoice: Invoice) -> Body:
    """Which work waits; filled in with what is marked now."""
    about = about_invoice(invoice)
    hint = "For your team: the client does not see it. Once the invoice is paid, you are told that it may go on."
    ask = Ask(label="Which work waits until it is paid?", hint=hint, example="Launch of the shop", longest=300)
    blocks = [kit.words(about.label), inputs.text(Field.REASON, ask, filled=invoice.blocked_work or "")]
    return inputs.form(Form.BLOCK, "Block work", blocks, submit="Block it", kept=about.kept)
