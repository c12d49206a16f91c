"""The windows of a reminder: edit its letter, snooze, skip, read it whole and approve, copy it; and “they say it is
paid”."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.client import Contact
from domain.errors import WrongState
from domain.invoice import Invoice
from domain.letter import Letter, Recipient, Route, fingerprint
from domain.reminder import Reminder
from domain.reminder_card import LetterOpen, ReminderCard
from views import ids, inputs, kit, letter_blocks, limits, reminder_words, rich, wording
from views.ids import Field, Form
from views.inputs import Ask
from views.kit import Block, Body
from views.modals import about_invoice
from views.reminder_buttons import approve_value
from views.reminder_card import addressed, freshness, letter_facts, owed, standing

TEXTS = (Field.TEXT, Field.TEXT_2, Field.TEXT_3, Field.TEXT_4)
_SUBJECT = 200
_ROUTES = {
    Route.EMAIL: "By e-mail",
    Route.SLACK: "In the Slack channel shared with them",
    Route.BY_HAND: "I'll send it myself",
}


def edit_letter(opened: LetterOpen) -> Body:
    """Subject, text, recipients of the client's contacts, and the way. Raises WrongState for a letter that no form
    holds."""
    reminder, letter = opened.card.reminder, _letter(opened.card.reminder)
    blocks = [
        kit.words(f"{reminder_words.titled(reminder)}. An edit voids every approval given before."),
        *_whom(opened.contacts, letter.recipients),
        inputs.choice(
            Field.ROUTE,
            Ask(label="How it goes"),
            [(_ROUTES[each], each.value) for each in opened.routes],
            filled=letter.route.value,
        ),
        inputs.text(Field.SUBJECT, Ask(label="Subject", longest=_SUBJECT), filled=letter.words.subject),
        *_texts(letter.words.text),
    ]
    return inputs.form(Form.EDIT_LETTER, "Edit the letter", blocks, submit="Keep", kept=_kept(reminder))


def snooze(reminder: Reminder) -> Body:
    """Not now: through which day."""
    hint = "As you would say it: Friday, in two weeks, 15 December. Then it is drafted anew from what is so by then."
    blocks = [
        kit.words(reminder_words.titled(reminder)),
        inputs.text(Field.UNTIL, Ask(label="Through which day?", hint=hint, longest=80), filled="in a week"),
    ]
    return inputs.form(Form.SNOOZE_REMINDER, "Snooze", blocks, submit="Snooze", kept=_kept(reminder))


def skip(reminder: Reminder) -> Body:
    """Leave this letter out; the next stage comes at its day."""
    blocks = [
        kit.words(f"{reminder_words.titled(reminder)} is left out. The next one comes when its day does."),
        inputs.text(
            Field.REASON,
            Ask(label="Why", optional=True, hint="For your team's records. The client does not see it."),
        ),
    ]
    return inputs.form(Form.SKIP_REMINDER, "Skip", blocks, submit="Skip it", kept=_kept(reminder))


def read_letter(card: ReminderCard, *, locale: str, may_approve: bool) -> Body:
    """The whole of it, to be read and approved. Where there is nothing to approve (any more), it is only read."""
    reminder, letter = card.reminder, card.reminder.letter
    title = "Read and approve"
    blocks = [kit.words(f"{reminder_words.titled(reminder)}. {standing(card)}"), *letter_facts(card, locale)]
    if letter is not None:
        blocks += [
            addressed(letter, card.files, went_by_hand=reminder.went_by_hand),
            *letter_blocks.quoted(letter.words.text),
        ]
    blocks += [*owed(reminder, locale), kit.context(freshness(card))]
    if not may_approve or letter is None:
        return inputs.reading(Form.READ_LETTER, "The letter", _fitting(blocks))
    if card.asks:
        blocks.append(kit.words("Approve it all the same only if what is said above is as it should be."))
    return inputs.form(Form.READ_LETTER, title, _fitting(blocks), submit="Approve & send", kept=approve_value(card))


def copy_letter(reminder: Reminder) -> Body:
    """The letter to take along, line for line."""
    letter = _letter(reminder)
    blocks = [
        kit.words("Copy it, send it, then press “I sent it” on the card. Until then nothing is counted as sent."),
        rich.rich(rich.line(rich.bold("To: "), rich.text(reminder_words.to_whom(letter.recipients)))),
        rich.rich(rich.line(rich.bold("Subject:"))),
        *letter_blocks.to_copy(letter.words.subject),
        *letter_blocks.to_copy(letter.words.text),
    ]
    return inputs.reading(Form.COPY_LETTER, "Copy the letter", _fitting(blocks))


def says_paid(invoice: Invoice, *, until: date) -> Body:
    """Its source will say when money came: until then the client's word is kept, and nobody chases for some days."""
    about = about_invoice(invoice)
    told = (
        f"{about.label} comes from {wording.one_line(invoice.source, 60)}, which will say when the money is there."
        f" Their word is kept, and nothing goes out about it through {wording.in_full(until)}."
    )
    words = Ask(label="What did they say?", optional=True, example="We paid it on Tuesday")
    blocks = [kit.words(told), inputs.text(Field.WORDS, words, several_lines=True)]
    return inputs.form(Form.SAYS_PAID, "They say it is paid", blocks, submit="Keep it", kept=about.kept)


def _letter(reminder: Reminder) -> Letter:
    if reminder.letter is None:
        words = "Its words are not written yet."
        raise WrongState(words)
    return reminder.letter


def _kept(reminder: Reminder) -> str:
    letter = fingerprint(reminder.letter) if reminder.letter else None
    return ids.pairs(reminder=reminder.id, version=reminder.version, letter=letter)


def _whom(contacts: Sequence[Contact], now: Sequence[Recipient]) -> list[Block]:
    reachable = [each for each in contacts if each.email]
    if not reachable:
        said = "Nobody to write to is on file. Add a contact to the client first, or send it yourself."
        return [kit.words(said)]
    options = [
        (wording.one_line(f"{each.name} · {each.email}", limits.OPTION_TEXT), str(each.id)) for each in reachable
    ]
    chosen = [str(each.contact_id) for each in now] or [str(each.id) for each in reachable]
    ask = Ask(label="To", optional=True, hint="One letter to all of them; each sees the others.")
    if len(options) <= limits.CHECKBOXES:
        return [inputs.ticks(Field.RECIPIENTS, ask, options, ticked=chosen)]
    return [inputs.several(Field.RECIPIENTS, ask, options, chosen=chosen)]


def _texts(text: str) -> list[Block]:
    pieces = letter_blocks.parts(text)
    if len(pieces) > len(TEXTS):
        words = f"This letter is {len(text):,} characters long, more than a form holds. Copy it and send it yourself."
        raise WrongState(words)
    return [
        inputs.text(
            field,
            Ask(label="Text" if not place else "Text, continued", optional=bool(place)),
            filled=piece,
            several_lines=True,
        )
        for place, (field, piece) in enumerate(zip(TEXTS, pieces, strict=False))
    ]


def _fitting(blocks: list[Block]) -> list[Block]:
    """A window holds a hundred blocks: a letter of a quarter of a million characters."""
    return blocks[: limits.VIEW_BLOCKS]
