"""Brings the database up to what this version of Dunwell remembers; keeps a copy of it. Forward only."""

from __future__ import annotations

import sqlite3
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError

from domain.errors import Refusal
from storage.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
# Any number will do, as long as every Dunwell asks for the same one.
LOCK = 4_209_001


class CannotOpen(Refusal):
    """The database does not answer; the text says which and what to look at."""


class FromTheFuture(Refusal):
    """A newer Dunwell wrote this database."""


def newest() -> str:
    """The version this Dunwell needs."""
    return _known()[-1]


def version_of(database: Database) -> str | None:
    """The version the database is at; None for an empty one. Raises CannotOpen."""
    try:
        with database.reading() as connection:
            return _version(connection)
    except OperationalError as broken:
        raise _cannot_open(database.engine, broken) from broken


def is_current(database: Database) -> bool:
    """Whether nothing is left to bring up to date. Raises CannotOpen."""
    return version_of(database) == newest()


def upgrade(database: Database) -> list[str]:
    """Runs every migration the database lacks, all or none, and returns their versions.

    Two processes may ask at once: the second waits for the first and finds nothing left. Raises CannotOpen, or
    FromTheFuture where the database is ahead of this program.
    """
    before = version_of(database)
    if before == newest():
        return []
    _refuse_the_future(before)
    try:
        with database.writing() as connection:
            if not database.is_sqlite:  # SQLite took its one write lock when the transaction began
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
            before = _version(connection)
            _refuse_the_future(before)
            _run(connection)
    except OperationalError as broken:
        raise _cannot_open(database.engine, broken) from broken
    known = _known()
    return list(known[known.index(before) + 1 :] if before else known)


def backup(database: Database, to: Path) -> None:
    """Copies a SQLite book to a new file while Dunwell runs. Raises Refusal for PostgreSQL, or if the file is there."""
    if not database.is_sqlite:
        words = "PostgreSQL keeps its own backups: pg_dump --format=custom --file=dunwell.dump <DATABASE_URL>"
        raise Refusal(words)
    if to.exists():
        words = f"{to} is there already. Name a file that is not."
        raise Refusal(words)
    to.parent.mkdir(parents=True, exist_ok=True)
    source = sqlite3.connect(str(database.engine.url.database))
    target = sqlite3.connect(to)
    try:
        source.backup(target)
    finally:
        target.close()
        source.close()


def _run(connection: Connection) -> None:
    from alembic import command

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


@cache
def _known() -> tuple[str, ...]:
    from alembic.script import ScriptDirectory

    steps = ScriptDirectory.from_config(_config()).walk_revisions()
    return tuple(reversed([step.revision for step in steps]))


def _version(connection: Connection) -> str | None:
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return found


def _refuse_the_future(version: str | None) -> None:
    if version is not None and version not in _known():
        words = f"A newer Dunwell wrote this database (version {version}, this one knows {newest()}). Update Dunwell."
        raise FromTheFuture(words)


def _cannot_open(engine: Engine, broken: OperationalError) -> CannotOpen:
    where = engine.url.render_as_string(hide_password=True)
    why = str(broken.orig).strip().splitlines()[0] if broken.orig else "no answer"
    return CannotOpen(f"The database {where} does not answer: {why}. Check DATABASE_URL, and that it is running.")
