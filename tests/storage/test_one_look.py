"""A look at the book is one look, whatever others write meanwhile, and it writes nothing."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DBAPIError

from bot.desk import Desk
from domain.workspace import Workspace
from storage.database import Database
from storage.tables import invoices
from tests.builders import keep_invoice


def test_every_question_of_a_look_is_answered_from_one_book(desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        keep_invoice(work, number="INV-1")
    with desk.database.reading() as looking:
        assert _found(looking) == 1
        with desk.work(workspace) as work:
            keep_invoice(work, number="INV-2")
        assert _found(looking) == 1
    with desk.database.reading() as looking:
        assert _found(looking) == 2


def test_who_writes_after_a_look_on_the_same_connection_sees_what_is_new(desk: Desk, workspace: Workspace):
    with desk.database.reading() as looking:
        assert _found(looking) == 0
    with desk.work(workspace) as work:
        keep_invoice(work, number="INV-1")
        assert _found(work.connection) == 1


def test_an_error_of_the_database_carries_nobodys_words(database: Database):
    with pytest.raises(DBAPIError) as failed, database.writing() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:words)"), {"words": "Acme is broke"})
    assert "Acme is broke" not in str(failed.value)


def _found(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(invoices)).scalar_one()
