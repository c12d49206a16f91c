"""What every store stands on: one transaction and one workspace. No store can reach past either."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, bindparam, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import MultipleResultsFound

from storage.written import Written


def of_workspace(table: Table) -> ColumnElement[bool]:
    """`Scope.mine` for a statement that is `Written` once and run in any workspace: see `Scope.one` and `Scope.all`."""
    return table.c.workspace_id == bindparam(_WORKSPACE)


def adding(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An insert that can leave a row to whoever was first; each database has its own."""
    return _adding(connection.dialect.name, table)


def add_once(connection: Connection, table: Table, **values: Any) -> int | None:
    """Writes a row that a unique key allows once, and returns its id; None where another was first. Somebody who writes
    the same at this moment is waited for, so what is read after None is theirs."""
    found = _once(connection.dialect.name, table, tuple(values)).run(connection, values)
    return int(found[0][0]) if found else None


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
        row = {"workspace_id": self.workspace_id, **values}
        [kept] = _new(table, tuple(row)).run(self.connection, row)
        return int(kept[0])

    def add_once(self, table: Table, **values: Any) -> int | None:
        """The same for a row of this workspace that a unique key allows once: None where another was first."""
        return add_once(self.connection, table, workspace_id=self.workspace_id, **values)

    def one(self, query: Select[Any] | Written, **said: Any) -> Row[Any] | None:
        """The only row, or None. `said` fills the parameters of a statement written once."""
        found = self.all(query, **said)
        if len(found) > 1:
            raise MultipleResultsFound
        return found[0] if found else None

    def all(self, query: Select[Any] | Written, **said: Any) -> list[Row[Any]]:
        """Every row, in the query's order."""
        values = {_WORKSPACE: self.workspace_id, **said}
        if isinstance(query, Written):
            return query.run(self.connection, values)
        return list(self.connection.execute(query, values).all())

    def count(self, table: Table, *conditions: ColumnElement[bool]) -> int:
        """How many rows of this workspace fit."""
        query = select(func.count()).select_from(table).where(self.mine(table), *conditions)
        return int(self.connection.execute(query).scalar_one())


_WORKSPACE = "of_workspace"


@cache
def _new(table: Table, columns: tuple[str, ...]) -> Written:
    return Written(insert(table).values(_given(columns)).returning(_key(table)))


@cache
def _once(dialect: str, table: Table, columns: tuple[str, ...]) -> Written:
    once = _adding(dialect, table).values(_given(columns)).on_conflict_do_nothing()
    return Written(once.returning(_key(table)))


def _given(columns: tuple[str, ...]) -> dict[str, Any]:
    return {column: bindparam(column) for column in columns}


def _key(table: Table) -> ColumnElement[Any]:
    return next(iter(table.primary_key))


def _adding(dialect: str, table: Table) -> postgresql.Insert | sqlite.Insert:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
