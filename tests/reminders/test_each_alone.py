"""One client whose reminders cannot be planned stands in nobody else's way: it is told, tried again, and settled."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from bot.jobs import compose
from domain.reminder import ReminderState
from receivables.exception_queue import ShowQueue, show_queue
from receivables.log_reply import LogReply, log_reply
from receivables.show_home import ShowHome, show_home
from tests.reminders.chased import ChasingOffice
from tests.reminders.office import march

# What a restore of half a book, or a step back from a newer version, leaves of a letter.
TORN = {
    "facts of which a part is missing": ("facts", '{"items": []}'),
    "a letter without its text": ("letter", '{"route": "email", "recipients": []}'),
    "a stage that only a newer version knows": ("stage", "courteous"),
}


def torn(office: ChasingOffice, column: str, value: str) -> Any:
    """Writes that into Acme's open letter; returns what stood there."""
    with office.desk.database.writing() as connection:
        one = "WHERE id = (SELECT min(id) FROM reminders)"
        kept = connection.execute(text(f"SELECT CAST({column} AS text) FROM reminders {one}")).scalar_one()  # noqa: S608 - no one's words
        is_json = column != "stage" and not office.desk.database.is_sqlite
        new = "CAST(:value AS json)" if is_json else ":value"
        connection.execute(text(f"UPDATE reminders SET {column} = {new} {one}"), {"value": value})  # noqa: S608 - as above
    return kept


@pytest.fixture
def day(office: ChasingOffice) -> ChasingOffice:
    """Acme's friendly letter waits since the 12th; Blue Harbor's first is due on the 13th."""
    office.invoice("INV-1", due=march(9))
    office.invoice("INV-2", due=march(10), client="Blue Harbor")
    assert office.day(march(12)) == ["Acme EUR friendly: INV-1"]
    office.written()
    return office


@pytest.mark.parametrize("what", TORN)
def test_a_letter_that_cannot_be_read_keeps_back_only_its_own_client(day: ChasingOffice, what: str):
    column, value = TORN[what]
    was = torn(day, column, value)
    assert day.day(march(13)) == ["Blue Harbor EUR friendly: INV-2"]
    [(kind, reason)] = day.queue()
    assert kind == "not planned"
    assert reason.startswith("Reminders to Acme cannot be planned")
    assert "tried again every hour" in reason

    with day.desk.reading(day.workspace) as work:
        shown = show_queue(ShowQueue(), work)
        assert [each.client for each in shown.page.drafts] == ["Blue Harbor"] * (len(shown.page.drafts))
        show_home(ShowHome(), work)

    torn(day, column, was)
    day.at(march(13), 9, 30).tick()
    assert len(day.queue()) == 1
    day.at(march(13), 10, 1).tick()
    assert day.queue() == []
    assert [each.client for each in day.open()] == ["Acme", "Blue Harbor"]


def test_what_somebody_does_meanwhile_is_looked_at_for_everybody_else(day: ChasingOffice):
    assert day.day(march(13)) == ["Blue Harbor EUR friendly: INV-2"]
    torn(day, *TORN["facts of which a part is missing"])
    day.written()
    day.act(log_reply, LogReply(target="Acme", words="we will look into it"))
    day.paid("INV-2")
    day.tick()
    assert [kind for kind, _ in day.queue()] == ["not planned"]
    assert [each.state for each in day.all()] == [ReminderState.LAPSED]
    compose(day.desk, day.workspace)
    assert compose(day.desk, day.workspace).jobs == ()
