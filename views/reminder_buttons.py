"""The buttons of a reminder's card: those that apply in its state, and none that does not."""

from __future__ import annotations

from collections.abc import Sequence

from domain.letter import Route, fingerprint
from domain.reminder import Kind, Reminder, ReminderState
from domain.reminder_card import ReminderCard, Sure
from views import ids, kit
from views.ids import Action
from views.kit import Block

S = ReminderState
_ASKED = {
    Sure.MONEY: "what is known of payments is more than a week old",
    Sure.FLAWS: "the letter says what is not in the facts, or leaves something out",
}


def buttons(card: ReminderCard, *, is_whole: bool = True) -> list[Block]:
    """What can be done with it now. Where the card holds only the beginning of the letter, it is approved from the
    window that shows all of it."""
    state = card.reminder.state
    if state in (S.WAITING, S.SECOND):
        return [*kit.actions(*_decide(card, is_whole=is_whole)), *kit.actions(*_answered(card.reminder))]
    return kit.actions(*_after(card.reminder))


def approve_value(card: ReminderCard) -> str:
    """What a press on Approve is about: these exact words, and what it is pressed through."""
    reminder = card.reminder
    letter = fingerprint(reminder.letter) if reminder.letter else None
    sure = "+".join(card.asks) or None
    return ids.pairs(reminder=reminder.id, version=reminder.version, letter=letter, sure=sure)


def really(card: ReminderCard) -> Block | None:
    """The question before an approval that is to be pressed through; None where nothing stands against it."""
    if not card.asks:
        return None
    words = really_words(card.asks)
    return kit.confirm("Approve all the same?", words, yes="Approve anyway", no="Look again")


def really_words(asks: Sequence[Sure]) -> str:
    """What stands against an approval, as a sentence."""
    said = " and ".join(_ASKED[each] for each in asks)
    return f"{said[:1].upper()}{said[1:]}."


def by_whom_sent(reminder: Reminder) -> list[Block]:
    """The two answers to “did it leave?”."""
    value = ids.pairs(reminder=reminder.id, version=reminder.version)
    again = kit.confirm(
        "Not sent?",
        "It goes back to be approved, and can then be sent. If the client has it already, they would get it twice.",
        yes="It was not sent",
        no="Let me look",
    )
    return [
        kit.button("Sent", Action.LETTER_LEFT, value),
        kit.button("Not sent, try again", Action.LETTER_NOT_SENT, value, confirm=again),
    ]


def _came_back() -> Block:
    said = (
        "It goes into the queue, for somebody to find another address. Where it went to one person alone, it counts as"
        " not sent and is drafted anew."
    )
    return kit.confirm("Did the letter come back?", said, yes="It came back", no="No")


def _decide(card: ReminderCard, *, is_whole: bool) -> list[Block]:
    reminder = card.reminder
    value, letter = ids.pairs(reminder=reminder.id, version=reminder.version), reminder.letter
    by_hand = letter is not None and letter.route is Route.BY_HAND
    approve = kit.primary("Approve & send", Action.APPROVE, approve_value(card), confirm=really(card))
    if not is_whole:
        approve = kit.primary("Read all, then approve", Action.READ_LETTER, value)
    is_addressed = letter is not None and (letter.recipients or letter.route is Route.SLACK)
    first = [approve] if is_addressed and not by_hand else []
    if not card.has_contacts:
        first.append(kit.button("Add a contact", Action.CLIENT_DETAILS, ids.pairs(client=reminder.client_id)))
    return [
        *first,
        kit.button("Edit", Action.EDIT_LETTER, value),
        kit.button("Snooze", Action.SNOOZE_REMINDER, value),
        kit.button("Skip", Action.SKIP_REMINDER, value),
        kit.button("Copy, I'll send it", Action.COPY_LETTER, approve_value(card), confirm=really(card)),
    ]


def _answered(reminder: Reminder) -> list[Block]:
    """What the client did or said meanwhile. Where several invoices are named, it is asked which one."""
    if reminder.kind is Kind.THANK_YOU:
        return []
    invoices = {each.invoice_id for each in reminder.items} or {reminder.lead_id}
    if len(invoices) > 1:
        value = ids.pairs(reminder=reminder.id)
        return [
            kit.button("They paid", Action.WHICH_PAID, value),
            kit.button("Promise", Action.LOG_REPLY, ids.pairs(client=reminder.client_id)),
            kit.button("Dispute", Action.WHICH_DISPUTED, value),
        ]
    value = ids.pairs(invoice=invoices.pop())
    return [
        kit.button("They paid", Action.THEY_PAID, value),
        kit.button("Promise", Action.LOG_REPLY, value),
        kit.button("Dispute", Action.DISPUTE, value),
    ]


def _after(reminder: Reminder) -> list[Block]:
    value = ids.pairs(reminder=reminder.id, version=reminder.version)
    found: dict[ReminderState, list[Block]] = {
        S.APPROVED: [kit.button("Take back", Action.TAKE_BACK_APPROVAL, value)],
        S.BY_HAND: [
            kit.primary("I sent it", Action.SENT_BY_HAND, value),
            kit.button("Show the text", Action.SHOW_LETTER, value),
            kit.button("Not sending", Action.NOT_SENDING, value),
        ],
        S.UNCERTAIN: by_whom_sent(reminder),
        S.REFUSED: [
            kit.button("Edit", Action.EDIT_LETTER, value),
            kit.button("Try again", Action.LETTER_NOT_SENT, value),
            kit.button("Client's contacts", Action.CLIENT_DETAILS, ids.pairs(client=reminder.client_id)),
            kit.button("Skip", Action.SKIP_REMINDER, value),
        ],
        S.SNOOZED: [kit.button("Take it up again now", Action.WAKE_REMINDER, value)],
        S.SENT: [kit.button("It came back", Action.LETTER_BOUNCED, value, confirm=_came_back())],
    }
    return found.get(reminder.state, [])
