"""What was done, in one clear line, with what was understood and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.answers import Change, Hint
from domain.badges import BadgeName
from domain.promise import Certainty
from domain.timeline import Direction
from views import ids, kit, rich, rows, wording
from views.ids import Action
from views.kit import Block, Body
from views.messages import answer, message

_CHOICES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One way to answer a question: what the button says, and what it carries (from `ids.pairs`)."""

    label: str
    value: str


def changed(change: Change, *, locale: str, public: bool = False) -> Body:
    """What was done, what the words were taken to mean, the invoice as it is now; Undo while it works."""
    said = kit.clipped(change.said, 1_500)
    blocks = [
        rich.rich(rich.line(rich.text("✓ "), rich.bold(said))),
        *_understood(change.understood),
        *_now(change, locale),
        *_ways_back(change),
    ]
    return answer(message(wording.escaped(said), blocks), public=public)


def undone(change: Change, *, locale: str, public: bool = False) -> Body:
    """What was taken back, and the invoice as it is again."""
    said = kit.clipped(change.said, 1_500)
    blocks = [rich.rich(rich.line(rich.text("↩ "), rich.text(said))), *_now(change, locale)]
    return answer(message(wording.escaped(said), blocks), public=public)


def choose(question: str, choices: Sequence[Choice], *, action: Action = Action.CHOOSE) -> Body:
    """A question with a button for each answer. `question` is plain text; beyond twenty, the others are counted."""
    buttons = [
        kit.button(wording.one_line(choice.label, 75), ids.numbered(action, place), choice.value)
        for place, choice in enumerate(choices[:_CHOICES])
    ]
    left = len(choices) - _CHOICES
    more = [kit.context(f"{left:,} more fit: say a little more of the name or number.")] if left > 0 else []
    blocks = [kit.words(question), *kit.actions(*buttons), *more]
    return answer(message(wording.escaped(question), blocks), public=False)


def _understood(understood: Sequence[str]) -> list[Block]:
    if not understood:
        return []
    lines = [rich.coded(kit.clipped(f"{words[:1].upper()}{words[1:]}", 500)) for words in understood]
    return [rich.rich(rich.bullets(lines))]


def _now(change: Change, locale: str) -> list[Block]:
    if change.row is None or change.today is None:
        return []
    return [rich.rich(rich.line(*rows.standing(change.row, today=change.today, locale=locale)))]


def _ways_back(change: Change) -> list[Block]:
    buttons = []
    if change.denied is not None:
        buttons.append(kit.button("Change the promise", Action.CHANGE_PROMISE, ids.pairs(promise=change.denied.id)))
    buttons += _hinted(change)
    if change.row is not None and change.row.invoice.is_closed and change.row.invoice.blocked_work:
        buttons.append(kit.button("Unblock work", Action.UNBLOCK, ids.pairs(invoice=change.row.invoice.id)))
    if change.touch is not None and _may_be_dated(change):
        buttons.append(kit.button("Set date", Action.SET_PROMISE, ids.pairs(touch=change.touch.id)))
    elif change.promise is not None and change.promise.id:
        value = ids.pairs(promise=change.promise.id, record=change.record_id)
        buttons.append(kit.button("Change date", Action.CHANGE_PROMISE, value))
    if change.record_id is not None:
        buttons.append(kit.button("Undo", Action.UNDO, ids.pairs(record=change.record_id)))
    if change.row is not None and change.row.invoice.is_live:
        value = ids.pairs(invoice=change.row.invoice.id)
        buttons.append(
            kit.button(f"Open {wording.one_line(change.row.invoice.number, 20)}", Action.OPEN_INVOICE, value)
        )
    until = []
    if change.record_id is not None and change.undo_until is not None:
        until = [kit.context(f"Undo works until {wording.moment(change.undo_until, '{time}')}.")]
    return [*kit.actions(*buttons), *until]


def _hinted(change: Change) -> list[Block]:
    """The act the words call for, where it can be done here."""
    row = change.row
    if change.hint is None or row is None or not row.invoice.is_open:
        return []
    value = ids.pairs(invoice=row.invoice.id)
    if change.hint is Hint.DISPUTE:
        return [] if row.badge(BadgeName.DISPUTED) else [kit.button("Dispute", Action.DISPUTE, value)]
    return [] if row.invoice.is_mirrored else [kit.button("Record payment", Action.RECORD_PAYMENT, value)]


def _may_be_dated(change: Change) -> bool:
    """A client's words that left no day they promised, about something still open."""
    is_theirs = change.touch is not None and change.touch.direction is Direction.IN
    is_dated = change.promise is not None and change.promise.certainty is Certainty.GIVEN
    return is_theirs and not is_dated and (change.row is None or change.row.invoice.is_open)
