"""Where an import's rows wait before they are merged: temporary tables of one transaction, gone with it.

Rows are written with the driver's own calls, the rest of an import is a handful of statements over whole sets; so a
million rows take seconds and no memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Date,
    Index,
    Insert,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.schema import CreateTable

# Unasked, the driver looks for a way to adapt every None and swallows an exception of its own when there is none: with
# three blank cells in a row, a third of the time a row takes.
sqlite3.register_adapter(type(None), lambda none: none)

_metadata = MetaData()

staged = Table(
    "staged_invoices",
    _metadata,
    Column("line", BigInteger, nullable=False),
    Column("number", Text, nullable=False),
    Column("client_ref", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("total_minor", BigInteger, nullable=False),
    Column("issued_on", Date),
    Column("due_on", Date),
    Column("delivered_on", Date),
    Column("sent", Integer, nullable=False),
    Column("void", Integer, nullable=False),
    Column("paid_minor", BigInteger),
    Column("paid_on", Date),
    Column("disputed", Integer, nullable=False),
    Column("title", Text),
    Column("viewed", Integer, nullable=False),
    prefixes=["TEMPORARY"],
)
staged_clients = Table(
    "staged_clients",
    _metadata,
    # Integer, not Id: SQLite then keeps the rows in this order and finds them without another index.
    Column("ref", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("identity", Text, nullable=False),
    Column("number", Text),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("emails", Text, comment="one a line"),
    Column("leads", Integer, nullable=False, comment="1 for the first spelling of each identity"),
    Column("client_id", BigInteger),
    prefixes=["TEMPORARY"],
)
_repeated = Table(
    "staged_repeats",
    _metadata,
    Column("number", Text, primary_key=True),
    Column("first_line", BigInteger, nullable=False),
    prefixes=["TEMPORARY"],
)
staged_changes = Table(
    "staged_changes",
    _metadata,
    Column("line", BigInteger, nullable=False),
    Column("invoice_id", BigInteger, nullable=False),
    Column("was_client_id", BigInteger, nullable=False),
    Column("was_source", Text, nullable=False),
    Column("was_total_minor", BigInteger, nullable=False),
    Column("was_received_minor", BigInteger, nullable=False),
    Column("was_issued_on", Date),
    Column("was_due_on", Date),
    Column("was_sent_on", Date),
    Column("was_voided_on", Date),
    Column("was_viewed_on", Date),
    Column("was_open", Integer, nullable=False),
    prefixes=["TEMPORARY"],
)
by_identity = Index("ix_staged_clients_identity", staged_clients.c.identity)
_indexes = (
    Index("ix_staged_number", staged.c.number),
    Index("ix_staged_clients_name_key", staged_clients.c.name_key),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A staged row that cannot be merged. `field` is the connectors' name of the column at fault."""

    line: int
    field: str
    value: str
    reason: str


def inserted(connection: Connection, statement: Insert) -> int:
    """Runs an INSERT ... SELECT and says how many rows it wrote, which is not remembered unless asked for."""
    return connection.execute(statement, execution_options={"preserve_rowcount": True}).rowcount


