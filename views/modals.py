"""The forms: one function each, filled in as far as we know. Their inputs are `ids.Field`s, their ids `ids.Form`s."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.client import Client
from domain.invoice import Invoice
from domain.letter import Language
from domain.promise import Promise
from domain.terms import Basis
from domain.timeline import Direction, Medium, Touch
from views import ids, inputs, kit, limits, rows, wording
from views.ids import Action, Field, Form
from views.inputs import Ask
from views.kit import Block, Body

TICKED = "yes"
AS_SAID = "as said"
_TERMS = Ask(
    label="Terms",
    longest=60,
    optional=True,
    example="net 30",
    hint="Left empty: the client's terms, if any are on file.",
)
_SUM = Ask(
    label="Amount", longest=40, example="1200", hint="With what your invoice adds: the sum the client is to pay."
)
_REASON_HINT = "For your team's records. The client does not see it."


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a form is about: how it is called, and the ids it keeps."""

    label: str
    kept: str

    @property
    def option(self) -> tuple[str, str]:
        """As the choice already made in a search."""
        return self.label, self.kept


def about_invoice(invoice: Invoice) -> About:
    """An invoice, by its number and client."""
    label = f"{wording.one_line(invoice.number, 30)} · {wording.one_line(invoice.client, 40)}"
    return About(label=label, kept=ids.pairs(invoice=invoice.id))


def about_client(client: Client) -> About:
    """All of a client."""
    return About(label=wording.one_line(client.name, 70), kept=ids.pairs(client=client.id))


def log_reply(
    *, today: date, about: About | None = None, words: str = "", medium: Medium | None = None, link: str | None = None
) -> Body:
    """What a client said. From a message shortcut: `words` is the message, `link` leads to it."""
    cut = (
        f" The message was longer: {limits.INPUT_TEXT:,} characters are kept." if len(words) > limits.INPUT_TEXT else ""
    )
    said = Ask(
        label="What they said",
        example="I'll sort it Friday",
        hint=f"As spoken. A day they name becomes a promise: you see which, and can change it.{cut}",
    )
    blocks = [
        inputs.search(
            Field.ABOUT,
            Ask(label="Invoice or client", example="Type a number or a name"),
            Action.FIND_ABOUT,
            filled=about.option if about else None,
        ),
        inputs.text(Field.WORDS, said, filled=words, several_lines=True),
        inputs.choice(Field.DIRECTION, _WHO_SPOKE, _DIRECTIONS, filled=AS_SAID),
        inputs.choice(
            Field.MEDIUM,
            Ask(label="How", optional=True, example="By email, on the phone …"),
            [(medium.value.capitalize() if medium is not Medium.SLACK else "Slack", medium.value) for medium in Medium],
            filled=medium.value if medium else None,
        ),
        inputs.day(Field.ON, Ask(label="When"), filled=today),
    ]
    return inputs.form(Form.LOG_REPLY, "Log client reply", blocks, submit="Log it", kept=ids.pairs(link=link))


def new_invoice(*, today: date, currency: str | None, about: About | None = None, may_send: bool = False) -> Body:
    """A new invoice of our own. `currency` is the workspace's default; `may_send` offers to mark it sent at once."""
    blocks = [
        inputs.search(
            Field.CLIENT,
            Ask(label="Client", optional=True, example="Type a name"),
            Action.FIND_CLIENT,
            filled=about.option if about else None,
        ),
        inputs.text(Field.CLIENT_NAME, Ask(label="… or the name of a new client", longest=200, optional=True)),
        inputs.text(Field.AMOUNT, _SUM),
        inputs.text(Field.CURRENCY, Ask(label="Currency", longest=20, example="EUR"), filled=currency or ""),
        inputs.text(
            Field.NUMBER,
            Ask(label="Number", longest=60, optional=True, hint="Left empty: the next one in your series."),
        ),
        inputs.text(
            Field.TITLE, Ask(label="What for", longest=500, optional=True, example="Website, second milestone")
        ),
        inputs.day(Field.ISSUED_ON, Ask(label="Issued on"), filled=today),
        inputs.text(Field.TERMS, _TERMS),
        inputs.day(Field.DUE_ON, Ask(label="… or due on", optional=True)),
        _delivered(None),
    ]
    if may_send:
        sent = Ask(label="Is it with the client?", optional=True)
        blocks.append(inputs.ticks(Field.ALREADY_SENT, sent, [("Yes, it was sent already", TICKED)]))
    return inputs.form(Form.NEW_INVOICE, "New invoice", blocks, submit="Record it")


