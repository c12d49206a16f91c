"""Two clients that are one: everything that is one's becomes the other's, and can be parted again by what was noted.

Nothing is removed. Words are never changed: a copy under the client that stays corrects each row, as where a source
names another client for an invoice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, exists, insert, literal, select, update

from domain.client import name_key
from domain.exception_queue import ExceptionKind
from domain.reminder import OPEN
from storage.scope import Scope
from storage.tables import (
    aliases,
    chasing_rules,
    clients,
    contacts,
    credit_notes,
    disputes,
    exceptions,
    holds,
    invoices,
    milestones,
    payments,
    promises,
    reminders,
    touches,
)

Moved = dict[str, Any]
"""What a joining did, as JSON: the ids of rows that changed hands by table, and what else stood there before."""

ABOUT_BEFORE = "client before joining"
"""What a settled row of the queue is about, where its word does not reach the debts that came with the other client."""

_ON_INVOICES = (payments, credit_notes, disputes, promises, holds)
_AT_ONCE = 1_000
_OWN = ("number", "net_days", "terms_basis", "owner_id", "language", "slack_channel")


def join(scope: Scope, *, gone_id: int, stays_id: int, now: datetime) -> Moved:
    """Makes all that is of `gone_id` `stays_id`'s; what the client that stays knows of itself stays so. An open letter
    to the one that goes stays where it is: its facts changed, so it lapses."""
    earlier = clients.c.joined_into_id == gone_id
    moved: Moved = {"joined": _hand_over(scope, clients, earlier, column="joined_into_id", to=stays_id)}
    moved["number"], moved["filled"] = _fill_blanks(scope, gone_id, stays_id)
    moved["alias_id"] = _remember_name(scope, gone_id, stays_id)
    moved["exceptions"] = _join_queue(scope, gone_id, stays_id, now)
    moved["words"] = _copy_words(scope, touches.c.client_id == gone_id, to=stays_id)
    of_gone = {
        invoices: invoices.c.client_id == gone_id,
        **{table: table.c.client_id == gone_id for table in (*_ON_INVOICES, milestones)},
        reminders: (reminders.c.client_id == gone_id) & reminders.c.state.not_in([state.value for state in OPEN]),
        contacts: (contacts.c.client_id == gone_id) & ~_has(scope, contacts, "email", stays_id),
        aliases: (aliases.c.client_id == gone_id) & ~_has(scope, aliases, "name", stays_id),
        chasing_rules: (chasing_rules.c.client_id == gone_id) & ~_has(scope, chasing_rules, None, stays_id),
    }
    for table, condition in of_gone.items():
        moved[table.name] = _hand_over(scope, table, condition, to=stays_id)
    return moved


def part(scope: Scope, *, gone_id: int, stays_id: int, moved: Moved) -> None:
    """Takes a joining back: what changed hands goes back, with all that came to its invoices since."""
    for ids in _batches(moved["words"]):
        _copy_words(scope, touches.c.id.in_(ids), to=gone_id)
    for ids in _batches(moved[invoices.name]):
        _copy_words(scope, touches.c.invoice_id.in_(ids) & (touches.c.client_id == stays_id), to=gone_id)
        for table in _ON_INVOICES:
            _hand_over(scope, table, table.c.invoice_id.in_(ids), to=gone_id)
    for table in (invoices, *_ON_INVOICES, milestones, reminders, contacts, aliases, chasing_rules):
        for ids in _batches(moved[table.name]):
            _hand_over(scope, table, table.c.id.in_(ids), to=gone_id)
    for row_id, before in moved["exceptions"].items():
        _write(scope, exceptions, exceptions.c.id == int(row_id), **before)
    if moved["alias_id"] is not None:
        scope.connection.execute(aliases.delete().where(scope.mine(aliases), aliases.c.id == moved["alias_id"]))
    if moved["filled"]:
        _write(scope, clients, clients.c.id == stays_id, **dict.fromkeys(moved["filled"]))
    # Numbers are the workspace's only ones: what was filled in is given back before it is anybody's again.
    _write(scope, clients, clients.c.id == gone_id, joined_into_id=None, number=moved["number"])
    for ids in _batches(moved["joined"]):
        _write(scope, clients, clients.c.id.in_(ids), joined_into_id=gone_id)


def joined_into(scope: Scope, client_id: int) -> int | None:
    """The client this one was joined to; None where it was not."""
    row = scope.one(select(clients.c.joined_into_id).where(scope.mine(clients), clients.c.id == client_id))
    return row.joined_into_id if row else None


def _fill_blanks(scope: Scope, gone_id: int, stays_id: int) -> tuple[str | None, list[str]]:
    """What the one that stays does not know of itself comes from the other: the number that one had, and what was
    filled in."""
    gone, stays = _own_of(scope, gone_id), _own_of(scope, stays_id)
    blank = {name for name in _OWN if stays[name] is None and gone[name] is not None}
    if stays["net_days"] is not None:
        blank.discard("terms_basis")
    number = None if "number" in blank else gone["number"]
    _write(scope, clients, clients.c.id == gone_id, joined_into_id=stays_id, number=number)
    if blank:
        _write(scope, clients, clients.c.id == stays_id, **{name: gone[name] for name in blank})
    return gone["number"], sorted(blank)


def _own_of(scope: Scope, client_id: int) -> dict[str, Any]:
    query = select(*(clients.c[name] for name in _OWN)).where(scope.mine(clients), clients.c.id == client_id)
    row = scope.one(query)
    return {name: None if row is None else getattr(row, name) for name in _OWN}


def _remember_name(scope: Scope, gone_id: int, stays_id: int) -> int | None:
    """The name of the one that goes finds the other from now on."""
    both = select(clients.c.id, clients.c.name).where(scope.mine(clients), clients.c.id.in_([gone_id, stays_id]))
    names = {row.id: row.name for row in scope.all(both)}
    name = names[gone_id]
    known = select(aliases.c.id).where(scope.mine(aliases), aliases.c.client_id == stays_id, aliases.c.name == name)
    if name == names[stays_id] or scope.one(known) is not None:
        return None
    return scope.add(aliases, client_id=stays_id, name=name, name_key=name_key(name))


def _join_queue(scope: Scope, gone_id: int, stays_id: int, now: datetime) -> dict[str, dict[str, Any]]:
    """Rows about the one that goes wait for the other; of two alike the other's stays. Debts that arrived overdue and
    that a person let be chased wait again where the other's wait still: nobody looked at those."""
    about = (scope.mine(exceptions), exceptions.c.about == "client", exceptions.c.about_id.in_([gone_id, stays_id]))
    rows = scope.all(select(exceptions).where(*about).order_by(exceptions.c.id))
    waiting = {(row.kind, row.about_id) for row in rows if row.resolved_at is None}
    is_old_debt_left = any(kind == ExceptionKind.OLD_DEBT for kind, _ in waiting)
    before: dict[str, dict[str, Any]] = {}
    for row in rows:
        change: dict[str, Any] = {}
        if row.kind == ExceptionKind.OLD_DEBT and row.resolved_at is not None and is_old_debt_left:
            change = {"about": ABOUT_BEFORE}
        elif row.about_id == gone_id and row.resolved_at is None and (row.kind, stays_id) in waiting:
            change = {"about": ABOUT_BEFORE, "resolved_at": now, "resolution": "its client was joined to another"}
        elif row.about_id == gone_id:
            change = {"about_id": stays_id}
        if change:
            before[str(row.id)] = {name: getattr(row, name) for name in change}
            _write(scope, exceptions, exceptions.c.id == row.id, **change)
    return before


