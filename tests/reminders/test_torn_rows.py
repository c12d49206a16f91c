"""On SQLite a row may be torn so that it cannot even be fetched; PostgreSQL keeps no half of a value."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from storage.database import Database
from tests.reminders.chased import ChasingOffice
from tests.reminders.office import march

HALF = '{"items": [{"invoice_id": 1, "num'


@pytest.fixture
def database(sqlite: Database) -> Database:
    """The kind matters here."""
    return sqlite


def test_rows_that_cannot_be_fetched_keep_back_only_their_own_client(office: ChasingOffice):
    office.invoice("INV-1", due=march(9))
    office.invoice("INV-2", due=march(10), client="Blue Harbor")
    assert office.day(march(12)) == ["Acme EUR friendly: INV-1"]
    office.written()
    with office.desk.database.writing() as connection:
        connection.execute(text("UPDATE reminders SET facts = :half"), {"half": HALF})
        connection.execute(text("UPDATE invoices SET sent_on = '2026-02-3' WHERE number = 'INV-1'"))
    assert office.day(march(13)) == ["Blue Harbor EUR friendly: INV-2"]
    assert [kind for kind, _ in office.queue()] == ["not planned"]
