"""The form of when one client, or one invoice, is chased: every empty input shows what counts instead."""

from __future__ import annotations

from domain.chasing_now import ChasingNow
from domain.money import Money
from views import inputs, kit, wording
from views.ids import Field, Form
from views.inputs import Ask
from views.kit import Block, Body
from views.modals import TICKED, about_client, about_invoice

_DAYS = (
    (Field.COMING_DAYS, "A note, days before the due date", ""),
    (Field.FRIENDLY_DAYS, "Friendly letter, days after the due date", ""),
    (Field.FIRM_DAYS, "Firm letter, days after the due date", ""),
    (Field.FINAL_DAYS, "Final letter, days after the due date", ""),
    (Field.GAP_DAYS, "Days between contacts", "No letter goes sooner after any contact, theirs or yours."),
    (Field.GRACE_DAYS, "Days of grace", "Every letter goes this much later."),
)
_SHORT, _LONGEST_LEAST, _LETTERS = 10, 200, 2


def chasing_form(now: ChasingNow, *, locale: str) -> Body:
    """Filled in with what is its own; empty means the wider setting, which each empty input names."""
    about = about_invoice(now.invoice) if now.invoice else about_client(now.client)
    blocks = [
        kit.words(about.label),
        kit.context("Leave empty what is to be as everywhere else. It counts for drafts from now on."),
        *[_days(now, *each) for each in _DAYS],
        _least(now, locale),
        _never(now),
        *([] if now.invoice else [_country(now)]),
    ]
    return inputs.form(Form.CHASING, "Chasing", blocks, submit="Keep", kept=about.kept)


def _days(now: ChasingNow, field: Field, label: str, hint: str) -> Block:
    own, wider = getattr(now.own, field.value), getattr(now.wider, field.value)
    said = "no such note" if wider is None else str(wider)
    ask = Ask(label=label, hint=hint, example=_now(now, field, said), optional=True, longest=_SHORT)
    return inputs.text(field, ask, filled="" if own is None else str(own))


def _least(now: ChasingNow, locale: str) -> Block:
    wider = wording.listed([wording.money(Money(minor, code), locale) for code, minor in now.wider.least])
    own = "; ".join(f"{code} {wording.amount_typed(Money(minor, code))}" for code, minor in now.own.least or ())
    ask = Ask(
        label="Not worth a letter below",
        hint="Like EUR 50; GBP 40. Of a client, all that is late in that currency counts together.",
        example=_now(now, Field.LEAST, wider or "any amount is"),
        optional=True,
        longest=_LONGEST_LEAST,
    )
    return inputs.text(Field.LEAST, ask, filled=own)


def _never(now: ChasingNow) -> Block:
    said = "reminders are off" if now.wider.is_off else "reminders are on"
    ask = Ask(label="Reminders", hint=_now(now, Field.IS_OFF, said, verb="Not ticked: "), optional=True)
    whom = "about it" if now.invoice else "to them"
    return inputs.ticks(
        Field.IS_OFF, ask, [(f"Never remind, nothing goes {whom}", TICKED)], ticked=[TICKED] if now.own.is_off else []
    )


def _country(now: ChasingNow) -> Block:
    ask = Ask(
        label="Country of public holidays",
        hint="Two letters, like PT, GB or DE. No letter goes on their holidays.",
        example=_now(now, Field.COUNTRY, now.country or "none, only weekends"),
        optional=True,
        longest=_LETTERS,
    )
    return inputs.text(Field.COUNTRY, ask, filled=now.own.country or "")


def _now(now: ChasingNow, field: Field, said: str, *, verb: str = "now ") -> str:
    """“now 3, from your settings”; an invoice's may come from its client."""
    whose = wording.one_line(now.client.name, 60) if field.value in now.client_says else "your settings"
    return f"{verb}{said}, from {whose}"
