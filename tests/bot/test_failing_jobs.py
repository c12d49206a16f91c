"""A job that fails stands in nobody's way, is told of, and is not forgotten."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from bot.clock import MovableClock
from bot.desk import Desk
from bot.jobs import compose
from bot.scheduler import Ticking
from delivery.slack import SlackCourier, open_client
from domain.workspace import Workspace
from reminders import refresh_cards
from storage.clockwork import AlertStore
from storage.outbox import OutboxStore
from tests.bot.test_scheduler import TOKEN, a_slack, soon
from tests.reminders.office import Office

_LOOK = "reminders.refresh_cards._seen_up_to"
WED, THU = date(2026, 3, 11), date(2026, 3, 12)
MONDAY = date(2026, 3, 16)


@pytest.fixture
def office(desk: Desk, workspace: Workspace, clock: MovableClock) -> Office:
    return Office(desk, workspace, clock)


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    with monkeypatch.context() as patch:
        yield patch


def full(*_: object, **__: object) -> Any:
    msg = "disk full"
    raise OSError(msg)


def lost_table(store: AlertStore, *_: object) -> Any:
    """As after a half-done restore: the database refuses the question, PostgreSQL all after it in that look too."""
    return store.scope.connection.execute(text("SELECT 1 FROM nowhere"))


def last_beat(office: Office) -> datetime | None:
    with office.desk.reading(office.workspace) as work:
        return work.jobs.last_beat()


def test_that_the_clock_had_stopped_is_told_even_if_the_first_try_fails(office: Office, broken: pytest.MonkeyPatch):
    office.at(WED, 17).tick()
    before = last_beat(office)
    office.at(MONDAY, 11)
    put = OutboxStore.put

    def not_this(store: OutboxStore, **message: Any) -> int | None:
        return full() if message["kind"] == "clock stopped" else put(store, **message)

    broken.setattr(OutboxStore, "put", not_this)
    assert office.tick().failed == ("clock stopped",)
    assert last_beat(office) == before
    assert [kind for kind, _ in office.queue()] == ["job failed"]
    broken.undo()
    office.at(MONDAY, 11, 1).tick()
    assert [line for line in office.heard() if line.startswith("clock stopped: My clock had stopped from Wed 11 Mar")]
    assert office.queue() == []
    assert last_beat(office) == office.clock.now()


def test_a_gap_that_is_no_news_any_more_leaves_nothing_in_the_queue(office: Office, broken: pytest.MonkeyPatch):
    office.at(WED, 18).tick()
    office.invoice("INV-1", due=WED)
    broken.setattr("bot.jobs.tell_clock_stopped", full)
    assert office.at(THU, 11).tick().failed == ("clock stopped",)
    broken.undo()
    assert office.at(THU, 11, 1).tick().failed == ()
    assert office.queue() == []
    assert last_beat(office) == office.clock.now()


def test_a_job_that_cannot_even_be_asked_stops_neither_the_others_nor_the_beat(
    office: Office, broken: pytest.MonkeyPatch
):
    office.invoice("INV-7", due=WED)
    office.at(MONDAY)
    broken.setattr(AlertStore, "is_any_owed", lost_table)
    done = office.tick()
    assert done.failed == ("overdue alert",)
    assert "digest" in done.jobs
    assert last_beat(office) == office.clock.now()
    assert [kind for kind, _ in office.queue()] == ["job failed"]
    broken.undo()
    office.posts()
    office.at(MONDAY, 9, 1).tick()
    assert [line.split(":")[0] for line in office.heard()] == ["overdue alert"]
    assert office.queue() == []


def test_a_question_that_can_be_answered_again_leaves_the_queue_though_nothing_is_owed(
    office: Office, broken: pytest.MonkeyPatch
):
    broken.setattr(AlertStore, "is_any_owed", lost_table)
    assert office.at(THU).tick().failed == ("overdue alert",)
    broken.undo()
    assert office.at(THU, 9, 1).tick().failed == ()
    assert office.queue() == []


def test_a_job_of_every_second_that_failed_is_left_alone_for_a_minute(
    office: Office, broken: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    broken.setattr(_LOOK, full)
    failed_at: dict[str, datetime] = {}
    for _ in range(60):
        compose(office.desk, office.workspace, failed_at)
        office.clock.move(timedelta(seconds=1))
    assert [record.message for record in caplog.records if record.levelno == logging.ERROR] == ["job failed"]
    [(_, reason)] = office.queue()
    assert "tried again every minute" in reason
    assert compose(office.desk, office.workspace, failed_at).failed == (refresh_cards.JOB,)
    broken.undo()
    office.clock.move(timedelta(minutes=1))
    assert compose(office.desk, office.workspace, failed_at).failed == ()
    assert office.queue() == []


def test_the_running_clock_leaves_a_failed_job_alone_and_does_the_others(
    office: Office, broken: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    for number in range(3):
        office.invoice(f"INV-{number}", due=date(2026, 3, 10))
    asked = []

    def counted(*_: object, **__: object) -> Any:
        asked.append(1)
        full()

    broken.setattr(_LOOK, counted)
    with a_slack() as slack:
        courier = SlackCourier(open_client(TOKEN, base_url=slack.api_url))
        ticking = Ticking(desk=office.desk, team_id=office.workspace.team_id, courier=courier, delivery_seconds=0.02)
        ticking.start()
        try:
            assert soon(lambda: len(slack.messages("billing")) == 4)
        finally:
            ticking.stop()
    assert len(asked) == 1
