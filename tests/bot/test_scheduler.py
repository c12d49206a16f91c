from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from threading import Event

from bot.clock import MovableClock
from bot.desk import Desk
from bot.jobs import turn
from bot.scheduler import Ticking
from delivery.slack import SlackCourier, open_client
from demo.local_slack import Channel, Faults, LocalSlack, Person
from domain.letter import Facts, Flaw, Words
from domain.workspace import Workspace
from reminders.writers import ModelUnavailable
from storage.database import Database
from storage.workspaces import keep_workspace
from tests.builders import a_workspace
from tests.reminders.drafts import planned
from tests.reminders.office import Office

TOKEN = "xoxb-local-1"


def a_slack() -> LocalSlack:
    return LocalSlack(
        people=[Person(id="U0ANA", name="ana", real_name="Ana Lima")],
        channels=[Channel(id="C0BILLING", name="billing", members=("U0ANA",))],
        bot_token=TOKEN,
    )


def soon(is_so: Callable[[], bool]) -> bool:
    """Whether it becomes so within a few seconds."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if is_so():
            return True
        time.sleep(0.02)
    return False


def test_a_started_clock_tells_what_is_owed_at_once_and_stops_when_told(
    desk: Desk, workspace: Workspace, clock: MovableClock
):
    office = Office(desk, workspace, clock)
    for number in range(3):
        office.invoice(f"INV-{number}", due=date(2026, 3, 10))
    with a_slack() as slack:
        courier = SlackCourier(open_client(TOKEN, base_url=slack.api_url))
        ticking = Ticking(desk=desk, team_id=workspace.team_id, courier=courier, tick_seconds=60, delivery_seconds=0.05)
        ticking.start()
        try:
            assert soon(lambda: len(slack.messages("billing")) == 4)
        finally:
            ticking.stop()
        headline, *thread = slack.messages("billing")
        assert headline["text"].startswith("3 invoices turned Overdue")
        assert {message["thread_ts"] for message in thread} == {headline["ts"]}
        ticking.stop()


def test_a_clock_that_is_stopped_as_it_starts_leaves_no_trace(desk: Desk, workspace: Workspace):
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # threads meet at every step
    try:
        with a_slack() as slack:
            courier = SlackCourier(open_client(TOKEN, base_url=slack.api_url))
            for _ in range(30):
                ticking = Ticking(desk=desk, team_id=workspace.team_id, courier=courier)
                ticking.start()
                ticking.stop()
    finally:
        sys.setswitchinterval(usual)


def test_a_turn_of_the_calendar_does_everything_once_up_to_the_post_in_slack(
    desk: Desk, workspace: Workspace, clock: MovableClock
):
    office = Office(desk, workspace, clock)
    office.invoice("INV-1", due=date(2026, 3, 11))
    office.at(date(2026, 3, 12))
    with a_slack() as slack:
        courier = SlackCourier(open_client(TOKEN, base_url=slack.api_url))
        for _ in range(2):
            turn(desk, workspace, courier)
        [card] = slack.messages("billing")
        assert "INV-1" in card["text"]


def test_a_slack_in_trouble_does_not_stop_the_clock(desk: Desk, workspace: Workspace, clock: MovableClock):
    office = Office(desk, workspace, clock)
    office.invoice("INV-1", due=date(2026, 3, 10))
    with a_slack() as slack:
        slack.faults.next("chat.postMessage", Faults.rate_limited(1))
        courier = SlackCourier(open_client(TOKEN, base_url=slack.api_url))
        ticking = Ticking(
            desk=desk, team_id=workspace.team_id, courier=courier, tick_seconds=0.05, delivery_seconds=0.05
        )
        ticking.start()
        try:
            assert soon(lambda: len(slack.calls("chat.postMessage")) == 1)
            office.at(date(2026, 3, 11), 10)
            assert soon(lambda: len(slack.messages("billing")) == 1)
        finally:
            ticking.stop()


def test_a_model_that_takes_its_time_is_asked_by_one_thread_alone(sqlite: Database, clock: MovableClock):
    with sqlite.writing() as connection:
        workspace = keep_workspace(connection, a_workspace(channel=None), clock.now())
    desk = Desk(database=sqlite, clock=clock)
    office = Office(desk, workspace, clock)
    office.invoice("INV-1", due=date(2026, 3, 4))
    planned(office, "INV-1")
    asked, goes_on = [], Event()

    class Slow:
        prompt_version = "llm-1"

        def write(self, facts: Facts, faults: tuple[Flaw, ...] = ()) -> Words:
            asked.append((facts, faults))
            goes_on.wait(5)
            words = "Too slow."
            raise ModelUnavailable(words)

    with a_slack() as slack:
        courier = SlackCourier(open_client(TOKEN, base_url=slack.api_url))
        ticking = Ticking(
            desk=desk, team_id=workspace.team_id, courier=courier, model=Slow(), tick_seconds=60, delivery_seconds=0.02
        )
        ticking.start()
        try:
            assert soon(lambda: bool(asked))
            time.sleep(0.15)
            assert len(asked) == 1
        finally:
            goes_on.set()
            ticking.stop()
