"""One door to the database: SQLite embedded by default, PostgreSQL by URL. Same tables, same promises."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from pydantic_core import to_json
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError

from domain.errors import Busy
from storage.together import Together
from storage.watch import Watch
from storage.written import tell

Value = TypeVar("Value")
WRITING = "dunwell_writing"
BUSY_MILLISECONDS = 15_000
CONNECTIONS = 20


@dataclass(frozen=True, slots=True)
class Database:
    """An engine and the two ways to use it. Nothing else opens a transaction."""

    engine: Engine
    watch: Watch
    _turn: Lock = field(default_factory=Lock)
    _together: Together = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_together", Together(self.writing))

    @property
    def is_sqlite(self) -> bool:
        """Whether it is the embedded one."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def writing(self, *, patience: float = BUSY_MILLISECONDS / 1000) -> Iterator[Connection]:
        """One transaction that may write: committed at the end of the block, undone by any exception.

        On SQLite it takes the write lock at once, so that what an act read is still so when it writes. Writers of one
        process take turns before: SQLite itself makes them sleep and try again, some of them for seconds.

        Raises Busy where another writer did not let go within `patience` seconds; nothing was begun then.
        """
        with self._in_turn(patience), self.engine.connect() as connection:
            writer = connection.execution_options(**{WRITING: patience})
            with _begun(writer):
                yield writer

    def act(self, act: Callable[[Connection], Value], *, patience: float) -> Value:
        """Runs it in a transaction as `writing` gives it, and returns what it returned once that is committed.

        On SQLite it may be one with other acts that waited: see `storage/together.py`. Raises Busy as `writing` does.
        """
        if self.is_sqlite:
            return self._together.run(act, patience=patience)
        with self.writing(patience=patience) as connection:
            return act(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent look: every statement in it sees the same book. Nothing done in it is kept."""
        with self.engine.connect() as connection:
            if not self.is_sqlite:  # which keeps to one look anyway
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin() as look:
                yield connection
                look.rollback()

    def close(self) -> None:
        """Lets go of every connection."""
        self.watch.close()
        self.engine.dispose()

    @contextmanager
    def _in_turn(self, patience: float) -> Iterator[None]:
        is_mine = self.is_sqlite and self._turn.acquire(timeout=patience)
        if self.is_sqlite and not is_mine:
            raise Busy
        try:
            yield
        finally:
            if is_mine:
                self._turn.release()


def open_database(url: str) -> Database:
    """The database at a SQLAlchemy URL. A SQLite file's folder is made when missing."""
    parsed = _with_driver(make_url(url))
    if parsed.get_backend_name() != "sqlite":
        return _database(_server_engine(parsed))
    kept: dict[str, Any] = {"pool_size": CONNECTIONS}
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        kept["pool_use_lifo"] = True  # the connection used last knows the pages and statements of the act before
    waiting = {"timeout": BUSY_MILLISECONDS / 1000}
    # What a statement was about to write is clients' names and words: no error of either database may carry them.
    engine = create_engine(parsed, **kept, connect_args=waiting, json_serializer=_json, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return _database(engine)


def _server_engine(url: URL) -> Engine:
    return create_engine(url, pool_size=CONNECTIONS, pool_pre_ping=True, json_serializer=_json, hide_parameters=True)


def _json(value: Any) -> str:
    return to_json(value).decode()


def is_kept(url: str) -> bool:
    """Whether there is anything to open: False where a SQLite file is not there yet. Looking makes none."""
    parsed = make_url(url)
    is_file = parsed.get_backend_name() == "sqlite" and bool(parsed.database) and parsed.database != ":memory:"
    return not is_file or Path(str(parsed.database)).exists()


def _database(engine: Engine) -> Database:
    return Database(engine, Watch(engine))


@contextmanager
def _begun(writer: Connection) -> Iterator[None]:
    try:
        transaction = writer.begin()
    except OperationalError as locked:
        if "locked" in str(locked.orig):
            raise Busy from locked
        raise
    with transaction:
        yield


def _with_driver(url: URL) -> URL:
    """`postgres://` and `postgresql://`, as people and hosts write them, mean psycopg 3 here."""
    if url.drivername in ("postgres", "postgresql"):
        return url.set(drivername="postgresql+psycopg")
    return url


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own BEGIN would come too late and be deferred; ours is emitted below.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    # FULL: what was acknowledged survives a power cut, not only a killed process.
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    patience = connection.get_execution_options().get(WRITING)
    driver: Any = connection.connection.driver_connection
    if patience is not None and connection.info.get(WRITING) != patience:
        tell(driver, f"PRAGMA busy_timeout={round(patience * 1000)}")
        connection.info[WRITING] = patience
    tell(driver, "BEGIN" if patience is None else "BEGIN IMMEDIATE")
