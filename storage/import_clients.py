"""Whose imported invoices are: a client's number is its identity where there is one, other spellings are aliases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, FromClause, ScalarSelect, and_, exists, func, insert, literal, or_, select, update

from storage.import_namesakes import is_new_name, keep_clients_of_known
from storage.import_stage import inserted, staged_clients
from storage.scope import Scope
from storage.tables import aliases, clients, contacts


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientsMet:
    """How many clients, and spellings of them, were not known before."""

    new: int
    aliases: int


def meet_clients(scope: Scope, *, import_id: int, now: datetime) -> ClientsMet:
    """Gives every staged client its `client_id`, recording clients, spellings and addresses not known before."""
    _adopt(scope)
    _resolve(scope)
    keep_clients_of_known(scope)
    new = _record(scope, is_new_name(scope), import_id=import_id, now=now)
    _resolve(scope)
    spelled = _record_aliases(scope)
    _record_contacts(scope)
    return ClientsMet(new=new, aliases=spelled)


def meet_first_clients(scope: Scope, *, after: int, import_id: int, now: datetime) -> int:
    """Gives staged clients whose `ref` is higher than `after` their `client_id`, in a book that began without any.

    There every identity of the file is a client, so they may be met a few at a time. Returns how many are new.
    """
    fresh = staged_clients.c.ref > after
    earlier = staged_clients.alias()
    known = exists().where(earlier.c.identity == staged_clients.c.identity, earlier.c.ref < staged_clients.c.ref)
    scope.connection.execute(update(staged_clients).where(fresh, ~known).values(leads=1))
    new = _record(scope, fresh, import_id=import_id, now=now)
    _resolve_exactly(scope, fresh)
    return new


def spell_first_clients(scope: Scope) -> int:
    """Once all are met: their other spellings and addresses. Returns how many spellings."""
    spelled = _record_aliases(scope)
    _record_contacts(scope)
    return spelled


_STANDS = clients.c.joined_into_id.is_(None)


def _adopt(scope: Scope) -> None:
    """A client recorded here by name alone takes the number its source knows it by."""
    numbered = staged_clients.alias()
    namesake = clients.alias()
    taken = clients.alias()
    first = (
        select(func.min(namesake.c.id))
        .where(
            namesake.c.workspace_id == scope.workspace_id,
            _numberless(namesake),
            namesake.c.name_key == clients.c.name_key,
            namesake.c.joined_into_id.is_(None),
        )
        .correlate(clients)
        .scalar_subquery()
    )
    fits = and_(
        numbered.c.leads == 1,
        numbered.c.number.is_not(None),
        numbered.c.name_key == clients.c.name_key,
        ~exists().where(taken.c.workspace_id == scope.workspace_id, taken.c.number == numbered.c.number),
    )
    number = select(func.min(numbered.c.number)).where(fits).correlate(clients).scalar_subquery()
    numberless = scope.mine(clients) & clients.c.number.is_(None)
    scope.connection.execute(
        update(clients)
        .where(numberless, clients.c.id == first, exists().where(fits).correlate(clients))
        .values(number=number)
    )


def _resolve(scope: Scope) -> None:
    """By number; by name where the source gives none, a client without a number before one with."""
    _resolve_exactly(scope)
    named = (scope.mine(clients), clients.c.name_key == staged_clients.c.name_key, _STANDS)
    numberless = staged_clients.c.number.is_(None)
    # Two numbered clients of one name are two clients: then the name alone says nothing.
    only = select(func.min(clients.c.id)).where(*named).having(func.count() == 1)
    _set(scope, only.scalar_subquery(), numberless)
    known_as = (scope.mine(aliases), aliases.c.name_key == staged_clients.c.name_key)
    alias = (
        select(func.min(aliases.c.client_id)).where(*known_as).having(func.count(aliases.c.client_id.distinct()) == 1)
    )
    _set(scope, alias.scalar_subquery(), numberless)


def _resolve_exactly(scope: Scope, *which: ColumnElement[bool]) -> None:
    """By number; by name those without a number, among clients without one. One that was joined leads to the other."""
    now = func.coalesce(clients.c.joined_into_id, clients.c.id)
    numbered = select(now).where(scope.mine(clients), clients.c.number == staged_clients.c.number)
    _set(scope, numbered.scalar_subquery(), staged_clients.c.number.is_not(None), *which)
    named = (scope.mine(clients), clients.c.name_key == staged_clients.c.name_key, _numberless(clients), _STANDS)
    namesake = select(func.min(clients.c.id)).where(*named)
    _set(scope, namesake.scalar_subquery(), staged_clients.c.number.is_(None), *which)


def _numberless(table: FromClause) -> ColumnElement[bool]:
    """No number. Said so that SQLite goes by the name's index, not through all that have no number."""
    return func.coalesce(table.c.number, "") == ""


