"""The command line as a person uses it: a folder of its own, nothing of this machine's environment."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import structlog
from typer.testing import CliRunner

from bot.cli import app
from bot.clock import MovableClock
from bot.desk import Desk
from bot.environment import read_settings
from bot.whose_book import this_workspace
from storage.database import open_database
from storage.unit_of_work import Work
from storage.upgrade import upgrade

NOON = datetime(2026, 3, 11, 12, 0, tzinfo=UTC)


@dataclass
class Shell:
    """What a person sees of a command: what it printed, what it complained about, how it ended."""

    out: str
    err: str
    code: int

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Dunwell = Callable[..., Shell]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, and an environment in which nothing is set."""
    for name in [
        name for name in os.environ if name.startswith(("DUNWELL_", "SLACK_")) or name in ("DATABASE_URL", "PORT")
    ]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DUNWELL_TIMEZONE", "Europe/Lisbon")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def dunwell(folder: Path) -> Dunwell:
    """`dunwell ...` in this process."""

    def run(*words: str) -> Shell:
        ran = CliRunner().invoke(app, list(words))
        return Shell(out=ran.stdout, err=ran.stderr, code=ran.exit_code)

    return run


@pytest.fixture
def in_the_book(folder: Path) -> Callable[..., None]:
    """Does something in the command line's own book at an instant."""

    def act(do: Callable[[Work], None], at: datetime = NOON) -> None:
        settings = read_settings()
        database = open_database(settings.database_url)
        upgrade(database)
        clock = MovableClock(at, stands_still=True)
        workspace = this_workspace(database, settings, now=at)
        with Desk(database=database, clock=clock).work(workspace) as work:
            do(work)
        database.close()

    return act


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """A test that sets up the log leaves none behind."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    for handler in [each for each in root.handlers if each not in handlers]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    structlog.reset_defaults()
