"""What the audit trail tells an Undo: which act made a promise, what was changed with it, what came since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.errors import TooLate
from domain.invoice import Invoice
from domain.record import UNDO_FOR, Record
from receivables.promises import bring_back_promise
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What acts make and put in the place of each other: the step that takes it back, the one that brings back what it
    replaced (or what was ended), the id both carry, and the acts after which nothing older comes back."""

    made: str
    replaced: str
    key: str
    acts: tuple[str, ...] = ()


PROMISE = Kind(made="withdraw_promise", replaced="restore_promise", key="promise_id")
HOLD = Kind(made="end_hold", replaced="resume_hold", key="hold_id", acts=("hold_chasing", "resume"))
DISPUTE = Kind(made="drop_dispute", replaced="reopen_dispute", key="dispute_id", acts=("open_dispute", "resume"))
_SAID = "withdraw_touch"
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
    words, made = _ids(record, _SAID, "touch_id"), _made(record)
    found = []
    for later in _since(record, work):
        is_moved = later.act == _MOVES and made & _ids(later, PROMISE.replaced, PROMISE.key)
        is_set = later.act == _SETS and words & _ids(later, PROMISE.made, "touch_id")
        if is_moved or is_set:
            made |= _made(later)
            found.append(later)
    return found


def standing_before(made_id: int, replaced_at: datetime, work: Work, *, of: Kind = PROMISE) -> set[int]:
    """What stands again once what replaced or ended something is taken back: it, or what stood before it where its own
    act was undone meanwhile."""
    # Undone after it was replaced, so made no longer before that than Undo works.
    maker = _maker(made_id, replaced_at - UNDO_FOR, work, of)
    if maker is None or maker.undone_at is None:
        return {made_id}
    before = _ids(maker, of.replaced, of.key)
    return {each for earlier in before for each in standing_before(earlier, maker.at, work, of=of)}


def newest_since(record: Record, work: Work, *, of: Kind) -> Record | None:
    """The last act that made or ended the same kind of thing for the very same invoice (or client) since."""
    about = (record.client_id, record.invoice_id)
    found = [
        each for each in _since(record, work) if each.act in of.acts and (each.client_id, each.invoice_id) == about
    ]
    return found[-1] if found else None


def newest_with(record: Record, key: str, value: int, work: Work) -> Record | None:
    """The last act since whose way back is about the very same thing, by the id its steps carry."""
    found = [
        each for each in _since(record, work) if any(arguments.get(key) == value for _, arguments in steps_of(each))
    ]
    return found[-1] if found else None


def did_more_since(later: Record) -> TooLate:
    """The refusal of an Undo that something done since stands in the way of."""
    return TooLate(f"This cannot be undone any more: {later.by} did more with it since ({later.said}).")


def bring_back_voided(invoice: Invoice, work: Work) -> None:
    """An invoice is no longer void: the promises that ended with it stand again, not those somebody took back."""
    theirs = [each for each in work.promises.of_client(invoice.client_id) if each.currency == invoice.currency]
    for about in (invoice.id, None):
        for promise in reversed([each for each in theirs if each.invoice_id == about]):
            maker = _maker(promise.id, promise.recorded_at or work.now, work, PROMISE)
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


def _maker(made_id: int, since: datetime, work: Work, of: Kind) -> Record | None:
    return next((each for each in work.audit.since(since) if made_id in _ids(each, of.made, of.key)), None)


def _made(record: Record) -> set[int]:
    return _ids(record, PROMISE.made, PROMISE.key)


def _ids(record: Record, step: str, key: str) -> set[int]:
    return {arguments[key] for name, arguments in steps_of(record) if name == step and arguments.get(key)}
