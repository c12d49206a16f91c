"""The form in which a refund is recorded."""

from __future__ import annotations

from datetime import date

from domain.money import Money
from views import inputs, kit, wording
from views.ids import Field, Form
from views.inputs import Ask
from views.kit import Body
from views.modals import About


def refund(about: About, *, left: Money | None, today: date, locale: str) -> Body:
    """Credit that was paid back; `left` is all of it, None where it is in several currencies."""
    hint = f"{wording.money(left, locale)} of their credit is not used yet." if left else "With the currency: €50."
    ask = Ask(label="Amount", longest=40, hint=hint, example="50 EUR")
    blocks = [
        inputs.text(Field.AMOUNT, ask, filled=f"{wording.amount_typed(left)} {left.currency}" if left else ""),
        inputs.day(Field.ON, Ask(label="Paid back on"), filled=today),
    ]
    return inputs.form(
        Form.REFUND, "Record refund", [kit.words(about.label), *blocks], submit="Record it", kept=about.kept
    )
