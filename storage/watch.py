"""Whether anybody wrote to the book since: asked of SQLite itself, so other processes count too."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

from sqlalchemy import Engine
from sqlalchemy.pool import PoolProxiedConnection

_QUESTION = "PRAGMA data_version"


@dataclass(slots=True)
class Watch:
    """A connection that never writes nor stays in a transaction: to it, SQLite counts everybody else's commits."""

    engine: Engine
    _connection: PoolProxiedConnection | None = None
    _lock: Lock = field(default_factory=Lock)

    def version(self) -> int | None:
        """Another number after any commit; None where there is no such count: PostgreSQL, or a book in memory."""
        if self.engine.dialect.name != "sqlite" or self.engine.url.database in (None, "", ":memory:"):
            return None
        with self._lock:
            if self._connection is None:
                self._connection = self.engine.raw_connection()
            cursor = self._connection.cursor()
            try:
                cursor.execute(_QUESTION)
                [count] = cursor.fetchone() or (0,)
                return int(count)
            finally:
                cursor.close()

    def close(self) -> None:
        """Lets go of the connection."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
