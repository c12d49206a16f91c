"""Taking turns on PostgreSQL, where several write at once. SQLite has one writer, who has every turn already."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, func, select

from storage.scope import Scope


def takes_turns(connection: Connection) -> bool:
    """Whether several may write at once."""
    return connection.dialect.name == "postgresql"


def alone(scope: Scope, what: str) -> None:
    """One transaction at a time in this workspace for what this names: another that asks waits until this one ends."""
    if takes_turns(scope.connection):
        scope.connection.execute(select(func.pg_advisory_xact_lock(_key(scope, what))))


def beside(scope: Scope, what: str) -> None:
    """Any number of transactions at once, each seen by `is_nobody_at` until it ends."""
    if takes_turns(scope.connection):
        scope.connection.execute(select(func.pg_advisory_xact_lock_shared(_key(scope, what))))


def is_nobody_at(scope: Scope, what: str) -> bool:
    """Whether nobody who came `beside` is still at it. From True on, they wait until the savepoint it was asked in is
    taken back, or the transaction ends. It never waits itself, so it stands in nobody's way."""
    if not takes_turns(scope.connection):
        return True
    return bool(scope.connection.execute(select(func.pg_try_advisory_xact_lock(_key(scope, what)))).scalar_one())


def _key(scope: Scope, what: str) -> ColumnElement[int]:
    return func.hashtextextended(f"{scope.workspace_id} {what}", 0)
