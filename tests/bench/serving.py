"""A process that answers `/invoice` on a free port until its standard input ends: Dunwell over a book, or a bare Bolt
application on the same server that only acknowledges (or keeps one row on disk first)."""

# ruff: noqa: T201 - what it prints is what it is for

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from pydantic import SecretStr
from slack_bolt import App
from slack_sdk import WebClient

from bot.clock import SystemClock
from bot.desk import Desk
from bot.http import HttpDoor, web
from bot.installation import bolt_app, client_of
from bot.kept import Kept
from bot.memory import settle
from bot.settings import Settings
from bot.whose_book import desk_of
from handlers.after import SlackAfter
from handlers.features import register
from handlers.ports import Body
from storage.database import Database, open_database
from views.ids import COMMAND

TOKEN, SECRET = "xoxb-bench", "bench-signing-secret"
BARE, AT_ONCE, ANEW, ONE_ROW = "bare", "at once", "anew", "one row"


@dataclass(frozen=True, slots=True)
class Forgetful(Kept):
    """Works every answer out anew."""

    def find(self, *_asked: object) -> None:
        """Nothing is found."""


def main(api_url: str, book: str, how: str = "") -> None:
    """Prints the port once it answers. `how` may be ANEW: no answer to a look is kept; ONE_ROW: the least a change
    costs, written to `book`; AT_ONCE, with BARE: acknowledged by Bolt as Dunwell starts it."""
    settings = Settings(
        slack_bot_token=SecretStr(TOKEN),
        slack_signing_secret=SecretStr(SECRET),
        slack_api_url=api_url,
        database_url=f"sqlite:///{book}",
    )
    client = client_of(settings)
    after = SlackAfter(client, _surprise)
    database = open_database(settings.database_url)
    desk: Desk | None = None
    if book != BARE and how != ONE_ROW:
        desk = desk_of(settings, database, SystemClock())
        desk = replace(desk, kept=Forgetful()) if how == ANEW else desk

    def listen(app: App) -> None:
        if desk is not None:
            register(app, desk, after, _surprise)
        else:
            app.command(COMMAND)(_one_row(database) if how == ONE_ROW else _only_ack)

    is_bare = book == BARE and how != AT_ONCE
    app = _bare(client, listen) if is_bare else bolt_app(settings, client, listen)
    door = HttpDoor(web(dict, app), host="127.0.0.1", port=0)
    door.open()
    settle()
    print(door.port, flush=True)
    sys.stdin.read()
    door.close(5)
    after.close()
    database.close()


def _surprise(error: BaseException) -> str:
    """A fault would answer quickly and be measured: it ends the bench instead."""
    traceback.print_exception(error)
    os._exit(1)


def _one_row(database: Database) -> Any:
    with database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE said (words TEXT)")

    def keep(ack: Any, body: Body) -> None:
        with database.writing() as connection:
            connection.exec_driver_sql("INSERT INTO said VALUES (?)", (body["text"],))
        ack()

    return keep


def _bare(client: WebClient, listen: Callable[[App], None]) -> App:
    """As Bolt's documentation starts one: listeners in its own threads, and an eye on what they acknowledged."""
    app = App(client=client, signing_secret=SECRET)
    listen(app)
    return app


def _only_ack(ack: Any, body: Body) -> None:
    ack()


if __name__ == "__main__":
    main(*sys.argv[1:])