@dataclass(frozen=True, slots=True)
class Stage:
    """The temporary tables of one import."""

    connection: Connection

    def open(self) -> None:
        """Makes them, empty."""
        self.close()
        if self.connection.dialect.name == "sqlite":
            # With the usual two megabytes, every page of an index would be written dozens of times.
            self.connection.exec_driver_sql(f"PRAGMA cache_size=-{_CACHE_KIB}")
        for table in _metadata.sorted_tables:
            # The index comes after the rows: sorting once beats a million insertions.
            self.connection.execute(CreateTable(table))

    def keep_up_to(self, day: date) -> int:
        """Leaves out what was issued after a day, and takes payments after it for not made. Returns how many left.

        A payment without a day is taken for made on the due date.
        """
        later = delete(staged).where(staged.c.issued_on > day)
        gone = self.connection.execute(later).rowcount
        paid_on = func.coalesce(staged.c.paid_on, staged.c.due_on)
        unpaid = update(staged).where(staged.c.paid_minor > 0, paid_on > day).values(paid_minor=0, paid_on=None)
        self.connection.execute(unpaid)
        return gone

    def close(self) -> None:
        """Drops them."""
        if self.connection.dialect.name == "sqlite":
            self.connection.exec_driver_sql(f"PRAGMA cache_size=-{_USUAL_CACHE_KIB}")
        for table in _metadata.sorted_tables:
            self.connection.execute(text(f"DROP TABLE IF EXISTS {table.name}"))

    def add_invoices(self, rows: Sequence[tuple[object, ...]]) -> None:
        """Rows in the order of the table's columns; dates as ISO text."""
        self._write(staged, rows)

    def add_clients(self, rows: Sequence[tuple[object, ...]]) -> None:
        """`ref` to `emails` of each."""
        self._write(staged_clients, [(*row, 0, None) for row in rows])

    def settle(self) -> int:
        """Once all rows are in: orders them and takes exact repetitions out. Returns how many those were.

        Rows that share a number and not the facts are left for `conflicts`.
        """
        for index in _indexes:
            index.create(self.connection)
        self._analyze()
        lead = select(func.min(staged_clients.c.ref)).group_by(staged_clients.c.identity)
        self.connection.execute(staged_clients.update().where(staged_clients.c.ref.in_(lead)).values(leads=1))
        several = select(staged.c.number, func.min(staged.c.line)).group_by(staged.c.number).having(func.count() > 1)
        if not inserted(self.connection, insert(_repeated).from_select(["number", "first_line"], several)):
            return 0
        again = select(_repeated.c.number).where(
            _repeated.c.number == staged.c.number, staged.c.line > _repeated.c.first_line, ~self._differs(staged)
        )
        return self.connection.execute(delete(staged).where(again.exists())).rowcount

    def totals(self) -> dict[str, tuple[int, int]]:
        """How many invoices are staged, and their sum in minor units, by currency."""
        query = select(staged.c.currency, func.count(), func.sum(staged.c.total_minor)).group_by(staged.c.currency)
        return {
            row[0]: (int(row[1]), int(row[2])) for row in self.connection.execute(query.order_by(staged.c.currency))
        }

    def conflicts(self) -> Iterator[Fault]:
        """Rows whose number an earlier row of the file has with other facts."""
        query = (
            select(staged.c.line, staged.c.number, _repeated.c.first_line)
            .join_from(staged, _repeated, _repeated.c.number == staged.c.number)
            .where(staged.c.line > _repeated.c.first_line)
            .order_by(staged.c.line)
        )
        for row in self.connection.execute(query):
            reason = f"line {row.first_line} has the same number with another client, amount, date or status"
            yield Fault(line=row.line, field="number", value=row.number, reason=reason)

    def _differs(self, row: Table) -> ColumnElement[bool]:
        """Whether a row's facts are not those of the first row of its number."""
        first, its_client, first_client = staged.alias(), staged_clients.alias(), staged_clients.alias()
        other = or_(
            *(first.c[column].is_distinct_from(row.c[column]) for column in _COMPARED),
            first_client.c.identity != its_client.c.identity,
        )
        return (
            select(first.c.line)
            .where(
                first.c.number == row.c.number,
                first.c.line == _repeated.c.first_line,
                its_client.c.ref == row.c.client_ref,
                first_client.c.ref == first.c.client_ref,
                other,
            )
            .correlate(row, _repeated)
            .exists()
        )

    def _write(self, table: Table, rows: Sequence[tuple[object, ...]]) -> None:
        if not rows:
            return
        if self.connection.dialect.name == "sqlite":
            whole = len(rows) // _TOGETHER * _TOGETHER
            cells = list(chain.from_iterable(rows[:whole]))
            width = len(table.columns) * _TOGETHER
            self._insert(table, _TOGETHER, [tuple(cells[at : at + width]) for at in range(0, len(cells), width)])
            self._insert(table, 1, rows[whole:])
            return
        driver = self.connection.connection.driver_connection
        assert driver is not None  # noqa: S101 - the connection is in a transaction
        with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def _insert(self, table: Table, together: int, rows: Sequence[tuple[object, ...]]) -> None:
        """Several rows with each call of the driver take a fifth less time."""
        if rows:
            row = f"({','.join('?' * len(table.columns))})"
            statement = f"INSERT INTO {table.name} VALUES {','.join([row] * together)}"  # noqa: S608 - a name and marks of our own
            self.connection.exec_driver_sql(statement, list(rows))

    def _analyze(self) -> None:
        """PostgreSQL plans badly for temporary tables it knows nothing of; SQLite needs no telling."""
        if self.connection.dialect.name != "sqlite":
            for table in (staged, staged_clients):
                self.connection.execute(text(f"ANALYZE {table.name}"))


_TOGETHER = 25
_CACHE_KIB = 16_384
_USUAL_CACHE_KIB = 2_000  # SQLite's own default
_COMPARED = (
    "currency",
    "total_minor",
    "issued_on",
    "due_on",
    "delivered_on",
    "sent",
    "void",
    "paid_minor",
    "paid_on",
    "disputed",
)
