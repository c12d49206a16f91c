"""What counts as told when a book goes over to the Slack it is connected to: what that one heard, nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.desk import Desk
from bot.settings import Settings
from bot.whose_book import slack_workspace
from domain.delivery import State
from domain.workspace import Workspace
from reminders.find_overdue import ALERT
from reminders.promises_due import BROKEN, FOLLOW_UPS
from storage.adoption import TRIED_OUT
from storage.check import check_book
from storage.database import Database
from tests.reminders.letters import a_waiting_letter
from tests.reminders.office import Office, march

TEAM = "T024BE7LH"


class Trial:
    """A book that is tried on Wednesday 11 March in the local Slack, and connected when asked to."""

    def __init__(self, database: Database, clock: MovableClock, team_id: str = TRIED_OUT, **said: Any) -> None:
        self.database, self.clock = database, clock
        clock.move_to(clock.now() - timedelta(days=3))
        opened = self.served(team_id, **{"channel": "C0BILLING", **said})
        self.office = Office(Desk(database=database, clock=clock), opened, clock)
        self.office.at(march(11), 10)

    def served(self, team_id: str, **said: Any) -> Workspace:
        settings = Settings(**{"timezone": "Europe/Lisbon", "currency": "EUR", **said})
        return slack_workspace(self.database, settings, team_id=team_id, name="Rua Nova", now=self.clock.now())

    def connect(self, team_id: str = TEAM, channel: str | None = "C9REAL") -> Workspace:
        if self.office.workspace.team_id == TRIED_OUT:
            self.office._read_up_to = 0  # of the messages before, none is left
        self.office.workspace = self.served(team_id, channel=channel)
        return self.office.workspace


@pytest.fixture
def trial(database: Database, clock: MovableClock) -> Trial:
    return Trial(database, clock)


def channels(office: Office) -> set[str]:
    with office.desk.reading(office.workspace) as work:
        return {message.channel for message in work.outbox.in_state(*State)}


def test_what_is_still_overdue_is_due_to_be_told_and_the_book_stays_whole(trial: Trial):
    office = trial.office
    for number in ("INV-1", "INV-2", "INV-3"):
        office.invoice(number, due=march(9), client=number)
    office.tick()
    assert office.heard(ALERT)[0].startswith(f"{ALERT}: 3 invoices turned Overdue")
    office.paid("INV-3")
    office.due_moved("INV-2", "2026-03-20")
    office.tick()
    trial.connect()
    assert check_book(trial.database) == []
    assert channels(office) == set()
    office.tick()
    [told] = [message for message in office.posts(ALERT) if message.updates_id is None]
    assert "INV-1" in told.body["text"]
    assert told.channel == "C9REAL"
    assert office.at(march(12), 10).tick().failed == ()
    assert office.heard(ALERT) == []
    assert check_book(trial.database) == []


def test_the_digest_of_the_week_is_posted_once_more_and_names_no_other_as_left_out(trial: Trial):
    office = trial.office
    for day in (11, 16, 23):
        office.at(march(day), 10).tick()
    assert len(office.heard("digest")) == 3
    trial.connect()
    office.at(march(24), 10).tick()
    [told] = office.posts("digest")
    assert "Left out" not in str(told.body)
    office.at(march(25), 10).tick()
    trial.connect()
    office.tick()
    assert office.heard("digest") == []
    office.at(march(30), 10).tick()
    assert len(office.heard("digest")) == 1


def test_a_pause_between_the_trial_and_slack_is_no_stopped_clock(trial: Trial):
    trial.office.tick()
    trial.office.heard()
    trial.office.at(march(20), 10)
    trial.connect()
    trial.office.tick()
    assert "stopped" not in "".join(trial.office.heard())


def test_a_follow_up_that_was_pointed_out_in_the_trial_is_pointed_out_again(trial: Trial):
    office = trial.office
    office.invoice("INV-1", due=march(20))
    office.said("INV-1", "we will pay soon")
    office.at(march(19), 10).tick()
    assert len(office.heard(FOLLOW_UPS)) == 1
    trial.connect()
    office.tick()
    assert len(office.heard(FOLLOW_UPS)) == 1
    office.at(march(20), 10).tick()
    assert office.heard(FOLLOW_UPS) == []


def test_a_promise_broken_in_the_trial_stays_broken_and_is_in_the_digest(trial: Trial):
    office = trial.office
    office.invoice("INV-1", due=march(4))
    office.said("INV-1", "we pay on 12 March")
    for day in (12, 13, 14, 16):
        office.at(march(day), 10).tick()
    assert len(office.heard(BROKEN)) == 1
    trial.connect()
    office.at(march(17), 10).tick()
    [told] = office.posts("digest")
    assert "we pay on 12 March" in str(told.body)
    with office.desk.reading(office.workspace) as work:
        assert [each.closed_on for each in work.promises.closed_since(march(1))] == [march(14)]


def test_what_the_local_slack_did_not_take_waits_for_nobody(trial: Trial):
    office = trial.office
    with office.desk.work(office.workspace) as work:
        put = work.outbox.put(kind="digest", key="x", channel="C0BILLING", body={"text": "x"}, now=work.now)
        for kind in ("not posted", "maybe posted"):
            work.exceptions.put_in(kind, about="message", about_id=put or 0, reason="no such channel", now=work.now)
    trial.connect()
    assert office.queue() == []


def test_a_draft_that_waits_has_a_card_in_the_real_channel_once(trial: Trial):
    office = trial.office
    invoice = office.invoice("INV-1", due=march(4))
    with office.desk.work(office.workspace) as work:
        a_waiting_letter(work, invoice)
    trial.connect()
    trial.connect()
    assert [(card.kind, card.channel) for card in office.posts()] == [("reminder card", "C9REAL")]


def test_a_draft_made_while_no_channel_was_set_has_a_card_once_there_is_one(database: Database, clock: MovableClock):
    trial = Trial(database, clock, TEAM, channel=None)
    invoice = trial.office.invoice("INV-1", due=march(4))
    with trial.office.desk.work(trial.office.workspace) as work:
        a_waiting_letter(work, invoice)
    trial.connect(channel=None)
    assert trial.office.posts() == []
    trial.connect()
    assert [(card.kind, card.channel) for card in trial.office.posts()] == [("reminder card", "C9REAL")]


def test_between_two_real_workspaces_nothing_is_told_anew(database: Database, clock: MovableClock):
    first = Trial(database, clock, TEAM)
    first.office.invoice("INV-1", due=date(2026, 3, 9))
    first.office.tick()
    first.office.heard()
    first.served("T0OTHER", channel="C0OTHER")
    first.connect()
    first.office.tick()
    assert first.office.heard() == []
    assert channels(first.office) == {"C0BILLING"}
