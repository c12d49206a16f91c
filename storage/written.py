"""Statements written once and run with other values each time: SQLite is handed the finished text.

Before each run SQLAlchemy does several times the work SQLite then does: it finds the text again and prepares a result
of which nobody asks anything but its rows. For what is asked with every command that is done once. PostgreSQL, a
network away, would not notice, and gets the statement as it is.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, Select, Update
from sqlalchemy.exc import DBAPIError

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
        driver: Any = connection.connection.driver_connection
        try:
            rows = driver.execute(text.sql, text.filled(said)).fetchall()
        except driver.Error as error:
            raise DBAPIError.instance(text.sql, None, error, driver.Error, hide_parameters=True) from error
        return [text.read(row) for row in rows]


@dataclass(frozen=True, slots=True)
class _Given:
    """A value given at each run: under which name, which one of a list, and how it is written."""

    name: str
    index: int | None
    written: Change | None


@dataclass(frozen=True, slots=True)
class _Text:
    """What SQLite is handed, which values go with it, and how its rows are read."""

    sql: str
    values: tuple[Any, ...]
    given: tuple[tuple[int, _Given], ...]
    row: Callable[[Iterable[Any]], Any]
    reading: tuple[tuple[int, Change], ...]

    def filled(self, said: dict[str, Any]) -> list[Any]:
        """The values of one run."""
        values = list(self.values)
        for place, given in self.given:
            value = said[given.name] if given.index is None else said[given.name][given.index]
            values[place] = value if given.written is None else given.written(value)
        return values

    def read(self, row: Sequence[Any]) -> Any:
        """A row as Python knows it: days are days."""
        values = list(row)
        for place, change in self.reading:
            values[place] = change(values[place])
        return self.row(values)


def _text_of(statement: Statement, said: dict[str, Any], dialect: Dialect) -> _Text:
    compiled: Any = statement.compile(dialect=dialect)
    expanded = compiled.construct_expanded_state(_places(said))
    one_of = {each: name for name, many in expanded.parameter_expansion.items() for each in many}
    values: list[Any] = []
    given: list[tuple[int, _Given]] = []
    for name in expanded.positiontup:
        value, kind = expanded.parameters[name], compiled.binds[one_of.get(name, name)].type
        written = kind.dialect_impl(dialect).bind_processor(dialect)
        if isinstance(value, _Given):
            given.append((len(values), _Given(value.name, value.index, written)))
            values.append(None)
        else:
            values.append(value if written is None else written(value))
    columns = statement.exported_columns
    reading = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
    return _Text(
        sql=expanded.statement,
        values=tuple(values),
        given=tuple(given),
        row=_row_type([column.key or "" for column in columns])._make,
        reading=tuple((place, change) for place, change in enumerate(reading) if change is not None),
    )


def _row_type(names: list[str]) -> Any:
    # The columns are known only here, and the usual way to write such a type needs them written out.
    return namedtuple("Row", names, rename=True)  # noqa: PYI024


def _places(said: dict[str, Any]) -> dict[str, Any]:
    return {
        name: [_Given(name, index, None) for index in range(len(value))]
        if type(value) is list
        else _Given(name, None, None)
        for name, value in said.items()
    }
