"""Statements written once and run with other values each time: SQLite is handed the finished text.

Before each run SQLAlchemy does several times the work SQLite then does: it finds the text again and prepares a result
of which nobody asks anything but its rows. For what is asked with every command that is done once. PostgreSQL, a
network away, would not notice, and gets the statement as it is.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Date, Dialect, Insert, Select, Update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

from storage.tables.columns import Instant, in_utc

Change = Callable[[Any], Any]
Statement = Select[Any] | Insert | Update
# A list of two values is another text than one of three: few are kept, and a long list goes the usual way.
LONGEST_LIST = 50
KEPT_TEXTS = 100


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """A statement whose named parameters are given with every run, always in the same order."""

    statement: Statement
    _texts: dict[tuple[int, ...], _Text] = field(default_factory=dict)

    def run(self, connection: Connection, said: dict[str, Any]) -> list[Any]:
        """The rows it finds or returns, columns as attributes. Raises DBAPIError, as SQLAlchemy would."""
        lengths = tuple([len(value) for value in said.values() if type(value) is list])
        if connection.dialect.name != "sqlite" or (lengths and max(lengths) > LONGEST_LIST):
            found = connection.execute(self.statement, said)
            return list(found.all()) if found.returns_rows else []
        text = self._texts.get(lengths)
        if text is None:
            if len(self._texts) >= KEPT_TEXTS:
                self._texts.clear()
            text = self._texts[lengths] = _text_of(self.statement, said, connection.dialect)
        rows = tell(connection.connection.dbapi_connection, text.sql, text.filled(said))
        return text.read(rows) if rows else rows


def tell(driver: Any, sql: str, values: Sequence[Any] = ()) -> list[Any]:
    """Hands SQLite's driver a finished text; its rows. Raises DBAPIError, as SQLAlchemy would."""
    try:
        found: list[Any] = driver.execute(sql, values).fetchall()
    except driver.Error as error:
        raise DBAPIError.instance(sql, None, error, driver.Error, hide_parameters=True) from error
    return found


@dataclass(frozen=True, slots=True)
class _Text:
    """What SQLite is handed, which values go with it, and how its rows are read.

    `constants` stand in the statement itself; `lists` names the places each list's values have in it.
    """

    sql: str
    constants: dict[str, Any]
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    ordered: Callable[[dict[str, Any]], tuple[Any, ...]]
    writing: tuple[tuple[int, Change], ...]
    row: Callable[[Sequence[Any]], Any]
    reading: tuple[tuple[int, Change], ...]

    def filled(self, said: dict[str, Any]) -> Sequence[Any]:
        """The values of one run."""
        given = {**self.constants, **said}
        for name, places in self.lists:
            given.update(zip(places, said[name], strict=True))
        found = self.ordered(given)
        if not self.writing:
            return found
        values = list(found)
        for place, change in self.writing:
            values[place] = change(values[place])
        return values

    def read(self, rows: Sequence[Sequence[Any]]) -> list[Any]:
        """Rows as Python knows them: days are days."""
        if not self.reading:
            return list(map(self.row, rows))
        found = []
        for each in rows:
            values = list(each)
            for place, change in self.reading:
                values[place] = change(values[place])
            found.append(self.row(values))
        return found


def _text_of(statement: Statement, said: dict[str, Any], dialect: Dialect) -> _Text:
    compiled: Any = statement.compile(dialect=dialect)
    expanded = compiled.construct_expanded_state(said)
    one_of = {place: name for name, places in expanded.parameter_expansion.items() for place in places}
    lists = tuple((name, tuple(places)) for name, places in expanded.parameter_expansion.items() if name in said)
    given = {*said, *(place for _, places in lists for place in places)}
    kinds = [compiled.binds[one_of.get(name, name)].type for name in expanded.positiontup]
    columns = statement.exported_columns
    return _Text(
        sql=expanded.statement,
        constants={name: value for name, value in expanded.parameters.items() if name not in given},
        lists=lists,
        ordered=_in_order(expanded.positiontup),
        writing=_changes(_as_kept(kind, dialect) for kind in kinds),
        row=_row_type([column.key or "" for column in columns]),
        reading=_changes(column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns),
    )


def _changes(each: Iterable[Change | None]) -> tuple[tuple[int, Change], ...]:
    return tuple((place, change) for place, change in enumerate(each) if change is not None)


def _as_kept(kind: TypeEngine[Any], dialect: Dialect) -> Change | None:
    """How a value of this kind is written. Days and instants as SQLAlchemy does, without filling in a template."""
    if isinstance(kind, Instant):
        return lambda at: None if at is None else in_utc(at).replace(tzinfo=None).isoformat(" ", "microseconds")
    if isinstance(kind, Date):
        return lambda on: None if on is None else on.isoformat()
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _in_order(names: Sequence[str]) -> Callable[[dict[str, Any]], tuple[Any, ...]]:
    if len(names) > 1:
        return itemgetter(*names)
    return lambda given: tuple(given[name] for name in names)


def _row_type(names: list[str]) -> Callable[[Sequence[Any]], Any]:
    # The columns are known only here, and the usual way to write such a type needs them written out.
    return partial(tuple.__new__, namedtuple("Row", names, rename=True))  # noqa: PYI024
