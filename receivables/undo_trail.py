"""What the audit trail tells an Undo: which act made a promise, what was changed with it, what came since."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from domain.errors import TooLate
from domain.invoice import Invoice
from domain.record import UNDO_FOR, Record
from receivables.promises import bring_back_promise
from storage.unit_of_work import Work

_MADE, _REPLACED, _SAID = "withdraw_promise", "restore_promise", "withdraw_touch"
_MOVES, _SETS = "change_promise", "set_promise"


def steps_of(record: Record) -> list[tuple[str, dict[str, Any]]]:
    """What takes an act back, in order."""
    return [(name, arguments) for name, arguments in (record.undo or {"steps": []})["steps"]]


def changed_with(record: Record, work: Work) -> list[Record]:
    """The days moved or set since for the very words (or the very day) an act recorded: they go with it. Oldest first.

    A newer word of the client is its own and stays.
    """
    if record.act == _MOVES:
        return []
    words, made = _ids(record, _SAID, "touch_id"), _ids(record, _MADE)
    found = []
    for later in _since(record, work):
        is_moved = later.act == _MOVES and made & _ids(later, _REPLACED)
        is_set = later.act == _SETS and words & _ids(later, _MADE, "touch_id")
        if is_moved or is_set:
            made |= _ids(later, _MADE)
            found.append(later)
    return found


def standing_before(promise_id: int, replaced_at: datetime, work: Work) -> set[int]:
    """What stands again once what replaced a promise is taken back: it, or what stood before it where its own act was
    undone meanwhile."""
    # Undone after it was replaced, so made no longer before that than Undo works.
    maker = _maker(promise_id, replaced_at - UNDO_FOR, work)
    if maker is None or maker.undone_at is None:
        return {promise_id}
    return {each for earlier in _ids(maker, _REPLACED) for each in standing_before(earlier, maker.at, work)}


def bring_back_voided(invoice: Invoice, work: Work) -> None:
    """An invoice is no longer void: the promises that ended with it stand again, not those somebody took back."""
    theirs = [each for each in work.promises.of_client(invoice.client_id) if each.currency == invoice.currency]
    for about in (invoice.id, None):
        for promise in reversed([each for each in theirs if each.invoice_id == about]):
            maker = _maker(promise.id, promise.recorded_at or work.now, work)
            if maker is None or maker.undone_at is None:
                bring_back_promise(promise.id, work)
                break


def refuse_if_newer(record: Record, step: str, work: Work, *, since: str, **target: int | str) -> None:
    """Raises TooLate where the same was set for the same thing since: going back would wipe that. `since` tells it."""
    for later in _since(record, work):
        if any(name == step and target.items() <= arguments.items() for name, arguments in steps_of(later)):
            words = f"This cannot be undone any more: {since}, by {later.by}. Set it anew instead."
            raise TooLate(words)


def _since(record: Record, work: Work) -> list[Record]:
    """What was done after it and still holds, oldest first."""
    return [each for each in work.audit.since(record.at) if each.id > record.id and each.undone_at is None]


def _maker(promise_id: int, since: datetime, work: Work) -> Record | None:
    return next((each for each in work.audit.since(since) if promise_id in _ids(each, _MADE)), None)


def _ids(record: Record, step: str, key: str = "promise_id") -> set[int]:
    return {arguments[key] for name, arguments in steps_of(record) if name == step and arguments.get(key)}
