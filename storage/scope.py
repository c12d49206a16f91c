"""What every store stands on: one transaction and one workspace. No store can reach past either."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Insert, Row, Select, Table, bindparam, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite


def of_workspace(table: Table) -> ColumnElement[bool]:
    """`Scope.mine` for a statement that is written once and run in any workspace: see `Scope.one` and `Scope.all`.

    Writing a statement costs SQLAlchemy several times what running it does, so what is read with every command is
    written once.
    """
    return table.c.workspace_id == bindparam(_WORKSPACE)


def adding(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An insert that can leave a row to whoever was first; each database has its own."""
    return _adding(connection.dialect.name, table)


def add_once(connection: Connection, table: Table, **values: Any) -> int | None:
    """Writes a row that a unique key allows once, and returns its id; None where another was first. Somebody who writes
    the same at this moment is waited for, so what is read after None is theirs."""
    found = connection.execute(_once(connection.dialect.name, table), values).scalar_one_or_none()
    return None if found is None else int(found)


@dataclass(frozen=True, slots=True)
class Scope:
    """A connection inside a transaction, and the workspace whose rows are seen."""

    connection: Connection
    workspace_id: int

    def mine(self, table: Table) -> ColumnElement[bool]:
        """The condition that keeps one workspace's rows from another's."""
        return table.c.workspace_id == self.workspace_id

    def add(self, table: Table, **values: Any) -> int:
        """Writes a row of this workspace and returns its id."""
        done = self.connection.execute(_new(table), {"workspace_id": self.workspace_id, **values})
        key = done.inserted_primary_key
        assert key is not None  # noqa: S101 - a single-row insert always has one
        return int(key[0])

    def add_once(self, table: Table, **values: Any) -> int | None:
        """The same for a row of this workspace that a unique key allows once: None where another was first."""
        return add_once(self.connection, table, workspace_id=self.workspace_id, **values)

    def one(self, query: Select[Any], **said: Any) -> Row[Any] | None:
        """The only row, or None. `said` fills the parameters of a statement written once."""
        return self.connection.execute(query, {_WORKSPACE: self.workspace_id, **said}).one_or_none()

    def all(self, query: Select[Any], **said: Any) -> list[Row[Any]]:
        """Every row, in the query's order."""
        return list(self.connection.execute(query, {_WORKSPACE: self.workspace_id, **said}).all())

    def count(self, table: Table, *conditions: ColumnElement[bool]) -> int:
        """How many rows of this workspace fit."""
        query = select(func.count()).select_from(table).where(self.mine(table), *conditions)
        return int(self.connection.execute(query).scalar_one())


_WORKSPACE = "of_workspace"


@cache
def _new(table: Table) -> Insert:
    return insert(table)


@cache
def _once(dialect: str, table: Table) -> Any:
    key = next(iter(table.primary_key))
    return _adding(dialect, table).on_conflict_do_nothing().returning(key)


def _adding(dialect: str, table: Table) -> postgresql.Insert | sqlite.Insert:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