def record_payment(invoice: Invoice, *, today: date, locale: str) -> Body:
    """A payment, filled in with all that is left."""
    left = Ask(label=f"Amount in {invoice.currency}", longest=40, hint=_is_left(invoice, locale))
    blocks = [
        inputs.text(Field.AMOUNT, left, filled=wording.amount_typed(invoice.balance)),
        inputs.day(Field.ON, Ask(label="Received on"), filled=today),
    ]
    return _about(Form.RECORD_PAYMENT, "Record payment", about_invoice(invoice), blocks, submit="Record it")


def mark_sent(invoice: Invoice, *, today: date) -> Body:
    """The day it went out; and, where no due date is known yet, what gives one."""
    blocks = [inputs.day(Field.ON, Ask(label="Sent on"), filled=today)]
    if invoice.due is None:
        hint = "It needs a due date: state one below, or the terms. Left empty: the client's terms, if on file."
        blocks += [
            inputs.text(Field.TERMS, Ask(label="Terms", longest=60, optional=True, example="net 30", hint=hint)),
            inputs.day(Field.DUE_ON, Ask(label="… or due on", optional=True)),
        ]
    if invoice.due is None or _counts_from_delivery(invoice):
        blocks.append(_delivered(invoice))
    return _about(Form.MARK_SENT, "Mark as sent", about_invoice(invoice), blocks, submit="Mark as sent")


def change_due_date(invoice: Invoice) -> Body:
    """Another due date, stated or by terms counted anew; or the delivery day that its terms count from."""
    now = f"Now {wording.in_full(invoice.due.on)}, {wording.due_source(invoice.due)}." if invoice.due else ""
    hint = "A new due date may alert again; the old one stays on record."
    blocks = [
        inputs.day(Field.DUE_ON, Ask(label="Due on", hint=now, optional=True), filled=invoice.due_on),
        inputs.text(Field.TERMS, Ask(label="… or by terms", longest=60, hint=hint, optional=True, example="net 30")),
        _delivered(invoice),
    ]
    return _about(Form.CHANGE_DUE_DATE, "Due date", about_invoice(invoice), blocks, submit="Move it")


def client_details(client: Client) -> Body:
    """Terms for invoices to come, and somebody to write to."""
    blocks = [
        inputs.text(
            Field.TERMS,
            Ask(
                label="Terms",
                longest=60,
                optional=True,
                example="net 30",
                hint="Net days from issue, from delivery or from end of month. Invoices already sent stay as agreed.",
            ),
            filled=str(client.terms) if client.terms else "",
        ),
        inputs.text(Field.CONTACT, Ask(label="Somebody to write to", longest=200, optional=True, example="Anna Reis")),
        inputs.text(Field.EMAIL, Ask(label="Their e-mail", longest=200, optional=True, example="anna@example.com")),
        inputs.choice(Field.LANGUAGE, Ask(label="Letters in", optional=True), _LANGUAGES, filled=client.language),
        inputs.channel(
            Field.CHANNEL,
            Ask(label="A channel you share with them", optional=True, hint="Letters go there instead of by e-mail."),
            filled=client.slack_channel,
        ),
    ]
    return _about(Form.CLIENT_DETAILS, "Client details", about_client(client), blocks, submit="Keep")


def hold(about: About, *, until: date) -> Body:
    """No chasing until a day; filled in with a day to look again."""
    back = "Through this day. Then it is back on the list; nothing is sent by itself."
    blocks = [
        inputs.day(Field.UNTIL, Ask(label="Until", hint=back), filled=until),
        inputs.text(
            Field.REASON, Ask(label="Why", hint=_REASON_HINT, optional=True, example="Waiting for their new PO")
        ),
    ]
    return _about(Form.HOLD, "Hold", about, blocks, submit="Hold")


def dispute(invoice: Invoice, *, owner: str | None = None) -> Body:
    """What the client contests, and who looks after it (a Slack id; the one who asks, if nobody is chosen)."""
    reason = Ask(label="What do they say is wrong?", example="The hours in March are not theirs")
    blocks = [
        inputs.text(Field.REASON, reason, several_lines=True),
        inputs.person(
            Field.OWNER, Ask(label="Who looks after it", optional=True, hint="Left empty: you."), filled=owner
        ),
    ]
    return _about(Form.DISPUTE, "Dispute", about_invoice(invoice), blocks, submit="Open dispute")


