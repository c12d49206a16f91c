"""What every store stands on: one transaction and one workspace. No store can reach past either."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, func, insert, select


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
        done = self.connection.execute(insert(table).values(workspace_id=self.workspace_id, **values))
        key = done.inserted_primary_key
        assert key is not None  # noqa: S101 - a single-row insert always has one
        return int(key[0])

    def one(self, query: Select[Any]) -> Row[Any] | None:
        """The only row, or None."""
        return self.connection.execute(query).one_or_none()

    def all(self, query: Select[Any]) -> list[Row[Any]]:
        """Every row, in the query's order."""
        return list(self.connection.execute(query).all())

    def count(self, table: Table, *conditions: ColumnElement[bool]) -> int:
        """How many rows of this workspace fit."""
        query = select(func.count()).select_from(table).where(self.mine(table), *conditions)
        return int(self.connection.execute(query).scalar_one())