def _copy_words(scope: Scope, which: ColumnElement[bool], *, to: int) -> list[int]:
    """Returns the ids of the copies. What was corrected or taken back before stays where it was said."""
    later = touches.alias()
    kept = [column for column in touches.columns if column.name not in ("id", "client_id", "corrects_id")]
    stands = (scope.mine(touches), which, touches.c.words != "", ~exists().where(later.c.corrects_id == touches.c.id))
    said = [row.id for row in scope.all(select(touches.c.id).where(*stands).order_by(touches.c.id))]
    columns = [*(column.name for column in kept), "client_id", "corrects_id"]
    copied: list[int] = []
    for ids in _batches(said):
        query = select(*kept, literal(to), touches.c.id).where(touches.c.id.in_(ids)).order_by(touches.c.id)
        scope.connection.execute(insert(touches).from_select(columns, query))
        copied += [row.id for row in scope.all(select(touches.c.id).where(touches.c.corrects_id.in_(ids)))]
    return copied


def _has(scope: Scope, table: Table, column: str | None, client_id: int) -> ColumnElement[bool]:
    """Whether the client has a row of this already."""
    other = table.alias()
    same = [other.c[column] == table.c[column]] if column else []
    return exists().where(other.c.workspace_id == scope.workspace_id, other.c.client_id == client_id, *same)


def _hand_over(
    scope: Scope, table: Table, which: ColumnElement[bool], *, to: int, column: str = "client_id"
) -> list[int]:
    ids = [row.id for row in scope.all(select(table.c.id).where(scope.mine(table), which).order_by(table.c.id))]
    for some in _batches(ids):
        _write(scope, table, table.c.id.in_(some), **{column: to})
    return ids


def _batches(ids: list[int]) -> Iterator[list[int]]:
    """As many at a time as one question takes."""
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


def _write(scope: Scope, table: Table, which: ColumnElement[bool], **values: Any) -> None:
    scope.connection.execute(update(table).where(scope.mine(table), which).values(**values))