def settle_dispute(invoice: Invoice) -> Body:
    """How a dispute ended."""
    ask = Ask(label="How was it settled?", optional=True, example="We credit two hours", hint=_REASON_HINT)
    blocks = [inputs.text(Field.OUTCOME, ask, several_lines=True)]
    return _about(Form.SETTLE_DISPUTE, "Settle dispute", about_invoice(invoice), blocks, submit="Settled")


def void(invoice: Invoice, *, locale: str) -> Body:
    """The question before an invoice leaves every list and sum, with the reason for the records."""
    blocks = [
        kit.words(
            f"{rows.left(invoice, locale)} leaves every list and sum. The timeline stays. Undo works for a while."
        ),
        inputs.text(Field.REASON, Ask(label="Why", hint=_REASON_HINT, example="Billed twice")),
    ]
    return _about(Form.VOID, "Void this invoice?", about_invoice(invoice), blocks, submit="Void it")


def credit_note(invoice: Invoice, *, locale: str) -> Body:
    """An amount taken off what is left, and why."""
    blocks = [
        inputs.text(
            Field.AMOUNT, Ask(label=f"Amount in {invoice.currency}", longest=40, hint=_is_left(invoice, locale))
        ),
        inputs.text(Field.REASON, Ask(label="Why", example="Second round of edits not needed")),
    ]
    return _about(Form.CREDIT_NOTE, "Credit note", about_invoice(invoice), blocks, submit="Record it")


def change_promise(promise: Promise, *, record_id: int | None = None) -> Body:
    """Another day than the one that was understood, beside the words it was read from."""
    blocks = [
        kit.words(f"“{kit.clipped(promise.words, 1_000)}”"),
        inputs.day(Field.ON, Ask(label="Promised for"), filled=promise.promised_on),
    ]
    kept = ids.pairs(promise=promise.id, record=record_id)
    return inputs.form(Form.CHANGE_PROMISE, "Promised date", blocks, submit="Change it", kept=kept)


def set_promise(touch: Touch, *, on: date) -> Body:
    """The day meant by words already logged, and the amount where it is less than all that is left."""
    blocks = [
        kit.words(f"“{kit.clipped(touch.words, 1_000)}”"),
        inputs.day(Field.ON, Ask(label="Promised for"), filled=on),
        inputs.text(Field.AMOUNT, Ask(label="Amount", longest=40, optional=True, hint="Left empty: all that is left.")),
    ]
    return inputs.form(Form.SET_PROMISE, "Promised date", blocks, submit="Set it", kept=ids.pairs(touch=touch.id))


def assign(about: About, *, owner: str | None = None) -> Body:
    """Whose it is on the team; `owner` is the Slack id of who has it now."""
    blocks = [inputs.person(Field.OWNER, Ask(label="Whose is it?"), filled=owner)]
    return _about(Form.ASSIGN, "Assign", about, blocks, submit="Assign")


def told(shown: Body, *, title: str = "Dunwell") -> Body:
    """An answer in a small window: where a form was sent in, or a button pressed where no message can answer."""
    allowed = [block for block in shown["blocks"] if block["type"] not in _MESSAGES_ONLY]
    return inputs.reading(Form.TOLD, title, allowed or [kit.section(shown["text"])])


_MESSAGES_ONLY = frozenset({"table", "data_visualization", "input"})
_WHO_SPOKE = Ask(
    label="Who spoke", hint="Words like “we: …”, “called, no answer” or “note: …” are ours; all others the client's."
)
_LANGUAGES = tuple((language.name.capitalize(), language.value) for language in Language)
_DIRECTIONS = (
    ("As the words say", AS_SAID),
    ("The client, to us", Direction.IN.value),
    ("We, to the client", Direction.OUT.value),
    ("Nobody: a note for the team", Direction.INTERNAL.value),
)


def _delivered(invoice: Invoice | None) -> Block:
    counts = invoice is not None and _counts_from_delivery(invoice)
    hint = "The due date counts from it." if counts else "Only needed where the terms count from delivery."
    ask = Ask(label="Delivered on", optional=True, hint=hint)
    return inputs.day(Field.DELIVERED_ON, ask, filled=invoice.delivered_on if invoice else None)


def _counts_from_delivery(invoice: Invoice) -> bool:
    return invoice.terms is not None and invoice.terms.basis is Basis.DELIVERY


def _is_left(invoice: Invoice, locale: str) -> str:
    said = rows.left(invoice, locale)
    return f"{said} is left." if invoice.balance == invoice.total else f"{said}."


def _about(callback: Form, title: str, about: About, blocks: Sequence[Block], *, submit: str) -> Body:
    return inputs.form(callback, title, [kit.words(about.label), *blocks], submit=submit, kept=about.kept)
