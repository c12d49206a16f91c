"""Names that more than one client of the book goes by, in files without clients' numbers: nobody is invented for them.

An invoice that is known keeps its client where the name fits it. A new one needs a person to say whose it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, FromClause, and_, exists, func, insert, or_, select, union, update

from domain.errors import listed
from storage.import_stage import Fault, staged, staged_clients
from storage.scope import Scope
from storage.tables import aliases, clients, invoices


def keep_clients_of_known(scope: Scope) -> None:
    """Gives rows of known invoices the client the invoice has, where the file's name is one of that client's."""
    contested = _contested(scope)
    if scope.connection.execute(select(staged_clients.c.ref).where(contested).limit(1)).first() is None:
        return
    last = scope.connection.execute(select(func.max(staged_clients.c.ref))).scalar_one()
    known = (
        select(staged_clients.c.ref, invoices.c.client_id)
        .join_from(staged, staged_clients, staged_clients.c.ref == staged.c.client_ref)
        .join(invoices, and_(scope.mine(invoices), invoices.c.number == staged.c.number))
        .where(contested, _goes_by(scope, invoices.c.client_id, staged_clients.c.name_key))
        .where(invoices.c.client_id.is_distinct_from(staged_clients.c.client_id))
        .distinct()
        .subquery()
    )
    copied = ("identity", "number", "name", "name_key", "emails")
    place = func.row_number().over(order_by=(known.c.ref, known.c.client_id))
    spelled_so = select(
        last + place, *(staged_clients.c[name] for name in copied), 0 * known.c.ref, known.c.client_id
    ).join_from(known, staged_clients, staged_clients.c.ref == known.c.ref)
    columns = ["ref", *copied, "leads", "client_id"]
    scope.connection.execute(insert(staged_clients).from_select(columns, spelled_so))
    _refer_to_them(scope, last)


def is_new_name(scope: Scope) -> ColumnElement[bool]:
    """Whether a staged client is told by a number, or by a name that nobody in the book goes by."""
    named = exists().where(scope.mine(clients), clients.c.name_key == staged_clients.c.name_key, _STANDS)
    known_as = exists().where(scope.mine(aliases), aliases.c.name_key == staged_clients.c.name_key)
    return or_(staged_clients.c.number.is_not(None), and_(~named, ~known_as))


def namesakes(scope: Scope) -> Iterator[Fault]:
    """Rows whose client could be several of the book."""
    query = (
        select(staged.c.line, staged_clients.c.name, staged_clients.c.name_key)
        .join_from(staged, staged_clients, staged_clients.c.ref == staged.c.client_ref)
        .where(staged_clients.c.client_id.is_(None))
        .order_by(staged.c.line)
    )
    meant: dict[str, str] = {}
    for row in scope.connection.execute(query):
        if row.name_key not in meant:
            meant[row.name_key] = _candidates(scope, row.name_key)
        reason = f"it may be {meant[row.name_key]}; {_SAY_WHICH}"
        yield Fault(line=row.line, field="client", value=row.name, reason=reason)


_STANDS = clients.c.joined_into_id.is_(None)
_SAY_WHICH = "say which by its number, in a column like “Client number”"
_NAMED = 5


def _contested(scope: Scope) -> ColumnElement[bool]:
    """Told by a name that another client goes by than the one it was taken for."""

    def of_another(table: FromClause, client: ColumnElement[int], *also: ColumnElement[bool]) -> ColumnElement[bool]:
        another = client.is_distinct_from(staged_clients.c.client_id)
        return exists().where(
            table.c.workspace_id == scope.workspace_id, table.c.name_key == staged_clients.c.name_key, another, *also
        )

    by_name = or_(of_another(clients, clients.c.id, _STANDS), of_another(aliases, aliases.c.client_id))
    return and_(staged_clients.c.number.is_(None), by_name)


def _goes_by(scope: Scope, client_id: ColumnElement[int], key: ColumnElement[str]) -> ColumnElement[bool]:
    its_name = exists().where(clients.c.id == client_id, clients.c.name_key == key)
    another = exists().where(scope.mine(aliases), aliases.c.client_id == client_id, aliases.c.name_key == key)
    return or_(its_name, another)


def _refer_to_them(scope: Scope, last: int) -> None:
    """Rows whose invoice is of another client than they were taken for refer to the spelling that is its client's."""
    theirs = staged_clients.alias()
    same = and_(
        theirs.c.ref > last,
        theirs.c.name_key == staged_clients.c.name_key,
        theirs.c.name == staged_clients.c.name,
        theirs.c.emails.is_not_distinct_from(staged_clients.c.emails),
        theirs.c.client_id == invoices.c.client_id,
    )
    found = (
        select(func.min(theirs.c.ref))
        .select_from(staged_clients, invoices, theirs)
        .where(staged_clients.c.ref == staged.c.client_ref, staged_clients.c.ref <= last)
        .where(scope.mine(invoices), invoices.c.number == staged.c.number, same)
        .correlate(staged)
        .scalar_subquery()
    )
    taken_for = select(staged_clients.c.ref).where(_contested(scope), staged_clients.c.ref <= last)
    scope.connection.execute(
        update(staged)
        .where(staged.c.client_ref.in_(taken_for))
        .values(client_ref=func.coalesce(found, staged.c.client_ref))
    )


def _candidates(scope: Scope, key: str) -> str:
    by_name = select(clients.c.id).where(scope.mine(clients), clients.c.name_key == key, _STANDS)
    by_alias = select(aliases.c.client_id).where(scope.mine(aliases), aliases.c.name_key == key)
    either = union(by_name, by_alias).subquery()
    query = select(clients.c.name, clients.c.number).join(either, either.c.id == clients.c.id).order_by(clients.c.id)
    found = [f"{row.name} ({f'number {row.number}' if row.number else 'no number'})" for row in scope.all(query)]
    more = [f"{len(found) - _NAMED} more"] if len(found) > _NAMED else []
    return listed([*found[:_NAMED], *more], joint="or")
