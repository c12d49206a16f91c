"""The columns tables are made of.

Money is whole minor units beside its currency. `..._on` is a calendar date in the workspace's zone, `..._at` an instant
in UTC. What is derived and stored all the same is an index, says so, and has a test that it equals the function.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    String,
    TypeDecorator,
    text,
)

naming = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=naming)


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant. SQLite forgets zones, so they are put on again here; a naive one is a fault."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """To the database: always UTC."""
        return None if value is None else in_utc(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """From the database: aware UTC."""
        if value is None:
            return None
        found: datetime = value
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def in_utc(at: datetime) -> datetime:
    """The same instant in UTC. Raises ValueError for a naive one: nobody knows which it is."""
    if at.tzinfo is None:
        msg = f"a naive instant reached the database: {at!r}"
        raise ValueError(msg)
    return at.astimezone(UTC)


# SQLite numbers rows by itself only where the key is exactly INTEGER.
Id = BigInteger().with_variant(Integer, "sqlite")


def own_id() -> Column[int]:
    """The row's own number."""
    return Column("id", Id, primary_key=True, autoincrement=True)


def workspace_id() -> Column[int]:
    """Whose it is."""
    return Column("workspace_id", Id, ForeignKey("workspaces.id"), nullable=False)


def id_of(table: str, *, needed: bool = True, name: str | None = None) -> Column[int]:
    """A reference to a row of another table, `client_id` for `clients` unless named otherwise."""
    return Column(name or f"{table[:-1]}_id", Id, ForeignKey(f"{table}.id"), nullable=not needed)


def by_id() -> Column[int]:
    """The person who did it; Dunwell itself has a row among the people too."""
    return Column("by_id", Id, ForeignKey("people.id"), nullable=False)


def entry_kind() -> Column[str | None]:
    """What a payment or credit note stands for: domain.ledger.EntryKind."""
    return Column(
        "kind",
        String(8),
        nullable=True,
        comment="moved to or from another invoice, or refunded; none: entered, as nearly all are",
    )


def moved_from_id(table: str) -> Column[int]:
    """Where money was moved here: the entry that took it from where it was."""
    return Column(
        "moved_from_id", Id, ForeignKey(f"{table}.id"), nullable=True, comment="the entry it was taken from by"
    )


def only_where(condition: str) -> dict[str, Any]:
    """A partial index, said once for both databases."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}