def _set(scope: Scope, found: ScalarSelect[Any], *which: ColumnElement[bool]) -> None:
    unmet = update(staged_clients).where(staged_clients.c.client_id.is_(None), *which)
    scope.connection.execute(unmet.values(client_id=found))


def _record(scope: Scope, *which: ColumnElement[bool], import_id: int, now: datetime) -> int:
    unknown = select(
        literal(scope.workspace_id),
        staged_clients.c.number,
        staged_clients.c.name,
        staged_clients.c.name_key,
        literal(now, type_=clients.c.created_at.type),
        literal(import_id),
    ).where(staged_clients.c.leads == 1, staged_clients.c.client_id.is_(None), *which)
    columns = ["workspace_id", "number", "name", "name_key", "created_at", "import_id"]
    return inserted(scope.connection, insert(clients).from_select(columns, unknown.order_by(staged_clients.c.ref)))


def _record_aliases(scope: Scope) -> int:
    known = exists().where(
        scope.mine(aliases),
        aliases.c.client_id == staged_clients.c.client_id,
        aliases.c.name == staged_clients.c.name,
    )
    other = (
        select(
            literal(scope.workspace_id),
            staged_clients.c.client_id,
            staged_clients.c.name,
            func.min(staged_clients.c.name_key),
        )
        .join_from(staged_clients, clients, clients.c.id == staged_clients.c.client_id)
        .where(clients.c.name != staged_clients.c.name, ~known)
        .group_by(staged_clients.c.client_id, staged_clients.c.name)
        .order_by(func.min(staged_clients.c.ref))
    )
    columns = ["workspace_id", "client_id", "name", "name_key"]
    return inserted(scope.connection, insert(aliases).from_select(columns, other))


def _record_contacts(scope: Scope) -> None:
    """Addresses of one cell stand on lines of their own; only cells with an address that is not known are looked at."""
    one = exists().where(
        scope.mine(contacts),
        contacts.c.client_id == staged_clients.c.client_id,
        contacts.c.email == staged_clients.c.emails,
    )
    query = (
        select(staged_clients.c.client_id, clients.c.name, staged_clients.c.emails)
        .join_from(staged_clients, clients, clients.c.id == staged_clients.c.client_id)
        .where(staged_clients.c.emails.is_not(None), ~one)
        .distinct()
    )
    wanted = {
        (row.client_id, email): row.name for row in scope.connection.execute(query) for email in row.emails.split("\n")
    }
    if not wanted:
        return
    told = select(staged_clients.c.client_id).where(staged_clients.c.emails.is_not(None))
    known = select(contacts.c.client_id, contacts.c.email).where(
        scope.mine(contacts), or_(contacts.c.client_id.in_(told))
    )
    for row in scope.connection.execute(known):
        wanted.pop((row.client_id, row.email), None)
    rows = [
        {"workspace_id": scope.workspace_id, "client_id": client_id, "name": name, "email": email}
        for (client_id, email), name in wanted.items()
    ]
    if rows:
        scope.connection.execute(insert(contacts), rows)
